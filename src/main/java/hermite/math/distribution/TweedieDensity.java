package hermite.math.distribution;

import org.apache.commons.math3.special.Gamma;

/**
 * The density of the Tweedie distributions with power between 1 and 2, compound Poisson sums of gamma variables, by
 * the series of Dunn &amp; Smyth 2005 (Statistics and Computing 15, 267–280, section 4): log W = log of the sum of
 * z^j / (j! Gamma(-j alpha)), alpha = (2 - p)/(1 - p), summed outwards from its largest term.
 */
public final class TweedieDensity {
    /** Terms smaller than the largest by this much in logarithm are left out. */
    private static final double NEGLIGIBLE = 37;

    private final double power;
    private final double alpha;

    /** @throws IllegalArgumentException when the power is not strictly between 1 and 2 */
    public TweedieDensity(double power) {
        if (!(power > 1 && power < 2)) {
            throw new IllegalArgumentException("power " + power + " is not between 1 and 2");
        }
        this.power = power;
        this.alpha = (2 - power) / (1 - power);
    }

    /**
     * Log density and its derivatives in the logarithm of the dispersion.
     *
     * @param into receives log density, first and second derivative
     */
    public void evaluate(double y, double mu, double dispersion, double[] into) {
        double theta = Math.pow(mu, 1 - power) / (1 - power);
        double kappa = Math.pow(mu, 2 - power) / (2 - power);
        double exponent = (y * theta - kappa) / dispersion;
        if (y == 0) {
            into[0] = exponent;
            into[1] = -exponent;
            into[2] = exponent;
            return;
        }
        double logZ = -alpha * Math.log(y)
                + alpha * Math.log(power - 1)
                - (1 - alpha) * Math.log(dispersion)
                - Math.log(2 - power);
        double middle = Math.max(1, Math.rint(Math.pow(y, 2 - power) / ((2 - power) * dispersion)));
        double top = term(middle, logZ);
        double sum = 1;
        double first = 0;
        double second = 0;
        for (int direction = -1; direction <= 1; direction += 2) {
            for (double j = middle + direction; j >= 1; j += direction) {
                double log = term(j, logZ) - top;
                if (log < -NEGLIGIBLE) {
                    break;
                }
                double weight = Math.exp(log);
                sum += weight;
                first += weight * (j - middle);
                second += weight * (j - middle) * (j - middle);
            }
        }
        double mean = middle + first / sum;
        double variance = second / sum - (first / sum) * (first / sum);
        into[0] = top + Math.log(sum) - Math.log(y) + exponent;
        into[1] = -(1 - alpha) * mean - exponent;
        into[2] = (1 - alpha) * (1 - alpha) * variance + exponent;
    }

    private double term(double j, double logZ) {
        return j * logZ - Gamma.logGamma(1 + j) - Gamma.logGamma(-alpha * j);
    }
}
