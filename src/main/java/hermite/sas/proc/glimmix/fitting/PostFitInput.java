package hermite.sas.proc.glimmix.fitting;

import hermite.data.Formats;
import hermite.model.glmm.GlmmFit;
import hermite.model.inference.CovariateMeans;
import hermite.model.inference.DegreesOfFreedom;
import hermite.model.inference.FittedCoefficients;
import hermite.model.inference.ObservedMargins;
import hermite.sas.proc.glimmix.binding.FixedModel;
import hermite.sas.proc.glimmix.binding.GlimmixData;
import hermite.sas.proc.postfit.Dialect;
import hermite.sas.proc.postfit.PostFitModel;

/** What CONTRAST, ESTIMATE, LSMEANS, LSMESTIMATE and SLICE work on: the fixed effects. */
public final class PostFitInput {
    private PostFitInput() {}

    public static PostFitModel of(GlimmixData data, FixedEffects fixed, Formats formats) {
        return of(data, coefficients(data, fixed), formats);
    }

    /** Of coefficients of the columns of X. */
    public static PostFitModel of(FixedModel data, FittedCoefficients coefficients, Formats formats) {
        return PostFitModel.of(coefficients, data.response().linkFunction(), data.alpha(), Dialect.MIXED)
                .withData(
                        () -> covariateMeans(data),
                        () -> ObservedMargins.of(data.terms(), data.table(), data.rowsUsed(), data.counts(), formats));
    }

    /** The random effects too. */
    public static PostFitModel of(GlimmixData data, GlmmFit fit, FixedEffects fixed, Formats formats) {
        return of(data, fixed, formats).withRandom(() -> new PredictedModes(data, fit, fixed));
    }

    /** Estimates with the covariance and degrees of freedom that the step asks for. */
    public static FittedCoefficients coefficients(GlimmixData data, FixedEffects fixed) {
        return new FittedCoefficients(
                data.terms(),
                fixed.estimates(),
                fixed.covariance(),
                data.testCrossProducts(),
                DegreesOfFreedom.smallestOfEffects(data.terms(), fixed.degreesOfFreedom()));
    }

    public static CovariateMeans covariateMeans(FixedModel data) {
        return CovariateMeans.of(data.terms(), data.table(), data.rowsUsed(), data.counts());
    }
}
