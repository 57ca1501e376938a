package hermite.sas.proc.mixed;

import hermite.model.StandardLink;
import hermite.model.inference.CovariateMeans;
import hermite.model.inference.ObservedMargins;
import hermite.model.lmm.LmmFit;
import hermite.model.lmm.LmmFitter;
import hermite.model.lmm.LmmSpec;
import hermite.model.lmm.LmmVerdict;
import hermite.model.lmm.Residual;
import hermite.sas.log.Log;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ByGroup;
import hermite.sas.proc.ClassLevelTable;
import hermite.sas.proc.InputData;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.Procedure;
import hermite.sas.proc.postfit.Dialect;
import hermite.sas.proc.postfit.PostFit;
import hermite.sas.proc.postfit.PostFitModel;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.vocabulary.ProcedureSpec;
import java.util.Arrays;
import java.util.List;

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
        for (ByGroup group : context.byGroups(input)) {
            context.checkInterrupt();
            context.beginGroup(group);
            MixedData data = MixedData.of(request, input.name(), group.table(), context);
            CovarianceTables tables = new CovarianceTables(data);
            describe(data, tables, context);
            LmmFit fit = new LmmFitter().fit(data.spec());
            report(data, tables, fit, context);
        }
    }

    private static void describe(MixedData data, CovarianceTables tables, ProcContext context) {
        Options options = data.request().step().options();
        context.put(tables.modelInformation());
        double limit = options.number("NOCLPRINT").orElse(0);
        var shown = data.classes().stream()
                .filter(c -> !options.has("NOCLPRINT") || limit > 0 && c.count() < limit)
                .toList();
        if (!shown.isEmpty()) {
            context.put(ClassLevelTable.values(shown, 0));
        }
        context.put(tables.dimensions());
        context.put(tables.observations());
    }

    private static void report(MixedData data, CovarianceTables tables, LmmFit fit, ProcContext context) {
        if (!fit.verdict().hasEstimates()) {
            throw new StepFailure(data.request().step().place(), MixedMessage.NOT_COMPUTABLE);
        }
        if (!data.request().step().options().has("NOITPRINT")) {
            context.put(tables.iterations(fit));
        }
        boolean converged = fit.verdict().isConverged();
        context.put(CovarianceTables.convergence(
                converged ? "Convergence criteria met." : "Did not converge.", converged ? 0 : 1));
        log(tables, fit, context.log());
        data.request().repeated().ifPresent(repeated -> {
            if (repeated.options().has("R")) {
                context.put(tables.residual(fit, false));
            }
            if (repeated.options().has("RCORR")) {
                context.put(tables.residual(fit, true));
            }
        });
        List<ProcStatement> random = data.request().random();
        for (int s = 0; s < random.size(); s++) {
            if (random.get(s).options().has("G")) {
                context.put(tables.covariance(s, fit, false));
            }
            if (random.get(s).options().has("GCORR")) {
                context.put(tables.covariance(s, fit, true));
            }
        }
        context.put(tables.parameters(fit));
        context.put(tables.fitStatistics(fit));
        if (tables.hasNullModel()) {
            LmmSpec spec = data.spec();
            LmmFit independent = new LmmFitter()
                    .fit(new LmmSpec(
                            spec.y(),
                            spec.x(),
                            spec.p(),
                            spec.weight(),
                            List.of(),
                            Residual.variance(spec.rows()),
                            spec.restricted()));
            context.put(tables.nullModel(fit, independent));
        }
        effects(data, tables, fit, context);
    }

    private static void effects(MixedData data, CovarianceTables tables, LmmFit fit, ProcContext context) {
        MixedEffects fixed = new MixedEffects(data, fit);
        MixedTables fixedTables = new MixedTables(data, fixed);
        Options model = data.request().model().options();
        if (model.has("SOLUTION")) {
            context.put(fixedTables.solution());
        }
        if (model.has("COVB")) {
            context.put(fixedTables.covariance(false));
        }
        if (model.has("CORRB")) {
            context.put(fixedTables.covariance(true));
        }
        List<ProcStatement> random = data.request().random();
        for (int s = 0; s < random.size(); s++) {
            Options of = random.get(s).options();
            if (of.has("SOLUTION")) {
                double alpha = of.number("ALPHA").orElse(0.05);
                context.put(tables.solution(s, fit, of.has("CL"), alpha, fixed.residualDegreesOfFreedom()));
            }
        }
        if (fixedTables.hasTests()) {
            context.put(fixedTables.typeThree());
        }
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
                                data.terms(), data.table(), data.rowsUsed(), counts, context.formats()));
        new PostFit(after, context).run(data.request().step().statements());
    }

    private static void log(CovarianceTables tables, LmmFit fit, Log log) {
        LmmVerdict verdict = fit.verdict();
        switch (verdict.kind()) {
            case ITERATION_LIMIT ->
                log.write(MixedMessage.NOT_CONVERGED, fit.history().size() - 1);
            case INDEFINITE_HESSIAN -> log.write(MixedMessage.INDEFINITE_HESSIAN);
            case ZERO_VARIANCE -> {
                log.write(MixedMessage.CONVERGED);
                log.write(MixedMessage.SINGULAR_G);
                log.write(MixedMessage.ZERO_VARIANCE, tables.parameterName(verdict.parameter()));
            }
            default -> log.write(MixedMessage.CONVERGED);
        }
    }
}
