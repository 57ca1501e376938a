package hermite.sas.proc.glimmix.output;

import hermite.data.Missing;
import hermite.data.Table;
import hermite.model.glmm.GlmmFit;
import hermite.sas.proc.InputData;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.glimmix.binding.GlimmixData;
import hermite.sas.proc.glimmix.fitting.CategoryEffects;
import hermite.sas.proc.glimmix.fitting.CategoryModes;
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
            CategoryModes modes = new CategoryModes(data, CategoryEffects.of(data, fit), fit, table, context);
            new CategoryOutput(data)
                    .add(
                            statement,
                            table,
                            new CategoryPredictions(
                                    data.response().categories().orElseThrow(), modes, statement.alpha()),
                            context.log());
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

    public void addWithout(Table table) {
        if (statement.isAsked()) {
            statement.addWithout(table);
        }
    }

    public void write() {
        statement.write();
    }
}
