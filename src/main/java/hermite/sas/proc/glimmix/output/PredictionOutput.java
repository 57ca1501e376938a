package hermite.sas.proc.glimmix.output;

import hermite.data.Missing;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.model.glmm.GlmmFit;
import hermite.sas.proc.InputData;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.glimmix.binding.GlimmixData;
import hermite.sas.proc.glimmix.binding.GlimmixMessage;
import hermite.sas.proc.glimmix.fitting.CategoryEffects;
import hermite.sas.proc.glimmix.fitting.CategoryPredictions;
import hermite.sas.proc.glimmix.fitting.FixedEffects;
import hermite.sas.proc.glimmix.fitting.Predictions;
import hermite.sas.syntax.ast.ProcStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The OUTPUT statement after a fit by quadrature or Laplace's approximation. */
public final class PredictionOutput {
    private final ProcContext context;
    private final OutputStatement statement;

    public PredictionOutput(ProcStep step, InputData input, ProcContext context) {
        this.context = context;
        statement = new OutputStatement(step, input, context);
    }

    public void add(GlimmixData data, GlmmFit fit, Optional<FixedEffects> fixed, Table table) {
        if (!statement.isAsked()) {
            return;
        }
        List<OutputStatement.Wanted> wanted = statement.wanted();
        if (data.response().categories().isPresent()) {
            wanted.stream()
                    .filter(w -> !CategoryPredictions.isDefined(
                            w.statistic(),
                            w.inverseLink(),
                            data.response().categories().orElseThrow()))
                    .forEach(w -> context.log().write(GlimmixMessage.NOT_BY_CATEGORY, w.statistic(), w.name()));
            CategoryPredictions predictions = new CategoryPredictions(
                    data, new CategoryEffects(data, fit), fit, table, statement.alpha(), context);
            statement.add(new CategoryOutput(data, predictions)
                    .extended(
                            table,
                            statement.keptVariables().of(table),
                            categoryStatistics(),
                            statement.observedCategory()));
            return;
        }
        boolean errors = wanted.stream()
                .anyMatch(w -> List.of("STDERR", "LCL", "UCL", "STUDENT").contains(w.statistic()));
        Predictions predictions =
                new Predictions(data, fit, fixed.orElseThrow(), table, errors, statement.alpha(), context);
        List<double[]> columns = new ArrayList<>();
        for (OutputStatement.Wanted w : wanted) {
            double[] out = new double[table.rowCount()];
            for (int i = 0; i < out.length; i++) {
                double value = predictions.statistic(w.statistic(), w.blup(), w.inverseLink(), i);
                out[i] = Double.isNaN(value) ? Missing.DOT : value;
            }
            columns.add(out);
        }
        statement.add(table, columns, data.rowsUsed());
    }

    private List<CategoryOutput.Wanted> categoryStatistics() {
        return statement.wanted().stream()
                .map(w -> new CategoryOutput.Wanted(
                        w.statistic(),
                        w.blup(),
                        w.inverseLink(),
                        Variable.numeric(w.name()).withLabel(w.label())))
                .toList();
    }

    public void addWithout(Table table) {
        if (statement.isAsked()) {
            statement.addWithout(table);
        }
    }

    public void write() {
        statement.write();
    }
}
