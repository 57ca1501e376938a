package hermite.data.format.calendar;

import java.time.LocalDate;
import java.time.temporal.IsoFields;

/** Day numbers counted from 1960-01-01 and seconds counted from its midnight, in the Gregorian calendar of 1582–19999. */
public final class SasCalendar {
    /** Seconds of a day. */
    public static final double DAY_SECONDS = 86_400;

    private static final long EPOCH_DAY_OF_1960 = LocalDate.of(1960, 1, 1).toEpochDay();
    private static final long FIRST_DAY = LocalDate.of(1582, 1, 1).toEpochDay() - EPOCH_DAY_OF_1960;
    private static final long LAST_DAY = LocalDate.of(19_999, 12, 31).toEpochDay() - EPOCH_DAY_OF_1960;

    private SasCalendar() {}

    /** Whether a day number lies in the years that dates are defined for. */
    public static boolean isDay(double day) {
        return day >= FIRST_DAY && day < LAST_DAY + 1;
    }

    /** The calendar date of a day number; its fraction is dropped. Call only when {@link #isDay}. */
    public static LocalDate date(double day) {
        return LocalDate.ofEpochDay((long) Math.floor(day) + EPOCH_DAY_OF_1960);
    }

    public static double day(LocalDate date) {
        return date.toEpochDay() - EPOCH_DAY_OF_1960;
    }

    /** The day number of a datetime. */
    public static double dayOf(double datetime) {
        return Math.floor(datetime / DAY_SECONDS);
    }

    /** Seconds since midnight of a datetime, 0 ≤ s < 86400. */
    public static double timeOf(double datetime) {
        return datetime - dayOf(datetime) * DAY_SECONDS;
    }

    static int quarter(LocalDate date) {
        return date.get(IsoFields.QUARTER_OF_YEAR);
    }

    /** 1 = Sunday … 7 = Saturday. */
    static int weekday(LocalDate date) {
        return date.getDayOfWeek().getValue() % 7 + 1;
    }
}
