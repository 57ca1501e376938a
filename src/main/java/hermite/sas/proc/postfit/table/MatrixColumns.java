package hermite.sas.proc.postfit.table;

import hermite.report.Cell;
import hermite.report.OutputColumn;
import java.util.ArrayList;
import java.util.List;

/** COV and CORR: the matrix of a table's combinations as columns behind the others. */
public final class MatrixColumns {
    private static final double CANCELLED = 1e-13;

    private MatrixColumns() {}

    /**
     * @param columns receives {@code Cov1, Cov2, …}
     * @param matrix row-major; missing where one of the two combinations is not estimable
     */
    public static List<CombinationTable.Line> add(
            List<CombinationTable.Line> lines, List<OutputColumn> columns, String name, double[] matrix) {
        int n = lines.size();
        List<CombinationTable.Line> result = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            List<Cell> cells = new ArrayList<>(lines.get(i).further());
            for (int j = 0; j < n; j++) {
                boolean known = lines.get(i).combination().isPresent()
                        && lines.get(j).combination().isPresent();
                cells.add(known ? Cell.of(element(matrix, n, i, j)) : Cell.missing());
            }
            columns.add(CombinationTable.number(name + (i + 1), name + (i + 1)));
            result.add(lines.get(i).withFurther(cells));
        }
        return result;
    }

    /** What is left of terms that cancel, next to the two variances, is 0. */
    private static double element(double[] matrix, int n, int i, int j) {
        double value = matrix[i * n + j];
        return Math.abs(value) < CANCELLED * Math.sqrt(matrix[i * n + i] * matrix[j * n + j]) ? 0 : value;
    }
}
