package hermite.sas.proc.marginal.fitting;

import hermite.model.ModelTerms;
import hermite.model.estimability.EstimableFunctions;
import hermite.model.gee.dropout.DropoutObservations;
import hermite.model.gee.dropout.WeightedGeeFit;
import hermite.model.gee.dropout.WeightedGeeFitter;
import hermite.model.gee.dropout.WeightedGeeSpecification;
import hermite.model.glm.GlmFit;
import hermite.model.glm.GlmFitter;
import hermite.model.glm.GlmSpecification;
import hermite.model.inference.ChiSquareTest;
import hermite.report.NumberFormats;
import hermite.sas.log.Log;
import hermite.sas.proc.marginal.binding.DropoutRequest;
import hermite.sas.proc.marginal.binding.GenmodMessage;
import hermite.sas.proc.marginal.binding.GenmodModel;
import hermite.sas.proc.marginal.binding.GenmodSample;
import hermite.sas.proc.postfit.PostFitModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Fits weighted estimating equations as MISSMODEL asks. */
public final class DropoutAnalyst {
    private DropoutAnalyst() {}

    public static GenmodAnalysis analyse(
            GenmodModel model, DropoutRequest request, GenmodSample sample, DropoutObservations data, Log log) {
        GlmSpecification ordinary = GlmSpecification.of(model.family(), model.link())
                .withScale(model.scale())
                .withMaxIterations(model.maxIterations())
                .withSingular(model.singular());
        if (model.power().isPresent()) {
            ordinary = ordinary.withPower(model.power().getAsDouble());
        }
        GlmFit initial = GlmFitter.fit(ordinary, sample.observations());
        Analyst.report(initial.verdict(), log);
        Analyst.reportPower(model, initial, log);
        GenmodModel.Repeated repeated = model.repeated().orElseThrow();
        WeightedGeeSpecification specification = WeightedGeeSpecification.of(
                        model.family(), model.link(), repeated.correlation())
                .withShape(initial.shape())
                .withWeights(request.level(), request.maxWeight())
                .withMaxIterations(repeated.maxIterations())
                .withSingular(model.singular());
        if (repeated.converge().isPresent()) {
            specification = specification.withTolerance(repeated.converge().get());
        }
        WeightedGeeFit fit = WeightedGeeFitter.fit(specification, data, initial.estimates());
        Analyst.report(fit.dropout().verdict(), log);
        Analyst.report(fit.verdict(), log);
        double[] positive = Arrays.stream(fit.weights()).filter(w -> w > 0).toArray();
        log.write(
                GenmodMessage.WEIGHTS,
                data.dropouts(),
                data.subjects(),
                NumberFormats.BEST8.print(Arrays.stream(positive).min().orElseThrow()),
                NumberFormats.BEST8.print(Arrays.stream(positive).max().orElseThrow()));
        return new GenmodAnalysis(
                sample,
                initial,
                Optional.of(fit),
                Optional.empty(),
                typeThree(model, sample, fit, log),
                wald(fit),
                Optional.empty(),
                LikelihoodAnalysis.NONE);
    }

    private static PostFitModel.ContrastTest wald(WeightedGeeFit fit) {
        return new PostFitModel.ContrastTest() {
            @Override
            public String type() {
                return "Wald";
            }

            @Override
            public ChiSquareTest test(double[][] independentRows) {
                return ChiSquareTest.wald(independentRows, fit.estimates(), fit.empiricalCovariance());
            }
        };
    }

    private static List<GenmodAnalysis.EffectTest> typeThree(
            GenmodModel model, GenmodSample sample, WeightedGeeFit fit, Log log) {
        List<GenmodAnalysis.EffectTest> tests = new ArrayList<>();
        if (!model.tests().type3()) {
            return tests;
        }
        if (!model.tests().wald()) {
            log.write(GenmodMessage.WEIGHTED_WALD);
        }
        ModelTerms terms = sample.terms();
        for (int e = 0; e < terms.effects().size(); e++) {
            if (terms.effects().get(e).isIntercept()) {
                continue;
            }
            double[][] hypothesis = EstimableFunctions.typeThree(terms, e, fit.crossProducts(), model.singular());
            tests.add(new GenmodAnalysis.EffectTest(
                    terms.effects().get(e).name(),
                    hypothesis.length == 0
                            ? new ChiSquareTest(Double.NaN, 0, Double.NaN)
                            : ChiSquareTest.wald(hypothesis, fit.estimates(), fit.empiricalCovariance())));
        }
        return tests;
    }
}
