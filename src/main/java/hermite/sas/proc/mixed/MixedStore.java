package hermite.sas.proc.mixed;

import hermite.model.StandardLink;
import hermite.model.inference.CovariateMeans;
import hermite.sas.proc.ByGroup;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.covariance.FixedInference;
import hermite.sas.proc.store.StoreStatement;
import hermite.sas.proc.store.StoreStatement.Source;
import hermite.sas.proc.store.StoredFit;
import hermite.sas.syntax.ast.ProcStep;
import java.util.Arrays;

/** The STORE statement: keeps the fixed effects of every BY group for scoring and tests afterwards. */
final class MixedStore {
    private final StoreStatement store;

    MixedStore(ProcStep step, ProcContext context) {
        store = new StoreStatement(step, context);
    }

    /** @param residualVariance the only covariance parameter; NaN where there are others */
    void add(MixedData data, FixedInference fixed, double residualVariance, ParameterTables tables, ByGroup group) {
        if (!store.isAsked()) {
            return;
        }
        double[] counts = new double[data.observations()];
        Arrays.fill(counts, 1);
        StoredFit fit = new StoredFit(
                group.heading(),
                StoredFit.by(group),
                "Normal",
                StandardLink.IDENTITY,
                data.terms(),
                "",
                fixed.coefficients().estimates(),
                fixed.coefficients().covariance(),
                data.sweep().aliased(),
                data.crossProducts(),
                fixed.residualDegreesOfFreedom(),
                residualVariance,
                CovariateMeans.of(data.terms(), data.table(), data.rowsUsed(), counts)
                        .means(),
                StoredFit.statistics(tables.fitStatistics()));
        store.add(
                new Source(
                        data.dataSet(), data.response(), "", "", data.request().alpha()),
                fit);
    }

    void write() {
        store.write();
    }
}
