package hermite.sas.proc.marginal.fitting;

import hermite.data.Formats;
import hermite.data.Table;
import hermite.model.DesignMatrix;
import hermite.model.ModelTerms;
import hermite.model.estimability.EstimableFunctions;
import hermite.model.glm.GlmFit;
import hermite.model.glm.GlmSpecification;
import hermite.model.glm.ZeroInflatedFitter;
import hermite.model.inference.ChiSquareTest;
import hermite.model.inference.LinearAlgebra;
import hermite.sas.log.Log;
import hermite.sas.proc.marginal.binding.GenmodModel;
import hermite.sas.proc.marginal.binding.GenmodSample;
import hermite.sas.proc.postfit.PostFitModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The zero-inflated model of one BY group.
 *
 * @param zeroTerms terms of ZEROMODEL
 * @param counts the model of the counts as later statements see it
 */
public record ZeroInflatedAnalysis(
        GenmodSample sample, ModelTerms zeroTerms, ZeroInflatedFitter.ZeroInflatedFit fit, GenmodAnalysis counts) {

    public static ZeroInflatedAnalysis of(
            GenmodModel model, GenmodSample sample, Table table, Formats formats, Log log) {
        GenmodModel.ZeroInflation inflation = model.zeroInflation().orElseThrow();
        ModelTerms terms = new ModelTerms(
                true, inflation.effects(), sample.classes(), sample.terms().constructed());
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
        if (!fit.counts().verdict().isConverged()) {
            new DesignFindings(model, sample, formats, log).zeroLevels();
        }
        PostFitModel.ContrastTest test = new PostFitModel.ContrastTest() {
            @Override
            public String type() {
                return "LR";
            }

            @Override
            public ChiSquareTest test(double[][] rows) {
                return ZeroInflatedFitter.likelihoodRatio(
                        fit, sample.observations(), design.values(), design.columns(), inflation.link(), rows);
            }
        };
        GenmodAnalysis counts = new GenmodAnalysis(
                sample,
                fit.counts(),
                Optional.empty(),
                Optional.empty(),
                model.tests().type3() ? typeThree(model, sample, fit.counts(), test) : List.of(),
                test,
                Optional.empty(),
                LikelihoodAnalysis.NONE);
        return new ZeroInflatedAnalysis(sample, terms, fit, counts);
    }

    private static List<GenmodAnalysis.EffectTest> typeThree(
            GenmodModel model, GenmodSample sample, GlmFit fit, PostFitModel.ContrastTest likelihoodRatio) {
        ModelTerms terms = sample.terms();
        List<GenmodAnalysis.EffectTest> tests = new ArrayList<>();
        for (int e = 0; e < terms.effects().size(); e++) {
            if (terms.effects().get(e).isIntercept()) {
                continue;
            }
            double[][] hypothesis = LinearAlgebra.independentRows(
                    EstimableFunctions.typeThree(terms, e, fit.crossProducts(), model.singular()));
            ChiSquareTest test = hypothesis.length == 0
                    ? new ChiSquareTest(Double.NaN, 0, Double.NaN)
                    : model.tests().wald()
                            ? ChiSquareTest.wald(hypothesis, fit.estimates(), fit.covariance())
                            : likelihoodRatio.test(hypothesis);
            tests.add(new GenmodAnalysis.EffectTest(terms.effects().get(e).name(), test));
        }
        return tests;
    }
}
