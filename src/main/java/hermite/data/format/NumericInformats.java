package hermite.data.format;

import hermite.data.Missing;

/** Informats of numbers: w.d, F, BEST, D, E, COMMA, DOLLAR and X forms, PERCENT, BZ, HEX, BINARY, OCTAL, NUMX, TRAILSGN. */
final class NumericInformats {
    /** Columns read when no width is given; 0 when the name is unknown. */
    int defaultWidth(String name) {
        return switch (name) {
            case "", "F", "BEST", "D", "E", "NUMX" -> 12;
            case "COMMA", "COMMAX", "DOLLAR", "DOLLARX", "EURO", "EUROX", "YEN", "BZ" -> 1;
            case "NLNUM" -> 6;
            case "PERCENT", "PERCENTN", "TRAILSGN" -> 6;
            case "HEX", "BINARY" -> 8;
            case "OCTAL" -> 3;
            default -> 0;
        };
    }

    /** The number, a missing value, or {@link NumberReader#INVALID}. */
    double read(String name, String field, int decimals) {
        int d = Math.max(0, decimals);
        return switch (name) {
            case "COMMA", "DOLLAR", "EURO", "YEN", "NLNUM" -> punctuated(field, d);
            case "COMMAX", "DOLLARX", "EUROX" -> punctuated(europeanMarks(field), d);
            case "NUMX" -> plain(field.replace(',', '.'), d);
            case "PERCENT", "PERCENTN" -> percent(field, d);
            case "BZ" -> field.isBlank() ? 0 : plain(field.replace(' ', '0'), d);
            case "HEX" -> hexadecimal(field);
            case "BINARY" -> whole(field, 2);
            case "OCTAL" -> whole(field, 8);
            case "TRAILSGN" -> trailingSign(field, d);
            default -> plain(field, d);
        };
    }

    private static double plain(String field, int decimals) {
        return NumberReader.read(field, 0, field.length(), decimals);
    }

    /** Drops grouping, currency, per cent signs, blanks and dashes inside; parentheses or a leading dash make it negative. */
    private static double punctuated(String field, int decimals) {
        StringBuilder digits = new StringBuilder(field.length());
        boolean negative = false;
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            switch (c) {
                case '(' -> negative = true;
                case '-' -> {
                    if (digits.length() == 0) {
                        negative = true;
                    } else if (isExponentMark(digits.charAt(digits.length() - 1))) {
                        digits.append(c);
                    }
                }
                case ',', '$', '%', ')', ' ', '£', '¥', '€' -> {}
                default -> digits.append(c);
            }
        }
        double magnitude = NumberReader.read(digits, 0, digits.length(), decimals);
        return negative && !Double.isNaN(magnitude) ? -magnitude : magnitude;
    }

    private static boolean isExponentMark(char c) {
        return c == 'E' || c == 'e' || c == 'D' || c == 'd';
    }

    private static String europeanMarks(String field) {
        return field.replace(",", "\u0000").replace(".", "").replace('\u0000', '.');
    }

    private static double percent(String field, int decimals) {
        double number = punctuated(field, decimals);
        return field.indexOf('%') >= 0 && !Double.isNaN(number) ? number / 100 : number;
    }

    private static double trailingSign(String field, int decimals) {
        String text = field.strip();
        if (text.endsWith("-") || text.endsWith("+")) {
            double magnitude = plain(text.substring(0, text.length() - 1), decimals);
            return text.endsWith("-") && !Double.isNaN(magnitude) ? -magnitude : magnitude;
        }
        return plain(text, decimals);
    }

    /** Sixteen digits are the bits of a double, fewer a whole number. */
    private static double hexadecimal(String field) {
        String text = field.strip();
        if (text.length() < 16) {
            return whole(text, 16);
        }
        try {
            return Double.longBitsToDouble(Long.parseUnsignedLong(text, 16));
        } catch (NumberFormatException e) {
            return NumberReader.INVALID;
        }
    }

    private static double whole(String field, int radix) {
        String text = field.strip();
        if (text.isEmpty() || text.equals(".")) {
            return Missing.DOT;
        }
        if (text.charAt(0) == '+' || text.charAt(0) == '-') {
            return NumberReader.INVALID;
        }
        try {
            return Long.parseLong(text, radix);
        } catch (NumberFormatException e) {
            return NumberReader.INVALID;
        }
    }
}
