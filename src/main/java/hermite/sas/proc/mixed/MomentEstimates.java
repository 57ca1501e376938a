package hermite.sas.proc.mixed;

import hermite.model.Effect;
import hermite.model.ModelTerms;
import hermite.model.Sweep;
import hermite.model.lmm.LmmControl;
import hermite.model.lmm.LmmFit;
import hermite.model.lmm.LmmFitter;
import hermite.model.lmm.RandomTerm;
import hermite.model.lmm.anova.MeanSquares;
import hermite.model.lmm.anova.VarianceAnalysis;
import hermite.model.lmm.likelihood.RowOrder;
import hermite.report.OutputTable;
import hermite.sas.log.Log;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.covariance.CovarianceModel.Description;
import hermite.sas.proc.covariance.CovarianceModel.ParameterName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** METHOD=TYPE1, TYPE2 and TYPE3: variance components from mean squares, and the model fitted at them. */
record MomentEstimates(OutputTable table, LmmFit fit) {
    static MomentEstimates of(MixedData data, ProcContext context) {
        MixedRequest request = data.request();
        int type = request.anovaType();
        List<Description> described = data.covariance().described();
        for (int t = 0; t < described.size(); t++) {
            RandomTerm term = data.spec().random().get(t);
            if (!term.structure().isIndependent() || term.columns() > 1 || term.groups() > 1) {
                throw new StepFailure(
                        request.random().get(described.get(t).statement()).place(), MixedMessage.ANOVA_STRUCTURE, type);
            }
        }
        List<Effect> effects = new ArrayList<>(data.terms().effects());
        effects.remove(Effect.INTERCEPT);
        int fixed = data.terms().effects().size();
        described.forEach(d -> effects.add(d.wholes().get(0)));
        ModelTerms all = new ModelTerms(data.terms().hasIntercept(), effects, data.classes());
        MeanSquares squares;
        try {
            squares = new MeanSquares(
                    all.design(data.table(), data.rowsUsed(), context.formats()),
                    fixed,
                    data.spec().y(),
                    data.spec().weight(),
                    new RowOrder(data.spec()).rows(),
                    MeanSquares.Type.values()[type - 1],
                    request.model().options().number("SINGULAR").orElse(Sweep.DEFAULT_SINGULAR));
        } catch (IllegalArgumentException e) {
            throw new StepFailure(request.step().place(), MixedMessage.TOO_LARGE, e.getMessage());
        }
        VarianceAnalysis analysis = squares.analyse()
                .orElseThrow(() -> new StepFailure(request.step().place(), MixedMessage.ANOVA_SINGULAR, type));
        OutputTable table = new VarianceAnalysisReport(all, fixed, names(data), analysis).table(type);
        return new MomentEstimates(table, fit(data, analysis, context.log()));
    }

    /** Effects as written; with SUBJECT= the effects of the whole data. */
    private static List<String> names(MixedData data) {
        List<String> names = new ArrayList<>();
        for (int t = 0; t < data.spec().random().size(); t++) {
            ParameterName name = data.covariance().stored(t);
            names.add(
                    name.subject().isEmpty()
                            ? name.parameter()
                            : data.covariance()
                                    .described()
                                    .get(t)
                                    .wholes()
                                    .get(0)
                                    .name());
        }
        return names;
    }

    private static LmmFit fit(MixedData data, VarianceAnalysis analysis, Log log) {
        double[] theta = analysis.components();
        int n = theta.length;
        for (int k = 0; k < n - 1; k++) {
            if (theta[k] < 0) {
                log.write(
                        MixedMessage.ANOVA_NEGATIVE, data.covariance().stored(k).parameter());
            }
        }
        double[] open = new double[n];
        Arrays.fill(open, Double.NEGATIVE_INFINITY);
        LmmFit fit = new LmmFitter()
                .fit(
                        data.spec(),
                        new LmmControl(Optional.of(theta), new boolean[0], open, new double[0], false, 0, false));
        if (!fit.verdict().hasEstimates()) {
            throw new StepFailure(data.request().step().place(), MixedMessage.ANOVA_INDEFINITE);
        }
        boolean[] free = new boolean[n];
        Arrays.fill(free, true);
        return fit.withCovarianceOfParameters(free, analysis.covariance());
    }
}
