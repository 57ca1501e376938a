package hermite.model.inference;

import java.util.List;

/**
 * The coefficients that one effect receives in a linear combination.
 *
 * @param effect index in {@link hermite.model.ModelTerms#effects()}
 * @param positional in the order of the effect's columns; missing trailing ones are 0
 * @param placed coefficients at named levels, added to the positional ones
 */
public record EffectCoefficients(int effect, List<Double> positional, List<Placed> placed) {
    public EffectCoefficients {
        positional = List.copyOf(positional);
        placed = List.copyOf(placed);
    }

    /**
     * A coefficient for the column of some levels.
     *
     * @param levels index of the level (from 0) of each class variable of the effect, in the order of the columns'
     *     levels
     * @param scale product of the values given for the effect's continuous variables; 1 without
     * @param members values of the columns of the effect's constructed parts; a single 1 without
     */
    public record Placed(double coefficient, List<Integer> levels, double scale, List<Double> members) {
        public Placed {
            levels = List.copyOf(levels);
            members = List.copyOf(members);
        }

        /** In an effect without constructed parts. */
        public Placed(double coefficient, List<Integer> levels, double scale) {
            this(coefficient, levels, scale, List.of(1.0));
        }
    }

    public static EffectCoefficients of(int effect, Double... positional) {
        return new EffectCoefficients(effect, List.of(positional), List.of());
    }
}
