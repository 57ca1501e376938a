package hermite.r.lib.text;

import hermite.r.eval.Arguments;
import hermite.r.value.RInteger;
import hermite.r.value.RLogical;
import hermite.r.value.RValue;

/** Texts alike but for insertions, deletions and substitutions of characters (Levenshtein 1966). */
final class ApproximateText {
    private final int[] pattern;
    private final int[] text;
    private final int[] most;
    private final boolean[] seen;

    /** @param most how many insertions, deletions, substitutions, and changes in all are allowed */
    private ApproximateText(String pattern, String text, int[] most) {
        this.pattern = pattern.codePoints().toArray();
        this.text = text.codePoints().toArray();
        this.most = most;
        int size = most[3] + 1;
        this.seen = new boolean[(this.pattern.length + 1) * (this.text.length + 1) * size * size * size];
    }

    /** Whether each text has a part like the pattern. */
    static RValue matches(Arguments a) {
        String pattern = a.string(0);
        String[] texts = a.strings(1);
        int[] most = new int[4];
        for (int i = 0; i < most.length; i++) {
            most[i] = a.vector(2).integerAt(i);
        }
        int[] out = new int[texts.length];
        for (int i = 0; i < texts.length; i++) {
            out[i] = texts[i] != null && new ApproximateText(pattern, texts[i], most).isIn() ? 1 : 0;
        }
        return RLogical.of(out);
    }

    private boolean isIn() {
        for (int start = 0; start <= text.length; start++) {
            if (matchesFrom(0, start, 0, 0, 0)) {
                return true;
            }
        }
        return false;
    }

    private boolean matchesFrom(int i, int j, int insertions, int deletions, int substitutions) {
        if (insertions > most[0]
                || deletions > most[1]
                || substitutions > most[2]
                || insertions + deletions + substitutions > most[3]) {
            return false;
        }
        if (i == pattern.length) {
            return true;
        }
        int size = most[3] + 1;
        int state = (((i * (text.length + 1) + j) * size + insertions) * size + deletions) * size + substitutions;
        if (seen[state]) {
            return false;
        }
        seen[state] = true;
        if (j < text.length) {
            boolean equal = pattern[i] == text[j];
            if (equal && matchesFrom(i + 1, j + 1, insertions, deletions, substitutions)
                    || !equal && matchesFrom(i + 1, j + 1, insertions, deletions, substitutions + 1)
                    || matchesFrom(i, j + 1, insertions + 1, deletions, substitutions)) {
                return true;
            }
        }
        return matchesFrom(i + 1, j, insertions, deletions + 1, substitutions);
    }

    /** The least number of changes between each of the first texts (fastest) and each of the second; missing ones NA. */
    static RValue distances(Arguments a) {
        String[] x = a.strings(0);
        String[] y = a.strings(1);
        int[] out = new int[x.length * y.length];
        for (int i = 0; i < x.length; i++) {
            for (int k = 0; k < y.length; k++) {
                out[i + k * x.length] = x[i] == null || y[k] == null ? RInteger.NA : distance(x[i], y[k]);
            }
        }
        return RInteger.of(out);
    }

    private static int distance(String from, String to) {
        int[] s = from.codePoints().toArray();
        int[] t = to.codePoints().toArray();
        int[] row = new int[t.length + 1];
        for (int j = 0; j <= t.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= s.length; i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= t.length; j++) {
                int kept = row[j];
                int changed = diagonal + (s[i - 1] == t[j - 1] ? 0 : 1);
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
                diagonal = kept;
            }
        }
        return row[t.length];
    }
}
