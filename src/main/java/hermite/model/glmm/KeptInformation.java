package hermite.model.glmm;

import hermite.math.DenseSymmetric;

/**
 * Observed information for the optimiser, kept while the parameters move little: the structured secant correction of
 * the optimiser makes up for the rest.
 */
public final class KeptInformation {
    private static final double STEP = 1e-4;
    private static final double LARGEST_STEP = 0.02;

    private final Source source;
    private final double near;
    private final int m;
    private final double[] matrix;
    private double[] at = {};

    /** Computes the information at ψ, row-major m×m. */
    public interface Source {
        void information(double[] psi, double[] out);
    }

    /** The gradient to be differenced. */
    public interface Gradient {
        void at(double[] psi, double[] gradient);
    }

    /** @param near squared distance in standard errors up to which the matrix is kept */
    public KeptInformation(int parameters, double near, Source source) {
        this.source = source;
        this.near = near;
        m = parameters;
        matrix = new double[m * m];
    }

    /**
     * Information by forward differences of an exact gradient, accurate enough to steer a search.
     *
     * @param scale a change of each parameter that moves the linear predictor by about 1
     */
    public static Source differences(double[] scale, Gradient gradient) {
        return (psi, out) -> difference(scale, psi, gradient, out);
    }

    /** What was kept is of no use any more. */
    public void forget() {
        at = new double[0];
    }

    public void information(double[] psi, double[] out) {
        if (at.length == 0 || distance(psi) > near) {
            source.information(psi, matrix);
            at = psi.clone();
        }
        System.arraycopy(matrix, 0, out, 0, matrix.length);
    }

    private double distance(double[] psi) {
        double sum = 0;
        for (int r = 0; r < m; r++) {
            for (int c = 0; c < m; c++) {
                sum += (psi[r] - at[r]) * matrix[r * m + c] * (psi[c] - at[c]);
            }
        }
        return DenseSymmetric.cholesky(matrix, new double[m * m], m) ? sum : Double.POSITIVE_INFINITY;
    }

    private static void difference(double[] scale, double[] psi, Gradient gradient, double[] out) {
        int m = scale.length;
        double[] here = new double[m];
        double[] there = new double[m];
        double[] x = psi.clone();
        gradient.at(x, here);
        for (int r = 0; r < m; r++) {
            double step = Math.min(STEP * Math.max(Math.abs(psi[r]), scale[r]), LARGEST_STEP * scale[r]);
            x[r] = psi[r] + step;
            double width = x[r] - psi[r];
            gradient.at(x, there);
            x[r] = psi[r];
            for (int c = 0; c < m; c++) {
                out[r * m + c] = (here[c] - there[c]) / width;
            }
        }
        DenseSymmetric.symmetrise(out, m);
    }
}
