package hermite.sas.log;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * The right word that a wrong one was probably meant to be. As an argument of a message it adds nothing to the text: the
 * log shows it on the line that names the place.
 *
 * @param word empty when no word is near
 */
public record Suggestion(String word) {
    public static final Suggestion NONE = new Suggestion("");

    /** The nearest of the candidates. */
    public static Suggestion of(String wrong, Collection<String> candidates) {
        return new Suggestion(nearest(wrong, candidates).orElse(""));
    }

    /**
     * The candidate at the smallest edit distance, at most 2, and 1 for words of up to four letters; nothing is near a
     * single letter. Of candidates equally near, the one with the same first letter, then the first in the alphabet.
     * When none is near: the shortest that begins with what was written, or that it begins with. Letter case does not
     * count.
     */
    public static Optional<String> nearest(String wrong, Collection<String> candidates) {
        String target = wrong.toUpperCase(Locale.ROOT);
        int farthest = target.length() < 2 ? 0 : target.length() < 5 ? 1 : 2;
        String best = null;
        int least = Integer.MAX_VALUE;
        for (String candidate : candidates) {
            String upper = candidate.toUpperCase(Locale.ROOT);
            int distance = distance(target, upper);
            if (distance > farthest) {
                continue;
            }
            boolean sameStart = !upper.isEmpty() && !target.isEmpty() && upper.charAt(0) == target.charAt(0);
            int rank = 2 * distance + (sameStart ? 0 : 1);
            if (rank < least || rank == least && candidate.compareToIgnoreCase(best) < 0) {
                least = rank;
                best = candidate;
            }
        }
        return best != null ? Optional.of(best) : byBeginning(target, candidates);
    }

    private static Optional<String> byBeginning(String target, Collection<String> candidates) {
        if (target.length() < 3) {
            return Optional.empty();
        }
        String best = null;
        for (String candidate : candidates) {
            String upper = candidate.toUpperCase(Locale.ROOT);
            boolean begins = upper.startsWith(target) || upper.length() >= 3 && target.startsWith(upper);
            boolean better = best == null
                    || candidate.length() < best.length()
                    || candidate.length() == best.length() && candidate.compareToIgnoreCase(best) < 0;
            if (begins && better) {
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Insertions, deletions, replacements and swaps of neighbours (Damerau 1964, restricted form). */
    private static int distance(String a, String b) {
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

    /** {@code did you mean X?}, or empty. */
    public String question() {
        return word.isEmpty() ? "" : "did you mean " + word + "?";
    }

    /** The suggestion among a message's arguments. */
    public static Suggestion among(Object... arguments) {
        for (Object argument : arguments) {
            if (argument instanceof Suggestion suggestion) {
                return suggestion;
            }
        }
        return NONE;
    }

    /** Nothing: the text of a message does not carry it. */
    @Override
    public String toString() {
        return "";
    }
}
