package hermite.sas.syntax.ast;

import hermite.sas.source.Place;
import java.util.List;
import java.util.Optional;

/**
 * A DATA step.
 *
 * @param outputs data sets in the DATA statement; a lone {@code _NULL_} means none; empty means {@code _DATA_}
 * @param statements in order
 * @param lines in-line data after DATALINES, with the log line of the first
 */
public record DataStep(
        List<DataSetReference> outputs, List<DataStatement> statements, Optional<InlineData> lines, Place place) {
    /** In-line data. */
    public record InlineData(List<String> lines, int firstLogLine) {}
}
