package hermite.sas.proc.covariance;

import hermite.model.lmm.LmmFit;
import hermite.report.Cell;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.proc.covariance.CovarianceModel.Description;
import java.util.ArrayList;
import java.util.List;

/** Predictions of random effects. */
public final class RandomEffectReport {
    private final CovarianceModel covariance;
    private final LmmFit fit;

    public RandomEffectReport(CovarianceModel covariance, LmmFit fit) {
        this.covariance = covariance;
        this.fit = fit;
    }

    /** Predictions of the effects of one RANDOM statement. */
    public OutputTable solution(int statement, boolean limits, double alpha, double df) {
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(OutputColumn.rowHeader("Effect", "Effect"));
        columns.add(OutputColumn.rowHeader("Subject", "Subject"));
        TestColumns.addTests(columns, "StdErrPred", "Std Err|Pred", limits);
        List<List<Cell>> rows = new ArrayList<>();
        for (int t = 0; t < covariance.terms().size(); t++) {
            Description of = covariance.described().get(t);
            if (of.statement() != statement) {
                continue;
            }
            int q = covariance.terms().get(t).columns();
            LmmFit.Effects effects = fit.effects().get(t);
            for (int s = 0; s < of.subjectLabels().size(); s++) {
                for (int c = 0; c < q; c++) {
                    List<Cell> row = new ArrayList<>();
                    row.add(Cell.of(of.columnNames().get(c)));
                    row.add(Cell.of(of.subjectLabels().get(s)));
                    TestColumns.addTest(
                            row, effects.estimates()[s * q + c], effects.errors()[s * q + c], df, limits, alpha);
                    rows.add(row);
                }
            }
        }
        return OutputTable.of("SolutionR", "Solution for Random Effects", Layout.COLUMNS, columns, rows);
    }
}
