package hermite.sas.syntax.tree;

import hermite.sas.source.Token;
import hermite.sas.syntax.grammar.SasGrammar;
import java.util.List;

/** Recognises formats that the source room has read as several tokens: {@code $char20.}, {@code comma8.2}, {@code 8.}. */
public final class FormatSpelling {
    private FormatSpelling() {}

    /** How many tokens from the index on make a format; 0 for none. */
    public static int length(List<ParserToken> tokens, int from, int end) {
        int i = from;
        boolean dollar = isType(tokens, i, end, SasGrammar.DOLLAR);
        if (dollar) {
            i++;
        }
        boolean name = isType(tokens, i, end, SasGrammar.NAME) && (!dollar || touches(tokens, i));
        if (name) {
            i++;
        }
        if (i > from && !touches(tokens, i, end)) {
            return 0;
        }
        if (isType(tokens, i, end, SasGrammar.NUMBER)) {
            String digits = tokens.get(i).getText();
            boolean format =
                    name ? digits.startsWith(".") : digits.indexOf('.') > 0 && digits.matches("[0-9]+\\.[0-9]*");
            return format ? i + 1 - from : 0;
        }
        boolean period = name && isType(tokens, i, end, SasGrammar.DOT)
                || dollar && !name && isType(tokens, i, end, SasGrammar.MISSING);
        if (!period) {
            return 0;
        }
        i++;
        boolean decimals = isType(tokens, i, end, SasGrammar.NUMBER)
                && touches(tokens, i)
                && tokens.get(i).getText().chars().allMatch(Character::isDigit);
        boolean member = isType(tokens, i, end, SasGrammar.NAME) && touches(tokens, i);
        return member ? 0 : (decimals ? i + 1 : i) - from;
    }

    /** The same for source tokens; text of the format, or empty. */
    public static String text(List<Token> source, int from) {
        List<ParserToken> tokens = Promotion.plain(source.subList(from, Math.min(source.size(), from + 5)));
        int length = length(tokens, 0, tokens.size());
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(tokens.get(i).getText());
        }
        return text.toString();
    }

    public static int length(List<Token> source, int from) {
        List<ParserToken> tokens = Promotion.plain(source.subList(from, Math.min(source.size(), from + 5)));
        return length(tokens, 0, tokens.size());
    }

    private static boolean isType(List<ParserToken> tokens, int i, int end, int type) {
        return i < end && tokens.get(i).getType() == type;
    }

    private static boolean touches(List<ParserToken> tokens, int i, int end) {
        return i < end && touches(tokens, i);
    }

    private static boolean touches(List<ParserToken> tokens, int i) {
        return tokens.get(i).source().blanks() == 0;
    }
}
