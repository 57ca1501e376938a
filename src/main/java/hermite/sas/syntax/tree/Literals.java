package hermite.sas.syntax.tree;

import hermite.data.Missing;
import hermite.sas.source.Place;
import hermite.sas.syntax.problem.SyntaxException;
import hermite.sas.syntax.problem.SyntaxMessage;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values of constants: numbers, missing values, dates ({@code '01JAN2020'd}), hexadecimal strings. */
public final class Literals {
    private static final LocalDate EPOCH = LocalDate.of(1960, 1, 1);
    private static final long SECONDS_PER_DAY = 86_400;
    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final Pattern DATE = Pattern.compile("(\\d{1,2})[- ]?([A-Z]{3})[- ]?(\\d{2}|\\d{4})");
    private static final Pattern TIME = Pattern.compile("(\\d+):(\\d{1,2})(?::(\\d{1,2}(?:\\.\\d*)?))?\\s*(AM|PM)?");

    /** First year of the hundred that two-digit years fall in (option YEARCUTOFF's default). */
    private static final int YEAR_CUTOFF = 1926;

    private Literals() {}

    public static double number(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.endsWith("x")) {
            return new java.math.BigInteger(lower.substring(0, lower.length() - 1), 16).doubleValue();
        }
        return Double.parseDouble(lower);
    }

    public static double missing(String text) {
        return Missing.of(text.length() == 1 ? '.' : text.charAt(1));
    }

    /** Days since 1960-01-01. */
    public static double date(String text, Place place) {
        Matcher m = DATE.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (m.matches()) {
            int day = Integer.parseInt(m.group(1));
            int month = MONTHS.indexOf(m.group(2)) + 1;
            int year = year(m.group(3));
            if (month > 0 && day > 0 && day <= YearMonth.of(year, month).lengthOfMonth()) {
                return LocalDate.of(year, month, day).toEpochDay() - EPOCH.toEpochDay();
            }
        }
        throw new SyntaxException(place, SyntaxMessage.INVALID_DATE, "'" + text + "'d");
    }

    private static int year(String digits) {
        int year = Integer.parseInt(digits);
        if (digits.length() == 4) {
            return Math.max(1, year);
        }
        int century = YEAR_CUTOFF / 100 * 100;
        return century + year >= YEAR_CUTOFF ? century + year : century + 100 + year;
    }

    /** Seconds since midnight. */
    public static double time(String text, Place place) {
        Matcher m = TIME.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (!m.matches()) {
            throw new SyntaxException(place, SyntaxMessage.INVALID_DATE, "'" + text + "'t");
        }
        double hours = Double.parseDouble(m.group(1));
        if (m.group(4) != null) {
            hours = hours % 12 + (m.group(4).equals("PM") ? 12 : 0);
        }
        double seconds = m.group(3) == null ? 0 : Double.parseDouble(m.group(3));
        return hours * 3600 + Double.parseDouble(m.group(2)) * 60 + seconds;
    }

    /** Seconds since 1960-01-01 00:00. */
    public static double datetime(String text, Place place) {
        String stripped = text.strip();
        int colon = stripped.indexOf(':');
        int blank = stripped.indexOf(' ');
        int cut = blank > 0 && (colon < 0 || blank < colon) ? blank : colon;
        if (cut < 0) {
            throw new SyntaxException(place, SyntaxMessage.INVALID_DATE, "'" + text + "'dt");
        }
        return date(stripped.substring(0, cut), place) * SECONDS_PER_DAY + time(stripped.substring(cut + 1), place);
    }

    /** Pairs of hexadecimal digits; blanks and commas may stand between. */
    public static String hexadecimal(String text, Place place) {
        String digits = text.replaceAll("[\\s,]", "");
        if (digits.length() % 2 != 0 || !digits.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
            throw new SyntaxException(place, SyntaxMessage.INVALID_HEX, "'" + text + "'x");
        }
        byte[] bytes = new byte[digits.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(digits.substring(2 * i, 2 * i + 2), 16);
        }
        String decoded = new String(bytes, StandardCharsets.UTF_8);
        return decoded.indexOf('\uFFFD') >= 0 ? new String(bytes, StandardCharsets.ISO_8859_1) : decoded;
    }
}
