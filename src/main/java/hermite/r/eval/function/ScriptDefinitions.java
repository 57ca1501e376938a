package hermite.r.eval.function;

import java.util.Map;

/** Cuts R code into its top-level definitions without parsing it: each starts with a name at a line's beginning. */
final class ScriptDefinitions {
    private ScriptDefinitions() {}

    static void read(String text, Map<String, String> into) {
        String name = null;
        int start = 0;
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            String defined = definedName(text, at, end);
            if (defined != null) {
                if (name != null) {
                    into.put(name, text.substring(start, at));
                }
                name = defined;
                start = at;
            }
            at = end + 1;
        }
        if (name != null) {
            into.put(name, text.substring(start));
        }
    }

    /** The name a line assigns to at its very start, or null. */
    private static String definedName(String text, int from, int to) {
        if (from >= to) {
            return null;
        }
        char first = text.charAt(from);
        int after;
        String name;
        if (first == '`') {
            after = text.indexOf('`', from + 1);
            if (after < 0 || after >= to) {
                return null;
            }
            name = text.substring(from + 1, after);
            after++;
        } else if (Character.isLetter(first) || first == '.') {
            after = from;
            while (after < to && isNamePart(text.charAt(after))) {
                after++;
            }
            name = text.substring(from, after);
        } else {
            return null;
        }
        return text.startsWith(" <- ", after) ? name : null;
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '_';
    }
}
