package hermite.sas.syntax;

import hermite.sas.source.Place;
import hermite.sas.source.Token;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.DataStatement;
import hermite.sas.syntax.ast.EffectTerm;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.VariableList;
import hermite.sas.syntax.problem.SyntaxException;
import hermite.sas.syntax.problem.SyntaxMessage;
import hermite.sas.syntax.tree.Piece;
import hermite.sas.syntax.tree.SasParser;
import hermite.sas.syntax.tree.TokenCursor;
import hermite.sas.vocabulary.OptionSpec;
import hermite.sas.vocabulary.StatementForm;
import hermite.sas.vocabulary.StatementSpec;
import hermite.sas.vocabulary.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one statement of a procedure by its table entry. */
final class ProcStatementReader {
    private final SasParser parser;
    private final OptionReader options;

    ProcStatementReader(SasParser parser, OptionReader options) {
        this.parser = parser;
        this.options = options;
    }

    /** @param tokens the whole statement, keyword first, without its semicolon */
    ProcStatement read(StatementSpec spec, List<Token> tokens) {
        Place place = tokens.get(0).place();
        TokenCursor cursor = new TokenCursor(tokens);
        if (wholeStatement(spec.form())) {
            return new ProcStatement(spec, program(spec, tokens), Options.NONE, place);
        }
        cursor.take();
        Body body = body(spec, cursor);
        Options slash = Options.NONE;
        if (cursor.accept("/")) {
            slash = options.read(cursor, spec.slashOptions(), ";");
        }
        if (!cursor.atEnd()) {
            String expected = spec.slashOptions().isEmpty() ? ";" : ";, /";
            throw new SyntaxException(cursor.place(), SyntaxMessage.EXPECTING, expected);
        }
        return new ProcStatement(spec, body, slash, place);
    }

    private static boolean wholeStatement(StatementForm form) {
        return form == StatementForm.EXPRESSION
                || form == StatementForm.FORMAT
                || form == StatementForm.LABEL
                || form == StatementForm.ATTRIB;
    }

    private Body program(StatementSpec spec, List<Token> tokens) {
        if (spec.form() == StatementForm.EXPRESSION) {
            return new Body.Condition(parser.where(tokens.subList(1, tokens.size())));
        }
        Piece piece = parser.statement(tokens);
        return new Body.Program(((Piece.Whole) piece).statement());
    }

    private Body body(StatementSpec spec, TokenCursor cursor) {
        return switch (spec.form()) {
            case NONE -> new Body.Nothing();
            case VARIABLES -> new Body.Variables(items(spec, cursor));
            case BY -> by(cursor);
            case EFFECTS -> new Body.Effects(parser.effects(cursor.take(cursor.distanceTo("/"))));
            case MODEL -> model(spec, cursor);
            case OPTIONS -> new Body.Main(options.read(cursor, spec.options(), ";"));
            case DATA_SET -> named(cursor);
            case COEFFICIENTS -> new CoefficientReader(options.values()).effects(cursor);
            case MEAN_COEFFICIENTS -> new CoefficientReader(options.values()).means(cursor);
            case RANGES -> new RangeReader(options).read(cursor, spec);
            case VALUE_GROUPS -> new TestReader(options.values(), parser).groups(cursor);
            case TEST -> new TestReader(options.values(), parser).test(cursor);
            case CONSTRUCTED -> constructed(spec, cursor);
            case VALUES -> new Body.Values(options.values().values(cursor, List.of()));
            default -> throw new IllegalStateException("form " + spec.form());
        };
    }

    private List<Body.Variables.Item> items(StatementSpec spec, TokenCursor cursor) {
        List<Body.Variables.Item> items = new ArrayList<>();
        while (!cursor.atEnd() && !cursor.peek().is("/")) {
            if (!cursor.peek().isName()) {
                throw new SyntaxException(cursor.place(), SyntaxMessage.EXPECTING, "a name, ;, /");
            }
            int count = 1;
            while (cursor.peek(count).is("-")) {
                count += cursor.peek(count + 1).is("-") ? 3 : 2;
            }
            if (cursor.peek(count).is(":")) {
                count++;
            }
            VariableList variable = parser.variables(cursor.take(count)).get(0);
            Options own = Options.NONE;
            if (cursor.peek().is("(")) {
                if (spec.itemOptions().isEmpty()) {
                    throw new SyntaxException(cursor.place(), SyntaxMessage.EXPECTING, "a name, ;, /");
                }
                own = options.readGroup(cursor, spec.itemOptions());
            }
            items.add(new Body.Variables.Item(variable, own));
        }
        return items;
    }

    private static Body by(TokenCursor cursor) {
        List<DataStatement.ByItem> items = new ArrayList<>();
        boolean notSorted = false;
        boolean descending = false;
        while (!cursor.atEnd() && !cursor.peek().is("/")) {
            Token name = cursor.expectName();
            if (name.isWord("DESCENDING") && !cursor.atEnd()) {
                descending = true;
            } else if (name.isWord("NOTSORTED")) {
                notSorted = true;
            } else {
                items.add(new DataStatement.ByItem(name.text(), descending, name.place()));
                descending = false;
            }
        }
        if (items.isEmpty()) {
            throw new SyntaxException(cursor.place(), SyntaxMessage.EXPECTING_ONE, "name");
        }
        return new Body.By(items, notSorted);
    }

    /** {@code y = x}, {@code y(event='1') = x}, {@code events/trials = x}, {@code y1 y2 = x}. */
    private Body model(StatementSpec spec, TokenCursor cursor) {
        Place place = cursor.place();
        List<String> variables = new ArrayList<>();
        Optional<String> trials = Optional.empty();
        Options own = Options.NONE;
        while (variables.isEmpty() || !cursor.peek().is("=")) {
            if (!variables.isEmpty() && cursor.accept("/")) {
                trials = Optional.of(cursor.expectName().text());
            } else if (!variables.isEmpty() && cursor.peek().is("(")) {
                own = options.readGroup(cursor, spec.itemOptions());
            } else if (cursor.peek().isName()) {
                variables.add(cursor.take().text());
            } else {
                throw new SyntaxException(
                        cursor.place(), SyntaxMessage.EXPECTING, variables.isEmpty() ? "a name" : "(, /, =");
            }
        }
        cursor.expect("=");
        List<EffectTerm> effects = parser.effects(cursor.take(cursor.distanceTo("/")));
        return new Body.Model(new Body.Model.Response(variables, trials, own, place), effects);
    }

    /** {@code spl = spline(x / degree=2)}. */
    private Body constructed(StatementSpec spec, TokenCursor cursor) {
        String name = cursor.expectName().text();
        cursor.expect("=");
        Token word = cursor.peek();
        OptionSpec type = OptionReader.find(spec.options(), word)
                .orElseThrow(() -> new SyntaxException(
                        cursor.place(), SyntaxMessage.EXPECTING, OptionReader.expected(spec.options())));
        if (type.status() == Status.REFUSED) {
            throw new SyntaxException(cursor.place(), SyntaxMessage.REFUSED_OPTION, type.name());
        }
        cursor.take();
        if (!cursor.peek().is("(")) {
            throw new SyntaxException(cursor.place(), SyntaxMessage.EXPECTING_ONE, "(");
        }
        TokenCursor inside = new TokenCursor(cursor.takeGroup());
        List<Token> names = inside.take(inside.distanceTo("/"));
        if (names.isEmpty()) {
            throw new SyntaxException(inside.place(), SyntaxMessage.EXPECTING_ONE, "name");
        }
        Options own = inside.accept("/") ? options.read(inside, type.suboptions(), ")") : Options.NONE;
        return new Body.Constructed(name, type.name(), parser.variables(names), own);
    }

    /** {@code store p1}, {@code store out=p1}. */
    private Body named(TokenCursor cursor) {
        if (cursor.peek().isName() && cursor.peek(1).is("=")) {
            cursor.take(2);
        }
        DataSetReference name = parser.dataSet(OptionValueReader.dataSetTokens(cursor));
        return new Body.Named(name);
    }
}
