package hermite.data.format.calendar;

import hermite.data.format.NumberText;
import hermite.data.format.NumericFamily;
import java.time.LocalDate;

/** Times of day, durations and datetimes: TIME, TOD, HHMM, HOUR, MMSS, TIMEAMPM, DATETIME, DATEAMPM, MDYAMPM, NLTIME, NLDATM. */
public final class TimeFormats implements NumericFamily {
    @Override
    public int defaultWidth(String name) {
        return switch (name) {
            case "TIME", "TOD" -> 8;
            case "HHMM", "MMSS" -> 5;
            case "HOUR" -> 2;
            case "TIMEAMPM" -> 11;
            case "DATETIME" -> 16;
            case "DATEAMPM", "MDYAMPM" -> 19;
            case "NLTIME" -> 20;
            case "NLDATM" -> 30;
            default -> 0;
        };
    }

    @Override
    public String write(String name, double value, int width, int decimals) {
        int d = Math.max(0, decimals);
        String text =
                switch (name) {
                    case "TIME" -> duration(value, width, d);
                    case "TOD" -> timeOfDay(SasCalendar.timeOf(value), width, d);
                    case "HHMM" -> hoursAndMinutes(value, d);
                    case "HOUR" -> NumberText.plain(d == 0 ? Math.floor(value / 3600) : value / 3600, d);
                    case "MMSS" -> minutesAndSeconds(value, width, d);
                    case "TIMEAMPM", "NLTIME" -> halfDayTime(SasCalendar.timeOf(value), width, d, false);
                    default -> datetime(name, value, width, d);
                };
        return text.length() <= width ? NumberText.right(text, width) : NumberText.asterisks(width);
    }

    private static String duration(double value, int width, int decimals) {
        String sign = value < 0 ? "-" : "";
        int d = decimals;
        String full = sign + hms(Math.abs(value), d, false);
        while (full.length() > width && d > 0) {
            full = sign + hms(Math.abs(value), --d, false);
        }
        if (full.length() <= width) {
            return full;
        }
        long minutes = (long) (Math.abs(value) / 60);
        String short5 = sign + minutes / 60 + ":" + DateFormats.two((int) (minutes % 60));
        return short5.length() <= width ? short5 : sign + minutes / 60;
    }

    /** Hours, minutes, seconds with decimals; rounding carries over. */
    static String hms(double seconds, int decimals, boolean twoDigitHours) {
        double unit = Math.pow(10, decimals);
        double rounded = Math.floor(seconds * unit + 0.5) / unit;
        long whole = (long) Math.floor(rounded);
        double rest = rounded - whole;
        long hours = whole / 3600;
        String hour = twoDigitHours && hours < 10 ? "0" + hours : Long.toString(hours);
        String text = hour + ":" + DateFormats.two((int) (whole / 60 % 60)) + ":" + DateFormats.two((int) (whole % 60));
        return decimals == 0
                ? text
                : text + NumberText.plain(Math.abs(rest), decimals).substring(1);
    }

    private static String timeOfDay(double seconds, int width, int decimals) {
        int d = Math.max(0, Math.min(decimals, width - 9));
        String text = hms(seconds, d, true);
        if (text.startsWith("24:")) {
            text = hms(0, d, true);
        }
        return width >= 8 ? text : text.substring(0, width >= 5 ? 5 : 2);
    }

    private static String hoursAndMinutes(double value, int decimals) {
        String sign = value < 0 ? "-" : "";
        double unit = Math.pow(10, decimals);
        double minutes = Math.floor(Math.abs(value) / 60 * unit + 0.5) / unit;
        long hours = (long) Math.floor(minutes / 60);
        double rest = minutes - hours * 60;
        return sign + hours + ":" + (rest < 10 ? "0" : "") + NumberText.plain(rest, decimals);
    }

    private static String minutesAndSeconds(double value, int width, int decimals) {
        String sign = value < 0 ? "-" : "";
        double unit = Math.pow(10, decimals);
        double rounded = Math.floor(Math.abs(value) * unit + 0.5) / unit;
        long minutes = (long) Math.floor(rounded / 60);
        double rest = rounded - minutes * 60;
        String text = sign + minutes + ":" + (rest < 10 ? "0" : "") + NumberText.plain(rest, decimals);
        return text.length() <= width ? text : sign + minutes;
    }

    private static String halfDayTime(double seconds, int width, int decimals, boolean twoDigitHours) {
        int d = Math.max(0, Math.min(decimals, width - 12));
        double unit = Math.pow(10, d);
        double rounded = Math.floor(seconds * unit + 0.5) / unit;
        int hour = (int) (rounded / 3600) % 24;
        double clock = rounded - Math.floor(rounded / 3600) * 3600 + (hour % 12 == 0 ? 12 : hour % 12) * 3600.0;
        String text = hms(clock, d, twoDigitHours);
        String half = hour < 12 ? " AM" : " PM";
        if (width >= text.length() + 3) {
            return text + half;
        }
        String minutes = text.substring(0, text.indexOf(':') + 3);
        return width >= minutes.length() + 3 ? minutes + half : half.strip();
    }

    private static String datetime(String name, double value, int width, int decimals) {
        double unit = Math.pow(10, decimals);
        double rounded = decimals > 6 ? value : Math.floor(value * unit + 0.5) / unit;
        double day = SasCalendar.dayOf(rounded);
        if (!SasCalendar.isDay(day)) {
            return NumberText.asterisks(width);
        }
        LocalDate date = SasCalendar.date(day);
        double seconds = SasCalendar.timeOf(rounded);
        return switch (name) {
            case "DATEAMPM" -> dateWithHalfDayTime(date, seconds, width, decimals);
            case "MDYAMPM" -> monthDayYear(date, seconds, width);
            case "NLDATM" ->
                new WordDateFormats().write("NLDATE", day, width - 12, 0).strip() + " "
                        + halfDayTime(seconds, 11, 0, true);
            default -> dateAndTime(date, rounded, seconds, width, decimals);
        };
    }

    /** Seven columns show the date, 10 add hours, 13 minutes, 16 seconds, 19 (with decimals more) a four-digit year. */
    private static String dateAndTime(LocalDate date, double value, double seconds, int width, int decimals) {
        int fraction = decimals > 0 && width >= 17 + decimals ? decimals : Math.max(0, Math.min(decimals, width - 17));
        boolean longYear = width >= 19 && width >= 18 + (fraction > 0 ? fraction + 1 : 0);
        String dayPart = DateFormats.two(date.getDayOfMonth())
                + DateFormats.month(date)
                + (longYear || width == 9 ? DateFormats.year4(date) : DateFormats.year2(date));
        if (width < 10) {
            return dayPart;
        }
        String time = hms(seconds, fraction, true);
        if (width >= 16) {
            return dayPart + ":" + time;
        }
        return dayPart + ":" + time.substring(0, width >= 13 ? 5 : 2);
    }

    private static String dateWithHalfDayTime(LocalDate date, double seconds, int width, int decimals) {
        boolean longYear = width >= 21;
        String dayPart = DateFormats.two(date.getDayOfMonth())
                + DateFormats.month(date)
                + (longYear ? DateFormats.year4(date) : DateFormats.year2(date));
        return width < 13
                ? dayPart
                : dayPart + ":" + halfDayTime(seconds, width - dayPart.length() - 1, decimals, true);
    }

    private static String monthDayYear(LocalDate date, double seconds, int width) {
        String year = width >= 19 ? DateFormats.year4(date) : DateFormats.year2(date);
        String day = date.getMonthValue() + "/" + date.getDayOfMonth() + "/" + year;
        String text = day + " " + halfDayTime(seconds, 8, 0, false);
        return text.length() <= width ? text : day;
    }
}
