package hermite.sas.syntax;

import hermite.sas.source.Token;
import hermite.sas.source.TokenKind;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.problem.SyntaxException;
import hermite.sas.syntax.problem.SyntaxMessage;
import hermite.sas.syntax.tree.SasParser;
import hermite.sas.syntax.tree.TokenCursor;
import java.util.ArrayList;
import java.util.List;

/** Reads values and hypotheses about covariance parameters: PARMS and COVTEST. */
final class TestReader {
    private final OptionValueReader values;
    private final SasParser parser;

    TestReader(OptionValueReader values, SasParser parser) {
        this.values = values;
        this.parser = parser;
    }

    /** {@code (1 2) (0 to 1 by 0.1)}: a {@link OptionValue.Numbers} for each pair of parentheses. */
    Body.Values groups(TokenCursor cursor) {
        List<OptionValue> groups = new ArrayList<>();
        while (cursor.peek().is("(")) {
            groups.add(new OptionValue.Numbers(parser.numbers(cursor.takeGroup())));
        }
        if (!cursor.atEnd() && !cursor.peek().is("/")) {
            throw new SyntaxException(cursor.place(), SyntaxMessage.EXPECTING, "(, ;, /");
        }
        return new Body.Values(List.copyOf(groups));
    }

    /**
     * A label as text, a keyword as word, a data set, then a {@link OptionValue.Numbers} for each row between commas; all
     * of them optional.
     */
    Body.Values test(TokenCursor cursor) {
        List<OptionValue> items = new ArrayList<>();
        if (cursor.peek().kind() == TokenKind.STRING) {
            items.add(new OptionValue.Text(cursor.take().text()));
        }
        if (cursor.peek().isName()) {
            Token word = cursor.take();
            items.add(new OptionValue.Word(word.text()));
            if (cursor.accept("=")) {
                items.add(new OptionValue.DataSet(parser.dataSet(OptionValueReader.dataSetTokens(cursor))));
            }
        }
        List<Double> row = new ArrayList<>();
        while (!cursor.atEnd() && !cursor.peek().is("/")) {
            if (cursor.accept(",")) {
                items.add(new OptionValue.Numbers(List.copyOf(row)));
                row.clear();
            } else {
                row.add(values.number(cursor));
            }
        }
        if (!row.isEmpty()) {
            items.add(new OptionValue.Numbers(List.copyOf(row)));
        }
        return new Body.Values(List.copyOf(items));
    }
}
