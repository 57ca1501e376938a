package hermite.data.format;

/** Numbers in words and Roman numerals: ROMAN, WORDS, WORDF. */
public final class NumeralFormats implements NumericFamily {
    private static final int[] ROMAN_VALUES = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};
    private static final String[] ROMAN_SIGNS = {"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"};
    private static final String[] ONES = {
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen"
    };
    private static final String[] TENS = {
        "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"
    };
    private static final String[] THOUSANDS = {"", " thousand", " million", " billion", " trillion"};

    @Override
    public int defaultWidth(String name) {
        return switch (name) {
            case "ROMAN" -> 6;
            case "WORDS", "WORDF" -> 10;
            default -> 0;
        };
    }

    @Override
    public String write(String name, double value, int width, int decimals) {
        if (Math.abs(value) >= 1e15) {
            return NumberText.asterisks(width);
        }
        if (name.equals("ROMAN")) {
            long whole = (long) value;
            return whole < 1 || whole > 9999
                    ? NumberText.asterisks(width)
                    : NumberText.left(roman(whole), width).substring(0, Math.max(width, 1));
        }
        long hundredths = Math.round(Math.abs(value) * 100);
        String text = (value < 0 ? "minus " : "") + words(hundredths / 100) + hundredthsText(name, hundredths % 100);
        return text.length() > width ? NumberText.asterisks(width) : NumberText.left(text, width);
    }

    public static String roman(long value) {
        StringBuilder text = new StringBuilder();
        long rest = value;
        for (int i = 0; i < ROMAN_VALUES.length; i++) {
            while (rest >= ROMAN_VALUES[i]) {
                text.append(ROMAN_SIGNS[i]);
                rest -= ROMAN_VALUES[i];
            }
        }
        return text.toString();
    }

    private static String hundredthsText(String name, long hundredths) {
        if (name.equals("WORDF")) {
            return " and " + (hundredths < 10 ? "0" : "") + hundredths + "/100";
        }
        return hundredths == 0 ? "" : " and " + words(hundredths) + " hundredths";
    }

    private static String words(long value) {
        if (value < 20) {
            return ONES[(int) value];
        }
        String text = "";
        long rest = value;
        for (int group = 0; rest > 0; group++, rest /= 1000) {
            int part = (int) (rest % 1000);
            if (part > 0) {
                text = belowThousand(part) + THOUSANDS[group] + (text.isEmpty() ? "" : " " + text);
            }
        }
        return text;
    }

    private static String belowThousand(int value) {
        String text = value >= 100 ? ONES[value / 100] + " hundred" : "";
        int rest = value % 100;
        if (rest == 0) {
            return text;
        }
        String tail = rest < 20 ? ONES[rest] : TENS[rest / 10] + (rest % 10 == 0 ? "" : "-" + ONES[rest % 10]);
        return text.isEmpty() ? tail : text + " " + tail;
    }
}
