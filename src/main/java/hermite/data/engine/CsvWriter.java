package hermite.data.engine;

import de.siegmar.fastcsv.writer.CsvWriter.CsvWriterRecord;
import de.siegmar.fastcsv.writer.LineDelimiter;
import hermite.data.Formats;
import hermite.data.Missing;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.data.engine.file.AtomicFile;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Writes delimited text as PROC EXPORT does: values by their formats (BEST12. without one), the ordinary missing value
 * as an empty field and special ones as their letters, quotes where a value needs them. UTF-8.
 */
public final class CsvWriter {
    private final Formats formats;
    private final char delimiter;
    private final Heading heading;

    /** What the first line holds. */
    public enum Heading {
        NAMES,
        LABELS,
        NONE
    }

    public CsvWriter(Formats formats, char delimiter, Heading heading) {
        this.formats = formats;
        this.delimiter = delimiter;
        this.heading = heading;
    }

    /** Writes the table, replacing the file as a whole. */
    public void write(Path file, Table table) throws IOException {
        AtomicFile.write(file, out -> {
            Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            write(text, table);
            text.flush();
        });
    }

    /** Writes the table; the writer stays open. */
    public void write(Writer text, Table table) throws IOException {
        de.siegmar.fastcsv.writer.CsvWriter csv = de.siegmar.fastcsv.writer.CsvWriter.builder()
                .fieldSeparator(delimiter)
                .lineDelimiter(LineDelimiter.LF)
                .build(text);
        if (heading != Heading.NONE) {
            csv.writeRecord(table.variables().stream()
                    .map(v -> heading == Heading.LABELS ? v.labelOrName() : v.name())
                    .toList());
        }
        for (int row = 0; row < table.rowCount(); row++) {
            CsvWriterRecord record = csv.writeRecord();
            for (int i = 0; i < table.variables().size(); i++) {
                record.writeField(field(table, i, row));
            }
            record.endRecord();
        }
        csv.flush();
    }

    private String field(Table table, int column, int row) {
        Variable variable = table.variable(column);
        if (!variable.isNumeric()) {
            return formats.display(variable, table.character(column).get(row));
        }
        double value = table.numeric(column).get(row);
        if (Missing.isMissing(value) && variable.format().isEmpty()) {
            return Missing.code(value) == '.' ? "" : Missing.text(value);
        }
        String text = formats.display(variable, value);
        return text.equals(".") ? "" : text;
    }
}
