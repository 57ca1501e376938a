package hermite.sas.proc.glimmix.pseudo;

import hermite.model.inference.CovariateMeans;
import hermite.model.inference.FittedCoefficients;
import hermite.report.Cell;
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

    void add(
            PseudoData data,
            FittedCoefficients coefficients,
            double residualDf,
            OutputTable fitStatistics,
            ByGroup group) {
        if (statements.isEmpty()) {
            return;
        }
        double[] counts = new double[data.rowsUsed().length];
        Arrays.fill(counts, 1);
        groups.add(new StoredFit(
                group.heading(),
                group.values().stream().map(PseudoStore::text).toList(),
                data.spec().family(),
                data.spec().link(),
                data.terms(),
                coefficients.estimates(),
                coefficients.covariance(),
                data.sweep().aliased(),
                data.crossProducts(),
                residualDf,
                CovariateMeans.of(data.terms(), data.table(), data.rowsUsed(), counts)
                        .means(),
                fitStatistics.rows().stream()
                        .map(r -> new StoredFit.Statistic(
                                ((Cell.Text) r.get(0)).value(), ((Cell.Number) r.get(1)).value()))
                        .toList()));
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

    private static String text(Cell cell) {
        if (cell instanceof Cell.Number number) {
            double v = number.value();
            return v == Math.rint(v) ? Long.toString((long) v) : Double.toString(v);
        }
        return cell instanceof Cell.Text text ? text.value() : cell instanceof Cell.Shown shown ? shown.text() : "";
    }
}
