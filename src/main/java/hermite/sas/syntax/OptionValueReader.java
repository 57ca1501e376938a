package hermite.sas.syntax;

import hermite.data.Format;
import hermite.sas.log.Suggestion;
import hermite.sas.source.Place;
import hermite.sas.source.Token;
import hermite.sas.source.TokenKind;
import hermite.sas.syntax.ast.BoundOption;
import hermite.sas.syntax.ast.EffectTerm;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.VariableList;
import hermite.sas.syntax.problem.SyntaxException;
import hermite.sas.syntax.problem.SyntaxMessage;
import hermite.sas.syntax.tree.FormatSpelling;
import hermite.sas.syntax.tree.Literals;
import hermite.sas.syntax.tree.SasParser;
import hermite.sas.syntax.tree.TokenCursor;
import hermite.sas.vocabulary.OptionSpec;
import hermite.sas.vocabulary.ValueKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the value of an option in the shape its table entry asks for. */
final class OptionValueReader {
    private static final OptionValue NONE = new OptionValue.None();

    private final SasParser parser;
    private final OptionReader options;

    OptionValueReader(SasParser parser, OptionReader options) {
        this.parser = parser;
        this.options = options;
    }

    /** @param table the options that may follow, so that a list knows where it ends */
    BoundOption read(TokenCursor cursor, OptionSpec spec, Token word, List<OptionSpec> table) {
        Place place = word.place();
        return switch (spec.kind()) {
            case FLAG -> new BoundOption(spec, NONE, subs(cursor, spec), place);
            case WORD, OPTIONAL_WORD -> readWord(cursor, spec, place);
            case SUBOPTIONS -> readSuboptions(cursor, spec, place);
            case OPTIONAL_NAME -> {
                // pred(ilink)=p, pred=p(ilink)
                Options before = subs(cursor, spec);
                OptionValue value = value(cursor, spec, table);
                List<BoundOption> all = new ArrayList<>(before.all());
                all.addAll(subs(cursor, spec).all());
                yield new BoundOption(spec, value, new Options(all), place);
            }
            case OPTIONAL_DATA_SET -> {
                Options before = subs(cursor, spec);
                yield new BoundOption(spec, value(cursor, spec, table), before, place);
            }
            default -> {
                OptionValue value = value(cursor, spec, table);
                yield new BoundOption(spec, value, subs(cursor, spec), place);
            }
        };
    }

    private Options subs(TokenCursor cursor, OptionSpec spec) {
        return spec.suboptions().isEmpty() ? Options.NONE : options.readGroup(cursor, spec.suboptions());
    }

    private OptionValue value(TokenCursor cursor, OptionSpec spec, List<OptionSpec> table) {
        if (spec.kind() == ValueKind.STATISTIC) {
            return statistic(cursor, table);
        }
        if (spec.kind() == ValueKind.SETTINGS) {
            return settings(cursor);
        }
        if (spec.kind() == ValueKind.SLICES) {
            return slices(cursor, spec);
        }
        if (spec.kind() == ValueKind.ROWS) {
            return rows(cursor);
        }
        boolean optional = spec.kind() == ValueKind.OPTIONAL_NUMBER
                || spec.kind() == ValueKind.OPTIONAL_NAME
                || spec.kind() == ValueKind.OPTIONAL_DATA_SET
                || spec.kind() == ValueKind.OPTIONAL_NUMBERS
                || spec.kind() == ValueKind.OPTIONAL_VARIABLES;
        if (optional && !cursor.peek().is("=")) {
            boolean variables =
                    spec.kind() == ValueKind.OPTIONAL_VARIABLES && cursor.peek().is("(");
            return variables ? new OptionValue.Variables(parser.variables(cursor.takeGroup())) : NONE;
        }
        expectEquals(cursor, spec);
        return switch (spec.kind()) {
            case NUMBER, OPTIONAL_NUMBER -> new OptionValue.Number(number(cursor));
            case INTEGER -> integer(cursor, spec);
            case NUMBER_OR_WORD ->
                isNumber(cursor) ? new OptionValue.Number(number(cursor)) : new OptionValue.Word(word(cursor, spec));
            case TEXT -> text(cursor, spec);
            case TEXT_OR_WORD -> textOrWord(cursor, spec);
            case VARIABLE, OPTIONAL_NAME -> {
                Token name = cursor.expectName();
                yield new OptionValue.Variables(List.of(new VariableList.Name(name.text(), name.place())));
            }
            case VARIABLES, NAMES, OPTIONAL_VARIABLES -> new OptionValue.Variables(variables(cursor, table));
            case DATA_SET, OPTIONAL_DATA_SET -> new OptionValue.DataSet(parser.dataSet(dataSetTokens(cursor)));
            case EFFECT -> new OptionValue.Effect(effect(cursor));
            case EFFECTS -> new OptionValue.Effects(effects(cursor));
            case NUMBERS, OPTIONAL_NUMBERS -> new OptionValue.Numbers(numbers(cursor));
            case VALUES -> new OptionValue.Values(values(cursor, table));
            case FORMAT -> new OptionValue.FormatName(format(cursor));
            default -> new OptionValue.Formula(parser.expression(expressionTokens(cursor)));
        };
    }

    private static void expectEquals(TokenCursor cursor, OptionSpec spec) {
        if (!cursor.accept("=")) {
            throw new SyntaxException(cursor.place(), SyntaxMessage.EXPECTING_ONE, "=")
                    .withHint(spec.name() + " needs a value: " + spec.name() + "=…");
        }
    }

    private BoundOption readWord(TokenCursor cursor, OptionSpec spec, Place place) {
        Options before = spec.kind() == ValueKind.OPTIONAL_WORD ? subs(cursor, spec) : Options.NONE;
        if (spec.kind() == ValueKind.OPTIONAL_WORD && !cursor.peek().is("=")) {
            return new BoundOption(spec, NONE, before, place);
        }
        expectEquals(cursor, spec);
        String word = word(cursor, spec);
        Options after = subs(cursor, spec);
        List<BoundOption> all = new ArrayList<>(before.all());
        all.addAll(after.all());
        return new BoundOption(spec, new OptionValue.Word(word), new Options(all), place);
    }

    /** {@code plots(only)=(a b)}, {@code lineattrs=(color=red)}, {@code plots=all}. */
    private BoundOption readSuboptions(TokenCursor cursor, OptionSpec spec, Place place) {
        List<BoundOption> all =
                new ArrayList<>(options.readGroup(cursor, spec.suboptions()).all());
        if (cursor.accept("=")) {
            List<Token> tokens = cursor.peek().is("(") ? cursor.takeGroup() : wordWithGroup(cursor);
            all.addAll(options.readInside(tokens, spec.suboptions()).all());
        }
        return new BoundOption(spec, NONE, new Options(all), place);
    }

    private static List<Token> wordWithGroup(TokenCursor cursor) {
        List<Token> tokens = new ArrayList<>(cursor.take(1));
        if (cursor.peek().is("(")) {
            tokens.addAll(cursor.take(cursor.parenthesised()));
        }
        return tokens;
    }

    /** A word of the table's list, by any of its spellings; {@code ar(1)} may be one word. */
    private String word(TokenCursor cursor, OptionSpec spec) {
        Token token = cursor.peek();
        boolean wordLike = token.isName() || token.kind() == TokenKind.NUMBER || token.kind() == TokenKind.STRING;
        if (!wordLike) {
            throw wrongWord(token, spec);
        }
        if (spec.values().isEmpty()) {
            cursor.take();
            return token.text();
        }
        if (cursor.peek(1).is("(")) {
            StringBuilder joined = new StringBuilder(token.text());
            int i = 1;
            while (cursor.peek(i).kind() != TokenKind.END && !cursor.peek(i).is(")")) {
                joined.append(cursor.peek(i++).text());
            }
            Optional<String> listed = listed(joined + ")", spec);
            if (listed.isPresent()) {
                cursor.take(i + 1);
                return listed.get();
            }
        }
        if (cursor.peek(1).is("@")) {
            Optional<String> product =
                    listed(token.text() + "@" + cursor.peek(2).text(), spec);
            if (product.isPresent()) {
                cursor.take(3);
                return product.get();
            }
        }
        String listed = listed(token.text(), spec).orElseThrow(() -> wrongWord(token, spec));
        cursor.take();
        return listed;
    }

    private static Optional<String> listed(String word, OptionSpec spec) {
        for (String value : spec.values()) {
            String[] spellings = value.split("~");
            if (Arrays.stream(spellings).anyMatch(word::equalsIgnoreCase)) {
                return Optional.of(spellings[0].toUpperCase(Locale.ROOT));
            }
        }
        return Optional.empty();
    }

    private static SyntaxException wrongWord(Token token, OptionSpec spec) {
        List<String> first =
                spec.values().stream().map(v -> v.split("~")[0]).sorted().toList();
        List<String> all =
                spec.values().stream().flatMap(v -> Arrays.stream(v.split("~"))).toList();
        String expected = first.isEmpty() ? "a name" : String.join(", ", first);
        return new SyntaxException(token.place(), SyntaxMessage.EXPECTING, expected)
                .withHint(token.isName() ? Suggestion.of(token.text(), all).question() : "");
    }

    static boolean isNumber(TokenCursor cursor) {
        boolean signed = cursor.peek().is("-") || cursor.peek().is("+");
        return cursor.peek(signed ? 1 : 0).kind() == TokenKind.NUMBER;
    }

    double number(TokenCursor cursor) {
        double sign = 1;
        if (cursor.accept("-")) {
            sign = -1;
        } else {
            cursor.accept("+");
        }
        Token token = cursor.peek();
        if (token.kind() == TokenKind.NUMBER) {
            return sign * Literals.number(cursor.take().text());
        }
        if (token.kind() == TokenKind.MISSING) {
            return Literals.missing(cursor.take().text());
        }
        if (token.kind() == TokenKind.STRING && !token.suffix().isEmpty()) {
            cursor.take();
            return switch (token.suffix()) {
                case "D" -> Literals.date(token.text(), token.place());
                case "T" -> Literals.time(token.text(), token.place());
                case "DT" -> Literals.datetime(token.text(), token.place());
                default -> throw new SyntaxException(token.place(), SyntaxMessage.EXPECTING_ONE, "numeric constant");
            };
        }
        throw new SyntaxException(token.place(), SyntaxMessage.EXPECTING, "a numeric constant");
    }

    private OptionValue integer(TokenCursor cursor, OptionSpec spec) {
        Place place = cursor.place();
        double value = number(cursor);
        if (value != Math.rint(value)) {
            throw new SyntaxException(place, SyntaxMessage.INVALID_VALUE, "a whole number", spec.name() + "=");
        }
        return new OptionValue.Number(value);
    }

    private static OptionValue text(TokenCursor cursor, OptionSpec spec) {
        Token token = cursor.peek();
        if (token.kind() != TokenKind.STRING) {
            throw new SyntaxException(token.place(), SyntaxMessage.EXPECTING_ONE, "quoted string")
                    .withHint("write " + spec.name() + "='" + token.text() + "'");
        }
        return new OptionValue.Text(constant(cursor.take()));
    }

    /** A string's content; {@code '09'x} is the character with that code. */
    static String constant(Token string) {
        return string.suffix().equals("X") ? Literals.hexadecimal(string.text(), string.place()) : string.text();
    }

    private OptionValue textOrWord(TokenCursor cursor, OptionSpec spec) {
        Token token = cursor.peek();
        if (token.kind() == TokenKind.STRING) {
            return new OptionValue.Text(constant(cursor.take()));
        }
        if (token.isName()) {
            cursor.take();
            return new OptionValue.Word(listed(token.text(), spec).orElse(token.text()));
        }
        StringBuilder word = new StringBuilder();
        if (cursor.peek().is("-")) {
            word.append(cursor.take().text());
        }
        if (cursor.peek().kind() != TokenKind.NUMBER && cursor.peek().kind() != TokenKind.MISSING) {
            throw new SyntaxException(cursor.place(), SyntaxMessage.EXPECTING, "a name, a quoted string");
        }
        word.append(cursor.take().text());
        Token unit = cursor.peek();
        if (unit.blanks() == 0 && (unit.isName() || unit.is("%"))) {
            // A size with its unit, as in thickness=2px.
            word.append(cursor.take().text());
        }
        return new OptionValue.Word(word.toString());
    }

    private OptionValue statistic(TokenCursor cursor, List<OptionSpec> table) {
        List<VariableList> inside = cursor.peek().is("(") ? parser.variables(cursor.takeGroup()) : List.of();
        List<VariableList> names = cursor.accept("=") ? variables(cursor, table) : List.of();
        return new OptionValue.Statistic(inside, names);
    }

    /** Names up to the next option: one that is followed by an equals sign or parenthesis, or a flag of the table. */
    List<VariableList> variables(TokenCursor cursor, List<OptionSpec> table) {
        if (cursor.peek().is("(")) {
            return parser.variables(cursor.takeGroup());
        }
        int count = 0;
        while (cursor.peek(count).isName()
                || cursor.peek(count).is("-")
                || cursor.peek(count).is(":")) {
            Token token = cursor.peek(count);
            Token following = cursor.peek(count + 1);
            boolean range = count > 0 && cursor.peek(count - 1).is("-");
            boolean nextOption = token.isName()
                    && !range
                    && (following.is("=") || following.is("(") || count > 0 && isFlag(table, token));
            if (nextOption) {
                break;
            }
            count++;
        }
        return parser.variables(cursor.take(count));
    }

    private static boolean isFlag(List<OptionSpec> table, Token token) {
        return OptionReader.find(table, token)
                .filter(o -> o.kind() == ValueKind.FLAG)
                .isPresent();
    }

    static List<Token> dataSetTokens(TokenCursor cursor) {
        int count = 1;
        if (cursor.peek().kind() != TokenKind.STRING) {
            if (!cursor.peek().isName()) {
                throw new SyntaxException(cursor.place(), SyntaxMessage.EXPECTING, "a name, a quoted string");
            }
            if (cursor.peek(1).is(".") && cursor.peek(2).isName()) {
                count = 3;
            }
        }
        List<Token> tokens = new ArrayList<>(cursor.take(count));
        if (cursor.peek().is("(")) {
            tokens.addAll(cursor.take(cursor.parenthesised()));
        }
        return tokens;
    }

    /** {@code id}, {@code id(center)}, {@code a*b(c)}. */
    EffectTerm effect(TokenCursor cursor) {
        if (!cursor.peek().isName()) {
            throw new SyntaxException(cursor.place(), SyntaxMessage.EXPECTING_ONE, "name");
        }
        List<Token> tokens = new ArrayList<>(cursor.take(1));
        while (cursor.peek().is("*") || cursor.peek().is("(")) {
            if (cursor.peek().is("(")) {
                tokens.addAll(cursor.take(cursor.parenthesised()));
                break;
            }
            tokens.addAll(cursor.take(2));
        }
        List<EffectTerm> terms = parser.effects(tokens);
        if (terms.size() != 1) {
            throw new SyntaxException(tokens.get(0).place(), SyntaxMessage.EXPECTING_ONE, "name");
        }
        return terms.get(0);
    }

    private List<EffectTerm> effects(TokenCursor cursor) {
        return cursor.peek().is("(") ? parser.effects(cursor.takeGroup()) : List.of(effect(cursor));
    }

    /** {@code =a}, {@code =(a b)}, {@code (a='1')}, {@code (a='1' '2', b='x')}. */
    private OptionValue slices(TokenCursor cursor, OptionSpec spec) {
        if (!cursor.accept("=") && !cursor.peek().is("(")) {
            expectEquals(cursor, spec);
        }
        List<OptionValue.Slices.Slice> slices = new ArrayList<>();
        if (!cursor.peek().is("(")) {
            slices.add(new OptionValue.Slices.Slice(effect(cursor), List.of()));
            return new OptionValue.Slices(slices);
        }
        Place place = cursor.place();
        List<Token> group = cursor.takeGroup();
        if (group.stream().noneMatch(t -> t.is("="))) {
            parser.effects(group).forEach(e -> slices.add(new OptionValue.Slices.Slice(e, List.of())));
            return new OptionValue.Slices(slices);
        }
        List<String> variables = new ArrayList<>();
        List<List<String>> levels = new ArrayList<>();
        TokenCursor inside = new TokenCursor(group);
        while (!inside.atEnd()) {
            inside.accept(",");
            variables.add(inside.expectName().text());
            inside.expect("=");
            List<String> of = new ArrayList<>();
            do {
                of.add(inside.take().text());
                inside.accept(",");
            } while (!inside.atEnd() && !inside.peek().isName());
            levels.add(of);
        }
        slices.add(new OptionValue.Slices.Slice(new EffectTerm(variables, List.of(), place), levels));
        return new OptionValue.Slices(slices);
    }

    /** {@code x=1}, {@code x z=1 2}, {@code (x z)=(1 2)}, {@code means}. */
    private OptionValue settings(TokenCursor cursor) {
        if (cursor.peek().isWord("MEANS") && !cursor.peek(1).is("=")) {
            cursor.take();
            return new OptionValue.Settings(List.of());
        }
        Place place = cursor.place();
        List<String> names = new ArrayList<>();
        if (cursor.peek().is("(")) {
            cursor.takeGroup().stream().filter(t -> !t.is(",")).forEach(t -> names.add(t.text()));
        } else {
            do {
                names.add(cursor.expectName().text());
            } while (cursor.peek().isName());
        }
        cursor.expect("=");
        List<Double> given = new ArrayList<>();
        if (cursor.peek().is("(")) {
            given.addAll(parser.numbers(cursor.take(cursor.parenthesised())));
        } else {
            while (given.size() < names.size() && (given.isEmpty() || isNumber(cursor))) {
                given.add(number(cursor));
            }
        }
        if (given.size() != names.size()) {
            throw new SyntaxException(place, SyntaxMessage.INVALID_VALUE, "a number for each variable", "AT");
        }
        List<OptionValue.Settings.Setting> settings = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            settings.add(new OptionValue.Settings.Setting(names.get(i), given.get(i)));
        }
        return new OptionValue.Settings(List.copyOf(settings));
    }

    /** Numbers, or lists of them in parentheses with commas between. */
    private OptionValue rows(TokenCursor cursor) {
        cursor.accept("=");
        List<List<Double>> rows = new ArrayList<>();
        do {
            rows.add(numbers(cursor));
            if (cursor.peek().is(",") && cursor.peek(1).is("(")) {
                cursor.take();
            }
        } while (cursor.peek().is("("));
        return new OptionValue.Rows(List.copyOf(rows));
    }

    private List<Double> numbers(TokenCursor cursor) {
        if (cursor.peek().is("(")) {
            return parser.numbers(cursor.take(cursor.parenthesised()));
        }
        List<Token> tokens = new ArrayList<>();
        while (isNumber(cursor)
                || cursor.peek().is(",")
                || cursor.peek().kind() == TokenKind.MISSING
                || !tokens.isEmpty()
                        && (cursor.peek().isWord("TO") || cursor.peek().isWord("BY"))) {
            tokens.addAll(cursor.take(cursor.peek().is("-") || cursor.peek().is("+") ? 2 : 1));
        }
        if (tokens.isEmpty()) {
            throw new SyntaxException(cursor.place(), SyntaxMessage.EXPECTING_ONE, "numeric constant");
        }
        return parser.numbers(tokens);
    }

    /** Parenthesised groups, or bare items up to the next option. */
    List<OptionValue> values(TokenCursor cursor, List<OptionSpec> table) {
        List<OptionValue> values = new ArrayList<>();
        if (cursor.peek().is("(")) {
            while (cursor.peek().is("(")) {
                TokenCursor inside = new TokenCursor(cursor.takeGroup());
                while (!inside.atEnd()) {
                    item(inside).ifPresent(values::add);
                }
            }
            return values;
        }
        while (!cursor.atEnd() && !cursor.peek().is("/") && !isNextOption(cursor, table, values.isEmpty())) {
            item(cursor).ifPresent(values::add);
        }
        return values;
    }

    /** All that is left, inner parentheses as the words {@code (} and {@code )}. */
    List<OptionValue> items(TokenCursor cursor) {
        List<OptionValue> items = new ArrayList<>();
        while (!cursor.atEnd()) {
            item(cursor).ifPresent(items::add);
        }
        return items;
    }

    private static boolean isNextOption(TokenCursor cursor, List<OptionSpec> table, boolean first) {
        return cursor.peek().isName()
                && (cursor.peek(1).is("=")
                        || !first && OptionReader.find(table, cursor.peek()).isPresent());
    }

    private Optional<OptionValue> item(TokenCursor cursor) {
        Token token = cursor.peek();
        if (cursor.accept(",")) {
            return Optional.empty();
        }
        if (isNumber(cursor)
                || token.kind() == TokenKind.MISSING
                || token.kind() == TokenKind.STRING && List.of("D", "T", "DT").contains(token.suffix())) {
            return Optional.of(new OptionValue.Number(number(cursor)));
        }
        cursor.take();
        if (token.kind() == TokenKind.STRING) {
            return Optional.of(new OptionValue.Text(constant(token)));
        }
        return Optional.of(new OptionValue.Word(token.text()));
    }

    static Format format(TokenCursor cursor) {
        List<Token> ahead = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ahead.add(cursor.peek(i));
        }
        String text = FormatSpelling.text(ahead, 0);
        Place place = cursor.place();
        Format format = Format.parse(text)
                .orElseThrow(() -> new SyntaxException(place, SyntaxMessage.EXPECTING_ONE, "format name")
                        .withHint("a format ends in a period: date9."));
        cursor.take(FormatSpelling.length(ahead, 0));
        return format;
    }

    private static List<Token> expressionTokens(TokenCursor cursor) {
        List<Token> tokens = new ArrayList<>();
        while (!cursor.atEnd() && !(cursor.peek().isName() && cursor.peek(1).is("=") && !tokens.isEmpty())) {
            if (cursor.peek().is("(")) {
                tokens.addAll(cursor.take(cursor.parenthesised()));
            } else {
                tokens.addAll(cursor.take(1));
            }
        }
        return tokens;
    }
}
