package hermite.sas.session;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the word a misspelled one was probably meant to be. */
public final class NearestWord {
    private NearestWord() {}

    /**
     * The candidate at the smallest edit distance, at most 2, and 1 for words of up to four letters; nothing is near a
     * single letter. Ties go to the first. Swapping two neighbouring letters counts as one edit (Damerau, 1964).
     */
    public static Optional<String> among(String word, Collection<String> candidates) {
        String target = word.toUpperCase(Locale.ROOT);
        String best = null;
        int least = (target.length() < 2 ? 0 : target.length() < 5 ? 1 : 2) + 1;
        for (String candidate : candidates) {
            int distance = distance(target, candidate.toUpperCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            d[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            d[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int substitute = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(substitute, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
