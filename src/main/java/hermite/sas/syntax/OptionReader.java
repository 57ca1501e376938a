package hermite.sas.syntax;

import hermite.sas.log.Suggestion;
import hermite.sas.source.Place;
import hermite.sas.source.Token;
import hermite.sas.syntax.ast.BoundOption;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.problem.Problems;
import hermite.sas.syntax.problem.SyntaxException;
import hermite.sas.syntax.problem.SyntaxMessage;
import hermite.sas.syntax.tree.SasParser;
import hermite.sas.syntax.tree.TokenCursor;
import hermite.sas.vocabulary.OptionSpec;
import hermite.sas.vocabulary.Status;
import hermite.sas.vocabulary.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Reads options by their table; reports the wrong ones and goes on with the next. */
final class OptionReader {
    private final OptionValueReader values;
    private final Problems problems;

    OptionReader(SasParser parser, Problems problems) {
        this.values = new OptionValueReader(parser, this);
        this.problems = problems;
    }

    OptionValueReader values() {
        return values;
    }

    /**
     * All that is left of the cursor, or up to a slash outside parentheses.
     *
     * @param alsoExpected what else could stand there, for the message: {@code ;}, {@code /}
     */
    Options read(TokenCursor cursor, List<OptionSpec> table, String... alsoExpected) {
        List<BoundOption> options = new ArrayList<>();
        while (!cursor.atEnd() && !cursor.peek().is("/")) {
            if (cursor.accept(",")) {
                continue;
            }
            Token word = cursor.peek();
            Optional<OptionSpec> spec = find(table, word);
            if (spec.isEmpty()) {
                unknown(cursor, table, alsoExpected);
            } else {
                cursor.take();
                bind(cursor, spec.get(), word, table).ifPresent(options::add);
            }
        }
        return new Options(options);
    }

    private Optional<BoundOption> bind(TokenCursor cursor, OptionSpec spec, Token word, List<OptionSpec> table) {
        if (spec.status() == Status.KNOWN) {
            problems.report(word.place(), SyntaxMessage.NOT_SUPPORTED_OPTION, spec.name());
            skipValue(cursor, table);
            return Optional.empty();
        }
        int afterName = cursor.position();
        try {
            return Optional.of(values.read(cursor, spec, word, table));
        } catch (SyntaxException e) {
            problems.report(e);
            cursor.returnTo(afterName);
            skipValue(cursor, table);
            return Optional.empty();
        }
    }

    /** Options in the parentheses that come next; empty when none do. */
    Options readGroup(TokenCursor cursor, List<OptionSpec> table) {
        if (!cursor.peek().is("(")) {
            return Options.NONE;
        }
        return readInside(cursor.takeGroup(), table);
    }

    /**
     * A number at the head of the group belongs to the first numeric suboption: {@code toep(2)}. A suboption without a
     * name takes the whole group as values: {@code power(-1)}, {@code user(1 .5 .5 1)}; parentheses in it stay as words.
     */
    Options readInside(List<Token> group, List<OptionSpec> table) {
        TokenCursor inside = new TokenCursor(group);
        Optional<OptionSpec> whole =
                table.stream().filter(o -> o.name().isEmpty()).findFirst();
        if (whole.isPresent()) {
            Place place = inside.place();
            OptionValue given = new OptionValue.Values(values.items(inside));
            return new Options(List.of(new BoundOption(whole.get(), given, Options.NONE, place)));
        }
        List<BoundOption> options = new ArrayList<>();
        if (inside.peek().kind() == hermite.sas.source.TokenKind.NUMBER) {
            Optional<OptionSpec> numeric = table.stream()
                    .filter(o -> o.kind() == ValueKind.INTEGER || o.kind() == ValueKind.NUMBER)
                    .findFirst();
            if (numeric.isPresent()) {
                Place place = inside.place();
                options.add(new BoundOption(
                        numeric.get(), new OptionValue.Number(values.number(inside)), Options.NONE, place));
            }
        }
        options.addAll(read(inside, table, ")").all());
        return new Options(options);
    }

    static Optional<OptionSpec> find(List<OptionSpec> table, Token word) {
        return word.isName() && word.quote() == ' '
                ? table.stream().filter(o -> o.isNamed(word.text())).findFirst()
                : Optional.empty();
    }

    private void unknown(TokenCursor cursor, List<OptionSpec> table, String... alsoExpected) {
        Token wrong = cursor.take();
        String hint = wrong.isName() ? Suggestion.of(wrong.text(), names(table)).question() : "";
        SyntaxMessage ignored = wrong.isName() ? SyntaxMessage.OPTION_IGNORED : SyntaxMessage.SYMBOL_IGNORED;
        problems.reportTwo(hint, wrong.place(), SyntaxMessage.EXPECTING, expected(table, alsoExpected), ignored);
        if (wrong.isName()) {
            skipValue(cursor, table);
        }
    }

    static List<String> names(List<OptionSpec> table) {
        List<String> names = new ArrayList<>();
        for (OptionSpec option : table) {
            if (option.status() != Status.KNOWN) {
                names.add(option.name());
                names.addAll(option.aliases());
            }
        }
        return names;
    }

    static String expected(List<OptionSpec> table, String... alsoExpected) {
        TreeSet<String> words = new TreeSet<>();
        table.stream().filter(o -> o.status() != Status.KNOWN).forEach(o -> words.add(o.name()));
        List<String> all = new ArrayList<>(List.of(alsoExpected));
        all.addAll(words);
        return String.join(", ", all);
    }

    /** The rest of an option nobody reads: {@code =value}, parentheses, a list up to the next option. */
    void skipValue(TokenCursor cursor, List<OptionSpec> table) {
        skipGroup(cursor);
        if (!cursor.accept("=")) {
            return;
        }
        skipGroup(cursor);
        boolean first = true;
        while (!cursor.atEnd()
                && !cursor.peek().is("/")
                && !cursor.peek().is(")")
                && !cursor.peek().is(",")) {
            boolean nextOption = cursor.peek().isName()
                    && (cursor.peek(1).is("=")
                            || !first && find(table, cursor.peek()).isPresent());
            if (nextOption) {
                return;
            }
            cursor.take();
            skipGroup(cursor);
            first = false;
        }
    }

    private static void skipGroup(TokenCursor cursor) {
        if (cursor.peek().is("(")) {
            try {
                cursor.takeGroup();
            } catch (SyntaxException unclosed) {
                cursor.rest();
            }
        }
    }
}
