package hermite.sas.source.macro;

import hermite.sas.source.Characters;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Masks characters and operator words, so that they are text and nothing else until they leave the macro processor. */
final class MacroQuoting {
    private static final String ALWAYS = "+-*/<>=¬^~;,#|!'\"() ";
    private static final String CONSTANT = "+-*/<>=¬^~;,#|! ";
    private static final String TRIGGERS = "&%";
    private static final Pattern WORDS =
            Pattern.compile("(?i)(?<![A-Za-z0-9_])(AND|OR|NOT|EQ|NE|LT|LE|GT|GE|IN)(?![A-Za-z0-9_])");

    private MacroQuoting() {}

    /**
     * %STR and %NRSTR: masks text as written; {@code %'} {@code %"} {@code %(} {@code %)} {@code %%} stand for the
     * character alone.
     */
    static String constant(String text, boolean alsoTriggers) {
        StringBuilder masked = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' && i + 1 < text.length() && "'\"()%".indexOf(text.charAt(i + 1)) >= 0) {
                masked.append(Characters.mask(text.charAt(++i)));
            } else if (CONSTANT.indexOf(c) >= 0 || alsoTriggers && TRIGGERS.indexOf(c) >= 0) {
                masked.append(Characters.mask(c));
            } else {
                masked.append(c);
            }
        }
        return words(masked.toString());
    }

    /** %BQUOTE and the like: masks the result of resolution. */
    static String result(String text, boolean alsoTriggers) {
        StringBuilder masked = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean special = ALWAYS.indexOf(c) >= 0 || alsoTriggers && TRIGGERS.indexOf(c) >= 0;
            masked.append(special ? Characters.mask(c) : c);
        }
        return words(masked.toString());
    }

    private static String words(String text) {
        Matcher matcher = WORDS.matcher(text);
        StringBuilder masked = new StringBuilder();
        while (matcher.find()) {
            StringBuilder word = new StringBuilder();
            for (char c : matcher.group().toCharArray()) {
                word.append(Characters.mask(c));
            }
            matcher.appendReplacement(masked, Matcher.quoteReplacement(word.toString()));
        }
        return matcher.appendTail(masked).toString();
    }

    static String upper(String text) {
        StringBuilder upper = new StringBuilder();
        for (char c : text.toCharArray()) {
            upper.append(
                    Characters.isMasked(c)
                            ? Characters.mask(Character.toUpperCase((char) Characters.unmask(c)))
                            : Character.toUpperCase(c));
        }
        return upper.toString();
    }

    static String lower(String text) {
        StringBuilder lower = new StringBuilder();
        for (char c : text.toCharArray()) {
            lower.append(
                    Characters.isMasked(c)
                            ? Characters.mask(Character.toLowerCase((char) Characters.unmask(c)))
                            : Character.toLowerCase(c));
        }
        return lower.toString();
    }
}
