package hermite.data.format.calendar;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** English names of months and days. */
public final class DateNames {
    static final String[] MONTHS = {
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December"
    };

    /** Sunday first. */
    static final String[] DAYS = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

    private DateNames() {}

    /** January first. */
    public static List<String> months() {
        return List.of(MONTHS);
    }

    public static String month(LocalDate date) {
        return MONTHS[date.getMonthValue() - 1];
    }

    public static String weekday(LocalDate date) {
        return DAYS[date.getDayOfWeek().getValue() % DAYS.length];
    }

    /** 1–12 for a month name or its first three letters or more, in any case; 0 for anything else. */
    static int month(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        if (key.length() >= 3) {
            for (int i = 0; i < MONTHS.length; i++) {
                if (MONTHS[i].toLowerCase(Locale.ROOT).startsWith(key)) {
                    return i + 1;
                }
            }
        }
        return 0;
    }
}
