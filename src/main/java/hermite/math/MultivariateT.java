package hermite.math;

import java.util.SplittableRandom;
import org.apache.commons.math3.special.Erf;

/**
 * Probabilities of rectangles under a multivariate t or normal distribution with any correlation matrix, singular ones
 * included: the separation of variables of Genz (1992, Journal of Computational and Graphical Statistics 1, 141–149) over
 * a randomly shifted lattice, averaged over the common scale. The shifts come from a fixed seed, so that equal questions
 * have equal answers.
 */
public final class MultivariateT {
    private static final int SHIFTS = 8;
    private static final int POINTS = 1021;
    private static final double SINGULAR = 1e-10;
    private static final long SEED = 20_020_111L;

    private final double[] factor;
    private final int size;
    private final double df;
    private final double[] generators;

    /**
     * @param correlations row-major size × size, unit diagonal, positive semidefinite
     * @param df positive; infinite for the normal
     */
    public MultivariateT(double[] correlations, int size, double df) {
        this.size = size;
        this.df = df;
        this.factor = factor(correlations, size);
        this.generators = new double[size];
        int prime = 1;
        for (int i = 0; i < size; i++) {
            prime = nextPrime(prime);
            generators[i] = Math.sqrt(prime);
        }
    }

    /**
     * A probability.
     *
     * @param error about three standard errors over the shifts
     */
    public record Probability(double value, double error) {}

    /** P(max |T| &le; q). */
    public Probability twoSided(double q) {
        return q <= 0 ? new Probability(0, 0) : box(-q, q);
    }

    /** P(max T &le; q). */
    public Probability oneSided(double q) {
        return box(Double.NEGATIVE_INFINITY, q);
    }

    /** The q with P(max |T| &le; q) = probability, to about five digits. */
    public double twoSidedQuantile(double probability) {
        return Quantiles.of(q -> twoSided(q).value(), probability, 1e-6);
    }

    /** The positive q with P(max T &le; q) = probability, to about five digits. */
    public double oneSidedQuantile(double probability) {
        return Quantiles.of(q -> oneSided(q).value(), probability, 1e-6);
    }

    private Probability box(double lower, double upper) {
        SplittableRandom random = new SplittableRandom(SEED);
        double mean = 0;
        double squares = 0;
        for (int r = 0; r < SHIFTS; r++) {
            double[] shift = random.doubles(size).toArray();
            double value = ChiScale.coarseAverage(df, s -> normalBox(lower * s, upper * s, shift));
            double change = value - mean;
            mean += change / (r + 1);
            squares += change * (value - mean);
        }
        return new Probability(mean, 3 * Math.sqrt(squares / (SHIFTS * (SHIFTS - 1.0))));
    }

    private double normalBox(double lower, double upper, double[] shift) {
        double[] point = new double[size];
        double[] y = new double[size];
        double sum = 0;
        for (int n = 1; n <= POINTS; n++) {
            for (int i = 0; i < size; i++) {
                double u = n * generators[i] + shift[i];
                // The tent makes the integrand periodic, which a lattice needs.
                point[i] = Math.abs(2 * (u - Math.floor(u)) - 1);
            }
            sum += integrand(lower, upper, point, y);
        }
        return sum / POINTS;
    }

    private double integrand(double lower, double upper, double[] point, double[] y) {
        double product = 1;
        for (int i = 0; i < size; i++) {
            double shift = 0;
            for (int k = 0; k < i; k++) {
                shift += factor[i * size + k] * y[k];
            }
            double pivot = factor[i * size + i];
            double a = lower - shift;
            double b = upper - shift;
            if (pivot == 0) {
                // The statistic is a combination of earlier ones.
                if (a > 0 || b < 0) {
                    return 0;
                }
                y[i] = 0;
                continue;
            }
            double below = StandardNormal.cdf(a / pivot);
            double inside = StandardNormal.cdf(b / pivot) - below;
            product *= inside;
            if (product <= 0) {
                return 0;
            }
            if (i < size - 1) {
                y[i] = quantile(below + point[i] * inside);
            }
        }
        return product;
    }

    private static double quantile(double p) {
        double clamped = Math.min(1 - 1e-16, Math.max(1e-16, p));
        return Math.sqrt(2) * Erf.erfInv(2 * clamped - 1);
    }

    /** Lower Cholesky factor; rows that depend on earlier ones get a zero pivot. */
    private static double[] factor(double[] correlations, int n) {
        double[] l = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = correlations[i * n + j];
                for (int k = 0; k < j; k++) {
                    sum -= l[i * n + k] * l[j * n + k];
                }
                if (i == j) {
                    l[i * n + i] = sum > SINGULAR ? Math.sqrt(sum) : 0;
                } else {
                    l[i * n + j] = l[j * n + j] > 0 ? sum / l[j * n + j] : 0;
                }
            }
        }
        return l;
    }

    private static int nextPrime(int after) {
        int candidate = after + 1;
        while (!isPrime(candidate)) {
            candidate++;
        }
        return candidate;
    }

    private static boolean isPrime(int n) {
        for (int d = 2; d * d <= n; d++) {
            if (n % d == 0) {
                return false;
            }
        }
        return n > 1;
    }
}
