package hermite.model.glmm.density;

/**
 * Density of one response given the random effects, as a function of one or several linear predictors: what a model
 * specification may hold.
 */
public sealed interface ResponseDensity permits ConditionalDensity, CategoryDensity {
    /** Linear predictors of one response. */
    int predictors();

    /** Whether there is a dispersion parameter to estimate. */
    boolean hasDispersion();

    /** The density without kinks that tells where nodes go; this one if it has none. */
    default ResponseDensity placement() {
        return this;
    }

    /**
     * Whether the log density has no kinks in the predictors. Where it has some, as when a link gives probabilities
     * above 1, differences of the gradient do not give curvature.
     */
    default boolean isSmooth() {
        return true;
    }
}
