package hermite.sas.source;

import java.util.List;
import java.util.Locale;

/**
 * A resolved token.
 *
 * @param text of a string its content, decoded; otherwise the characters as written
 * @param suffix of a string the upper-case letters after its quote ({@code D T DT N X B}); empty otherwise
 * @param quote the quote of a string or name literal; a blank for everything else
 * @param blanks blanks, line ends and comments before it, in characters; 0 when it touches the token before
 */
public record Token(TokenKind kind, String text, String suffix, char quote, int blanks, Place place) {
    public static Token of(TokenKind kind, String text, int blanks, Place place) {
        return new Token(kind, text, "", ' ', blanks, place);
    }

    /** Whether this is the word, in either case; name literals are never keywords. */
    public boolean isWord(String word) {
        return kind == TokenKind.NAME && quote == ' ' && text.equalsIgnoreCase(word);
    }

    public boolean isName() {
        return kind == TokenKind.NAME;
    }

    public boolean is(String operator) {
        return kind == TokenKind.OPERATOR && text.equals(operator);
    }

    /** Upper case, for look-ups. */
    public String upper() {
        return text.toUpperCase(Locale.ROOT);
    }

    /** The token as it would be written: strings with their quotes. */
    public String spelling() {
        if (quote == ' ') {
            return text;
        }
        String mark = String.valueOf(quote);
        return mark + text.replace(mark, mark + mark) + mark + suffix;
    }

    /** Tokens as running text with the blanks that stood between them. */
    public static String spelling(List<Token> tokens) {
        StringBuilder text = new StringBuilder();
        for (Token token : tokens) {
            if (text.length() > 0) {
                text.append(" ".repeat(token.blanks()));
            }
            text.append(token.spelling());
        }
        return text.toString();
    }
}
