package hermite.report.destination;

import hermite.data.ValueType;
import hermite.report.Cell;
import hermite.report.OutputColumn;
import hermite.report.OutputObject;
import hermite.report.OutputTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tables as comma-separated values: one header line and the rows, an empty line between tables. Text is quoted,
 * printed numbers are not. Titles and graphs have no place in the format.
 */
public final class CsvDestination implements Destination {
    private final FileInProgress file;
    private char missing = '.';
    private boolean any;

    public CsvDestination(Path file) {
        this.file = new FileInProgress(file);
    }

    @Override
    public String name() {
        return "CSV";
    }

    @Override
    public List<Notice> open() throws IOException {
        file.open();
        return List.of();
    }

    @Override
    public void begin(Page page) {
        missing = page.settings().missing();
    }

    @Override
    public List<Notice> accept(OutputObject object) throws IOException {
        if (!(object instanceof OutputTable table)) {
            return List.of(Notice.note("The graph " + object.name() + " has no place in a CSV file and is left out."));
        }
        if (any) {
            file.writer().write("\r\n");
        }
        any = true;
        if (table.layout().hasHeadings()) {
            writeLine(
                    table, table.columns().stream().map(c -> quoted(heading(c))).toList());
        }
        CellText cellText = new CellText(missing);
        for (List<Cell> row : table.rows()) {
            List<String> fields = new ArrayList<>();
            for (int c = 0; c < row.size(); c++) {
                OutputColumn column = table.columns().get(c);
                String text = cellText.of(column, row.get(c));
                fields.add(column.type() == ValueType.NUMERIC ? plain(text) : quoted(text));
            }
            writeLine(table, fields);
        }
        return List.of();
    }

    private static String heading(OutputColumn column) {
        return Stream.concat(column.span().stream(), column.heading().stream())
                .filter(line -> !line.isBlank())
                .collect(Collectors.joining(" "));
    }

    private void writeLine(OutputTable table, List<String> fields) throws IOException {
        List<String> printed = new ArrayList<>();
        for (int c = 0; c < fields.size(); c++) {
            if (table.columns().get(c).isPrinted()) {
                printed.add(fields.get(c));
            }
        }
        file.writer().write(String.join(",", printed) + "\r\n");
    }

    /** A printed number may be {@code <.0001} or {@code 1,234}: only the comma and the quote need care. */
    private static String plain(String text) {
        return text.indexOf(',') >= 0 || text.indexOf('"') >= 0 ? quoted(text) : text;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    @Override
    public List<Notice> close() throws IOException {
        file.complete();
        return List.of();
    }
}
