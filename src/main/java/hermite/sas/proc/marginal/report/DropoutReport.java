package hermite.sas.proc.marginal.report;

import hermite.data.Missing;
import hermite.model.ModelTerms;
import hermite.model.glm.GlmFit;
import hermite.model.inference.LinearEstimate;
import hermite.model.inference.Tails;
import hermite.report.Cell;
import hermite.report.NumberFormats;
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
        String limits = Rows.percent(alpha) + " Confidence|Limits";
        List<OutputColumn> columns = new ArrayList<>(parameters.identifiers("Parm", "Parameter"));
        columns.add(Rows.estimate());
        columns.add(Rows.standardError("Stderr"));
        columns.add(Rows.limit("LowerCL", limits, "Lower Confidence Limit"));
        columns.add(Rows.limit("UpperCL", limits, "Upper Confidence Limit"));
        columns.add(OutputColumn.number("Z", "Z", NumberFormats.F_2).withGap(1).withMinimumWidth(7));
        columns.add(Rows.probability("ProbZ", "")
                .withHeading(List.of("Pr > |Z|"))
                .withLabel("Pr > |Z|")
                .withGap(2));
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
