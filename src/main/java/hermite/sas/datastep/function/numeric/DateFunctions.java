package hermite.sas.datastep.function.numeric;

import hermite.data.Missing;
import hermite.sas.datastep.function.Arguments;
import hermite.sas.datastep.function.FunctionTable;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.function.ToIntFunction;

/** Dates (days since 1 January 1960), times (seconds since midnight), datetimes (seconds since 1960). */
public final class DateFunctions {
    private static final long DAYS_TO_1970 = 3653;
    private static final double DAY = 86400;

    private DateFunctions() {}

    /** Enters the functions of this family. */
    public static void addTo(FunctionTable table) {
        clock(table);
        composing(table);
        part(table, "YEAR", LocalDate::getYear, "year of a date");
        part(table, "MONTH", LocalDate::getMonthValue, "month of a date");
        part(table, "DAY", LocalDate::getDayOfMonth, "day of the month of a date");
        part(table, "QTR", d -> (d.getMonthValue() + 2) / 3, "quarter of a date");
        part(table, "WEEKDAY", d -> d.getDayOfWeek().getValue() % 7 + 1, "day of the week, Sunday is 1");
        table.propagating("WEEK", "n?c", DateFunctions::week, "week of the year: U, V or W");
        table.propagating("HOUR", "n", a -> Math.floor(timeOfDay(a) / 3600), "hour of a time or datetime");
        table.propagating("MINUTE", "n", a -> Math.floor(timeOfDay(a) / 60) % 60, "minute of a time or datetime");
        table.propagating("SECOND", "n", a -> timeOfDay(a) % 60, "second of a time or datetime");
        table.propagating("DATEPART", "n", a -> Math.floor(a.number(0) / DAY), "date of a datetime");
        table.propagating("TIMEPART", "n", DateFunctions::timeOfDay, "time of a datetime");
        table.propagating("JULDATE", "n", a -> julian(a, false), "date as yyddd");
        table.propagating("JULDATE7", "n", a -> julian(a, true), "date as yyyyddd");
        table.propagating("DATEJUL", "n", DateFunctions::fromJulian, "date from yyddd or yyyyddd");
        table.propagating("YRDIF", "nn?c", DateFunctions::years, "difference in years by a basis");
        table.propagating("DATDIF", "nn?c", DateFunctions::days, "difference in days by a basis");
    }

    /** The SAS date of a day. */
    static double toSas(LocalDate date) {
        return date.toEpochDay() + DAYS_TO_1970;
    }

    /** The day of a SAS date. */
    static LocalDate toDay(double sasDate) {
        return LocalDate.ofEpochDay((long) Math.floor(sasDate) - DAYS_TO_1970);
    }

    private static boolean isDate(double value) {
        return Math.abs(value) < 7_000_000;
    }

    private static void clock(FunctionTable table) {
        table.passing("TODAY", "", a -> toSas(a.environment().now().toLocalDate()), "today's date");
        table.alias("DATE", "TODAY");
        table.passing("TIME", "", a -> seconds(a.environment().now()), "time of day");
        table.passing(
                "DATETIME",
                "",
                a -> toSas(a.environment().now().toLocalDate()) * DAY
                        + seconds(a.environment().now()),
                "date and time");
    }

    private static double seconds(LocalDateTime time) {
        return time.toLocalTime().toNanoOfDay() / 1e9;
    }

    private static void composing(FunctionTable table) {
        table.propagating("MDY", "nnn", a -> date(a, a.number(2), a.number(0), a.number(1)), "date: month, day, year");
        table.propagating("HMS", "nnn", a -> a.number(0) * 3600 + a.number(1) * 60 + a.number(2), "time of day");
        table.propagating(
                "DHMS",
                "nnnn",
                a -> a.number(0) * DAY + a.number(1) * 3600 + a.number(2) * 60 + a.number(3),
                "datetime: date, hour, minute, second");
        table.propagating("YYQ", "nn", a -> date(a, a.number(0), a.number(1) * 3 - 2, 1), "first day of a quarter");
    }

    /** Two-digit years by the option YEARCUTOFF=, 1926 when it is not known. */
    private static int fullYear(Arguments a, double year) {
        int y = (int) year;
        if (y < 0 || y > 99) {
            return y;
        }
        int cutoff = a.environment()
                .option("YEARCUTOFF")
                .map(String::strip)
                .map(Integer::parseInt)
                .orElse(1926);
        int full = cutoff / 100 * 100 + y;
        return full < cutoff ? full + 100 : full;
    }

    private static double date(Arguments a, double year, double month, double day) {
        boolean whole = year == Math.rint(year) && month == Math.rint(month) && day == Math.rint(day);
        if (!whole) {
            return a.invalid();
        }
        try {
            int y = fullYear(a, year);
            return y < 1582 || y > 19900 ? a.invalid() : toSas(LocalDate.of(y, (int) month, (int) day));
        } catch (DateTimeException noSuchDay) {
            return a.invalid();
        }
    }

    private static void part(FunctionTable table, String name, ToIntFunction<LocalDate> part, String help) {
        table.propagating(
                name, "n", a -> isDate(a.number(0)) ? part.applyAsInt(toDay(a.number(0))) : a.invalid(), help);
    }

    private static double week(Arguments a) {
        if (!isDate(a.number(0))) {
            return a.invalid();
        }
        LocalDate day = toDay(a.number(0));
        int dayOfYear = day.getDayOfYear() - 1;
        switch (a.trimmed(1, "U").toUpperCase(Locale.ROOT)) {
            case "V":
                return day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            case "W":
                // weeks begin on Monday; days before the first Monday are in week 0
                return (dayOfYear + 7 - (day.getDayOfWeek().getValue() - 1)) / 7;
            default:
                return (dayOfYear + 7 - day.getDayOfWeek().getValue() % 7) / 7;
        }
    }

    private static double timeOfDay(Arguments a) {
        double seconds = a.number(0) % DAY;
        return seconds < 0 ? seconds + DAY : seconds;
    }

    private static double julian(Arguments a, boolean full) {
        if (!isDate(a.number(0))) {
            return a.invalid();
        }
        LocalDate day = toDay(a.number(0));
        boolean shortYear = !full && fullYear(a, day.getYear() % 100) == day.getYear();
        return (shortYear ? day.getYear() % 100 : day.getYear()) * 1000.0 + day.getDayOfYear();
    }

    private static double fromJulian(Arguments a) {
        double value = a.number(0);
        int dayOfYear = (int) (value % 1000);
        try {
            return toSas(LocalDate.ofYearDay(fullYear(a, Math.floor(value / 1000)), dayOfYear));
        } catch (DateTimeException noSuchDay) {
            return a.invalid();
        }
    }

    private static double years(Arguments a) {
        double from = a.number(0);
        double to = a.number(1);
        if (!isDate(from) || !isDate(to)) {
            return a.invalid();
        }
        LocalDate start = toDay(from);
        LocalDate end = toDay(to);
        switch (a.trimmed(2, "AGE").toUpperCase(Locale.ROOT)) {
            case "AGE":
                return age(start, end);
            case "ACT/ACT":
            case "ACTUAL":
                return actual(start, end);
            case "30/360":
                return thirty(start, end) / 360;
            case "ACT/360":
                return (to - from) / 360;
            case "ACT/365":
                return (to - from) / 365;
            default:
                return a.invalid();
        }
    }

    /** Whole years, and days since the last anniversary over the days between anniversaries. */
    private static double age(LocalDate start, LocalDate end) {
        if (end.isBefore(start)) {
            return -age(end, start);
        }
        int whole = end.getYear() - start.getYear();
        if (start.plusYears(whole).isAfter(end)) {
            whole--;
        }
        LocalDate last = start.plusYears(whole);
        LocalDate next = start.plusYears(whole + 1L);
        return whole + (double) (end.toEpochDay() - last.toEpochDay()) / (next.toEpochDay() - last.toEpochDay());
    }

    /** Days in leap years over 366 plus days in other years over 365. */
    private static double actual(LocalDate start, LocalDate end) {
        if (end.isBefore(start)) {
            return -actual(end, start);
        }
        double years = 0;
        LocalDate from = start;
        while (from.getYear() < end.getYear()) {
            LocalDate next = LocalDate.of(from.getYear() + 1, 1, 1);
            years += (double) (next.toEpochDay() - from.toEpochDay()) / from.lengthOfYear();
            from = next;
        }
        return years + (double) (end.toEpochDay() - from.toEpochDay()) / end.lengthOfYear();
    }

    private static double thirty(LocalDate start, LocalDate end) {
        int d1 = start.getDayOfMonth() == start.lengthOfMonth() ? 30 : Math.min(30, start.getDayOfMonth());
        int d2 = end.getDayOfMonth() == 31 && d1 == 30 ? 30 : end.getDayOfMonth();
        return 360.0 * (end.getYear() - start.getYear())
                + 30.0 * (end.getMonthValue() - start.getMonthValue())
                + (d2 - d1);
    }

    private static double days(Arguments a) {
        String basis = a.trimmed(2, "ACT/ACT").toUpperCase(Locale.ROOT);
        if (basis.equals("30/360")) {
            return isDate(a.number(0)) && isDate(a.number(1))
                    ? thirty(toDay(a.number(0)), toDay(a.number(1)))
                    : a.invalid();
        }
        return basis.startsWith("ACT") ? Math.floor(a.number(1)) - Math.floor(a.number(0)) : Missing.DOT;
    }
}
