package hermite.sas.proc.glimmix.output;

import hermite.data.CharacterColumn;
import hermite.data.Column;
import hermite.data.Missing;
import hermite.data.NumericColumn;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.model.glmm.GlmmFit;
import hermite.model.glmm.GlmmSpec;
import hermite.model.glmm.density.BinomialDensity;
import hermite.model.rows.UsableRows;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.glimmix.binding.Categories;
import hermite.sas.proc.glimmix.binding.GlimmixData;
import hermite.sas.proc.glimmix.fitting.CategoryEffects;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Predictions of a multinomial model: one row for each observation and category, named in _LEVEL_. Cumulative models
 * give cumulative probabilities of all categories but the last, generalized logits those of every category.
 */
final class CategoryOutput {
    private final GlimmixData data;
    private final CategoryEffects effects;
    private final GlmmFit fit;
    private final Categories categories;

    CategoryOutput(GlimmixData data, CategoryEffects effects, GlmmFit fit) {
        this.data = data;
        this.effects = effects;
        this.fit = fit;
        categories = data.response().categories().orElseThrow();
    }

    /** A statistic asked for: predictions only; residuals of categories are not defined and stay missing. */
    record Wanted(String statistic, boolean blup, boolean inverseLink, Variable variable) {}

    /** @param observedOnly keeps the row of the category observed */
    Table extended(Table table, Table kept, List<Wanted> wanted, boolean observedOnly, ProcContext context) {
        double[][] fixed = predictors(table, false, context);
        double[][] full = predictors(table, true, context);
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
            double[][] eta = w.blup ? full : fixed;
            double[] out = new double[rows.size()];
            for (int k = 0; k < out.length; k++) {
                double value = w.statistic.equals("PREDICTED")
                        ? prediction(eta[rows.get(k)[0]], rows.get(k)[1], w.inverseLink)
                        : Double.NaN;
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

    private double prediction(double[] eta, int category, boolean inverseLink) {
        if (!inverseLink) {
            return category < eta.length ? eta[category] : 0;
        }
        if (!categories.nominal()) {
            return new BinomialDensity(categories.curve()).mean(eta[category], 1);
        }
        double sum = 1;
        for (double e : eta) {
            sum += Math.exp(e);
        }
        return (category < eta.length ? Math.exp(eta[category]) : 1) / sum;
    }

    /** η of every row of the table and modelled category. */
    private double[][] predictors(Table table, boolean blup, ProcContext context) {
        int[] all = UsableRows.all(table);
        var x = data.terms().design(table, all, context.formats());
        int m = effects.categories();
        double[][] eta = new double[all.length][m];
        double[] offset =
                data.offset().map(v -> GlimmixData.column(table, v, all)).orElse(new double[all.length]);
        for (int c = 0; c < m; c++) {
            double[] beta = effects.of(c).estimates();
            for (int i = 0; i < all.length; i++) {
                eta[i][c] = offset[i];
                for (int j = 0; j < x.columns(); j++) {
                    eta[i][c] += beta[j] == 0 ? 0 : x.get(i, j) * beta[j];
                }
            }
        }
        if (blup) {
            addModes(table, all, eta, context);
        }
        return eta;
    }

    private void addModes(Table table, int[] all, double[][] eta, ProcContext context) {
        GlmmSpec.ModeLayout layout = data.spec().modeLayout();
        int q = data.randomColumns().size();
        int m = effects.categories();
        double[] z = data.randomDesign(table, all, context);
        int[][] unit = new int[data.levels().size()][];
        for (int l = 0; l < unit.length; l++) {
            unit[l] = data.unitsOf(l, table, context);
        }
        int[] category = categoryOfColumn(q, m);
        for (int i = 0; i < all.length; i++) {
            for (int d = 0; d < q; d++) {
                int u = unit[data.randomColumns().get(d).level()][i];
                double effect = u < 0 ? Double.NaN : z[i * q + d] * fit.modes()[layout.at(d, u)];
                for (int c = 0; c < m; c++) {
                    eta[i][c] += category[d] < 0 || category[d] == c ? effect : 0;
                }
            }
        }
    }

    /** The category that a column of Z belongs to, −1 for all: blocks are repeated category by category. */
    private int[] categoryOfColumn(int q, int m) {
        int[] out = new int[q];
        for (int d = 0; d < q; d++) {
            out[d] = categories.nominal() ? data.randomColumns().get(d).block() % m : -1;
        }
        return out;
    }
}
