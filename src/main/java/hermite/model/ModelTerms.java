package hermite.model;

import hermite.data.Formats;
import hermite.data.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The terms of a linear predictor with the levels of their class variables known: which columns the design has, and
 * the design of any table that has the variables. Immutable.
 */
public final class ModelTerms {
    private final List<Effect> effects;
    private final List<ClassLevels> classes;
    private final List<DesignColumn> columns;
    private final int[] firstColumn;

    /**
     * @param intercept whether the first column is the constant
     * @param effects the effects in model order; each is put into the order {@link Effect#ordered} gives
     * @param classes all declared class variables, in the order of declaration, used here or not
     */
    public ModelTerms(boolean intercept, List<Effect> effects, List<ClassLevels> classes) {
        this.classes = List.copyOf(classes);
        List<String> names = classNames();
        List<Effect> all = new ArrayList<>();
        if (intercept) {
            all.add(Effect.INTERCEPT);
        }
        effects.forEach(e -> all.add(e.ordered(names)));
        this.effects = List.copyOf(all);
        this.firstColumn = new int[all.size() + 1];
        List<DesignColumn> described = new ArrayList<>();
        for (int e = 0; e < all.size(); e++) {
            firstColumn[e] = described.size();
            describe(e, described);
        }
        firstColumn[all.size()] = described.size();
        this.columns = List.copyOf(described);
    }

    /** Effects in model order; the intercept, if any, comes first. */
    public List<Effect> effects() {
        return effects;
    }

    public List<ClassLevels> classes() {
        return classes;
    }

    public List<String> classNames() {
        return classes.stream().map(ClassLevels::name).toList();
    }

    public List<DesignColumn> columns() {
        return columns;
    }

    public int columnCount() {
        return columns.size();
    }

    public int firstColumn(int effect) {
        return firstColumn[effect];
    }

    public int columnCount(int effect) {
        return firstColumn[effect + 1] - firstColumn[effect];
    }

    public boolean hasIntercept() {
        return !effects.isEmpty() && effects.get(0).isIntercept();
    }

    /** Class variables that an effect uses, in the order of declaration. */
    public List<ClassLevels> usedClasses() {
        return classes.stream()
                .filter(c -> effects.stream().anyMatch(e -> e.uses(c.name())))
                .toList();
    }

    /** Whether some class variable of the effects has a full-rank coding, so that joint tests replace Type III. */
    public boolean hasFullRankCoding() {
        return classes.stream().anyMatch(c -> c.variable().coding().isFullRank());
    }

    /**
     * The design of the rows given.
     *
     * @throws IllegalArgumentException when a variable is not in the table, or a continuous one is text
     */
    public DesignMatrix design(Table table, int[] rows, Formats formats) {
        int p = columns.size();
        double[] x = new double[rows.length * p];
        for (int e = 0; e < effects.size(); e++) {
            fill(e, x, p, table, rows, formats);
        }
        return new DesignMatrix(this, x, rows.length, p);
    }

    /** Names of the variables that the effects need. */
    public List<String> variables() {
        return effects.stream().flatMap(e -> e.variables().stream()).distinct().toList();
    }

    private ClassLevels levelsOf(String variable) {
        for (ClassLevels c : classes) {
            if (c.name().equalsIgnoreCase(variable)) {
                return c;
            }
        }
        return null;
    }

    /** Class variables of an effect, slowest first: those it is nested in, then the crossed ones. */
    private List<ClassLevels> classesOf(Effect effect) {
        List<ClassLevels> result = new ArrayList<>();
        for (List<String> part : List.of(effect.nestedWithin(), effect.crossed())) {
            for (String variable : part) {
                ClassLevels levels = levelsOf(variable);
                if (levels != null) {
                    result.add(levels);
                }
            }
        }
        return result;
    }

    private void describe(int effect, List<DesignColumn> described) {
        List<ClassLevels> parts = classesOf(effects.get(effect));
        List<String> names = parts.stream().map(ClassLevels::name).toList();
        List<List<String>> combinations = List.of(List.of());
        for (ClassLevels part : parts) {
            List<List<String>> longer = new ArrayList<>();
            for (List<String> before : combinations) {
                for (String label : part.columnLabels()) {
                    List<String> next = new ArrayList<>(before);
                    next.add(label);
                    longer.add(next);
                }
            }
            combinations = longer;
        }
        for (List<String> levels : combinations) {
            described.add(new DesignColumn(effect, names, levels));
        }
    }

    private void fill(int e, double[] x, int p, Table table, int[] rows, Formats formats) {
        Effect effect = effects.get(e);
        int first = firstColumn[e];
        int width = firstColumn[e + 1] - first;
        if (width == 0) {
            return;
        }
        double[] scale = continuousPart(effect, table, rows);
        List<ClassLevels> parts = classesOf(effect);
        int[][] level = new int[parts.size()][];
        double[][][] coding = new double[parts.size()][][];
        for (int k = 0; k < parts.size(); k++) {
            level[k] = parts.get(k).indices(table, rows, formats);
            coding[k] = parts.get(k).codingRows();
        }
        double[] product = new double[width];
        for (int i = 0; i < rows.length; i++) {
            product[0] = scale[i];
            int used = 1;
            for (int k = 0; k < parts.size(); k++) {
                int index = level[k][i];
                int columnsOfPart = coding[k][0].length;
                for (int a = used - 1; a >= 0; a--) {
                    double before = product[a];
                    for (int b = columnsOfPart - 1; b >= 0; b--) {
                        product[a * columnsOfPart + b] = index < 0 ? Double.NaN : before * coding[k][index][b];
                    }
                }
                used *= columnsOfPart;
            }
            System.arraycopy(product, 0, x, i * p + first, width);
        }
    }

    /**
     * One row of a design.
     *
     * @param level index of the level of each class variable, by its name in lower case
     * @param value of each covariate, by its name in lower case
     */
    double[] row(Map<String, Integer> level, Map<String, Double> value) {
        double[] row = new double[columns.size()];
        for (int e = 0; e < effects.size(); e++) {
            double[] product = {1};
            for (String variable : effects.get(e).variables()) {
                if (levelsOf(variable) == null) {
                    product[0] *= value.get(variable.toLowerCase(Locale.ROOT));
                }
            }
            for (ClassLevels part : classesOf(effects.get(e))) {
                double[] coding = part.codingRows()[level.get(part.name().toLowerCase(Locale.ROOT))];
                double[] longer = new double[product.length * coding.length];
                for (int a = 0; a < longer.length; a++) {
                    longer[a] = product[a / coding.length] * coding[a % coding.length];
                }
                product = longer;
            }
            System.arraycopy(product, 0, row, firstColumn[e], product.length);
        }
        return row;
    }

    private double[] continuousPart(Effect effect, Table table, int[] rows) {
        double[] scale = new double[rows.length];
        Arrays.fill(scale, 1);
        for (String variable : effect.variables()) {
            if (levelsOf(variable) != null) {
                continue;
            }
            int place = table.indexOf(variable);
            if (place < 0) {
                throw new IllegalArgumentException("no variable " + variable);
            }
            if (!table.variable(place).isNumeric()) {
                throw new IllegalArgumentException("variable " + variable + " is text and no class variable");
            }
            double[] values = table.numeric(place).values();
            for (int i = 0; i < rows.length; i++) {
                scale[i] *= values[rows[i]];
            }
        }
        return scale;
    }
}
