package hermite.sas.proc.glimmix.report;

import hermite.model.glmm.GlmmFit;
import hermite.report.OutputTable;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.covariance.report.FixedEffectReport;
import hermite.sas.proc.glimmix.binding.GlimmixData;
import hermite.sas.proc.glimmix.fitting.FixedEffects;
import hermite.sas.proc.glimmix.fitting.PostFitInput;
import hermite.sas.syntax.ast.Options;
import java.util.Optional;

/** Puts the tables of the fixed effects: solutions, covariance, odds ratios, tests. */
public final class FixedEffectTables {
    private FixedEffectTables() {}

    public static void put(
            GlimmixData data, GlmmFit fit, FixedEffects fixed, DerivativeTables derivatives, ProcContext context) {
        Options model = data.request().modelOptions();
        FixedEffectReport report = report(data, fit, fixed);
        boolean gradient = data.request().step().options().has("GRADIENT")
                && !data.request().isPlain();
        Optional<OutputTable> solution = report.solution();
        solution.map(s -> gradient ? derivatives.withFixedGradient(s) : s).ifPresent(context::put);
        if (model.has("STDCOEF") && !model.has("NOCENTER")) {
            context.put(report.standardized(data.x(), data.counts()));
        }
        report.covariances(fixed.modelCovariance()).forEach(context::put);
        if (data.request().asksForOddsRatios()) {
            OddsRatios.put(data, PostFitInput.coefficients(data, fixed), context);
        }
        report.tests().forEach(context::put);
    }

    /** Without random effects the scale is a parameter among the others. */
    private static FixedEffectReport report(GlimmixData data, GlmmFit fit, FixedEffects fixed) {
        boolean plain = data.request().isPlain();
        FixedEffectReport report = new FixedEffectReport(
                PostFitInput.coefficients(data, fixed),
                data.sweep().aliased(),
                data.request().modelOptions(),
                data.request().alpha(),
                plain ? FixedEffectReport.Wording.PLAIN : FixedEffectReport.Wording.GLIMMIX);
        int scale = fit.parameters() - 1;
        return plain && data.spec().response().hasDispersion()
                ? report.withScale(fit.estimates()[scale], fit.modelStandardError(scale))
                : report;
    }
}
