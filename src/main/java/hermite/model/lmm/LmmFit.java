package hermite.model.lmm;

import hermite.math.search.StoppingRule;
import hermite.model.CentredColumns;
import java.util.List;
import java.util.Optional;

/**
 * A fitted linear mixed model.
 *
 * @param theta covariance parameters in the order of {@link LmmSpec#roles()}
 * @param free which of them were estimated away from a bound
 * @param thetaCovariance inverse of half the Hessian (observed unless asked otherwise) of −2 log likelihood; zero for those not free
 * @param gradient of −2 log likelihood by the covariance parameters
 * @param beta fixed effects
 * @param betaCovariance (X'V⁻¹X)⁻¹, row-major p × p
 * @param minusTwoLog −2 log likelihood, restricted if the model says so, all constants included
 * @param quadratic r'V⁻¹r
 * @param effects predicted random effects, a list entry a term
 * @param criterion the one that ended the search of a technique with criteria of its own
 */
public record LmmFit(
        LmmVerdict verdict,
        double[] theta,
        boolean[] free,
        double[] thetaCovariance,
        double[] gradient,
        double[] beta,
        double[] betaCovariance,
        double minusTwoLog,
        double quadratic,
        List<Effects> effects,
        List<Iteration> history,
        Optional<StoppingRule.Criterion> criterion) {

    /**
     * Best linear unbiased predictions of one random term.
     *
     * @param estimates row-major subjects × q
     * @param errors square roots of the prediction error variances, the estimation of β taken into account
     * @param conditional covariance matrices given the data at known β and θ, q × q a subject
     */
    public record Effects(double[] estimates, double[] errors, double[] conditional) {}

    /** One step of the search, with θ after it and the gradient of −2 log likelihood there. */
    public record Iteration(
            int number,
            int evaluations,
            double minusTwoLog,
            double criterion,
            double maxGradient,
            double[] theta,
            double[] gradient) {}

    /** The same fit as one whose likelihood leads nowhere: its θ tells where it was left. */
    public LmmFit withoutEstimates() {
        return with(LmmVerdict.Kind.NOT_COMPUTABLE, free, thetaCovariance);
    }

    /** The same fit when the covariance parameters are estimates of another kind with this covariance. */
    public LmmFit withCovarianceOfParameters(boolean[] estimated, double[] covariance) {
        return with(LmmVerdict.Kind.CONVERGED, estimated, covariance);
    }

    private LmmFit with(LmmVerdict.Kind kind, boolean[] estimated, double[] covariance) {
        return new LmmFit(
                new LmmVerdict(kind, -1),
                theta,
                estimated,
                covariance,
                gradient,
                beta,
                betaCovariance,
                minusTwoLog,
                quadratic,
                effects,
                history,
                criterion);
    }

    /** The fit in the columns given, from that of the moved ones. */
    LmmFit inColumns(CentredColumns centred) {
        return new LmmFit(
                verdict,
                theta,
                free,
                thetaCovariance,
                gradient,
                centred.coefficients(beta),
                centred.covariance(betaCovariance, beta.length),
                minusTwoLog,
                quadratic,
                effects,
                history,
                criterion);
    }

    /** Standard error of a covariance parameter; NaN where there is none. */
    public double standardError(int k) {
        double v = thetaCovariance[k * theta.length + k];
        return free[k] && v > 0 ? Math.sqrt(v) : Double.NaN;
    }

    public int freeParameters() {
        int count = 0;
        for (boolean f : free) {
            count += f ? 1 : 0;
        }
        return count;
    }
}
