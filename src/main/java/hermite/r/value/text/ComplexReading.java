package hermite.r.value.text;

import hermite.r.value.RDouble;

/** Text read as a complex number: "1+2i", "-3i", "4". */
public final class ComplexReading {
    private ComplexReading() {}

    /** Real and imaginary part; {@link RDouble#NA} in both when the text is null or no number. */
    public static double[] number(String text) {
        String trimmed = text == null ? "" : text.strip();
        if (!trimmed.endsWith("i")) {
            double real = NumberReading.number(trimmed);
            return new double[] {real, RDouble.isNa(real) ? RDouble.NA : 0};
        }
        String body = trimmed.substring(0, trimmed.length() - 1);
        int split = partsAt(body);
        double real = split == 0 ? 0 : NumberReading.number(body.substring(0, split));
        double imaginary = NumberReading.number(body.substring(split));
        return RDouble.isNa(real) || RDouble.isNa(imaginary)
                ? new double[] {RDouble.NA, RDouble.NA}
                : new double[] {real, imaginary};
    }

    /** Where the sign of the imaginary part stands; 0 when there is no real part. */
    private static int partsAt(String body) {
        for (int i = body.length() - 1; i > 0; i--) {
            char c = body.charAt(i);
            boolean ofExponent = body.charAt(i - 1) == 'e' || body.charAt(i - 1) == 'E';
            if ((c == '+' || c == '-') && !ofExponent) {
                return i;
            }
        }
        return 0;
    }
}
