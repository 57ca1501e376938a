package hermite.sas.proc.print;

import hermite.data.Format;
import hermite.data.Formats;
import hermite.data.Missing;

/**
 * The format of a numeric column that has none: whole numbers as they are, otherwise one number of decimals for the
 * whole column so that the decimal points stand under each other.
 *
 * <p>As many decimals are shown as the values need, at most seven columns without the sign for fractions that do not end
 * (1/3 prints 0.33333), at least two where the values have them.
 */
final class UniformDecimals {
    private static final int COLUMNS = 7;
    private static final int WIDEST = 12;
    private static final int SENSIBLE = 2;

    private final Formats formats;
    private int needed;
    private int whole = 1;
    private boolean exponential;

    UniformDecimals(Formats formats) {
        this.formats = formats;
    }

    void add(double value) {
        if (Missing.isMissing(value)) {
            return;
        }
        double magnitude = Math.abs(value);
        if (magnitude < 1e9 && magnitude == Math.rint(magnitude)) {
            whole = Math.max(whole, digits((long) magnitude));
            return;
        }
        String text = formats.write(magnitude, Formats.BEST12).strip();
        if (text.indexOf('E') >= 0) {
            exponential |= magnitude > 1;
            return;
        }
        int point = text.indexOf('.');
        whole = Math.max(whole, point < 0 ? text.length() : Math.max(1, point));
        needed = Math.max(needed, point < 0 ? 0 : text.length() - point - 1);
    }

    private static int digits(long value) {
        int digits = 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            digits++;
        }
        return digits;
    }

    /** The format for the values seen. */
    Format format() {
        if (exponential || needed == 0) {
            return Formats.BEST12;
        }
        int room = COLUMNS - 1 - whole;
        int decimals = Math.min(needed, Math.max(room, Math.min(SENSIBLE, WIDEST - 2 - whole)));
        return decimals <= 0 ? Formats.BEST12 : new Format("", whole + decimals + 2, decimals);
    }

    /** Whether the column's format would show a value other than zero as zero. */
    static boolean vanishes(double value, Format format) {
        return format.name().isEmpty()
                && value != 0
                && Math.abs(value) < 0.5 * Math.pow(10, -Math.max(0, format.decimals()));
    }
}
