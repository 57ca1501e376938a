package hermite.sas.proc.marginal.fitting;

import hermite.data.Formats;
import hermite.data.Table;
import hermite.model.ModelTerms;
import hermite.model.StandardLink;
import hermite.model.inference.CovariateMeans;
import hermite.model.inference.FittedCoefficients;
import hermite.model.inference.FunctionCoefficients;
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
        double[] counts = sample.observations().frequency();
        PostFitModel answer = PostFitModel.of(analysis.fitted(), model.link(), model.alpha(), Dialect.GENMOD)
                .withMarginal(analysis.marginal().isPresent())
                .withScaleDf(analysis.denominatorDf().map(OptionalDouble::of).orElse(OptionalDouble.empty()))
                .withData(
                        () -> CovariateMeans.of(terms, table, sample.rows(), counts),
                        () -> ObservedMargins.of(terms, table, sample.rows(), counts, formats));
        // A corrected covariance is for Wald tests; a score test would not use it.
        return analysis.smallSample().isPresent() ? answer : answer.withContrastTest(analysis.contrastTest());
    }

    /** The same for the logit of one level of a nominal response against the last. */
    public static PostFitModel ofLevel(
            GenmodModel model, Table table, GenmodAnalysis analysis, Formats formats, int level) {
        GenmodSample sample = analysis.sample();
        FittedCoefficients fit = FunctionCoefficients.of(analysis.fitted(), level);
        ModelTerms terms = fit.terms();
        double[] counts = sample.observations().frequency();
        return PostFitModel.of(fit, StandardLink.LOG, model.alpha(), Dialect.GENMOD)
                .withMarginal(true)
                .withData(
                        () -> CovariateMeans.of(terms, table, sample.rows(), counts),
                        () -> ObservedMargins.of(terms, table, sample.rows(), counts, formats));
    }
}
