package hermite.model.gee.influence;

import hermite.model.Sweep;
import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * What single clusters do to a marginal model: deletion diagnostics (Preisser &amp; Qaqish 1996) and the scores of
 * bias-corrected covariances. All of it in p × p form: with A = D'V⁻¹D and U = D'V⁻¹(y - mu) of a cluster and
 * M = (sum A)⁻¹, D'V⁻¹ f(H) (y - mu) = f(A M) U for the leverage H = D M D'V⁻¹, so no matrix of the cluster's size is
 * needed. The dispersion cancels or stands apart: everything here is at phi = 1.
 *
 * <p>One instance is filled again for each cluster.
 */
final class ClusterInfluence {
    private static final double WHOLE = 1 - 1e-9;

    private final int p;
    private final int[] kept;
    private final double[] root;
    private final double[] inverseRoot;
    private final double[] inverse;
    private double[] vectors = new double[0];
    private double[] leverages = new double[0];

    /** @param bread the sweep of sum A */
    ClusterInfluence(Sweep bread) {
        this.p = bread.size();
        this.inverse = bread.inverse();
        int[] columns = new int[bread.rank()];
        int next = 0;
        for (int j = 0; j < p; j++) {
            if (!bread.aliased()[j]) {
                columns[next++] = j;
            }
        }
        this.kept = columns;
        this.root = cholesky(compress(inverse, kept));
        this.inverseRoot = invertLower(root, kept.length);
    }

    /** Decomposes C'AC = Q diag(l) Q' for M = CC'; A is p × p. */
    void decompose(double[] information) {
        int r = kept.length;
        double[] a = compress(information, kept);
        double[] half = new double[r * r];
        double[][] inner = new double[r][r];
        for (int i = 0; i < r; i++) {
            for (int j = 0; j < r; j++) {
                double sum = 0;
                for (int k = j; k < r; k++) {
                    sum += a[i * r + k] * root[k * r + j];
                }
                half[i * r + j] = sum;
            }
        }
        for (int i = 0; i < r; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = i; k < r; k++) {
                    sum += root[k * r + i] * half[k * r + j];
                }
                inner[i][j] = sum;
                inner[j][i] = sum;
            }
        }
        EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(inner, false));
        leverages = eigen.getRealEigenvalues();
        vectors = new double[r * r];
        for (int j = 0; j < r; j++) {
            double[] column = eigen.getEigenvector(j).toArray();
            for (int i = 0; i < r; i++) {
                vectors[i * r + j] = column[i];
            }
        }
    }

    /** tr(A M): the cluster's leverage. */
    double leverage() {
        return Arrays.stream(leverages).sum();
    }

    /** Whether some direction is known from this cluster alone, so that the fit without it does not exist. */
    boolean isIndispensable() {
        return Arrays.stream(leverages).anyMatch(l -> l > WHOLE);
    }

    /** (I - A M)^power U, into a new vector of length p; NaN for an indispensable cluster. */
    double[] corrected(double[] score, double power) {
        int r = kept.length;
        double[] rotated = new double[r];
        for (int j = 0; j < r; j++) {
            double sum = 0;
            for (int i = 0; i < r; i++) {
                double own = 0;
                for (int k = i; k < r; k++) {
                    own += root[k * r + i] * score[kept[k]];
                }
                sum += vectors[i * r + j] * own;
            }
            double rest = leverages[j] > WHOLE ? Double.NaN : 1 - leverages[j];
            rotated[j] = sum * Math.pow(rest, power);
        }
        double[] back = new double[r];
        for (int i = 0; i < r; i++) {
            for (int j = 0; j < r; j++) {
                back[i] += vectors[i * r + j] * rotated[j];
            }
        }
        double[] result = new double[p];
        for (int i = 0; i < r; i++) {
            double sum = 0;
            for (int k = i; k < r; k++) {
                sum += inverseRoot[k * r + i] * back[k];
            }
            result[kept[i]] = sum;
        }
        return result;
    }

    /** diag((1 - min(bound, (A M)_kk))^(-1/2)) U. */
    double[] scaled(double[] information, double[] score, double bound) {
        double[] result = new double[p];
        for (int k : kept) {
            double product = 0;
            for (int j = 0; j < p; j++) {
                product += information[k * p + j] * inverse[j * p + k];
            }
            result[k] = score[k] / Math.sqrt(1 - Math.min(bound, product));
        }
        return result;
    }

    private double[] compress(double[] matrix, int[] columns) {
        int r = columns.length;
        double[] result = new double[r * r];
        for (int i = 0; i < r; i++) {
            for (int j = 0; j < r; j++) {
                result[i * r + j] = matrix[columns[i] * p + columns[j]];
            }
        }
        return result;
    }

    private static double[] cholesky(double[] matrix) {
        int n = (int) Math.round(Math.sqrt(matrix.length));
        double[] l = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i * n + j];
                for (int k = 0; k < j; k++) {
                    sum -= l[i * n + k] * l[j * n + k];
                }
                l[i * n + j] = i == j ? Math.sqrt(sum) : sum / l[j * n + j];
            }
        }
        return l;
    }

    private static double[] invertLower(double[] l, int n) {
        double[] x = new double[n * n];
        for (int j = 0; j < n; j++) {
            for (int i = j; i < n; i++) {
                double sum = i == j ? 1 : 0;
                for (int k = j; k < i; k++) {
                    sum -= l[i * n + k] * x[k * n + j];
                }
                x[i * n + j] = sum / l[i * n + i];
            }
        }
        return x;
    }
}
