package hermite.sas.proc.mixed;

import hermite.model.Family;
import hermite.model.StandardLink;
import hermite.model.inference.CovariateMeans;
import hermite.report.Cell;
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

    void add(MixedData data, FixedInference fixed, ParameterTables tables, ByGroup group) {
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
                group.values().stream().map(MixedStore::text).toList(),
                Family.NORMAL,
                StandardLink.IDENTITY,
                data.terms(),
                fixed.coefficients().estimates(),
                fixed.coefficients().covariance(),
                data.sweep().aliased(),
                data.crossProducts(),
                fixed.residualDegreesOfFreedom(),
                CovariateMeans.of(data.terms(), data.table(), data.rowsUsed(), counts)
                        .means(),
                tables.fitStatistics().rows().stream()
                        .map(r -> new StoredFit.Statistic(
                                ((Cell.Text) r.get(0)).value(), ((Cell.Number) r.get(1)).value()))
                        .toList()));
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

    private static String text(Cell cell) {
        if (cell instanceof Cell.Number number) {
            double v = number.value();
            return v == Math.rint(v) ? Long.toString((long) v) : Double.toString(v);
        }
        return cell instanceof Cell.Text text ? text.value() : cell instanceof Cell.Shown shown ? shown.text() : "";
    }
}
