package hermite.model;

import hermite.data.Formats;
import hermite.data.Table;
import hermite.model.construct.ConstructedEffect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The terms of a linear predictor with the levels of their class variables known: which columns the design has, and
 * the design of any table that has the variables. Immutable.
 */
public final class ModelTerms {
    private final List<Effect> effects;
    private final List<ClassLevels> classes;
    private final List<ConstructedEffect> constructed;
    private final ResponseFunctions functions;
    private final List<DesignColumn> columns;
    private final int[] firstColumn;

    /**
     * @param intercept whether the first column is the constant
     * @param effects the effects in model order; each is put into the order {@link Effect#ordered} gives
     * @param classes all declared class variables, in the order of declaration, used here or not
     */
    public ModelTerms(boolean intercept, List<Effect> effects, List<ClassLevels> classes) {
        this(intercept, effects, classes, List.of());
    }

    /** @param constructed effects made of continuous variables that {@code effects} name like variables */
    public ModelTerms(
            boolean intercept,
            List<Effect> effects,
            List<ClassLevels> classes,
            List<? extends ConstructedEffect> constructed) {
        this(intercept, effects, classes, constructed, ResponseFunctions.ONE);
    }

    private ModelTerms(
            boolean intercept,
            List<Effect> effects,
            List<ClassLevels> classes,
            List<? extends ConstructedEffect> constructed,
            ResponseFunctions functions) {
        this.classes = List.copyOf(classes);
        this.constructed = List.copyOf(constructed);
        this.functions = functions;
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

    /** The same effects with coefficients for several functions of a multinomial response. */
    public ModelTerms withFunctions(ResponseFunctions newFunctions) {
        List<Effect> written = effects.stream().filter(e -> !e.isIntercept()).toList();
        return new ModelTerms(hasIntercept(), written, classes, constructed, newFunctions);
    }

    public ResponseFunctions functions() {
        return functions;
    }

    public List<ConstructedEffect> constructed() {
        return constructed;
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
     * The design of the rows given, with one column a coefficient of one response function.
     *
     * @throws IllegalStateException when the terms are those of several response functions
     * @throws IllegalArgumentException when a variable is not in the table, or a continuous one is text
     */
    public DesignMatrix design(Table table, int[] rows, Formats formats) {
        if (!functions.isOne()) {
            throw new IllegalStateException("the design is that of one response function");
        }
        int p = columns.size();
        double[] x = new double[rows.length * p];
        for (int e = 0; e < effects.size(); e++) {
            fill(e, x, p, table, rows, formats);
        }
        return new DesignMatrix(this, x, rows.length, p);
    }

    /** Names of the variables of the data that the effects need. */
    public List<String> variables() {
        return tableVariables(effects, constructed);
    }

    /** The variables of the data that effects need, those that constructed effects are made of among them. */
    public static List<String> tableVariables(List<Effect> effects, List<? extends ConstructedEffect> constructed) {
        Set<String> names = new LinkedHashSet<>();
        for (Effect effect : effects) {
            for (String name : effect.variables()) {
                find(name, constructed).ifPresentOrElse(c -> names.addAll(c.variables()), () -> names.add(name));
            }
        }
        return List.copyOf(names);
    }

    private static Optional<ConstructedEffect> find(String name, List<? extends ConstructedEffect> constructed) {
        return constructed.stream()
                .filter(c -> c.name().equalsIgnoreCase(name))
                .map(c -> (ConstructedEffect) c)
                .findFirst();
    }

    /** The constructed effects that an effect uses, in the order it names them. */
    public List<ConstructedEffect> constructedIn(Effect effect) {
        return effect.crossed().stream()
                .flatMap(name -> find(name, constructed).stream())
                .toList();
    }

    /** The plain continuous variables of an effect, as often as it names them. */
    public List<String> covariatesIn(Effect effect) {
        return effect.variables().stream()
                .filter(v -> levelsOf(v) == null && find(v, constructed).isEmpty())
                .toList();
    }

    /** Products of the columns of several constructed effects, the last varying fastest. */
    public static double[] product(List<double[]> parts) {
        double[] product = {1};
        for (double[] part : parts) {
            double[] longer = new double[product.length * part.length];
            for (int a = 0; a < product.length; a++) {
                for (int b = 0; b < part.length; b++) {
                    longer[a * part.length + b] = product[a] * part[b];
                }
            }
            product = longer;
        }
        return product;
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
        List<List<String>> members = combinations(constructedIn(effects.get(effect)).stream()
                .map(ConstructedEffect::labels)
                .toList());
        List<List<String>> levels =
                combinations(parts.stream().map(ClassLevels::columnLabels).toList());
        List<String> responses = functions.labels(effects.get(effect).isIntercept());
        for (List<String> member : members) {
            for (List<String> combination : levels) {
                for (String response : responses) {
                    List<String> labels = new ArrayList<>();
                    labels.add(response);
                    labels.addAll(member);
                    labels.removeIf(String::isEmpty);
                    described.add(new DesignColumn(effect, names, combination, labels));
                }
            }
        }
    }

    /** All ways to take one label of each list, the last varying fastest. */
    private static List<List<String>> combinations(List<List<String>> parts) {
        List<List<String>> combinations = List.of(List.of());
        for (List<String> part : parts) {
            List<List<String>> longer = new ArrayList<>();
            for (List<String> before : combinations) {
                for (String label : part) {
                    List<String> next = new ArrayList<>(before);
                    next.add(label);
                    longer.add(next);
                }
            }
            combinations = longer;
        }
        return combinations;
    }

    private void fill(int e, double[] x, int p, Table table, int[] rows, Formats formats) {
        Effect effect = effects.get(e);
        int first = firstColumn[e];
        int width = firstColumn[e + 1] - first;
        if (width == 0) {
            return;
        }
        double[] scale = continuousPart(effect, table, rows);
        List<ConstructedEffect> groups = constructedIn(effect);
        double[][] basis = groups.isEmpty() ? null : basis(groups, table, rows);
        List<ClassLevels> parts = classesOf(effect);
        int[][] level = new int[parts.size()][];
        double[][][] coding = new double[parts.size()][][];
        for (int k = 0; k < parts.size(); k++) {
            level[k] = parts.get(k).indices(table, rows, formats);
            coding[k] = parts.get(k).codingRows();
        }
        double[] product = new double[width];
        for (int i = 0; i < rows.length; i++) {
            int used = 1;
            product[0] = scale[i];
            if (basis != null) {
                used = basis[i].length;
                for (int k = 0; k < used; k++) {
                    product[k] = scale[i] * basis[i][k];
                }
            }
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
    public double[] row(Map<String, Integer> level, Map<String, Double> value) {
        double[] row = new double[columns.size()];
        for (int e = 0; e < effects.size(); e++) {
            double[] product = product(constructedIn(effects.get(e)).stream()
                    .map(c -> c.at(c.variables().stream()
                            .mapToDouble(v -> value.get(v.toLowerCase(Locale.ROOT)))
                            .toArray()))
                    .toList());
            for (String variable : covariatesIn(effects.get(e))) {
                double factor = value.get(variable.toLowerCase(Locale.ROOT));
                for (int a = 0; a < product.length; a++) {
                    product[a] *= factor;
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

    private double[][] basis(List<ConstructedEffect> groups, Table table, int[] rows) {
        double[][] result = new double[rows.length][];
        double[][][] values = new double[groups.size()][][];
        for (int g = 0; g < values.length; g++) {
            values[g] = groups.get(g).variables().stream()
                    .map(v -> numbers(v, table))
                    .toArray(double[][]::new);
        }
        for (int i = 0; i < rows.length; i++) {
            List<double[]> parts = new ArrayList<>();
            for (int g = 0; g < values.length; g++) {
                int row = rows[i];
                double[][] own = values[g];
                parts.add(groups.get(g)
                        .at(IntStream.range(0, own.length)
                                .mapToDouble(v -> own[v][row])
                                .toArray()));
            }
            result[i] = product(parts);
        }
        return result;
    }

    private static double[] numbers(String variable, Table table) {
        int place = table.indexOf(variable);
        if (place < 0) {
            throw new IllegalArgumentException("no variable " + variable);
        }
        if (!table.variable(place).isNumeric()) {
            throw new IllegalArgumentException("variable " + variable + " is text and no class variable");
        }
        return table.numeric(place).values();
    }

    private double[] continuousPart(Effect effect, Table table, int[] rows) {
        double[] scale = new double[rows.length];
        Arrays.fill(scale, 1);
        for (String variable : covariatesIn(effect)) {
            double[] values = numbers(variable, table);
            for (int i = 0; i < rows.length; i++) {
                scale[i] *= values[rows[i]];
            }
        }
        return scale;
    }

    /** Whether all variables of an effect are classification variables. */
    public boolean isOfClasses(Effect effect) {
        return effect.variables().stream().allMatch(v -> classNames().stream().anyMatch(v::equalsIgnoreCase));
    }
}
