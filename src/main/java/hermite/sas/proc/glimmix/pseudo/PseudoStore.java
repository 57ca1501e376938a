package hermite.sas.proc.glimmix.pseudo;

import hermite.model.inference.CovariateMeans;
import hermite.model.inference.FittedCoefficients;
import hermite.report.OutputTable;
import hermite.sas.proc.ByGroup;
import hermite.sas.proc.ProcContext;
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
final class PseudoStore {
    private final List<ProcStatement> statements;
    private final ProcContext context;
    private final List<StoredFit> groups = new ArrayList<>();
    private final List<PseudoData> last = new ArrayList<>();

    PseudoStore(ProcStep step, ProcContext context) {
        statements = step.statements("STORE");
        this.context = context;
    }

    /** @param residualVariance of a normal response without other covariance parameters, otherwise NaN */
    void add(
            PseudoData data,
            FittedCoefficients coefficients,
            double residualDf,
            double residualVariance,
            OutputTable fitStatistics,
            ByGroup group) {
        if (statements.isEmpty()) {
            return;
        }
        double[] counts = new double[data.rowsUsed().length];
        Arrays.fill(counts, 1);
        groups.add(new StoredFit(
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
                StoredFit.statistics(fitStatistics)));
        last.clear();
        last.add(data);
    }

    void write() {
        for (ProcStatement statement : statements) {
            for (PseudoData data : last) {
                var response = data.response();
                ItemStore store = new ItemStore(
                        "GLIMMIX",
                        data.dataSet(),
                        context.now(),
                        statement.options().word("LABEL").orElse(""),
                        response.name()
                                + response.trialsName().map(t -> "/" + t).orElse(""),
                        response.profile().map(p -> p.modelled()).orElse(""),
                        data.offset().orElse(""),
                        data.request().alpha(),
                        groups);
                context.keepStore(((Body.Named) statement.body()).name(), StoreFormat.write(store));
            }
        }
    }
}
