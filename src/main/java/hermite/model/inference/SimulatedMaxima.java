package hermite.model.inference;

import hermite.math.DenseSymmetric;
import java.util.Arrays;
import org.apache.commons.math3.random.Well19937c;

/** Samples of the largest of several correlated t statistics (Edwards &amp; Berry 1987). */
final class SimulatedMaxima {
    private SimulatedMaxima() {}

    /** Samples needed for an error of the tail probability alpha below {@code accuracy} with probability 1 − epsilon. */
    static int samples(double alpha, double accuracy, double epsilon) {
        double z = Tails.normalQuantile(epsilon);
        return (int) Math.ceil(z * z * alpha * (1 - alpha) / (accuracy * accuracy));
    }

    /** @param signed whether the largest T rather than the largest |T| */
    static double[] sorted(double[] correlations, int n, double df, boolean signed, int samples, long seed) {
        DenseSymmetric.Spectrum spectrum = DenseSymmetric.spectrum(correlations, n);
        double[] root = new double[n];
        int rank = 0;
        for (int k = 0; k < n; k++) {
            root[k] = Math.sqrt(Math.max(0, spectrum.values()[k]));
            if (root[k] > 1e-7) {
                rank = k + 1;
            }
        }
        Well19937c random = new Well19937c(seed);
        double[] z = new double[rank];
        double[] maxima = new double[samples];
        for (int s = 0; s < samples; s++) {
            for (int k = 0; k < rank; k++) {
                z[k] = root[k] * random.nextGaussian();
            }
            double largest = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < n; i++) {
                double value = 0;
                for (int k = 0; k < rank; k++) {
                    value += z[k] * spectrum.vectors()[k][i];
                }
                largest = Math.max(largest, signed ? value : Math.abs(value));
            }
            maxima[s] = largest / scale(random, df);
        }
        Arrays.sort(maxima);
        return maxima;
    }

    /** A draw of sqrt(chi-square / df). */
    private static double scale(Well19937c random, double df) {
        if (Double.isInfinite(df)) {
            return 1;
        }
        return Math.sqrt(2 * gamma(random, df / 2) / df);
    }

    /** Marsaglia &amp; Tsang 2000, ACM Transactions on Mathematical Software 26, 363–372. */
    private static double gamma(Well19937c random, double shape) {
        if (shape < 1) {
            return gamma(random, shape + 1) * Math.pow(random.nextDouble(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = Math.pow(1 + c * x, 3);
            if (v > 0 && Math.log(random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }
}
