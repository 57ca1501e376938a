package hermite.math;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.special.Gamma;

/**
 * Averages over S = sqrt(chi-square / df), by which statistics are studentized: the outer integral of the studentized
 * range, maximum modulus and Dunnett distributions.
 *
 * <p>With t = log s the density is c exp(df (t - exp(2t) / 2)): entire, and decaying on both sides, so that the
 * trapezoidal rule converges geometrically (Trefethen &amp; Weideman 2014, SIAM Review 56, section 5).
 */
final class ChiScale {
    /** How fine the rule is: step in standard deviations of log S, and the logarithm of what is left out. */
    private enum Rule {
        /** Error about 1e-15. */
        FINE(0.5, 0.1, 40),
        /** Error about 1e-9, for conditionals that are not known better. */
        COARSE(1, 0.2, 22);

        private final double deviations;
        private final double widest;
        private final double negligible;

        Rule(double deviations, double widest, double negligible) {
            this.deviations = deviations;
            this.widest = widest;
            this.negligible = negligible;
        }
    }

    private ChiScale() {}

    /**
     * E g(S).
     *
     * @param df degrees of freedom, positive; infinite means S = 1
     * @param conditional g, between 0 and 1
     */
    static double average(double df, DoubleUnaryOperator conditional) {
        return average(df, conditional, Rule.FINE);
    }

    /** The same to about nine digits with a third of the evaluations. */
    static double coarseAverage(double df, DoubleUnaryOperator conditional) {
        return average(df, conditional, Rule.COARSE);
    }

    private static double average(double df, DoubleUnaryOperator conditional, Rule rule) {
        if (!(df > 0)) {
            throw new IllegalArgumentException("degrees of freedom must be positive: " + df);
        }
        if (Double.isInfinite(df) || df > 1e10) {
            return conditional.applyAsDouble(1);
        }
        // The peak is a Gaussian of standard deviation 1 / sqrt(2 df).
        double step = Math.min(rule.widest, rule.deviations / Math.sqrt(2 * df));
        double logConstant = Math.log(2) + df / 2 * Math.log(df / 2) - Gamma.logGamma(df / 2);
        double sum = term(0, df, logConstant, conditional);
        for (int side = -1; side <= 1; side += 2) {
            for (int i = 1; ; i++) {
                double t = side * i * step;
                if (exponent(t, df) < -rule.negligible) {
                    break;
                }
                sum += term(t, df, logConstant, conditional);
            }
        }
        return Math.min(1, Math.max(0, step * sum));
    }

    /** df (t - exp(2t)/2 + 1/2): 0 at its peak t = 0. */
    private static double exponent(double t, double df) {
        return df * (t - 0.5 * Math.expm1(2 * t));
    }

    private static double term(double t, double df, double logConstant, DoubleUnaryOperator conditional) {
        double weight = Math.exp(exponent(t, df) - df / 2 + logConstant);
        return weight * conditional.applyAsDouble(Math.exp(t));
    }
}
