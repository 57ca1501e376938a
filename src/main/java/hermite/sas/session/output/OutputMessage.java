package hermite.sas.session.output;

import static hermite.sas.log.Severity.ERROR;
import static hermite.sas.log.Severity.NOTE;
import static hermite.sas.log.Severity.WARNING;

import hermite.sas.log.Message;
import hermite.sas.log.Severity;
import hermite.sas.log.Wording;

/** Messages about output routing. */
enum OutputMessage implements Message {
    UNKNOWN_KEYWORD(ERROR, "180-322", "Statement is not valid or it is used out of proper order.%s"),
    NOT_SUPPORTED(WARNING, "ODS %s is not supported yet and is ignored."),
    OPTION_NOT_SUPPORTED(WARNING, "The option %s of ODS %s is not supported yet and is ignored."),
    OPTION_UNKNOWN(ERROR, "202-322", "The option or parameter is not recognized and will be ignored.%s"),
    STYLE_NOT_FOUND(WARNING, "Style %s not found; the style %s is used instead."),
    STYLE_MAPPED(NOTE, "The style %s is not built; the style %s is used instead."),
    OUTPUT_MISSING(
            WARNING,
            "Output '%s' was not created.  Make sure that the output object name, label, or path is spelled"
                    + " correctly.  Also, verify that the appropriate procedure options are used to produce the"
                    + " requested output object.  For example, verify that the NOPRINT option is not used.%s"),
    NO_DATA_SET(ERROR, "ODS OUTPUT needs a data set for %s: %1$s=data-set."),
    GRAPH_AS_DATA(WARNING, "Output '%s' is a graph and has no data set."),
    FILE_FAILED(ERROR, "The output of ODS %s cannot be written: %s"),
    NO_DESTINATION(WARNING, "No output destinations active."),
    BAD_SIZE(WARNING, "%s=%s is not a size of a graph, as 8in or 640px, and is ignored."),
    FROM_DESTINATION(NOTE, "%s"),
    WARNING_FROM_DESTINATION(WARNING, "%s");

    private final Wording wording;

    OutputMessage(Severity severity, String text) {
        wording = new Wording(severity, text);
    }

    OutputMessage(Severity severity, String number, String text) {
        wording = new Wording(severity, number, text);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
