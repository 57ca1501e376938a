package hermite.sas.datastep.function.text;

import hermite.data.CharacterColumn;
import hermite.sas.datastep.function.Arguments;
import hermite.sas.datastep.function.FunctionSpec.ResultLength;
import hermite.sas.datastep.function.FunctionTable;
import hermite.sas.datastep.node.Blanks;
import hermite.sas.datastep.node.Soundex;
import java.util.Locale;

/** Lengths, parts, case and blanks of texts. */
public final class CharacterFunctions {
    private static final ResultLength SAME = ResultLength.argument(0);

    private CharacterFunctions() {}

    /** Enters the functions of this family. */
    public static void addTo(FunctionTable table) {
        lengths(table);
        parts(table);
        table.text("UPCASE", "c", SAME, a -> a.text(0).toUpperCase(Locale.ROOT), "upper case");
        table.text("LOWCASE", "c", SAME, a -> a.text(0).toLowerCase(Locale.ROOT), "lower case");
        table.text("PROPCASE", "c?c", SAME, CharacterFunctions::proper, "first letters in upper case");
        table.text("LEFT", "c", SAME, a -> left(a.text(0)), "leading blanks moved to the end");
        table.text("RIGHT", "c", SAME, a -> right(a.text(0)), "trailing blanks moved to the front");
        table.text("TRIM", "c", SAME, a -> a.trimmed(0).isEmpty() ? " " : a.trimmed(0), "without trailing blanks");
        table.text("TRIMN", "c", SAME, a -> a.trimmed(0), "without trailing blanks, perhaps empty");
        table.text("STRIP", "c", SAME, a -> Blanks.strip(a.text(0)), "without blanks around, perhaps empty");
        table.text("COMPBL", "c", SAME, a -> a.text(0).replaceAll(" {2,}", " "), "several blanks become one");
        table.text("COMPRESS", "c?cc", SAME, CharacterFunctions::compress, "without certain characters");
        table.text(
                "REVERSE",
                "c",
                SAME,
                a -> new StringBuilder(a.text(0)).reverse().toString(),
                "backwards");
        table.text("REPEAT", "cn", ResultLength.DEFAULT, CharacterFunctions::repeat, "n + 1 copies");
        replacing(table);
        comparing(table);
        aliases(table);
    }

    private static void lengths(FunctionTable table) {
        table.passing(
                "LENGTH", "c", a -> Math.max(1, a.trimmed(0).length()), "length without trailing blanks, 1 at least");
        table.passing("LENGTHN", "c", a -> a.trimmed(0).length(), "length without trailing blanks");
        table.passing("LENGTHC", "c", a -> a.text(0).length(), "length with trailing blanks");
    }

    private static void parts(FunctionTable table) {
        table.text("SUBSTR", "cn?n", SAME, CharacterFunctions::substr, "a part: text, position, length");
        table.text("SUBSTRN", "an?n", ResultLength.DEFAULT, CharacterFunctions::substrn, "a part, perhaps empty");
        table.text("SUBPAD", "cn?n", ResultLength.DEFAULT, CharacterFunctions::subpad, "a part padded with blanks");
        table.text("CHAR", "cn", ResultLength.fixed(1), CharacterFunctions::character, "one character");
        table.text(
                "FIRST",
                "c",
                ResultLength.fixed(1),
                a -> a.text(0).substring(0, Math.min(1, a.text(0).length())),
                "first character");
        table.text(
                "BYTE", "n", ResultLength.fixed(1), a -> String.valueOf((char) a.whole(0, 32)), "character of a code");
        table.passing("RANK", "c", a -> a.text(0).isEmpty() ? 32 : a.text(0).charAt(0), "code of the first character");
    }

    private static String substr(Arguments a) {
        String text = a.text(0);
        double start = a.number(1);
        if (!(start >= 1 && start <= text.length())) {
            a.invalidArgument(2);
            return " ";
        }
        int from = (int) start - 1;
        int length = text.length() - from;
        if (a.count() > 2) {
            double wanted = a.number(2);
            if (!(wanted >= 1 && wanted <= length)) {
                // a length of 0 or beyond the end: reported, and the rest is returned
                a.invalidArgument(3);
            } else {
                length = (int) wanted;
            }
        }
        return text.substring(from, from + length);
    }

    private static String substrn(Arguments a) {
        String text = a.shown(0);
        double start = a.number(1);
        double end = a.count() > 2 ? start + a.number(2) : text.length() + 1.0;
        if (start != start || end != end) {
            return "";
        }
        int from = (int) Math.max(0, Math.min(text.length(), Math.rint(start) - 1));
        int to = (int) Math.max(from, Math.min(text.length(), Math.rint(end) - 1));
        return text.substring(from, to);
    }

    private static String subpad(Arguments a) {
        String text = a.text(0);
        int from = Math.max(0, a.whole(1, 1) - 1);
        int length = a.whole(2, Math.max(0, text.length() - from));
        String padded = Blanks.pad(text, from + Math.max(0, length));
        return padded.substring(from, from + Math.max(0, length));
    }

    private static String character(Arguments a) {
        int place = a.whole(1, 0);
        if (place < 1 || place > a.text(0).length()) {
            a.invalidArgument(2);
            return " ";
        }
        return a.text(0).substring(place - 1, place);
    }

    private static String left(String text) {
        int start = 0;
        while (start < text.length() && text.charAt(start) == ' ') {
            start++;
        }
        return text.substring(start) + text.substring(0, start);
    }

    private static String right(String text) {
        String trimmed = Blanks.trim(text);
        return " ".repeat(text.length() - trimmed.length()) + trimmed;
    }

    private static String proper(Arguments a) {
        String delimiters = a.count() > 1 ? a.text(1) : " /-(.\t";
        StringBuilder proper = new StringBuilder();
        boolean first = true;
        for (char c : a.text(0).toCharArray()) {
            proper.append(first ? Character.toUpperCase(c) : Character.toLowerCase(c));
            first = delimiters.indexOf(c) >= 0;
        }
        return proper.toString();
    }

    private static String compress(Arguments a) {
        String text = a.text(0);
        if (a.count() == 1) {
            return text.replace(" ", "");
        }
        CharacterSet set = CharacterSet.of(a.text(1), a.trimmed(2, ""));
        boolean keeps = a.trimmed(2, "").toLowerCase(Locale.ROOT).indexOf('k') >= 0;
        StringBuilder kept = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (set.listed(c) == keeps) {
                kept.append(c);
            }
        }
        return kept.toString();
    }

    private static String repeat(Arguments a) {
        double n = a.number(1);
        if (!(n >= 0)) {
            a.invalidArgument(2);
            return " ";
        }
        int copies = (int) Math.min(n + 1, 32767.0 / Math.max(1, a.text(0).length()) + 1);
        return a.text(0).repeat(copies);
    }

    private static void replacing(FunctionTable table) {
        table.text("TRANSLATE", "ccc*", SAME, CharacterFunctions::translate, "characters replaced: text, to, from");
        table.text(
                "TRANWRD",
                "ccc",
                ResultLength.DEFAULT,
                a -> replace(a.text(0), Blanks.trim(a.text(1)), a.trimmed(2).isEmpty() ? " " : a.trimmed(2)),
                "parts replaced: text, from, to");
        table.text(
                "TRANSTRN",
                "ccc",
                ResultLength.DEFAULT,
                a -> replace(a.text(0), Blanks.trim(a.text(1)), a.text(2)),
                "parts replaced or removed: text, from, to");
        table.text("QUOTE", "c?c", ResultLength.DEFAULT, CharacterFunctions::quote, "in quotation marks");
        table.text("DEQUOTE", "c", SAME, CharacterFunctions::dequote, "without its quotation marks");
    }

    private static String translate(Arguments a) {
        StringBuilder text = new StringBuilder(a.text(0));
        for (int i = 0; i < text.length(); i++) {
            for (int pair = 1; pair + 1 < a.count(); pair += 2) {
                int place = a.text(pair + 1).indexOf(text.charAt(i));
                if (place >= 0) {
                    String to = a.text(pair);
                    text.setCharAt(i, place < to.length() ? to.charAt(place) : ' ');
                    break;
                }
            }
        }
        return text.toString();
    }

    private static String replace(String text, String from, String to) {
        return from.isEmpty() ? text : text.replace(from, to);
    }

    private static String quote(Arguments a) {
        String mark = a.count() > 1 && !a.trimmed(1).isEmpty() ? a.trimmed(1).substring(0, 1) : "\"";
        return mark + a.text(0).replace(mark, mark + mark) + mark;
    }

    private static String dequote(Arguments a) {
        String text = a.text(0);
        if (text.isEmpty() || text.charAt(0) != '"' && text.charAt(0) != '\'') {
            return text;
        }
        char mark = text.charAt(0);
        StringBuilder inside = new StringBuilder();
        for (int i = 1; i < text.length(); i++) {
            if (text.charAt(i) == mark) {
                if (i + 1 < text.length() && text.charAt(i + 1) == mark) {
                    i++;
                } else {
                    break;
                }
            }
            inside.append(text.charAt(i));
        }
        return inside.toString();
    }

    private static void comparing(FunctionTable table) {
        table.text("SOUNDEX", "c", ResultLength.DEFAULT, a -> Soundex.of(a.text(0)), "Soundex code");
        table.passing("COMPARE", "cc?c", CharacterFunctions::compare, "first place where two texts differ, signed");
        table.passing(
                "COMPLEV", "cc?na", a -> EditDistances.levenshtein(a.trimmed(0), a.trimmed(1)), "Levenshtein distance");
        table.passing(
                "COMPGED",
                "cc?na",
                a -> EditDistances.generalized(a.trimmed(0), a.trimmed(1)),
                "generalized edit distance");
        table.passing(
                "SPEDIS",
                "cc",
                a -> EditDistances.spelling(a.trimmed(0), a.trimmed(1)),
                "spelling distance: query, keyword");
    }

    private static double compare(Arguments a) {
        String modifiers = a.trimmed(2, "").toLowerCase(Locale.ROOT);
        String x = a.text(0);
        String y = a.text(1);
        if (modifiers.contains("l")) {
            x = left(x);
            y = left(y);
        }
        if (modifiers.contains("i")) {
            x = x.toUpperCase(Locale.ROOT);
            y = y.toUpperCase(Locale.ROOT);
        }
        if (modifiers.contains(":")) {
            int shorter =
                    Math.max(1, Math.min(Blanks.trim(x).length(), Blanks.trim(y).length()));
            x = x.substring(0, Math.min(shorter, x.length()));
            y = y.substring(0, Math.min(shorter, y.length()));
        }
        int order = CharacterColumn.compareText(x, y);
        if (order == 0) {
            return 0;
        }
        int place = 0;
        while (place < x.length() && place < y.length() && x.charAt(place) == y.charAt(place)) {
            place++;
        }
        return order < 0 ? -(place + 1) : place + 1;
    }

    /** K-functions count characters; so do ours, so they are the same. */
    private static void aliases(FunctionTable table) {
        table.alias("KUPCASE", "UPCASE");
        table.alias("KLOWCASE", "LOWCASE");
        table.alias("KLENGTH", "LENGTHN");
        table.alias("KSUBSTR", "SUBSTR");
        table.alias("KSUBSTRB", "SUBSTR");
        table.alias("KLEFT", "LEFT");
        table.alias("KRIGHT", "RIGHT");
        table.alias("KTRIM", "TRIM");
        table.alias("KSTRIP", "STRIP");
        table.alias("KCOMPRESS", "COMPRESS");
        table.alias("KREVERSE", "REVERSE");
        table.alias("KTRANSLATE", "TRANSLATE");
        table.alias("KPROPCASE", "PROPCASE");
        table.passing("NVALID", "c?c", CharacterFunctions::isName, "1 when the text is a valid name");
    }

    private static double isName(Arguments a) {
        String name = a.trimmed(0);
        boolean any = a.trimmed(1, "V7").equalsIgnoreCase("ANY");
        if (any) {
            return !name.isEmpty() && name.length() <= 32 ? 1 : 0;
        }
        return name.matches("[A-Za-z_][A-Za-z0-9_]{0,31}") ? 1 : 0;
    }
}
