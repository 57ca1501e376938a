package hermite.sas.proc.genmod.fitting;

import hermite.data.Formats;
import hermite.data.Table;
import hermite.model.ModelTerms;
import hermite.model.inference.CovariateMeans;
import hermite.model.inference.DegreesOfFreedom;
import hermite.model.inference.FittedCoefficients;
import hermite.model.inference.ObservedMargins;
import hermite.sas.proc.genmod.binding.GenmodModel;
import hermite.sas.proc.genmod.binding.GenmodSample;
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
                DegreesOfFreedom.INFINITE);
        double[] counts = sample.observations().frequency();
        return PostFitModel.of(fit, model.link(), model.alpha(), Dialect.GENMOD)
                .withMarginal(analysis.marginal().isPresent())
                .withContrastTest(analysis.contrastTest())
                .withScaleDf(analysis.denominatorDf().map(OptionalDouble::of).orElse(OptionalDouble.empty()))
                .withData(
                        () -> CovariateMeans.of(terms, table, sample.rows(), counts),
                        () -> ObservedMargins.of(terms, table, sample.rows(), counts, formats));
    }
}
