package hermite.model.pl;

import hermite.model.lmm.LmmSpec;
import hermite.model.lmm.RandomTerm;
import hermite.model.lmm.Residual;
import java.util.List;

/**
 * A generalized linear mixed model that linear mixed models of pseudo-responses fit. Its functions are the means that
 * have linear predictors of their own: one a row, or several of a response in categories.
 */
public sealed interface PseudoModel permits PseudoSpec, CategoricalPseudoSpec {
    /** Row-major design of the functions, of full column rank. */
    double[] x();

    /** Columns of X. */
    int p();

    /** Added to the linear predictor of each function. */
    double[] offset();

    /** Random effects of the functions; a parameter of the variance function is none of them. */
    List<RandomTerm> random();

    Residual residual();

    /** Residual (REML) pseudo-likelihood: RSPL, RMPL; otherwise MSPL, MMPL. */
    boolean restricted();

    /** Expansion about u = 0: RMPL, MMPL; otherwise about the predicted effects. */
    boolean marginal();

    /** Linear predictors with which the updates begin. */
    double[] start();

    /**
     * The linear mixed model of the pseudo-response about linear predictors.
     *
     * @throws IllegalArgumentException when means at the edge of their range leave functions without weight
     */
    LmmSpec linearised(double[] eta);

    /** Whether linear predictors give means within their range wherever those before did. */
    boolean allows(double[] eta, double[] before);

    /** Whether the covariance matrices of the random effects are positive definite. */
    default boolean hasPositiveDefiniteEffects(double[] theta) {
        int n = offset().length;
        double[] ones = new double[n];
        java.util.Arrays.fill(ones, 1);
        return new LmmSpec(offset(), x(), p(), ones, random(), residual(), restricted())
                .hasPositiveDefiniteEffects(theta, random().size());
    }
}
