package hermite.sas.session;

import static hermite.sas.log.Severity.ERROR;
import static hermite.sas.log.Severity.NOTE;
import static hermite.sas.log.Severity.WARNING;

import hermite.sas.log.Message;
import hermite.sas.log.Severity;

/** The session's messages: steps, data sets, libraries, options, output routing. */
enum SessionMessage implements Message {
    STARTED(NOTE, "Hermite %s on Java %s, %s."),
    ENDED(NOTE, "Hermite used (Total process time):%s"),
    STEP_TIME(NOTE, "%s used (Total process time):%s"),
    PAGES_PRINTED(NOTE, "The PROCEDURE %s printed %s."),

    OBSERVATIONS_READ(NOTE, "There were %s observations read from the data set %s.%s"),
    NO_OBSERVATIONS(NOTE, "No observations in data set %s."),
    DATA_SET_WRITTEN(NOTE, "The data set %s has %s observations and %s variables."),
    NOT_REPLACED_STOPPED(WARNING, "Data set %s was not replaced because this step was stopped."),
    NOT_REPLACED_CHECKING(WARNING, "Data set %s was not replaced because new file is incomplete."),
    MAY_BE_INCOMPLETE(
            WARNING,
            "The data set %s may be incomplete.  When this step was stopped there were %s observations and %s"
                    + " variables."),
    STOPPED(NOTE, "The SAS System stopped processing this step because of errors."),
    CHECKING(
            NOTE,
            "SAS set option OBS=0 and will continue to check statements. This might cause NOTE: No observations in"
                    + " data set."),
    FILE_NOT_FOUND(ERROR, "File %s does not exist.%s"),
    PHYSICAL_FILE_NOT_FOUND(ERROR, "Physical file does not exist, %s."),
    CANNOT_READ(ERROR, "File %s cannot be read: %s"),
    CANNOT_WRITE(ERROR, "File %s cannot be written: %s"),
    READ_ONLY(ERROR, "Write access to member %s is denied: the library %s is read-only."),
    NO_LAST_DATA_SET(ERROR, "There is not a default input data set (_LAST_ is _NULL_)."),
    INVALID_NAME(ERROR, "The name %s is not a valid SAS name."),
    VARIABLE_NOT_FOUND(ERROR, "Variable %s not found.%s"),
    VARIABLE_NOT_REFERENCED(ERROR, "The variable %s in the DROP, KEEP, or RENAME list has never been referenced."),
    NOT_REFERENCED_WARNING(WARNING, "The variable %s in the DROP, KEEP, or RENAME list has never been referenced."),
    RENAME_CLASH(ERROR, "Variable %s cannot be renamed to %s: the data set has a variable of that name."),
    BAD_RANGE(ERROR, "The variable list %s-%s is not valid: the last must not come before the first."),
    NOT_SORTED(
            ERROR,
            "Data set %s is not sorted in %s sequence. The current BY group has %s and the next BY group has %s."),
    FORMAT_TYPE(ERROR, "You are trying to use the %s format %s with the %s variable %s in data set %s."),
    FORMAT_NOT_FOUND(ERROR, "The format %s was not found or could not be loaded."),

    LIBREF_ASSIGNED(
            NOTE,
            "Libref %s was successfully assigned as follows: \n      Engine:        %s \n      Physical Name: %s"),
    LIBREF_CLEARED(NOTE, "Libref %s has been deassigned."),
    LIBREF_LISTED(NOTE, "Libref=   %s\n      Engine=   %s\n      Physical Name= %s"),
    LIBREF_LONG(ERROR, "Libref '%s' exceeds 8 characters."),
    LIBREF_INVALID(ERROR, "Libref %s is not a valid SAS name."),
    LIBREF_NOT_ASSIGNED(ERROR, "Libref %s is not assigned.%s"),
    LIBREF_RESERVED(ERROR, "Libref %s belongs to the session and cannot be changed."),
    LIBRARY_MISSING(NOTE, "Library %s does not exist."),
    LIBRARY_MISSING_USED(ERROR, "Library %s does not exist."),
    LIBRARY_ELSEWHERE(NOTE, "The path %s is not on this machine; the data sets of %s are looked for in %s."),
    LIBRARY_MAPPED(NOTE, "The path %s stands for %s."),
    LIBRARY_UNREADABLE(ERROR, "Library %s cannot be opened: %s"),
    ENGINE_UNKNOWN(ERROR, "The %s engine cannot be found.%s"),
    LIBNAME_OPTION_IGNORED(WARNING, "The LIBNAME option %s is not supported yet and is ignored."),
    FILEREF_CLEARED(NOTE, "Fileref %s has been deassigned."),
    FILEREF_LISTED(NOTE, "Fileref= %s\n      Physical Name= %s"),
    FILEREF_INVALID(ERROR, "Invalid fileref %s: a fileref is a name of at most 8 characters."),
    FILEREF_NOT_ASSIGNED(WARNING, "No logical assign for filename %s."),
    DEVICE_NOT_SUPPORTED(ERROR, "The access method %s is not supported."),

    UNKNOWN_OPTION(WARNING, "13-12", "Unrecognized SAS option name, %s.%s"),
    OPTION_NOT_SUPPORTED(WARNING, "The system option %s is not supported yet and is ignored."),
    OPTION_NEEDS_VALUE(ERROR, "The system option %s needs a value: %1$s=value."),
    OPTION_VALUE_INVALID(ERROR, "%s is not a valid value for the system option %s: expected %s."),

    ODS_UNKNOWN(ERROR, "180-322", "Statement is not valid or it is used out of proper order.%s"),
    ODS_NOT_SUPPORTED(WARNING, "ODS %s is not supported yet and is ignored."),
    ODS_OPTION_NOT_SUPPORTED(WARNING, "The option %s of ODS %s is not supported yet and is ignored."),
    ODS_OPTION_UNKNOWN(ERROR, "The option %s of ODS %s is not known.%s"),
    ODS_OUTPUT_MISSING(
            WARNING,
            "Output '%s' was not created.  Make sure that the output object name, label, or path is spelled"
                    + " correctly.  Also, verify that the appropriate procedure options are used to produce the"
                    + " requested output object.  For example, verify that the NOPRINT option is not used.%s"),
    ODS_NO_DATA_SET(ERROR, "ODS OUTPUT needs a data set: %s=data-set."),
    ODS_FILE_FAILED(ERROR, "The file of ODS %s cannot be written: %s"),
    ODS_NOTE(NOTE, "%s"),
    ODS_WARNING(WARNING, "%s"),
    NO_DESTINATION(WARNING, "No output destinations active."),

    PROCEDURE_NOT_FOUND(ERROR, "Procedure %s not found.%s"),
    OPTION_IGNORED_GLOBAL(WARNING, "The %s statement is not supported and is ignored."),
    SHELL_REFUSED(WARNING, "The %s statement is not run: a program may not start commands of the system."),
    INTERNAL(ERROR, "%s could not go on: %s. This is a defect of Hermite, not of the program.%s"),
    OUT_OF_MEMORY(ERROR, "%s needs more memory than the %s MB this session has."),
    TOO_DEEP(ERROR, "%s is nested too deeply."),
    INTERRUPTED(WARNING, "%s was interrupted. Data sets it would have replaced are unchanged."),
    INCLUDE_NOT_FOUND(WARNING, "Physical file does not exist, %s."),
    PROGRAM_ENDED(NOTE, "The program ends at ENDSAS.");

    private final Severity severity;
    private final String number;
    private final String text;

    SessionMessage(Severity severity, String text) {
        this(severity, "", text);
    }

    SessionMessage(Severity severity, String number, String text) {
        this.severity = severity;
        this.number = number;
        this.text = text;
    }

    @Override
    public Severity severity() {
        return severity;
    }

    @Override
    public String number() {
        return number;
    }

    @Override
    public String text() {
        return text;
    }
}
