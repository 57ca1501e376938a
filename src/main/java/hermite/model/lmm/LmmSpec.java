package hermite.model.lmm;

import hermite.math.DenseSymmetric;
import java.util.List;

/**
 * A linear mixed model y = Xβ + Σ Z_t u_t + e, var(e) = W^−½ R W^−½; arrays are shared, read only.
 *
 * @param y response, n numbers
 * @param x row-major n × p, of full column rank
 * @param p columns of X
 * @param weight positive, n numbers
 * @param restricted REML rather than ML
 */
public record LmmSpec(
        double[] y,
        double[] x,
        int p,
        double[] weight,
        List<RandomTerm> random,
        Residual residual,
        boolean restricted) {
    public LmmSpec {
        random = List.copyOf(random);
        for (double w : weight) {
            if (!(w > 0)) {
                throw new IllegalArgumentException("weights must be positive: " + w);
            }
        }
    }

    /** Unweighted. */
    public static LmmSpec of(
            double[] y, double[] x, int p, List<RandomTerm> random, Residual residual, boolean restricted) {
        double[] ones = new double[y.length];
        java.util.Arrays.fill(ones, 1);
        return new LmmSpec(y, x, p, ones, random, residual, restricted);
    }

    /** The same model of another response with other weights. */
    public LmmSpec withResponse(double[] newY, double[] newWeight) {
        return new LmmSpec(newY, x, p, newWeight, random, residual, restricted);
    }

    /** The same model with other columns of the fixed effects. */
    LmmSpec withColumns(double[] newX) {
        return new LmmSpec(y, newX, p, weight, random, residual, restricted);
    }

    /** The same model of some of the rows; subjects that have none of them are gone. */
    public LmmSpec keeping(int[] rows) {
        return new LmmSpec(
                rows(y, 1, rows),
                rows(x, p, rows),
                p,
                rows(weight, 1, rows),
                random.stream().map(t -> t.keeping(rows)).toList(),
                residual.keeping(rows),
                restricted);
    }

    static double[] rows(double[] all, int columns, int[] rows) {
        double[] result = new double[rows.length * columns];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(all, rows[i] * columns, result, i * columns, columns);
        }
        return result;
    }

    static int[] rows(int[] all, int[] rows) {
        return java.util.Arrays.stream(rows).map(i -> all[i]).toArray();
    }

    public int rows() {
        return y.length;
    }

    /** Whether V is a linear function of the covariance parameters. */
    public boolean isLinear() {
        return residual.structure().isLinear()
                && !residual.hasSpread()
                && random.stream().allMatch(t -> t.structure().isLinear());
    }

    /**
     * Whether the covariance matrices of all random effects are positive definite.
     *
     * @param terms how many of the random terms are looked at
     */
    public boolean hasPositiveDefiniteEffects(double[] theta, int terms) {
        for (int t = 0; t < terms; t++) {
            RandomTerm term = random.get(t);
            int q = term.columns();
            for (int g = 0; g < term.groups(); g++) {
                int first =
                        firstParameter(t) + g * term.structure().parameters().size();
                double[] matrix = term.structure().matrix(theta, first, q, -1, -1);
                if (!DenseSymmetric.cholesky(matrix, new double[q * q], q)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** First parameter of a random term; of the residual for {@code random().size()}. */
    public int firstParameter(int term) {
        int first = 0;
        for (int t = 0; t < term; t++) {
            first += random.get(t).parameterCount();
        }
        return first;
    }

    /** Number of covariance parameters, a held residual scale included. */
    public int parameterCount() {
        return firstParameter(random.size()) + residual.parameterCount();
    }

    /** Roles of all covariance parameters in order: terms, groups within terms, then the residual. */
    public CovarianceStructure.Role[] roles() {
        java.util.List<CovarianceStructure.Role> roles = new java.util.ArrayList<>();
        for (RandomTerm term : random) {
            for (int g = 0; g < term.groups(); g++) {
                term.structure().parameters().forEach(q -> roles.add(q.role()));
            }
        }
        for (int g = 0; g < residual.groups(); g++) {
            residual.structure().parameters().forEach(q -> roles.add(q.role()));
        }
        if (residual.hasSpread()) {
            roles.add(CovarianceStructure.Role.RELATIVE_VARIANCE);
        }
        return roles.toArray(CovarianceStructure.Role[]::new);
    }
}
