package hermite.r.lib.dates;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** Times by C's conversion letters, written and read, in the English words of the C locale. */
final class TimeFormat {
    private TimeFormat() {}

    static String write(ZonedDateTime time, String format) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                out.append(c);
                continue;
            }
            char letter = format.charAt(++i);
            if (letter == 'O' && i + 1 < format.length() && format.charAt(i + 1) == 'S') {
                i++;
                int digits = i + 1 < format.length() && Character.isDigit(format.charAt(i + 1))
                        ? format.charAt(++i) - '0'
                        : 0;
                out.append(two(time.getSecond()));
                if (digits > 0) {
                    out.append('.').append(String.format("%09d", time.getNano()), 0, digits);
                }
                continue;
            }
            piece(out, time, letter);
        }
        return out.toString();
    }

    private static void piece(StringBuilder out, ZonedDateTime t, char letter) {
        switch (letter) {
            case 'Y' -> out.append(t.getYear());
            case 'y' -> out.append(two(Math.floorMod(t.getYear(), 100)));
            case 'C' -> out.append(two(Math.floorDiv(t.getYear(), 100)));
            case 'm' -> out.append(two(t.getMonthValue()));
            case 'd' -> out.append(two(t.getDayOfMonth()));
            case 'e' -> out.append(t.getDayOfMonth() < 10 ? " " : "").append(t.getDayOfMonth());
            case 'H' -> out.append(two(t.getHour()));
            case 'I' -> out.append(two((t.getHour() + 11) % 12 + 1));
            case 'M' -> out.append(two(t.getMinute()));
            case 'S' -> out.append(two(t.getSecond()));
            case 'p' -> out.append(t.getHour() < 12 ? "AM" : "PM");
            case 'b', 'h' -> out.append(t.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH), 0, 3);
            case 'B' -> out.append(t.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
            case 'a' -> out.append(t.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH));
            case 'A' -> out.append(t.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
            case 'j' -> out.append(String.format("%03d", t.getDayOfYear()));
            case 'u' -> out.append(t.getDayOfWeek().getValue());
            case 'w' -> out.append(t.getDayOfWeek().getValue() % 7);
            case 'U' -> out.append(two((t.getDayOfYear() + 6 - t.getDayOfWeek().getValue() % 7) / 7));
            case 'W' -> out.append(two((t.getDayOfYear() + 6 - (t.getDayOfWeek().getValue() + 6) % 7) / 7));
            case 'V' -> out.append(two(t.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)));
            case 'G' -> out.append(t.get(IsoFields.WEEK_BASED_YEAR));
            case 'F' -> out.append(write(t, "%Y-%m-%d"));
            case 'T', 'X' -> out.append(write(t, "%H:%M:%S"));
            case 'R' -> out.append(write(t, "%H:%M"));
            case 'D', 'x' -> out.append(write(t, "%m/%d/%y"));
            case 'c' -> out.append(write(t, "%a %b %e %H:%M:%S %Y"));
            case 'Z' -> out.append(zone(t));
            case 'z' ->
                out.append(
                        t.getOffset().getId().equals("Z")
                                ? "+0000"
                                : t.getOffset().getId().replace(":", ""));
            case 's' -> out.append(t.toEpochSecond());
            case 'n' -> out.append('\n');
            case 't' -> out.append('\t');
            case '%' -> out.append('%');
            default -> out.append('%').append(letter);
        }
    }

    static String zone(ZonedDateTime t) {
        String name = t.getZone().getId();
        if (name.equals("Z") || name.equals("UTC")) {
            return "UTC";
        }
        return java.util.TimeZone.getTimeZone(t.getZone())
                .getDisplayName(
                        t.getZone().getRules().isDaylightSavings(t.toInstant()),
                        java.util.TimeZone.SHORT,
                        Locale.ENGLISH);
    }

    private static String two(int value) {
        return value < 10 ? "0" + value : Integer.toString(value);
    }

    /** Seconds since 1970, or NaN when the text does not fit the format; text after the format's end is ignored. */
    static double read(String text, String format, ZoneId zone) {
        return new Reading(text).read(format, zone);
    }

    /** One text being read. */
    private static final class Reading {
        private static final String[] MONTHS = {
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december"
        };

        private final String text;
        private int at;
        private boolean failed;
        private int year = Integer.MIN_VALUE;
        private int month = -1;
        private int day = -1;
        private int dayOfYear = -1;
        private int hour;
        private int minute;
        private double second;
        private int half = -1;

        Reading(String text) {
            this.text = text;
        }

        double read(String format, ZoneId zone) {
            for (int i = 0; i < format.length() && !failed; i++) {
                char c = format.charAt(i);
                if (Character.isWhitespace(c)) {
                    skipSpace();
                } else if (c == '%' && i + 1 < format.length()) {
                    char letter = format.charAt(++i);
                    if (letter == 'O' && i + 1 < format.length() && format.charAt(i + 1) == 'S') {
                        i++;
                        fraction();
                    } else {
                        piece(letter);
                    }
                } else if (at < text.length() && text.charAt(at) == c) {
                    at++;
                } else {
                    failed = true;
                }
            }
            return failed ? Double.NaN : seconds(zone);
        }

        private double seconds(ZoneId zone) {
            try {
                LocalDate date;
                if (dayOfYear > 0 && year != Integer.MIN_VALUE) {
                    date = LocalDate.ofYearDay(year, dayOfYear);
                } else {
                    LocalDate today = LocalDate.now(zone);
                    int y = year == Integer.MIN_VALUE ? today.getYear() : year;
                    if (month < 0 != day < 0) {
                        return Double.NaN;
                    }
                    date = LocalDate.of(
                            y, month < 0 ? today.getMonthValue() : month, day < 0 ? today.getDayOfMonth() : day);
                }
                int h = half < 0 ? hour : hour % 12 + 12 * half;
                LocalTime time = LocalTime.of(h, minute, (int) second);
                return LocalDateTime.of(date, time).atZone(zone).toEpochSecond() + (second - Math.floor(second));
            } catch (DateTimeException outOfRange) {
                return Double.NaN;
            }
        }

        private void skipSpace() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }

        private int number(int places) {
            skipSpace();
            int start = at;
            while (at < text.length() && at - start < places && Character.isDigit(text.charAt(at))) {
                at++;
            }
            if (start == at) {
                failed = true;
                return -1;
            }
            return Integer.parseInt(text.substring(start, at));
        }

        private void fraction() {
            second = number(2);
            if (at < text.length() && text.charAt(at) == '.') {
                int start = at++;
                while (at < text.length() && Character.isDigit(text.charAt(at))) {
                    at++;
                }
                second += at > start + 1 ? Double.parseDouble("0" + text.substring(start, at)) : 0;
            }
        }

        private int word(String[] words) {
            String rest = text.substring(Math.min(at, text.length())).toLowerCase(Locale.ROOT);
            for (int k = 0; k < words.length; k++) {
                if (rest.startsWith(words[k])) {
                    at += words[k].length();
                    return k;
                }
            }
            for (int k = 0; k < words.length; k++) {
                if (rest.startsWith(words[k].substring(0, 3))) {
                    at += 3;
                    return k;
                }
            }
            failed = true;
            return -1;
        }

        private void piece(char letter) {
            switch (letter) {
                case 'Y' -> year = number(4);
                case 'y' -> {
                    int short2 = number(2);
                    year = short2 < 69 ? 2000 + short2 : 1900 + short2;
                }
                case 'm' -> month = number(2);
                case 'd', 'e' -> day = number(2);
                case 'H', 'I' -> hour = number(2);
                case 'M' -> minute = number(2);
                case 'S' -> second = number(2);
                case 'j' -> dayOfYear = number(3);
                case 'b', 'B', 'h' -> month = word(MONTHS) + 1;
                case 'a', 'A' -> {
                    String[] days = new String[7];
                    for (DayOfWeek each : DayOfWeek.values()) {
                        days[each.getValue() - 1] = each.getDisplayName(TextStyle.FULL, Locale.ENGLISH)
                                .toLowerCase(Locale.ROOT);
                    }
                    word(days);
                }
                case 'p' -> {
                    String rest = text.substring(Math.min(at, text.length())).toUpperCase(Locale.ROOT);
                    half = rest.startsWith("AM") ? 0 : rest.startsWith("PM") ? 1 : -1;
                    failed |= half < 0;
                    at += 2;
                }
                case 'F' -> several("%Y-%m-%d");
                case 'T' -> several("%H:%M:%S");
                case 'R' -> several("%H:%M");
                case 'D' -> several("%m/%d/%y");
                default -> failed = true;
            }
        }

        private void several(String format) {
            for (int i = 0; i < format.length() && !failed; i++) {
                if (format.charAt(i) == '%') {
                    piece(format.charAt(++i));
                } else if (at < text.length() && text.charAt(at) == format.charAt(i)) {
                    at++;
                } else {
                    failed = true;
                }
            }
        }
    }

    /** Day of the week from 0 for Sunday. */
    static int weekday(ZonedDateTime t) {
        return t.get(ChronoField.DAY_OF_WEEK) % 7;
    }
}
