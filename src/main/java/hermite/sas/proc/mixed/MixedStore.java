package hermite.sas.proc.mixed;

import hermite.model.StandardLink;
import hermite.model.inference.CovariateMeans;
import hermite.sas.proc.ByGroup;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.covariance.FixedInference;
import hermite.sas.proc.store.ItemStore;
import hermite.sas.proc.store.StoreFormat;
import hermite.sas.proc.store.StoredFit;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The STORE statement: keeps the fixed effects of every BY group for scoring and tests afterwards. */
final class MixedStore {
    private final List<ProcStatement> statements;
    private final ProcContext context;
    private final List<StoredFit> groups = new ArrayList<>();
    private String dataSet = "";
    private String response = "";
    private double alpha;

    MixedStore(ProcStep step, ProcContext context) {
        statements = step.statements("STORE");
        this.context = context;
    }

    /** @param residualVariance the only covariance parameter; NaN where there are others */
    void add(MixedData data, FixedInference fixed, double residualVariance, ParameterTables tables, ByGroup group) {
        if (statements.isEmpty()) {
            return;
        }
        dataSet = data.dataSet();
        response = data.response();
        alpha = data.request().alpha();
        double[] counts = new double[data.observations()];
        Arrays.fill(counts, 1);
        groups.add(new StoredFit(
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
                StoredFit.statistics(tables.fitStatistics())));
    }

    void write() {
        for (ProcStatement statement : statements) {
            if (!groups.isEmpty()) {
                ItemStore store = new ItemStore(
                        "MIXED",
                        dataSet,
                        context.now(),
                        statement.options().word("LABEL").orElse(""),
                        response,
                        "",
                        "",
                        alpha,
                        groups);
                context.keepStore(((Body.Named) statement.body()).name(), StoreFormat.write(store));
            }
        }
    }
}
