package hermite.sas.proc.glimmix.fitting;

import hermite.data.Formats;
import hermite.model.glmm.GlmmFit;
import hermite.model.inference.CovariateMeans;
import hermite.model.inference.DegreesOfFreedom;
import hermite.model.inference.FittedCoefficients;
import hermite.model.inference.ObservedMargins;
import hermite.sas.proc.glimmix.binding.GlimmixData;
import hermite.sas.proc.postfit.Dialect;
import hermite.sas.proc.postfit.PostFitModel;
import java.util.Arrays;

/** What CONTRAST, ESTIMATE, LSMEANS, LSMESTIMATE and SLICE work on: the fixed effects. */
public final class PostFitInput {
    private PostFitInput() {}

    public static PostFitModel of(GlimmixData data, FixedEffects fixed, Formats formats) {
        return PostFitModel.of(
                        coefficients(data, fixed),
                        data.response().linkFunction(),
                        data.request().alpha(),
                        Dialect.MIXED)
                .withData(
                        () -> covariateMeans(data),
                        () -> ObservedMargins.of(data.terms(), data.table(), data.rowsUsed(), counts(data), formats));
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
                data.crossProducts(),
                DegreesOfFreedom.smallestOfEffects(data.terms(), fixed.degreesOfFreedom()));
    }

    public static CovariateMeans covariateMeans(GlimmixData data) {
        return CovariateMeans.of(data.terms(), data.table(), data.rowsUsed(), counts(data));
    }

    /** How often each row used counts. */
    public static double[] counts(GlimmixData data) {
        double[] frequency = data.spec().frequency();
        if (frequency.length > 0) {
            return frequency;
        }
        double[] ones = new double[data.rowsUsed().length];
        Arrays.fill(ones, 1);
        return ones;
    }
}
