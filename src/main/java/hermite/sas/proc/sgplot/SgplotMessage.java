package hermite.sas.proc.sgplot;

import hermite.sas.log.Message;
import hermite.sas.log.Severity;
import hermite.sas.log.Wording;

/** Messages of PROC SGPLOT. */
enum SgplotMessage implements Message {
    NO_PLOT(Severity.ERROR, "The SGPLOT procedure needs a statement that plots something, such as SERIES or SCATTER."),
    BAD_COLOR(Severity.WARNING, "The color %s is not known: the style's color is used. Write a name or CXrrggbb."),
    BAD_PATTERN(Severity.WARNING, "The line pattern %s is not known: the style's pattern is used."),
    BAD_SYMBOL(Severity.WARNING, "The marker symbol %s is not known: the style's symbol is used."),
    BAD_SIZE(Severity.WARNING, "%s is not a size: a number is expected, with PX, PT, IN, CM, MM or PCT as unit."),
    BAD_VALUES(Severity.WARNING, "The values of the %s axis are not a list of numbers and are not used."),
    NO_POINTS(Severity.NOTE, "The %s statement has no rows with values in all its variables: it draws nothing."),
    TOO_FEW_POINTS(Severity.WARNING, "The REG statement has too few different values of %s for a line of degree %s."),
    LOG_AXIS(
            Severity.NOTE,
            "The %s axis cannot be logarithmic: its data hold zero or negative values. It is drawn linear."),
    LIMITS_NEED_MEAN(Severity.WARNING, "The %s statement draws limits only with STAT=MEAN; none are drawn.");

    private final Wording wording;

    SgplotMessage(Severity severity, String text) {
        wording = new Wording(severity, text);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
