package hermite.model.inference;

/**
 * An estimated linear combination l'beta.
 *
 * @param alpha 1 - confidence level
 * @param chiSquare (estimate / standard error)²; NaN when the standard error is 0
 */
public record LinearEstimate(
        double estimate,
        double standardError,
        double alpha,
        double lower,
        double upper,
        double chiSquare,
        double probability) {

    /** Estimate, Wald limits and test with the normal distribution. */
    public static LinearEstimate of(double[] row, double[] estimates, double[] covariance, double alpha) {
        double value = LinearAlgebra.dot(row, estimates);
        double variance = LinearAlgebra.sandwich(new double[][] {row}, covariance, estimates.length)[0];
        return of(value, Math.sqrt(Math.max(0, variance)), alpha);
    }

    public static LinearEstimate of(double value, double standardError, double alpha) {
        double z = Tails.normalQuantile(alpha);
        double chiSquare = standardError > 0 ? Math.pow(value / standardError, 2) : Double.NaN;
        return new LinearEstimate(
                value,
                standardError,
                alpha,
                value - z * standardError,
                value + z * standardError,
                chiSquare,
                Tails.chiSquare(chiSquare, 1));
    }
}
