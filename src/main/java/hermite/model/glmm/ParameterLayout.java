package hermite.model.glmm;

import hermite.math.DenseRows;
import hermite.model.glmm.covariance.RandomCovariance;
import java.util.Arrays;

/**
 * How ψ = (β, parameters of G, log dispersion) maps to what the likelihood is written in: β, the lower triangle of the
 * factor L element by element, and log dispersion. Gradients and matrices in the latter are brought back to ψ.
 */
public final class ParameterLayout {
    private final RandomCovariance covariance;
    private final boolean hasDispersion;
    private final int p;
    private final int elements;
    private final int full;
    private final int parameters;
    private final int[] parameterOfFull;

    public ParameterLayout(int fixedColumns, RandomCovariance covariance, boolean hasDispersion) {
        this.covariance = covariance;
        this.hasDispersion = hasDispersion;
        p = fixedColumns;
        int q = covariance.dimension();
        elements = q * (q + 1) / 2;
        int extra = hasDispersion ? 1 : 0;
        full = p + elements + extra;
        parameters = p + covariance.parameters() + extra;
        parameterOfFull = new int[full];
        for (int k = 0; k < p; k++) {
            parameterOfFull[k] = k;
        }
        for (int a = 0; a < q; a++) {
            for (int b = 0; b <= a; b++) {
                int at = covariance.parameterOfElement(a, b);
                parameterOfFull[p + a * (a + 1) / 2 + b] = at < 0 ? -1 : p + at;
            }
        }
        if (hasDispersion) {
            parameterOfFull[full - 1] = parameters - 1;
        }
    }

    /** ψ taken apart: β, L row-major q×q, log dispersion (0 if there is none). */
    public record Point(double[] beta, double[] factor, double logDispersion) {}

    /** Length of ψ. */
    public int parameters() {
        return parameters;
    }

    /** Length of (β, lower triangle of L, log dispersion). */
    public int full() {
        return full;
    }

    public Point point(double[] psi) {
        return new Point(Arrays.copyOf(psi, p), covariance.factor(theta(psi)), hasDispersion ? psi[parameters - 1] : 0);
    }

    private double[] theta(double[] psi) {
        return Arrays.copyOfRange(psi, p, p + covariance.parameters());
    }

    /** For each parameter a change that moves linear predictors by about 1. */
    public double[] scales(GlmmSpec spec) {
        double[] scale = new double[parameters];
        Arrays.fill(scale, 1);
        for (int k = 0; k < p; k++) {
            scale[k] = reciprocalRootMeanSquare(spec.x(), p, k);
        }
        int q = spec.randomColumns();
        for (int a = 0; a < q; a++) {
            double of = reciprocalRootMeanSquare(spec.z(), q, a);
            for (int b = 0; b <= a; b++) {
                int at = covariance.parameterOfElement(a, b);
                if (at >= 0) {
                    scale[p + at] = of;
                }
            }
        }
        return scale;
    }

    /** Over the rows where the column is not zero; 1 if it is zero everywhere. */
    private static double reciprocalRootMeanSquare(double[] values, int columns, int column) {
        double mean = DenseRows.meanSquareOfNonzero(values, columns, column);
        return mean > 0 ? Math.sqrt(1 / mean) : 1;
    }

    /** Brings a gradient in the full elements, from {@code offset} on in {@code from}, to ψ. */
    public void fold(double[] psi, double[] from, int offset, double[] gradient) {
        Arrays.fill(gradient, 0, parameters, 0);
        for (int k = 0; k < full; k++) {
            if (parameterOfFull[k] >= 0) {
                gradient[parameterOfFull[k]] += from[offset + k];
            }
        }
        if (!covariance.isDirect()) {
            double[] spread = spread(psi);
            Arrays.fill(gradient, p, p + covariance.parameters(), 0);
            for (int k = p; k < p + elements; k++) {
                for (int c = p; c < p + covariance.parameters(); c++) {
                    gradient[c] += spread[k * parameters + c] * from[offset + k];
                }
            }
        }
    }

    /** ∂(full elements)/∂ψ, row-major full×parameters, for structures whose parameters are not elements of L. */
    private double[] spread(double[] psi) {
        int t = covariance.parameters();
        double[] jacobian = covariance.factorJacobian(theta(psi));
        double[] out = new double[full * parameters];
        for (int k = 0; k < full; k++) {
            if (k >= p && k < p + elements) {
                System.arraycopy(jacobian, (k - p) * t, out, k * parameters + p, t);
            } else {
                out[k * parameters + parameterOfFull[k]] = 1;
            }
        }
        return out;
    }

    /** Brings a symmetric matrix in the full elements, given by its lower triangle, to ψ. */
    public void contract(double[] psi, double[] lower, double[] out) {
        Arrays.fill(out, 0, parameters * parameters, 0);
        if (!covariance.isDirect()) {
            double[] spread = spread(psi);
            for (int r = 0; r < full; r++) {
                for (int c = 0; c < full; c++) {
                    double value = lower[Math.max(r, c) * full + Math.min(r, c)];
                    for (int a = 0; a < parameters; a++) {
                        double left = spread[r * parameters + a] * value;
                        for (int b = 0; left != 0 && b < parameters; b++) {
                            out[a * parameters + b] += left * spread[c * parameters + b];
                        }
                    }
                }
            }
            return;
        }
        for (int r = 0; r < full; r++) {
            int pr = parameterOfFull[r];
            for (int c = 0; pr >= 0 && c < full; c++) {
                int pc = parameterOfFull[c];
                if (pc >= 0) {
                    out[pr * parameters + pc] += lower[Math.max(r, c) * full + Math.min(r, c)];
                }
            }
        }
    }
}
