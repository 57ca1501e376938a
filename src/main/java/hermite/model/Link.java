package hermite.model;

/**
 * A link function g with mean mu = h(eta), h the inverse of g. Derivatives are those of h in eta, as the chain rule
 * for the log density needs them (McCullagh &amp; Nelder 1989, section 2.5).
 */
public sealed interface Link permits StandardLink, PowerLink {
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
}
