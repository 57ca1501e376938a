package hermite.model.inference;

import hermite.model.ModelTerms;

/** Denominator degrees of freedom of t and F tests; infinite for the normal and chi-square distributions. */
@FunctionalInterface
public interface DegreesOfFreedom {
    DegreesOfFreedom INFINITE = rows -> Double.POSITIVE_INFINITY;

    /** @param rows of the hypothesis, one coefficient a design column */
    double of(double[][] rows);

    /** What the F statistic of a hypothesis is multiplied by, other than 1 for Kenward and Roger's method. */
    default double scale(double[][] rows) {
        return 1;
    }

    /** Those of the least squares means of an effect, and of hypotheses that name it last. */
    default DegreesOfFreedom ofEffect(int effect) {
        return this;
    }

    static DegreesOfFreedom fixed(double df) {
        return rows -> df;
    }

    /** The smallest of the effects that have a coefficient other than 0; of an effect its own. */
    static DegreesOfFreedom smallestOfEffects(ModelTerms terms, double[] dfOfEffect) {
        double[] own = dfOfEffect.clone();
        return new DegreesOfFreedom() {
            @Override
            public double of(double[][] rows) {
                double smallest = Double.POSITIVE_INFINITY;
                for (double[] row : rows) {
                    for (int j = 0; j < row.length; j++) {
                        if (row[j] != 0) {
                            smallest = Math.min(
                                    smallest, own[terms.columns().get(j).effect()]);
                        }
                    }
                }
                return smallest;
            }

            @Override
            public DegreesOfFreedom ofEffect(int effect) {
                return fixed(own[effect]);
            }
        };
    }
}
