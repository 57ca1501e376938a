package hermite.model.glmm.covariance;

import java.util.Arrays;

/**
 * Ranks of [X Z₁ … Z_k], k = 0, 1, …, for random effects within subjects. Z is block diagonal over subjects, so
 * rank[X Z] is the sum of the ranks of the subjects' own Z plus the rank of X with each subject's Z projected out; no
 * matrix larger than p×p is formed. Where all rows are one subject its random effects may cross.
 */
public final class RankSequence {
    private static final double TOLERANCE = 1e-10;

    private RankSequence() {}

    /**
     * @param x row-major n×p
     * @param z row-major n×q, columns of a subject's random effects in order
     * @param ends for each random effect in order, one past its last column
     * @param subject subject of each row, within which all random effects are
     * @param unit for each column of z, the unit of each row over which its coefficient varies; within subjects
     * @return ranks for 0, 1, …, {@code ends.length} random effects
     */
    public static int[] of(double[] x, int p, double[] z, int q, int[] ends, int[] subject, int[][] unit) {
        int n = subject.length;
        int[] ranks = new int[ends.length + 1];
        double[] scale = new double[p];
        for (int i = 0; i < n; i++) {
            for (int a = 0; a < p; a++) {
                scale[a] += x[i * p + a] * x[i * p + a];
            }
        }
        int[][] rows = rowsOfSubjects(subject);
        ranks[0] = rank(crossProducts(x, n, p), p, scale);
        boolean crossed = rows.length == 1 && Arrays.stream(unit).anyMatch(u -> !Arrays.equals(u, subject));
        for (int k = 0; k < ends.length; k++) {
            if (crossed) {
                ranks[k + 1] = CrossedRank.of(x, p, z, q, ends[k], unit);
                continue;
            }
            double[] cross = new double[p * p];
            int own = 0;
            for (int[] members : rows) {
                own += project(x, p, z, q, ends[k], members, unit, cross);
            }
            ranks[k + 1] = own + rank(cross, p, scale);
        }
        return ranks;
    }

    private static int[][] rowsOfSubjects(int[] subject) {
        int subjects = Arrays.stream(subject).max().orElse(-1) + 1;
        int[] size = new int[subjects];
        for (int s : subject) {
            size[s]++;
        }
        int[][] rows = new int[subjects][];
        for (int s = 0; s < subjects; s++) {
            rows[s] = new int[size[s]];
        }
        int[] filled = new int[subjects];
        for (int i = 0; i < subject.length; i++) {
            rows[subject[i]][filled[subject[i]]++] = i;
        }
        return rows;
    }

    private static double[] crossProducts(double[] x, int n, int p) {
        double[] cross = new double[p * p];
        for (int i = 0; i < n; i++) {
            for (int a = 0; a < p; a++) {
                for (int b = 0; b < p; b++) {
                    cross[a * p + b] += x[i * p + a] * x[i * p + b];
                }
            }
        }
        return cross;
    }

    /** Adds X'(I − P)X of one subject to {@code cross}, P the projection on its first columns of Z; their rank. */
    private static int project(
            double[] x, int p, double[] z, int q, int columns, int[] members, int[][] unit, double[] cross) {
        int m = members.length;
        double[][] basis = new double[m][];
        int rank = 0;
        for (int d = 0; d < columns && rank < m; d++) {
            for (int first = 0; first < m && rank < m; first++) {
                if (!isFirstOfUnit(unit[d], members, first)) {
                    continue;
                }
                double[] v = new double[m];
                for (int i = first; i < m; i++) {
                    v[i] = unit[d][members[i]] == unit[d][members[first]] ? z[members[i] * q + d] : 0;
                }
                double before = norm(v);
                orthogonalise(v, basis, rank);
                double after = norm(v);
                if (after > 1e-9 * before && after > 0) {
                    for (int i = 0; i < m; i++) {
                        v[i] /= after;
                    }
                    basis[rank++] = v;
                }
            }
        }
        if (rank == m) {
            return rank;
        }
        double[][] residual = new double[p][];
        for (int a = 0; a < p; a++) {
            double[] v = new double[m];
            for (int i = 0; i < m; i++) {
                v[i] = x[members[i] * p + a];
            }
            orthogonalise(v, basis, rank);
            residual[a] = v;
        }
        for (int a = 0; a < p; a++) {
            for (int b = 0; b < p; b++) {
                double s = 0;
                for (int i = 0; i < m; i++) {
                    s += residual[a][i] * residual[b][i];
                }
                cross[a * p + b] += s;
            }
        }
        return rank;
    }

    private static boolean isFirstOfUnit(int[] unit, int[] members, int place) {
        for (int i = place - 1; i >= 0; i--) {
            if (unit[members[i]] == unit[members[place]]) {
                return false;
            }
        }
        return true;
    }

    private static void orthogonalise(double[] v, double[][] basis, int rank) {
        for (int pass = 0; pass < 2; pass++) {
            for (int k = 0; k < rank; k++) {
                double s = 0;
                for (int i = 0; i < v.length; i++) {
                    s += v[i] * basis[k][i];
                }
                for (int i = 0; i < v.length; i++) {
                    v[i] -= s * basis[k][i];
                }
            }
        }
    }

    private static double norm(double[] v) {
        double s = 0;
        for (double e : v) {
            s += e * e;
        }
        return Math.sqrt(s);
    }

    /** Rank by elimination without pivoting, pivots judged against the columns' original sums of squares. */
    private static int rank(double[] cross, int p, double[] scale) {
        double[] a = cross.clone();
        int rank = 0;
        for (int k = 0; k < p; k++) {
            double pivot = a[k * p + k];
            if (!(pivot > TOLERANCE * scale[k])) {
                continue;
            }
            rank++;
            for (int i = k + 1; i < p; i++) {
                double factor = a[i * p + k] / pivot;
                for (int j = k + 1; j < p; j++) {
                    a[i * p + j] -= factor * a[k * p + j];
                }
            }
        }
        return rank;
    }
}
