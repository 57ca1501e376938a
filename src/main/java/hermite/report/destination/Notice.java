package hermite.report.destination;

/**
 * Something a destination has to tell the user in the log.
 *
 * @param text without the leading word NOTE or WARNING
 */
public record Notice(Severity severity, String text) {
    /** How the log marks it. */
    public enum Severity {
        NOTE,
        WARNING
    }

    public static Notice note(String text) {
        return new Notice(Severity.NOTE, text);
    }

    public static Notice warning(String text) {
        return new Notice(Severity.WARNING, text);
    }
}
