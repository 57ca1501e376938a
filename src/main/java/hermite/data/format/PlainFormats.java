package hermite.data.format;

/** The formats that write a number as such: w.d, F, BEST, D, BESTD, E, Z, NUMX. */
final class PlainFormats implements NumericFamily {
    @Override
    public int defaultWidth(String name) {
        return switch (name) {
            case "", "F", "BEST", "D", "BESTD", "E", "NUMX" -> 12;
            case "Z" -> 1;
            default -> 0;
        };
    }

    @Override
    public String write(String name, double value, int width, int decimals) {
        return switch (name) {
            case "BEST" -> NumberText.best(value, width);
            case "D" -> AlignedDecimals.write(value, width, decimals <= 0 ? 3 : decimals);
            case "BESTD" ->
                value == Math.rint(value)
                        ? NumberText.best(value, width)
                        : AlignedDecimals.write(value, width, decimals <= 0 ? 3 : decimals);
            case "E" -> NumberText.scientific(value, width);
            case "Z" -> zeroPadded(value, width, Math.max(0, decimals));
            case "NUMX" -> NumberText.fixed(value, width, Math.max(0, decimals)).replace('.', ',');
            default -> NumberText.fixed(value, width, Math.max(0, decimals));
        };
    }

    private static String zeroPadded(double value, int width, int decimals) {
        String digits = NumberText.plain(Math.abs(value), decimals);
        String sign = value < 0 ? "-" : "";
        int gap = width - sign.length() - digits.length();
        return gap < 0 ? NumberText.best(value, width) : sign + "0".repeat(gap) + digits;
    }
}
