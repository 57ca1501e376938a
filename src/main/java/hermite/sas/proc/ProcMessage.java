package hermite.sas.proc;

import hermite.sas.log.Message;
import hermite.sas.log.Severity;

/** Messages that several procedures give. */
public enum ProcMessage implements Message {
    VARIABLE_NOT_FOUND(Severity.ERROR, "Variable %s not found."),
    WRONG_TYPE(Severity.ERROR, "Variable %s in list does not match type prescribed for this list."),
    NO_OBSERVATIONS(Severity.NOTE, "No observations in data set %s."),
    NO_VARIABLES(Severity.NOTE, "No variables in data set %s."),
    NO_BY(Severity.ERROR, "No BY statement used or no key variables specified."),
    FILE_DOES_NOT_EXIST(Severity.ERROR, "File %s.DATA does not exist."),
    CANNOT_READ(Severity.ERROR, "%s cannot be read: %s"),
    CANNOT_WRITE(Severity.ERROR, "%s cannot be written: %s"),
    OPTION_REQUIRED(Severity.ERROR, "The %s option is required and was not given."),
    OPTION_OUT_OF_RANGE(Severity.ERROR, "The value %s of the option %s is out of range: %s is expected."),
    VARIABLE_EXISTS(Severity.WARNING, "Variable %s already exists on file %s.");

    private final Severity severity;
    private final String text;

    ProcMessage(Severity severity, String text) {
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
