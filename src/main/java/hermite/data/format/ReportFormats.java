package hermite.data.format;

/** Formats of statistics and sizes: PVALUE, ODDSR, SIZEK, SIZEKB, SIZEKMG, SSN, FRACT. */
final class ReportFormats implements NumericFamily {
    private static final int MAX_DENOMINATOR = 10_000;

    @Override
    public int defaultWidth(String name) {
        return switch (name) {
            case "PVALUE" -> 6;
            case "ODDSR" -> 8;
            case "SIZEK", "SIZEKB", "SIZEKMG" -> 9;
            case "SSN" -> 11;
            case "FRACT" -> 10;
            default -> 0;
        };
    }

    @Override
    public String write(String name, double value, int width, int decimals) {
        return switch (name) {
            case "PVALUE" -> probability(value, width, decimals < 0 ? 4 : decimals);
            case "ODDSR" -> oddsRatio(value, width, decimals < 0 ? 3 : decimals);
            case "SIZEK", "SIZEKB" -> NumberText.fixed(Math.ceil(value / 1024), width - 1, Math.max(0, decimals)) + "K";
            case "SIZEKMG" -> size(value, width, Math.max(0, decimals));
            case "SSN" -> socialSecurityNumber(value, width);
            default -> fraction(value, width);
        };
    }

    /** {@code <.0001} below the smallest value that the decimals show. */
    private static String probability(double value, int width, int decimals) {
        if (decimals > 0 && value < Math.pow(10, -decimals)) {
            String below = "<." + "0".repeat(decimals - 1) + "1";
            return below.length() <= width ? NumberText.right(below, width) : NumberText.asterisks(width);
        }
        return NumberText.fixed(value, width, decimals);
    }

    /** Odds ratios outside what the width shows appear as {@code <0.001} and {@code >999.999}. */
    private static String oddsRatio(double value, int width, int decimals) {
        double least = Math.pow(10, -decimals);
        int whole = Math.max(1, width - decimals - (decimals > 0 ? 2 : 1));
        double limit = Math.min(1e3, Math.pow(10, whole)) - least;
        if (value < least && value >= 0) {
            return NumberText.right("<" + NumberText.plain(least, decimals), width);
        }
        if (value > limit) {
            return NumberText.right(">" + NumberText.plain(limit, decimals), width);
        }
        return NumberText.fixed(value, width, decimals);
    }

    private static String size(double value, int width, int decimals) {
        double size = value;
        int unit = 0;
        while (size >= 1024 && unit < 5) {
            size /= 1024;
            unit++;
        }
        return unit == 0
                ? NumberText.fixed(value, width, 0)
                : NumberText.fixed(size, width - 2, decimals) + "KMGTP".charAt(unit - 1) + "B";
    }

    private static String socialSecurityNumber(double value, int width) {
        if (value < 0 || value > 999_999_999 || width < 11) {
            return NumberText.asterisks(width);
        }
        String digits = Long.toString(1_000_000_000L + Math.round(value)).substring(1);
        return NumberText.right(
                digits.substring(0, 3) + "-" + digits.substring(3, 5) + "-" + digits.substring(5), width);
    }

    /** The reduced fraction nearest to the value, by continued fractions. */
    private static String fraction(double value, int width) {
        double magnitude = Math.abs(value);
        if (magnitude > 1e12) {
            return NumberText.best(value, width);
        }
        long beforeNumerator = 1;
        long beforeDenominator = 0;
        long numerator = (long) Math.floor(magnitude);
        long denominator = 1;
        double rest = magnitude - Math.floor(magnitude);
        while (rest > 1e-10
                && Math.abs(magnitude - (double) numerator / denominator) > 1e-12 * Math.max(1, magnitude)) {
            double inverse = 1 / rest;
            long quotient = (long) Math.floor(inverse);
            long nextDenominator = quotient * denominator + beforeDenominator;
            if (nextDenominator > MAX_DENOMINATOR) {
                break;
            }
            long nextNumerator = quotient * numerator + beforeNumerator;
            beforeNumerator = numerator;
            beforeDenominator = denominator;
            numerator = nextNumerator;
            denominator = nextDenominator;
            rest = inverse - quotient;
        }
        String sign = value < 0 ? "-" : "";
        long whole = numerator / denominator;
        long part = numerator % denominator;
        String text = part == 0 ? sign + whole : sign + (whole > 0 ? whole + "+" : "") + part + "/" + denominator;
        return text.length() <= width ? NumberText.right(text, width) : NumberText.best(value, width);
    }
}
