package hermite.sas.proc.glimmix.pseudo;

import hermite.model.glmm.EmpiricalCorrection;
import hermite.model.inference.CovariateMeans;
import hermite.model.inference.ObservedMargins;
import hermite.model.lmm.CovarianceStructure;
import hermite.model.lmm.LmmControl;
import hermite.model.lmm.LmmFit;
import hermite.model.lmm.LmmVerdict;
import hermite.model.lmm.RobustCovariance;
import hermite.model.lmm.likelihood.MarginalCovariance;
import hermite.model.pl.CategoricalPseudoSpec;
import hermite.model.pl.PseudoFit;
import hermite.model.pl.PseudoLikelihoodFitter;
import hermite.report.OutputTable;
import hermite.sas.log.Log;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ByGroup;
import hermite.sas.proc.ByGroups;
import hermite.sas.proc.InputData;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.covariance.FixedInference;
import hermite.sas.proc.covariance.report.FixedEffectReport;
import hermite.sas.proc.covariance.report.MatrixForm;
import hermite.sas.proc.covariance.report.MatrixTables;
import hermite.sas.proc.covariance.report.RandomEffectReport;
import hermite.sas.proc.glimmix.binding.CovarianceTest;
import hermite.sas.proc.glimmix.binding.GlimmixMessage;
import hermite.sas.proc.glimmix.binding.GlimmixRequest;
import hermite.sas.proc.glimmix.fitting.CategoryEffects;
import hermite.sas.proc.glimmix.fitting.CovarianceTests;
import hermite.sas.proc.glimmix.fitting.SeparationCause;
import hermite.sas.proc.glimmix.output.DesignOutput;
import hermite.sas.proc.glimmix.output.ModelDescription;
import hermite.sas.proc.glimmix.report.CategoryTables;
import hermite.sas.proc.glimmix.report.CovarianceTestTables;
import hermite.sas.proc.glimmix.report.GlimmixTables;
import hermite.sas.proc.glimmix.report.OddsRatios;
import hermite.sas.proc.postfit.Dialect;
import hermite.sas.proc.postfit.PostFit;
import hermite.sas.proc.postfit.PostFitModel;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStep;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Runs a GLIMMIX step by pseudo-likelihood. */
public final class PseudoProcedure {
    private PseudoProcedure() {}

    /**
     * Whether the step is fitted here: METHOD= absent or one of RSPL, MSPL, RMPL, MMPL. Without random effects beta, t and
     * multinomial responses, and those of several distributions, have a likelihood that the other methods maximise.
     */
    public static boolean fits(ProcStep step) {
        boolean byLikelihood = step.statements("RANDOM").isEmpty()
                && step.statement("MODEL")
                        .flatMap(m -> m.options().word("DIST"))
                        .filter(d -> List.of("BETA", "MULTINOMIAL", "BYOBS", "TCENTRAL")
                                .contains(d))
                        .isPresent();
        return PseudoRequest.method(step).endsWith("PL") && !byLikelihood;
    }

    public static void run(ProcStep step, InputData input, ProcContext context) {
        PseudoRequest request = PseudoRequest.of(step);
        PseudoSearch search = PseudoSearch.of(step);
        GlimmixRequest.refuseFunctions(step, input.table());
        PseudoPredictions predictions = new PseudoPredictions(step, input, context);
        if (step.options().has("SUBGRADIENT")) {
            context.log().write(GlimmixMessage.SUBGRADIENT_SUBJECTS);
        }
        DesignOutput design = new DesignOutput(step, context);
        PseudoStore store = new PseudoStore(step, context);
        ByGroups.each(
                context,
                input,
                group -> {
                    context.beginGroup(group);
                    PseudoData data = PseudoData.of(request, input.name(), group.table(), context);
                    PseudoTables tables = new PseudoTables(data);
                    ModelDescription model =
                            new ModelDescription(tables.modelInformation(), tables.observations(), tables.dimensions());
                    if (!model.put(data, design, context)) {
                        return;
                    }
                    if (PlainAnalysis.suits(data)) {
                        plain(data, group, predictions, store, context);
                    } else {
                        mixed(data, tables, search, group, predictions, store, context);
                    }
                },
                group -> predictions.addWithout(group.table()));
        design.write();
        predictions.write();
        store.write();
    }

    /** A model without random effects or structured residuals. */
    private static void plain(
            PseudoData data, ByGroup group, PseudoPredictions predictions, PseudoStore store, ProcContext context) {
        if (PseudoSearch.isSteered(data.step())) {
            context.log().write(GlimmixMessage.NLOPTIONS_PLAIN);
        }
        PlainAnalysis.Result plain = new PlainAnalysis(data, context).run();
        predictions.add(data, plain);
        store.add(data, plain.coefficients(), plain.df(), Double.NaN, plain.fitStatistics(), group);
    }

    private static void mixed(
            PseudoData data,
            PseudoTables tables,
            PseudoSearch search,
            ByGroup group,
            PseudoPredictions predictions,
            PseudoStore store,
            ProcContext context) {
        PseudoStart start = PseudoStart.of(data, search, context);
        Optional<PseudoFit> found =
                fit(data, start.control(), context).filter(f -> reported(data, tables, start, f, context));
        if (found.isEmpty()) {
            predictions.addWithout(group.table());
            return;
        }
        PseudoFit fit = found.get();
        OutputTable statistics = tables.fitStatistics(fit);
        if (data.isCategorical()) {
            data.refuseFirstOrderWeights();
            PseudoCategories categories = categories(data, start.control(), fit, context);
            predictions.add(data, categories);
            CategoryEffects effects = categories.effects();
            store.add(data, effects.all(), effects.residualDegreesOfFreedom(), Double.NaN, statistics, group);
            return;
        }
        FixedInference fixed = fixed(data, fit, context.log());
        effects(data, start.control(), fit, fixed, context);
        predictions.add(data, fit, fixed);
        double variance =
                data.isLinear() ? data.covariance().onlyVariance(fit.linear().theta()) : Double.NaN;
        store.add(data, fixed.coefficients(), fixed.residualDegreesOfFreedom(), variance, statistics, group);
    }

    /** Empty without estimates, which the log explains. */
    private static Optional<PseudoFit> fit(PseudoData data, LmmControl control, ProcContext context) {
        double tolerance = PseudoSearch.tolerance(data.request().step());
        try {
            PseudoFit fit = new PseudoLikelihoodFitter().fit(data.model(), control, tolerance, updates(data));
            return fit.linear().verdict().hasEstimates()
                    ? Optional.of(fit)
                    : without(data, diverged(data, fit), context);
        } catch (IllegalArgumentException e) {
            // fitted means at the edge of their range leave the pseudo-response without weight
            return without(data, "the pseudo-response diverged, for " + e.getMessage(), context);
        }
    }

    /** Most updates of the pseudo-response. */
    private static int updates(PseudoData data) {
        double asked = data.request().step().options().number("MAXLMMUPDATE").orElse(100);
        return data.isLinear() ? 1 : Math.max(1, (int) asked);
    }

    private static String diverged(PseudoData data, PseudoFit fit) {
        if (data.isLinear()) {
            return "V is not positive definite at the start";
        }
        double[] eta = fit.eta();
        int largest = 0;
        for (int i = 1; i < eta.length; i++) {
            largest = Math.abs(eta[i]) > Math.abs(eta[largest]) ? i : largest;
        }
        int row = largest / (eta.length / data.rowsUsed().length);
        return "the pseudo-likelihood update fails in outer iteration %d, with a linear predictor of %.4g in observation %d%s"
                .formatted(fit.history().size(), eta[largest], data.rowsUsed()[row] + 1, indefinite(data, fit));
    }

    /** What may keep a fit from its end: covariances that are free to leave the covariance matrices. */
    private static String indefinite(PseudoData data, PseudoFit fit) {
        boolean free = data.model().random().stream()
                .anyMatch(t -> t.structure().kind() == CovarianceStructure.Kind.UNSTRUCTURED);
        return free && fit.indefinite()
                ? "; TYPE=UN leaves covariances free and G was no covariance matrix on the way, TYPE=CHOL keeps it one"
                : "";
    }

    /**
     * Without estimates: says what separates the response, or else the reason given.
     *
     * @throws StepFailure of a linear model, which has no updates to fail
     */
    private static Optional<PseudoFit> without(PseudoData data, String reason, ProcContext context) {
        if (data.isLinear()) {
            throw new StepFailure(data.request().step().place(), GlimmixMessage.NOT_COMPUTABLE, reason);
        }
        context.put(GlimmixTables.convergence("Did not converge.", 1, true, false));
        unconverged(data, reason, context.log());
        return Optional.empty();
    }

    private static void unconverged(PseudoData data, String reason, Log log) {
        Optional<SeparationCause> cause = data.isLinear() ? Optional.empty() : SeparationCause.of(data);
        if (cause.isPresent()) {
            cause.get().write(data, log);
        } else {
            log.write(GlimmixMessage.NOT_CONVERGED, reason);
        }
    }

    /** Puts the tables up to the covariance parameters; false when there are no estimates to report. */
    private static boolean reported(
            PseudoData data, PseudoTables tables, PseudoStart start, PseudoFit fit, ProcContext context) {
        Options options = data.request().step().options();
        List<CovarianceTest> statements = CovarianceTest.of(data.request().step());
        PseudoCovarianceTests tests = new PseudoCovarianceTests(data, fit, start.control(), context);
        CovarianceTestTables covariance =
                new CovarianceTestTables(statements, data.request().alpha(), tests.basis());
        if (!start.candidates().isEmpty()) {
            context.put(covariance.search(start.candidates()));
        }
        context.put(tables.optimization(start.technique()));
        if (!options.has("NOITPRINT")) {
            context.put(tables.iterations(fit));
        }
        LmmFit linear = fit.linear();
        LmmVerdict verdict = linear.verdict();
        boolean converged = data.isLinear() ? verdict.isConverged() : fit.converged();
        context.put(tables.convergence(converged, linear));
        if (!converged) {
            unconverged(data, unsettled(data, fit), context.log());
            return false;
        }
        log(data, linear, context.log());
        matrices(data, fit).asked().forEach(context::put);
        context.put(tables.fitStatistics(fit));
        if (!data.covariance().parameters().isEmpty() && tables.hasParameters()) {
            context.put(covariance.estimates(tables.covarianceParameters(linear), tests.parameters(), tests::limits));
            if (options.has("HESSIAN")) {
                context.put(tables.hessian(linear));
            }
            if (options.has("ASYCOV")) {
                context.put(tables.asymptotic(linear, false));
            }
            if (options.has("ASYCORR")) {
                context.put(tables.asymptotic(linear, true));
            }
        }
        return true;
    }

    private static String unsettled(PseudoData data, PseudoFit fit) {
        String reason = data.isLinear()
                ? "the limit of " + (fit.linear().history().size() - 1) + " iterations is reached"
                : updates(data) + " updates of the pseudo-response did not settle";
        return reason + indefinite(data, fit);
    }

    private static void log(PseudoData data, LmmFit fit, Log log) {
        log.write(GlimmixMessage.CONVERGED, PseudoSearch.criterion(data, fit));
        if (data.model().residual().hasSpread()) {
            log.write(GlimmixMessage.RESIDUAL_SHAPE);
        } else if (data.hasBetaScaleInResiduals()) {
            log.write(GlimmixMessage.RESIDUAL_SCALE);
        }
        LmmVerdict verdict = fit.verdict();
        if (!data.model().hasPositiveDefiniteEffects(fit.theta())) {
            log.write(GlimmixMessage.INDEFINITE_G);
        }
        if (verdict.kind() == LmmVerdict.Kind.ZERO_VARIANCE) {
            String name = data.covariance().stored(verdict.parameter()).parameter();
            if (name.equals("Scale")) {
                log.write(GlimmixMessage.ZERO_SCALE);
            } else {
                log.write(GlimmixMessage.ZERO_VARIANCE, name);
            }
        } else if (verdict.kind() == LmmVerdict.Kind.INDEFINITE_HESSIAN) {
            log.write(
                    GlimmixMessage.INDEFINITE_HESSIAN,
                    "too many covariance parameters for these data",
                    "the covariance parameters");
        }
    }

    private static void covarianceTests(PseudoData data, PseudoCovarianceTests tests, ProcContext context) {
        List<CovarianceTest> statements = CovarianceTest.of(data.request().step());
        List<CovarianceTests.Result> results = tests.results(statements);
        if (!results.isEmpty()) {
            boolean estimates = statements.stream().anyMatch(t -> t.options().has("ESTIMATES"));
            context.put(new CovarianceTestTables(statements, data.request().alpha(), tests.basis())
                    .tests(results, estimates));
        }
    }

    private static Optional<double[]> robust(PseudoData data, PseudoFit fit, Log log) {
        return data.request().empirical().map(correction -> {
            double[] robust = robust(data, fit, correction);
            int subjects = data.covariance().subjects();
            int parameters = fit.model().p();
            if (subjects > 1 && subjects <= parameters) {
                log.write(GlimmixMessage.EMPIRICAL_FEW_SUBJECTS, subjects, parameters);
            }
            if (Arrays.stream(robust).anyMatch(Double::isNaN)) {
                log.write(GlimmixMessage.EMPIRICAL_LEVERAGE, correction);
            }
            return robust;
        });
    }

    private static MatrixTables matrices(PseudoData data, PseudoFit fit) {
        MatrixForm.Naming naming = MatrixForm.Naming.EFFECT_FIRST;
        return data.model() instanceof CategoricalPseudoSpec spec
                ? new MatrixTables(
                        data.statements(),
                        data.covariance(),
                        fit.model(),
                        fit.linear(),
                        naming,
                        functions ->
                                spec.pseudoCovariance(fit.eta(), fit.linear().theta(), functions))
                : new MatrixTables(data.statements(), data.covariance(), fit.model(), fit.linear(), naming);
    }

    private static double[] firstOrderCrossProducts(PseudoData data, PseudoFit fit) {
        MarginalCovariance covariance =
                new MarginalCovariance(fit.model(), fit.linear().theta());
        double[] w = new double[data.rowsUsed().length];
        Arrays.setAll(w, i -> 1 / PseudoPredictions.residualVariance(data, fit, covariance, i));
        return data.x().crossProducts(w);
    }

    private static FixedInference fixed(PseudoData data, PseudoFit fit, Log log) {
        return new FixedInference(
                data.hasFirstOrderWeights() ? data.design(firstOrderCrossProducts(data, fit)) : data.design(),
                data.covariance(),
                fit.model(),
                fit.linear(),
                data.request().degreesOfFreedom(),
                robust(data, fit, log));
    }

    private static double[] robust(PseudoData data, PseudoFit fit, RobustCovariance.Correction correction) {
        if (!data.covariance().bySubject()) {
            throw new StepFailure(
                    data.request().step().place(),
                    GlimmixMessage.NO_SUBJECT,
                    data.request().method() + " with EMPIRICAL");
        }
        EmpiricalCorrection.Constants constants =
                GlimmixRequest.constants(data.request().step());
        return new RobustCovariance(fit.model(), fit.linear(), data.covariance().blockOf(), data.observations())
                .of(
                        correction,
                        constants.bound(),
                        new RobustCovariance.Morel(constants.degrees(), constants.least(), constants.divisor()));
    }

    /** Puts the tables of the fixed effects of a response in categories, and those after them. */
    private static PseudoCategories categories(
            PseudoData data, LmmControl control, PseudoFit fit, ProcContext context) {
        PseudoCategories categories = new PseudoCategories(data, fit, robust(data, fit, context.log()));
        new CategoryTables(data, categories.effects()).put(context);
        covarianceTests(data, new PseudoCovarianceTests(data, fit, control, context), context);
        randomEffects(data.request(), categories.randomEffects(context.log()), context);
        return categories;
    }

    private static void randomEffects(PseudoRequest request, RandomEffectReport effects, ProcContext context) {
        List<ProcStatement> random = request.random();
        for (int s = 0; s < random.size(); s++) {
            Options of = random.get(s).options();
            if (of.has("SOLUTION")) {
                double alpha = of.number("ALPHA").orElse(0.05);
                context.put(effects.solution(s, of.has("CL"), alpha));
            }
        }
    }

    private static void effects(
            PseudoData data, LmmControl control, PseudoFit fit, FixedInference fixed, ProcContext context) {
        PseudoRequest request = data.request();
        Options model = request.model().options();
        FixedEffectReport report = new FixedEffectReport(
                fixed.coefficients(),
                data.sweep().aliased(),
                model,
                request.alpha(),
                FixedEffectReport.Wording.GLIMMIX);
        report.solution().ifPresent(context::put);
        double[] counts = data.counts();
        if (model.has("STDCOEF") && !model.has("NOCENTER")) {
            context.put(report.standardized(data.x(), counts));
        }
        report.covariances(fixed.modelCovariance()).forEach(context::put);
        if (model.has("ODDSRATIO") || request.step().options().has("ODDSRATIO")) {
            OddsRatios.put(data, fixed.coefficients(), context);
        }
        report.tests().forEach(context::put);
        covarianceTests(data, new PseudoCovarianceTests(data, fit, control, context), context);
        randomEffects(request, new RandomEffectReport(data.covariance(), fit.linear(), fixed, context.log()), context);
        PostFitModel after = PostFitModel.of(
                        fixed.coefficients(), data.response().linkFunction(), request.alpha(), Dialect.MIXED)
                .withData(
                        () -> CovariateMeans.of(data.terms(), data.table(), data.rowsUsed(), counts),
                        () -> ObservedMargins.of(
                                data.terms(), data.table(), data.rowsUsed(), counts, context.formats()))
                .withRandom(fixed::predictedEffects);
        new PostFit(after, context).run(request.step().statements());
    }
}
