package hermite.sas.proc.transpose;

import hermite.sas.log.Message;
import hermite.sas.log.Severity;
import hermite.sas.log.Wording;

/** What PROC TRANSPOSE says in the log. */
enum TransposeMessage implements Message {
    MISSING_IDS(Severity.WARNING, "%d observations omitted due to missing ID values."),
    ID_TWICE(Severity.ERROR, "The ID value \"%s\" occurs twice in the input data set."),
    ID_TWICE_IN_GROUP(Severity.ERROR, "The ID value \"%s\" occurs twice in the same BY group."),
    LAST_OF_ID(Severity.WARNING, "The ID value \"%s\" occurs twice in the input data set."),
    LAST_OF_ID_IN_GROUP(Severity.WARNING, "The ID value \"%s\" occurs twice in the same BY group."),
    WHICH_GROUP(Severity.NOTE, "The above message was for the following BY group: %s"),
    NOT_TRANSPOSED(
            Severity.ERROR,
            "Nothing was transposed because ID values repeat. Add a BY or ID variable that tells the observations"
                    + " apart, or the option LET to keep the last of each.");

    private final Wording wording;

    TransposeMessage(Severity severity, String text) {
        wording = new Wording(severity, text);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
