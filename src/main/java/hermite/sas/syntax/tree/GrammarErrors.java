package hermite.sas.syntax.tree;

import hermite.sas.source.Place;
import hermite.sas.source.Token;
import hermite.sas.source.TokenKind;
import hermite.sas.syntax.grammar.SasGrammar;
import hermite.sas.syntax.problem.SyntaxException;
import hermite.sas.syntax.problem.SyntaxMessage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.misc.IntervalSet;

/** Turns a mismatch with the grammar into SAS's message about the word where it happened. */
final class GrammarErrors extends DefaultErrorStrategy {
    private static final Map<Integer, String> DISPLAY = Map.ofEntries(
            Map.entry(SasGrammar.NAME, "a name"),
            Map.entry(SasGrammar.LABELNAME, "a name"),
            Map.entry(SasGrammar.NUMBER, "a numeric constant"),
            Map.entry(SasGrammar.DECIMALS, "a numeric constant"),
            Map.entry(SasGrammar.STRING, "a quoted string"),
            Map.entry(SasGrammar.MISSING, "a missing value"),
            Map.entry(SasGrammar.FORMATNAME, "a format name"),
            Map.entry(SasGrammar.LP, "("),
            Map.entry(SasGrammar.RP, ")"),
            Map.entry(SasGrammar.LB, "["),
            Map.entry(SasGrammar.RB, "]"),
            Map.entry(SasGrammar.LC, "{"),
            Map.entry(SasGrammar.RC, "}"),
            Map.entry(SasGrammar.COMMA, ","),
            Map.entry(SasGrammar.COLON, ":"),
            Map.entry(SasGrammar.DOT, "."),
            Map.entry(SasGrammar.DOLLAR, "$"),
            Map.entry(SasGrammar.AT, "@"),
            Map.entry(SasGrammar.ATAT, "@@"),
            Map.entry(SasGrammar.HASH, "#"),
            Map.entry(SasGrammar.QUESTION, "?"),
            Map.entry(SasGrammar.PLUS, "+"),
            Map.entry(SasGrammar.MINUS, "-"),
            Map.entry(SasGrammar.STAR, "*"),
            Map.entry(SasGrammar.SLASH, "/"),
            Map.entry(SasGrammar.POWER, "**"),
            Map.entry(SasGrammar.MIN, "><"),
            Map.entry(SasGrammar.MAX, "<>"),
            Map.entry(SasGrammar.CONCAT, "||"),
            Map.entry(SasGrammar.BAR, "|"),
            Map.entry(SasGrammar.AND, "&"),
            Map.entry(SasGrammar.OR, "|"),
            Map.entry(SasGrammar.NOT, "NOT"),
            Map.entry(SasGrammar.EQ, "="),
            Map.entry(SasGrammar.NE, "^="),
            Map.entry(SasGrammar.LT, "<"),
            Map.entry(SasGrammar.LE, "<="),
            Map.entry(SasGrammar.GT, ">"),
            Map.entry(SasGrammar.GE, ">="),
            Map.entry(SasGrammar.EQCOLON, "=:"),
            Map.entry(SasGrammar.NECOLON, "^=:"),
            Map.entry(SasGrammar.LTCOLON, "<:"),
            Map.entry(SasGrammar.LECOLON, "<=:"),
            Map.entry(SasGrammar.GTCOLON, ">:"),
            Map.entry(SasGrammar.GECOLON, ">=:"),
            Map.entry(SasGrammar.SOUNDSLIKE, "=*"),
            Map.entry(SasGrammar.KEEPOPTION, "KEEP"),
            Map.entry(SasGrammar.DROPOPTION, "DROP"),
            Map.entry(SasGrammar.RENAMEOPTION, "RENAME"),
            Map.entry(SasGrammar.WHEREOPTION, "WHERE"));

    /** Operators that only WHERE has, and tokens that cannot be typed: never worth naming as expected. */
    private static final Set<Integer> UNSAID =
            Set.of(SasGrammar.SOUNDSLIKE, SasGrammar.BETWEEN, SasGrammar.CONTAINS, SasGrammar.LIKE, SasGrammar.IS);

    /** The end of a statement. */
    static org.antlr.v4.runtime.Token endOf(List<Token> source) {
        return new ParserToken(
                org.antlr.v4.runtime.Token.EOF, Token.of(TokenKind.END, ";", 0, TokenCursor.endPlace(source)));
    }

    @Override
    public void reportError(Parser recognizer, RecognitionException e) {
        throw failure(e.getOffendingToken(), expected(recognizer, e));
    }

    @Override
    public void recover(Parser recognizer, RecognitionException e) {
        throw failure(e.getOffendingToken(), expected(recognizer, e));
    }

    @Override
    public org.antlr.v4.runtime.Token recoverInline(Parser recognizer) {
        if (endsExpression(recognizer.getContext()) && isOperand(recognizer.getCurrentToken())) {
            throw new SyntaxException(
                    ListBuilder.place(recognizer.getCurrentToken()), SyntaxMessage.EXPECTING_OPERATOR);
        }
        throw failure(recognizer.getCurrentToken(), recognizer.getExpectedTokens());
    }

    @Override
    public void sync(Parser recognizer) {
        // a mismatch is reported where it happens; nothing is skipped to get past it
    }

    private static IntervalSet expected(Parser recognizer, RecognitionException e) {
        IntervalSet expected = e.getExpectedTokens();
        return expected == null ? recognizer.getExpectedTokens() : expected;
    }

    /** Whether an expression has just ended where the statement should: what follows lacks an operator before it. */
    private static boolean endsExpression(org.antlr.v4.runtime.ParserRuleContext context) {
        if (context instanceof SasGrammar.WholeStatementContext whole) {
            SasGrammar.StatementContext statement = whole.statement();
            return statement instanceof SasGrammar.AssignmentContext
                    || statement instanceof SasGrammar.SumStatementContext
                    || statement instanceof SasGrammar.IfStatementContext
                    || statement instanceof SasGrammar.WhereStatementContext;
        }
        return context instanceof SasGrammar.WholeExpressionContext;
    }

    private static boolean isOperand(org.antlr.v4.runtime.Token token) {
        int type = token.getType();
        return type == SasGrammar.NAME || type == SasGrammar.NUMBER || type == SasGrammar.STRING;
    }

    private static SyntaxException failure(org.antlr.v4.runtime.Token offending, IntervalSet expected) {
        Place place = ListBuilder.place(offending);
        Set<Integer> types = expected.toSet();
        Set<String> words = new TreeSet<>();
        for (int type : types) {
            if (!UNSAID.contains(type)) {
                words.add(display(type));
            }
        }
        if (types.contains(SasGrammar.LP) && types.contains(SasGrammar.NUMBER) && types.contains(SasGrammar.NAME)) {
            return new SyntaxException(place, SyntaxMessage.EXPECTING_EXPRESSION);
        }
        return words.size() == 1
                ? new SyntaxException(
                        place,
                        SyntaxMessage.EXPECTING_ONE,
                        words.iterator().next().replaceFirst("^a ", ""))
                : new SyntaxException(place, SyntaxMessage.EXPECTING, String.join(", ", words));
    }

    private static String display(int type) {
        if (type == org.antlr.v4.runtime.Token.EOF) {
            return ";";
        }
        String display = DISPLAY.get(type);
        return display == null ? SasGrammar.VOCABULARY.getDisplayName(type) : display;
    }
}
