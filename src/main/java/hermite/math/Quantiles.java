package hermite.math;

import java.util.function.DoubleUnaryOperator;

/** Quantiles of continuous distributions on the positive axis from their distribution functions. */
final class Quantiles {
    private static final int MOST_STEPS = 200;

    private Quantiles() {}

    /**
     * The x with F(x) = p: bisection to bracket, then secant steps kept inside (the Illinois rule of Dowell &amp;
     * Jarratt 1971).
     *
     * @param probability between 0 and 1, both excluded
     */
    static double of(DoubleUnaryOperator distribution, double probability) {
        return of(distribution, probability, 1e-12);
    }

    /** @param tolerance relative, of the quantile */
    static double of(DoubleUnaryOperator distribution, double probability, double tolerance) {
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException("probability out of range: " + probability);
        }
        double low = 0;
        double high = 4;
        double atLow = -probability;
        double atHigh = distribution.applyAsDouble(high) - probability;
        while (atHigh < 0 && high < 1e12) {
            low = high;
            atLow = atHigh;
            high *= 2;
            atHigh = distribution.applyAsDouble(high) - probability;
        }
        int side = 0;
        for (int step = 0; step < MOST_STEPS && high - low > tolerance * high; step++) {
            double middle = (low * atHigh - high * atLow) / (atHigh - atLow);
            if (!(middle > low && middle < high) || step % 8 == 7) {
                middle = 0.5 * (low + high);
            }
            double value = distribution.applyAsDouble(middle) - probability;
            if (Math.abs(value) < 4e-16) {
                return middle;
            }
            if (value < 0) {
                low = middle;
                atLow = value;
                // An end that stays twice counts half, so that it moves too.
                atHigh /= side < 0 ? 2 : 1;
                side = -1;
            } else {
                high = middle;
                atHigh = value;
                atLow /= side > 0 ? 2 : 1;
                side = 1;
            }
        }
        return 0.5 * (low + high);
    }
}
