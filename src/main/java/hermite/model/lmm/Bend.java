package hermite.model.lmm;

import hermite.math.DenseSymmetric;

/**
 * A Hessian of free parameters, each in units of its own curvature, with its eigenvalues and eigenvectors.
 *
 * @param places of the free parameters among all
 * @param root of each one's absolute curvature
 */
record Bend(int[] places, double[] root, DenseSymmetric.Spectrum spectrum) {
    static Bend of(double[] hessian, int n, int[] places) {
        int m = places.length;
        double[] root = new double[m];
        double[] scaled = new double[m * m];
        for (int i = 0; i < m; i++) {
            double diagonal = Math.abs(hessian[places[i] * n + places[i]]);
            root[i] = diagonal > 0 ? Math.sqrt(diagonal) : 1;
        }
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < m; j++) {
                scaled[i * m + j] = hessian[places[i] * n + places[j]] / (root[i] * root[j]);
            }
        }
        return new Bend(places, root, DenseSymmetric.spectrum(scaled, m));
    }

    /** A step along the eigenvector of a number. */
    void add(int which, double length, double[] step) {
        for (int i = 0; i < places.length; i++) {
            step[places[i]] += length * spectrum.vectors()[which][i] / root[i];
        }
    }

    double slope(int which, double[] gradient) {
        double sum = 0;
        for (int i = 0; i < places.length; i++) {
            sum += spectrum.vectors()[which][i] * gradient[places[i]] / root[i];
        }
        return sum;
    }
}
