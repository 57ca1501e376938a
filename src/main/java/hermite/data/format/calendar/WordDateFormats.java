package hermite.data.format.calendar;

import hermite.data.format.NumberText;
import hermite.data.format.NumericFamily;
import java.time.LocalDate;

/** Dates in words: WORDDATE, WORDDATX, WEEKDATE, WEEKDATX, DOWNAME, MONNAME, DTWKDATX, NLDATE. */
public final class WordDateFormats implements NumericFamily {
    @Override
    public int defaultWidth(String name) {
        return switch (name) {
            case "WORDDATE", "WORDDATX" -> 18;
            case "WEEKDATE", "WEEKDATX", "DTWKDATX" -> 29;
            case "DOWNAME", "MONNAME" -> 9;
            case "NLDATE" -> 20;
            default -> 0;
        };
    }

    @Override
    public String write(String name, double value, int width, int decimals) {
        double day = name.equals("DTWKDATX") ? SasCalendar.dayOf(value) : value;
        if (!SasCalendar.isDay(day)) {
            return NumberText.asterisks(width);
        }
        LocalDate date = SasCalendar.date(day);
        String month = DateNames.month(date);
        String weekday = DateNames.weekday(date);
        int dayOfMonth = date.getDayOfMonth();
        int year = date.getYear();
        String shortYear = DateFormats.year2(date);
        String shortMonth = month.substring(0, 3);
        String shortWeekday = weekday.substring(0, 3);
        return switch (name) {
            case "DOWNAME" -> NumberText.right(cut(weekday, width), width);
            case "MONNAME" -> NumberText.right(cut(month, width), width);
            case "WORDDATE" ->
                longest(
                        width,
                        month + " " + dayOfMonth + ", " + year,
                        shortMonth + " " + dayOfMonth + ", " + year,
                        month,
                        shortMonth);
            case "WORDDATX" ->
                longest(
                        width,
                        dayOfMonth + " " + month + " " + year,
                        dayOfMonth + " " + shortMonth + " " + year,
                        dayOfMonth + " " + shortMonth + " " + shortYear,
                        month,
                        shortMonth);
            case "WEEKDATE" ->
                longest(
                        width,
                        weekday + ", " + month + " " + dayOfMonth + ", " + year,
                        weekday + ", " + shortMonth + " " + dayOfMonth + ", " + year,
                        shortWeekday + ", " + shortMonth + " " + dayOfMonth + ", " + year,
                        shortWeekday + ", " + shortMonth + " " + dayOfMonth + ", " + shortYear,
                        weekday,
                        shortWeekday);
            case "NLDATE" ->
                longest(
                        width,
                        month + " " + DateFormats.two(dayOfMonth) + ", " + year,
                        shortMonth + " " + DateFormats.two(dayOfMonth) + ", " + year,
                        DateFormats.two(date.getMonthValue()) + "/" + DateFormats.two(dayOfMonth) + "/" + shortYear);
            default ->
                longest(
                        width,
                        weekday + ", " + dayOfMonth + " " + month + " " + year,
                        weekday + ", " + dayOfMonth + " " + shortMonth + " " + year,
                        shortWeekday + ", " + dayOfMonth + " " + shortMonth + " " + year,
                        shortWeekday + ", " + dayOfMonth + " " + shortMonth + " " + shortYear,
                        weekday,
                        shortWeekday);
        };
    }

    private static String longest(int width, String... texts) {
        for (String text : texts) {
            if (text.length() <= width) {
                return NumberText.right(text, width);
            }
        }
        return NumberText.asterisks(width);
    }

    private static String cut(String text, int width) {
        return text.length() > width ? text.substring(0, width) : text;
    }
}
