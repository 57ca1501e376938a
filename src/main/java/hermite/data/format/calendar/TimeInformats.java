package hermite.data.format.calendar;

import hermite.data.format.NumberReader;

/** Informats of times and datetimes: TIME, STIMER, DATETIME, MDYAMPM, E8601DT/DZ/TM, B8601DT/TM, ANYDTDTM, ANYDTTME. */
public final class TimeInformats {
    private static final double DAY = SasCalendar.DAY_SECONDS;
    private final DateInformats dates;

    public TimeInformats(DateInformats dates) {
        this.dates = dates;
    }

    public int defaultWidth(String name) {
        return switch (name) {
            case "TIME" -> 8;
            case "STIMER" -> 10;
            case "DATETIME" -> 18;
            case "MDYAMPM", "ANYDTDTM" -> 19;
            case "ANYDTTME" -> 8;
            case "E8601DT", "IS8601DT", "B8601DT" -> 19;
            case "E8601DZ", "IS8601DZ", "B8601DZ" -> 26;
            case "E8601TM", "IS8601TM", "B8601TM" -> 8;
            default -> 0;
        };
    }

    /** Seconds, a missing value, or {@link NumberReader#INVALID}. */
    public double read(String name, String field) {
        String text = field.strip();
        double missing = DateInformats.missing(text);
        if (!NumberReader.isInvalid(missing)) {
            return missing;
        }
        return switch (name) {
            case "TIME" -> time(text, true);
            case "STIMER" -> time(text, false);
            case "B8601TM" -> basicTime(text);
            case "E8601TM", "IS8601TM" -> text.indexOf(':') < 0 ? basicTime(text) : time(text, true);
            case "DATETIME" -> datetime(text, "DATE");
            case "MDYAMPM" -> datetime(text, "MMDDYY");
            case "ANYDTDTM" -> datetime(text, "ANYDTDTE");
            case "ANYDTTME" -> anyTime(text);
            default -> datetime(text, "E8601DA");
        };
    }

    /** {@code h:m<:s<.f>> <AM|PM>}; a lone number is hours, or seconds for STIMER, where two are minutes and seconds. */
    private static double time(String text, boolean hoursFirst) {
        int letters = 0;
        while (letters < text.length() && !Character.isLetter(text.charAt(letters))) {
            letters++;
        }
        String half = text.substring(letters).strip().replace(".", "").toUpperCase(java.util.Locale.ROOT);
        if (!half.isEmpty() && !half.equals("AM") && !half.equals("PM") && !half.equals("Z")) {
            return NumberReader.INVALID;
        }
        String clock = text.substring(0, letters).strip();
        boolean negative = clock.startsWith("-");
        String[] parts = (negative ? clock.substring(1) : clock).split(":", -1);
        if (parts.length > 3) {
            return NumberReader.INVALID;
        }
        double seconds = 0;
        for (String part : parts) {
            double number = NumberReader.read(part);
            if (Double.isNaN(number) || number < 0) {
                return NumberReader.INVALID;
            }
            seconds = seconds * 60 + number;
        }
        if (hoursFirst) {
            seconds *= parts.length == 1 ? 3600 : parts.length == 2 ? 60 : 1;
            for (int i = 1; i < parts.length; i++) {
                if (NumberReader.read(parts[i]) >= 60) {
                    return NumberReader.INVALID;
                }
            }
        }
        if (half.equals("PM") && seconds < DAY / 2) {
            seconds += DAY / 2;
        } else if (half.equals("AM") && seconds >= DAY / 2 && seconds < DAY / 2 + 3600) {
            seconds -= DAY / 2;
        }
        return negative ? -seconds : seconds;
    }

    private static double basicTime(String text) {
        int end = text.indexOf('.') < 0 ? text.length() : text.indexOf('.');
        for (int i = 0; i < end; i++) {
            if (!DateWords.isDigit(text.charAt(i))) {
                return NumberReader.INVALID;
            }
        }
        if (end != 6 && end != 4) {
            return NumberReader.INVALID;
        }
        return time(
                text.substring(0, 2) + ":" + text.substring(2, 4) + (end == 6 ? ":" + text.substring(4) : ""), true);
    }

    private double datetime(String text, String dateInformat) {
        int split = splitOfDateAndTime(text);
        String datePart = split < 0 ? text : text.substring(0, split);
        double day = dates.read(dateInformat, datePart);
        if (Double.isNaN(day)) {
            return NumberReader.INVALID;
        }
        if (split < 0) {
            return dateInformat.equals("DATE") ? NumberReader.INVALID : day * DAY;
        }
        String timePart = text.substring(split + 1).strip();
        double offset = 0;
        int zone = zoneStart(timePart);
        if (zone >= 0) {
            offset = time(timePart.substring(zone + 1), true) * (timePart.charAt(zone) == '-' ? -1 : 1);
            timePart = timePart.substring(0, zone);
        }
        double seconds =
                timePart.indexOf(':') < 0 && timePart.length() >= 4 ? basicTime(timePart) : time(timePart, true);
        return Double.isNaN(seconds) || Double.isNaN(offset) ? NumberReader.INVALID : day * DAY + seconds - offset;
    }

    private static int zoneStart(String time) {
        int plus = time.indexOf('+');
        return plus >= 0 ? plus : time.indexOf('-', 1);
    }

    /** The blank, colon, T or slash that follows the third part of the date; -1 when there is only a date. */
    private static int splitOfDateAndTime(String text) {
        int parts = 0;
        int i = 0;
        int longest = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (parts > 0
                    && (c == 'T' || c == 't')
                    && i + 1 < text.length()
                    && DateWords.isDigit(text.charAt(i + 1))
                    && DateWords.isDigit(text.charAt(i - 1))) {
                return i;
            }
            boolean digit = DateWords.isDigit(c);
            if (digit || Character.isLetter(c)) {
                int start = i;
                while (i < text.length()
                        && (digit ? DateWords.isDigit(text.charAt(i)) : Character.isLetter(text.charAt(i)))) {
                    i++;
                }
                parts++;
                longest = Math.max(longest, digit ? i - start : 0);
                if (parts == 3 || parts == 1 && longest == 8) {
                    return i < text.length() ? i : -1;
                }
            } else {
                i++;
            }
        }
        return -1;
    }

    private double anyTime(String text) {
        int split = splitOfDateAndTime(text);
        if (split > 0 && text.substring(split + 1).indexOf(':') >= 0) {
            double datetime = datetime(text, "ANYDTDTE");
            return Double.isNaN(datetime) ? time(text, true) : SasCalendar.timeOf(datetime);
        }
        return text.indexOf(':') < 0 && !text.isEmpty() ? NumberReader.INVALID : time(text, true);
    }
}
