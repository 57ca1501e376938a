package hermite.model.lmm;

import hermite.model.CentredColumns;
import hermite.model.lmm.likelihood.LmmLikelihood;
import hermite.model.lmm.likelihood.LmmLikelihood.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The likelihood of a linear mixed model, made ready once to be asked at many covariance parameters. */
public final class LmmCriterion {
    private final LmmSpec spec;
    private final CentredColumns centred;
    private final LmmLikelihood likelihood;

    public LmmCriterion(LmmSpec spec) {
        this.spec = spec;
        centred = CentredColumns.of(spec.x(), spec.p());
        likelihood = LmmFitter.centred(spec);
    }

    public LmmSpec spec() {
        return spec;
    }

    /** −2 log (restricted) likelihood; empty where V is not positive definite. */
    public Optional<Double> minusTwoLog(double[] theta) {
        return likelihood.value(theta).map(Value::minusTwoLog);
    }

    /**
     * Exact second derivatives of −2 log (restricted) likelihood, row-major; empty where V is not positive definite, and
     * for large crossed models, which have no formula for them.
     */
    public Optional<double[]> hessian(double[] theta) {
        return likelihood.value(theta).flatMap(v -> likelihood.derivatives(v).hessian());
    }

    /**
     * A linear mixed model at given relative covariance parameters, its residual variance at the maximum.
     *
     * @param criterion −2 log likelihood or REML criterion
     * @param residualVariance σ² there
     */
    public record Profile(double criterion, double residualVariance, double[] beta, double[] betaCovariance) {}

    /**
     * The criterion with σ² and β profiled out (Bates, Mächler, Bolker and Walker 2015, Journal of Statistical Software
     * 67(1), equations 34 and 41).
     *
     * @param relative parameters of G/σ², without that of the residual, which must be a variance of one group
     */
    public Optional<Profile> profile(double[] relative) {
        double[] theta = Arrays.copyOf(relative, relative.length + 1);
        theta[relative.length] = 1;
        double n = spec.rows() - (spec.restricted() ? spec.p() : 0);
        return likelihood.value(theta).map(v -> {
            double sigma2 = v.quadratic() / n;
            double[] covariance =
                    Arrays.stream(v.betaCovariance()).map(c -> c * sigma2).toArray();
            return new Profile(
                    v.minusTwoLog() - v.quadratic() + n * (1 + Math.log(sigma2)),
                    sigma2,
                    centred.coefficients(v.beta()),
                    centred.covariance(covariance, spec.p()));
        });
    }

    /**
     * A linear mixed model at given covariance parameters.
     *
     * @param minusTwoLog −2 log (restricted) likelihood
     * @param betaCovariance p × p
     * @param effects predicted random effects, an entry a term
     */
    public record Solution(double minusTwoLog, double[] beta, double[] betaCovariance, List<LmmFit.Effects> effects) {}

    /** Fixed and random effects at covariance parameters; empty where V is not positive definite. */
    public Optional<Solution> solution(double[] theta) {
        return likelihood
                .value(theta)
                .map(v -> new Solution(
                        v.minusTwoLog(),
                        centred.coefficients(v.beta()),
                        centred.covariance(v.betaCovariance(), spec.p()),
                        likelihood.effects(v)));
    }
}
