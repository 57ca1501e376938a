package hermite.sas.proc.glimmix.output;

import hermite.data.CharacterColumn;
import hermite.data.Missing;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.sas.log.Log;
import hermite.sas.proc.glimmix.binding.Categories;
import hermite.sas.proc.glimmix.binding.FixedModel;
import hermite.sas.proc.glimmix.binding.GlimmixMessage;
import hermite.sas.proc.glimmix.fitting.CategoryPredictions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Predictions of a multinomial model: one row for each observation and category, named in _LEVEL_. Cumulative models
 * give cumulative probabilities of all categories but the last, generalized logits those of every category. Residuals of
 * categories are not defined and stay missing.
 */
public final class CategoryOutput {
    private final FixedModel data;
    private final Categories categories;

    public CategoryOutput(FixedModel data) {
        this.data = data;
        categories = data.response().categories().orElseThrow();
    }

    /** Adds the rows of a table, where OBSCAT asks for it those of the categories observed alone. */
    public void add(OutputStatement statement, Table table, CategoryPredictions predictions, Log log) {
        List<String> levels = categories.nominal() ? categories.levels() : categories.modelled();
        int[] observed = new int[table.rowCount()];
        Arrays.fill(observed, -1);
        for (int i = 0; i < data.rowsUsed().length; i++) {
            observed[data.rowsUsed()[i]] = categories.index()[i];
        }
        List<Integer> rows = new ArrayList<>();
        List<Integer> level = new ArrayList<>();
        for (int i = 0; i < observed.length; i++) {
            for (int c = 0; c < levels.size() && (observed[i] >= 0 || !statement.usedOnly()); c++) {
                if (!statement.observedCategory() || observed[i] == c) {
                    rows.add(i);
                    level.add(c);
                }
            }
        }
        List<double[]> columns = new ArrayList<>();
        for (OutputStatement.Wanted w : statement.wanted()) {
            if (!CategoryPredictions.isDefined(w.statistic(), w.inverseLink(), categories)) {
                log.write(GlimmixMessage.NOT_BY_CATEGORY, w.statistic(), w.name());
            }
            double[] out = new double[rows.size()];
            for (int k = 0; k < out.length; k++) {
                double value =
                        predictions.statistic(w.statistic(), w.blup(), w.inverseLink(), rows.get(k), level.get(k));
                out[k] = Double.isNaN(value) ? Missing.DOT : value;
            }
            columns.add(out);
        }
        int width = levels.stream().mapToInt(String::length).max().orElse(1);
        statement.add(
                table,
                rows.stream().mapToInt(i -> i).toArray(),
                List.of(new OutputStatement.Added(
                        Variable.character("_LEVEL_", width).withLabel("Response Level"),
                        CharacterColumn.of(level.stream().map(levels::get).toList()))),
                columns);
    }
}
