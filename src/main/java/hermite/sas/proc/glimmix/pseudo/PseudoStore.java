package hermite.sas.proc.glimmix.pseudo;

import hermite.model.inference.FittedCoefficients;
import hermite.report.OutputTable;
import hermite.sas.proc.ByGroup;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.glimmix.binding.Categories;
import hermite.sas.proc.glimmix.fitting.PostFitInput;
import hermite.sas.proc.glimmix.output.StoreOutput;
import hermite.sas.proc.store.StoreStatement;
import hermite.sas.proc.store.StoredFit;
import hermite.sas.syntax.ast.ProcStep;

/** The STORE statement: keeps the fixed effects of every BY group for scoring and tests afterwards. */
final class PseudoStore {
    private final StoreStatement store;

    PseudoStore(ProcStep step, ProcContext context) {
        store = new StoreStatement(step, context);
    }

    /** @param residualVariance of a normal response without other covariance parameters, otherwise NaN */
    void add(
            PseudoData data,
            FittedCoefficients coefficients,
            double residualDf,
            double residualVariance,
            OutputTable fitStatistics,
            ByGroup group) {
        if (!store.isAsked()) {
            return;
        }
        boolean[] aliased = new boolean[coefficients.columns()];
        for (int j = 0; j < aliased.length; j++) {
            aliased[j] = coefficients.estimates()[j] == 0 && coefficients.covariance()[j * aliased.length + j] == 0;
        }
        StoredFit fit = new StoredFit(
                group.heading(),
                StoredFit.by(group),
                data.isCategorical() ? "Multinomial" : data.response().distribution(),
                data.response().linkFunction(),
                coefficients.terms(),
                data.response().categories().map(Categories::reference).orElse(""),
                coefficients.estimates(),
                coefficients.covariance(),
                aliased,
                coefficients.crossProducts(),
                residualDf,
                residualVariance,
                PostFitInput.covariateMeans(data).means(),
                StoredFit.statistics(fitStatistics));
        store.add(
                StoreOutput.source(
                        data.dataSet(),
                        data.response(),
                        data.offset(),
                        data.request().alpha()),
                fit);
    }

    void write() {
        store.write();
    }
}
