package hermite.sas.proc.marginal.report;

import hermite.report.Cell;
import hermite.report.NumberFormat;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import java.util.ArrayList;
import java.util.List;

/** A square matrix with named rows and columns. */
public final class MatrixTable {
    private MatrixTable() {}

    /**
     * @param rowNames names of rows
     * @param columnNames names of columns
     * @param value row and column to value
     */
    static OutputTable of(
            String name,
            String title,
            List<String> rowNames,
            List<String> columnNames,
            NumberFormat format,
            java.util.function.ToDoubleBiFunction<Integer, Integer> value) {
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(OutputColumn.rowHeader("RowName", "").withLabel("RowName"));
        columnNames.forEach(c -> columns.add(OutputColumn.number(c, c, format)));
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < rowNames.size(); i++) {
            List<Cell> row = new ArrayList<>();
            row.add(Cell.of(rowNames.get(i)));
            for (int j = 0; j < columnNames.size(); j++) {
                row.add(Cell.of(value.applyAsDouble(i, j)));
            }
            rows.add(row);
        }
        return OutputTable.of(name, title, Layout.COLUMNS, columns, rows);
    }

    /** The correlations of a covariance matrix, row-major. */
    public static double[] correlations(double[] covariance, int size) {
        double[] result = new double[size * size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double scale = Math.sqrt(covariance[i * size + i] * covariance[j * size + j]);
                result[i * size + j] = i == j ? 1 : covariance[i * size + j] / scale;
            }
        }
        return result;
    }
}
