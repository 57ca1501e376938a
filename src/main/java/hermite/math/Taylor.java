package hermite.math;

import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * A function's value with its first three derivatives, for the exact derivatives of a formula: the rules of Leibniz and of
 * Faà di Bruno carry them through its operations (Griewank &amp; Walther 2008, chapter 13).
 */
public record Taylor(double value, double first, double second, double third) {
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    public static Taylor constant(double value) {
        return new Taylor(value, 0, 0, 0);
    }

    /** The variable itself. */
    public static Taylor variable(double value) {
        return new Taylor(value, 1, 0, 0);
    }

    public Taylor plus(Taylor o) {
        return new Taylor(value + o.value, first + o.first, second + o.second, third + o.third);
    }

    public Taylor minus(Taylor o) {
        return plus(o.times(-1));
    }

    public Taylor times(double c) {
        return new Taylor(c * value, c * first, c * second, c * third);
    }

    public Taylor times(Taylor o) {
        return new Taylor(
                value * o.value,
                first * o.value + value * o.first,
                second * o.value + 2 * first * o.first + value * o.second,
                third * o.value + 3 * second * o.first + 3 * first * o.second + value * o.third);
    }

    public Taylor over(Taylor o) {
        double r = 1 / o.value;
        return times(o.through(r, -r * r, 2 * r * r * r, -6 * r * r * r * r));
    }

    /** This to a power; a constant power of a negative number must be whole. */
    public Taylor power(Taylor exponent) {
        if (exponent.first == 0 && exponent.second == 0 && exponent.third == 0) {
            double p = exponent.value;
            return through(
                    Math.pow(value, p),
                    p * Math.pow(value, p - 1),
                    p * (p - 1) * Math.pow(value, p - 2),
                    p * (p - 1) * (p - 2) * Math.pow(value, p - 3));
        }
        return log().times(exponent).exp();
    }

    public Taylor exp() {
        double e = Math.exp(value);
        return through(e, e, e, e);
    }

    public Taylor log() {
        double r = 1 / value;
        return through(Math.log(value), r, -r * r, 2 * r * r * r);
    }

    public Taylor sine() {
        double s = Math.sin(value);
        double c = Math.cos(value);
        return through(s, c, -s, -c);
    }

    public Taylor cosine() {
        double s = Math.sin(value);
        double c = Math.cos(value);
        return through(c, -s, -c, s);
    }

    public Taylor arcTangent() {
        double d = 1 / (1 + value * value);
        return through(Math.atan(value), d, -2 * value * d * d, (6 * value * value - 2) * d * d * d);
    }

    public Taylor absolute() {
        return value < 0 ? times(-1) : this;
    }

    /** The standard normal distribution function. */
    public Taylor normalProbability() {
        double d = NORMAL.density(value);
        return through(NORMAL.cumulativeProbability(value), d, -value * d, (value * value - 1) * d);
    }

    /** The standard normal quantile; not a number outside (0, 1). */
    public Taylor normalQuantile() {
        if (!(value > 0 && value < 1)) {
            return constant(Double.NaN);
        }
        double z = NORMAL.inverseCumulativeProbability(value);
        double f = 1 / NORMAL.density(z);
        return through(z, f, z * f * f, (1 + 2 * z * z) * f * f * f);
    }

    /** A function of this with its derivatives at this value. */
    private Taylor through(double f, double f1, double f2, double f3) {
        return new Taylor(
                f,
                f1 * first,
                f2 * first * first + f1 * second,
                f3 * first * first * first + 3 * f2 * first * second + f1 * third);
    }
}
