package hermite.conformance;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How closely a number must meet its expected figure; the words are explained in conformance/README.md. */
sealed interface Closeness {
    boolean meets(double got, String expected);

    static Closeness parse(String words) {
        if (words.isBlank()) {
            return new Printed(0);
        }
        String[] parts = words.strip().split(" ");
        return switch (parts[0]) {
            case "last" -> new Printed(Integer.parseInt(parts[1]));
            case "rel" -> new Relative(Double.parseDouble(parts[1]));
            case "abs" -> new Absolute(Double.parseDouble(parts[1]));
            default -> throw new IllegalArgumentException("unknown closeness: " + words);
        };
    }

    /** Equal when rounded to the decimals (or, in E notation, digits) of the figure, or that many last units apart. */
    record Printed(int units) implements Closeness {
        @Override
        public boolean meets(double got, String expected) {
            if (expected.startsWith("<")) {
                return got < Double.parseDouble(expected.substring(1));
            }
            if (Double.isNaN(got) || Double.isInfinite(got)) {
                return false;
            }
            BigDecimal figure = new BigDecimal(expected);
            BigDecimal rounded = new BigDecimal(got).setScale(figure.scale(), RoundingMode.HALF_UP);
            BigDecimal unit = BigDecimal.ONE.movePointLeft(figure.scale());
            return rounded.subtract(figure).abs().compareTo(unit.multiply(BigDecimal.valueOf(units))) <= 0;
        }
    }

    record Relative(double share) implements Closeness {
        @Override
        public boolean meets(double got, String expected) {
            double figure = Double.parseDouble(expected);
            return Math.abs(got - figure) <= share * Math.abs(figure);
        }
    }

    record Absolute(double distance) implements Closeness {
        @Override
        public boolean meets(double got, String expected) {
            return Math.abs(got - Double.parseDouble(expected)) <= distance;
        }
    }

    /** Significant decimal digits in which two numbers agree, at most 15. */
    static int digitsAgreed(double got, String expected) {
        if (expected.startsWith("<")) {
            return 0;
        }
        double figure = Double.parseDouble(expected);
        if (got == figure) {
            return 15;
        }
        double share = Math.abs(got - figure) / Math.max(Math.abs(figure), Double.MIN_NORMAL);
        return (int) Math.max(0, Math.min(15, Math.floor(-Math.log10(2 * share))));
    }
}
