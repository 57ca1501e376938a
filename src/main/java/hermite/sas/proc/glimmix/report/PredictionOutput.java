package hermite.sas.proc.glimmix.report;

import hermite.data.CharacterColumn;
import hermite.data.Column;
import hermite.data.Missing;
import hermite.data.NumericColumn;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.model.DesignMatrix;
import hermite.model.UsableRows;
import hermite.model.glmm.GlmmFit;
import hermite.model.glmm.GlmmSpec;
import hermite.model.glmm.density.ConditionalDensity;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.glimmix.binding.GlimmixData;
import hermite.sas.proc.glimmix.fitting.CategoryEffects;
import hermite.sas.syntax.ast.BoundOption;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.syntax.ast.VariableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The OUTPUT statement: the input with predictions and residuals, over all BY groups. */
public final class PredictionOutput {
    private static final Set<String> STATISTICS = Set.of("PREDICTED", "RESIDUAL", "PEARSON");

    private final ProcContext context;
    private final List<Wanted> wanted = new ArrayList<>();
    private final List<DataSetReference> target = new ArrayList<>();
    private final List<Table> groups = new ArrayList<>();
    private boolean observedCategory;

    private record Wanted(String statistic, boolean blup, boolean inverseLink, String name, String label) {}

    public PredictionOutput(ProcStep step, ProcContext context) {
        this.context = context;
        step.statement("OUTPUT").ifPresent(this::read);
    }

    private void read(ProcStatement statement) {
        Options options = ((Body.Main) statement.body()).options();
        observedCategory = options.has("OBSCAT");
        target.add(options.dataSet("OUT").orElse(DataSetReference.of("", "_DATA_")));
        for (BoundOption option : options.all()) {
            String statistic = option.spec().name();
            if (STATISTICS.contains(statistic)) {
                boolean blup = !option.suboptions().has("NOBLUP");
                boolean mean = option.suboptions().has("ILINK");
                String standard = stem(statistic) + (mean ? "Mu" : "") + (blup ? "" : "PA");
                String name = option.value() instanceof OptionValue.Variables v
                                && v.lists().size() == 1
                                && v.lists().get(0) instanceof VariableList.Name given
                        ? given.name()
                        : standard;
                wanted.add(new Wanted(statistic, blup, mean, name, label(statistic, blup, mean)));
            }
        }
    }

    private static String stem(String statistic) {
        return switch (statistic) {
            case "PREDICTED" -> "Pred";
            case "RESIDUAL" -> "Resid";
            default -> "Pearson";
        };
    }

    private static String label(String statistic, boolean blup, boolean mean) {
        String what =
                switch (statistic) {
                    case "PREDICTED" -> mean ? "Predicted Mean" : "Linear Predictor";
                    case "RESIDUAL" -> mean ? "Residual" : "Residual of the Linear Predictor";
                    default -> "Pearson Residual";
                };
        return what + (blup ? "" : " (PA)");
    }

    public void add(GlimmixData data, GlmmFit fit, Table table) {
        if (target.isEmpty()) {
            return;
        }
        if (data.response().categories().isPresent()) {
            groups.add(new CategoryOutput(data, new CategoryEffects(data, fit), fit)
                    .extended(table, categoryStatistics(), observedCategory, context));
            return;
        }
        double[][] eta = {predictors(data, fit, table, false), predictors(data, fit, table, true)};
        ConditionalDensity density = data.spec().density();
        double logDispersion = Double.isNaN(fit.dispersion()) ? 0 : Math.log(fit.dispersion());
        double[] y = new double[table.rowCount()];
        double[] trials = new double[table.rowCount()];
        Arrays.fill(y, Double.NaN);
        for (int i = 0; i < data.rowsUsed().length; i++) {
            y[data.rowsUsed()[i]] = data.response().y()[i];
            trials[data.rowsUsed()[i]] = data.response().trials()[i];
        }
        List<double[]> columns = new ArrayList<>();
        for (Wanted w : wanted) {
            double[] out = new double[table.rowCount()];
            for (int i = 0; i < out.length; i++) {
                double value = statistic(w, density, eta[w.blup ? 1 : 0][i], y[i], trials[i], logDispersion);
                out[i] = Double.isNaN(value) ? Missing.DOT : value;
            }
            columns.add(out);
        }
        groups.add(extended(table, columns));
    }

    private List<CategoryOutput.Wanted> categoryStatistics() {
        return wanted.stream()
                .map(w -> new CategoryOutput.Wanted(
                        w.statistic,
                        w.blup,
                        w.inverseLink,
                        Variable.numeric(w.name).withLabel(w.label)))
                .toList();
    }

    public void addWithout(Table table) {
        if (target.isEmpty()) {
            return;
        }
        List<double[]> columns = new ArrayList<>();
        for (int k = 0; k < wanted.size(); k++) {
            double[] out = new double[table.rowCount()];
            Arrays.fill(out, Missing.DOT);
            columns.add(out);
        }
        groups.add(extended(table, columns));
    }

    private static double statistic(
            Wanted w, ConditionalDensity density, double eta, double y, double trials, double logDispersion) {
        double mean = density.mean(eta, 1);
        if (w.statistic.equals("PREDICTED")) {
            return w.inverseLink ? mean : eta;
        }
        double proportion = y / trials;
        if (w.statistic.equals("PEARSON")) {
            return (y - density.mean(eta, trials)) / Math.sqrt(density.variance(eta, trials, logDispersion));
        }
        if (w.inverseLink) {
            return proportion - mean;
        }
        double step = 1e-5;
        double slope = (density.mean(eta + step, 1) - density.mean(eta - step, 1)) / (2 * step);
        return (proportion - mean) / slope;
    }

    private double[] predictors(GlimmixData data, GlmmFit fit, Table table, boolean blup) {
        int[] all = UsableRows.all(table);
        DesignMatrix x = data.terms().design(table, all, context.formats());
        double[] eta = new double[all.length];
        double[] offset =
                data.offset().map(v -> GlimmixData.column(table, v, all)).orElse(new double[all.length]);
        int[] kept = java.util.stream.IntStream.range(0, x.columns())
                .filter(j -> !data.sweep().aliased()[j])
                .toArray();
        for (int i = 0; i < all.length; i++) {
            eta[i] = offset[i];
            for (int k = 0; k < kept.length; k++) {
                eta[i] += x.get(i, kept[k]) * fit.beta()[k];
            }
        }
        if (!blup) {
            return eta;
        }
        double[] withRandom = new double[all.length];
        Arrays.fill(withRandom, Double.NaN);
        int q = data.spec().randomColumns();
        double[] z = data.randomDesign(table, all, context);
        GlmmSpec.ModeLayout layout = data.spec().modeLayout();
        int[][] unit = new int[data.levels().size()][];
        for (int l = 0; l < unit.length; l++) {
            unit[l] = data.unitsOf(l, table, context);
        }
        for (int i = 0; i < all.length; i++) {
            withRandom[i] = eta[i];
            for (int d = 0; d < q; d++) {
                int u = unit[data.randomColumns().get(d).level()][i];
                withRandom[i] += u < 0 ? Double.NaN : z[i * q + d] * fit.modes()[layout.at(d, u)];
            }
        }
        return withRandom;
    }

    private Table extended(Table table, List<double[]> added) {
        List<Variable> variables = new ArrayList<>(table.variables());
        List<Column> columns = new ArrayList<>();
        for (int c = 0; c < table.variables().size(); c++) {
            columns.add(table.column(c));
        }
        for (int k = 0; k < wanted.size(); k++) {
            variables.add(Variable.numeric(wanted.get(k).name).withLabel(wanted.get(k).label));
            columns.add(new NumericColumn(added.get(k)));
        }
        return new Table(variables, columns, table.rowCount());
    }

    public void write() {
        if (!target.isEmpty() && !groups.isEmpty()) {
            context.write(target.get(0), stacked());
        }
    }

    private Table stacked() {
        if (groups.size() == 1) {
            return groups.get(0);
        }
        int rows = groups.stream().mapToInt(Table::rowCount).sum();
        Table first = groups.get(0);
        List<Column> columns = new ArrayList<>();
        for (int c = 0; c < first.variables().size(); c++) {
            int place = c;
            if (first.variable(c).isNumeric()) {
                columns.add(new NumericColumn(groups.stream()
                        .flatMapToDouble(g -> Arrays.stream(g.numeric(place).values()))
                        .toArray()));
            } else {
                List<String> text = new ArrayList<>(rows);
                for (Table g : groups) {
                    for (int i = 0; i < g.rowCount(); i++) {
                        text.add(g.character(place).get(i));
                    }
                }
                columns.add(CharacterColumn.of(text));
            }
        }
        return new Table(first.variables(), columns, rows);
    }
}
