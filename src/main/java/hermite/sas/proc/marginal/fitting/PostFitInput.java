package hermite.sas.proc.marginal.fitting;

import hermite.data.Formats;
import hermite.data.Table;
import hermite.model.ModelTerms;
import hermite.model.inference.CovariateMeans;
import hermite.model.inference.DegreesOfFreedom;
import hermite.model.inference.FittedCoefficients;
import hermite.model.inference.ObservedMargins;
import hermite.sas.proc.marginal.binding.GenmodModel;
import hermite.sas.proc.marginal.binding.GenmodSample;
import hermite.sas.proc.postfit.Dialect;
import hermite.sas.proc.postfit.PostFitModel;
import java.util.OptionalDouble;

/** What CONTRAST, ESTIMATE, LSMEANS, LSMESTIMATE and SLICE work on. */
public final class PostFitInput {
    private PostFitInput() {}

    public static PostFitModel of(GenmodModel model, Table table, GenmodAnalysis analysis, Formats formats) {
        GenmodSample sample = analysis.sample();
        ModelTerms terms = sample.terms();
        FittedCoefficients fit = new FittedCoefficients(
                terms,
                analysis.coefficients(),
                analysis.covariance(),
                analysis.crossProducts(),
                analysis.smallSample().isPresent() && analysis.denominatorDf().isPresent()
                        ? DegreesOfFreedom.fixed(analysis.denominatorDf().get())
                        : DegreesOfFreedom.INFINITE);
        double[] counts = sample.observations().frequency();
        PostFitModel answer = PostFitModel.of(fit, model.link(), model.alpha(), Dialect.GENMOD)
                .withMarginal(analysis.marginal().isPresent())
                .withScaleDf(analysis.denominatorDf().map(OptionalDouble::of).orElse(OptionalDouble.empty()))
                .withData(
                        () -> CovariateMeans.of(terms, table, sample.rows(), counts),
                        () -> ObservedMargins.of(terms, table, sample.rows(), counts, formats));
        // A corrected covariance is for Wald tests; a score test would not use it.
        return analysis.smallSample().isPresent() ? answer : answer.withContrastTest(analysis.contrastTest());
    }
}
