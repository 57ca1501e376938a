package hermite.report.destination;

import hermite.data.Missing;
import hermite.report.Cell;
import hermite.report.OutputColumn;

/** The printed form of a cell, the same in every destination. */
final class CellText {
    private final char missing;

    /** @param missing what the ordinary missing value prints as (system option MISSING=) */
    CellText(char missing) {
        this.missing = missing;
    }

    String of(OutputColumn column, Cell cell) {
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
}
