package hermite.math;

/**
 * Gauss–Hermite rule for ∫ exp(−a²) f(a) da, for any number of points.
 *
 * <p>Abscissas are isolated by the sign changes of the Hermite recurrence (Sturm property), then polished by Newton's
 * method; weights come from the orthonormal Hermite functions ψ_k: w·exp(a²) = 1 / Σ ψ_k(a)² (Golub and Welsch 1969,
 * in the form of Shao, Chen and Frank 1964). Values are rescaled on the way, so hundreds of points neither overflow
 * nor underflow. Abscissas are exactly symmetric and ascending.
 */
public final class GaussHermite {
    private final double[] abscissas;
    private final double[] logScaledWeights;

    private GaussHermite(double[] abscissas, double[] logScaledWeights) {
        this.abscissas = abscissas;
        this.logScaledWeights = logScaledWeights;
    }

    /**
     * The rule with the given number of points.
     *
     * @throws IllegalArgumentException if {@code points} is not between 1 and 2000
     */
    public static GaussHermite of(int points) {
        if (points < 1 || points > 2000) {
            throw new IllegalArgumentException("a Gauss-Hermite rule has between 1 and 2000 points, not " + points);
        }
        double[] a = new double[points];
        double[] lw = new double[points];
        double bound = Math.sqrt(2.0 * points + 1.0);
        for (int i = 0; i < points / 2; i++) {
            double root = polish(points, isolate(points, i, bound));
            a[points - 1 - i] = root;
            a[i] = -root;
        }
        for (int i = 0; i < points; i++) {
            lw[i] = logScaledWeight(points, Math.abs(a[i]));
        }
        return new GaussHermite(a, lw);
    }

    public int points() {
        return abscissas.length;
    }

    /** Abscissa i, ascending. */
    public double abscissa(int i) {
        return abscissas[i];
    }

    /** log w_i + a_i²: the logarithm of the weight with the kernel exp(−a²) taken out. */
    public double logScaledWeight(int i) {
        return logScaledWeights[i];
    }

    /** The weight of abscissa i; underflows to zero far out when there are many points. */
    public double weight(int i) {
        return Math.exp(logScaledWeights[i] - abscissas[i] * abscissas[i]);
    }

    /** Bisection for the root with exactly {@code rank} roots above it. */
    private static double isolate(int n, int rank, double bound) {
        double low = 0.0;
        double high = bound;
        for (int step = 0; step < 60 && high - low > 1e-12 * bound; step++) {
            double middle = 0.5 * (low + high);
            if (rootsAbove(n, middle) > rank) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return 0.5 * (low + high);
    }

    /** Number of roots of H_n above a: the number of sign agreements lost along the recurrence. */
    private static int rootsAbove(int n, double a) {
        int changes = 0;
        double previous = 1.0;
        double value = a * Math.sqrt(2.0);
        if (value < 0) {
            changes++;
        }
        for (int k = 1; k < n; k++) {
            double next = a * Math.sqrt(2.0 / (k + 1)) * value - Math.sqrt(k / (k + 1.0)) * previous;
            previous = value;
            value = next;
            if ((value < 0) != (previous < 0)) {
                changes++;
            }
            if (Math.abs(value) > 1e150) {
                value *= 1e-150;
                previous *= 1e-150;
            }
        }
        return changes;
    }

    private static double polish(int n, double start) {
        double a = start;
        for (int step = 0; step < 3; step++) {
            double previous = 1.0;
            double value = a * Math.sqrt(2.0);
            for (int k = 1; k < n; k++) {
                double next = a * Math.sqrt(2.0 / (k + 1)) * value - Math.sqrt(k / (k + 1.0)) * previous;
                previous = value;
                value = next;
                if (Math.abs(value) > 1e150) {
                    value *= 1e-150;
                    previous *= 1e-150;
                }
            }
            a -= value / (Math.sqrt(2.0 * n) * previous);
        }
        return a;
    }

    private static double logScaledWeight(int n, double a) {
        double logScale = 0.0;
        double previous = 0.0;
        double value = 1.0;
        double sum = 1.0;
        for (int k = 0; k < n - 1; k++) {
            double next = a * Math.sqrt(2.0 / (k + 1)) * value - Math.sqrt(k / (k + 1.0)) * previous;
            previous = value;
            value = next;
            sum += value * value;
            if (Math.abs(value) > 1e100) {
                value *= 1e-100;
                previous *= 1e-100;
                sum *= 1e-200;
                logScale += 200.0 * Math.log(10.0);
            }
        }
        // Σψ² = exp(−a²) π^(−1/2) Σ h²
        return a * a + 0.5 * Math.log(Math.PI) - Math.log(sum) - logScale;
    }
}
