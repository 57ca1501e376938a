package hermite.sas.proc.plm;

import hermite.sas.log.Message;
import hermite.sas.log.Severity;

/** Messages of PROC PLM. */
enum PlmMessage implements Message {
    NO_SOURCE(Severity.ERROR, "The RESTORE= option is required in the PROC PLM statement."),
    NOT_FOUND(Severity.ERROR, "Item store %s does not exist."),
    DAMAGED(Severity.ERROR, "Item store %s cannot be read: %s."),
    NO_DATA(Severity.ERROR, "The DATA= option is required in the SCORE statement."),
    VARIABLE_MISSING(Severity.ERROR, "Variable %s of the item store is not in data set %s."),
    WRONG_TYPE(Severity.ERROR, "Variable %s has not the type it had when the item store was created."),
    BY_GROUPS(
            Severity.ERROR,
            "The item store %s holds %s BY groups; the SCORE statement does not support BY groups yet."),
    UNKNOWN_LEVELS(
            Severity.NOTE,
            "Some observations have values of classification variables that the item store does not have; their"
                    + " statistics are missing."),
    UNKNOWN_SHOW(Severity.WARNING, "The SHOW statement does not support %s yet."),
    MULTINOMIAL(Severity.ERROR, "The SCORE statement does not support the multinomial model of item store %s yet."),
    RENAMED(Severity.NOTE, "The variable %s is named %s because that name exists in the input data set.");

    private final Severity severity;
    private final String text;

    PlmMessage(Severity severity, String text) {
        this.severity = severity;
        this.text = text;
    }

    @Override
    public Severity severity() {
        return severity;
    }

    @Override
    public String number() {
        return "";
    }

    @Override
    public String text() {
        return text;
    }
}
