package hermite.model;

import hermite.math.Taylor;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;

/**
 * A link function g with mean mu = h(eta), h the inverse of g. Derivatives are those of h in eta, as the chain rule
 * for the log density needs them (McCullagh &amp; Nelder 1989, section 2.5).
 */
public sealed interface Link permits StandardLink, PowerLink, Link.Programmed {
    /** The name as it is printed, for example {@code Logit}. */
    String label();

    /** eta = g(mu); mu inside the range of the inverse. */
    double link(double mu);

    /** mu = h(eta). */
    double inverse(double eta);

    /** h'(eta). */
    double firstDerivative(double eta);

    /** h''(eta). */
    double secondDerivative(double eta);

    /** h'''(eta). */
    double thirdDerivative(double eta);

    /**
     * Means and first derivatives of a row of linear predictors.
     *
     * @param eta n numbers
     * @param mean set to h(eta)
     * @param slope set to h'(eta)
     * @param scratch overwritten, as long as the others
     */
    default void evaluate(double[] eta, double[] mean, double[] slope, double[] scratch, int n) {
        for (int i = 0; i < n; i++) {
            mean[i] = inverse(eta[i]);
            slope[i] = firstDerivative(eta[i]);
        }
    }

    /**
     * A link written as two formulas.
     *
     * @param formula g
     * @param inverseFormula h with its derivatives, at a variable
     */
    record Programmed(DoubleUnaryOperator formula, DoubleFunction<Taylor> inverseFormula) implements Link {
        @Override
        public String label() {
            return "User";
        }

        @Override
        public double link(double mu) {
            return formula.applyAsDouble(mu);
        }

        @Override
        public double inverse(double eta) {
            return inverseFormula.apply(eta).value();
        }

        @Override
        public double firstDerivative(double eta) {
            return inverseFormula.apply(eta).first();
        }

        @Override
        public double secondDerivative(double eta) {
            return inverseFormula.apply(eta).second();
        }

        @Override
        public double thirdDerivative(double eta) {
            return inverseFormula.apply(eta).third();
        }
    }
}
