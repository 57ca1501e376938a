package hermite.model.glmm.levels;

import hermite.math.DenseSymmetric;
import java.util.Arrays;

/**
 * Observed information for the optimiser by central differences of an exact gradient, kept while the parameters move
 * little: the structured secant correction of the optimiser makes up for the rest.
 */
public final class DifferencedInformation {
    /** Squared distance in standard errors up to which the matrix is kept. */
    private static final double NEAR = 0.05;

    private static final double STEP = 1e-4;

    private static final double LARGEST_STEP = 0.02;

    private final int m;
    private final double[] scale;
    private final double[] matrix;
    private double[] at = {};

    /** @param scale a change of each parameter that moves the linear predictor by about 1 */
    public DifferencedInformation(double[] scale) {
        m = scale.length;
        this.scale = scale;
        matrix = new double[m * m];
    }

    /** The gradient to be differenced. */
    public interface Gradient {
        void at(double[] psi, double[] gradient);
    }

    void forget() {
        at = new double[0];
    }

    public void information(double[] psi, Gradient gradient, double[] out) {
        if (at.length == 0 || distance(psi) > NEAR) {
            difference(psi, gradient);
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

    private void difference(double[] psi, Gradient gradient) {
        double[] up = new double[m];
        double[] down = new double[m];
        double[] x = psi.clone();
        Arrays.fill(matrix, 0);
        for (int r = 0; r < m; r++) {
            double step = Math.min(STEP * Math.max(Math.abs(psi[r]), scale[r]), LARGEST_STEP * scale[r]);
            x[r] = psi[r] + step;
            double above = x[r];
            gradient.at(x, up);
            x[r] = psi[r] - step;
            double width = above - x[r];
            gradient.at(x, down);
            x[r] = psi[r];
            for (int c = 0; c < m; c++) {
                matrix[r * m + c] = (down[c] - up[c]) / width;
            }
        }
        DenseSymmetric.symmetrise(matrix, m);
    }
}
