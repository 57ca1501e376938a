package hermite.sas.source.macro;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Date constants in %SYSEVALF: {@code "01jan2020"d}. */
final class DateLiterals {
    private static final Pattern DATE = Pattern.compile("(['\"])(.*)\\1[dD]");
    private static final DateTimeFormatter DAY_MONTH_YEAR = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("dMMMyyyy")
            .toFormatter(Locale.ENGLISH);

    private DateLiterals() {}

    /** Days since 1960-01-01; empty when the text is no date constant. */
    static OptionalDouble value(String text) {
        Matcher matcher = DATE.matcher(text);
        if (!matcher.matches()) {
            return OptionalDouble.empty();
        }
        try {
            LocalDate date = LocalDate.parse(matcher.group(2).strip(), DAY_MONTH_YEAR);
            return OptionalDouble.of(
                    date.toEpochDay() - LocalDate.of(1960, 1, 1).toEpochDay());
        } catch (DateTimeParseException notADate) {
            return OptionalDouble.empty();
        }
    }
}
