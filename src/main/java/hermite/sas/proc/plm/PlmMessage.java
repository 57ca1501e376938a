package hermite.sas.proc.plm;

import hermite.sas.log.Message;
import hermite.sas.log.Severity;
import hermite.sas.log.Wording;

/** Messages of PROC PLM. */
enum PlmMessage implements Message {
    NO_SOURCE(Severity.ERROR, "The RESTORE= option is required in the PROC PLM statement."),
    NOT_FOUND(Severity.ERROR, "Item store %s does not exist."),
    DAMAGED(Severity.ERROR, "Item store %s cannot be read: %s."),
    NO_DATA(Severity.ERROR, "The DATA= option is required in the SCORE statement."),
    VARIABLE_MISSING(Severity.ERROR, "Variable %s of the item store is not in data set %s."),
    WRONG_TYPE(Severity.ERROR, "Variable %s has not the type it had when the item store was created."),
    NO_GROUP(Severity.ERROR, "No BY group of item store %s satisfies the WHERE statement."),
    NO_BY(Severity.ERROR, "The WHERE statement needs BY groups, and item store %s has none."),
    OTHER_GROUPS(
            Severity.NOTE,
            "%s observations belong to no BY group of the item store that the statement is about; their statistics are"
                    + " missing."),
    JOINT_CATEGORIES(Severity.WARNING, "CATEGORY=JOINT is not supported yet: the levels of %s are shown separately."),
    NO_CATEGORY(Severity.ERROR, "CATEGORY=%s names no level of %s that has a linear predictor: expecting %s."),
    ONE_FILTER(Severity.ERROR, "There can be only one FILTER statement."),
    NOTHING_PASSES(Severity.NOTE, "No row of table %s passes the FILTER statement."),
    NO_PREDICTION_LIMITS(
            Severity.WARNING,
            "Prediction limits (%s) exist only for independent normal responses with the identity link; they are missing."),
    NOMINAL_MEANS(Severity.NOTE, "Estimates on the scale of the mean are odds of each level of %s against level '%s'."),
    UNKNOWN_LEVELS(
            Severity.NOTE,
            "Some observations have values of classification variables that the item store does not have; their"
                    + " statistics are missing."),
    UNKNOWN_SHOW(Severity.WARNING, "The SHOW statement does not support %s yet."),
    RENAMED(Severity.NOTE, "The variable %s is named %s because that name exists in the input data set.");

    private final Wording wording;

    PlmMessage(Severity severity, String text) {
        wording = new Wording(severity, text);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
