package hermite.math.distribution;

/** What one asks of a distribution. Arguments outside the support give probability 0; a NaN argument gives NaN. */
public interface Distribution extends Curve {
    @Override
    double density(double x, boolean log);

    @Override
    double cumulative(double x, boolean lower, boolean log);

    /**
     * The quantile: least x with P(X &le; x) at least the probability.
     *
     * @param p a probability, or its logarithm
     * @return NaN when p is no probability
     */
    double quantile(double p, boolean lower, boolean log);
}
