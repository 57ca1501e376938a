package hermite.sas.session.step;

import static hermite.sas.log.Severity.ERROR;
import static hermite.sas.log.Severity.NOTE;
import static hermite.sas.log.Severity.WARNING;

import hermite.sas.log.Message;
import hermite.sas.log.Severity;
import hermite.sas.log.Wording;

/** Messages about running steps and their data sets. */
enum StepMessage implements Message {
    USED(NOTE, "%s used (Total process time):%s"),
    PRINTED_PAGE(NOTE, "The PROCEDURE %s printed page %s."),
    PRINTED_PAGES(NOTE, "The PROCEDURE %s printed pages %s-%s."),
    OBSERVATIONS_READ(NOTE, "There were %s observations read from the data set %s.%s"),
    NO_OBSERVATIONS(NOTE, "No observations in data set %s."),
    DATA_SET_WRITTEN(NOTE, "The data set %s has %s observations and %s variables."),
    NOT_REPLACED_STOPPED(WARNING, "Data set %s was not replaced because this step was stopped."),
    NOT_REPLACED_CHECKING(WARNING, "Data set %s was not replaced because new file is incomplete."),
    STOPPED(NOTE, "The SAS System stopped processing this step because of errors."),
    CHECKING(
            NOTE,
            "SAS set option OBS=0 and will continue to check statements. This might cause NOTE: No observations in"
                    + " data set."),
    NOT_REFERENCED(ERROR, "The variable %s in the DROP, KEEP, or RENAME list has never been referenced.%s"),
    RENAME_CLASH(ERROR, "Variable %s cannot be renamed to %s: the data set has a variable of that name."),
    VARIABLE_NOT_FOUND(ERROR, "Variable %s not found.%s"),
    WRONG_ORDER(ERROR, "The variable list %s is not valid: its first variable must come before its last."),
    NOT_IN_PROCEDURES(ERROR, "%s cannot be used here: arrays exist in DATA steps only."),
    NOT_SORTED(
            ERROR,
            "Data set %s is not sorted in %s sequence. The current BY group has %s and the next BY group has %s."),
    FORMAT_TYPE(ERROR, "You are trying to use the %s format %s with the %s variable %s in data set %s."),
    FORMAT_NOT_FOUND(ERROR, "The format %s was not found or could not be loaded."),
    PROGRAM_CHANGES(
            NOTE,
            "Programming statements change %s of %s for this step; data sets that it writes hold the changed values."),
    PROGRAM_FAILED(ERROR, "The programming statements of the step could not be run."),
    INVALID_REFERENCE(ERROR, "Invalid reference value for %s."),
    FILE_FAILED(ERROR, "A file could not be read or written: %s."),
    PROCEDURE_NOT_FOUND(ERROR, "Procedure %s not found."),
    INTERNAL(ERROR, "%s could not go on because of a defect in Hermite: %s.%s"),
    OUT_OF_MEMORY(ERROR, "%s needs more memory than the %s MB that are set for this session."),
    TOO_DEEP(ERROR, "%s is nested too deeply: the stack of this session is full."),
    INTERRUPTED(WARNING, "%s was interrupted. Data sets it would have replaced are unchanged.");

    private final Wording wording;

    StepMessage(Severity severity, String text) {
        wording = new Wording(severity, text);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
