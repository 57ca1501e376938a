package hermite.sas.proc;

import hermite.sas.log.Message;
import hermite.sas.log.Severity;
import hermite.sas.log.Wording;

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
    EMPTY_CELL(
            Severity.NOTE,
            "No observation has %s, an empty cell of %s: parameters set to 0 for that reason: %s. Merge levels, or"
                    + " leave the effect out of the MODEL statement."),
    TOO_LARGE(
            Severity.NOTE,
            "The squares of %s are too large to compute with: its parameter is set to 0. Divide it by a power of ten in a"
                    + " DATA step."),
    ALL_ZERO(Severity.NOTE, "%s is 0 in all observations: its parameter is set to 0."),
    ALIASED(
            Severity.NOTE,
            "%s is a linear combination of other columns of the model, %s: its parameter is set to 0. Leave one of them"
                    + " out of the MODEL statement."),
    MORE_ALIASES(Severity.NOTE, "%s more parameters are set to 0 because the data do not determine them."),
    NEARLY_CONSTANT(
            Severity.NOTE,
            "%s is %s in all observations, or differs from it too little to be told apart: its parameter is set to 0."
                    + " Leave it out of the MODEL statement, or subtract its mean in a DATA step."),
    WHICH_GROUP(Severity.NOTE, "The above message was for the following BY group: %s"),
    VARIABLE_EXISTS(Severity.WARNING, "Variable %s already exists on file %s.");

    private final Wording wording;

    ProcMessage(Severity severity, String text) {
        wording = new Wording(severity, text);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
