package hermite.model.inference;

import hermite.math.distribution.FisherF;
import hermite.math.distribution.GammaDistribution;
import hermite.math.distribution.Normal;
import hermite.math.distribution.StudentT;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.special.Erf;

/** Tail probabilities and quantiles that tests and limits need. */
public final class Tails {
    private static final Normal NORMAL = new Normal(0, 1);

    private Tails() {}

    /** P(chi-square with df degrees of freedom &gt; x); NaN when x is or df is 0. */
    public static double chiSquare(double x, double df) {
        if (Double.isNaN(x) || df <= 0) {
            return Double.NaN;
        }
        return GammaDistribution.chiSquare(df).cumulative(x, false, false);
    }

    /** P(|Z| &gt; |z|). */
    public static double normal(double z) {
        return 2 * NORMAL.cumulative(-Math.abs(z), true, false);
    }

    /**
     * P(|T| &gt; |t|) with df degrees of freedom; infinite df is the normal (Abramowitz and Stegun 1972, 26.7.1 and
     * 26.5.27).
     */
    public static double student(double t, double df) {
        if (Double.isNaN(t) || df <= 0) {
            return Double.NaN;
        }
        return 2 * new StudentT(df).cumulative(-Math.abs(t), true, false);
    }

    /** P(F &gt; x) (Abramowitz and Stegun 1972, 26.6.2). */
    public static double fisher(double x, double numeratorDf, double denominatorDf) {
        if (Double.isNaN(x) || numeratorDf <= 0 || denominatorDf <= 0) {
            return Double.NaN;
        }
        return new FisherF(numeratorDf, denominatorDf).cumulative(x, false, false);
    }

    /** The x with P(chi-square with df degrees of freedom &le; x) = probability. */
    public static double chiSquareQuantile(double probability, double df) {
        return new ChiSquaredDistribution(null, df).inverseCumulativeProbability(probability);
    }

    /** The z with P(|Z| &gt; z) = alpha. */
    public static double normalQuantile(double alpha) {
        return Math.sqrt(2) * Erf.erfInv(2 * (1 - alpha / 2) - 1);
    }

    /** The t with P(|T| &gt; t) = alpha. */
    public static double studentQuantile(double alpha, double df) {
        if (Double.isInfinite(df)) {
            return normalQuantile(alpha);
        }
        return df >= 1
                ? new TDistribution(null, df).inverseCumulativeProbability(1 - alpha / 2)
                : heavyQuantile(alpha, df);
    }

    /** By halving the logarithm: with less than one degree of freedom quantiles may have any size. */
    private static double heavyQuantile(double alpha, double df) {
        if (!(df > 0)) {
            return Double.NaN;
        }
        double low = -700;
        double high = 700;
        for (int k = 0; k < 60; k++) {
            double middle = (low + high) / 2;
            if (student(Math.exp(middle), df) > alpha) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.exp(low);
    }
}
