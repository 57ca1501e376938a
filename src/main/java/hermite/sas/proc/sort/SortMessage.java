package hermite.sas.proc.sort;

import hermite.sas.log.Message;
import hermite.sas.log.Severity;
import hermite.sas.log.Wording;

/** What PROC SORT says in the log. */
enum SortMessage implements Message {
    ALREADY_SORTED("Input data set is already sorted, no sorting done."),
    ALREADY_SORTED_COPIED("Input data set is already sorted; it has been copied to the output data set."),
    DUPLICATE_KEYS("%d observations with duplicate key values were deleted."),
    DUPLICATE_RECORDS("%d duplicate observations were deleted."),
    UNIQUE_KEYS("%d observations with unique key values were deleted.");

    private final Wording wording;

    SortMessage(String text) {
        wording = new Wording(Severity.NOTE, text);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
