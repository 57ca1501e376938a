package hermite.sas.proc.glimmix.report;

import hermite.model.lmm.LmmFit;
import hermite.model.lmm.LmmVerdict;
import hermite.model.pl.PseudoFit;
import hermite.model.pl.PseudoLikelihoodFitter;
import hermite.model.pl.PseudoSpec;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.log.Log;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.glimmix.binding.GlimmixData;
import hermite.sas.proc.glimmix.binding.GlimmixMessage;
import hermite.sas.proc.glimmix.binding.PseudoRequest;
import hermite.sas.proc.glimmix.fitting.FixedEffects;
import hermite.sas.proc.glimmix.fitting.PostFitInput;
import hermite.sas.proc.postfit.PostFit;
import java.util.ArrayList;
import java.util.List;

/** Fits one BY group by pseudo-likelihood and puts its tables. */
public final class PseudoReport {
    private final GlimmixData data;
    private final PseudoRequest request;
    private final PseudoSpec spec;

    public PseudoReport(GlimmixData data, PseudoRequest request) {
        this.data = data;
        this.request = request;
        this.spec = request.bind(data);
    }

    public void run(ProcContext context) {
        PseudoFit fit = fit();
        context.put(optimization());
        if (!data.request().step().options().has("NOITPRINT")) {
            context.put(iterations(fit));
        }
        if (!fit.converged()) {
            context.put(GlimmixTables.convergence("Did not converge.", 1, true, false));
            context.log()
                    .write(
                            GlimmixMessage.NOT_CONVERGED,
                            fit.history().size() + " updates of the pseudo-response did not settle");
            return;
        }
        LmmFit linear = fit.linear();
        LmmVerdict verdict = linear.verdict();
        context.put(GlimmixTables.convergence(
                "Convergence criterion (PCONV=1.11022E-8) satisfied.",
                0,
                verdict.kind() != LmmVerdict.Kind.ZERO_VARIANCE,
                verdict.kind() != LmmVerdict.Kind.INDEFINITE_HESSIAN));
        log(verdict, context.log());
        context.put(fitStatistics(fit));
        context.put(covarianceParameters(linear));
        FixedEffects fixed = new FixedEffects(data, linear.beta(), linear.betaCovariance(), spec.p());
        FixedEffectTables.put(data, fixed, context);
        new PostFit(PostFitInput.of(data, fixed, context.formats()), context)
                .run(data.request().step().statements());
    }

    private PseudoFit fit() {
        PseudoFit fit;
        try {
            fit = new PseudoLikelihoodFitter().fit(spec);
        } catch (IllegalArgumentException e) {
            // fitted means at the edge of their range leave the pseudo-response without weight
            throw new StepFailure(
                    data.request().step().place(), GlimmixMessage.NOT_COMPUTABLE, "the pseudo-response diverged");
        }
        if (!fit.linear().verdict().hasEstimates()) {
            throw new StepFailure(
                    data.request().step().place(),
                    GlimmixMessage.NOT_COMPUTABLE,
                    "the linear mixed model of the pseudo-response has none");
        }
        return fit;
    }

    private List<String> names() {
        int g = data.spec().covariance().parameters();
        List<String> names =
                new ArrayList<>(new CovarianceParameterTables(data).names().subList(0, g));
        if (request.hasScale(data)) {
            names.add(request.scale() ? "Residual (VC)" : "Residual");
        }
        return names;
    }

    private void log(LmmVerdict verdict, Log log) {
        log.write(GlimmixMessage.PL_CONVERGED);
        if (verdict.kind() == LmmVerdict.Kind.ZERO_VARIANCE) {
            log.write(GlimmixMessage.ZERO_VARIANCE, names().get(verdict.parameter()));
        } else if (verdict.kind() == LmmVerdict.Kind.INDEFINITE_HESSIAN) {
            log.write(
                    GlimmixMessage.INDEFINITE_HESSIAN,
                    "too many covariance parameters for these data",
                    "a covariance parameter");
        }
    }

    private OutputTable optimization() {
        boolean scaled = request.hasScale(data);
        long bounds = data.spec().covariance().reported().stream()
                        .filter(r -> r.isBoundedBelow())
                        .count()
                + (scaled ? 1 : 0);
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(GlimmixTables.row("Optimization Technique", "Newton-Raphson with Step Halving"));
        rows.add(GlimmixTables.row("Parameters in Optimization", Integer.toString(names().size())));
        rows.add(GlimmixTables.row("Lower Boundaries", Long.toString(bounds)));
        rows.add(GlimmixTables.row("Upper Boundaries", "0"));
        rows.add(GlimmixTables.row("Fixed Effects", "Profiled"));
        if (scaled) {
            rows.add(GlimmixTables.row("Residual Variance", "Not Profiled"));
        }
        rows.add(GlimmixTables.row("Starting From", "Data"));
        return GlimmixTables.labelled("OptInfo", "Optimization Information", rows);
    }

    private OutputTable iterations(PseudoFit fit) {
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < fit.history().size(); i++) {
            PseudoFit.Update update = fit.history().get(i);
            rows.add(List.of(
                    Cell.of((double) i),
                    Cell.of(0.0),
                    Cell.of((double) update.subiterations()),
                    Cell.of(update.minusTwoLog()),
                    FixedEffectTables.number(update.change()),
                    Cell.of(update.maxGradient())));
        }
        return OutputTable.of(
                "IterHistory",
                "Iteration History",
                Layout.COLUMNS,
                List.of(
                        OutputColumn.number("Iteration", "Iteration", NumberFormats.INTEGER)
                                .asRowHeader(),
                        OutputColumn.number("Restarts", "Restarts", NumberFormats.INTEGER),
                        OutputColumn.number("Subiterations", "Subiterations", NumberFormats.INTEGER),
                        OutputColumn.number("Objective", "Objective|Function", NumberFormats.BEST12),
                        OutputColumn.number("Change", "Change", NumberFormats.F14_8),
                        OutputColumn.number("MaxGradient", "Max|Gradient", NumberFormats.BEST8)),
                rows);
    }

    private OutputTable fitStatistics(PseudoFit fit) {
        double df = data.observations() - (request.isRestricted() ? spec.p() : 0);
        return GlimmixTables.counted(
                "FitStatistics",
                "Fit Statistics",
                NumberFormats.F12_2,
                List.of(
                        GlimmixTables.row(
                                request.isRestricted() ? "-2 Res Log Pseudo-Likelihood" : "-2 Log Pseudo-Likelihood",
                                fit.linear().minusTwoLog()),
                        GlimmixTables.row("Generalized Chi-Square", fit.generalizedChiSquare()),
                        GlimmixTables.row("Gener. Chi-Square / DF", fit.generalizedChiSquare() / df)));
    }

    private OutputTable covarianceParameters(LmmFit linear) {
        List<String> names = names();
        int g = data.spec().covariance().parameters();
        List<List<Cell>> rows = new ArrayList<>();
        for (int k = 0; k < names.size(); k++) {
            rows.add(List.of(
                    Cell.of(names.get(k)),
                    Cell.of(k < g ? new CovarianceParameterTables(data).subject(k) : ""),
                    Cell.of(linear.theta()[k]),
                    FixedEffectTables.number(linear.standardError(k))));
        }
        return OutputTable.of(
                "CovParms",
                "Covariance Parameter Estimates",
                Layout.COLUMNS,
                List.of(
                        OutputColumn.rowHeader("CovParm", "Cov Parm"),
                        OutputColumn.text("Subject", "Subject"),
                        OutputColumn.number("Estimate", "Estimate", NumberFormats.D8_4),
                        OutputColumn.number("StdErr", "Standard|Error", NumberFormats.D8_4)),
                rows);
    }
}
