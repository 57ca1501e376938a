package hermite.data.format.calendar;

import hermite.data.format.NumberText;
import hermite.data.format.NumericFamily;
import java.time.LocalDate;

/** ISO 8601 dates, times and datetimes: E8601xx (extended), B8601xx (basic), IS8601xx (the older names). */
public final class IsoFormats implements NumericFamily {
    @Override
    public int defaultWidth(String name) {
        String kind = kind(name);
        boolean basic = name.startsWith("B");
        return switch (kind) {
            case "DA", "DN" -> basic ? 8 : 10;
            case "DT" -> basic ? 15 : 19;
            case "DZ", "DX" -> basic ? 20 : 26;
            case "TM" -> basic ? 6 : 8;
            case "TZ" -> basic ? 14 : 14;
            default -> 0;
        };
    }

    private static String kind(String name) {
        if ((name.startsWith("E8601") || name.startsWith("B8601")) && name.length() == 7) {
            return name.substring(5);
        }
        return name.startsWith("IS8601") && name.length() == 8 ? name.substring(6) : "";
    }

    @Override
    public String write(String name, double value, int width, int decimals) {
        boolean extended = !name.startsWith("B");
        int d = Math.max(0, decimals);
        String text =
                switch (kind(name)) {
                    case "DA" -> date(value, extended);
                    case "DN" -> date(SasCalendar.dayOf(value), extended);
                    case "TM" -> time(value, d, extended);
                    case "TZ" -> time(value, d, extended) + zone(extended);
                    case "DT" -> datetime(value, d, extended);
                    default -> datetime(value, d, extended) + zone(extended);
                };
        return text.isEmpty() || text.length() > width ? NumberText.asterisks(width) : NumberText.right(text, width);
    }

    private static String zone(boolean extended) {
        return extended ? "+00:00" : "+0000";
    }

    private static String date(double day, boolean extended) {
        if (!SasCalendar.isDay(day)) {
            return "";
        }
        LocalDate date = SasCalendar.date(day);
        String mark = extended ? "-" : "";
        return DateFormats.year4(date)
                + mark
                + DateFormats.two(date.getMonthValue())
                + mark
                + DateFormats.two(date.getDayOfMonth());
    }

    private static String time(double seconds, int decimals, boolean extended) {
        if (seconds < 0 || seconds > SasCalendar.DAY_SECONDS) {
            return "";
        }
        String text = TimeFormats.hms(seconds, decimals, true);
        return extended ? text : text.replace(":", "");
    }

    private static String datetime(double value, int decimals, boolean extended) {
        double unit = Math.pow(10, Math.min(decimals, 6));
        double rounded = Math.floor(value * unit + 0.5) / unit;
        String date = date(SasCalendar.dayOf(rounded), extended);
        return date.isEmpty() ? "" : date + "T" + time(SasCalendar.timeOf(rounded), decimals, extended);
    }
}
