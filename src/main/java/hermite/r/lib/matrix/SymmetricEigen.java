package hermite.r.lib.matrix;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * Eigenvalues in descending order and vectors of a symmetric matrix, with the signs that LAPACK's dsyevr gives: in the
 * coordinates of its Householder tridiagonalisation of the lower triangle the component of largest size is positive.
 */
final class SymmetricEigen {
    final double[] values;
    /** By columns. */
    final double[] vectors;

    /** @param a by columns, symmetric */
    SymmetricEigen(double[] a, int n) {
        double[][] square = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                square[i][j] = a[Math.max(i, j) + Math.min(i, j) * n];
            }
        }
        EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(square));
        double[] found = eigen.getRealEigenvalues();
        Integer[] order = new Integer[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        java.util.Arrays.sort(order, (x, y) -> Double.compare(found[y], found[x]));
        values = new double[n];
        vectors = new double[n * n];
        double[][] reflectors = reflectors(square, n);
        for (int k = 0; k < n; k++) {
            values[k] = found[order[k]];
            double[] vector = eigen.getEigenvector(order[k]).toArray();
            double sign = sign(vector, reflectors, n);
            double norm = 0;
            for (double each : vector) {
                norm += each * each;
            }
            norm = Math.sqrt(norm);
            for (int i = 0; i < n; i++) {
                vectors[i + k * n] = sign * vector[i] / norm;
            }
        }
        if (n == 2) {
            pair(square[0][0], square[1][0], square[1][1]);
        }
    }

    /** The vectors of the reflections that reduce the lower triangle, with their factors in the last place. */
    private static double[][] reflectors(double[][] symmetric, int n) {
        double[][] a = new double[n][];
        for (int i = 0; i < n; i++) {
            a[i] = symmetric[i].clone();
        }
        double[][] all = new double[Math.max(0, n - 2)][];
        for (int k = 0; k < n - 2; k++) {
            double tail = 0;
            for (int i = k + 2; i < n; i++) {
                tail += a[i][k] * a[i][k];
            }
            double[] v = new double[n + 1];
            all[k] = v;
            if (tail == 0) {
                continue;
            }
            double alpha = a[k + 1][k];
            double beta = -Math.copySign(Math.sqrt(alpha * alpha + tail), alpha);
            v[k + 1] = 1;
            for (int i = k + 2; i < n; i++) {
                v[i] = a[i][k] / (alpha - beta);
            }
            v[n] = (beta - alpha) / beta;
            reflectBothSides(a, v, n);
        }
        return all;
    }

    private static void reflectBothSides(double[][] a, double[] v, int n) {
        for (int j = 0; j < n; j++) {
            double product = 0;
            for (int i = 0; i < n; i++) {
                product += v[i] * a[i][j];
            }
            for (int i = 0; i < n; i++) {
                a[i][j] -= v[n] * product * v[i];
            }
        }
        for (int i = 0; i < n; i++) {
            double product = 0;
            for (int j = 0; j < n; j++) {
                product += a[i][j] * v[j];
            }
            for (int j = 0; j < n; j++) {
                a[i][j] -= v[n] * product * v[j];
            }
        }
    }

    private static double sign(double[] vector, double[][] reflectors, int n) {
        double[] t = vector.clone();
        for (double[] v : reflectors) {
            double product = 0;
            for (int i = 0; i < n; i++) {
                product += v[i] * t[i];
            }
            for (int i = 0; i < n; i++) {
                t[i] -= v[n] * product * v[i];
            }
        }
        int largest = 0;
        for (int i = 1; i < n; i++) {
            if (Math.abs(t[i]) > Math.abs(t[largest]) * (1 - 1e-10)) {
                largest = i;
            }
        }
        return t[largest] < 0 ? -1 : 1;
    }

    /** The rotation of a 2 x 2 matrix [a b; b c] (LAPACK's dlaev2): the vector of the root of larger size. */
    private static double[] rotation(double a, double b, double c) {
        double sum = a + c;
        double difference = a - c;
        double twice = b + b;
        double root = Math.hypot(difference, twice);
        int first = sum < 0 ? -1 : 1;
        int second = difference >= 0 ? 1 : -1;
        double cs = difference + second * root;
        double cosine;
        double sine;
        if (Math.abs(cs) > Math.abs(twice)) {
            double cotangent = -twice / cs;
            sine = 1 / Math.sqrt(1 + cotangent * cotangent);
            cosine = cotangent * sine;
        } else if (twice == 0) {
            cosine = 1;
            sine = 0;
        } else {
            double tangent = -cs / twice;
            cosine = 1 / Math.sqrt(1 + tangent * tangent);
            sine = tangent * cosine;
        }
        return first == second ? new double[] {-sine, cosine} : new double[] {cosine, sine};
    }

    private void pair(double a, double b, double c) {
        double[] rotation = rotation(a, b, c);
        boolean negative = a + c < 0;
        int larger = negative ? 1 : 0;
        vectors[2 * larger] = rotation[0];
        vectors[2 * larger + 1] = rotation[1];
        vectors[2 - 2 * larger] = -rotation[1];
        vectors[3 - 2 * larger] = rotation[0];
    }
}
