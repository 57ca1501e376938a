package hermite.model.inference;

import hermite.model.ClassLevels;
import hermite.model.DesignColumn;
import hermite.model.Effect;
import hermite.model.ModelTerms;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Coefficients of linear combinations over all design columns from those of single effects. Under GLM coding an effect
 * that is not given but contains given ones receives their coefficients, spread evenly over its columns, so that the
 * combination averages over its other class variables (Goodnight 1978).
 */
public final class CombinationRows {
    private CombinationRows() {}

    /** An effect was given coefficients that it has no column for. */
    public static final class NoSuchColumnException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        private final String effectName;

        NoSuchColumnException(String effectName, String message) {
            super(message);
            this.effectName = effectName;
        }
    }

    /** @throws NoSuchColumnException when there are more coefficients than columns, or a level does not exist */
    public static double[] row(ModelTerms terms, List<EffectCoefficients> given, double divisor) {
        double[] row = new double[terms.columnCount()];
        Set<Integer> named = new HashSet<>();
        for (EffectCoefficients part : given) {
            named.add(part.effect());
            place(row, part, terms);
        }
        if (!terms.hasFullRankCoding()) {
            spread(row, named, terms);
        }
        for (int j = 0; j < row.length; j++) {
            row[j] /= divisor;
        }
        return row;
    }

    private static void place(double[] row, EffectCoefficients part, ModelTerms terms) {
        int first = terms.firstColumn(part.effect());
        int width = terms.columnCount(part.effect());
        String name = terms.effects().get(part.effect()).name();
        if (part.positional().size() > width) {
            throw new NoSuchColumnException(
                    name, part.positional().size() + " coefficients for the " + width + " columns of " + name);
        }
        for (int j = 0; j < part.positional().size(); j++) {
            row[first + j] += part.positional().get(j);
        }
        for (EffectCoefficients.Placed placed : part.placed()) {
            double[] columns = columnsAt(placed, part.effect(), terms);
            for (int j = 0; j < width; j++) {
                row[first + j] += placed.coefficient() * placed.scale() * columns[j];
            }
        }
    }

    /** What the effect's columns hold for an observation at the levels, whatever the coding. */
    private static double[] columnsAt(EffectCoefficients.Placed placed, int effect, ModelTerms terms) {
        List<String> variables = terms.columns().get(terms.firstColumn(effect)).classVariables();
        String name = terms.effects().get(effect).name();
        if (variables.size() != placed.levels().size()) {
            throw new NoSuchColumnException(
                    name, placed.levels().size() + " levels for the " + variables.size() + " variables of " + name);
        }
        double[] product =
                placed.members().stream().mapToDouble(Double::doubleValue).toArray();
        for (int v = 0; v < variables.size(); v++) {
            ClassLevels levels = classOf(variables.get(v), terms);
            int level = placed.levels().get(v);
            if (level < 0 || level >= levels.count()) {
                throw new NoSuchColumnException(
                        name, levels.name() + " has " + levels.count() + " levels, " + (level + 1) + " was given");
            }
            double[] coding = levels.codingRows()[level];
            double[] longer = new double[product.length * coding.length];
            for (int a = 0; a < product.length; a++) {
                for (int b = 0; b < coding.length; b++) {
                    longer[a * coding.length + b] = product[a] * coding[b];
                }
            }
            product = longer;
        }
        return product;
    }

    static ClassLevels classOf(String variable, ModelTerms terms) {
        return terms.classes().stream()
                .filter(c -> c.name().equalsIgnoreCase(variable))
                .findFirst()
                .orElseThrow();
    }

    private static void spread(double[] row, Set<Integer> named, ModelTerms terms) {
        List<String> classes = terms.classNames();
        List<Effect> effects = terms.effects();
        for (int target = 0; target < effects.size(); target++) {
            if (named.contains(target)) {
                continue;
            }
            Effect containing = effects.get(target);
            for (int source : named) {
                Effect given = effects.get(source);
                boolean contained = !given.isIntercept() && given.isContainedIn(containing, classes);
                boolean largest = named.stream()
                        .noneMatch(other -> given.isContainedIn(effects.get(other), classes)
                                && effects.get(other).isContainedIn(containing, classes));
                if (contained && largest) {
                    spread(row, source, target, terms);
                }
            }
        }
    }

    private static void spread(double[] row, int source, int target, ModelTerms terms) {
        int first = terms.firstColumn(source);
        int targetFirst = terms.firstColumn(target);
        int share = terms.columnCount(target) / Math.max(1, terms.columnCount(source));
        for (int j = 0; j < terms.columnCount(target); j++) {
            DesignColumn column = terms.columns().get(targetFirst + j);
            for (int i = 0; i < terms.columnCount(source); i++) {
                if (agrees(terms.columns().get(first + i), column)) {
                    row[targetFirst + j] += row[first + i] / share;
                }
            }
        }
    }

    /** Whether the class variables of the smaller column are at the same levels in the larger one. */
    private static boolean agrees(DesignColumn small, DesignColumn large) {
        if (!small.members().equals(large.members())) {
            return false;
        }
        for (int v = 0; v < small.classVariables().size(); v++) {
            int place = large.classVariables().indexOf(small.classVariables().get(v));
            if (place < 0 || !large.levels().get(place).equals(small.levels().get(v))) {
                return false;
            }
        }
        return true;
    }
}
