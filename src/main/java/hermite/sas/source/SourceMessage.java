package hermite.sas.source;

import hermite.sas.log.Message;
import hermite.sas.log.Severity;
import hermite.sas.log.Wording;

/** What can be wrong with text before it is a statement. */
public enum SourceMessage implements Message {
    OPEN_QUOTE(Severity.ERROR, "", "The quoted string that begins here with %s is never closed."),
    OPEN_COMMENT(Severity.ERROR, "", "The comment that begins here is never closed."),
    LONG_STRING(
            Severity.WARNING,
            "",
            "The quoted string currently being processed has become more than 262 bytes long.  "
                    + "You might have unbalanced quotation marks."),
    NAME_AFTER_STRING(
            Severity.NOTE,
            "49-169",
            "The meaning of an identifier after a quoted string might change in a future SAS release.  "
                    + "Inserting white space between a quoted string and the succeeding identifier is recommended."),
    OPEN_STATEMENT(Severity.ERROR, "79-322", "Expecting a ;.");

    private final Wording wording;

    SourceMessage(Severity severity, String number, String text) {
        wording = new Wording(severity, number, text);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
