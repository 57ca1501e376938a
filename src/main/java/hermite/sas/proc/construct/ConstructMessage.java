package hermite.sas.proc.construct;

import hermite.sas.log.Message;
import hermite.sas.log.Severity;
import hermite.sas.log.Wording;

/** Messages of the EFFECT statement. */
public enum ConstructMessage implements Message {
    NAME_OF_VARIABLE(
            Severity.ERROR, "The name %s of the EFFECT statement is the name of a variable of the input data set."),
    NAME_TWICE(Severity.ERROR, "The name %s is given by two EFFECT statements."),
    CLASS_VARIABLE(Severity.ERROR, "Variable %s of the EFFECT statement is a CLASS variable; %s effects take others."),
    BAD_VALUES(Severity.ERROR, "The option %s of the EFFECT statement requires %s."),
    NOT_TOGETHER(Severity.ERROR, "The options %s and %s of the EFFECT statement cannot be used together."),
    UNSUITABLE(Severity.ERROR, "The effect %s cannot be made: %s."),
    OUTSIDE(
            Severity.ERROR,
            "%s observations have values of the variables of effect %s that lie outside its boundary knots.");

    private final Wording wording;

    ConstructMessage(Severity severity, String text) {
        wording = new Wording(severity, text);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
