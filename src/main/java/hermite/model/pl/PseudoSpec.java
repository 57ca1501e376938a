package hermite.model.pl;

import hermite.model.Family;
import hermite.model.Link;
import hermite.model.lmm.LmmSpec;
import hermite.model.lmm.RandomTerm;
import hermite.model.lmm.Residual;
import java.util.List;

/**
 * A generalized linear mixed model to be fitted by pseudo-likelihood; arrays are shared, read only.
 *
 * @param response y; a proportion where {@code trials} exceed 1
 * @param trials binomial denominators, otherwise 1
 * @param offset added to the linear predictor
 * @param weight prior weights, apart from the trials
 * @param x row-major n × p, of full column rank
 * @param residual its scale held at 1 for binomial and Poisson responses without an R-side effect
 * @param restricted residual (REML) pseudo-likelihood: RSPL, RMPL; otherwise MSPL, MMPL
 * @param marginal expansion about u = 0: RMPL, MMPL; otherwise about the predicted effects
 */
public record PseudoSpec(
        Family family,
        Link link,
        double[] response,
        double[] trials,
        double[] offset,
        double[] weight,
        double[] x,
        int p,
        List<RandomTerm> random,
        Residual residual,
        boolean restricted,
        boolean marginal) {

    /**
     * Whether the variance function holds a parameter to be estimated: that of the negative binomial, V = μ + kμ², whose
     * k is the covariance parameter after those of the random effects and before those of the residual.
     */
    public boolean hasShape() {
        return family == Family.NEGATIVE_BINOMIAL;
    }

    /** Whether the covariance matrices of the random effects are positive definite; a shape is none of them. */
    public boolean hasPositiveDefiniteEffects(double[] theta) {
        return new LmmSpec(response, x, p, weight, random, residual, restricted)
                .hasPositiveDefiniteEffects(theta, random.size());
    }

    /** Without prior weights. */
    public PseudoSpec(
            Family family,
            Link link,
            double[] response,
            double[] trials,
            double[] offset,
            double[] x,
            int p,
            List<RandomTerm> random,
            Residual residual,
            boolean restricted,
            boolean marginal) {
        this(
                family,
                link,
                response,
                trials,
                offset,
                ones(response.length),
                x,
                p,
                random,
                residual,
                restricted,
                marginal);
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        java.util.Arrays.fill(ones, 1);
        return ones;
    }
}
