package hermite.model.inference;

import hermite.data.Formats;
import hermite.data.Table;
import hermite.model.ClassLevels;
import hermite.model.Effect;
import hermite.model.ModelTerms;
import hermite.model.construct.ConstructedEffect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How often the combinations of class levels occur in some data, and the sums of covariates in each of them. */
public final class ObservedMargins {
    private final List<String> classNames;
    private final List<List<String>> products;
    private final List<Cell> cells;

    /** One combination of levels of all class variables. */
    private static final class Cell {
        private final int[] levels;
        private final double[] sums;
        private double count;

        private Cell(int[] levels, int products) {
            this.levels = levels;
            this.sums = new double[products];
        }
    }

    private ObservedMargins(List<String> classNames, List<List<String>> products, List<Cell> cells) {
        this.classNames = classNames;
        this.products = products;
        this.cells = cells;
    }

    /**
     * @param rows the observations; those with an unknown level are left out
     * @param counts how often each of them counts, parallel to {@code rows}
     */
    public static ObservedMargins of(ModelTerms terms, Table table, int[] rows, double[] counts, Formats formats) {
        List<ClassLevels> classes = terms.usedClasses();
        int[][] level =
                classes.stream().map(c -> c.indices(table, rows, formats)).toArray(int[][]::new);
        List<List<String>> products = new ArrayList<>();
        for (Effect effect : terms.effects()) {
            List<String> product = CovariateMeans.continuous(effect, terms);
            if (!product.isEmpty() && !products.contains(product)) {
                products.add(product);
            }
            for (ConstructedEffect constructed : terms.constructedIn(effect)) {
                for (String variable : constructed.variables()) {
                    List<String> single = List.of(variable.toLowerCase(Locale.ROOT));
                    if (!products.contains(single)) {
                        products.add(single);
                    }
                }
            }
        }
        Map<List<Integer>, Cell> cells = new LinkedHashMap<>();
        for (int i = 0; i < rows.length; i++) {
            int row = i;
            int[] levels = Arrays.stream(level).mapToInt(l -> l[row]).toArray();
            if (Arrays.stream(levels).anyMatch(l -> l < 0)) {
                continue;
            }
            Cell cell = cells.computeIfAbsent(
                    Arrays.stream(levels).boxed().toList(), k -> new Cell(levels, products.size()));
            cell.count += counts[i];
            for (int k = 0; k < products.size(); k++) {
                double value = counts[i];
                for (String variable : products.get(k)) {
                    value *= table.numeric(table.indexOf(variable)).get(rows[i]);
                }
                cell.sums[k] += value;
            }
        }
        return new ObservedMargins(
                classes.stream().map(ClassLevels::name).toList(), products, List.copyOf(cells.values()));
    }

    public boolean isEmpty() {
        return cells.isEmpty();
    }

    /** Levels of some class variables: index of the level by name. */
    public record Condition(Map<String, Integer> levels) {
        public static final Condition NONE = new Condition(Map.of());

        public Condition {
            levels = Map.copyOf(levels);
        }
    }

    /** Share of the observations under the condition that are at the levels; 0 when none fulfil the condition. */
    public double proportion(Condition levels, Condition within) {
        double inside = 0;
        double all = 0;
        for (Cell cell : cells) {
            if (fulfils(cell, within)) {
                all += cell.count;
                inside += fulfils(cell, levels) ? cell.count : 0;
            }
        }
        return all > 0 ? inside / all : 0;
    }

    /** Mean of a product of covariates among the observations under the condition; NaN when there are none. */
    public double mean(List<String> product, Condition within) {
        int k = products.indexOf(product);
        double sum = 0;
        double all = 0;
        for (Cell cell : cells) {
            if (fulfils(cell, within)) {
                sum += cell.sums[k];
                all += cell.count;
            }
        }
        return sum / all;
    }

    private boolean fulfils(Cell cell, Condition condition) {
        for (Map.Entry<String, Integer> level : condition.levels().entrySet()) {
            int place = -1;
            for (int c = 0; c < classNames.size(); c++) {
                if (classNames.get(c).equalsIgnoreCase(level.getKey())) {
                    place = c;
                }
            }
            if (place < 0 || cell.levels[place] != level.getValue()) {
                return false;
            }
        }
        return true;
    }
}
