package hermite.sas.proc.glimmix.output;

import hermite.model.Family;
import hermite.model.glmm.GlmmFit;
import hermite.report.Cell;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ByGroup;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.glimmix.binding.GlimmixData;
import hermite.sas.proc.glimmix.binding.GlimmixMessage;
import hermite.sas.proc.glimmix.binding.GlimmixResponse;
import hermite.sas.proc.glimmix.fitting.FixedEffects;
import hermite.sas.proc.glimmix.fitting.PostFitInput;
import hermite.sas.proc.glimmix.report.GlimmixTables;
import hermite.sas.proc.store.ItemStore;
import hermite.sas.proc.store.StoreFormat;
import hermite.sas.proc.store.StoredFit;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import java.util.ArrayList;
import java.util.List;

/** The STORE statement: keeps the fixed effects of every BY group for scoring and tests afterwards. */
public final class StoreOutput {
    private final List<ProcStatement> statements;
    private final ProcContext context;
    private final List<StoredFit> groups = new ArrayList<>();
    private ItemStore last;

    public StoreOutput(ProcStep step, ProcContext context) {
        this.statements = step.statements("STORE");
        this.context = context;
    }

    public void add(GlimmixData data, GlmmFit fit, FixedEffects fixed, GlimmixTables tables, ByGroup group) {
        if (statements.isEmpty()) {
            return;
        }
        groups.add(stored(data, fit, fixed, tables, group));
        GlimmixResponse response = data.response();
        last = new ItemStore(
                "GLIMMIX",
                data.dataSet(),
                context.now(),
                "",
                response.name() + response.trialsName().map(t -> "/" + t).orElse(""),
                response.profile().map(GlimmixResponse.Profile::modelled).orElse(""),
                data.offset().orElse(""),
                data.request().alpha(),
                groups);
    }

    private static StoredFit stored(
            GlimmixData data, GlmmFit fit, FixedEffects fixed, GlimmixTables tables, ByGroup group) {
        return new StoredFit(
                group.heading(),
                group.values().stream().map(StoreOutput::text).toList(),
                family(data),
                data.response().linkFunction(),
                data.terms(),
                fixed.estimates(),
                fixed.covariance(),
                data.sweep().aliased(),
                data.crossProducts(),
                fixed.residualDegreesOfFreedom(),
                PostFitInput.covariateMeans(data).means(),
                tables.fitStatistics(fit).rows().stream()
                        .map(r -> new StoredFit.Statistic(
                                ((Cell.Text) r.get(0)).value(), ((Cell.Number) r.get(1)).value()))
                        .toList());
    }

    public void write() {
        for (ProcStatement statement : statements) {
            if (groups.isEmpty()) {
                continue;
            }
            String label = statement.options().word("LABEL").orElse("");
            ItemStore store = new ItemStore(
                    last.creator(),
                    last.dataSet(),
                    last.created(),
                    label,
                    last.response(),
                    last.event(),
                    last.offset(),
                    last.alpha(),
                    groups);
            context.keepStore(((Body.Named) statement.body()).name(), StoreFormat.write(store));
        }
    }

    private static Family family(GlimmixData data) {
        return switch (data.response().distribution()) {
            case "Binomial", "Binary" -> Family.BINOMIAL;
            case "Poisson" -> Family.POISSON;
            case "Negative Binomial" -> Family.NEGATIVE_BINOMIAL;
            case "Gamma", "Exponential" -> Family.GAMMA;
            case "Inverse Gaussian" -> Family.INVERSE_GAUSSIAN;
            case "Geometric" -> Family.GEOMETRIC;
            case "Gaussian", "Lognormal" -> Family.NORMAL;
            default ->
                throw new StepFailure(
                        GlimmixMessage.NOT_BUILT,
                        "STORE for the " + data.response().distribution() + " distribution");
        };
    }

    private static String text(Cell cell) {
        if (cell instanceof Cell.Number number) {
            double v = number.value();
            return v == Math.rint(v) ? Long.toString((long) v) : Double.toString(v);
        }
        return cell instanceof Cell.Text text ? text.value() : cell instanceof Cell.Shown shown ? shown.text() : "";
    }
}
