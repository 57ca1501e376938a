package hermite.data.engine;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import de.siegmar.fastcsv.reader.RecordType;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;

/** One pass over the fields of a delimited file. Subclasses see each field in the parser's buffer. */
abstract class CsvRows extends AbstractBaseCsvCallbackHandler<Boolean> {
    private final CsvField field = new CsvField();
    private int record;

    /**
     * Hands over the fields of all records, until {@link #wantsMore} says no.
     *
     * @throws IOException a {@link java.nio.charset.CharacterCodingException} when the bytes are no text of the charset
     */
    final void scan(Path file, char delimiter, Charset charset) throws IOException {
        CsvReaderBuilder builder = de.siegmar.fastcsv.reader.CsvReader.builder()
                .fieldSeparator(delimiter)
                .skipEmptyLines(false)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true);
        try (InputStream in = withoutMark(Files.newInputStream(file));
                InputStreamReader text = new InputStreamReader(
                        in,
                        charset.newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT));
                de.siegmar.fastcsv.reader.CsvReader<Boolean> records = builder.build(this, text)) {
            for (Boolean more : records) {
                if (!more) {
                    break;
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (CsvParseException e) {
            throw new IOException(file + " is not readable as delimited text: " + cause(e) + ".", e);
        }
    }

    private static String cause(CsvParseException e) throws IOException {
        for (Throwable t = e.getCause(); t != null; t = t.getCause()) {
            if (t instanceof IOException io) {
                throw io;
            }
        }
        return e.getMessage();
    }

    private static InputStream withoutMark(InputStream raw) throws IOException {
        BufferedInputStream in = new BufferedInputStream(raw, 1 << 16);
        in.mark(3);
        if (in.read() != 0xEF || in.read() != 0xBB || in.read() != 0xBF) {
            in.reset();
        }
        return in;
    }

    /** Record of the field being handled, counted from 1. */
    final int record() {
        return record;
    }

    abstract void field(int column, CsvField value);

    /** Called after each record with the number of its fields; false ends the pass. */
    abstract boolean endRecord(int fields);

    @Override
    protected final void handleBegin(long line) {
        record++;
    }

    @Override
    protected final void handleField(int column, char[] buffer, int offset, int length, boolean quoted) {
        field(column, field.set(buffer, offset, length));
    }

    @Override
    protected final Boolean buildRecord() {
        return endRecord(getRecordType() == RecordType.EMPTY ? 0 : getFieldCount());
    }
}
