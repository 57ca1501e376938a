package hermite.sas.session;

import static hermite.sas.log.Severity.ERROR;
import static hermite.sas.log.Severity.NOTE;
import static hermite.sas.log.Severity.WARNING;

import hermite.sas.log.Message;
import hermite.sas.log.Severity;
import hermite.sas.log.Wording;

/** Messages of the session itself: its start and end, options, statements that are not run. */
enum SessionMessage implements Message {
    STARTED(NOTE, "Hermite %s, Java %s, %s %s."),
    STARTED_AT(NOTE, "This session started at %s."),
    ENDED(NOTE, "Hermite used (Total process time):%s"),
    AUTOEXEC(NOTE, "AUTOEXEC processing beginning; file is %s."),
    AUTOEXEC_DONE(NOTE, "AUTOEXEC processing completed."),

    UNKNOWN_OPTION(WARNING, "13-12", "Unrecognized SAS option name, %s.%s"),
    OPTION_NOT_SUPPORTED(WARNING, "The system option %s is not supported yet and is ignored."),
    OPTION_NEEDS_VALUE(ERROR, "The system option %s needs a value: %1$s=value."),
    OPTION_VALUE_INVALID(ERROR, "%s is not a valid value for the system option %s: expected %s."),

    STATEMENT_NOT_SUPPORTED(WARNING, "The %s statement is not supported and is ignored."),
    COMMAND_REFUSED(WARNING, "The %s statement is not run: a program may not start commands of the system."),
    PROCEDURE_UNUSABLE(WARNING, "A procedure on the class path cannot be used: %s."),
    INTERNAL(ERROR, "The program could not be read on because of a defect in Hermite: %s.%s"),
    TOO_DEEP(ERROR, "The program is nested too deeply here; what was left of it is not run."),
    OUT_OF_MEMORY(ERROR, "The session has not enough memory to read on; what was left of the program is not run."),
    PROGRAM_ENDED(ERROR, "The program was ended by the option ERRORABEND.");

    private final Wording wording;

    SessionMessage(Severity severity, String text) {
        wording = new Wording(severity, text);
    }

    SessionMessage(Severity severity, String number, String text) {
        wording = new Wording(severity, number, text);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
