package hermite.sas.proc.glimmix.report;

import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.sas.proc.covariance.report.TestColumns;
import java.util.ArrayList;
import java.util.List;

/** ITDETAILS: the parameters and the gradient of the objective beside each step of the search. */
public final class SearchDetails {
    private SearchDetails() {}

    /**
     * @param names of the parameters
     * @param points their values, one array a row of the table
     * @param gradients likewise; NaN for none
     */
    public static OutputTable added(
            OutputTable history, List<String> names, List<double[]> points, List<double[]> gradients) {
        List<OutputColumn> columns = new ArrayList<>(history.columns());
        for (int k = 0; k < names.size(); k++) {
            columns.add(OutputColumn.number("Est" + (k + 1), names.get(k), NumberFormats.D8_4));
        }
        for (int k = 0; k < names.size(); k++) {
            columns.add(OutputColumn.number("Grad" + (k + 1), "Gradient|" + names.get(k), NumberFormats.BEST8));
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < history.rows().size(); i++) {
            List<Cell> row = new ArrayList<>(history.rows().get(i));
            for (double value : points.get(i)) {
                row.add(TestColumns.number(value));
            }
            for (double value : gradients.get(i)) {
                row.add(TestColumns.number(value));
            }
            rows.add(row);
        }
        return new OutputTable(
                history.name(), history.label(), history.titles(), history.layout(), columns, rows, history.notes());
    }
}
