package hermite.model.glmm.density;

/** Responses that lie symmetrically about η, with a dispersion. */
sealed interface LocationDensity extends ConditionalDensity permits NormalIdentityDensity, StudentDensity {
    @Override
    default boolean hasDispersion() {
        return true;
    }

    @Override
    default double neutralResponse() {
        return 0;
    }

    @Override
    default double initialPredictor(double y, double trials) {
        return y;
    }

    @Override
    default double mean(double eta, double trials) {
        return eta;
    }
}
