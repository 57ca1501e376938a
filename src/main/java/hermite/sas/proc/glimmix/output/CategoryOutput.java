package hermite.sas.proc.glimmix.output;

import hermite.data.CharacterColumn;
import hermite.data.Column;
import hermite.data.Missing;
import hermite.data.NumericColumn;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.sas.proc.glimmix.binding.Categories;
import hermite.sas.proc.glimmix.binding.GlimmixData;
import hermite.sas.proc.glimmix.fitting.CategoryPredictions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Predictions of a multinomial model: one row for each observation and category, named in _LEVEL_. Cumulative models
 * give cumulative probabilities of all categories but the last, generalized logits those of every category.
 */
final class CategoryOutput {
    private final GlimmixData data;
    private final CategoryPredictions predictions;
    private final Categories categories;

    CategoryOutput(GlimmixData data, CategoryPredictions predictions) {
        this.data = data;
        this.predictions = predictions;
        categories = data.response().categories().orElseThrow();
    }

    /** A statistic asked for; residuals of categories are not defined and stay missing. */
    record Wanted(String statistic, boolean blup, boolean inverseLink, Variable variable) {}

    /** @param observedOnly keeps the row of the category observed */
    Table extended(Table table, Table kept, List<Wanted> wanted, boolean observedOnly) {
        List<String> levels = categories.nominal() ? categories.levels() : categories.modelled();
        int[] observed = new int[table.rowCount()];
        Arrays.fill(observed, -1);
        for (int i = 0; i < data.rowsUsed().length; i++) {
            observed[data.rowsUsed()[i]] = categories.index()[i];
        }
        List<int[]> rows = new ArrayList<>();
        for (int i = 0; i < table.rowCount(); i++) {
            for (int c = 0; c < levels.size(); c++) {
                if (!observedOnly || observed[i] == c) {
                    rows.add(new int[] {i, c});
                }
            }
        }
        List<Variable> variables = new ArrayList<>(kept.variables());
        List<Column> columns = new ArrayList<>();
        for (int v = 0; v < kept.variables().size(); v++) {
            columns.add(repeated(kept, v, rows));
        }
        variables.add(Variable.character(
                        "_LEVEL_",
                        levels.stream().mapToInt(String::length).max().orElse(1))
                .withLabel("Response Level"));
        columns.add(CharacterColumn.of(rows.stream().map(r -> levels.get(r[1])).toList()));
        for (Wanted w : wanted) {
            variables.add(w.variable);
            double[] out = new double[rows.size()];
            for (int k = 0; k < out.length; k++) {
                double value =
                        predictions.statistic(w.statistic, w.blup, w.inverseLink, rows.get(k)[0], rows.get(k)[1]);
                out[k] = Double.isNaN(value) ? Missing.DOT : value;
            }
            columns.add(new NumericColumn(out));
        }
        return new Table(variables, columns, rows.size());
    }

    private static Column repeated(Table table, int variable, List<int[]> rows) {
        if (table.variable(variable).isNumeric()) {
            double[] values = table.numeric(variable).values();
            return new NumericColumn(
                    rows.stream().mapToDouble(r -> values[r[0]]).toArray());
        }
        return CharacterColumn.of(
                rows.stream().map(r -> table.character(variable).get(r[0])).toList());
    }
}
