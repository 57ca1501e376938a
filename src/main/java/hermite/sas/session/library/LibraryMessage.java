package hermite.sas.session.library;

import static hermite.sas.log.Severity.ERROR;
import static hermite.sas.log.Severity.NOTE;
import static hermite.sas.log.Severity.WARNING;

import hermite.sas.log.Message;
import hermite.sas.log.Severity;
import hermite.sas.log.Wording;

/** Messages about libraries, files and data sets by name. */
public enum LibraryMessage implements Message {
    ASSIGNED(
            NOTE,
            "Libref %s was successfully assigned as follows: \n      Engine:        %s \n      Physical Name: %s"),
    CREATED(NOTE, "Library %s was created."),
    CLEARED(NOTE, "Libref %s has been deassigned."),
    LISTED(NOTE, "Libref=   %s\n      Engine=   %s\n      Physical Name= %s"),
    LONG_LIBREF(ERROR, "Libref '%s' exceeds 8 characters."),
    INVALID_LIBREF(ERROR, "Libref %s is not a valid SAS name."),
    RESERVED_LIBREF(ERROR, "Libref %s belongs to the session and cannot be changed."),
    NOT_ASSIGNED(ERROR, "Libref %s is not assigned.%s"),
    NOTHING_TO_CLEAR(WARNING, "Libref %s is not assigned."),
    DOES_NOT_EXIST(NOTE, "Library %s does not exist."),
    USED_BUT_MISSING(ERROR, "Library %s does not exist."),
    ELSEWHERE(NOTE, "%s is not on this machine. Library %s is looked for in the program's folder: %s."),
    MAPPED(NOTE, "%s stands for %s."),
    CANNOT_OPEN(ERROR, "Library %s cannot be opened: %s."),
    ENGINE_UNKNOWN(ERROR, "The %s engine cannot be found.%s"),
    ENGINE_NOT_SUPPORTED(ERROR, "The %s engine is not supported yet."),
    OPTION_IGNORED(WARNING, "The LIBNAME option %s is not supported yet and is ignored."),
    NO_PATH(ERROR, "Libref %s needs a path in quotes, CLEAR or LIST."),

    FILEREF_CLEARED(NOTE, "Fileref %s has been deassigned."),
    FILEREF_LISTED(NOTE, "Fileref= %s\n      Physical Name= %s"),
    FILEREF_INVALID(ERROR, "Invalid fileref %s: a fileref is a name of at most 8 characters."),
    FILEREF_MISSING(WARNING, "No logical assign for filename %s."),
    DEVICE_NOT_SUPPORTED(ERROR, "The access method %s of the FILENAME statement is not supported yet."),
    DEVICE_REFUSED(ERROR, "The access method %s is refused: a program may not start commands of the system."),
    FILENAME_OPTION(WARNING, "The FILENAME option %s is not supported yet and is ignored."),

    FILE_NOT_FOUND(ERROR, "File %s does not exist.%s"),
    CANNOT_READ(ERROR, "File %s cannot be read: %s."),
    CANNOT_WRITE(ERROR, "File %s cannot be written: %s."),
    READ_ONLY(ERROR, "File %s cannot be written: its library is read-only."),
    NO_LAST(ERROR, "There is not a default input data set (_LAST_ is _NULL_)."),
    NO_PERMANENT_STORE(ERROR, "Item store %s cannot be kept: its library has no directory.");

    private final Wording wording;

    LibraryMessage(Severity severity, String text) {
        wording = new Wording(severity, text);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
