package hermite.sas.proc.sort;

import hermite.sas.log.Message;
import hermite.sas.log.Severity;

/** What PROC SORT says in the log. */
enum SortMessage implements Message {
    ALREADY_SORTED("Input data set is already sorted, no sorting done."),
    ALREADY_SORTED_COPIED("Input data set is already sorted; it has been copied to the output data set."),
    DUPLICATE_KEYS("%d observations with duplicate key values were deleted."),
    DUPLICATE_RECORDS("%d duplicate observations were deleted."),
    UNIQUE_KEYS("%d observations with unique key values were deleted.");

    private final String text;

    SortMessage(String text) {
        this.text = text;
    }

    @Override
    public Severity severity() {
        return Severity.NOTE;
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
