package hermite.sas.proc.glimmix.output;

import hermite.model.glmm.GlmmFit;
import hermite.model.inference.FittedCoefficients;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ByGroup;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.glimmix.binding.Categories;
import hermite.sas.proc.glimmix.binding.GlimmixData;
import hermite.sas.proc.glimmix.binding.GlimmixMessage;
import hermite.sas.proc.glimmix.binding.GlimmixResponse;
import hermite.sas.proc.glimmix.fitting.CategoryEffects;
import hermite.sas.proc.glimmix.fitting.FixedEffects;
import hermite.sas.proc.glimmix.fitting.PostFitInput;
import hermite.sas.proc.glimmix.report.GlimmixTables;
import hermite.sas.proc.store.StoreStatement;
import hermite.sas.proc.store.StoreStatement.Source;
import hermite.sas.proc.store.StoredFit;
import hermite.sas.syntax.ast.ProcStep;
import java.util.Optional;

/** The STORE statement: keeps the fixed effects of every BY group for scoring and tests afterwards. */
public final class StoreOutput {
    private final StoreStatement store;

    public StoreOutput(ProcStep step, ProcContext context) {
        store = new StoreStatement(step, context);
    }

    /** What the stores of all methods of estimation say about the model. */
    public static Source source(String dataSet, GlimmixResponse response, Optional<String> offset, double alpha) {
        if (response.categories().filter(c -> c.referencePredictor() != 0).isPresent()) {
            throw new StepFailure(GlimmixMessage.NOT_BUILT, "The STORE statement with REFLINP=");
        }
        return new Source(
                dataSet,
                response.name() + response.trialsName().map(t -> "/" + t).orElse(""),
                response.profile().map(GlimmixResponse.Profile::modelled).orElse(""),
                offset.orElse(""),
                alpha);
    }

    /** @param fixed effects of a response that is no multinomial */
    public void add(GlimmixData data, GlmmFit fit, Optional<FixedEffects> fixed, GlimmixTables tables, ByGroup group) {
        if (store.isAsked()) {
            store.add(
                    source(
                            data.dataSet(),
                            data.response(),
                            data.offset(),
                            data.request().alpha()),
                    stored(data, fit, fixed, tables, group));
        }
    }

    private static StoredFit stored(
            GlimmixData data, GlmmFit fit, Optional<FixedEffects> fixed, GlimmixTables tables, ByGroup group) {
        Optional<CategoryEffects> byCategory = data.response().categories().map(c -> CategoryEffects.of(data, fit));
        FittedCoefficients coefficients = byCategory
                .map(CategoryEffects::all)
                .orElseGet(() -> PostFitInput.coefficients(data, fixed.orElseThrow()));
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
                byCategory.map(CategoryEffects::residualDegreesOfFreedom).orElseGet(() -> fixed.orElseThrow()
                        .residualDegreesOfFreedom()),
                Double.NaN,
                PostFitInput.covariateMeans(data).means(),
                StoredFit.statistics(tables.fitStatistics(fit)));
    }

    public void write() {
        store.write();
    }
}
