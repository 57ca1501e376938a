package hermite.math.random;

import hermite.math.distribution.Normal;

/** Random numbers of the continuous distributions and of those built on them, one at a time, in R's sequence. */
public final class Variates {
    private static final double BIG = 134217728;
    private static final Normal STANDARD = new Normal(0, 1);
    private static final double EXP_MINUS_ONE = 0.36787944117144233;
    private static final double[] EXPONENTIAL_SUMS = new double[16];
    private static final double ROOT_32 = 5.656854;
    /** Coefficients of q0 in powers of 1/a, Ahrens &amp; Dieter (1982). */
    private static final double[] GAMMA_Q = {
        4.166669e-2, 2.083148e-2, 8.01191e-3, 1.44121e-3, -7.388e-5, 2.4511e-4, 2.424e-4
    };
    /** Coefficients of q in powers of v, the same source. */
    private static final double[] GAMMA_A = {
        0.3333333, -0.250003, 0.2000062, -0.1662921, 0.1423657, -0.1367177, 0.1233795
    };

    static {
        double term = 1;
        double sum = 0;
        for (int k = 0; k < EXPONENTIAL_SUMS.length; k++) {
            term *= Math.log(2) / (k + 1);
            sum += term;
            EXPONENTIAL_SUMS[k] = sum;
        }
    }

    private final UniformStream stream;
    private final Counts counts;

    public Variates(UniformStream stream) {
        this.stream = stream;
        this.counts = new Counts(stream, this);
    }

    public UniformStream stream() {
        return stream;
    }

    /** Numbers of binomial, Poisson and related distributions from the same stream. */
    public Counts counts() {
        return counts;
    }

    /** Uniform; the lower limit itself when the two are equal. */
    public double uniform(double least, double most) {
        return least == most ? least : least + (most - least) * stream.next();
    }

    /** Standard normal by inversion of a uniform of 53 bits. */
    public double normal() {
        double u = (int) (BIG * stream.next()) + stream.next();
        return STANDARD.quantile(u / BIG, true, false);
    }

    public double normal(double mean, double sd) {
        return sd == 0 ? mean : mean + sd * normal();
    }

    /** Standard exponential: Ahrens &amp; Dieter (1972), algorithm SA. */
    public double exponential() {
        double a = 0;
        double u = stream.next();
        while (true) {
            u += u;
            if (u > 1) {
                break;
            }
            a += EXPONENTIAL_SUMS[0];
        }
        u -= 1;
        if (u <= EXPONENTIAL_SUMS[0]) {
            return a + u;
        }
        int i = 0;
        double least = stream.next();
        do {
            double v = stream.next();
            if (least > v) {
                least = v;
            }
            i++;
        } while (u > EXPONENTIAL_SUMS[i]);
        return a + least * EXPONENTIAL_SUMS[0];
    }

    /** Gamma: Ahrens &amp; Dieter (1974), GS, for shape below 1; (1982), GD, from 1. */
    public double gamma(double shape, double scale) {
        if (shape == 0 || scale == 0) {
            return 0;
        }
        return scale * (shape < 1 ? smallGamma(shape) : largeGamma(shape));
    }

    private double smallGamma(double a) {
        double e = 1 + EXP_MINUS_ONE * a;
        while (true) {
            double p = e * stream.next();
            if (p >= 1) {
                double x = -Math.log((e - p) / a);
                if (exponential() >= (1 - a) * Math.log(x)) {
                    return x;
                }
            } else {
                double x = Math.exp(Math.log(p) / a);
                if (exponential() >= x) {
                    return x;
                }
            }
        }
    }

    private double largeGamma(double a) {
        double s2 = a - 0.5;
        double s = Math.sqrt(s2);
        double d = ROOT_32 - s * 12;
        double t = normal();
        double x = s + 0.5 * t;
        if (t >= 0) {
            return x * x;
        }
        double u = stream.next();
        if (d * u <= t * t * t) {
            return x * x;
        }
        double q0 = polynomial(GAMMA_Q, 1 / a);
        double b;
        double si;
        double c;
        if (a <= 3.686) {
            b = 0.463 + s + 0.178 * s2;
            si = 1.235;
            c = 0.195 / s - 0.079 + 0.16 * s;
        } else if (a <= 13.022) {
            b = 1.654 + 0.0076 * s2;
            si = 1.68 / s + 0.275;
            c = 0.062 / s + 0.024;
        } else {
            b = 1.77;
            si = 0.75;
            c = 0.1515 / s;
        }
        if (x > 0 && Math.log(1 - u) <= quotient(t, s, s2, q0)) {
            return x * x;
        }
        while (true) {
            double e = exponential();
            u = stream.next();
            u = u + u - 1;
            t = u < 0 ? b - si * e : b + si * e;
            if (t < -0.71874483771719) {
                continue;
            }
            double q = quotient(t, s, s2, q0);
            if (q > 0 && c * Math.abs(u) <= Math.expm1(q) * Math.exp(e - 0.5 * t * t)) {
                x = s + 0.5 * t;
                return x * x;
            }
        }
    }

    private static double quotient(double t, double s, double s2, double q0) {
        double v = t / (s + s);
        return Math.abs(v) <= 0.25
                ? q0 + 0.5 * t * t * polynomial(GAMMA_A, v)
                : q0 - s * t + 0.25 * t * t + (s2 + s2) * Math.log(1 + v);
    }

    /** c1 r + c2 r² + … */
    private static double polynomial(double[] coefficients, double r) {
        double sum = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            sum = (sum + coefficients[i]) * r;
        }
        return sum;
    }

    public double chiSquare(double degreesOfFreedom) {
        return gamma(degreesOfFreedom / 2, 2);
    }

    public double studentT(double degreesOfFreedom) {
        double z = normal();
        return Double.isInfinite(degreesOfFreedom) ? z : z / Math.sqrt(chiSquare(degreesOfFreedom) / degreesOfFreedom);
    }

    public double fisherF(double numerator, double denominator) {
        double above = Double.isInfinite(numerator) ? 1 : chiSquare(numerator) / numerator;
        return above / (Double.isInfinite(denominator) ? 1 : chiSquare(denominator) / denominator);
    }

    public double logistic(double location, double scale) {
        double u = stream.next();
        return location + scale * Math.log(u / (1 - u));
    }

    public double weibull(double shape, double scale) {
        return scale * Math.pow(-Math.log(stream.next()), 1 / shape);
    }

    public double cauchy(double location, double scale) {
        return location + scale * Math.tan(Math.PI * stream.next());
    }

    /** Beta: Cheng (1978), algorithms BB (both parameters above 1) and BC. */
    public double beta(double first, double second) {
        double a = Math.min(first, second);
        double b = Math.max(first, second);
        double alpha = a + b;
        return a <= 1 ? betaC(first, a, b, alpha) : betaB(first, a, b, alpha);
    }

    private double betaC(double first, double a, double b, double alpha) {
        double beta = 1 / a;
        double delta = 1 + b - a;
        double k1 = delta * (0.0138889 + 0.0416667 * a) / (b * beta - 0.777778);
        double k2 = 0.25 + (0.5 + 0.25 / delta) * a;
        double w;
        while (true) {
            double u1 = stream.next();
            double u2 = stream.next();
            double z;
            if (u1 < 0.5) {
                double y = u1 * u2;
                z = u1 * y;
                if (0.25 * u2 + z - y >= k1) {
                    continue;
                }
            } else {
                z = u1 * u1 * u2;
                if (z <= 0.25) {
                    w = bounded(b, beta * Math.log(u1 / (1 - u1)));
                    break;
                }
                if (z >= k2) {
                    continue;
                }
            }
            double v = beta * Math.log(u1 / (1 - u1));
            w = bounded(b, v);
            if (alpha * (Math.log(alpha / (a + w)) + v) - 1.3862944 >= Math.log(z)) {
                break;
            }
        }
        return first == a ? a / (a + w) : w / (a + w);
    }

    private double betaB(double first, double a, double b, double alpha) {
        double beta = Math.sqrt((alpha - 2) / (2 * a * b - alpha));
        double gamma = a + 1 / beta;
        double w;
        double r;
        double t;
        do {
            double u1 = stream.next();
            double u2 = stream.next();
            double v = beta * Math.log(u1 / (1 - u1));
            w = bounded(a, v);
            double z = u1 * u1 * u2;
            r = gamma * v - 1.3862944;
            double s = a + r - w;
            if (s + 2.609438 >= 5 * z) {
                break;
            }
            t = Math.log(z);
            if (s > t) {
                break;
            }
        } while (r + alpha * Math.log(alpha / (b + w)) < t);
        return first != a ? b / (b + w) : w / (b + w);
    }

    private static double bounded(double factor, double v) {
        return Math.min(factor * Math.exp(v), Double.MAX_VALUE);
    }
}
