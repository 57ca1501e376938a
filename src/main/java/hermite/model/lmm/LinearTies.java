package hermite.model.lmm;

/**
 * Linear equations between covariance parameters, solved: every parameter is a constant and a combination of those that
 * stay free.
 *
 * @param free places of the free parameters, in order
 * @param origin the constants, one for each parameter
 * @param basis row-major parameters × free; the rows of the free ones are those of the identity
 */
public record LinearTies(int[] free, double[] origin, double[] basis) {
    /** Which parameters follow from others. */
    boolean[] tied() {
        boolean[] result = new boolean[origin.length];
        java.util.Arrays.fill(result, true);
        for (int k : free) {
            result[k] = false;
        }
        return result;
    }

    /** The parameters whose free ones are those of θ. */
    double[] complete(double[] theta) {
        double[] result = origin.clone();
        for (int k = 0; k < result.length; k++) {
            for (int f = 0; f < free.length; f++) {
                result[k] += basis[k * free.length + f] * theta[free[f]];
            }
        }
        return result;
    }

    /** Derivatives by the free parameters at their places, 0 at the others. */
    double[] gradient(double[] byAll) {
        double[] result = new double[byAll.length];
        for (int f = 0; f < free.length; f++) {
            for (int k = 0; k < byAll.length; k++) {
                result[free[f]] += basis[k * free.length + f] * byAll[k];
            }
        }
        return result;
    }

    /** A matrix of second derivatives by the free parameters at their places, 0 elsewhere. */
    double[] hessian(double[] byAll) {
        int n = origin.length;
        double[] half = new double[n * n];
        double[] row = new double[n];
        for (int k = 0; k < n; k++) {
            System.arraycopy(byAll, k * n, row, 0, n);
            System.arraycopy(gradient(row), 0, half, k * n, n);
        }
        double[] result = new double[n * n];
        for (int k = 0; k < n; k++) {
            for (int l = 0; l < n; l++) {
                row[l] = half[l * n + k];
            }
            System.arraycopy(gradient(row), 0, result, k * n, n);
        }
        return result;
    }

    /** Bounds of a multiple of one free parameter become bounds of that one; a constant needs none. */
    void carry(double[] lower, double[] upper) {
        boolean[] tied = tied();
        for (int k = 0; k < tied.length; k++) {
            if (isConstant(k)) {
                lower[k] = Double.NEGATIVE_INFINITY;
                upper[k] = Double.POSITIVE_INFINITY;
            }
            int only = tied[k] ? single(k) : -1;
            if (only >= 0) {
                double slope = basis[k * free.length + only];
                double one = (lower[k] - origin[k]) / slope;
                double other = (upper[k] - origin[k]) / slope;
                lower[free[only]] = Math.max(lower[free[only]], Math.min(one, other));
                upper[free[only]] = Math.min(upper[free[only]], Math.max(one, other));
            }
        }
    }

    private boolean isConstant(int parameter) {
        for (int f = 0; f < free.length; f++) {
            if (basis[parameter * free.length + f] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Number of the only free parameter that a parameter depends on, −1 if there are none or several. */
    private int single(int parameter) {
        int only = -1;
        for (int f = 0; f < free.length; f++) {
            if (basis[parameter * free.length + f] != 0) {
                if (only >= 0) {
                    return -1;
                }
                only = f;
            }
        }
        return only;
    }
}
