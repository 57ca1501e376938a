package hermite.math.distribution;

import hermite.math.Exponential;

/** Standard normal distribution function with accurate tails, through the scaled complementary error function. */
public final class NormalTails {
    private static final double INV_SQRT_PI = 0.5641895835477563;

    private static final double STEP = 0.5;

    private NormalTails() {}

    /**
     * exp(x²) erfc(x). For x ≥ 0 the integral (x/π)∫ exp(−t²)/(x² + t²) dt by the midpoint rule with step ½, plus the
     * residue of the pole at t = ix while that lies within the strip of convergence (Matta and Reichel 1971); the error
     * is about exp(−(2π)²). Negative arguments by reflection.
     */
    public static double scaledErfc(double x) {
        if (x < 0) {
            if (x < -26) {
                return Double.MAX_VALUE;
            }
            return 2 * Exponential.exp(x * x) - scaledErfc(-x);
        }
        if (x > 50) {
            double t = 1 / (2 * x * x);
            return INV_SQRT_PI / x * (1 - t * (1 - 3 * t * (1 - 5 * t)));
        }
        double sum = 0;
        for (int k = 1; k <= 14; k++) {
            double t = (k - 0.5) * STEP;
            sum += 2 * Exponential.exp(-t * t) / (x * x + t * t);
        }
        double value = STEP * x / Math.PI * sum;
        if (x < Math.PI / STEP) {
            value += 2 * Exponential.exp(x * x) / (1 + Exponential.exp(2 * Math.PI * x / STEP));
        }
        return value;
    }

    public static double cdf(double z) {
        double x = Math.abs(z) * Math.sqrt(0.5);
        double upper = 0.5 * Exponential.exp(-x * x) * scaledErfc(x);
        return z > 0 ? 1 - upper : upper;
    }

    public static double logCdf(double z) {
        if (z < -1) {
            return Exponential.log(0.5 * scaledErfc(-z * Math.sqrt(0.5))) - 0.5 * z * z;
        }
        return Exponential.log1p(-cdf(-z));
    }
}
