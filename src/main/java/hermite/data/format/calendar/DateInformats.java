package hermite.data.format.calendar;

import hermite.data.Missing;
import hermite.data.format.NumberReader;

/** Informats of dates: DATE, MMDDYY, DDMMYY, YYMMDD, YYMMN, MONYY, JULIAN, YYQ, E8601DA, B8601DA, ANYDTDTE. */
public final class DateInformats {
    private final int yearCutoff;

    /** @param yearCutoff first year of the hundred that two-digit years fall into */
    public DateInformats(int yearCutoff) {
        this.yearCutoff = yearCutoff;
    }

    public int defaultWidth(String name) {
        return switch (name) {
            case "DATE" -> 7;
            case "MMDDYY", "DDMMYY", "YYMMDD" -> 6;
            case "MONYY", "JULIAN" -> 5;
            case "YYMMN", "YYQ" -> 6;
            case "ANYDTDTE" -> 9;
            case "E8601DA", "IS8601DA" -> 10;
            case "B8601DA" -> 8;
            default -> 0;
        };
    }

    /** The day number, a missing value, or {@link NumberReader#INVALID}. */
    public double read(String name, String field) {
        String text = field.strip();
        double missing = missing(text);
        if (!NumberReader.isInvalid(missing)) {
            return missing;
        }
        DateWords words = DateWords.of(text);
        if (words.size() == 0) {
            return NumberReader.INVALID;
        }
        return switch (name) {
            case "DATE" -> dayMonthNameYear(words);
            case "MMDDYY" -> figures(words, "MDY");
            case "DDMMYY" -> figures(words, "DMY");
            case "YYMMDD", "E8601DA", "B8601DA", "IS8601DA" -> figures(words, "YMD");
            case "MONYY" -> monthNameYear(words);
            case "YYMMN" -> yearMonth(words);
            case "JULIAN" -> julian(words);
            case "YYQ" -> yearQuarter(words);
            default -> any(words);
        };
    }

    /** Missing for a blank field, {@code .} and special codes; INVALID for anything else. */
    static double missing(String text) {
        if (text.isEmpty()) {
            return Missing.DOT;
        }
        return text.charAt(0) == '.' && text.length() <= 2 && (text.length() == 1 || !DateWords.isDigit(text.charAt(1)))
                ? NumberReader.read(text)
                : NumberReader.INVALID;
    }

    int fullYear(String digits) {
        int year = Integer.parseInt(digits);
        if (digits.length() > 2) {
            return year;
        }
        int full = yearCutoff - yearCutoff % 100 + year;
        return full < yearCutoff ? full + 100 : full;
    }

    private double dayMonthNameYear(DateWords words) {
        return words.size() == 3
                        && words.isNumber(0)
                        && words.isNumber(2)
                        && words.word(2).length() <= 5
                ? DateWords.day(fullYear(words.word(2)), DateNames.month(words.word(1)), words.number(0))
                : NumberReader.INVALID;
    }

    private double monthNameYear(DateWords words) {
        return words.size() == 2 && words.isNumber(1) && words.word(1).length() <= 5
                ? DateWords.day(fullYear(words.word(1)), DateNames.month(words.word(0)), 1)
                : NumberReader.INVALID;
    }

    /** Three numbers, or six or eight digits in a row. */
    private double figures(DateWords words, String order) {
        if (!words.allNumbers()) {
            return NumberReader.INVALID;
        }
        String[] parts =
                words.size() == 1 ? cut(words.word(0), order) : words.words().toArray(String[]::new);
        if (parts.length != 3 || parts[order.indexOf('Y')].length() > 5) {
            return NumberReader.INVALID;
        }
        int month = partNumber(parts[order.indexOf('M')]);
        int day = partNumber(parts[order.indexOf('D')]);
        return DateWords.day(fullYear(parts[order.indexOf('Y')]), month, day);
    }

    private static int partNumber(String digits) {
        return digits.length() <= 2 ? Integer.parseInt(digits) : -1;
    }

    private static String[] cut(String digits, String order) {
        if (digits.length() != 6 && digits.length() != 8) {
            return new String[0];
        }
        int yearLength = digits.length() - 4;
        String[] parts = new String[3];
        int at = 0;
        for (int i = 0; i < 3; i++) {
            int length = order.charAt(i) == 'Y' ? yearLength : 2;
            parts[i] = digits.substring(at, at + length);
            at += length;
        }
        return parts;
    }

    private double yearMonth(DateWords words) {
        if (words.size() == 2 && words.allNumbers() && words.word(0).length() <= 4) {
            return DateWords.day(fullYear(words.word(0)), words.number(1), 1);
        }
        String digits = words.word(0);
        if (words.size() != 1 || !words.isNumber(0) || digits.length() != 6 && digits.length() != 4) {
            return NumberReader.INVALID;
        }
        int split = digits.length() - 2;
        return DateWords.day(fullYear(digits.substring(0, split)), Integer.parseInt(digits.substring(split)), 1);
    }

    private double julian(DateWords words) {
        String digits = String.join("", words.words());
        if (!words.allNumbers() || digits.length() != 5 && digits.length() != 7) {
            return NumberReader.INVALID;
        }
        int split = digits.length() - 3;
        int dayOfYear = Integer.parseInt(digits.substring(split));
        int year = fullYear(digits.substring(0, split));
        double first = DateWords.day(year, 1, 1);
        boolean leap = java.time.Year.isLeap(year);
        return dayOfYear < 1 || dayOfYear > (leap ? 366 : 365) ? NumberReader.INVALID : first + dayOfYear - 1;
    }

    private double yearQuarter(DateWords words) {
        if (words.size() != 3
                || !words.isNumber(0)
                || !words.word(1).equals("Q")
                || words.word(0).length() > 4) {
            return NumberReader.INVALID;
        }
        int quarter = words.number(2);
        return quarter < 1 || quarter > 4
                ? NumberReader.INVALID
                : DateWords.day(fullYear(words.word(0)), 3 * quarter - 2, 1);
    }

    /** ANYDTDTE: the first reading that gives a day; figures are taken month, day, year unless the year comes first. */
    double any(DateWords words) {
        if (words.size() >= 6 || words.size() >= 4 && words.isNumber(0) && words.isNumber(2) && !words.isNumber(1)) {
            return any(new DateWords(words.words().subList(0, 3)));
        }
        if (!words.allNumbers()) {
            return anyWithLetters(words);
        }
        if (words.size() == 1) {
            int length = words.word(0).length();
            if (length == 5 || length == 7) {
                return julian(words);
            }
            double yearFirst = length == 8 ? figures(words, "YMD") : NumberReader.INVALID;
            return NumberReader.isInvalid(yearFirst) ? figures(words, "MDY") : yearFirst;
        }
        if (words.word(0).length() > 2) {
            return words.size() == 2 ? yearMonth(words) : figures(words, "YMD");
        }
        double monthFirst = figures(words, "MDY");
        return NumberReader.isInvalid(monthFirst) ? figures(words, "DMY") : monthFirst;
    }

    private double anyWithLetters(DateWords words) {
        double result = dayMonthNameYear(words);
        if (NumberReader.isInvalid(result)) {
            result = monthNameYear(words);
        }
        if (NumberReader.isInvalid(result)) {
            result = yearQuarter(words);
        }
        boolean monthDayYear = words.size() == 3 && !words.isNumber(0) && words.isNumber(1) && words.isNumber(2);
        if (NumberReader.isInvalid(result) && monthDayYear && words.word(2).length() <= 4) {
            return DateWords.day(fullYear(words.word(2)), DateNames.month(words.word(0)), words.number(1));
        }
        return result;
    }
}
