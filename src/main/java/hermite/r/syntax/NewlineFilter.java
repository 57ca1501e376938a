package hermite.r.syntax;

import hermite.r.syntax.grammar.RGrammarLexer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenFactory;
import org.antlr.v4.runtime.TokenSource;

/**
 * Passes on the newlines that may end an expression and drops the others: inside ( and [, after a token that cannot end
 * an expression, after the head of if, while, for and function, and before else inside braces.
 */
final class NewlineFilter implements TokenSource {
    private enum Bracket {
        BRACE,
        PARENTHESIS,
        CONTROL_HEAD
    }

    private final RGrammarLexer lexer;
    private final Deque<Bracket> open = new ArrayDeque<>();
    private Token waiting;
    private boolean continues = true;
    private boolean headExpected;

    NewlineFilter(RGrammarLexer lexer) {
        this.lexer = lexer;
    }

    @Override
    public Token nextToken() {
        Token token = take();
        while (token.getType() == RGrammarLexer.NEWLINE && isDropped()) {
            token = take();
        }
        note(token.getType());
        return token;
    }

    private Token take() {
        Token token = waiting == null ? lexer.nextToken() : waiting;
        waiting = null;
        return token;
    }

    private boolean isDropped() {
        if (!open.isEmpty() && open.peek() != Bracket.BRACE) {
            return true;
        }
        if (continues) {
            return true;
        }
        return !open.isEmpty() && elseFollows();
    }

    private boolean elseFollows() {
        Token next = take();
        while (next.getType() == RGrammarLexer.NEWLINE) {
            next = lexer.nextToken();
        }
        waiting = next;
        return next.getType() == RGrammarLexer.ELSE;
    }

    private void note(int type) {
        boolean head = headExpected;
        headExpected = false;
        switch (type) {
            case RGrammarLexer.LP -> {
                open.push(head ? Bracket.CONTROL_HEAD : Bracket.PARENTHESIS);
                continues = true;
            }
            case RGrammarLexer.LB -> {
                open.push(Bracket.PARENTHESIS);
                continues = true;
            }
            case RGrammarLexer.LBB -> {
                open.push(Bracket.PARENTHESIS);
                open.push(Bracket.PARENTHESIS);
                continues = true;
            }
            case RGrammarLexer.LC -> {
                open.push(Bracket.BRACE);
                continues = true;
            }
            case RGrammarLexer.RP -> continues = !open.isEmpty() && open.pop() == Bracket.CONTROL_HEAD;
            case RGrammarLexer.RB, RGrammarLexer.RC -> {
                if (!open.isEmpty()) {
                    open.pop();
                }
                continues = false;
            }
            case RGrammarLexer.IF, RGrammarLexer.WHILE, RGrammarLexer.FOR, RGrammarLexer.FUNCTION -> {
                headExpected = true;
                continues = true;
            }
            case RGrammarLexer.BACKSLASH -> {
                headExpected = true;
                continues = false;
            }
            case RGrammarLexer.NAMESPACE, RGrammarLexer.NAMESPACEINTERNAL -> continues = false;
            case RGrammarLexer.SYMBOL,
                    RGrammarLexer.STRING,
                    RGrammarLexer.NUMBER,
                    RGrammarLexer.NULL,
                    RGrammarLexer.TRUE,
                    RGrammarLexer.FALSE,
                    RGrammarLexer.NA,
                    RGrammarLexer.NAINTEGER,
                    RGrammarLexer.NAREAL,
                    RGrammarLexer.NACOMPLEX,
                    RGrammarLexer.NACHARACTER,
                    RGrammarLexer.INF,
                    RGrammarLexer.NAN,
                    RGrammarLexer.NEXT,
                    RGrammarLexer.BREAK,
                    RGrammarLexer.PLACEHOLDER,
                    RGrammarLexer.NEWLINE,
                    RGrammarLexer.SEMICOLON ->
                continues = type == RGrammarLexer.SEMICOLON || type == RGrammarLexer.NEWLINE;
            default -> continues = true;
        }
    }

    @Override
    public int getLine() {
        return lexer.getLine();
    }

    @Override
    public int getCharPositionInLine() {
        return lexer.getCharPositionInLine();
    }

    @Override
    public CharStream getInputStream() {
        return lexer.getInputStream();
    }

    @Override
    public String getSourceName() {
        return lexer.getSourceName();
    }

    @Override
    public void setTokenFactory(TokenFactory<?> factory) {
        lexer.setTokenFactory(factory);
    }

    @Override
    public TokenFactory<?> getTokenFactory() {
        return lexer.getTokenFactory();
    }
}
