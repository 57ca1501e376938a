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
        Recurrence hermite = new Recurrence(points);
        for (int i = 0; i < points / 2; i++) {
            double root = hermite.polish(hermite.isolate(i));
            a[points - 1 - i] = root;
            a[i] = -root;
        }
        for (int i = 0; i < points; i++) {
            lw[i] = hermite.logScaledWeight(Math.abs(a[i]));
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

    /** Orthonormal Hermite polynomials up to degree n: h_k+1 = factor_k a h_k − shift_k h_k−1. */
    private static final class Recurrence {
        /** Share of the smallest distance of two roots from which Newton's method is certain to find the one. */
        private static final double NEAR = 0.02;

        private static final int NEWTON_STEPS = 5;

        private final int n;
        private final double bound;
        private final double[] factor;
        private final double[] shift;

        Recurrence(int n) {
            this.n = n;
            bound = Math.sqrt(2.0 * n + 1.0);
            factor = new double[n];
            shift = new double[n];
            for (int k = 0; k < n; k++) {
                factor[k] = Math.sqrt(2.0 / (k + 1));
                shift[k] = Math.sqrt(k / (k + 1.0));
            }
        }

        /** Bisection for the root with exactly {@code rank} roots above it; roots are at least π / bound apart. */
        double isolate(int rank) {
            double low = 0.0;
            double high = bound;
            while (high - low > NEAR * Math.PI / bound) {
                double middle = 0.5 * (low + high);
                if (rootsAbove(middle) > rank) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            return 0.5 * (low + high);
        }

        /** Number of roots of H_n above a: the number of sign agreements lost along the recurrence. */
        private int rootsAbove(double a) {
            int changes = 0;
            double previous = 0.0;
            double value = 1.0;
            for (int k = 0; k < n; k++) {
                double next = a * factor[k] * value - shift[k] * previous;
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

        double polish(double start) {
            double a = start;
            for (int step = 0; step < NEWTON_STEPS; step++) {
                double previous = 0.0;
                double value = 1.0;
                for (int k = 0; k < n; k++) {
                    double next = a * factor[k] * value - shift[k] * previous;
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

        double logScaledWeight(double a) {
            double logScale = 0.0;
            double previous = 0.0;
            double value = 1.0;
            double sum = 1.0;
            for (int k = 0; k < n - 1; k++) {
                double next = a * factor[k] * value - shift[k] * previous;
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
}
