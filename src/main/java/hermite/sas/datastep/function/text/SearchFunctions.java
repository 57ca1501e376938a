package hermite.sas.datastep.function.text;

import hermite.sas.datastep.function.Arguments;
import hermite.sas.datastep.function.FunctionTable;
import hermite.sas.datastep.node.Blanks;
import java.util.Locale;

/** Functions that look for characters and texts; the result is a place from 1, or 0. */
public final class SearchFunctions {
    private SearchFunctions() {}

    /** Enters the functions of this family. */
    public static void addTo(FunctionTable table) {
        table.passing("INDEX", "cc", a -> a.text(0).indexOf(a.text(1)) + 1, "place of a text");
        table.alias("KINDEX", "INDEX");
        table.passing("INDEXC", "cc*", SearchFunctions::indexc, "first place of any character listed");
        table.passing("INDEXW", "cc?c", SearchFunctions::indexw, "place of a word");
        table.passing("FIND", "cc?aa", SearchFunctions::find, "place of a text: modifiers i t, start");
        table.passing("FINDC", "cc?aa", SearchFunctions::findc, "place of any character listed, with modifiers");
        table.passing("VERIFY", "cc*", SearchFunctions::verify, "first place of a character not listed");
        table.passing("COUNT", "cc?c", SearchFunctions::count, "how often a text occurs");
        table.alias("KCOUNT", "COUNT");
        table.passing("COUNTC", "cc?c", SearchFunctions::countCharacters, "how many characters are listed");
        any(table, "ALNUM", "ad");
        any(table, "ALPHA", "a");
        any(table, "CNTRL", "c");
        any(table, "DIGIT", "d");
        any(table, "FIRST", "f");
        any(table, "GRAPH", "g");
        any(table, "LOWER", "l");
        any(table, "NAME", "n");
        any(table, "PRINT", "w");
        any(table, "PUNCT", "p");
        any(table, "SPACE", "s");
        any(table, "UPPER", "u");
        any(table, "XDIGIT", "x");
    }

    private static double indexc(Arguments a) {
        String text = a.text(0);
        for (int i = 0; i < text.length(); i++) {
            for (int k = 1; k < a.count(); k++) {
                if (a.text(k).indexOf(text.charAt(i)) >= 0) {
                    return i + 1;
                }
            }
        }
        return 0;
    }

    private static double indexw(Arguments a) {
        String delimiters = a.count() > 2 ? a.text(2) : " ";
        String text = a.text(0);
        String word = Blanks.strip(a.text(1));
        int from = text.indexOf(word);
        while (from >= 0 && !word.isEmpty()) {
            int end = from + word.length();
            boolean starts = from == 0 || delimiters.indexOf(text.charAt(from - 1)) >= 0;
            boolean ends = end == text.length() || delimiters.indexOf(text.charAt(end)) >= 0;
            if (starts && ends) {
                return from + 1;
            }
            from = text.indexOf(word, from + 1);
        }
        return 0;
    }

    /** The start of FIND and FINDC: 0 when not given. */
    private static int start(Arguments a) {
        for (int i = 2; i < a.count(); i++) {
            if (!a.isText(i)) {
                return a.whole(i, 1);
            }
        }
        return 1;
    }

    private static String modifiers(Arguments a) {
        for (int i = 2; i < a.count(); i++) {
            if (a.isText(i)) {
                return a.trimmed(i).toLowerCase(Locale.ROOT);
            }
        }
        return "";
    }

    /** The text of an argument as the modifiers want it compared: t trims, i ignores case. */
    private static String searched(Arguments a, int argument) {
        String modifiers = modifiers(a);
        String text = a.text(argument);
        text = modifiers.contains("t") ? Blanks.trim(text) : text;
        return modifiers.contains("i") ? text.toUpperCase(Locale.ROOT) : text;
    }

    private static double find(Arguments a) {
        String text = searched(a, 0);
        String part = searched(a, 1);
        int start = start(a);
        if (start == 0 || start > text.length()) {
            return 0;
        }
        return start > 0 ? text.indexOf(part, start - 1) + 1 : text.lastIndexOf(part, -start - 1) + 1;
    }

    private static double findc(Arguments a) {
        String modifiers = modifiers(a);
        CharacterSet set = CharacterSet.of(a.text(1), modifiers);
        boolean wanted = !modifiers.contains("k") && !modifiers.contains("v");
        String text = modifiers.contains("t") ? a.trimmed(0) : a.text(0);
        int start = start(a);
        boolean backwards = start < 0 || modifiers.contains("b");
        int i = start < 0 ? Math.min(text.length(), -start) - 1 : backwards ? text.length() - 1 : start - 1;
        while (i >= 0 && i < text.length()) {
            if (set.listed(text.charAt(i)) == wanted) {
                return i + 1;
            }
            i += backwards ? -1 : 1;
        }
        return 0;
    }

    private static double verify(Arguments a) {
        String text = a.text(0);
        for (int i = 0; i < text.length(); i++) {
            boolean listed = false;
            for (int k = 1; k < a.count() && !listed; k++) {
                listed = a.text(k).indexOf(text.charAt(i)) >= 0;
            }
            if (!listed) {
                return i + 1;
            }
        }
        return 0;
    }

    private static double count(Arguments a) {
        String text = searched(a, 0);
        String part = searched(a, 1);
        int count = 0;
        int from = part.isEmpty() ? -1 : text.indexOf(part);
        while (from >= 0) {
            count++;
            from = text.indexOf(part, from + part.length());
        }
        return count;
    }

    private static double countCharacters(Arguments a) {
        String modifiers = modifiers(a);
        CharacterSet set = CharacterSet.of(a.text(1), modifiers);
        boolean wanted = !modifiers.contains("k") && !modifiers.contains("v");
        String text = modifiers.contains("t") ? a.trimmed(0) : a.text(0);
        return text.chars().filter(c -> set.listed((char) c) == wanted).count();
    }

    /** ANYxxx and NOTxxx; a negative start looks backwards. */
    private static void any(FunctionTable table, String name, String classes) {
        table.passing("ANY" + name, "c?n", a -> inClass(a, classes, true), "first place of a character of the class");
        table.passing("NOT" + name, "c?n", a -> inClass(a, classes, false), "first place of another character");
    }

    private static double inClass(Arguments a, String classes, boolean wanted) {
        CharacterSet set = CharacterSet.of("", classes);
        String text = a.text(0);
        int start = a.whole(1, 1);
        int i = start < 0 ? Math.min(text.length(), -start) - 1 : start - 1;
        while (i >= 0 && i < text.length()) {
            if (set.listed(text.charAt(i)) == wanted) {
                return i + 1;
            }
            i += start < 0 ? -1 : 1;
        }
        return 0;
    }
}
