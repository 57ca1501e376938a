package hermite.sas.proc.mixed;

import hermite.model.StandardLink;
import hermite.model.inference.CovariateMeans;
import hermite.model.inference.ObservedMargins;
import hermite.model.lmm.LmmControl;
import hermite.model.lmm.LmmFit;
import hermite.model.lmm.LmmFitter;
import hermite.model.lmm.LmmSpec;
import hermite.model.lmm.LmmVerdict;
import hermite.model.lmm.MinimumNorm;
import hermite.model.lmm.Residual;
import hermite.model.lmm.RobustCovariance;
import hermite.sas.log.Log;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ByGroups;
import hermite.sas.proc.ClassLevelTable;
import hermite.sas.proc.DependentColumns;
import hermite.sas.proc.InputData;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.Procedure;
import hermite.sas.proc.covariance.FixedInference;
import hermite.sas.proc.covariance.report.ConvergenceStatus;
import hermite.sas.proc.covariance.report.FixedEffectReport;
import hermite.sas.proc.covariance.report.MatrixForm;
import hermite.sas.proc.covariance.report.MatrixTables;
import hermite.sas.proc.covariance.report.RandomEffectReport;
import hermite.sas.proc.postfit.Dialect;
import hermite.sas.proc.postfit.PostFit;
import hermite.sas.proc.postfit.PostFitModel;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.vocabulary.ProcedureSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** PROC MIXED: linear mixed models by restricted or full maximum likelihood. */
public final class MixedProcedure implements Procedure {
    @Override
    public ProcedureSpec spec() {
        return MixedVocabulary.SPEC;
    }

    @Override
    public void run(ProcStep step, ProcContext context) {
        MixedRequest request = MixedRequest.of(step);
        InputData input = context.input(step.options().dataSet("DATA"));
        PredictionDataSets predictions = new PredictionDataSets(step, context);
        MixedStore store = new MixedStore(step, context);
        ByGroups.each(context, input, group -> {
            context.beginGroup(group);
            MixedData data = MixedData.of(request, input.name(), group.table(), context);
            ModelTables tables = new ModelTables(data);
            describe(data, tables, context);
            new DependentColumns(data.terms(), context.log())
                    .write(data.crossProducts(), data.sweep().aliased(), data.singular());
            List<ParmsStatement.Point> points = ParmsStatement.search(data);
            if (!points.isEmpty()) {
                context.put(ParameterTables.search(points, request.restricted()));
            }
            LmmFit fit;
            if (request.anovaType() > 0) {
                MomentEstimates moments = MomentEstimates.of(data, context);
                context.put(moments.table());
                fit = moments.fit();
            } else {
                fit = fit(data);
            }
            ParameterTables parameters = new ParameterTables(data, fit);
            report(data, tables, parameters, fit, context);
            FixedInference fixed = fixed(data, fit);
            effects(data, fit, fixed, context);
            predictions.add(data, fit, fixed);
            store.add(data, fixed, data.covariance().onlyVariance(fit.theta()), parameters, group);
        });
        predictions.write();
        store.write();
    }

    private static LmmFit fit(MixedData data) {
        LmmControl control = ParmsStatement.control(data);
        if (data.request().minimumNorm()) {
            control = MinimumNorm.estimate(data.spec(), control.bounded())
                    .map(LmmControl::at)
                    .orElseThrow(() -> new StepFailure(data.request().step().place(), MixedMessage.MIVQUE_LINEAR));
        }
        try {
            LmmFit fit = new LmmFitter().fit(data.spec(), control);
            if (!fit.verdict().hasEstimates()) {
                throw new StepFailure(
                        data.request().step().place(),
                        control.start().isPresent() && !data.request().minimumNorm()
                                ? MixedMessage.PARMS_START
                                : MixedMessage.NOT_COMPUTABLE);
            }
            return fit;
        } catch (IllegalArgumentException e) {
            throw new StepFailure(data.request().step().place(), MixedMessage.TOO_LARGE, e.getMessage());
        }
    }

    private static FixedInference fixed(MixedData data, LmmFit fit) {
        Optional<double[]> robust = Optional.empty();
        if (data.request().empirical()) {
            if (!data.covariance().bySubject()) {
                throw new StepFailure(data.request().step().place(), MixedMessage.EMPIRICAL_SUBJECTS);
            }
            robust = Optional.of(
                    new RobustCovariance(data.spec(), fit, data.covariance().blockOf(), data.observations())
                            .of(RobustCovariance.Correction.CLASSICAL, 0.75, RobustCovariance.Morel.usual()));
        }
        return new FixedInference(
                data.design(),
                data.covariance(),
                data.spec(),
                fit,
                data.request().degreesOfFreedom(),
                robust);
    }

    private static void describe(MixedData data, ModelTables tables, ProcContext context) {
        Options options = data.request().step().options();
        boolean informed = !options.has("NOINFO");
        if (informed) {
            context.put(tables.modelInformation());
        }
        ClassLevelTable.shown(data.classes(), options).ifPresent(context::put);
        if (informed) {
            context.put(tables.dimensions());
            context.put(tables.observations());
        }
    }

    private static void report(
            MixedData data, ModelTables tables, ParameterTables parameters, LmmFit fit, ProcContext context) {
        Options options = data.request().step().options();
        boolean searched = data.request().searched();
        if (searched && !options.has("NOITPRINT")) {
            context.put(tables.iterations(fit));
        }
        if (searched) {
            boolean converged = fit.verdict().isConverged();
            context.put(new ConvergenceStatus(
                            converged ? "Convergence criteria met." : "Did not converge.", converged ? 0 : 1)
                    .table());
        }
        if (data.request().anovaType() == 0) {
            log(data, parameters, fit, context.log());
        }
        new MatrixTables(data.request().covariance(), data.covariance(), data.spec(), fit, MatrixForm.Naming.ROW_FIRST)
                .asked()
                .forEach(context::put);
        if (options.has("RATIO") && data.scale(ParmsStatement.control(data)) < 0) {
            context.log().write(MixedMessage.RATIO);
        }
        context.put(parameters.estimates());
        if (options.has("ASYCOV")) {
            context.put(parameters.asymptotic(false));
        }
        if (options.has("ASYCORR")) {
            context.put(parameters.asymptotic(true));
        }
        if (!data.request().minimumNorm()) {
            context.put(parameters.fitStatistics());
        }
        if (options.has("IC")) {
            context.put(parameters.informationCriteria());
        }
        if (searched && parameters.hasNullModel()) {
            LmmSpec spec = data.spec();
            context.put(parameters.nullModel(new LmmFitter()
                    .fit(new LmmSpec(
                            spec.y(),
                            spec.x(),
                            spec.p(),
                            spec.weight(),
                            List.of(),
                            Residual.variance(spec.rows()),
                            spec.restricted()))));
        }
    }

    private static void effects(MixedData data, LmmFit fit, FixedInference fixed, ProcContext context) {
        FixedEffectReport fixedTables = new FixedEffectReport(
                fixed.coefficients(),
                data.sweep().aliased(),
                data.request().model().options(),
                data.request().alpha(),
                FixedEffectReport.Wording.MIXED);
        fixedTables.solution().ifPresent(context::put);
        fixedTables.covariances(fixed.modelCovariance()).forEach(context::put);
        List<ProcStatement> random = data.request().random();
        RandomEffectReport randomTables = new RandomEffectReport(data.covariance(), fit, fixed, context.log());
        for (int s = 0; s < random.size(); s++) {
            Options of = random.get(s).options();
            if (of.has("SOLUTION")) {
                double alpha = of.number("ALPHA").orElse(0.05);
                context.put(randomTables.solution(s, of.has("CL"), alpha));
            }
        }
        fixedTables.tests().forEach(context::put);
        InfluenceReport.of(data, fit, context).ifPresent(context::put);
        double[] counts = new double[data.observations()];
        Arrays.fill(counts, 1);
        PostFitModel after = PostFitModel.of(
                        fixed.coefficients(),
                        StandardLink.IDENTITY,
                        data.request().alpha(),
                        Dialect.MIXED)
                .withData(
                        () -> CovariateMeans.of(data.terms(), data.table(), data.rowsUsed(), counts),
                        () -> ObservedMargins.of(
                                data.terms(), data.table(), data.rowsUsed(), counts, context.formats()))
                .withRandom(fixed::predictedEffects);
        new PostFit(after, context).run(data.request().step().statements());
    }

    private static void log(MixedData data, ParameterTables tables, LmmFit fit, Log log) {
        LmmVerdict verdict = fit.verdict();
        String zero = "";
        switch (verdict.kind()) {
            case ITERATION_LIMIT ->
                log.write(MixedMessage.NOT_CONVERGED, fit.history().size() - 1);
            case INDEFINITE_HESSIAN -> log.write(MixedMessage.INDEFINITE_HESSIAN);
            case ZERO_VARIANCE -> {
                log.write(MixedMessage.CONVERGED);
                String name = tables.parameterName(verdict.parameter());
                if (name.equals("Residual")) {
                    log.write(MixedMessage.ZERO_RESIDUAL);
                } else {
                    zero = name;
                }
            }
            default -> log.write(MixedMessage.CONVERGED);
        }
        int terms = data.covariance().terms().size();
        if (verdict.kind() != LmmVerdict.Kind.ITERATION_LIMIT
                && !data.spec().hasPositiveDefiniteEffects(fit.theta(), terms)) {
            log.write(MixedMessage.SINGULAR_G);
        }
        if (!zero.isEmpty()) {
            log.write(MixedMessage.ZERO_VARIANCE, zero);
        }
    }
}
