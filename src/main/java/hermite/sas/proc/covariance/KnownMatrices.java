package hermite.sas.proc.covariance;

import hermite.data.Table;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.InputData;
import hermite.sas.proc.ProcContext;
import hermite.sas.syntax.ast.DataSetReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Matrices given as data: GDATA= and LDATA=, with the variables PARM, ROW and COL1… or COL and VALUE. */
final class KnownMatrices {
    private KnownMatrices() {}

    /** @param count matrices by PARM; without the variable PARM all rows are of the first */
    static List<double[]> read(ProcContext context, DataSetReference reference, int count, int order) {
        InputData input = context.input(Optional.of(reference));
        Table table = input.table();
        List<double[]> matrices = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            matrices.add(new double[order * order]);
        }
        boolean dense = has(table, "COL1");
        if (!has(table, "ROW") || !dense && !(has(table, "COL") && has(table, "VALUE"))) {
            throw failure(input, count, order);
        }
        double[] row = column(table, "ROW");
        double[] parm = has(table, "PARM") ? column(table, "PARM") : null;
        for (int i = 0; i < table.rowCount(); i++) {
            int k = parm == null ? 0 : (int) parm[i] - 1;
            int r = (int) row[i] - 1;
            if (k < 0 || k >= count || r < 0 || r >= order) {
                throw failure(input, count, order);
            }
            if (dense) {
                for (int c = 0; c < order && has(table, "COL" + (c + 1)); c++) {
                    double value = column(table, "COL" + (c + 1))[i];
                    if (!Double.isNaN(value)) {
                        set(matrices.get(k), order, r, c, value);
                    }
                }
            } else {
                int c = (int) column(table, "COL")[i] - 1;
                if (c < 0 || c >= order) {
                    throw failure(input, count, order);
                }
                set(matrices.get(k), order, r, c, column(table, "VALUE")[i]);
            }
        }
        return matrices;
    }

    private static void set(double[] matrix, int order, int r, int c, double value) {
        matrix[r * order + c] = value;
        matrix[c * order + r] = value;
    }

    private static StepFailure failure(InputData input, int count, int order) {
        return new StepFailure(
                CovarianceMessage.MATRIX_DATA,
                input.name(),
                count == 1 ? "a covariance matrix" : count + " matrices",
                "PARM, ROW and COL1-COL" + order + ", or PARM, ROW, COL and VALUE",
                order);
    }

    private static boolean has(Table table, String name) {
        return table.variable(name).filter(v -> v.isNumeric()).isPresent();
    }

    private static double[] column(Table table, String name) {
        return table.numeric(table.indexOf(name)).values();
    }
}
