package hermite.math;

/**
 * Digamma, trigamma and tetragamma functions: upward recurrence to 10 or more, then the asymptotic series (Abramowitz and
 * Stegun 6.3.18, 6.4.12, 6.4.13), to about 1e-14 relative to the largest term. The first two take negative arguments too, by
 * reflection (6.3.7, 6.4.7); NaN and infinity at 0 and the negative whole numbers. The third takes positive ones.
 */
public final class Polygamma {
    private static final double ASYMPTOTIC = 10;

    private Polygamma() {}

    /** ψ(x). */
    public static double digamma(double x) {
        if (x <= 0) {
            return x == Math.rint(x) ? Double.NaN : digamma(1 - x) - Math.PI / Math.tan(Math.PI * x);
        }
        double sum = 0;
        double t = x;
        for (; t < ASYMPTOTIC; t++) {
            sum -= 1 / t;
        }
        double r = 1 / (t * t);
        double series = r
                * (1.0 / 12
                        - r
                                * (1.0 / 120
                                        - r
                                                * (1.0 / 252
                                                        - r
                                                                * (1.0 / 240
                                                                        - r
                                                                                * (1.0 / 132
                                                                                        - r
                                                                                                * (691.0 / 32760
                                                                                                        - r / 12))))));
        return sum + Exponential.log(t) - 0.5 / t - series;
    }

    /** ψ'(x). */
    public static double trigamma(double x) {
        if (x <= 0) {
            double sine = Math.sin(Math.PI * x);
            return x == Math.rint(x) ? Double.POSITIVE_INFINITY : Math.PI * Math.PI / (sine * sine) - trigamma(1 - x);
        }
        double sum = 0;
        double t = x;
        for (; t < ASYMPTOTIC; t++) {
            sum += 1 / (t * t);
        }
        double r = 1 / (t * t);
        double series = r
                / t
                * (1.0 / 6
                        - r
                                * (1.0 / 30
                                        - r
                                                * (1.0 / 42
                                                        - r
                                                                * (1.0 / 30
                                                                        - r
                                                                                * (5.0 / 66
                                                                                        - r
                                                                                                * (691.0 / 2730
                                                                                                        - r * 7
                                                                                                                / 6))))));
        return sum + 1 / t + 0.5 * r + series;
    }

    /** ψ''(x). */
    public static double tetragamma(double x) {
        double sum = 0;
        double t = x;
        for (; t < ASYMPTOTIC; t++) {
            sum -= 2 / (t * t * t);
        }
        double r = 1 / (t * t);
        double series = r
                * r
                * (0.5
                        - r
                                * (1.0 / 6
                                        - r
                                                * (1.0 / 6
                                                        - r
                                                                * (3.0 / 10
                                                                        - r
                                                                                * (5.0 / 6
                                                                                        - r
                                                                                                * (691.0 / 210
                                                                                                        - r * 35
                                                                                                                / 2))))));
        return sum - r - r / t - series;
    }
}
