package hermite.data.format.calendar;

import hermite.data.format.NumberText;
import hermite.data.format.NumeralFormats;
import hermite.data.format.NumericFamily;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** Dates in figures and short month names: DATE, MMDDYY and its kin, MONYY, YEAR … WEEK, JULIAN, YYQ; DT… for datetimes. */
public final class DateFormats implements NumericFamily {
    @Override
    public int defaultWidth(String name) {
        return switch (name) {
            case "DATE", "DTDATE", "YYMON" -> 7;
            case "MONYY", "DTMONYY", "JULIAN" -> 5;
            case "YEAR", "DTYEAR", "DTYYQC" -> 4;
            case "MONTH", "DAY" -> 2;
            case "QTR", "WEEKDAY" -> 1;
            case "QTRR", "JULDAY" -> 3;
            case "WEEKU", "WEEKV", "WEEKW" -> 11;
            case "YYQN" -> 5;
            case "YYQ", "YYQC", "YYQD", "YYQP", "YYQS", "YYQZ" -> 6;
            case "YYQR", "YYQRC", "YYQRD", "YYQRP", "YYQRS" -> 8;
            case "YYQRN" -> 7;
            default -> defaultWidthOfSeparated(name);
        };
    }

    private static int defaultWidthOfSeparated(String name) {
        if (separated(name, "MMDDYY") || separated(name, "DDMMYY") || separated(name, "YYMMDD")) {
            return 8;
        }
        if (name.equals("MMYYN") || name.equals("YYMMN")) {
            return 6;
        }
        return (separated(name, "MMYY") || separated(name, "YYMM")) && !name.endsWith("B") ? 7 : 0;
    }

    private static boolean separated(String name, String stem) {
        return name.startsWith(stem)
                && (name.length() == stem.length()
                        || name.length() == stem.length() + 1 && "BCDNPS".indexOf(name.charAt(stem.length())) >= 0);
    }

    @Override
    public String write(String name, double value, int width, int decimals) {
        boolean ofDatetime = name.startsWith("DT");
        double day = ofDatetime ? SasCalendar.dayOf(value) : value;
        if (!SasCalendar.isDay(day)) {
            return NumberText.asterisks(width);
        }
        String text = text(ofDatetime ? name.substring(2) : name, SasCalendar.date(day), width);
        return text.length() <= width ? NumberText.right(text, width) : NumberText.asterisks(width);
    }

    private static String text(String name, LocalDate date, int width) {
        return switch (name) {
            case "DATE" -> date(date, width);
            case "MONYY" -> month(date) + (width >= 7 ? year4(date) : year2(date));
            case "YYMON" -> (width >= 7 ? year4(date) : year2(date)) + month(date);
            case "YEAR" -> width >= 4 ? year4(date) : year2(date);
            case "MONTH" ->
                width == 1
                        ? Integer.toHexString(date.getMonthValue()).toUpperCase(Locale.ROOT)
                        : Integer.toString(date.getMonthValue());
            case "DAY" -> Integer.toString(date.getDayOfMonth());
            case "QTR" -> Integer.toString(SasCalendar.quarter(date));
            case "QTRR" -> NumeralFormats.roman(SasCalendar.quarter(date));
            case "WEEKDAY" -> Integer.toString(SasCalendar.weekday(date));
            case "JULIAN" -> (width >= 7 ? year4(date) : year2(date)) + three(date.getDayOfYear());
            case "JULDAY" -> Integer.toString(date.getDayOfYear());
            default -> compound(name, date, width);
        };
    }

    private static String compound(String name, LocalDate date, int width) {
        if (name.startsWith("YYQ")) {
            return yearAndQuarter(name.substring(3), date, width);
        }
        if (name.startsWith("WEEK")) {
            return week(name.charAt(4), date, width);
        }
        String stem = name.startsWith("MMDDYY") || name.startsWith("DDMMYY") || name.startsWith("YYMMDD")
                ? name.substring(0, 6)
                : name.substring(0, 4);
        String variant = name.substring(stem.length());
        return stem.length() == 6 ? threeParts(stem, variant, date, width) : twoParts(stem, variant, date, width);
    }

    private static String date(LocalDate date, int width) {
        String dayAndMonth = two(date.getDayOfMonth()) + month(date);
        if (width < 7) {
            return dayAndMonth;
        }
        if (width >= 11) {
            return two(date.getDayOfMonth()) + "-" + month(date) + "-" + year4(date);
        }
        return dayAndMonth + (width >= 9 ? year4(date) : year2(date));
    }

    /** The parts that fit, in the order of the stem; the year has four digits where there is room. */
    private static String threeParts(String stem, String variant, LocalDate date, int width) {
        String mark = separator(variant, stem.equals("YYMMDD") ? "-" : "/");
        int marks = 2 * mark.length();
        String day = two(date.getDayOfMonth());
        String month = two(date.getMonthValue());
        String year = width >= 8 + marks ? year4(date) : year2(date);
        String first = stem.equals("MMDDYY") ? month : stem.equals("DDMMYY") ? day : year;
        String second = stem.equals("DDMMYY") ? month : stem.equals("MMDDYY") ? day : month;
        String third = stem.equals("YYMMDD") ? day : year;
        if (width >= 6 + marks) {
            return first + mark + second + mark + third;
        }
        if (width >= 6) {
            return first + second + third;
        }
        if (width >= 4) {
            return first + (width >= 5 ? mark : "") + second;
        }
        return first;
    }

    private static String twoParts(String stem, String variant, LocalDate date, int width) {
        String mark = separator(variant, "M");
        String year = width >= 6 + mark.length() ? year4(date) : year2(date);
        String month = two(date.getMonthValue());
        return stem.equals("MMYY") ? month + mark + year : year + mark + month;
    }

    private static String yearAndQuarter(String variant, LocalDate date, int width) {
        boolean roman = variant.startsWith("R");
        String letters = roman ? variant.substring(1) : variant;
        if (letters.equals("Z")) {
            return (width >= 6 ? year4(date) : year2(date)) + two(SasCalendar.quarter(date));
        }
        String mark = separator(letters, "Q");
        String quarter =
                roman ? NumeralFormats.roman(SasCalendar.quarter(date)) : Integer.toString(SasCalendar.quarter(date));
        int roomForQuarter = roman ? 3 : 1;
        return (width >= 4 + mark.length() + roomForQuarter ? year4(date) : year2(date)) + mark + quarter;
    }

    /** U counts weeks from the first Sunday, W from the first Monday, V are ISO 8601 weeks. */
    private static String week(char kind, LocalDate date, int width) {
        int year = date.getYear();
        int week;
        int day = date.getDayOfWeek().getValue();
        switch (kind) {
            case 'U' -> {
                week = (date.getDayOfYear() + 6 - (SasCalendar.weekday(date) - 1)) / 7;
                day = SasCalendar.weekday(date);
            }
            case 'W' -> week = (date.getDayOfYear() + 7 - day) / 7;
            default -> {
                week = date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
                year = date.get(IsoFields.WEEK_BASED_YEAR);
            }
        }
        String weekText = "W" + two(week);
        if (width < 5) {
            return weekText;
        }
        if (width < 7) {
            return two(year % 100) + weekText;
        }
        if (width < 9) {
            return two(year % 100) + weekText + two(day);
        }
        return width < 11 ? year + weekText + two(day) : year + "-" + weekText + "-" + two(day);
    }

    private static String separator(String variant, String ordinary) {
        return switch (variant) {
            case "B" -> " ";
            case "C" -> ":";
            case "D" -> "-";
            case "N" -> "";
            case "P" -> ".";
            case "S" -> "/";
            default -> ordinary;
        };
    }

    static String month(LocalDate date) {
        return DateNames.month(date).substring(0, 3).toUpperCase(Locale.ROOT);
    }

    static String year4(LocalDate date) {
        return Integer.toString(date.getYear());
    }

    static String year2(LocalDate date) {
        return two(date.getYear() % 100);
    }

    static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    private static String three(int number) {
        return Integer.toString(1000 + number).substring(1);
    }
}
