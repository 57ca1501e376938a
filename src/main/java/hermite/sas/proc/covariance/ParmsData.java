package hermite.sas.proc.covariance;

import hermite.data.Table;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ProcContext;
import hermite.sas.syntax.ast.DataSetReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Values of covariance parameters that a data set holds: PARMSDATA= of PARMS, TESTDATA= of COVTEST. */
public final class ParmsData {
    private ParmsData() {}

    /**
     * One point from the variable ESTIMATE (or EST), or one a row from COVP1, COVP2 ….
     *
     * @throws StepFailure when there are too few values or none
     */
    public static List<double[]> read(DataSetReference reference, int parameters, ProcContext context) {
        Table table = context.input(Optional.of(reference)).table();
        for (String name : List.of("Estimate", "Est")) {
            if (table.variable(name).isPresent()) {
                double[] values = table.numeric(table.indexOf(name)).values();
                if (values.length != parameters) {
                    throw new StepFailure(CovarianceMessage.VALUES_COUNT, values.length, parameters);
                }
                return List.of(values.clone());
            }
        }
        List<double[]> points = new ArrayList<>();
        for (int row = 0; row < table.rowCount(); row++) {
            double[] point = new double[parameters];
            for (int k = 0; k < parameters; k++) {
                String name = "CovP" + (k + 1);
                if (table.variable(name).isEmpty()) {
                    throw new StepFailure(CovarianceMessage.VALUES_TABLE, name);
                }
                point[k] = table.numeric(table.indexOf(name)).values()[row];
            }
            points.add(point);
        }
        return points;
    }
}
