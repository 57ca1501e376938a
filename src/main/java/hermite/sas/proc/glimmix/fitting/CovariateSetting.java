package hermite.sas.proc.glimmix.fitting;

import hermite.model.ClassLevels;
import hermite.model.DesignColumn;
import hermite.model.Effect;
import hermite.model.ModelTerms;
import hermite.model.rows.UsableRows;
import hermite.sas.proc.glimmix.binding.FixedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A point in the space of covariates: levels for some class variables (the others are averaged over), values for the
 * continuous ones. Gives the coefficients of its linear predictor.
 */
public record CovariateSetting(Map<String, String> levels, Map<String, Double> values) {
    public CovariateSetting {
        Map<String, String> l = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        l.putAll(levels);
        levels = l;
        Map<String, Double> v = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        v.putAll(values);
        values = v;
    }

    /** All continuous variables at their means over the rows used. */
    public static CovariateSetting atMeans(FixedModel data) {
        Map<String, Double> means = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        double[] counts = data.counts();
        for (String name : continuous(data.terms())) {
            double[] column = UsableRows.values(data.table(), name, data.rowsUsed());
            double sum = 0;
            double count = 0;
            for (int i = 0; i < column.length; i++) {
                sum += counts[i] * column[i];
                count += counts[i];
            }
            means.put(name, sum / count);
        }
        return new CovariateSetting(Map.of(), means);
    }

    /** Continuous variables of the model, in order of appearance. */
    public static List<String> continuous(ModelTerms terms) {
        return terms.variables().stream()
                .filter(v -> terms.classNames().stream().noneMatch(v::equalsIgnoreCase))
                .toList();
    }

    public CovariateSetting withLevel(String variable, String level) {
        Map<String, String> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        changed.putAll(levels);
        changed.put(variable, level);
        return new CovariateSetting(changed, values);
    }

    public CovariateSetting withValue(String variable, double value) {
        Map<String, Double> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        changed.putAll(values);
        changed.put(variable, value);
        return new CovariateSetting(levels, changed);
    }

    /** One coefficient a design column. */
    public double[] coefficients(ModelTerms terms) {
        double[] row = new double[terms.columnCount()];
        for (int j = 0; j < row.length; j++) {
            DesignColumn column = terms.columns().get(j);
            Effect effect = terms.effects().get(column.effect());
            double[] basis = basis(terms, effect);
            int perMember = terms.columnCount(column.effect()) / basis.length;
            double c = basis[(j - terms.firstColumn(column.effect())) / perMember];
            for (String variable : terms.covariatesIn(effect)) {
                c *= values.get(variable);
            }
            for (int v = 0; v < column.classVariables().size(); v++) {
                c *= share(
                        terms, column.classVariables().get(v), column.levels().get(v));
            }
            row[j] = c;
        }
        return row;
    }

    private double[] basis(ModelTerms terms, Effect effect) {
        return ModelTerms.product(terms.constructedIn(effect).stream()
                .map(c -> c.at(c.variables().stream().mapToDouble(values::get).toArray()))
                .toList());
    }

    private double share(ModelTerms terms, String variable, String level) {
        String fixed = levels.get(variable);
        if (fixed != null) {
            return fixed.equals(level) ? 1 : 0;
        }
        ClassLevels all = terms.classes().stream()
                .filter(c -> c.name().equalsIgnoreCase(variable))
                .findFirst()
                .orElseThrow();
        return 1.0 / all.count();
    }

    /** Every combination of levels of the given class variables, the first variable slowest. */
    public List<CovariateSetting> overLevels(List<ClassLevels> variables) {
        List<CovariateSetting> all = List.of(this);
        for (ClassLevels variable : variables) {
            List<CovariateSetting> longer = new ArrayList<>();
            for (CovariateSetting setting : all) {
                variable.labels().forEach(label -> longer.add(setting.withLevel(variable.name(), label)));
            }
            all = longer;
        }
        return all;
    }

    public static double[] difference(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(j -> a[j] - b[j]).toArray();
    }
}
