package hermite.sas.proc.datasets;

import hermite.sas.log.Message;
import hermite.sas.log.Severity;
import hermite.sas.log.Wording;

/** What the procedures about whole data sets say in the log. */
enum DatasetsMessage implements Message {
    DELETING(Severity.NOTE, "Deleting %s (memtype=DATA)."),
    SAVING(Severity.NOTE, "Saving %s (memtype=DATA)."),
    COPYING(Severity.NOTE, "Copying %s to %s (memtype=DATA)."),
    NOT_FOUND(Severity.NOTE, "The file %s (memtype=DATA) was not found, but appears on a %s statement."),
    FILE_NOT_FOUND(Severity.WARNING, "File %s.DATA does not exist."),
    READ_ONLY(Severity.ERROR, "The library %s can only be read."),
    APPENDING(Severity.NOTE, "Appending %s to %s."),
    ADDED(Severity.NOTE, "%d observations added."),
    BASE_IS_NEW(Severity.NOTE, "BASE data set does not exist. DATA file is being copied to BASE file."),
    NOT_ON_DATA(Severity.WARNING, "Variable %s was not found on DATA file."),
    NOT_ON_BASE(
            Severity.WARNING,
            "Variable %s was not found on BASE file. The variable will not be added to the BASE file."),
    OTHER_TYPE(Severity.WARNING, "Variable %s not appended because of type mismatch."),
    LONGER(Severity.WARNING, "Variable %s has different lengths on BASE and DATA files (BASE %d DATA %d)."),
    NOT_APPENDED(
            Severity.ERROR,
            "No appending done because of anomalies listed above. Use FORCE option to append these files.");

    private final Wording wording;

    DatasetsMessage(Severity severity, String text) {
        wording = new Wording(severity, text);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
