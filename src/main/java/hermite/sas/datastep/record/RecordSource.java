package hermite.sas.datastep.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
     * A file's records. Text that is not UTF-8 is read as Windows-1252.
     *
     * @throws IOException when it cannot be read
     */
    public static RecordSource file(String name, Path path) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            text = new String(bytes, Charset.forName("windows-1252"));
        }
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        return new RecordSource(name, text.lines().toList(), 1, false);
    }
}
