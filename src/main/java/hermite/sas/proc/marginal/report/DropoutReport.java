package hermite.sas.proc.marginal.report;

import hermite.data.Missing;
import hermite.model.ModelTerms;
import hermite.model.glm.GlmFit;
import hermite.model.inference.LinearEstimate;
import hermite.model.inference.Tails;
import hermite.report.Cell;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import java.util.ArrayList;
import java.util.List;

/** The table of the drop-out model of MISSMODEL. */
public final class DropoutReport {
    private DropoutReport() {}

    /** @param fit logistic regression of keeping a visit */
    public static OutputTable estimates(ModelTerms terms, GlmFit fit, double alpha, int nameLength) {
        Parameters parameters = new Parameters(terms, nameLength);
        List<OutputColumn> columns = parameters.zTests(alpha);
        List<List<Cell>> rows = new ArrayList<>();
        for (Parameters.Parameter parameter : parameters.all()) {
            int j = parameter.column();
            boolean estimated = j >= 0 && !fit.aliased()[j];
            double error = estimated ? fit.standardError(j) : 0;
            LinearEstimate e = LinearEstimate.of(estimated ? fit.estimates()[j] : 0, error, alpha);
            double z = error > 0 ? e.estimate() / error : Missing.DOT;
            rows.add(Rows.concatenate(
                    parameters.identify(parameter),
                    Cell.of(e.estimate()),
                    Cell.of(error),
                    Cell.of(Missing.normalise(e.lower())),
                    Cell.of(Missing.normalise(e.upper())),
                    Cell.of(z),
                    Cell.of(Missing.normalise(Tails.normal(z)))));
        }
        return OutputTable.of(
                "MissModelPEst", "Parameter Estimates for Missingness Model", Layout.COLUMNS, columns, rows);
    }
}
