package hermite.sas.datastep.function;

import java.util.Locale;

/** The name that was most likely meant: least edit distance (Levenshtein, with swaps), two at most. */
public final class NearestName {
    private NearestName() {}

    /** {@code "  Did you mean X?"}, or empty when nothing is near. */
    public static String hint(String name, Iterable<String> candidates) {
        String wanted = name.toUpperCase(Locale.ROOT);
        String best = "";
        // distances doubled: of two names equally near, the one with the same first letter is meant
        int bestDistance = 2 * Math.min(3, Math.max(2, wanted.length() / 2 + 1));
        for (String candidate : candidates) {
            String upper = candidate.toUpperCase(Locale.ROOT);
            boolean sameStart = !upper.isEmpty() && !wanted.isEmpty() && upper.charAt(0) == wanted.charAt(0);
            int distance = 2 * distance(wanted, upper) + (sameStart ? 0 : 1);
            if (distance < bestDistance) {
                bestDistance = distance;
                best = candidate;
            }
        }
        return best.isEmpty() ? "" : "  Did you mean " + best + "?";
    }

    /** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
    public static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            d[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            d[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + same);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
