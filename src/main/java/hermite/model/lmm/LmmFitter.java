package hermite.model.lmm;

import hermite.model.CentredColumns;
import hermite.model.lmm.likelihood.BlockLikelihood;
import hermite.model.lmm.likelihood.FixedSensitivity;
import hermite.model.lmm.likelihood.LmmLikelihood;
import hermite.model.lmm.likelihood.LmmLikelihood.Value;
import hermite.model.lmm.likelihood.RowOrder;
import hermite.model.lmm.likelihood.WeightedRegression;
import java.util.Arrays;
import java.util.Optional;

/**
 * Fits linear mixed models by maximum (restricted) likelihood, and answers questions about a fit whose answers are too
 * large or too dear to be made for every fit.
 */
public final class LmmFitter {
    public LmmFit fit(LmmSpec spec) {
        return fit(spec, LmmControl.usual());
    }

    /** @param start covariance parameters to begin with */
    public LmmFit fit(LmmSpec spec, Optional<double[]> start) {
        return fit(spec, start.map(LmmControl.usual()::from).orElse(LmmControl.usual()));
    }

    public LmmFit fit(LmmSpec spec, LmmControl control) {
        CentredColumns centred = CentredColumns.of(spec.x(), spec.p());
        LmmSpec near = spec.withColumns(centred.columns(spec.x()));
        LmmFit fit = new LmmSearch(near, LmmLikelihood.of(near), control).run();
        return centred.isNone() ? fit : fit.inColumns(centred);
    }

    /** −2 log (restricted) likelihood at several points; NaN where V is not positive definite. */
    public double[] minusTwoLog(LmmSpec spec, java.util.List<double[]> points) {
        LmmLikelihood likelihood = centred(spec);
        return points.stream()
                .mapToDouble(p -> likelihood.value(p).map(Value::minusTwoLog).orElse(Double.NaN))
                .toArray();
    }

    /** −2 log (restricted) likelihood at covariance parameters; empty where V is not positive definite. */
    public Optional<Double> minusTwoLog(LmmSpec spec, double[] theta) {
        return centred(spec).value(theta).map(Value::minusTwoLog);
    }

    /** The likelihood, which moving columns of X does not change (|det| of the transformation is 1). */
    private static LmmLikelihood centred(LmmSpec spec) {
        return LmmLikelihood.of(
                spec.withColumns(CentredColumns.of(spec.x(), spec.p()).columns(spec.x())));
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
    public Optional<Profile> profile(LmmSpec spec, double[] relative) {
        double[] theta = Arrays.copyOf(relative, relative.length + 1);
        theta[relative.length] = 1;
        double n = spec.rows() - (spec.restricted() ? spec.p() : 0);
        CentredColumns centred = CentredColumns.of(spec.x(), spec.p());
        return centred(spec).value(theta).map(v -> {
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
    public record Solution(
            double minusTwoLog, double[] beta, double[] betaCovariance, java.util.List<LmmFit.Effects> effects) {}

    /** Fixed and random effects at covariance parameters; empty where V is not positive definite. */
    public Optional<Solution> solution(LmmSpec spec, double[] theta) {
        CentredColumns centred = CentredColumns.of(spec.x(), spec.p());
        LmmLikelihood likelihood = centred(spec);
        return likelihood
                .value(theta)
                .map(v -> new Solution(
                        v.minusTwoLog(),
                        centred.coefficients(v.beta()),
                        centred.covariance(v.betaCovariance(), spec.p()),
                        likelihood.effects(v)));
    }

    /** How the covariance of the fixed effects moves with the covariance parameters, for degrees of freedom. */
    public FixedSensitivity sensitivity(LmmSpec spec, LmmFit fit) {
        LmmLikelihood likelihood = centred(spec);
        return likelihood
                .sensitivity(likelihood.value(fit.theta()).orElseThrow())
                .inColumns(CentredColumns.of(spec.x(), spec.p()));
    }

    /** For each parameter i Σ W_kl tr(P V_i P V_kl) with W the covariance of the parameters; zero where V is linear. */
    public double[] curvature(LmmSpec spec, LmmFit fit) {
        if (spec.isLinear()) {
            return new double[fit.theta().length];
        }
        BlockLikelihood likelihood = new BlockLikelihood(
                spec.withColumns(CentredColumns.of(spec.x(), spec.p()).columns(spec.x())));
        return likelihood.curvature(likelihood.value(fit.theta()).orElseThrow(), fit.thetaCovariance());
    }

    /** What remains to be asked about a fit: it holds the factors of V. */
    public LmmPredictor predictor(LmmSpec spec, LmmFit fit) {
        LmmLikelihood likelihood = centred(spec);
        return new LmmPredictor(
                spec,
                CentredColumns.of(spec.x(), spec.p()),
                fit,
                likelihood.predictions(likelihood.value(fit.theta()).orElseThrow()));
    }

    /** Variances as they would be at other covariance parameters; empty where V is not positive definite. */
    public Optional<LmmPredictor> predictor(LmmSpec spec, LmmFit fit, double[] theta) {
        LmmLikelihood likelihood = centred(spec);
        CentredColumns columns = CentredColumns.of(spec.x(), spec.p());
        return likelihood.value(theta).map(v -> new LmmPredictor(spec, columns, fit, likelihood.predictions(v)));
    }

    /** Weighted residual variance of the regression without random effects, at least a trace of the response's. */
    static double residualVariance(LmmSpec spec) {
        WeightedRegression alone = WeightedRegression.of(spec, new RowOrder(spec).rows());
        double least = 1e-10 * Math.max(alone.total(), Double.MIN_NORMAL);
        return Math.max(alone.squares(), least) / Math.max(1, spec.rows() - spec.p());
    }
}
