package hermite.model;

import java.util.Arrays;

/**
 * Columns of a design that lie far from zero for their range (1,000,000 + t, a year and day as a number), moved to it.
 * With a column of ones in X, x_k − c_k spans the same space: β_k stays, the coefficient of the ones becomes
 * β*_0 = β_0 + Σ c_k β_k. The normal equations of the moved columns lose no digits, while those of X lose about twice
 * the digits of mean / standard deviation (Longley 1967, JASA 62, 819-841). The shifts are midranges, so they do not
 * depend on the order of rows, and differences of near numbers are exact (Sterbenz 1974).
 */
public final class CentredColumns {
    /** Midrange / range from which on a column is moved. */
    private static final double FAR = 300;

    /** Columns that vary less than this, relative to their values, are constant but for rounding. */
    private static final double ROUNDING = 1e-12;

    private final int p;
    /** Where the coefficients of the column of ones begin, and how many there are: several are thresholds. */
    private final int ones;

    private final int constants;
    private final double[] shift;

    private CentredColumns(int p, int ones, int constants, double[] shift) {
        this.p = p;
        this.ones = ones;
        this.constants = constants;
        this.shift = shift;
    }

    /** @param x row-major n × p; without a column of ones nothing is moved */
    public static CentredColumns of(double[] x, int p) {
        int rows = p == 0 ? 0 : x.length / p;
        double[] low = Arrays.copyOf(x, rows == 0 ? 0 : p);
        double[] high = low.clone();
        for (int i = 1; i < rows; i++) {
            for (int k = 0; k < p; k++) {
                double value = x[i * p + k];
                low[k] = Math.min(low[k], value);
                high[k] = Math.max(high[k], value);
            }
        }
        int ones = -1;
        double[] shift = new double[p];
        boolean any = false;
        for (int k = 0; k < low.length; k++) {
            if (low[k] == 1 && high[k] == 1) {
                ones = ones < 0 ? k : ones;
                continue;
            }
            double middle = low[k] / 2 + high[k] / 2;
            double range = high[k] - low[k];
            if (Math.abs(middle) > FAR * range && range > ROUNDING * Math.abs(middle)) {
                shift[k] = middle;
                any = true;
            }
        }
        return any && ones >= 0 ? new CentredColumns(p, ones, 1, shift) : none(p);
    }

    /** Where nothing is moved. */
    public static CentredColumns none(int p) {
        return new CentredColumns(p, -1, 0, new double[p]);
    }

    /** For parameters that begin with several constants, in place of the first column's coefficient: a threshold each. */
    public CentredColumns withThresholds(int thresholds) {
        int parameters = p - 1 + thresholds;
        if (isNone()) {
            return none(parameters);
        }
        double[] wide = new double[parameters];
        System.arraycopy(shift, 1, wide, thresholds, p - 1);
        return new CentredColumns(parameters, 0, thresholds, wide);
    }

    /** Whether no column is moved: everything then is as given. */
    public boolean isNone() {
        return ones < 0;
    }

    /** X with the columns moved; X itself when none is. */
    public double[] columns(double[] x) {
        if (isNone()) {
            return x;
        }
        double[] out = x.clone();
        for (int i = 0; i < out.length; i++) {
            out[i] -= shift[i % p];
        }
        return out;
    }

    /** β from the first p numbers of β*; what follows them stays. Freshly allocated. */
    public double[] coefficients(double[] centred) {
        return moved(centred, -1);
    }

    /** β* from the first p numbers of β; what follows them stays. Freshly allocated. */
    public double[] centred(double[] coefficients) {
        return moved(coefficients, 1);
    }

    private double[] moved(double[] from, int sign) {
        double[] out = from.clone();
        for (int constant = ones; constant < ones + constants; constant++) {
            for (int k = 0; k < p; k++) {
                out[constant] += sign * shift[k] * from[k];
            }
        }
        return out;
    }

    /** The covariance of β and what follows it, from that of β*; row-major. Freshly allocated. */
    public double[] covariance(double[] centred, int order) {
        double[] out = centred.clone();
        if (isNone()) {
            return out;
        }
        for (int constant = ones; constant < ones + constants; constant++) {
            for (int j = 0; j < order; j++) {
                for (int k = 0; k < p; k++) {
                    out[constant * order + j] -= shift[k] * centred[k * order + j];
                }
            }
        }
        double[] half = out.clone();
        for (int i = 0; i < order; i++) {
            for (int constant = ones; constant < ones + constants; constant++) {
                for (int k = 0; k < p; k++) {
                    out[i * order + constant] -= shift[k] * half[i * order + k];
                }
            }
        }
        return out;
    }

    /** The gradient by β (and what follows it) from that by β*. Freshly allocated. */
    public double[] gradient(double[] centred) {
        double[] out = centred.clone();
        for (int k = 0; k < p && !isNone(); k++) {
            out[k] += shift[k] * centred[ones];
        }
        return out;
    }

    /** X'AX from that of the moved columns, row-major p × p. Freshly allocated. */
    public double[] quadratic(double[] centred) {
        double[] half = centred.clone();
        for (int i = 0; i < p && !isNone(); i++) {
            for (int k = 0; k < p; k++) {
                half[i * p + k] += shift[k] * centred[i * p + ones];
            }
        }
        double[] out = half.clone();
        for (int k = 0; k < p && !isNone(); k++) {
            for (int j = 0; j < p; j++) {
                out[k * p + j] += shift[k] * half[ones * p + j];
            }
        }
        return out;
    }

    /** l* with l*'β* = l'β. Freshly allocated. */
    public double[] combination(double[] l) {
        double[] out = l.clone();
        for (int constant = ones; constant < ones + constants; constant++) {
            for (int k = 0; k < p; k++) {
                out[k] -= shift[k] * l[constant];
            }
        }
        return out;
    }

    /** Each row as {@link #combination} gives it; the rows themselves where nothing is moved. */
    public double[][] combinations(double[][] rows) {
        return isNone() ? rows : Arrays.stream(rows).map(this::combination).toArray(double[][]::new);
    }
}
