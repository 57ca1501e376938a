package hermite.sas.datastep.record;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The records of one input: in-line data or a text file.
 *
 * @param name as the log shows it
 * @param firstNumber number of the first record in messages: a log line for in-line data, 1 for a file
 * @param inline in-line data, which SAS pads with blanks to 80 columns
 */
public record RecordSource(String name, List<String> records, int firstNumber, boolean inline) {

    /**
     * A file's records.
     *
     * @throws IOException when it cannot be read
     */
    public static RecordSource file(String name, Path path, TextFileFormat format) throws IOException {
        return new RecordSource(name, format.records(path), 1, false);
    }
}
