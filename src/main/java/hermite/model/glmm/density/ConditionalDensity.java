package hermite.model.glmm.density;

/**
 * Density of one response given the random effects, as a function of its linear predictor η: log density and the first
 * three derivatives in η, in forms that keep their accuracy in both tails. All methods work on rows of {@code n} lanes
 * and allocate nothing. A dispersion parameter, where there is one, is handled through its logarithm δ.
 *
 * <p>Terms of the log density that depend on neither η nor δ are left to {@link #constant}.
 */
public sealed interface ConditionalDensity extends ResponseDensity
        permits BetaDensity,
                BinomialDensity,
                ChainedDensity,
                LocationDensity,
                LogCountDensity,
                PositiveLogDensity,
                RowwiseDensity,
                SoftenedDensity {
    @Override
    default ConditionalDensity placement() {
        return this;
    }

    @Override
    default int predictors() {
        return 1;
    }

    /** Whether |l'''| ≤ −l'' for every η, so that the mode search needs no line search. */
    default boolean selfConcordant() {
        return false;
    }

    /** Whether l'' ≤ 0 for every η and response; self-concordant densities are. */
    default boolean logConcave() {
        return selfConcordant();
    }

    /** Whether responses are events among trials. */
    default boolean isProportion() {
        return false;
    }

    /** Whether the dispersion falls to zero without end when the mean meets every response. */
    default boolean dispersionCanVanish() {
        return hasDispersion();
    }

    /** A response at which the density is finite for every η; stands in padded rows. */
    double neutralResponse();

    /** The linear predictor a single response suggests, pulled away from the border of the parameter space. */
    double initialPredictor(double y, double trials);

    /** The mean of y (not of y/trials) at η. */
    double mean(double eta, double trials);

    /** The variance of y at η. */
    double variance(double eta, double trials, double logDispersion);

    /** The part of the log density that depends on neither η nor the dispersion. */
    double constant(double y, double trials);

    /** l and l' of every lane. */
    void value(double[] eta, double[] y, double[] trials, double logDispersion, double[] l, double[] d1, int n);

    /** l', l'' and l''' of every lane. */
    void derivatives(
            double[] eta,
            double[] y,
            double[] trials,
            double logDispersion,
            double[] d1,
            double[] d2,
            double[] d3,
            int n);

    /** ∂l/∂δ, ∂l'/∂δ, ∂l''/∂δ and ∂²l/∂δ² of every lane. */
    default void dispersionDerivatives(
            double[] eta,
            double[] y,
            double[] trials,
            double logDispersion,
            double[] dl,
            double[] dd1,
            double[] dd2,
            double[] ddl,
            int n) {
        throw new IllegalStateException("this density has no dispersion parameter");
    }
}
