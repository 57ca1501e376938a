package hermite.model.glmm.covariance;

import java.util.Arrays;

/**
 * Rank of [X Z] for crossed random effects, from the normal equations: the units of the level that has most are
 * eliminated one by one, the rest is a dense matrix. Pivots are judged against the columns' sums of squares.
 */
final class CrossedRank {
    private static final double TOLERANCE = 1e-9;

    private CrossedRank() {}

    /**
     * @param x row-major n×p
     * @param z row-major n×q
     * @param columns how many leading columns of z count
     * @param unit for each column of z the unit of each row over which its coefficient varies
     */
    static int of(double[] x, int p, double[] z, int q, int columns, int[][] unit) {
        int n = unit[0].length;
        int[] units = new int[columns];
        int largest = 0;
        for (int d = 0; d < columns; d++) {
            units[d] = Arrays.stream(unit[d]).max().orElse(-1) + 1;
            largest = units[d] > units[largest] ? d : largest;
        }
        int[] first = unit[largest];
        boolean[] own = new boolean[columns];
        int[] place = new int[columns];
        int ownCount = 0;
        int rest = p;
        for (int d = 0; d < columns; d++) {
            own[d] = unit[d] == first || Arrays.equals(unit[d], first);
            place[d] = own[d] ? ownCount++ : rest;
            rest += own[d] ? 0 : units[d];
        }
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Integer.compare(first[a], first[b]));
        double[][] m = new double[rest][rest];
        double[] scale = new double[rest];
        int rank = 0;
        for (int from = 0; from < n; ) {
            int to = from;
            while (to < n && first[order[to]] == first[order[from]]) {
                to++;
            }
            rank += eliminate(x, p, z, q, columns, unit, own, place, Arrays.copyOfRange(order, from, to), m, scale);
            from = to;
        }
        return rank + rank(m, scale);
    }

    /** Adds a unit's rows to the dense complement with its own columns projected out; their rank. */
    private static int eliminate(
            double[] x,
            int p,
            double[] z,
            int q,
            int columns,
            int[][] unit,
            boolean[] own,
            int[] place,
            Integer[] rows,
            double[][] m,
            double[] scale) {
        int k = 0;
        for (boolean o : own) {
            k += o ? 1 : 0;
        }
        double[][] basis = new double[k][];
        int rank = 0;
        for (int d = 0; d < columns; d++) {
            if (own[d]) {
                double[] v = new double[rows.length];
                for (int i = 0; i < rows.length; i++) {
                    v[i] = z[rows[i] * q + d];
                }
                double before = dot(v, v);
                project(v, basis, rank);
                project(v, basis, rank);
                double after = dot(v, v);
                if (after > 1e-18 * before && after > 0) {
                    for (int i = 0; i < v.length; i++) {
                        v[i] /= Math.sqrt(after);
                    }
                    basis[rank++] = v;
                }
            }
        }
        // sums of the other columns against the basis are sparse: only what the unit meets
        int width = p + columns - k;
        int[] at = new int[rows.length * width];
        double[] value = new double[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            int w = i * width;
            for (int a = 0; a < p; a++, w++) {
                at[w] = a;
                value[w] = x[rows[i] * p + a];
            }
            for (int d = 0; d < columns; d++) {
                if (!own[d]) {
                    at[w] = place[d] + unit[d][rows[i]];
                    value[w++] = z[rows[i] * q + d];
                }
            }
        }
        int[] met = Arrays.stream(at).sorted().distinct().toArray();
        double[][] against = new double[met.length][rank];
        for (int i = 0; i < rows.length; i++) {
            for (int w = i * width; w < (i + 1) * width; w++) {
                scale[at[w]] += value[w] * value[w];
                double[] row = against[Arrays.binarySearch(met, at[w])];
                for (int b = 0; b < rank; b++) {
                    row[b] += value[w] * basis[b][i];
                }
                for (int v = i * width; v < (i + 1) * width; v++) {
                    m[at[w]][at[v]] += value[w] * value[v];
                }
            }
        }
        for (int a = 0; a < met.length; a++) {
            for (int b = 0; b < met.length; b++) {
                m[met[a]][met[b]] -= dot(against[a], against[b]);
            }
        }
        return rank;
    }

    private static void project(double[] v, double[][] basis, int rank) {
        for (int b = 0; b < rank; b++) {
            double s = dot(v, basis[b]);
            for (int i = 0; i < v.length; i++) {
                v[i] -= s * basis[b][i];
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double s = 0;
        for (int i = 0; i < a.length; i++) {
            s += a[i] * b[i];
        }
        return s;
    }

    private static int rank(double[][] m, double[] scale) {
        int rank = 0;
        for (int k = 0; k < m.length; k++) {
            double pivot = m[k][k];
            if (!(pivot > TOLERANCE * scale[k])) {
                continue;
            }
            rank++;
            for (int i = k + 1; i < m.length; i++) {
                double factor = m[i][k] / pivot;
                if (factor != 0) {
                    double[] row = m[i];
                    double[] top = m[k];
                    for (int j = k + 1; j < m.length; j++) {
                        row[j] -= factor * top[j];
                    }
                }
            }
        }
        return rank;
    }
}
