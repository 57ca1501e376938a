package hermite.sas.datastep.function.numeric;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time interval of INTNX and INTCK, such as {@code MONTH}, {@code WEEK.2}, {@code YEAR2.7}, {@code DTDAY}: it divides
 * the time axis into numbered periods. Dates are days, datetimes and times are seconds.
 */
final class Interval {
    private static final Pattern SPELLING = Pattern.compile("(DT)?([A-Z]+?)(\\d*)(?:\\.(\\d+))?");
    private static final double DAY_SECONDS = 86400;

    private enum Kind {
        DAYS,
        WEEKDAYS,
        TENDAYS,
        SEMIMONTHS,
        MONTHS,
        SECONDS
    }

    private final Kind kind;
    private final long size;
    private final long shift;
    private final boolean overDatetimes;

    private Interval(Kind kind, long size, long shift, boolean overDatetimes) {
        this.kind = kind;
        this.size = size;
        this.shift = shift;
        this.overDatetimes = overDatetimes;
    }

    /** The interval of a name; empty when there is none of that name. */
    static Optional<Interval> parse(String text) {
        Matcher m = SPELLING.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (!m.matches()) {
            return Optional.empty();
        }
        boolean datetime = m.group(1) != null;
        long multiple = m.group(3).isEmpty() ? 1 : Long.parseLong(m.group(3));
        long first = m.group(4) == null ? 1 : Long.parseLong(m.group(4));
        if (multiple < 1 || first < 1) {
            return Optional.empty();
        }
        return of(m.group(2), multiple, first - 1, datetime);
    }

    private static Optional<Interval> of(String name, long n, long shift, boolean datetime) {
        switch (name) {
            case "DAY":
                return Optional.of(new Interval(Kind.DAYS, n, shift, datetime));
            case "WEEK":
                // weeks begin on Sunday: the one before 1 January 1960, a Friday, was day -5
                return Optional.of(new Interval(Kind.DAYS, 7 * n, shift - 5, datetime));
            case "WEEKDAY":
                return Optional.of(new Interval(Kind.WEEKDAYS, n, shift, datetime));
            case "TENDAY":
                return Optional.of(new Interval(Kind.TENDAYS, n, shift, datetime));
            case "SEMIMONTH":
                return Optional.of(new Interval(Kind.SEMIMONTHS, n, shift, datetime));
            case "MONTH":
                return Optional.of(new Interval(Kind.MONTHS, n, shift, datetime));
            case "QTR":
                return Optional.of(new Interval(Kind.MONTHS, 3 * n, shift, datetime));
            case "SEMIYEAR":
                return Optional.of(new Interval(Kind.MONTHS, 6 * n, shift, datetime));
            case "YEAR":
                return Optional.of(new Interval(Kind.MONTHS, 12 * n, shift, datetime));
            case "SECOND":
                return Optional.of(new Interval(Kind.SECONDS, n, shift, true));
            case "MINUTE":
                return Optional.of(new Interval(Kind.SECONDS, 60 * n, 60 * shift, true));
            case "HOUR":
                return Optional.of(new Interval(Kind.SECONDS, 3600 * n, 3600 * shift, true));
            default:
                return Optional.empty();
        }
    }

    /** The number of the period that holds a value. */
    long index(double value) {
        if (kind == Kind.SECONDS) {
            return Math.floorDiv((long) Math.floor(value) - shift, size);
        }
        long day = (long) Math.floor(overDatetimes ? value / DAY_SECONDS : value);
        return Math.floorDiv(unit(day) - shift, size);
    }

    /** First value of a period. */
    double start(long index) {
        long unit = index * size + shift;
        if (kind == Kind.SECONDS) {
            return unit;
        }
        return (overDatetimes ? DAY_SECONDS : 1) * firstDay(unit);
    }

    /** Last value of a period. */
    double end(long index) {
        return start(index + 1) - 1;
    }

    /** The value that lies in its period, n periods on, where the given value lies in its own. */
    double same(double value, long n) {
        if (kind == Kind.SECONDS) {
            return value + n * size;
        }
        if (overDatetimes) {
            double day = Math.floor(value / DAY_SECONDS);
            return sameDay((long) day, n) * DAY_SECONDS + (value - day * DAY_SECONDS);
        }
        return sameDay((long) Math.floor(value), n);
    }

    private double sameDay(long day, long n) {
        switch (kind) {
            case MONTHS:
                return DateFunctions.toSas(DateFunctions.toDay(day).plusMonths(n * size));
            case DAYS:
                return day + n * size;
            default:
                long unit = unit(day);
                long offset = day - (long) firstDay(unit);
                long last = (long) firstDay(unit + n * size + 1) - 1;
                return Math.min(last, firstDay(unit + n * size) + offset);
        }
    }

    /** Number of the basic unit (day, weekday, third or half of a month, month) that holds a day. */
    private long unit(long day) {
        if (kind == Kind.DAYS) {
            return day;
        }
        if (kind == Kind.WEEKDAYS) {
            // Saturday and Sunday belong to the Friday before; day -4 is a Monday
            long week = Math.floorDiv(day + 4, 7);
            return 5 * week + Math.min(4, Math.floorMod(day + 4, 7));
        }
        LocalDate date = DateFunctions.toDay(day);
        long month = (date.getYear() - 1960L) * 12 + date.getMonthValue() - 1;
        switch (kind) {
            case TENDAYS:
                return 3 * month + Math.min(2, (date.getDayOfMonth() - 1) / 10);
            case SEMIMONTHS:
                return 2 * month + (date.getDayOfMonth() > 15 ? 1 : 0);
            default:
                return month;
        }
    }

    private double firstDay(long unit) {
        switch (kind) {
            case DAYS:
                return unit;
            case WEEKDAYS:
                return 7 * Math.floorDiv(unit, 5) + Math.floorMod(unit, 5) - 4;
            case TENDAYS:
                return month(Math.floorDiv(unit, 3)) + 10 * Math.floorMod(unit, 3);
            case SEMIMONTHS:
                return month(Math.floorDiv(unit, 2)) + 15 * Math.floorMod(unit, 2);
            default:
                return month(unit);
        }
    }

    private static double month(long month) {
        return DateFunctions.toSas(
                LocalDate.of(1960 + (int) Math.floorDiv(month, 12L), 1 + (int) Math.floorMod(month, 12L), 1));
    }
}
