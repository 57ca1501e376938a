package hermite.model.construct;

import hermite.data.Table;
import java.util.ArrayList;
import java.util.List;

/** A constructed effect before the data are seen that fix its knots and centres. */
public sealed interface EffectDefinition {
    String name();

    List<String> variables();

    /**
     * The effect made for some data.
     *
     * @param rows the observations used
     * @param counts how often each of them counts, parallel to {@code rows}
     * @return one effect; several when parts of it are effects of their own
     * @throws SplineRule.UnsuitableKnotsException when the knots do not make a basis
     */
    List<ConstructedEffect> construct(Table table, int[] rows, double[] counts);

    /**
     * Names of what {@link #construct} makes, in its order; the name alone of what is a product of plain variables, to
     * be taken as such.
     */
    List<String> parts();

    record Collection(String name, List<String> variables) implements EffectDefinition {
        @Override
        public List<ConstructedEffect> construct(Table table, int[] rows, double[] counts) {
            return List.of(new CollectionEffect(name, variables));
        }

        @Override
        public List<String> parts() {
            return List.of(name);
        }
    }

    /** @param separate whether each variable's functions are an effect of their own */
    record Spline(String name, List<String> variables, SplineRule rule, boolean separate) implements EffectDefinition {
        @Override
        public List<ConstructedEffect> construct(Table table, int[] rows, double[] counts) {
            List<SplineBasis> bases = variables.stream()
                    .map(v -> rule.over(WeightedValues.of(v, table, rows, counts)))
                    .toList();
            if (!separate) {
                return List.of(new SplineEffect(name, variables, bases));
            }
            List<ConstructedEffect> effects = new ArrayList<>();
            for (int v = 0; v < bases.size(); v++) {
                effects.add(new SplineEffect(parts().get(v), List.of(variables.get(v)), List.of(bases.get(v))));
            }
            return effects;
        }

        @Override
        public List<String> parts() {
            return separate ? variables.stream().map(v -> name + "_" + v).toList() : List.of(name);
        }
    }

    /**
     * @param largestPower of one variable
     * @param separate whether each term is an effect of its own
     * @param prefix of the names of standardized variables
     */
    record Polynomial(
            String name,
            List<String> variables,
            int degree,
            int largestPower,
            boolean separate,
            Standardization standardization,
            String prefix)
            implements EffectDefinition {

        @Override
        public List<ConstructedEffect> construct(Table table, int[] rows, double[] counts) {
            List<Double> centers = new ArrayList<>();
            List<Double> scales = new ArrayList<>();
            for (String variable : variables) {
                WeightedValues values = WeightedValues.of(variable, table, rows, counts);
                centers.add(standardization.center(values));
                scales.add(standardization.scale(values));
            }
            List<List<Integer>> terms = PolynomialEffect.terms(variables.size(), degree, largestPower);
            if (!separate) {
                return List.of(new PolynomialEffect(name, variables, terms, centers, scales, shown(), false));
            }
            List<ConstructedEffect> effects = new ArrayList<>();
            for (List<Integer> powers : terms) {
                effects.add(new PolynomialEffect(
                        PolynomialEffect.label(shown(), powers),
                        variables,
                        List.of(powers),
                        centers,
                        scales,
                        shown(),
                        true));
            }
            return effects;
        }

        private List<String> shown() {
            return standardization.isNone()
                    ? variables
                    : variables.stream().map(v -> prefix + v).toList();
        }

        @Override
        public List<String> parts() {
            return separate
                    ? PolynomialEffect.terms(variables.size(), degree, largestPower).stream()
                            .map(powers -> PolynomialEffect.label(shown(), powers))
                            .toList()
                    : List.of(name);
        }
    }

    /**
     * How the variables of a polynomial are moved and scaled first.
     *
     * @param moments mean and standard deviation; else the middle and half of the range
     */
    record Standardization(boolean center, boolean scale, boolean moments) {
        public static final Standardization NONE = new Standardization(false, false, true);

        public boolean isNone() {
            return !center && !scale;
        }

        private double center(WeightedValues values) {
            if (!center) {
                return 0;
            }
            return moments ? values.mean() : 0.5 * (values.smallest() + values.largest());
        }

        private double scale(WeightedValues values) {
            if (!scale) {
                return 1;
            }
            return moments ? values.standardDeviation() : 0.5 * (values.largest() - values.smallest());
        }
    }
}
