package hermite.sas.proc.marginal.fitting;

import hermite.data.Formats;
import hermite.data.Table;
import hermite.model.DesignMatrix;
import hermite.model.ModelTerms;
import hermite.model.glm.GlmSpecification;
import hermite.model.glm.ZeroInflatedFitter;
import hermite.sas.log.Log;
import hermite.sas.proc.marginal.binding.GenmodModel;
import hermite.sas.proc.marginal.binding.GenmodSample;

/**
 * The zero-inflated model of one BY group.
 *
 * @param zeroTerms terms of ZEROMODEL
 */
public record ZeroInflatedAnalysis(GenmodSample sample, ModelTerms zeroTerms, ZeroInflatedFitter.ZeroInflatedFit fit) {

    public static ZeroInflatedAnalysis of(
            GenmodModel model, GenmodSample sample, Table table, Formats formats, Log log) {
        GenmodModel.ZeroInflation inflation = model.zeroInflation().orElseThrow();
        ModelTerms terms = new ModelTerms(true, inflation.effects(), sample.classes());
        DesignMatrix design = terms.design(table, sample.rows(), formats);
        GlmSpecification specification = GlmSpecification.of(model.family(), model.link())
                .withMaxIterations(model.maxIterations())
                .withSingular(model.singular());
        if (model.converge().isPresent()) {
            specification = specification.withTolerance(model.converge().get());
        }
        ZeroInflatedFitter.ZeroInflatedFit fit = ZeroInflatedFitter.fit(
                specification, sample.observations(), design.values(), design.columns(), inflation.link());
        Analyst.report(fit.counts().verdict(), log);
        return new ZeroInflatedAnalysis(sample, terms, fit);
    }
}
