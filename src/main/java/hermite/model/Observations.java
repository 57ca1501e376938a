package hermite.model;

import hermite.math.BlockSum;
import java.util.Arrays;
import java.util.Comparator;

/**
 * The numbers a single-response model is fitted to; arrays are shared, read only.
 *
 * @param rows n
 * @param columns p
 * @param x row-major n × p design
 * @param response y; for events/trials the proportion
 * @param trials number of trials, 1 where there is none
 * @param weight prior weights
 * @param frequency how often each row counts
 * @param offset added to the linear predictor
 */
public record Observations(
        int rows,
        int columns,
        double[] x,
        double[] response,
        double[] trials,
        double[] weight,
        double[] frequency,
        double[] offset) {
    private static final double CANCELLED = 1e-13;
    private static final int ROWS_PER_BLOCK = 4096;

    /** Rows of single trials, weight and frequency 1, no offset. */
    public static Observations of(double[] x, int columns, double[] response) {
        int n = response.length;
        double[] ones = ones(n);
        return new Observations(n, columns, x, response, ones, ones, ones, new double[n]);
    }

    public Observations withTrials(double[] newTrials) {
        return new Observations(rows, columns, x, response, newTrials, weight, frequency, offset);
    }

    public Observations withWeight(double[] newWeight) {
        return new Observations(rows, columns, x, response, trials, newWeight, frequency, offset);
    }

    public Observations withFrequency(double[] newFrequency) {
        return new Observations(rows, columns, x, response, trials, weight, newFrequency, offset);
    }

    public Observations withOffset(double[] newOffset) {
        return new Observations(rows, columns, x, response, trials, weight, frequency, newOffset);
    }

    /** The same observations with the design X B: a model whose coefficients are confined to the span of B. */
    public Observations withDesign(double[] newX, int newColumns) {
        return new Observations(rows, newColumns, newX, response, trials, weight, frequency, offset);
    }

    /**
     * X times a p × k matrix, row-major. A sum that is nothing but rounding of terms that cancel is set to 0, so that
     * a direction in which the design does not vary gives a column of zeros.
     */
    public double[] designTimes(double[] basis, int k) {
        double[] result = new double[rows * k];
        for (int i = 0; i < rows; i++) {
            for (int m = 0; m < k; m++) {
                double sum = 0;
                double size = 0;
                for (int j = 0; j < columns; j++) {
                    double term = x[i * columns + j] * basis[j * k + m];
                    sum += term;
                    size += Math.abs(term);
                }
                result[i * k + m] = Math.abs(sum) <= CANCELLED * size ? 0 : sum;
            }
        }
        return result;
    }

    /** Sum of frequencies: the number of observations. */
    public double count() {
        double sum = 0;
        for (double f : frequency) {
            sum += f;
        }
        return sum;
    }

    /**
     * The rows in an order that depends on their content alone, equal rows collapsed to one with the sum of their
     * frequencies. What is summed over them has the same digits whatever the order of the input.
     */
    public Observations canonical() {
        long[] digest = new long[rows];
        BlockSum.each(rows, ROWS_PER_BLOCK, (from, to) -> {
            for (int i = from; i < to; i++) {
                digest[i] = digest(i);
            }
        });
        // Comparing digests first spares most comparisons of whole rows.
        Comparator<Integer> byContent = (a, b) -> {
            int c = Long.compare(digest[a], digest[b]);
            return c != 0 ? c : compareRows(a, b);
        };
        int[] order = DigestOrder.of(digest, byContent);
        int[] kept = new int[rows];
        double[] counts = new double[rows];
        int distinct = 0;
        for (int row : order) {
            if (distinct > 0 && byContent.compare(kept[distinct - 1], row) == 0) {
                counts[distinct - 1] += frequency[row];
            } else {
                kept[distinct] = row;
                counts[distinct++] = frequency[row];
            }
        }
        return select(Arrays.copyOf(kept, distinct)).withFrequency(Arrays.copyOf(counts, distinct));
    }

    /** The rows given, in that order. */
    public Observations select(int[] chosen) {
        int n = chosen.length;
        double[] newX = new double[n * columns];
        BlockSum.each(n, ROWS_PER_BLOCK, (from, to) -> {
            for (int i = from; i < to; i++) {
                System.arraycopy(x, chosen[i] * columns, newX, i * columns, columns);
            }
        });
        double[] newTrials = pick(trials, chosen);
        double[] newWeight = weight == trials ? newTrials : pick(weight, chosen);
        double[] newFrequency = frequency == trials ? newTrials : pick(frequency, chosen);
        return new Observations(
                n, columns, newX, pick(response, chosen), newTrials, newWeight, newFrequency, pick(offset, chosen));
    }

    /** Compares two rows by everything but their frequency. */
    public int compareRows(int a, int b) {
        int c = Double.compare(response[a], response[b]);
        c = c != 0 ? c : Double.compare(trials[a], trials[b]);
        c = c != 0 ? c : Double.compare(weight[a], weight[b]);
        c = c != 0 ? c : Double.compare(offset[a], offset[b]);
        for (int j = 0; j < columns && c == 0; j++) {
            c = Double.compare(x[a * columns + j], x[b * columns + j]);
        }
        return c;
    }

    /** Sum of f w m x x', row-major p × p, over rows in their order; m the number of trials. */
    public double[] crossProducts() {
        int p = columns;
        double[] result = BlockSum.of(rows, ROWS_PER_BLOCK, p * p, this::addCrossProducts);
        for (int j = 0; j < p; j++) {
            for (int k = 0; k < j; k++) {
                result[k * p + j] = result[j * p + k];
            }
        }
        return result;
    }

    /** Lower triangle only. */
    private void addCrossProducts(int from, int to, double[] sums) {
        DesignLanes lanes = new DesignLanes(x, columns);
        double[] w = new double[DesignLanes.WIDTH];
        for (int first = from; first < to; first += DesignLanes.WIDTH) {
            int n = Math.min(DesignLanes.WIDTH, to - first);
            for (int i = 0; i < n; i++) {
                w[i] = frequency[first + i] * weight[first + i] * trials[first + i];
            }
            lanes.load(first, n);
            lanes.addCrossProducts(w, sums, 0, columns);
        }
    }

    /** A number that depends on the content of a row alone: equal rows have equal digests. */
    public long digest(int row) {
        long h = mix(17, response[row]);
        h = mix(h, trials[row]);
        h = mix(h, weight[row]);
        h = mix(h, offset[row]);
        for (int j = 0; j < columns; j++) {
            h = mix(h, x[row * columns + j]);
        }
        return h;
    }

    /** The finaliser of MurmurHash3 (Appleby 2011) on a running value. */
    private static long mix(long h, double value) {
        long k = h * 31 + Double.doubleToLongBits(value);
        k ^= k >>> 33;
        k *= 0xff51afd7ed558ccdL;
        k ^= k >>> 33;
        k *= 0xc4ceb9fe1a85ec53L;
        return k ^ k >>> 33;
    }

    /** The array itself where all its elements are equal and as many are wanted. */
    private static double[] pick(double[] values, int[] chosen) {
        if (chosen.length == values.length && isConstant(values)) {
            return values;
        }
        double[] picked = new double[chosen.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = values[chosen[i]];
        }
        return picked;
    }

    private static boolean isConstant(double[] values) {
        for (double value : values) {
            if (value != values[0]) {
                return false;
            }
        }
        return true;
    }

    private static double[] ones(int n) {
        double[] result = new double[n];
        Arrays.fill(result, 1);
        return result;
    }
}
