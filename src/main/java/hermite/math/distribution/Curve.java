package hermite.math.distribution;

/** A distribution's density and probabilities: what a search for its quantiles needs. */
interface Curve {
    /** Density, or for whole numbers the probability. */
    double density(double x, boolean log);

    /** P(X &le; x), or with {@code lower} false P(X &gt; x); its natural logarithm on request, exact in the far tail. */
    double cumulative(double x, boolean lower, boolean log);
}
