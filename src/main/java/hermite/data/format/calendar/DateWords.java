package hermite.data.format.calendar;

import hermite.data.format.NumberReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A date or time field cut into runs of digits and of letters; separators fall away.
 *
 * @param words the runs, in order; letters in upper case
 */
record DateWords(List<String> words) {
    static DateWords of(String field) {
        List<String> words = new ArrayList<>();
        int i = 0;
        while (i < field.length()) {
            char c = field.charAt(i);
            int start = i;
            if (isDigit(c)) {
                while (i < field.length() && isDigit(field.charAt(i))) {
                    i++;
                }
                words.add(field.substring(start, i));
            } else if (Character.isLetter(c)) {
                while (i < field.length() && Character.isLetter(field.charAt(i))) {
                    i++;
                }
                words.add(field.substring(start, i).toUpperCase(java.util.Locale.ROOT));
            } else {
                i++;
            }
        }
        return new DateWords(words);
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    int size() {
        return words.size();
    }

    String word(int i) {
        return words.get(i);
    }

    boolean isNumber(int i) {
        return isDigit(words.get(i).charAt(0));
    }

    boolean allNumbers() {
        for (int i = 0; i < size(); i++) {
            if (!isNumber(i)) {
                return false;
            }
        }
        return true;
    }

    /** A run of digits as a number; -1 for letters and for more digits than any date part has. */
    int number(int i) {
        return isNumber(i) && words.get(i).length() <= 9 ? Integer.parseInt(words.get(i)) : -1;
    }

    /** The day number, or {@link NumberReader#INVALID} when there is no such day. */
    static double day(int year, int month, int dayOfMonth) {
        if (year < 1582 || year > 19_999 || month < 1 || month > 12 || dayOfMonth < 1) {
            return NumberReader.INVALID;
        }
        LocalDate first = LocalDate.of(year, month, 1);
        return dayOfMonth > first.lengthOfMonth() ? NumberReader.INVALID : SasCalendar.day(first) + dayOfMonth - 1;
    }
}
