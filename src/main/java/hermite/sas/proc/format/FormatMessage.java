package hermite.sas.proc.format;

import hermite.sas.log.Message;
import hermite.sas.log.Severity;
import hermite.sas.log.Wording;

/** What PROC FORMAT says in the log. */
enum FormatMessage implements Message {
    FORMAT_OUTPUT(Severity.NOTE, "Format %s has been output."),
    INFORMAT_OUTPUT(Severity.NOTE, "Informat %s has been output."),
    FORMAT_REPLACED(Severity.NOTE, "Format %s is already on the library WORK.FORMATS."),
    INFORMAT_REPLACED(Severity.NOTE, "Informat %s is already on the library WORK.FORMATS."),
    NOT_KEPT(
            Severity.WARNING,
            "Formats are kept for this session only; the catalog of LIBRARY=%s is not supported yet and not written."),
    BAD_NAME(
            Severity.ERROR,
            "%s is not a valid name of a format: 1 to 32 letters, digits and underscores, no digit at the end."),
    WRONG_RANGE(Severity.ERROR, "The range %s of %s is not valid: %s is expected."),
    REVERSED_RANGE(Severity.ERROR, "The range of %s is not valid: its start, %s, is greater than its end, %s."),
    OVERLAP(Severity.ERROR, "These two ranges of %s overlap: %s and %s."),
    WRONG_RESULT(Severity.ERROR, "The value %s is not valid for the informat %s: a number is expected."),
    FIXED_FORMATS(Severity.ERROR, "The formats of this session cannot be changed."),
    CNTLIN_VARIABLE(Severity.ERROR, "Missing %s variable in the data set %s of CNTLIN=.");

    private final Wording wording;

    FormatMessage(Severity severity, String text) {
        wording = new Wording(severity, text);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
