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
}
