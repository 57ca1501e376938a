package hermite.sas.proc.covariance.report;

import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import java.util.ArrayList;
import java.util.List;

/**
 * Asymptotic covariance matrix of the estimates of covariance parameters.
 *
 * @param names of the parameters, in the order of output
 * @param covariance row-major
 */
public record AsymptoticMatrix(List<String> names, double[] covariance) {
    /** @param numbered whether rows are numbered */
    public OutputTable table(String title, boolean correlation, boolean numbered) {
        int n = names.size();
        List<OutputColumn> columns = new ArrayList<>();
        if (numbered) {
            columns.add(OutputColumn.number("Row", "Row", NumberFormats.INTEGER).asRowHeader());
        }
        columns.add(OutputColumn.rowHeader("CovParm", "Cov Parm"));
        for (int k = 1; k <= n; k++) {
            columns.add(OutputColumn.number("CovP" + k, "CovP" + k, NumberFormats.D8_4));
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (int k = 0; k < n; k++) {
            List<Cell> row = new ArrayList<>();
            if (numbered) {
                row.add(Cell.of(k + 1.0));
            }
            row.add(Cell.of(names.get(k)));
            for (int l = 0; l < n; l++) {
                double value = covariance[k * n + l];
                double scale = Math.sqrt(covariance[k * n + k] * covariance[l * n + l]);
                row.add(TestColumns.number(correlation ? value / scale : value));
            }
            rows.add(row);
        }
        return OutputTable.of(
                correlation ? "AsyCorr" : "AsyCov",
                "Asymptotic " + (correlation ? "Correlation" : "Covariance") + " Matrix of " + title,
                Layout.COLUMNS,
                columns,
                rows);
    }
}
