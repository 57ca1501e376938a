package hermite.sas.proc.glimmix.output;

import hermite.model.glmm.GlmmFit;
import hermite.model.inference.FittedCoefficients;
import hermite.sas.proc.ByGroup;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.glimmix.binding.Categories;
import hermite.sas.proc.glimmix.binding.GlimmixData;
import hermite.sas.proc.glimmix.binding.GlimmixResponse;
import hermite.sas.proc.glimmix.fitting.CategoryEffects;
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
import java.util.Optional;

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

    /** @param fixed effects of a response that is no multinomial */
    public void add(GlimmixData data, GlmmFit fit, Optional<FixedEffects> fixed, GlimmixTables tables, ByGroup group) {
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
            GlimmixData data, GlmmFit fit, Optional<FixedEffects> fixed, GlimmixTables tables, ByGroup group) {
        Optional<CategoryEffects> byCategory = data.response().categories().map(c -> new CategoryEffects(data, fit));
        FixedEffects effects = byCategory.map(c -> c.of(0)).orElseGet(fixed::orElseThrow);
        FittedCoefficients coefficients =
                byCategory.map(CategoryEffects::all).orElseGet(() -> PostFitInput.coefficients(data, effects));
        boolean[] aliased = new boolean[coefficients.columns()];
        for (int j = 0; j < aliased.length; j++) {
            aliased[j] = coefficients.estimates()[j] == 0 && coefficients.covariance()[j * aliased.length + j] == 0;
        }
        return new StoredFit(
                group.heading(),
                StoredFit.by(group),
                byCategory.map(c -> "Multinomial").orElse(data.response().distribution()),
                data.response().linkFunction(),
                coefficients.terms(),
                data.response().categories().map(Categories::reference).orElse(""),
                coefficients.estimates(),
                coefficients.covariance(),
                aliased,
                coefficients.crossProducts(),
                effects.residualDegreesOfFreedom(),
                Double.NaN,
                PostFitInput.covariateMeans(data).means(),
                StoredFit.statistics(tables.fitStatistics(fit)));
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
}
