package hermite.sas.log;

import java.util.Locale;

/** A message of the log. Every room declares its messages as an enum that implements this. */
public interface Message {
    Wording wording();

    default Severity severity() {
        return wording().severity();
    }

    default String number() {
        return wording().number();
    }

    default String text() {
        return wording().text();
    }

    default String format(Object... arguments) {
        return String.format(Locale.ROOT, text(), arguments);
    }
}
