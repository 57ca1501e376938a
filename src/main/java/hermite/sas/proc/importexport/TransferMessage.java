package hermite.sas.proc.importexport;

import hermite.sas.log.Message;
import hermite.sas.log.Severity;
import hermite.sas.log.Wording;

/** What PROC IMPORT and PROC EXPORT say in the log. */
enum TransferMessage implements Message {
    FILE_NOT_FOUND(Severity.ERROR, "Physical file does not exist, %s."),
    FOLDER_NOT_FOUND(Severity.ERROR, "The folder of the file does not exist, %s."),
    DBMS_NOT_SUPPORTED(Severity.ERROR, "DBMS type %s is not supported for %s. Use CSV, TAB or DLM (delimited text)."),
    DBMS_UNKNOWN(Severity.ERROR, "Unable to tell the kind of file from its name, %s. Give DBMS=CSV, TAB or DLM."),
    BAD_STATEMENT(Severity.ERROR, "The value %s of the %s statement is not valid: %s is expected."),
    IMPORT_CANCELLED(
            Severity.NOTE,
            "Import cancelled.  Output dataset %s already exists.  Specify REPLACE option to overwrite it."),
    EXPORT_CANCELLED(
            Severity.NOTE,
            "Export cancelled.  Output file %s already exists.  Specify REPLACE option to overwrite it."),
    INVALID_DATA(Severity.NOTE, "Invalid data for %s in row %d: %s."),
    MORE_INVALID_DATA(Severity.WARNING, "%d more values were not valid for their variables and are missing."),
    RECORDS_READ(Severity.NOTE, "%d records were read from the infile '%s'."),
    DATA_SET_CREATED(Severity.NOTE, "%s data set was successfully created."),
    RECORDS_WRITTEN(Severity.NOTE, "%d records were written to the file '%s'."),
    FILE_CREATED(Severity.NOTE, "\"%s\" file was successfully created.");

    private final Wording wording;

    TransferMessage(Severity severity, String text) {
        wording = new Wording(severity, text);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
