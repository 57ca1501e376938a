package hermite.sas.syntax;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The nearest right word for a wrong one. */
public final class Suggestions {
    private static final int FARTHEST = 2;

    private Suggestions() {}

    /** The word at an edit distance of at most 2 (1 for short words), or else one that begins with what was written. */
    public static Optional<String> nearest(String written, Collection<String> words) {
        String wrong = written.toUpperCase(Locale.ROOT);
        int farthest = wrong.length() <= 3 ? 1 : FARTHEST;
        Optional<String> near = words.stream()
                .filter(w -> distance(wrong, w.toUpperCase(Locale.ROOT)) <= farthest)
                .min(Comparator.comparingInt((String w) -> distance(wrong, w.toUpperCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
        if (near.isPresent() || wrong.length() < 3) {
            return near;
        }
        return words.stream()
                .filter(w -> w.toUpperCase(Locale.ROOT).startsWith(wrong)
                        || wrong.startsWith(w.toUpperCase(Locale.ROOT)) && w.length() >= 3)
                .min(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
    }

    static String hint(String written, Collection<String> words) {
        return nearest(written, words).map(w -> "did you mean " + w + "?").orElse("");
    }

    /** Insertions, deletions, replacements and swaps of neighbours (Damerau 1964, restricted form). */
    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + cost);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
