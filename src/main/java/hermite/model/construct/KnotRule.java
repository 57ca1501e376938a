package hermite.model.construct;

import java.util.ArrayList;
import java.util.List;

/** Where the internal knots of a spline are. */
public sealed interface KnotRule {
    /** Increasing, without repetition. */
    List<Double> internal(WeightedRange range);

    /** What a rule needs to know of the data. */
    interface WeightedRange {
        double smallest();

        double largest();

        double percentile(double percent);
    }

    /** So many at equal distances between the extremes of the data. */
    record Equal(int count) implements KnotRule {
        @Override
        public List<Double> internal(WeightedRange range) {
            List<Double> knots = new ArrayList<>();
            for (int i = 1; i <= count; i++) {
                knots.add(range.smallest() + i * (range.largest() - range.smallest()) / (count + 1));
            }
            return knots;
        }
    }

    /**
     * Given.
     *
     * @param boundary whether the list holds the boundary knots of a B-spline too
     */
    record Listed(List<Double> values, boolean boundary) implements KnotRule {
        public Listed {
            values = values.stream().sorted().toList();
        }

        @Override
        public List<Double> internal(WeightedRange range) {
            return values.stream().distinct().toList();
        }
    }

    /** At percentiles of the data. */
    record Percentiles(List<Double> percents) implements KnotRule {
        public Percentiles {
            percents = percents.stream().sorted().toList();
        }

        /** So many at equal distances of the percentage. */
        public static Percentiles equallySpaced(int count) {
            List<Double> percents = new ArrayList<>();
            for (int i = 1; i <= count; i++) {
                percents.add(100.0 * i / (count + 1));
            }
            return new Percentiles(percents);
        }

        @Override
        public List<Double> internal(WeightedRange range) {
            return percents.stream().map(range::percentile).distinct().toList();
        }
    }

    /** At fractions of the range of the data. */
    record RangeFractions(List<Double> fractions) implements KnotRule {
        public RangeFractions {
            fractions = fractions.stream().sorted().toList();
        }

        @Override
        public List<Double> internal(WeightedRange range) {
            return fractions.stream()
                    .map(f -> range.smallest() + f * (range.largest() - range.smallest()))
                    .distinct()
                    .toList();
        }
    }
}
