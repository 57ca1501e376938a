package hermite.sas.syntax.tree;

import hermite.sas.source.Place;
import hermite.sas.source.Token;
import hermite.sas.source.TokenKind;
import hermite.sas.syntax.problem.SyntaxException;
import hermite.sas.syntax.problem.SyntaxMessage;
import java.util.List;

/** A position in the tokens of a statement. */
public final class TokenCursor {
    private final List<Token> tokens;
    private final Token end;
    private int next;

    public TokenCursor(List<Token> tokens) {
        this.tokens = tokens;
        this.end = Token.of(TokenKind.END, ";", 0, endPlace(tokens));
    }

    /** Where a statement's semicolon stands, as well as that is known from the token before it. */
    static Place endPlace(List<Token> tokens) {
        if (tokens.isEmpty()) {
            return Place.UNKNOWN;
        }
        Place last = tokens.get(tokens.size() - 1).place();
        Place place = Place.of(last.source(), last.line(), last.column() + last.length(), last.logLine(), 1);
        return last.origin().map(place::generatedBy).orElse(place);
    }

    public boolean atEnd() {
        return next >= tokens.size();
    }

    public Token peek() {
        return peek(0);
    }

    public Token peek(int ahead) {
        return next + ahead < tokens.size() ? tokens.get(next + ahead) : end;
    }

    public Token take() {
        Token token = peek();
        next++;
        return token;
    }

    public int position() {
        return next;
    }

    public void returnTo(int position) {
        next = position;
    }

    /** Takes the next token if it is this operator. */
    public boolean accept(String operator) {
        boolean found = peek().is(operator);
        if (found) {
            next++;
        }
        return found;
    }

    public void expect(String operator) {
        if (!accept(operator)) {
            throw new SyntaxException(place(), SyntaxMessage.EXPECTING_ONE, operator);
        }
    }

    public Token expectName() {
        if (!peek().isName()) {
            throw new SyntaxException(place(), SyntaxMessage.EXPECTING_ONE, "name");
        }
        return take();
    }

    public Place place() {
        return peek().place();
    }

    public List<Token> take(int count) {
        int to = Math.min(tokens.size(), next + count);
        List<Token> taken = tokens.subList(next, to);
        next = to;
        return taken;
    }

    public List<Token> rest() {
        return take(tokens.size() - next);
    }

    /** How many tokens stand before the operator, outside all parentheses; all that are left if it does not come. */
    public int distanceTo(String operator) {
        int depth = 0;
        for (int i = next; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (depth == 0 && token.is(operator)) {
                return i - next;
            }
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
        }
        return tokens.size() - next;
    }

    /** Number of tokens from the opening parenthesis here up to and with its closing one. */
    public int parenthesised() {
        int depth = 0;
        for (int i = next; i < tokens.size(); i++) {
            depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
            if (depth == 0) {
                return i - next + 1;
            }
        }
        throw new SyntaxException(end.place(), SyntaxMessage.EXPECTING_ONE, ")");
    }

    /** Takes a parenthesised group and returns what is inside. */
    public List<Token> takeGroup() {
        List<Token> group = take(parenthesised());
        return group.subList(1, group.size() - 1);
    }
}
