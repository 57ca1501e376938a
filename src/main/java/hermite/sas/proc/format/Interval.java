package hermite.sas.proc.format;

import hermite.data.CharacterColumn;
import hermite.data.Missing;
import hermite.data.format.NumberReader;
import java.util.Optional;

/** The values a label stands for. */
sealed interface Interval {
    boolean contains(double value);

    boolean contains(String value);

    /** As messages show it. */
    String written();

    /** Everything that no other range has, missing values included. */
    record Other() implements Interval {
        @Override
        public boolean contains(double value) {
            return true;
        }

        @Override
        public boolean contains(String value) {
            return true;
        }

        @Override
        public String written() {
            return "OTHER";
        }
    }

    /**
     * Numbers between two bounds; a single number when they are equal. LOW is above all missing values.
     *
     * @param fuzz values nearer than this to an included bound count as the bound
     */
    record Numbers(double from, boolean fromExcluded, double to, boolean toExcluded, double fuzz) implements Interval {
        @Override
        public boolean contains(double value) {
            if (Missing.isMissing(value)) {
                return Missing.isMissing(from) && Missing.compare(from, value) <= 0 && Missing.compare(value, to) <= 0;
            }
            boolean above = Missing.isMissing(from) || (fromExcluded ? value > from : value >= from - fuzz);
            boolean below = toExcluded ? value < to : value <= to + fuzz;
            return above && below;
        }

        /** For informats: text that reads as a number of the range. */
        @Override
        public boolean contains(String value) {
            double number = NumberReader.read(value);
            return !NumberReader.isInvalid(number) && contains(number);
        }

        boolean overlaps(Numbers other) {
            double low = Math.max(from, other.from);
            double high = Math.min(to, other.to);
            return low < high;
        }

        @Override
        public String written() {
            return from == to ? text(from) : text(from) + "-" + text(to);
        }

        private static String text(double bound) {
            if (Double.isInfinite(bound)) {
                return bound < 0 ? "LOW" : "HIGH";
            }
            if (Missing.isMissing(bound)) {
                return Missing.text(bound);
            }
            return bound == Math.rint(bound) && Math.abs(bound) < 1e15
                    ? String.valueOf((long) bound)
                    : String.valueOf(bound);
        }
    }

    /** Text between two bounds; without a bound there is no limit on that side. */
    record Texts(Optional<String> from, boolean fromExcluded, Optional<String> to, boolean toExcluded)
            implements Interval {
        @Override
        public boolean contains(double value) {
            return false;
        }

        @Override
        public boolean contains(String value) {
            int low = from.map(f -> CharacterColumn.compareText(value, f)).orElse(1);
            int high = to.map(t -> CharacterColumn.compareText(value, t)).orElse(-1);
            return (low > 0 || low == 0 && !fromExcluded) && (high < 0 || high == 0 && !toExcluded);
        }

        @Override
        public String written() {
            return from.equals(to)
                    ? "'" + from.orElse("") + "'"
                    : from.map(f -> "'" + f + "'").orElse("LOW") + "-"
                            + to.map(t -> "'" + t + "'").orElse("HIGH");
        }
    }
}
