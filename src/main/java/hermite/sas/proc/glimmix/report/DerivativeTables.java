package hermite.sas.proc.glimmix.report;

import hermite.math.DenseSymmetric;
import hermite.model.glmm.GlmmFit;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.proc.covariance.report.TestColumns;
import hermite.sas.proc.glimmix.binding.GlimmixData;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** GRADIENT and HESSIAN: derivatives of −2 log L next to the estimates, and the Hessian of log L. */
public final class DerivativeTables {
    private final GlimmixData data;
    private final GlmmFit fit;

    public DerivativeTables(GlimmixData data, GlmmFit fit) {
        this.data = data;
        this.fit = fit;
    }

    /** Solutions for fixed effects with their gradient, a row a column of X. */
    public OutputTable withFixedGradient(OutputTable solutions) {
        int[] kept = new int[data.x().columns()];
        for (int j = 0, k = 0; j < kept.length; j++) {
            kept[j] = data.sweep().aliased()[j] ? -1 : k++;
        }
        return extended(solutions, row -> kept[row] < 0 ? Double.NaN : -2 * fit.gradient()[kept[row]]);
    }

    /** Covariance parameters with their gradient. */
    public OutputTable withCovarianceGradient(OutputTable parameters) {
        return extended(parameters, row -> -2 * fit.gradient()[fit.beta().length + row]);
    }

    private static OutputTable extended(OutputTable plain, IntToDoubleFunction value) {
        List<OutputColumn> columns = new ArrayList<>(plain.columns());
        columns.add(OutputColumn.number("Gradient", "Gradient", NumberFormats.BEST8));
        List<List<Cell>> rows = new ArrayList<>();
        for (int r = 0; r < plain.rows().size(); r++) {
            List<Cell> row = new ArrayList<>(plain.rows().get(r));
            row.add(TestColumns.number(value.applyAsDouble(r)));
            rows.add(row);
        }
        return new OutputTable(
                plain.name(), plain.label(), plain.titles(), plain.layout(), columns, rows, plain.notes());
    }

    /** Negative second derivatives of log L in the parameters as they are reported, those on a boundary left out. */
    public OutputTable hessian() {
        int n = fit.parameters();
        return hessian(
                fit.modelCovariance(),
                IntStream.range(0, n)
                        .mapToObj(k -> ExtensionTables.parameterName(data, k))
                        .toList());
    }

    /** @param all covariance of estimates, those without variance left out */
    public static OutputTable hessian(double[] all, List<String> names) {
        int n = names.size();
        int[] free = IntStream.range(0, n).filter(r -> all[r * n + r] > 0).toArray();
        int m = free.length;
        double[] covariance = new double[m * m];
        for (int r = 0; r < m; r++) {
            for (int c = 0; c < m; c++) {
                covariance[r * m + c] = all[free[r] * n + free[c]];
            }
        }
        double[] hessian = DenseSymmetric.inverse(covariance, m);
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(OutputColumn.rowHeader("Parameter", "Parameter"));
        columns.add(OutputColumn.number("Row", "Row", NumberFormats.INTEGER).asRowHeader());
        for (int k = 1; k <= m; k++) {
            columns.add(OutputColumn.number("Col" + k, "Col" + k, NumberFormats.D8_4));
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (int r = 0; r < m; r++) {
            List<Cell> row = new ArrayList<>();
            row.add(Cell.of(names.get(free[r])));
            row.add(Cell.of(r + 1.0));
            for (int c = 0; c < m; c++) {
                row.add(TestColumns.number(hessian.length == 0 ? Double.NaN : hessian[r * m + c]));
            }
            rows.add(row);
        }
        return OutputTable.of("Hessian", "Hessian Matrix", Layout.COLUMNS, columns, rows);
    }
}
