package hermite.model;

import hermite.data.Table;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Means of the continuous variables of a model over the rows it used. */
public final class CovariateMeans {
    private CovariateMeans() {}

    /**
     * @param frequency how often each row counts
     * @return mean by lower-case name
     */
    public static Map<String, Double> of(ModelTerms terms, Table table, int[] rows, double[] frequency) {
        Map<String, Double> means = new TreeMap<>();
        for (String variable : terms.variables()) {
            int place = table.indexOf(variable);
            if (place < 0 || terms.classNames().stream().anyMatch(c -> c.equalsIgnoreCase(variable))) {
                continue;
            }
            double sum = 0;
            double count = 0;
            for (int i = 0; i < rows.length; i++) {
                sum += frequency[i] * table.numeric(place).get(rows[i]);
                count += frequency[i];
            }
            means.put(variable.toLowerCase(Locale.ROOT), sum / count);
        }
        return means;
    }
}
