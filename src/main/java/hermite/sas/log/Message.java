package hermite.sas.log;

/** A message of the log. Every room declares its messages as an enum that implements this. */
public interface Message {
    Severity severity();

    /** SAS's number, for example {@code 22-322}; empty where there is none. */
    String number();

    /** The text with {@code %s} for each argument, without the severity. */
    String text();

    default String format(Object... arguments) {
        return String.format(java.util.Locale.ROOT, text(), arguments);
    }
}
