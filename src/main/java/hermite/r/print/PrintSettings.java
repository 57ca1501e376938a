package hermite.r.print;

import hermite.r.eval.session.ROptions;

/**
 * How values are printed.
 *
 * @param digits significant digits
 * @param quote whether texts stand in quotes
 * @param right whether texts in matrices are right-justified
 * @param width columns of a line
 * @param scipen penalty on scientific notation
 * @param naText what stands for NA; null for the type's usual
 * @param zeroText what stands for zero in tables; null for the number
 * @param gap blanks between columns
 */
public record PrintSettings(
        int digits, boolean quote, boolean right, int width, int scipen, String naText, String zeroText, int gap) {

    public static PrintSettings of(ROptions options) {
        return new PrintSettings(options.digits(), true, false, options.width(), options.scipen(), null, null, 1);
    }

    public PrintSettings withQuote(boolean now) {
        return new PrintSettings(digits, now, right, width, scipen, naText, zeroText, gap);
    }

    public PrintSettings withRight(boolean now) {
        return new PrintSettings(digits, quote, now, width, scipen, naText, zeroText, gap);
    }

    public PrintSettings withWidth(int now) {
        return new PrintSettings(digits, quote, right, now, scipen, naText, zeroText, gap);
    }

    public PrintSettings withDigits(int now) {
        return new PrintSettings(now, quote, right, width, scipen, naText, zeroText, gap);
    }

    public PrintSettings withNa(String now) {
        return new PrintSettings(digits, quote, right, width, scipen, now, zeroText, gap);
    }

    public PrintSettings withZero(String now) {
        return new PrintSettings(digits, quote, right, width, scipen, naText, now, gap);
    }

    public PrintSettings withGap(int now) {
        return new PrintSettings(digits, quote, right, width, scipen, naText, zeroText, now);
    }
}
