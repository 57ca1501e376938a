package hermite.model.glmm.density;

import hermite.math.Exponential;
import org.apache.commons.math3.special.Gamma;

/** Counts with mean exp η. */
sealed interface LogCountDensity extends ConditionalDensity
        permits NegativeBinomialLinearDensity, NegativeBinomialLogDensity, PoissonLogDensity {
    @Override
    default boolean dispersionCanVanish() {
        return false;
    }

    @Override
    default double neutralResponse() {
        return 0;
    }

    @Override
    default double initialPredictor(double y, double trials) {
        return Exponential.log(y + 0.5);
    }

    @Override
    default double mean(double eta, double trials) {
        return Exponential.exp(eta);
    }

    @Override
    default double constant(double y, double trials) {
        return -Gamma.logGamma(y + 1);
    }
}
