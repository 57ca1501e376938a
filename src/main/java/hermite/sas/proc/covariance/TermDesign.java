package hermite.sas.proc.covariance;

import hermite.data.Formats;
import hermite.data.Table;
import hermite.model.ClassLevels;
import hermite.model.DesignMatrix;
import hermite.model.Effect;
import hermite.model.ModelTerms;
import hermite.model.rows.Grouping;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a term of random effects reads rows of a table: columns of Z, subject, set of parameters.
 *
 * @param effects whose columns are the term's; a component has one, its class variables belonging to the subjects
 * @param declared SUBJECT= and its levels
 * @param component whether each level is a subject of its own
 * @param subjects classes that tell subjects apart
 */
record TermDesign(
        List<Effect> effects,
        boolean component,
        Optional<Units> declared,
        Effect subjects,
        Grouping subjectGrouping,
        Optional<Effect> group,
        Optional<Grouping> groupGrouping,
        List<String> groupLabels,
        List<ClassLevels> classes) {

    /** A class effect, the levels of it that occur, and how they are printed. */
    record Units(Effect effect, Grouping grouping, List<String> labels) {}

    /** A column of Z within a subject and the effect it comes from. */
    record Column(Effect effect, String name, double[] values) {}

    List<Column> columns(Table table, int[] rows, Formats formats) {
        List<Column> columns = new ArrayList<>();
        for (Effect effect : effects) {
            if (component) {
                columns.add(new Column(effect, effect.name(), product(effect, table, rows)));
            } else {
                columns.addAll(columns(effect, classes, table, rows, formats));
            }
        }
        return columns;
    }

    /** Product of the continuous variables. */
    private double[] product(Effect effect, Table table, int[] rows) {
        double[] z = new double[rows.length];
        Arrays.fill(z, 1);
        for (String name : effect.variables()) {
            if (classes.stream().noneMatch(c -> c.name().equalsIgnoreCase(name))) {
                double[] all = table.numeric(table.indexOf(name)).values();
                for (int i = 0; i < z.length; i++) {
                    z[i] *= all[rows[i]];
                }
            }
        }
        return z;
    }

    private static List<Column> columns(
            Effect effect, List<ClassLevels> classes, Table table, int[] rows, Formats formats) {
        if (effect.isIntercept()) {
            double[] ones = new double[rows.length];
            Arrays.fill(ones, 1);
            return List.of(new Column(effect, "Intercept", ones));
        }
        ModelTerms own = new ModelTerms(false, List.of(effect), classes);
        DesignMatrix design = own.design(table, rows, formats);
        List<Column> columns = new ArrayList<>();
        for (int j = 0; j < design.columns(); j++) {
            double[] column = new double[rows.length];
            for (int i = 0; i < column.length; i++) {
                column[i] = design.get(i, j);
            }
            List<String> levels = own.columns().get(j).levels();
            columns.add(new Column(
                    effect, levels.isEmpty() ? effect.name() : effect.name() + " " + String.join(" ", levels), column));
        }
        return columns;
    }

    /** Z of rows, row-major. */
    double[] z(Table table, int[] rows, Formats formats) {
        List<Column> columns = columns(table, rows, formats);
        int q = columns.size();
        double[] z = new double[rows.length * q];
        for (int k = 0; k < q; k++) {
            double[] values = columns.get(k).values();
            for (int i = 0; i < rows.length; i++) {
                z[i * q + k] = values[i];
            }
        }
        return z;
    }

    /** Subjects of rows that need not be in the fit; −1 for new ones. */
    int[] subject(Table table, int[] rows, Formats formats) {
        return located(subjects, subjectGrouping, table, rows, formats);
    }

    /** Parameter sets of rows; −1 for new ones. */
    int[] group(Table table, int[] rows, Formats formats) {
        return group.map(g -> located(g, groupGrouping.orElseThrow(), table, rows, formats))
                .orElseGet(() -> new int[rows.length]);
    }

    private int[] located(Effect effect, Grouping grouping, Table table, int[] rows, Formats formats) {
        Map<List<Integer>, Integer> known = new HashMap<>();
        for (int g = 0; g < grouping.count(); g++) {
            known.put(Arrays.stream(grouping.levelsOf(g)).boxed().toList(), g);
        }
        List<int[]> index = new ArrayList<>();
        for (String name : effect.variables()) {
            index.add(classes.stream()
                    .filter(c -> c.name().equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow()
                    .indices(table, rows, formats));
        }
        int[] result = new int[rows.length];
        for (int i = 0; i < result.length; i++) {
            int row = i;
            result[i] = known.getOrDefault(index.stream().map(v -> v[row]).toList(), -1);
        }
        return result;
    }
}
