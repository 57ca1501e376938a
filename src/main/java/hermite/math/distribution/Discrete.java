package hermite.math.distribution;

import org.apache.commons.math3.special.Gamma;

/** Distributions on whole numbers. */
public final class Discrete {
    /** How far from a whole number an argument may be and still count as one, relative to its size. */
    private static final double WHOLE = 1e-7;

    private Discrete() {}

    static boolean isWhole(double x) {
        return Math.abs(x - Math.rint(x)) <= WHOLE * Math.max(1, Math.abs(x));
    }

    private static double floor(double x) {
        return Math.floor(x + WHOLE);
    }

    /** Number of successes in a number of trials. */
    public record Binomial(double trials, double probability) implements Distribution {
        private boolean invalid() {
            return !(probability >= 0 && probability <= 1) || trials < 0 || !isWhole(trials);
        }

        @Override
        public double density(double x, boolean log) {
            if (x != x || invalid()) {
                return Double.NaN;
            }
            if (!isWhole(x) || x < 0) {
                return Tail.zero(log);
            }
            return SaddlePoint.binomial(Math.rint(x), Math.rint(trials), probability, 1 - probability, log);
        }

        @Override
        public double cumulative(double x, boolean lower, boolean log) {
            if (x != x || invalid()) {
                return Double.NaN;
            }
            double k = floor(x);
            if (k < 0) {
                return Tail.certain(false, lower, log);
            }
            if (k >= trials) {
                return Tail.certain(true, lower, log);
            }
            return IncompleteBeta.ratio(probability, k + 1, trials - k, !lower, log);
        }

        @Override
        public double quantile(double p, boolean lower, boolean log) {
            if (invalid() || !Tail.isProbability(p, log)) {
                return Double.NaN;
            }
            if (p == Tail.certain(false, lower, log) || probability == 0 || trials == 0) {
                return 0;
            }
            if (p == Tail.certain(true, lower, log) || probability == 1) {
                return trials;
            }
            double mean = trials * probability;
            double start = mean + Math.sqrt(mean * (1 - probability)) * new Normal(0, 1).quantile(p, lower, log);
            return Search.whole(this, start, 0, trials, p, lower, log);
        }
    }

    /** Poisson counts. */
    public record Poisson(double mean) implements Distribution {
        @Override
        public double density(double x, boolean log) {
            if (x != x || !(mean >= 0)) {
                return Double.NaN;
            }
            return !isWhole(x) || x < 0 || Double.isInfinite(x)
                    ? Tail.zero(log)
                    : SaddlePoint.poisson(Math.rint(x), mean, log);
        }

        @Override
        public double cumulative(double x, boolean lower, boolean log) {
            if (x != x || !(mean >= 0)) {
                return Double.NaN;
            }
            double k = floor(x);
            if (k < 0) {
                return Tail.certain(false, lower, log);
            }
            if (mean == 0 || Double.isInfinite(k)) {
                return Tail.certain(true, lower, log);
            }
            return IncompleteGamma.ratio(k + 1, mean, !lower, log);
        }

        @Override
        public double quantile(double p, boolean lower, boolean log) {
            if (!(mean >= 0) || !Tail.isProbability(p, log)) {
                return Double.NaN;
            }
            if (p == Tail.certain(false, lower, log) || mean == 0) {
                return 0;
            }
            if (p == Tail.certain(true, lower, log)) {
                return Double.POSITIVE_INFINITY;
            }
            double start = mean + Math.sqrt(mean) * new Normal(0, 1).quantile(p, lower, log);
            return Search.whole(this, start, 0, Double.MAX_VALUE, p, lower, log);
        }
    }

    /** Failures before a number of successes (of any positive size); size 1 is the geometric distribution. */
    public record NegativeBinomial(double size, double probability) implements Distribution {
        /** With the mean in place of the probability. */
        public static NegativeBinomial ofMean(double size, double mean) {
            return new NegativeBinomial(size, size / (size + mean));
        }

        private boolean invalid() {
            return !(probability > 0 && probability <= 1) || !(size >= 0);
        }

        @Override
        public double density(double x, boolean log) {
            if (x != x || invalid()) {
                return Double.NaN;
            }
            if (!isWhole(x) || x < 0 || Double.isInfinite(x)) {
                return Tail.zero(log);
            }
            if (x == 0 && size == 0) {
                return Tail.one(log);
            }
            double k = Math.rint(x);
            double value = SaddlePoint.binomial(size, k + size, probability, 1 - probability, log);
            double share = size / (size + k);
            return log ? Math.log(share) + value : share * value;
        }

        @Override
        public double cumulative(double x, boolean lower, boolean log) {
            if (x != x || invalid()) {
                return Double.NaN;
            }
            double k = floor(x);
            if (k < 0) {
                return Tail.certain(false, lower, log);
            }
            if (size == 0 || Double.isInfinite(k)) {
                return Tail.certain(true, lower, log);
            }
            return IncompleteBeta.ratio(probability, size, k + 1, lower, log);
        }

        @Override
        public double quantile(double p, boolean lower, boolean log) {
            if (invalid() || !Tail.isProbability(p, log)) {
                return Double.NaN;
            }
            if (p == Tail.certain(false, lower, log) || size == 0 || probability == 1) {
                return 0;
            }
            if (p == Tail.certain(true, lower, log)) {
                return Double.POSITIVE_INFINITY;
            }
            double mean = size * (1 - probability) / probability;
            double start = mean + Math.sqrt(mean / probability) * new Normal(0, 1).quantile(p, lower, log);
            return Search.whole(this, Math.max(start, 0), 0, Double.MAX_VALUE, p, lower, log);
        }
    }

    /** White balls in a draw of {@code drawn} from {@code white} and {@code black}. */
    public record Hypergeometric(double white, double black, double drawn) implements Distribution {
        private boolean invalid() {
            return white < 0 || black < 0 || drawn < 0 || drawn > white + black;
        }

        private double least() {
            return Math.max(0, drawn - black);
        }

        private double most() {
            return Math.min(drawn, white);
        }

        @Override
        public double density(double x, boolean log) {
            if (x != x || invalid()) {
                return Double.NaN;
            }
            if (!isWhole(x) || x < least() || x > most()) {
                return Tail.zero(log);
            }
            double k = Math.rint(x);
            if (drawn == 0) {
                return k == 0 ? Tail.one(log) : Tail.zero(log);
            }
            double p = drawn / (white + black);
            double q = (white + black - drawn) / (white + black);
            double value = SaddlePoint.binomial(k, white, p, q, true)
                    + SaddlePoint.binomial(drawn - k, black, p, q, true)
                    - SaddlePoint.binomial(drawn, white + black, p, q, true);
            return log ? value : Math.exp(value);
        }

        @Override
        public double cumulative(double x, boolean lower, boolean log) {
            if (x != x || invalid()) {
                return Double.NaN;
            }
            double k = floor(x);
            if (k < least()) {
                return Tail.certain(false, lower, log);
            }
            if (k >= most()) {
                return Tail.certain(true, lower, log);
            }
            boolean below = k < drawn * white / (white + black);
            double sum = below ? sum(k, -1) : sum(k + 1, 1);
            return below ? Tail.of(sum, 1 - sum, lower, log) : Tail.of(1 - sum, sum, lower, log);
        }

        /** Sum of the probabilities from k outwards, by the ratio of neighbours. */
        private double sum(double k, int step) {
            double sum = 0;
            double term = 1;
            for (double j = k; j >= least() && j <= most() && term > 1e-18 * sum; j += step) {
                sum += term;
                term *= step < 0
                        ? j * (black - drawn + j) / ((white - j + 1) * (drawn - j + 1))
                        : (white - j) * (drawn - j) / ((j + 1) * (black - drawn + j + 1));
            }
            return sum * density(k, false);
        }

        @Override
        public double quantile(double p, boolean lower, boolean log) {
            if (invalid() || !Tail.isProbability(p, log)) {
                return Double.NaN;
            }
            if (p == Tail.certain(false, lower, log)) {
                return least();
            }
            if (p == Tail.certain(true, lower, log)) {
                return most();
            }
            return Search.whole(this, drawn * white / (white + black), least(), most(), p, lower, log);
        }
    }

    /** log of the binomial coefficient, for real n. */
    public static double logChoose(double n, double k) {
        return Gamma.logGamma(n + 1) - Gamma.logGamma(k + 1) - Gamma.logGamma(n - k + 1);
    }
}
