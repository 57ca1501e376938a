package hermite.sas.proc.covariance;

import hermite.model.DesignMatrix;
import hermite.model.ModelTerms;
import hermite.model.inference.DegreesOfFreedom;
import hermite.model.inference.FittedCoefficients;
import hermite.model.lmm.LmmFit;
import hermite.model.lmm.LmmFitter;
import hermite.model.lmm.LmmSpec;
import hermite.model.lmm.degrees.KenwardRoger;
import hermite.model.lmm.degrees.Satterthwaite;
import hermite.sas.log.Log;
import java.util.List;
import java.util.Optional;

/** Fixed effects of a linear mixed model over all columns of X, with covariance and degrees of freedom. */
public final class FixedInference {
    private final Design design;
    private final CovarianceModel covariance;
    private final LmmSpec spec;
    private final LmmFit fit;
    private final DegreesMethod method;
    private final double residualDf;
    private final FittedCoefficients coefficients;
    private final Optional<KenwardRoger> kenwardRoger;
    private final Optional<double[]> robust;

    /**
     * The fixed part of a model.
     *
     * @param kept columns of X that are not aliased
     * @param crossProducts X'WX of all columns
     * @param given DDF=: denominators of the effects after the intercept, NaN for those of the method; empty for none
     * @param observations n, frequencies counted
     */
    public record Design(
            ModelTerms terms,
            DesignMatrix x,
            int[] kept,
            double[] crossProducts,
            List<Double> given,
            double observations) {}

    /** @param robust a covariance of the kept columns in place of (X'V⁻¹X)⁻¹ */
    public FixedInference(
            Design design,
            CovarianceModel covariance,
            LmmSpec spec,
            LmmFit fit,
            DegreesMethod method,
            Optional<double[]> robust) {
        this.design = design;
        this.covariance = covariance;
        this.spec = spec;
        this.fit = fit;
        this.method = method;
        this.robust = robust;
        EffectDegrees degrees = new EffectDegrees(design, spec.x(), covariance, method);
        residualDf = degrees.residual();
        kenwardRoger = method.isKenwardRoger()
                ? Optional.of(new KenwardRoger(
                        fit,
                        new LmmFitter().sensitivity(spec, fit),
                        design.kept(),
                        method.order(),
                        new LmmFitter().curvature(spec, fit)))
                : Optional.empty();
        double[] of = robust.orElseGet(
                () -> kenwardRoger.map(KenwardRoger::adjustedCovariance).orElse(fit.betaCovariance()));
        int p = design.x().columns();
        double[] estimates = new double[p];
        for (int k = 0; k < design.kept().length; k++) {
            estimates[design.kept()[k]] = fit.beta()[k];
        }
        coefficients = new FittedCoefficients(
                design.terms(), estimates, spread(of), design.crossProducts(), degreesOfFreedom(degrees));
    }

    public FittedCoefficients coefficients() {
        return coefficients;
    }

    /** (X'V⁻¹X)⁻, without correction and sandwich. */
    public double[] modelCovariance() {
        return spread(fit.betaCovariance());
    }

    /** The random effects, for combinations with them. */
    public PredictedEffects predictedEffects() {
        return new PredictedEffects(covariance, spec, fit, design.kept(), robust, method, residualDf);
    }

    /**
     * For t tests of single predictions, where the method of degrees of freedom has some of their own.
     *
     * @param count how many are to be tested; a NOTE says where, for too many of them or with a sandwich covariance, all
     *     have the residual degrees of freedom
     */
    public Optional<PredictedEffects> predictionTests(int count, Log log) {
        return PredictedEffects.forTests(this::predictedEffects, covariance, method, count, log);
    }

    /** n − rank[X Z], infinite without degrees of freedom. */
    public double residualDegreesOfFreedom() {
        return residualDf;
    }

    private double[] spread(double[] small) {
        int p = design.x().columns();
        int[] kept = design.kept();
        double[] full = new double[p * p];
        for (int a = 0; a < kept.length; a++) {
            for (int b = 0; b < kept.length; b++) {
                full[kept[a] * p + kept[b]] = small[a * kept.length + b];
            }
        }
        return full;
    }

    private DegreesOfFreedom degreesOfFreedom(EffectDegrees degrees) {
        return switch (method) {
            case SATTERTHWAITE ->
                degrees.withGiven(new Satterthwaite(fit, new LmmFitter().sensitivity(spec, fit), design.kept()));
            case KENWARD_ROGER, KENWARD_ROGER_FIRST_ORDER, KENWARD_ROGER_2 ->
                degrees.withGiven(kenwardRoger.orElseThrow());
            default -> degrees.ofHypotheses();
        };
    }
}
