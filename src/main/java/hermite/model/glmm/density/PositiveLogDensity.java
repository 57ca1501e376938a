package hermite.model.glmm.density;

import hermite.math.Exponential;

/** Positive responses with mean exp η and a dispersion. */
sealed interface PositiveLogDensity extends ConditionalDensity permits GammaDensity, InverseGaussianLogDensity {
    @Override
    default boolean hasDispersion() {
        return true;
    }

    @Override
    default double neutralResponse() {
        return 1;
    }

    @Override
    default double initialPredictor(double y, double trials) {
        return Exponential.log(y);
    }

    @Override
    default double mean(double eta, double trials) {
        return Exponential.exp(eta);
    }
}
