package hermite.sas.datastep.function.text;

import hermite.sas.datastep.function.Arguments;
import hermite.sas.datastep.function.FunctionSpec.ResultLength;
import hermite.sas.datastep.function.FunctionTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Functions that divide a text into words. */
public final class WordFunctions {
    private static final String DELIMITERS = " .<(+&!$*);^-/,%|";

    private WordFunctions() {}

    /** Enters the functions of this family. */
    public static void addTo(FunctionTable table) {
        table.text("SCAN", "cn?cc", ResultLength.DEFAULT, WordFunctions::scan, "n-th word, from the end when negative");
        table.alias("KSCAN", "SCAN");
        table.passing("COUNTW", "c?cc", a -> words(a, 1).size(), "number of words");
        table.passing("FINDW", "cc?aaa", WordFunctions::findWord, "place of a word");
    }

    private static String scan(Arguments a) {
        double n = a.number(1);
        List<int[]> words = words(a, 2);
        if (n != n || n == 0 || Math.abs(n) > words.size()) {
            return "";
        }
        int[] word = words.get(n > 0 ? (int) n - 1 : words.size() + (int) n);
        String found = a.text(0).substring(word[0], word[1]);
        String modifiers = a.trimmed(3, "").toLowerCase(Locale.ROOT);
        if (modifiers.contains("q") && modifiers.contains("r")) {
            found = found.replaceAll("^['\"]|['\"]$", "");
        }
        return modifiers.contains("r") ? found.strip() : found;
    }

    /** Start and end of each word. @param delimiters index of the argument that lists them; modifiers follow it */
    private static List<int[]> words(Arguments a, int delimiters) {
        String modifiers = a.trimmed(delimiters + 1, "").toLowerCase(Locale.ROOT);
        boolean listed = a.count() > delimiters && !(a.text(delimiters).isEmpty() && modifiers.isEmpty());
        return words(a.text(0), listed ? a.text(delimiters) : DELIMITERS, modifiers);
    }

    static List<int[]> words(String all, String delimiters, String modifiers) {
        // trailing blanks of the value are no word, even where the blank is no delimiter
        String text = modifiers.contains("o") ? all : all.stripTrailing();
        CharacterSet set = CharacterSet.of(delimiters, modifiers);
        boolean complement = modifiers.contains("k");
        boolean every = modifiers.contains("m");
        boolean quotes = modifiers.contains("q");
        List<int[]> words = new ArrayList<>();
        int start = 0;
        char quote = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && quotes) {
                char c = text.charAt(i);
                if (quote != 0) {
                    quote = c == quote ? 0 : quote;
                    continue;
                }
                if (c == '"' || c == '\'') {
                    quote = c;
                    continue;
                }
            }
            if (i == text.length() || set.listed(text.charAt(i)) != complement) {
                if (every || i > start) {
                    words.add(new int[] {start, i});
                }
                start = i + 1;
            }
        }
        return words;
    }

    private static double findWord(Arguments a) {
        String delimiters = DELIMITERS;
        String modifiers = "";
        int start = 1;
        int texts = 0;
        for (int i = 2; i < a.count(); i++) {
            if (!a.isText(i)) {
                start = a.whole(i, 1);
            } else if (texts++ == 0) {
                delimiters = a.text(i);
            } else {
                modifiers = a.trimmed(i).toLowerCase(Locale.ROOT);
            }
        }
        String wanted = a.trimmed(1).strip();
        int number = 0;
        for (int[] word : words(a.text(0), delimiters, modifiers)) {
            number++;
            String found = a.text(0).substring(word[0], word[1]);
            boolean same = modifiers.contains("i") ? found.equalsIgnoreCase(wanted) : found.equals(wanted);
            if (same && word[0] + 1 >= start) {
                return modifiers.contains("e") ? number : word[0] + 1;
            }
        }
        return 0;
    }
}
