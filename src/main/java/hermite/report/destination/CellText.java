package hermite.report.destination;

import hermite.data.Missing;
import hermite.report.Cell;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import java.util.ArrayList;
import java.util.List;

/** The printed form of a cell, the same in every destination. */
public final class CellText {
    private final char missing;

    /** @param missing what the ordinary missing value prints as (system option MISSING=) */
    public CellText(char missing) {
        this.missing = missing;
    }

    public String of(OutputColumn column, Cell cell) {
        if (cell instanceof Cell.Number number) {
            return number(column, number.value());
        }
        if (cell instanceof Cell.Shown shown) {
            return shown.text();
        }
        return cell instanceof Cell.Text text ? text.value() : "";
    }

    private String number(OutputColumn column, double value) {
        if (Missing.isMissing(value)) {
            char code = Missing.code(value);
            return String.valueOf(code == '.' ? missing : code);
        }
        return column.format().print(value);
    }

    /** Of a table of sentences: the first printed cell of each row. */
    public List<String> sentences(OutputTable table) {
        List<String> sentences = new ArrayList<>();
        for (List<Cell> row : table.rows()) {
            for (int c = 0; c < row.size(); c++) {
                if (table.columns().get(c).isPrinted()) {
                    sentences.add(of(table.columns().get(c), row.get(c)));
                    break;
                }
            }
        }
        return sentences;
    }
}
