package hermite.model.inference;

import hermite.model.ClassLevels;
import hermite.model.DesignColumn;
import hermite.model.Effect;
import hermite.model.ModelTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Coefficients of least-squares means (Searle, Speed &amp; Milliken 1980): the linear predictor at each combination of
 * an effect's levels, other class variables averaged with equal weights, continuous variables at given values.
 */
public final class LeastSquaresMeans {
    private LeastSquaresMeans() {}

    /**
     * One mean.
     *
     * @param levels of the effect's class variables, in the effect's order
     * @param coefficients one a design column
     */
    public record Mean(List<String> levels, double[] coefficients) {
        public Mean {
            levels = List.copyOf(levels);
        }
    }

    /**
     * The means of an effect of class variables, rightmost variable fastest. All class variables must have GLM coding.
     *
     * @param covariates value of each continuous variable, by lower-case name
     * @throws IllegalArgumentException when a continuous variable has no value
     */
    public static List<Mean> of(ModelTerms terms, Effect effect, Map<String, Double> covariates) {
        List<ClassLevels> classes = new ArrayList<>();
        for (String variable : effect.variables()) {
            classes.add(find(terms, variable));
        }
        List<List<String>> combinations = List.of(List.of());
        for (ClassLevels levels : classes) {
            List<List<String>> longer = new ArrayList<>();
            for (List<String> before : combinations) {
                for (String level : levels.labels()) {
                    List<String> next = new ArrayList<>(before);
                    next.add(level);
                    longer.add(next);
                }
            }
            combinations = longer;
        }
        List<Mean> means = new ArrayList<>();
        for (List<String> combination : combinations) {
            means.add(new Mean(combination, coefficients(terms, classes, combination, covariates)));
        }
        return means;
    }

    private static double[] coefficients(
            ModelTerms terms, List<ClassLevels> fixed, List<String> at, Map<String, Double> covariates) {
        double[] row = new double[terms.columnCount()];
        for (int j = 0; j < row.length; j++) {
            DesignColumn column = terms.columns().get(j);
            double value = continuousPart(terms, terms.effects().get(column.effect()), covariates);
            for (int v = 0; v < column.classVariables().size(); v++) {
                ClassLevels levels = find(terms, column.classVariables().get(v));
                int place = fixed.indexOf(levels);
                if (place < 0) {
                    value /= levels.count();
                } else if (!at.get(place).equals(column.levels().get(v))) {
                    value = 0;
                }
            }
            row[j] = value;
        }
        return row;
    }

    private static double continuousPart(ModelTerms terms, Effect effect, Map<String, Double> covariates) {
        double value = 1;
        for (String variable : effect.variables()) {
            if (terms.classNames().stream().noneMatch(c -> c.equalsIgnoreCase(variable))) {
                Double mean = covariates.get(variable.toLowerCase(java.util.Locale.ROOT));
                if (mean == null) {
                    throw new IllegalArgumentException("no value for the continuous variable " + variable);
                }
                value *= mean;
            }
        }
        return value;
    }

    private static ClassLevels find(ModelTerms terms, String variable) {
        return terms.classes().stream()
                .filter(c -> c.name().equalsIgnoreCase(variable))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(variable + " is no class variable"));
    }
}
