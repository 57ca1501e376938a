package hermite.model.inference;

import hermite.model.ClassLevels;
import hermite.model.Coding;
import hermite.model.DesignColumn;
import hermite.model.Effect;
import hermite.model.ModelTerms;
import hermite.model.construct.ConstructedEffect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Coefficients of least squares means (population marginal means; Searle, Speed &amp; Milliken 1980, The American
 * Statistician 34, 216–221): predictions at each combination of an effect's class levels, the other class effects
 * averaged, the covariates at given values.
 */
public final class LeastSquaresMeans {
    private final FittedCoefficients fit;
    private final Setting setting;

    public LeastSquaresMeans(FittedCoefficients fit, Setting setting) {
        this.fit = fit;
        this.setting = setting;
    }

    /**
     * Where the means are taken.
     *
     * @param means of the covariates; used where {@code at} says nothing
     * @param at values of covariates by lower-case name
     * @param productsOfMeans whether a product of covariates is the product of their values; otherwise, unless one of
     *     them has a value in {@code at}, it is the mean of the product
     * @param margins weights of the averages over class levels; equal weights when empty
     * @param byLevel whether margins and covariate means are taken within each level of the effect
     */
    public record Setting(
            CovariateMeans means,
            Map<String, Double> at,
            boolean productsOfMeans,
            Optional<ObservedMargins> margins,
            boolean byLevel) {
        public Setting {
            at = Map.copyOf(at);
            if (byLevel && margins.isEmpty()) {
                throw new IllegalArgumentException("means by level need observed margins");
            }
        }

        public static Setting of(CovariateMeans means) {
            return new Setting(means, Map.of(), false, Optional.empty(), false);
        }

        public Setting withAt(Map<String, Double> values) {
            return new Setting(means, values, productsOfMeans, margins, byLevel);
        }

        public Setting withProductsOfMeans() {
            return new Setting(means, at, true, margins, byLevel);
        }

        public Setting withMargins(ObservedMargins observed, boolean withinLevels) {
            return new Setting(means, at, productsOfMeans, Optional.of(observed), withinLevels);
        }
    }

    /**
     * One mean.
     *
     * @param levels of the effect's class variables, in the order of {@link #variables}
     * @param row coefficients, one a design column
     */
    public record Mean(List<String> levels, double[] row) {
        public Mean {
            levels = List.copyOf(levels);
        }
    }

    /** Whether the effect can have means: class variables only, all of GLM coding as every other class variable. */
    public static boolean areDefined(ModelTerms terms, int effect) {
        Effect wanted = terms.effects().get(effect);
        return !wanted.isIntercept()
                && CovariateMeans.continuous(wanted, terms).isEmpty()
                && terms.constructedIn(wanted).isEmpty()
                && terms.usedClasses().stream().allMatch(c -> c.variable().coding() == Coding.GLM);
    }

    /** The class variables that name a mean, as output orders them: crossed ones, then those they are nested in. */
    public static List<String> variables(ModelTerms terms, int effect) {
        return terms.effects().get(effect).variables();
    }

    /**
     * The means of an effect, in the order of its columns. An effect that is nested in others has only the
     * combinations that occur.
     */
    public List<Mean> of(int effect) {
        ModelTerms terms = fit.terms();
        if (!areDefined(terms, effect)) {
            throw new IllegalArgumentException(
                    terms.effects().get(effect).name() + " has covariates or class variables without GLM coding");
        }
        List<String> shown = variables(terms, effect);
        boolean nested = !terms.effects().get(effect).nestedWithin().isEmpty();
        List<Mean> means = new ArrayList<>();
        int first = terms.firstColumn(effect);
        for (int j = first; j < first + terms.columnCount(effect); j++) {
            if (nested && !fit.isObserved(j)) {
                continue;
            }
            DesignColumn column = terms.columns().get(j);
            Map<String, String> fixed = levelsOf(column);
            means.add(new Mean(shown.stream().map(fixed::get).toList(), row(fixed)));
        }
        return means;
    }

    private static Map<String, String> levelsOf(DesignColumn column) {
        Map<String, String> levels = new HashMap<>();
        for (int v = 0; v < column.classVariables().size(); v++) {
            levels.put(column.classVariables().get(v), column.levels().get(v));
        }
        return levels;
    }

    private double[] row(Map<String, String> fixed) {
        ModelTerms terms = fit.terms();
        ObservedMargins.Condition within = setting.byLevel() ? condition(fixed) : ObservedMargins.Condition.NONE;
        double[] row = new double[terms.columnCount()];
        for (int e = 0; e < terms.effects().size(); e++) {
            double covariates = covariates(terms.effects().get(e), within);
            double[] basis = basis(terms.effects().get(e), within);
            int first = terms.firstColumn(e);
            int end = first + terms.columnCount(e);
            List<Integer> matching = new ArrayList<>();
            for (int j = first; j < end; j++) {
                if (takesPart(j, e, fixed)) {
                    matching.add(j);
                }
            }
            int perMember = (end - first) / basis.length;
            for (int j : matching) {
                // The constants of a cumulative link are averaged whatever the margins.
                boolean equal =
                        setting.margins().isEmpty() || terms.effects().get(e).isIntercept();
                double share = equal ? (double) basis.length / matching.size() : observedShare(j, fixed, within);
                row[j] = covariates * basis[(j - first) / perMember] * share;
            }
        }
        return row;
    }

    private boolean takesPart(int column, int effect, Map<String, String> fixed) {
        DesignColumn described = fit.terms().columns().get(column);
        for (int v = 0; v < described.classVariables().size(); v++) {
            String wanted = fixed.get(described.classVariables().get(v));
            if (wanted != null && !wanted.equals(described.levels().get(v))) {
                return false;
            }
        }
        // Levels of a nested variable exist only inside their own level of the nesting one.
        boolean nested = !fit.terms().effects().get(effect).nestedWithin().isEmpty();
        return !nested || fit.isObserved(column);
    }

    private double observedShare(int column, Map<String, String> fixed, ObservedMargins.Condition within) {
        DesignColumn described = fit.terms().columns().get(column);
        Map<String, String> free = levelsOf(described);
        fixed.keySet().forEach(free::remove);
        return free.isEmpty() ? 1 : setting.margins().orElseThrow().proportion(condition(free), within);
    }

    private ObservedMargins.Condition condition(Map<String, String> levels) {
        Map<String, Integer> indices = new HashMap<>();
        levels.forEach((variable, label) -> {
            ClassLevels of = CombinationRows.classOf(variable, fit.terms());
            indices.put(variable, of.labels().indexOf(label));
        });
        return new ObservedMargins.Condition(indices);
    }

    /** The columns of the effect's constructed parts where their variables have the values of the setting. */
    private double[] basis(Effect effect, ObservedMargins.Condition within) {
        List<double[]> parts = new ArrayList<>();
        for (ConstructedEffect constructed : fit.terms().constructedIn(effect)) {
            parts.add(constructed.at(constructed.variables().stream()
                    .mapToDouble(v -> value(v.toLowerCase(Locale.ROOT), within))
                    .toArray()));
        }
        return ModelTerms.product(parts);
    }

    private double value(String variable, ObservedMargins.Condition within) {
        Double given = setting.at().get(variable);
        if (given != null) {
            return given;
        }
        return setting.byLevel()
                ? setting.margins().orElseThrow().mean(List.of(variable), within)
                : setting.means().mean(List.of(variable));
    }

    private double covariates(Effect effect, ObservedMargins.Condition within) {
        List<String> product = CovariateMeans.continuous(effect, fit.terms());
        if (product.isEmpty()) {
            return 1;
        }
        if (setting.byLevel()) {
            return setting.margins().orElseThrow().mean(product, within);
        }
        boolean separately = setting.productsOfMeans() || product.stream().anyMatch(setting.at()::containsKey);
        if (!separately) {
            return setting.means().mean(product);
        }
        double value = 1;
        for (String variable : product) {
            Double given = setting.at().get(variable);
            value *= given != null ? given : setting.means().mean(List.of(variable));
        }
        return value;
    }
}
