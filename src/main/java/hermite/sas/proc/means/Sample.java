package hermite.sas.proc.means;

import hermite.data.Missing;
import java.util.Optional;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * The values of one variable in one group, and its statistics as the Base SAS procedures guide defines them
 * (elementary statistics procedures: keywords and formulas). Sums are compensated, moments taken about the mean in a
 * second pass.
 */
final class Sample {
    /** What the sum of squares is divided by to give the variance. */
    enum Divisor {
        DF,
        N,
        WDF,
        WEIGHT
    }

    /**
     * How statistics are computed.
     *
     * @param alpha one minus the confidence of limits
     * @param definition of percentiles, 1 to 5
     */
    record Rules(Divisor divisor, double alpha, int definition) {}

    private final double[] x;
    private final double[] weights;
    private final double[] counts;
    private final Rules rules;
    private final double missing;
    private final double n;
    private final double sumWeights;
    private final double sum;
    private final double uncorrected;
    private final double mean;
    private final double corrected;
    private final double minimum;
    private final double maximum;
    private Optional<Quantiles> quantiles = Optional.empty();

    /**
     * @param x values, none missing; taken over
     * @param weights empty when all are 1
     * @param counts frequencies, whole numbers; empty when all are 1
     * @param missing number of rows left out because the value is missing
     */
    Sample(double[] x, double[] weights, double[] counts, double missing, Rules rules) {
        this.x = x;
        this.weights = weights;
        this.counts = counts;
        this.rules = rules;
        this.missing = missing;
        CompensatedSum ofCounts = new CompensatedSum();
        CompensatedSum ofWeights = new CompensatedSum();
        CompensatedSum ofValues = new CompensatedSum();
        CompensatedSum ofSquares = new CompensatedSum();
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < x.length; i++) {
            double mass = mass(i);
            ofCounts.add(count(i));
            ofWeights.add(mass);
            ofValues.add(mass * x[i]);
            ofSquares.add(mass * x[i] * x[i]);
            low = Math.min(low, x[i]);
            high = Math.max(high, x[i]);
        }
        n = ofCounts.value();
        sumWeights = ofWeights.value();
        sum = ofValues.value();
        uncorrected = ofSquares.value();
        mean = sum / sumWeights;
        minimum = low;
        maximum = high;
        corrected = correctedSquares();
    }

    private double count(int i) {
        return counts.length == 0 ? 1 : counts[i];
    }

    private double weight(int i) {
        return weights.length == 0 ? 1 : weights[i];
    }

    private double mass(int i) {
        return weight(i) * count(i);
    }

    /** Chan, Golub and LeVeque (1983), The American Statistician 37, eq. 1.7: two passes with correction. */
    private double correctedSquares() {
        CompensatedSum squares = new CompensatedSum();
        CompensatedSum deviations = new CompensatedSum();
        for (int i = 0; i < x.length; i++) {
            double d = x[i] - mean;
            squares.add(mass(i) * d * d);
            deviations.add(mass(i) * d);
        }
        double rest = deviations.value();
        return squares.value() - rest * rest / sumWeights;
    }

    /** A statistic; {@link Missing#DOT} where it is not defined. */
    double get(Statistic statistic) {
        return Missing.normalise(valueOf(statistic));
    }

    private double valueOf(Statistic statistic) {
        if (statistic == Statistic.N) {
            return n;
        }
        if (statistic == Statistic.NMISS) {
            return missing;
        }
        if (x.length == 0) {
            return Double.NaN;
        }
        if (statistic.probability().isPresent()) {
            return quantile(statistic.probability().get());
        }
        switch (statistic) {
            case MEAN:
                return mean;
            case SUM:
                return sum;
            case MIN:
                return minimum;
            case MAX:
                return maximum;
            case RANGE:
                return maximum - minimum;
            case SUMWGT:
                return sumWeights;
            case USS:
                return uncorrected;
            case CSS:
                return corrected;
            case VAR:
                return variance();
            case STD:
                return Math.sqrt(variance());
            case STDERR:
                return standardError();
            case CV:
                return mean == 0 ? Double.NaN : 100 * Math.sqrt(variance()) / mean;
            case SKEWNESS:
                return skewness();
            case KURTOSIS:
                return kurtosis();
            case T:
                return standardError() > 0 ? mean / standardError() : Double.NaN;
            case PROBT:
                return standardError() > 0
                        ? 2 * distribution().cumulativeProbability(-Math.abs(mean / standardError()))
                        : Double.NaN;
            case QRANGE:
                return quantile(0.75) - quantile(0.25);
            case MODE:
                return ordered().mode(x, counts);
            default:
                return limit(statistic, rules.alpha() / 2);
        }
    }

    /** A confidence limit that stands alone: all of alpha is on its side. */
    double oneSided(Statistic statistic) {
        return x.length == 0 ? Missing.DOT : Missing.normalise(limit(statistic, rules.alpha()));
    }

    private double limit(Statistic statistic, double tail) {
        double error = standardError();
        if (Double.isNaN(error)) {
            return Double.NaN;
        }
        double reach = distribution().inverseCumulativeProbability(1 - tail) * error;
        return statistic == Statistic.LCLM ? mean - reach : mean + reach;
    }

    private TDistribution distribution() {
        return new TDistribution(null, n - 1);
    }

    private double divisor() {
        return switch (rules.divisor()) {
            case DF -> n - 1;
            case N -> n;
            case WDF -> sumWeights - 1;
            case WEIGHT -> sumWeights;
        };
    }

    private double variance() {
        double divisor = divisor();
        return divisor > 0 ? Math.max(0, corrected) / divisor : Double.NaN;
    }

    private double standardError() {
        return rules.divisor() == Divisor.DF && n > 1 ? Math.sqrt(variance() / sumWeights) : Double.NaN;
    }

    private double skewness() {
        double cubes = standardMoment(3);
        return switch (rules.divisor()) {
            case DF -> n < 3 ? Double.NaN : n / ((n - 1) * (n - 2)) * cubes;
            case N -> cubes / n;
            default -> Double.NaN;
        };
    }

    private double kurtosis() {
        double fourths = standardMoment(4);
        return switch (rules.divisor()) {
            case DF ->
                n < 4
                        ? Double.NaN
                        : n * (n + 1) / ((n - 1) * (n - 2) * (n - 3)) * fourths
                                - 3 * (n - 1) * (n - 1) / ((n - 2) * (n - 3));
            case N -> fourths / n - 3;
            default -> Double.NaN;
        };
    }

    /** Sum of powers of the standardised values, each with its weight to half that power. */
    private double standardMoment(int power) {
        double scale = Math.sqrt(variance());
        if (!(scale > 0)) {
            return Double.NaN;
        }
        CompensatedSum moments = new CompensatedSum();
        for (int i = 0; i < x.length; i++) {
            double z = Math.sqrt(weight(i)) * (x[i] - mean) / scale;
            moments.add(count(i) * (power == 3 ? z * z * z : z * z * z * z));
        }
        return moments.value();
    }

    private double quantile(double p) {
        return ordered().quantile(p, rules.definition());
    }

    private Quantiles ordered() {
        if (quantiles.isEmpty()) {
            quantiles = Optional.of(new Quantiles(x, weights, counts));
        }
        return quantiles.get();
    }
}
