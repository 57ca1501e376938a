package hermite.sas.datastep.function.text;

import java.util.Locale;

/** Distances between words. */
final class EditDistances {
    private EditDistances() {}

    /** Insertions, deletions and replacements (Levenshtein, 1966). */
    static double levenshtein(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }

    /**
     * Generalized edit distance with SAS's default costs: insert 100, delete 100, replace 100, insert first 200, delete
     * first and replace first 200, append 50, truncate 10, swap 20, double 20, single 20, blank 10, punctuation 30.
     */
    static double generalized(String a, String b) {
        int n = a.length();
        int m = b.length();
        double[][] d = new double[n + 1][m + 1];
        for (int i = 0; i <= n; i++) {
            for (int j = 0; j <= m; j++) {
                d[i][j] = i == 0 && j == 0 ? 0 : cheapest(a, b, i, j, d);
            }
        }
        return d[n][m];
    }

    private static double cheapest(String a, String b, int i, int j, double[][] d) {
        double best = Double.MAX_VALUE;
        if (i > 0 && j > 0) {
            boolean same = a.charAt(i - 1) == b.charAt(j - 1);
            double replace = same ? 0 : i == 1 && j == 1 ? 200 : 100;
            best = d[i - 1][j - 1] + replace;
        }
        if (i > 0) {
            best = Math.min(best, d[i - 1][j] + removal(a, i, j, b.length()));
        }
        if (j > 0) {
            best = Math.min(best, d[i][j - 1] + insertion(b, j, i, a.length()));
        }
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, d[i - 2][j - 2] + 20) : best;
    }

    private static double removal(String a, int i, int j, int lengthB) {
        char c = a.charAt(i - 1);
        if (c == ' ') {
            return 10;
        }
        if (CharacterSet.inClass(c, 'p')) {
            return 30;
        }
        if (i > 1 && a.charAt(i - 2) == c) {
            return 20;
        }
        return i == 1 ? 200 : j == lengthB ? 10 : 100;
    }

    private static double insertion(String b, int j, int i, int lengthA) {
        char c = b.charAt(j - 1);
        if (c == ' ') {
            return 10;
        }
        if (CharacterSet.inClass(c, 'p')) {
            return 30;
        }
        if (j > 1 && b.charAt(j - 2) == c) {
            return 20;
        }
        return j == 1 ? 200 : i == lengthA ? 50 : 100;
    }

    /**
     * Cost of turning the keyword into the query, over the length of the query, in percent: match 0, singlet 25, doublet
     * 50, swap 50, truncate 50, append 35, delete 50, insert 100, replace 100, first letter wrong 200.
     */
    static double spelling(String query, String keyword) {
        String q = query.toUpperCase(Locale.ROOT);
        String k = keyword.toUpperCase(Locale.ROOT);
        int n = k.length();
        int m = q.length();
        double[][] d = new double[n + 1][m + 1];
        for (int i = 0; i <= n; i++) {
            for (int j = 0; j <= m; j++) {
                if (i == 0 && j == 0) {
                    continue;
                }
                double best = Double.MAX_VALUE;
                if (i > 0 && j > 0) {
                    boolean same = k.charAt(i - 1) == q.charAt(j - 1);
                    best = d[i - 1][j - 1] + (same ? 0 : i == 1 && j == 1 ? 200 : 100);
                }
                if (i > 0) {
                    boolean doubled = i > 1 && k.charAt(i - 2) == k.charAt(i - 1);
                    best = Math.min(best, d[i - 1][j] + (doubled ? 25 : i == 1 ? 100 : 50));
                }
                if (j > 0) {
                    boolean doubled = j > 1 && q.charAt(j - 2) == q.charAt(j - 1);
                    best = Math.min(best, d[i][j - 1] + (doubled ? 50 : i == n ? 35 : 100));
                }
                if (i > 1 && j > 1 && k.charAt(i - 1) == q.charAt(j - 2) && k.charAt(i - 2) == q.charAt(j - 1)) {
                    best = Math.min(best, d[i - 2][j - 2] + 50);
                }
                d[i][j] = best;
            }
        }
        return m == 0 ? 0 : Math.floor(d[n][m] / m);
    }
}
