package hermite.sas.proc.means;

import hermite.sas.log.Message;
import hermite.sas.log.Severity;
import hermite.sas.log.Wording;

/** What PROC MEANS says in the log. */
enum MeansMessage implements Message {
    EXACT_PERCENTILES(Severity.WARNING, "QMETHOD=P2 is not built; percentiles are found exactly, as with QMETHOD=OS."),
    TOO_MANY_CLASSES(Severity.ERROR, "There are %d CLASS variables, at most %d can be crossed."),
    NOT_A_CLASS(Severity.ERROR, "Variable %s of the TYPES statement is not in the CLASS statement."),
    NOT_IN_VAR(Severity.ERROR, "Variable %s of the OUTPUT statement is not in the VAR statement."),
    NO_OUTPUT(Severity.WARNING, "Neither the PRINT option nor a valid output statement has been given.");

    private final Wording wording;

    MeansMessage(Severity severity, String text) {
        wording = new Wording(severity, text);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
