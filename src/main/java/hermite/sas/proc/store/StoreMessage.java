package hermite.sas.proc.store;

import hermite.sas.log.Message;
import hermite.sas.log.Severity;

/** Messages of the statements that work on a stored fit. */
enum StoreMessage implements Message {
    NEEDS_GLM_CODING(
            Severity.ERROR, "The %s statement requires PARAM=GLM for all classification variables of the model."),
    NOT_IN_MODEL(Severity.ERROR, "The effect %s is not in the model."),
    ONLY_CLASSES(Severity.ERROR, "Only classification variables may be used in the effect %s of the %s statement."),
    NO_MEANS(Severity.ERROR, "The item store does not hold the mean of the continuous variable %s."),
    NOT_ESTIMABLE(Severity.NOTE, "Some least-squares means of %s are not estimable."),
    ADJUSTMENT(Severity.WARNING, "ADJUST=%s is not supported yet; the p-values are not adjusted."),
    UNKNOWN_CONTROL(Severity.ERROR, "The control level of the effect %s does not occur.");

    private final Severity severity;
    private final String text;

    StoreMessage(Severity severity, String text) {
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
