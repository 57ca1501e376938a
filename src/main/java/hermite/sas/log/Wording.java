package hermite.sas.log;

/**
 * What a message says before its arguments are known.
 *
 * @param number SAS's number, for example {@code 22-322}; empty where there is none
 * @param text the text with {@code %s} for each argument, without the severity
 */
public record Wording(Severity severity, String number, String text) {
    public Wording(Severity severity, String text) {
        this(severity, "", text);
    }
}
