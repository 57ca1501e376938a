package hermite.sas.syntax;

import hermite.sas.source.Token;
import hermite.sas.source.TokenKind;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.tree.TokenCursor;
import hermite.sas.vocabulary.StatementSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads {@code name (options) range, range = result …}, the form of VALUE and INVALUE. */
final class RangeReader {
    private static final Set<String> BOUND_WORDS = Set.of("LOW", "HIGH", "OTHER");

    private final OptionReader options;

    RangeReader(OptionReader options) {
        this.options = options;
    }

    Body.Ranges read(TokenCursor cursor, StatementSpec spec) {
        String name = (cursor.accept("$") ? "$" : "") + cursor.expectName().text();
        Options own = options.readGroup(cursor, spec.options());
        List<Body.Ranges.Item> items = new ArrayList<>();
        while (!cursor.atEnd()) {
            items.add(item(cursor));
        }
        return new Body.Ranges(name, own, List.copyOf(items));
    }

    private Body.Ranges.Item item(TokenCursor cursor) {
        List<Body.Ranges.Range> ranges = new ArrayList<>();
        do {
            ranges.add(range(cursor));
        } while (cursor.accept(","));
        cursor.expect("=");
        return new Body.Ranges.Item(List.copyOf(ranges), result(cursor));
    }

    private Body.Ranges.Range range(TokenCursor cursor) {
        OptionValue from = bound(cursor);
        boolean fromExcluded = cursor.peek().is("<") && cursor.peek(1).is("-") && cursor.accept("<");
        if (!cursor.accept("-")) {
            return new Body.Ranges.Range(from, false, from, false);
        }
        boolean toExcluded = cursor.accept("<");
        return new Body.Ranges.Range(from, fromExcluded, bound(cursor), toExcluded);
    }

    private OptionValue bound(TokenCursor cursor) {
        Token token = cursor.peek();
        if (token.kind() == TokenKind.STRING && !Set.of("D", "T", "DT").contains(token.suffix())) {
            return new OptionValue.Text(OptionValueReader.constant(cursor.take()));
        }
        if (token.isName()) {
            String word = token.upper();
            cursor.take();
            return BOUND_WORDS.contains(word) ? new OptionValue.Word(word) : new OptionValue.Text(token.text());
        }
        return new OptionValue.Number(options.values().number(cursor));
    }

    private OptionValue result(TokenCursor cursor) {
        Token token = cursor.peek();
        if (token.kind() == TokenKind.STRING) {
            return new OptionValue.Text(OptionValueReader.constant(cursor.take()));
        }
        if (cursor.accept("[")) {
            OptionValue format = new OptionValue.FormatName(OptionValueReader.format(cursor));
            cursor.expect("]");
            return format;
        }
        if (token.isName()) {
            return new OptionValue.Word(cursor.take().text());
        }
        return new OptionValue.Number(options.values().number(cursor));
    }
}
