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
}
