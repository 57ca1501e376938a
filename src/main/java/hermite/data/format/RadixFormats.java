package hermite.data.format;

import java.util.Locale;

/** Numbers to another base: HEX (16 columns show the double itself), BINARY, OCTAL. */
final class RadixFormats implements NumericFamily {
    @Override
    public int defaultWidth(String name) {
        return switch (name) {
            case "HEX", "BINARY" -> 8;
            case "OCTAL" -> 3;
            default -> 0;
        };
    }

    @Override
    public String write(String name, double value, int width, int decimals) {
        if (name.equals("HEX") && width >= 16) {
            return digits(Double.doubleToRawLongBits(value), 4, 16);
        }
        int bits =
                switch (name) {
                    case "HEX" -> 4;
                    case "OCTAL" -> 3;
                    default -> 1;
                };
        return digits((long) value, bits, width);
    }

    /** The low digits in two's complement, zero-filled on the left. */
    private static String digits(long value, int bitsPerDigit, int width) {
        StringBuilder text = new StringBuilder(width);
        for (int i = width - 1; i >= 0; i--) {
            int shift = Math.min(63, i * bitsPerDigit);
            int digit = (int) (value >> shift) & ((1 << bitsPerDigit) - 1);
            text.append(Character.forDigit(digit, 16));
        }
        return text.toString().toUpperCase(Locale.ROOT);
    }
}
