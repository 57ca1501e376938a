package hermite.sas.proc.glimmix;

import hermite.math.search.StoppingRule;
import hermite.model.glmm.GlmmFit;
import hermite.model.glmm.GlmmVerdict;
import hermite.report.OutputTable;
import hermite.sas.log.Log;
import hermite.sas.proc.ByGroups;
import hermite.sas.proc.InputData;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.Procedure;
import hermite.sas.proc.glimmix.binding.CovarianceTest;
import hermite.sas.proc.glimmix.binding.DefaultDistribution;
import hermite.sas.proc.glimmix.binding.GlimmixData;
import hermite.sas.proc.glimmix.binding.GlimmixMessage;
import hermite.sas.proc.glimmix.binding.GlimmixRequest;
import hermite.sas.proc.glimmix.binding.SearchOptions;
import hermite.sas.proc.glimmix.fitting.CategoryEffects;
import hermite.sas.proc.glimmix.fitting.CovarianceTests;
import hermite.sas.proc.glimmix.fitting.FixedEffects;
import hermite.sas.proc.glimmix.fitting.LikelihoodFit;
import hermite.sas.proc.glimmix.fitting.PostFitInput;
import hermite.sas.proc.glimmix.fitting.SeparationCause;
import hermite.sas.proc.glimmix.output.DesignOutput;
import hermite.sas.proc.glimmix.output.ModelDescription;
import hermite.sas.proc.glimmix.output.PredictionOutput;
import hermite.sas.proc.glimmix.output.StoreOutput;
import hermite.sas.proc.glimmix.output.SubjectGradientOutput;
import hermite.sas.proc.glimmix.pseudo.InitialUpdates;
import hermite.sas.proc.glimmix.pseudo.PseudoProcedure;
import hermite.sas.proc.glimmix.report.CategoryTables;
import hermite.sas.proc.glimmix.report.CovarianceParameterTables;
import hermite.sas.proc.glimmix.report.CovarianceTestTables;
import hermite.sas.proc.glimmix.report.DerivativeTables;
import hermite.sas.proc.glimmix.report.ExtensionTables;
import hermite.sas.proc.glimmix.report.FixedEffectTables;
import hermite.sas.proc.glimmix.report.GlimmixTables;
import hermite.sas.proc.glimmix.report.RandomEffectTables;
import hermite.sas.proc.glimmix.report.RandomMatrixTables;
import hermite.sas.proc.postfit.PostFit;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.vocabulary.ProcedureSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** PROC GLIMMIX: generalized linear mixed models by adaptive quadrature, Laplace's approximation, pseudo-likelihood. */
public final class GlimmixProcedure implements Procedure {
    /** Below this the negative binomial scale is zero. */
    private static final double SMALLEST_SCALE = 1e-8;

    @Override
    public ProcedureSpec spec() {
        return GlimmixVocabulary.SPEC;
    }

    @Override
    public void run(ProcStep given, ProcContext context) {
        GlimmixRequest.refusePlacement(given);
        InputData input = context.input(given.options().dataSet("DATA"));
        ProcStep step = DefaultDistribution.named(given, input.table(), context);
        if (PseudoProcedure.fits(step)) {
            PseudoProcedure.run(step, input, context);
            return;
        }
        GlimmixRequest request = GlimmixRequest.of(step);
        GlimmixRequest.refuseFunctions(step, input.table());
        PredictionOutput predictions = new PredictionOutput(step, input, context);
        DesignOutput design = new DesignOutput(step, context);
        SubjectGradientOutput gradients = new SubjectGradientOutput(step, context);
        StoreOutput stores = new StoreOutput(step, context);
        ByGroups.each(
                context,
                input,
                group -> {
                    context.beginGroup(group);
                    GlimmixData data = GlimmixData.of(request, input.name(), group.table(), context);
                    GlimmixTables tables = new GlimmixTables(data);
                    ModelDescription model =
                            new ModelDescription(tables.modelInformation(), tables.observations(), tables.dimensions());
                    if (!model.put(data, design, context)) {
                        return;
                    }
                    data.refuseFirstOrderWeights();
                    LikelihoodFit likelihood =
                            new LikelihoodFit(data, InitialUpdates.of(step, group.table(), context), context);
                    GlmmFit fit = likelihood.fit();
                    Optional<FixedEffects> fixed = report(data, tables, likelihood, fit, context);
                    fixed.ifPresent(f -> {
                        if (!data.request().isPlain()) {
                            new ExtensionTables(data, f, fit).put(context);
                        }
                    });
                    if (fit.verdict().hasEstimates()) {
                        stores.add(data, fit, fixed, tables, group);
                        gradients.add(data, fit);
                        predictions.add(data, fit, fixed, group.table());
                    } else {
                        predictions.addWithout(group.table());
                    }
                },
                group -> predictions.addWithout(group.table()));
        design.write();
        gradients.write();
        predictions.write();
        stores.write();
    }

    /** Puts the tables of a fit; the fixed effects, unless there are no estimates. */
    private static Optional<FixedEffects> report(
            GlimmixData data, GlimmixTables tables, LikelihoodFit likelihood, GlmmFit fit, ProcContext context) {
        Options options = data.request().step().options();
        CovarianceTestTables covariance = new CovarianceTestTables(
                data.request().covarianceTests(), data.request().alpha(), CovarianceTestTables.LIKELIHOOD);
        if (!likelihood.candidates().isEmpty()) {
            context.put(covariance.search(likelihood.candidates()));
        }
        context.put(tables.optimization(fit, likelihood));
        if (data.request().isUnbounded()) {
            context.log().write(GlimmixMessage.NO_BOUNDS);
        }
        if (!options.has("NOITPRINT")) {
            context.put(tables.iterations(fit));
        }
        if (!convergence(data, tables, fit, context)) {
            return Optional.empty();
        }
        if (data.request().isPlain()) {
            return plain(data, tables, fit, context);
        }
        RandomEffectTables random = new RandomEffectTables(data, fit);
        new RandomMatrixTables(data, fit, context).asked().forEach(context::put);
        context.put(tables.fitStatistics(fit));
        context.put(
                data.response().categories().isPresent()
                        ? CategoryTables.conditionalFit(fit)
                        : tables.conditionalFit(fit));
        CovarianceTests tests = new CovarianceTests(data, likelihood, fit, context);
        OutputTable parameters = covariance.estimates(
                new CovarianceParameterTables(data).estimates(fit),
                CovarianceTestTables.parameters(data, likelihood, fit),
                tests::limits);
        DerivativeTables derivatives = new DerivativeTables(data, fit);
        context.put(options.has("GRADIENT") ? derivatives.withCovarianceGradient(parameters) : parameters);
        if (options.has("HESSIAN")) {
            context.put(derivatives.hessian());
        }
        if (options.has("ASYCOV")) {
            context.put(random.asymptotic(new CovarianceParameterTables(data).names(), false));
        }
        if (options.has("ASYCORR")) {
            context.put(random.asymptotic(new CovarianceParameterTables(data).names(), true));
        }
        if (data.response().categories().isPresent()) {
            CategoryEffects effects = CategoryEffects.of(data, fit);
            new CategoryTables(data, effects).put(context);
            putCovarianceTests(data, tests, covariance, context);
            FixedEffects first = effects.first(data);
            putRandomSolutions(data, random, first, context);
            new ExtensionTables(data, first, fit).put(context);
            notes(data, fit, context);
            return Optional.empty();
        }
        FixedEffects fixed = new FixedEffects(data, fit);
        FixedEffectTables.put(data, fit, fixed, derivatives, context);
        putCovarianceTests(data, tests, covariance, context);
        putRandomSolutions(data, random, fixed, context);
        new PostFit(PostFitInput.of(data, fit, fixed, context.formats()), context)
                .run(data.request().step().statements());
        notes(data, fit, context);
        return Optional.of(fixed);
    }

    /** Puts the tables of a model without random effects. */
    private static Optional<FixedEffects> plain(
            GlimmixData data, GlimmixTables tables, GlmmFit fit, ProcContext context) {
        context.put(tables.fitStatistics(fit));
        if (data.response().categories().isPresent()) {
            new CategoryTables(data, CategoryEffects.of(data, fit)).put(context);
            return Optional.empty();
        }
        FixedEffects fixed = new FixedEffects(data, fit);
        FixedEffectTables.put(data, fit, fixed, new DerivativeTables(data, fit), context);
        new PostFit(PostFitInput.of(data, fixed, context.formats()), context)
                .run(data.request().step().statements());
        return Optional.of(fixed);
    }

    private static void putCovarianceTests(
            GlimmixData data, CovarianceTests tests, CovarianceTestTables covariance, ProcContext context) {
        List<CovarianceTest> hypotheses = data.request().covarianceTests().stream()
                .filter(t -> t.kind() != CovarianceTest.Kind.NOTHING)
                .toList();
        if (!hypotheses.isEmpty()) {
            boolean estimates = data.request().covarianceTests().stream()
                    .anyMatch(t -> t.options().has("ESTIMATES"));
            context.put(covariance.tests(hypotheses.stream().map(tests::test).toList(), estimates));
        }
    }

    private static void putRandomSolutions(
            GlimmixData data, RandomEffectTables random, FixedEffects fixed, ProcContext context) {
        var statements = data.request().random();
        for (int s = 0; s < statements.size(); s++) {
            Options of = statements.get(s).options();
            if (of.has("SOLUTION")) {
                context.put(random.solution(
                        s, of.has("CL"), of.number("ALPHA").orElse(0.05), fixed.residualDegreesOfFreedom()));
            }
        }
    }

    /** Puts the convergence line and logs the verdict; false when there are no estimates to report. */
    private static boolean convergence(GlimmixData data, GlimmixTables tables, GlmmFit fit, ProcContext context) {
        GlmmVerdict verdict = fit.verdict();
        boolean pdG = verdict.isCovariancePositiveDefinite() || data.request().isPlain();
        if (!verdict.hasEstimates()) {
            context.put(GlimmixTables.convergence("Did not converge.", 1, pdG, false));
            logFailure(data, verdict, context.log());
            return false;
        }
        SearchOptions search = data.request().search();
        String criterion = search.met(fit.search().criterion().orElse(StoppingRule.Criterion.GCONV));
        boolean pdH = verdict.kind() != GlmmVerdict.Kind.INDEFINITE_HESSIAN
                && verdict.kind() != GlmmVerdict.Kind.FLAT_LIKELIHOOD;
        context.put(GlimmixTables.convergence("Convergence criterion (" + criterion + ") satisfied.", 0, pdG, pdH));
        context.log().write(GlimmixMessage.CONVERGED, criterion);
        logSingularity(data, verdict, pdG, context.log());
        if (data.response().distribution().equals("Negative Binomial")
                && fit.estimates()[fit.estimates().length - 1] < SMALLEST_SCALE) {
            context.log().write(GlimmixMessage.ZERO_SCALE);
        }
        return true;
    }

    /** What the matrices of a fit with estimates lack. */
    private static void logSingularity(GlimmixData data, GlmmVerdict verdict, boolean pdG, Log log) {
        switch (verdict.kind()) {
            case FLAT_LIKELIHOOD, INDEFINITE_HESSIAN -> {
                log.write(
                        verdict.kind() == GlmmVerdict.Kind.FLAT_LIKELIHOOD
                                ? GlimmixMessage.FLAT_LIKELIHOOD
                                : GlimmixMessage.INDEFINITE_HESSIAN,
                        verdict.detail(),
                        ExtensionTables.parameterName(data, verdict.parameter()));
                missedByNodes(data, log);
            }
            case NEARLY_SINGULAR -> {
                if (!data.request().isPlain()) {
                    log.write(GlimmixMessage.NEARLY_SINGULAR, effect(data, verdict));
                }
            }
            default -> {
                if (!pdG) {
                    log.write(
                            verdict.kind() == GlmmVerdict.Kind.ZERO_VARIANCE
                                    ? GlimmixMessage.ZERO_VARIANCE
                                    : GlimmixMessage.SINGULAR_G,
                            effect(data, verdict));
                }
            }
        }
    }

    /** The random effect that a verdict about G names. */
    private static String effect(GlimmixData data, GlmmVerdict verdict) {
        return data.randomColumns().get(Integer.parseInt(verdict.detail())).name();
    }

    private static void logFailure(GlimmixData data, GlmmVerdict verdict, Log log) {
        Optional<SeparationCause> cause =
                verdict.kind() == GlmmVerdict.Kind.SEPARATION ? SeparationCause.of(data) : Optional.empty();
        if (cause.isPresent()) {
            cause.get().write(data, log);
            return;
        }
        log.write(
                switch (verdict.kind()) {
                    case SEPARATION -> GlimmixMessage.SEPARATION;
                    case UNIDENTIFIED -> GlimmixMessage.UNIDENTIFIED;
                    case NOT_COMPUTABLE -> GlimmixMessage.NOT_COMPUTABLE;
                    case CONSTANT_RESPONSE -> GlimmixMessage.CONSTANT_RESPONSE;
                    case EDGE_OF_STRUCTURE -> GlimmixMessage.EDGE_OF_STRUCTURE;
                    case LIMIT_REACHED -> GlimmixMessage.LIMIT_REACHED;
                    default -> GlimmixMessage.NO_MAXIMUM;
                },
                verdict.detail(),
                verdict.parameter() < 0 ? "" : ExtensionTables.parameterName(data, verdict.parameter()));
        if (verdict.kind() == GlmmVerdict.Kind.NOT_CONVERGED) {
            missedByNodes(data, log);
        }
    }

    /**
     * A rule about the modes with a node there gives a subject at least that node's share however large G is, so its
     * likelihood need not fall.
     */
    private static void missedByNodes(GlimmixData data, Log log) {
        switch (data.request().quadrature().placement()) {
            case PLAIN -> log.write(GlimmixMessage.NODES_MISS, "NOAD");
            case CENTRED -> log.write(GlimmixMessage.NODES_MISS, "NOADSCALE");
            case ADAPTIVE -> {}
        }
    }

    private static void sandwich(GlimmixData data, GlmmFit fit, Log log) {
        int subjects = Arrays.stream(data.subject()).max().orElse(-1) + 1;
        int parameters = fit.estimates().length;
        if (subjects > 1 && subjects <= parameters) {
            log.write(GlimmixMessage.EMPIRICAL_FEW_SUBJECTS, subjects, parameters);
        }
        if (Double.isNaN(fit.empiricalStandardError(0)) && !Double.isNaN(fit.modelStandardError(0))) {
            log.write(GlimmixMessage.EMPIRICAL_LEVERAGE, data.request().correction());
        }
    }

    private static void notes(GlimmixData data, GlmmFit fit, ProcContext context) {
        switch (data.request().quadrature().placement()) {
            case PLAIN -> context.log().write(GlimmixMessage.NODES_PLAIN);
            case CENTRED -> context.log().write(GlimmixMessage.NODES_CENTRED);
            case ADAPTIVE -> {}
        }
        data.weights().note(data, context);
        if (data.request().empirical()) {
            sandwich(data, fit, context.log());
        }
        if (data.request().step().options().suboptions("METHOD").has("EBDETAILS")) {
            context.log().write(GlimmixMessage.MODES_FOUND, fit.counts().subjects());
        }
        if (fit.counts().distinctSubjects() < fit.counts().subjects()) {
            context.log()
                    .write(
                            GlimmixMessage.DISTINCT,
                            fit.counts().subjects(),
                            fit.counts().distinctSubjects());
        }
        int effects = data.spec().effectsOfASubject();
        int modest = effects == 4 ? 7 : 5;
        if (effects >= 4 && fit.points() > modest) {
            context.log()
                    .write(
                            GlimmixMessage.MANY_NODES,
                            effects,
                            fit.points(),
                            Math.round(Math.pow(fit.points(), effects)),
                            modest);
        }
        if (fit.search().uncertified()) {
            context.log().write(GlimmixMessage.UNCERTIFIED, fit.points());
        }
        fit.quadratureCheck().ifPresent(check -> {
            String shift = String.format(Locale.ROOT, "%.2g", check.largestShift());
            String parameter = ExtensionTables.parameterName(data, check.parameter());
            int enough = check.advisedPoints();
            if (check.isCoarse() && data.request().laplace()) {
                context.log().write(GlimmixMessage.LAPLACE_COARSE, check.points(), parameter, shift, enough);
            } else if (check.isCoarse()) {
                context.log()
                        .write(
                                data.request().quadrature().isAdaptive()
                                        ? GlimmixMessage.QUADRATURE_COARSE
                                        : GlimmixMessage.PLACEMENT_COARSE,
                                fit.points(),
                                check.points(),
                                parameter,
                                shift,
                                enough);
            } else if (check.largestShift() > 0.02) {
                context.log().write(GlimmixMessage.QUADRATURE_FINE, check.points(), fit.points(), shift);
            }
        });
    }
}
