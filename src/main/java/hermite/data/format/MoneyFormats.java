package hermite.data.format;

/**
 * Grouped digits, currencies, percentages: COMMA, DOLLAR, EURO, YEN and their X forms, PERCENT, PERCENTN, NEGPAREN,
 * NLNUM (in the English locale).
 */
final class MoneyFormats implements NumericFamily {
    @Override
    public int defaultWidth(String name) {
        return switch (name) {
            case "COMMA", "COMMAX", "DOLLAR", "DOLLARX", "EURO", "EUROX", "PERCENT", "PERCENTN", "NEGPAREN", "NLNUM" ->
                6;
            case "YEN" -> 8;
            default -> 0;
        };
    }

    @Override
    public String write(String name, double value, int width, int decimals) {
        int d = Math.max(0, decimals);
        return switch (name) {
            case "COMMA", "NLNUM" -> grouped(value, width, d, "");
            case "COMMAX" -> europeanMarks(grouped(value, width, d, ""));
            case "DOLLAR" -> grouped(value, width, d, "$");
            case "DOLLARX" -> europeanMarks(grouped(value, width, d, "$"));
            case "EURO" -> grouped(value, width, d, "E");
            case "EUROX" -> europeanMarks(grouped(value, width, d, "E"));
            case "YEN" -> grouped(value, width, d, "Y");
            case "PERCENT" -> percent(value, width, d);
            case "PERCENTN" -> percentWithMinus(value, width, d);
            default -> parentheses(value, width, d);
        };
    }

    /** Drops the grouping first, then the currency sign, then decimals, as the width shrinks. */
    private static String grouped(double value, int width, int decimals, String currency) {
        String sign = value < 0 ? "-" : "";
        String digits = NumberText.plain(Math.abs(value), decimals);
        String full = currency + sign + withCommas(digits);
        if (full.length() <= width) {
            return NumberText.right(full, width);
        }
        String ungrouped = currency + sign + digits;
        return ungrouped.length() <= width
                ? NumberText.right(ungrouped, width)
                : NumberText.fixed(value, width, decimals);
    }

    static String withCommas(String digits) {
        int whole = digits.indexOf('.') < 0 ? digits.length() : digits.indexOf('.');
        StringBuilder text = new StringBuilder(digits);
        for (int i = whole - 3; i > 0; i -= 3) {
            text.insert(i, ',');
        }
        return text.toString();
    }

    private static String europeanMarks(String text) {
        return text.replace('.', '\u0000').replace(',', '.').replace('\u0000', ',');
    }

    /** Three columns are kept for the parentheses and the per cent sign; a negative value has its number between them. */
    private static String percent(double value, int width, int decimals) {
        int room = width - 3;
        if (room < 1) {
            return NumberText.asterisks(width);
        }
        String number = NumberText.fixed(Math.abs(value) * 100, room, decimals);
        return value < 0 ? "(" + number + "%)" : " " + number + "% ";
    }

    private static String percentWithMinus(double value, int width, int decimals) {
        String text = NumberText.plain(value * 100, decimals) + "%";
        return text.length() <= width
                ? NumberText.right(text, width)
                : width < 2 ? NumberText.asterisks(width) : NumberText.best(value * 100, width - 1) + "%";
    }

    private static String parentheses(double value, int width, int decimals) {
        String digits = withCommas(NumberText.plain(Math.abs(value), decimals));
        String text = value < 0 ? "(" + digits + ")" : digits + " ";
        if (text.length() <= width) {
            return NumberText.right(text, width);
        }
        return value >= 0 && digits.length() <= width ? digits : NumberText.fixed(value, width, decimals);
    }
}
