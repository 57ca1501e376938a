package hermite.data.engine;

import hermite.data.Table;
import java.util.List;

/**
 * A data set read from delimited text.
 *
 * @param invalid fields that do not fit their variable's type, which is missing there; at most {@link #MAX_REPORTED}
 * @param invalidCount how many there are in all
 */
public record CsvImport(Table table, List<InvalidField> invalid, int invalidCount) {
    /** As many invalid fields are described. */
    public static final int MAX_REPORTED = 20;

    /**
     * A field that is not valid for its variable.
     *
     * @param row observation, counted from 1
     */
    public record InvalidField(String variable, int row, String text) {}
}
