package hermite.r.lib.math;

/**
 * Bessel functions of real order and argument of at least 0 by power series and by Schläfli's integrals (Abramowitz and
 * Stegun 1964, 9.1.10, 9.1.22, 9.6.10, 9.6.20, 9.6.24); orders below 0 by reflection (9.1.2, 9.6.2).
 */
final class Bessel {
    /** How much larger than the sum a term of an alternating series may be. */
    private static final double CANCELLATION = 1e5;

    private static final double NEGLIGIBLE = 745;

    private Bessel() {}

    private interface Integrand {
        double at(double t);
    }

    /** J and Y. */
    static double[] ordinary(double order, double x) {
        if (x < 0) {
            return new double[] {Double.NaN, Double.NaN};
        }
        if (order < 0) {
            double[] positive = ordinary(-order, x);
            double cos = cosPi(order);
            double sin = -sinPi(order);
            return new double[] {
                combined(cos, positive[0], -sin, positive[1]), combined(sin, positive[0], cos, positive[1])
            };
        }
        if (x == 0) {
            return new double[] {order == 0 ? 1 : 0, Double.NEGATIVE_INFINITY};
        }
        return new double[] {first(order, x), second(order, x)};
    }

    /** exp(-x) I and exp(x) K. */
    static double[] modified(double order, double x) {
        if (x < 0) {
            return new double[] {Double.NaN, Double.NaN};
        }
        double k = x == 0 ? Double.POSITIVE_INFINITY : macdonald(Math.abs(order), x);
        double i = growing(Math.abs(order), x);
        if (order < 0) {
            double sin = sinPi(-order);
            i = sin == 0 ? i : i + 2 / Math.PI * sin * k * Math.exp(-2 * x);
        }
        return new double[] {i, k};
    }

    private static double combined(double a, double u, double b, double v) {
        return (a == 0 ? 0 : a * u) + (b == 0 ? 0 : b * v);
    }

    private static double cosPi(double order) {
        double rest = Math.abs(order % 2);
        return rest == 0.5 || rest == 1.5 ? 0 : Math.cos(Math.PI * rest);
    }

    private static double sinPi(double order) {
        double rest = order % 2;
        return rest == Math.rint(rest) ? 0 : Math.sin(Math.PI * rest);
    }

    private static double logGamma(double x) {
        return MathLibrary.logGamma(x);
    }

    private static double first(double order, double x) {
        double quarter = x * x / 4;
        double term = 1;
        double sum = 1;
        double largest = 1;
        for (int k = 1; Math.abs(term) > 1e-18 * Math.abs(sum) && k < 500; k++) {
            term *= -quarter / (k * (k + order));
            sum += term;
            largest = Math.max(largest, Math.abs(term));
        }
        if (largest < CANCELLATION * Math.abs(sum)) {
            return sum * Math.exp(order * Math.log(x / 2) - logGamma(order + 1));
        }
        double swing = integral(t -> Math.cos(order * t - x * Math.sin(t)), 0, Math.PI, panels(order, x));
        double sin = sinPi(order);
        double tail =
                sin == 0 ? 0 : sin * integral(t -> Math.exp(-x * Math.sinh(t) - order * t), 0, end(x, -order), 200);
        return (swing - tail) / Math.PI;
    }

    private static double second(double order, double x) {
        double swing = integral(t -> Math.sin(x * Math.sin(t) - order * t), 0, Math.PI, panels(order, x));
        double cos = cosPi(order);
        double tail = integral(
                t -> Math.exp(order * t - x * Math.sinh(t)) + cos * Math.exp(-order * t - x * Math.sinh(t)),
                0,
                end(x, order),
                400);
        return (swing - tail) / Math.PI;
    }

    private static double growing(double order, double x) {
        if (x == 0) {
            return order == 0 ? 1 : 0;
        }
        if (x > 1e4 && order < Math.sqrt(x)) {
            return asymptotic(order, x);
        }
        // terms grow up to k near x / 2: scaled by exp(-x) in logarithms
        double sum = 0;
        double logQuarter = 2 * Math.log(x / 2);
        double log = order * Math.log(x / 2) - logGamma(order + 1) - x;
        for (int k = 0; ; k++) {
            double term = Math.exp(log);
            sum += term;
            if (k > x / 2 && term <= 1e-18 * sum) {
                return sum;
            }
            log += logQuarter - Math.log(k + 1.0) - Math.log(k + 1 + order);
        }
    }

    /** Hankel's expansion for large arguments (Abramowitz and Stegun 1964, 9.7.1). */
    private static double asymptotic(double order, double x) {
        double mu = 4 * order * order;
        double term = 1;
        double sum = 1;
        for (int k = 1; k < 60; k++) {
            term *= -(mu - (2 * k - 1.0) * (2 * k - 1.0)) / (k * 8 * x);
            sum += term;
        }
        return sum / Math.sqrt(2 * Math.PI * x);
    }

    private static double macdonald(double order, double x) {
        double end = 0;
        while (x * (Math.cosh(end) - 1) - order * end < NEGLIGIBLE) {
            end += 0.25;
        }
        // the trapezoid rule of an even analytic function that falls off faster than exponentially
        double step = Math.min(0.05, 0.25 / Math.sqrt(x));
        double sum = 0.5;
        for (double t = step; t <= end; t += step) {
            double decay = x * (Math.cosh(t) - 1);
            sum += 0.5 * (Math.exp(order * t - decay) + Math.exp(-order * t - decay));
        }
        return sum * step;
    }

    /** Where exp(growth t - x sinh t) has become negligible. */
    private static double end(double x, double growth) {
        double end = 0.5;
        while (x * Math.sinh(end) - growth * end < 50 && end < 800) {
            end += 0.5;
        }
        return end;
    }

    private static int panels(double order, double x) {
        return 16 + (int) Math.min(1e6, (order + x) / 2);
    }

    /** Gauss and Legendre's rule of five points in each of equal panels. */
    private static double integral(Integrand f, double from, double to, int panels) {
        double[] at = {0, 0.5384693101056831, 0.9061798459386640};
        double[] weight = {0.5688888888888889, 0.4786286704993665, 0.2369268850561891};
        double half = (to - from) / (2 * panels);
        double sum = 0;
        for (int p = 0; p < panels; p++) {
            double middle = from + (2 * p + 1) * half;
            sum += weight[0] * f.at(middle);
            for (int k = 1; k < 3; k++) {
                sum += weight[k] * (f.at(middle - half * at[k]) + f.at(middle + half * at[k]));
            }
        }
        return sum * half;
    }
}
