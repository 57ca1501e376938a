package hermite.sas.proc.glimmix.pseudo;

import hermite.model.inference.CovariateMeans;
import hermite.model.inference.FittedCoefficients;
import hermite.report.OutputTable;
import hermite.sas.proc.ByGroup;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.glimmix.output.StoreOutput;
import hermite.sas.proc.store.StoreStatement;
import hermite.sas.proc.store.StoredFit;
import hermite.sas.syntax.ast.ProcStep;
import java.util.Arrays;

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
        double[] counts = new double[data.rowsUsed().length];
        Arrays.fill(counts, 1);
        StoredFit fit = new StoredFit(
                group.heading(),
                StoredFit.by(group),
                data.response().distribution(),
                data.spec().link(),
                data.terms(),
                "",
                coefficients.estimates(),
                coefficients.covariance(),
                data.sweep().aliased(),
                data.crossProducts(),
                residualDf,
                residualVariance,
                CovariateMeans.of(data.terms(), data.table(), data.rowsUsed(), counts)
                        .means(),
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
