package hermite.model.inference;

import hermite.data.Missing;
import hermite.data.Table;
import hermite.model.Effect;
import hermite.model.ModelTerms;
import hermite.model.construct.ConstructedEffect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Means of the continuous variables of a linear predictor, and of the products in which its effects hold them.
 *
 * @param means by the product's variables, lower case, sorted and joined by {@code *}
 */
public record CovariateMeans(Map<String, Double> means) {
    public static final CovariateMeans NONE = new CovariateMeans(Map.of());

    public CovariateMeans {
        means = Map.copyOf(means);
    }

    /**
     * @param rows the observations used
     * @param counts how often each of them counts, parallel to {@code rows}
     */
    public static CovariateMeans of(ModelTerms terms, Table table, int[] rows, double[] counts) {
        Map<String, Double> means = new LinkedHashMap<>();
        for (Effect effect : terms.effects()) {
            List<String> product = continuous(effect, terms);
            if (!product.isEmpty()) {
                means.computeIfAbsent(key(product), k -> mean(product, table, rows, counts));
                product.forEach(v -> means.computeIfAbsent(v, k -> mean(List.of(v), table, rows, counts)));
            }
            for (ConstructedEffect constructed : terms.constructedIn(effect)) {
                for (String v : canonical(constructed.variables())) {
                    means.computeIfAbsent(v, k -> mean(List.of(v), table, rows, counts));
                }
            }
        }
        return new CovariateMeans(means);
    }

    /** The mean of a product of variables. */
    public double mean(List<String> product) {
        Double found = means.get(key(product));
        if (found == null) {
            throw new IllegalArgumentException("no mean of " + String.join("*", product));
        }
        return found;
    }

    /** Continuous variables of an effect that no constructed effect is made of, lower case and sorted. */
    static List<String> continuous(Effect effect, ModelTerms terms) {
        return canonical(terms.covariatesIn(effect));
    }

    private static String key(List<String> product) {
        return String.join("*", canonical(product));
    }

    private static List<String> canonical(List<String> product) {
        List<String> sorted = new ArrayList<>();
        product.forEach(v -> sorted.add(v.toLowerCase(Locale.ROOT)));
        sorted.sort(null);
        return List.copyOf(sorted);
    }

    private static double mean(List<String> product, Table table, int[] rows, double[] counts) {
        double sum = 0;
        double total = 0;
        double[][] factors = product.stream()
                .map(variable -> table.numeric(table.indexOf(variable)).values())
                .toArray(double[][]::new);
        for (int i = 0; i < rows.length; i++) {
            double value = 1;
            for (double[] factor : factors) {
                value *= factor[rows[i]];
            }
            if (!Missing.isMissing(value)) {
                sum += counts[i] * value;
                total += counts[i];
            }
        }
        return sum / total;
    }
}
