package hermite.model.glm;

import hermite.math.Polygamma;

/**
 * Derivatives of a count's log density in eta = log mu and, for a negative binomial, in log k.
 *
 * @param first in eta
 * @param shape in log k
 * @param second in eta twice
 * @param cross in eta and log k
 * @param shapeSecond in log k twice
 */
record CountDerivatives(double first, double shape, double second, double cross, double shapeSecond) {

    /** With a = 1/k and t = k mu / (1 + k mu): l = log Gamma(y + a) - log Gamma(a) + y log t + a log(1 - t). */
    static CountDerivatives negativeBinomial(double y, double mu, double k) {
        double a = 1 / k;
        double t = k * mu / (1 + k * mu);
        double first = y - (y + a) * t;
        double second = -(y + a) * t * (1 - t);
        double psi = Polygamma.digamma(y + a) - Polygamma.digamma(a);
        double trigamma = Polygamma.trigamma(y + a) - Polygamma.trigamma(a);
        double log = Math.log1p(k * mu);
        double shape = -a * (psi - log) + y - (y + a) * t;
        // d a / d log k = -a, d t / d log k = t (1 - t), d log(1 + k mu) / d log k = t.
        double shapeSecond = a * (psi - log) - a * (-a * trigamma - t) + a * t - (y + a) * t * (1 - t);
        double cross = a * t - (y + a) * t * (1 - t);
        return new CountDerivatives(first, shape, second, cross, shapeSecond);
    }
}
