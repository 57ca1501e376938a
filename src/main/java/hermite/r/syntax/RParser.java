package hermite.r.syntax;

import hermite.r.syntax.grammar.RGrammarLexer;
import hermite.r.syntax.grammar.RGrammarParser;
import hermite.r.value.RList;
import hermite.r.value.RValue;
import hermite.r.value.language.Formals;
import hermite.r.value.language.RCall;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/** The one way from R text to language. */
public final class RParser {
    private RParser() {}

    /**
     * The expressions of a program up to its end or its first syntax error.
     *
     * @param file name for messages and positions, "" for typed text
     */
    public static ParsedProgram parse(String text, String file) {
        List<TopLevelExpression> expressions = new ArrayList<>();
        CharStream characters = CharStreams.fromString(text, file);
        RGrammarLexer lexer = new RGrammarLexer(characters);
        lexer.removeErrorListeners();
        CommonTokenStream tokens = new CommonTokenStream(new NewlineFilter(lexer));
        RGrammarParser parser = new RGrammarParser(tokens);
        parser.removeErrorListeners();
        parser.setErrorHandler(new BailErrorStrategy());
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        LanguageBuilder builder = new LanguageBuilder(text, file);
        int firstLine = 1;
        int from = 0;
        try {
            while (tokens.LA(1) != Token.EOF) {
                firstLine = tokens.LT(1).getLine();
                from = tokens.index() == 0 ? 0 : tokens.get(tokens.index() - 1).getStopIndex() + 1;
                builder.setFrom(from);
                RGrammarParser.ToplevelContext context = parser.toplevel();
                if (context.expr() != null) {
                    expressions.add(builder.topLevel(context.expr()));
                }
            }
        } catch (ParseCancellationException e) {
            return new ParsedProgram(expressions, SyntaxProblem.of(e, tokens, text, file, firstLine, from));
        } catch (RSyntaxException e) {
            return new ParsedProgram(expressions, e.problem());
        }
        return new ParsedProgram(expressions, null);
    }

    /** The expressions of text that must be right; {@link RSyntaxException} otherwise. */
    public static List<TopLevelExpression> parseAll(String text, String file) {
        ParsedProgram program = parse(text, file);
        if (program.problem() != null) {
            throw new RSyntaxException(program.problem());
        }
        return program.expressions();
    }

    /** R code of our own, to be evaluated. */
    public static List<RValue> parseLibrary(String text, String name) {
        List<RValue> values = new ArrayList<>();
        for (TopLevelExpression each : parseAll(text, name)) {
            values.add(each.value());
        }
        return values;
    }

    /** Parameters written as "(x, digits = 7, ...)". */
    public static Formals parseSignature(String parameters) {
        RCall function =
                (RCall) parseAll("function" + parameters + " NULL", "").get(0).value();
        return formals((RList) function.argument(0));
    }

    /** Parameters as the parser keeps them in a call of {@code function}. */
    public static Formals formals(RList parameters) {
        if (parameters.length() == 0) {
            return Formals.NONE;
        }
        return new Formals(parameters.names().values(), parameters.values());
    }

    /** What more a text needs: whether a terminal should ask for another line. */
    public static Completeness completeness(String text) {
        SyntaxProblem problem = parse(text, "").problem();
        if (problem == null) {
            return Completeness.COMPLETE;
        }
        return problem.atEnd() ? Completeness.INCOMPLETE : Completeness.WRONG;
    }
}
