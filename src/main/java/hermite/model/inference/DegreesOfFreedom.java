package hermite.model.inference;

import hermite.model.ModelTerms;

/** Denominator degrees of freedom of t and F tests; infinite for the normal and chi-square distributions. */
@FunctionalInterface
public interface DegreesOfFreedom {
    DegreesOfFreedom INFINITE = rows -> Double.POSITIVE_INFINITY;

    /** @param rows of the hypothesis, one coefficient a design column */
    double of(double[][] rows);

    static DegreesOfFreedom fixed(double df) {
        return rows -> df;
    }

    /** The smallest of the effects that have a coefficient other than 0. */
    static DegreesOfFreedom smallestOfEffects(ModelTerms terms, double[] dfOfEffect) {
        double[] own = dfOfEffect.clone();
        return rows -> {
            double smallest = Double.POSITIVE_INFINITY;
            for (double[] row : rows) {
                for (int j = 0; j < row.length; j++) {
                    if (row[j] != 0) {
                        smallest = Math.min(smallest, own[terms.columns().get(j).effect()]);
                    }
                }
            }
            return smallest;
        };
    }
}
