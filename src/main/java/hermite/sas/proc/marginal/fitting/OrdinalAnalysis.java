package hermite.sas.proc.marginal.fitting;

import hermite.model.EstimableFunctions;
import hermite.model.ModelTerms;
import hermite.model.glm.CumulativeFitter;
import hermite.model.glm.GlmFit;
import hermite.model.glm.GlmSpecification;
import hermite.model.inference.ChiSquareTest;
import hermite.model.inference.LinearAlgebra;
import hermite.sas.log.Log;
import hermite.sas.proc.marginal.binding.GenmodModel;
import hermite.sas.proc.marginal.binding.GenmodSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The cumulative model of one BY group.
 *
 * @param fit estimates: one threshold a level but the last, then one a design column after the constant
 */
public record OrdinalAnalysis(GenmodSample sample, GlmFit fit, List<GenmodAnalysis.EffectTest> typeThree) {

    /** Number of thresholds. */
    public int thresholds() {
        return sample.profile().orElseThrow().levels().size() - 1;
    }

    public static OrdinalAnalysis of(GenmodModel model, GenmodSample sample, Log log) {
        GlmSpecification specification = GlmSpecification.of(model.family(), model.link())
                .withMaxIterations(model.maxIterations())
                .withSingular(model.singular());
        if (model.converge().isPresent()) {
            specification = specification.withTolerance(model.converge().get());
        }
        int categories = sample.profile().orElseThrow().levels().size();
        GlmFit fit = CumulativeFitter.fit(specification, sample.observations(), categories);
        Analyst.report(fit.verdict(), log);
        return new OrdinalAnalysis(sample, fit, model.tests().type3() ? typeThree(model, sample, fit) : List.of());
    }

    private static List<GenmodAnalysis.EffectTest> typeThree(GenmodModel model, GenmodSample sample, GlmFit fit) {
        ModelTerms terms = sample.terms();
        int categories = sample.profile().orElseThrow().levels().size();
        List<GenmodAnalysis.EffectTest> tests = new ArrayList<>();
        for (int e = 1; e < terms.effects().size(); e++) {
            double[][] hypothesis = LinearAlgebra.independentRows(
                    EstimableFunctions.typeThree(terms, e, fit.crossProducts(), model.singular()));
            ChiSquareTest test;
            if (hypothesis.length == 0) {
                test = new ChiSquareTest(Double.NaN, 0, Double.NaN);
            } else if (model.tests().wald()) {
                test = ChiSquareTest.wald(moved(hypothesis, categories - 2), fit.estimates(), fit.covariance());
            } else {
                test = CumulativeFitter.likelihoodRatio(fit, sample.observations(), categories, hypothesis);
            }
            tests.add(new GenmodAnalysis.EffectTest(terms.effects().get(e).name(), test));
        }
        return tests;
    }

    /** The rows over thresholds and coefficients instead of the constant and coefficients. */
    private static double[][] moved(double[][] hypothesis, int places) {
        return Arrays.stream(hypothesis)
                .map(row -> {
                    double[] wide = new double[row.length + places];
                    System.arraycopy(row, 1, wide, places + 1, row.length - 1);
                    return wide;
                })
                .toArray(double[][]::new);
    }
}
