package hermite.model.lmm.likelihood;

import hermite.model.lmm.LmmFit;
import hermite.model.lmm.LmmSpec;
import java.util.List;
import java.util.Optional;

/**
 * −2 log likelihood of a linear mixed model with derivatives by the covariance parameters, fixed effects profiled out
 * (Harville 1977, Journal of the American Statistical Association 72, 320–338; Lindstrom and Bates 1988, ibid. 83,
 * 1014–1022).
 */
public sealed interface LmmLikelihood permits BlockLikelihood, SparseLikelihood {
    /** Rows of a block of effects above which the sparse equations are cheaper than dense blocks. */
    int LARGEST_BLOCK = 160;

    /** The way of computing that suits the model. */
    static LmmLikelihood of(LmmSpec spec) {
        return SparseLikelihood.suits(spec) ? new SparseLikelihood(spec) : BlockLikelihood.pooled(spec);
    }

    /**
     * The likelihood at one point.
     *
     * @param minusTwoLog −2 log likelihood with all constants
     * @param beta generalized least squares estimates
     * @param betaCovariance (X'V⁻¹X)⁻¹
     * @param quadratic (y − Xβ)'V⁻¹(y − Xβ)
     * @param logDeterminant log|V|
     * @param state what the way of computing keeps for later
     */
    record Value(
            double[] theta,
            double minusTwoLog,
            double[] beta,
            double[] betaCovariance,
            double quadratic,
            double logDeterminant,
            State state) {}

    /** Factors and solutions at one point. */
    sealed interface State permits BlockLikelihood.Blocks, SparseLikelihood.Factored {}

    /**
     * Derivatives of −2 log likelihood.
     *
     * @param hessian observed; empty where the way of computing has none
     * @param average average of observed and expected information, of the same scale (Gilmour, Thompson and Cullis
     *     1995, Biometrics 51, 1440–1450); positive semidefinite
     */
    record Derivatives(double[] gradient, Optional<double[]> hessian, double[] average) {}

    /** The value, or empty where some V is not positive definite. */
    Optional<Value> value(double[] theta);

    Derivatives derivatives(Value at);

    /** How the covariance of the fixed effects moves with the covariance parameters. */
    FixedSensitivity sensitivity(Value at);

    /** Predicted random effects, a list entry a term. */
    List<LmmFit.Effects> effects(Value at);

    /** Variances of predictions that hold random effects too. */
    PredictionVariance predictions(Value at);
}
