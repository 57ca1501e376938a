package hermite.sas.proc.marginal.fitting;

import hermite.model.ModelTerms;
import hermite.model.estimability.EstimableFunctions;
import hermite.model.inference.ChiSquareTest;
import hermite.sas.proc.marginal.binding.GenmodModel;
import hermite.sas.proc.marginal.binding.GenmodSample;
import hermite.sas.proc.postfit.PostFitModel;
import java.util.ArrayList;
import java.util.List;

/** Tests of effects and contrasts, by what a fit tests a hypothesis with. */
interface HypothesisTests {
    /** @param wald whether the Wald test is asked for, rather than the score or likelihood ratio test */
    ChiSquareTest of(double[][] hypothesis, boolean wald);

    /** TYPE3: a test for each effect but the intercept; its degrees of freedom are 0 where nothing can be tested. */
    default List<GenmodAnalysis.EffectTest> typeThree(GenmodModel model, GenmodSample sample, double[] crossProducts) {
        List<GenmodAnalysis.EffectTest> tests = new ArrayList<>();
        ModelTerms terms = sample.terms();
        for (int e = 0; e < terms.effects().size(); e++) {
            if (terms.effects().get(e).isIntercept()) {
                continue;
            }
            double[][] hypothesis = EstimableFunctions.typeThree(terms, e, crossProducts, model.singular());
            ChiSquareTest test = hypothesis.length == 0
                    ? new ChiSquareTest(Double.NaN, 0, Double.NaN)
                    : of(hypothesis, model.tests().wald());
            tests.add(new GenmodAnalysis.EffectTest(terms.effects().get(e).name(), test));
        }
        return tests;
    }

    /** The test of CONTRAST. */
    default PostFitModel.ContrastTest contrasts(boolean marginal) {
        return new PostFitModel.ContrastTest() {
            @Override
            public String type() {
                return marginal ? "Score" : "LR";
            }

            @Override
            public ChiSquareTest test(double[][] independentRows) {
                return of(independentRows, false);
            }
        };
    }
}
