package hermite.model.lmm;

import hermite.model.CentredColumns;
import hermite.model.lmm.likelihood.BlockLikelihood;
import hermite.model.lmm.likelihood.FixedSensitivity;
import hermite.model.lmm.likelihood.LmmLikelihood;
import hermite.model.lmm.likelihood.RowOrder;
import hermite.model.lmm.likelihood.WeightedRegression;
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

    /** The likelihood, which moving columns of X does not change (|det| of the transformation is 1). */
    static LmmLikelihood centred(LmmSpec spec) {
        return LmmLikelihood.of(
                spec.withColumns(CentredColumns.of(spec.x(), spec.p()).columns(spec.x())));
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
