package hermite.sas.proc.glimmix.pseudo;

import hermite.model.Observations;
import hermite.model.Verdict;
import hermite.model.glm.GlmFit;
import hermite.model.glm.GlmFitter;
import hermite.model.glm.GlmSpecification;
import hermite.model.inference.CovariateMeans;
import hermite.model.inference.DegreesOfFreedom;
import hermite.model.inference.FittedCoefficients;
import hermite.model.inference.ObservedMargins;
import hermite.model.pl.PseudoSpec;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.covariance.DegreesMethod;
import hermite.sas.proc.covariance.report.FixedEffectReport;
import hermite.sas.proc.covariance.report.InformationCriteria;
import hermite.sas.proc.covariance.report.TestColumns;
import hermite.sas.proc.glimmix.binding.GlimmixMessage;
import hermite.sas.proc.glimmix.report.GlimmixTables;
import hermite.sas.proc.glimmix.report.OddsRatios;
import hermite.sas.proc.postfit.Dialect;
import hermite.sas.proc.postfit.PostFit;
import hermite.sas.proc.postfit.PostFitModel;
import hermite.sas.syntax.ast.Options;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A model without RANDOM statements: a generalized linear model by maximum likelihood, with GLIMMIX's tables. */
final class PlainAnalysis {
    private final PseudoData data;
    private final ProcContext context;

    PlainAnalysis(PseudoData data, ProcContext context) {
        this.data = data;
        this.context = context;
    }

    /** Whether the step has neither random effects nor a statement about the residuals, and a likelihood of its own. */
    static boolean suits(PseudoData data) {
        boolean overdispersed =
                data.response().distribution().equals("Negative Binomial") && isOverdispersion(data.request());
        return data.request().random().isEmpty()
                && (data.request().residual().isEmpty() || overdispersed)
                && !data.isLinear();
    }

    /** Whether RANDOM _RESIDUAL_ alone multiplies variances by a number, and nothing makes rows covary. */
    static boolean isOverdispersion(PseudoRequest request) {
        return request.random().isEmpty()
                && request.residual().filter(r -> r.options().all().isEmpty()).isPresent();
    }

    /**
     * What is known after the tables.
     *
     * @param dispersion φ of the variance φV(μ)
     * @param shape k of a negative binomial, else 1
     * @param df n − rank X, or infinite
     */
    record Result(
            FittedCoefficients coefficients, double dispersion, double shape, double df, OutputTable fitStatistics) {}

    Result run() {
        PseudoRequest request = data.request();
        if (request.empirical().isPresent()) {
            throw new StepFailure(
                    request.step().place(), GlimmixMessage.NOT_BUILT, "EMPIRICAL without a RANDOM statement");
        }
        GlmFit fit = fit();
        Verdict verdict = fit.verdict();
        // a dispersion at the edge of its range is an answer
        boolean converged = verdict.isConverged() || verdict.outcome() == Verdict.Outcome.BOUNDARY;
        put(iterations(fit));
        put(GlimmixTables.convergence(
                converged ? "Convergence criterion (GCONV=1E-8) satisfied." : "Did not converge.",
                converged ? 0 : 1,
                true,
                converged));
        if (!converged) {
            context.log().write(GlimmixMessage.NOT_CONVERGED, verdict.cause());
        } else {
            context.log().write(GlimmixMessage.CONVERGED, "GCONV=1E-8");
        }
        OutputTable statistics = fitStatistics(fit);
        put(statistics);
        double df = request.degreesOfFreedom() == DegreesMethod.NONE
                ? Double.POSITIVE_INFINITY
                : Math.max(1, data.observations() - fit.rank());
        boolean overdispersed = isOverdispersion(request);
        double factor = overdispersed ? overdispersion(fit) : 1;
        FittedCoefficients coefficients = new FittedCoefficients(
                data.terms(),
                fit.estimates(),
                Arrays.stream(fit.covariance()).map(v -> v * factor).toArray(),
                data.hasFirstOrderWeights() ? firstOrderCrossProducts(fit) : data.testCrossProducts(),
                DegreesOfFreedom.fixed(df));
        FixedEffectReport report = new FixedEffectReport(
                coefficients,
                fit.aliased(),
                request.model().options(),
                request.alpha(),
                FixedEffectReport.Wording.PLAIN);
        if (fit.scaleIsMaximumLikelihood()) {
            report = report.withScale(fit.dispersion(), dispersionError(fit));
        }
        if (overdispersed) {
            report = report.withOverdispersion(factor);
            context.log()
                    .write(
                            GlimmixMessage.OVERDISPERSION,
                            NumberFormats.BEST8.print(factor).strip());
        }
        report.solution().ifPresent(this::put);
        double[] counts = data.counts();
        Options model = request.model().options();
        if (model.has("STDCOEF") && !model.has("NOCENTER")) {
            put(report.standardized(data.x(), counts));
        }
        report.covariances(fit.covariance()).forEach(this::put);
        if (request.model().options().has("ODDSRATIO")
                || request.step().options().has("ODDSRATIO")) {
            OddsRatios.put(data, coefficients, context);
        }
        report.tests().forEach(this::put);
        PostFitModel after = PostFitModel.of(
                        coefficients, data.response().linkFunction(), request.alpha(), Dialect.MIXED)
                .withData(
                        () -> CovariateMeans.of(data.terms(), data.table(), data.rowsUsed(), counts),
                        () -> ObservedMargins.of(
                                data.terms(), data.table(), data.rowsUsed(), counts, context.formats()));
        new PostFit(after, context).run(request.step().statements());
        boolean shaped = data.spec().hasShape();
        return new Result(
                coefficients,
                !shaped && fit.scaleIsMaximumLikelihood() ? fit.dispersion() : factor,
                shaped ? fit.dispersion() : 1,
                df,
                statistics);
    }

    /** Of the dispersion, from that of the scale that is a function of it. */
    private static double dispersionError(GlmFit fit) {
        double phi = fit.dispersion();
        return switch (fit.specification().family()) {
            case NEGATIVE_BINOMIAL, TWEEDIE -> fit.scaleStandardError();
            case GAMMA -> fit.scaleStandardError() * phi * phi;
            default -> fit.scaleStandardError() * 2 * Math.sqrt(phi);
        };
    }

    /** Pearson's statistic divided by n − rank X, or by n with NOREML. */
    private double overdispersion(GlmFit fit) {
        double n = data.observations() - (data.request().isRestricted() ? fit.rank() : 0);
        return fit.criteria().pearson() / n;
    }

    private double[] firstOrderCrossProducts(GlmFit fit) {
        PseudoSpec spec = data.spec();
        double shape = spec.hasShape() ? fit.dispersion() : 1;
        double[] w = new double[data.rowsUsed().length];
        for (int i = 0; i < w.length; i++) {
            double eta = spec.offset()[i];
            for (int j = 0; j < data.x().columns(); j++) {
                eta += data.x().get(i, j) * fit.estimates()[j];
            }
            double slope = spec.link().firstDerivative(eta);
            double variance = spec.family().variance(spec.link().inverse(eta), shape);
            w[i] = spec.weight()[i] * spec.trials()[i] * slope * slope / variance;
        }
        return data.x().crossProducts(w);
    }

    private void put(OutputTable table) {
        context.put(table);
    }

    private GlmFit fit() {
        Observations observations = Observations.of(
                        data.x().values(), data.x().columns(), data.spec().response())
                .withTrials(data.spec().trials())
                .withWeight(data.spec().weight())
                .withOffset(data.spec().offset());
        GlmSpecification specification =
                GlmSpecification.of(data.spec().family(), data.spec().link());
        if (data.response().distribution().equals("Exponential")) {
            specification = specification.withScale(new hermite.model.glm.ScaleRule.Fixed(1));
        }
        return GlmFitter.fit(specification, observations);
    }

    /** The objective is the negative log likelihood with all its terms, under the dispersion that was estimated. */
    private OutputTable iterations(GlmFit fit) {
        List<GlmFit.Iteration> trace = fit.trace();
        double end = trace.isEmpty() ? 0 : trace.get(trace.size() - 1).logLikelihood();
        double phi =
                switch (fit.specification().family()) {
                    case GAMMA, INVERSE_GAUSSIAN -> fit.dispersion();
                    default -> 1;
                };
        List<List<Cell>> rows = new ArrayList<>();
        double before = Double.NaN;
        for (GlmFit.Iteration i : trace) {
            double objective = (end - i.logLikelihood()) / phi - fit.criteria().fullLogLikelihood();
            rows.add(List.of(
                    Cell.of((double) i.number()),
                    Cell.of(0.0),
                    Cell.of(1.0),
                    Cell.of(objective),
                    TestColumns.number(before - objective)));
            before = objective;
        }
        return OutputTable.of(
                "IterHistory",
                "Iteration History",
                Layout.COLUMNS,
                List.of(
                        OutputColumn.number("Iteration", "Iteration", NumberFormats.INTEGER)
                                .asRowHeader(),
                        OutputColumn.number("Restarts", "Restarts", NumberFormats.INTEGER),
                        OutputColumn.number("Evaluations", "Evaluations", NumberFormats.INTEGER),
                        OutputColumn.number("Objective", "Objective|Function", NumberFormats.BEST12),
                        OutputColumn.number("Change", "Change", NumberFormats.F14_8)),
                rows);
    }

    private OutputTable fitStatistics(GlmFit fit) {
        double m2ll = -2 * fit.criteria().fullLogLikelihood();
        double d = fit.rank() + (fit.scaleIsMaximumLikelihood() ? 1 : 0);
        double n = data.observations();
        double left = n - fit.rank();
        double pearson = fit.criteria().pearson();
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(GlimmixTables.row("-2 Log Likelihood", m2ll));
        if (!data.request().step().options().word("IC").orElse("Q").equals("NONE")) {
            rows.addAll(GlimmixTables.criteria(new InformationCriteria(m2ll, d, n, n)));
        }
        rows.add(GlimmixTables.row("Pearson Chi-Square", pearson));
        rows.add(GlimmixTables.row("Pearson Chi-Square / DF", pearson / left));
        return GlimmixTables.counted("FitStatistics", "Fit Statistics", NumberFormats.F12_2, rows);
    }
}
