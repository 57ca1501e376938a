package hermite.model.lmm;

import hermite.math.DenseSymmetric;
import hermite.model.lmm.likelihood.LmmLikelihood;
import hermite.model.lmm.likelihood.LmmLikelihood.Value;
import java.util.Optional;

/**
 * Minimum variance quadratic unbiased estimates at V = I, which need no iteration (Rao 1972, Journal of the American
 * Statistical Association 67, 112–115): one scoring step from unit residual variance alone.
 */
public final class MinimumNorm {
    private MinimumNorm() {}

    /**
     * @param spec its structures linear in their parameters
     * @param bounded whether negative variances become zero
     * @return empty when the equations are singular or a structure is not linear
     */
    public static Optional<double[]> estimate(LmmSpec spec, boolean bounded) {
        CovarianceStructure.Role[] roles = spec.roles();
        int residual = spec.firstParameter(spec.random().size());
        double[] theta = new double[roles.length];
        for (int k = 0; k < roles.length; k++) {
            switch (roles[k]) {
                case VARIANCE -> theta[k] = k >= residual ? 1 : 0;
                case COVARIANCE -> theta[k] = 0;
                default -> {
                    return Optional.empty();
                }
            }
        }
        LmmSpec restricted =
                new LmmSpec(spec.y(), spec.x(), spec.p(), spec.weight(), spec.random(), spec.residual(), true);
        LmmLikelihood likelihood = LmmLikelihood.of(restricted);
        Optional<Value> at = likelihood.value(theta);
        if (at.isEmpty()) {
            return Optional.empty();
        }
        int n = theta.length;
        double[] expected = likelihood.sensitivity(at.get()).expected();
        double[] gradient = likelihood.derivatives(at.get()).gradient();
        double[] inverse = expected.length == 0 ? new double[0] : DenseSymmetric.inverse(expected, n);
        if (inverse.length < n * n) {
            return Optional.empty();
        }
        double[] estimate = theta.clone();
        for (int k = 0; k < n; k++) {
            for (int l = 0; l < n; l++) {
                estimate[k] -= inverse[k * n + l] * gradient[l];
            }
            if (bounded && roles[k] == CovarianceStructure.Role.VARIANCE && k < residual) {
                estimate[k] = Math.max(0, estimate[k]);
            }
        }
        return Optional.of(estimate);
    }
}
