package hermite.sas.log;

/** How grave a message is; decides its prefix and the exit status. */
public enum Severity {
    NOTE,
    WARNING,
    ERROR
}
