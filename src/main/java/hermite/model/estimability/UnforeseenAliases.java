package hermite.model.estimability;

import hermite.model.ClassLevels;
import hermite.model.ModelTerms;
import hermite.model.Sweep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Design columns that depend on earlier ones because of the data, not because of the coding: empty cells, covariates
 * that are linear combinations of others. What the coding alone makes dependent is found by sweeping a design in
 * which every combination of levels occurs with covariates in general position.
 */
public final class UnforeseenAliases {
    private static final double MOST_WORK = 3e8;

    private UnforeseenAliases() {}

    /**
     * One column.
     *
     * @param empty whether it is zero in every row: no observation has its combination of levels
     * @param combination earlier columns it is a combination of, with their coefficients; empty for an empty column
     */
    public record Alias(int column, boolean empty, Map<Integer, Double> combination) {}

    /**
     * @param crossProducts X'WX of the data, row-major
     * @param aliased columns that the fit left out
     */
    public static List<Alias> of(ModelTerms terms, double[] crossProducts, boolean[] aliased, double singular) {
        int p = terms.columnCount();
        List<Integer> suspects = new ArrayList<>();
        for (int j = 0; j < p; j++) {
            if (aliased[j]) {
                suspects.add(j);
            }
        }
        if (suspects.isEmpty()) {
            return List.of();
        }
        boolean[] foreseen = foreseen(terms, singular);
        List<Alias> found = new ArrayList<>();
        Sweep sweep = Sweep.of(crossProducts, p, singular);
        for (int j : suspects) {
            boolean empty = crossProducts[j * p + j] == 0;
            boolean nested = !terms.effects()
                    .get(terms.columns().get(j).effect())
                    .nestedWithin()
                    .isEmpty();
            // A nested factor has its own levels in each cell: how many is no matter of the coding.
            if (foreseen[j] || nested) {
                continue;
            }
            found.add(new Alias(j, empty, empty ? Map.of() : combination(sweep, crossProducts, j)));
        }
        return found;
    }

    private static Map<Integer, Double> combination(Sweep sweep, double[] crossProducts, int column) {
        int p = sweep.size();
        double[] products = new double[p];
        for (int k = 0; k < p; k++) {
            products[k] = crossProducts[k * p + column];
        }
        double[] coefficients = sweep.times(products);
        Map<Integer, Double> combination = new java.util.TreeMap<>();
        for (int k = 0; k < p; k++) {
            double size = Math.abs(coefficients[k])
                    * Math.sqrt(crossProducts[k * p + k] / crossProducts[column * p + column]);
            if (size > 1e-6) {
                combination.put(k, coefficients[k]);
            }
        }
        return combination;
    }

    /**
     * Columns that are dependent whatever the data; all of them where the design would be too large to sweep, or
     * has columns that are not products of variables.
     */
    private static boolean[] foreseen(ModelTerms terms, double singular) {
        int p = terms.columnCount();
        List<ClassLevels> classes = terms.usedClasses();
        List<String> covariates = terms.variables().stream()
                .filter(v -> classes.stream().noneMatch(c -> c.name().equalsIgnoreCase(v)))
                .toList();
        int repeats = covariates.isEmpty() ? 1 : 2 + terms.effects().size();
        double cells = repeats;
        for (ClassLevels levels : classes) {
            cells *= levels.count();
        }
        boolean[] foreseen = new boolean[p];
        boolean constructed =
                !terms.constructed().isEmpty() || !terms.functions().isOne();
        if (constructed || cells * p * p > MOST_WORK) {
            java.util.Arrays.fill(foreseen, true);
            return foreseen;
        }
        Random random = new Random(20260);
        double[] products = new double[p * p];
        Map<String, Integer> level = new HashMap<>();
        Map<String, Double> value = new HashMap<>();
        for (int cell = 0; cell < (int) cells; cell++) {
            int rest = cell / repeats;
            for (ClassLevels levels : classes) {
                level.put(levels.name().toLowerCase(java.util.Locale.ROOT), rest % levels.count());
                rest /= levels.count();
            }
            for (String covariate : covariates) {
                value.put(covariate.toLowerCase(java.util.Locale.ROOT), random.nextGaussian());
            }
            double[] row = terms.row(level, value);
            for (int a = 0; a < p; a++) {
                for (int b = 0; b < p && row[a] != 0; b++) {
                    products[a * p + b] += row[a] * row[b];
                }
            }
        }
        return Sweep.of(products, p, Math.max(singular, 1e-10)).aliased();
    }
}
