package hermite.sas.proc.genmod.binding;

import hermite.model.DesignColumn;
import hermite.model.Effect;
import hermite.model.ModelTerms;
import hermite.sas.log.StepFailure;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The coefficients of CONTRAST and ESTIMATE over all design columns. Under GLM coding an effect that is not given but
 * contains given ones receives their coefficients, spread evenly over its columns (Goodnight 1978).
 */
public final class CombinationRows {
    private CombinationRows() {}

    /** @throws StepFailure when an effect is not in the model or has more coefficients than columns */
    public static double[][] of(GenmodModel.Combination combination, ModelTerms terms) {
        return combination.rows().stream()
                .map(row -> row(row, terms, combination.divisor()))
                .toArray(double[][]::new);
    }

    private static double[] row(List<GenmodModel.Coefficients> given, ModelTerms terms, double divisor) {
        double[] row = new double[terms.columnCount()];
        Set<Integer> named = new HashSet<>();
        for (GenmodModel.Coefficients part : given) {
            int effect = indexOf(part.effect(), terms);
            named.add(effect);
            if (part.values().size() > terms.columnCount(effect)) {
                throw new StepFailure(
                        GenmodMessage.TOO_MANY_COEFFICIENTS, part.effect().name());
            }
            for (int j = 0; j < part.values().size(); j++) {
                row[terms.firstColumn(effect) + j] = part.values().get(j) / divisor;
            }
        }
        if (!terms.hasFullRankCoding()) {
            spread(row, named, terms);
        }
        return row;
    }

    private static int indexOf(Effect wanted, ModelTerms terms) {
        for (int e = 0; e < terms.effects().size(); e++) {
            if (terms.effects().get(e).name().equalsIgnoreCase(wanted.name())) {
                return e;
            }
        }
        throw new StepFailure(GenmodMessage.EFFECT_NOT_IN_MODEL, wanted.name());
    }

    private static void spread(double[] row, Set<Integer> named, ModelTerms terms) {
        List<String> classes = terms.classNames();
        List<Effect> effects = terms.effects();
        for (int target = 0; target < effects.size(); target++) {
            if (named.contains(target)) {
                continue;
            }
            for (int source : named) {
                Effect given = effects.get(source);
                Effect containing = effects.get(target);
                boolean contained = !given.isIntercept() && given.isContainedIn(containing, classes);
                boolean maximal = named.stream()
                        .noneMatch(other -> given.isContainedIn(effects.get(other), classes)
                                && effects.get(other).isContainedIn(containing, classes));
                if (contained && maximal) {
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

    /** Whether the class variables that both columns have are at the same levels. */
    private static boolean agrees(DesignColumn small, DesignColumn large) {
        for (int v = 0; v < small.classVariables().size(); v++) {
            int place = large.classVariables().indexOf(small.classVariables().get(v));
            if (place < 0 || !large.levels().get(place).equals(small.levels().get(v))) {
                return false;
            }
        }
        return true;
    }
}
