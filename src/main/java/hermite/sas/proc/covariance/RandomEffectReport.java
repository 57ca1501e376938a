package hermite.sas.proc.covariance;

import hermite.model.lmm.LmmFit;
import hermite.report.Cell;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.log.Log;
import hermite.sas.proc.covariance.CovarianceModel.Description;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Predictions of random effects. */
public final class RandomEffectReport {
    private final CovarianceModel covariance;
    private final LmmFit fit;
    private final FixedInference fixed;
    private final Log log;

    public RandomEffectReport(CovarianceModel covariance, LmmFit fit, FixedInference fixed, Log log) {
        this.covariance = covariance;
        this.fit = fit;
        this.fixed = fixed;
        this.log = log;
    }

    /** Predictions of the effects of one RANDOM statement. */
    public OutputTable solution(int statement, boolean limits, double alpha) {
        int count = 0;
        for (int t = 0; t < covariance.terms().size(); t++) {
            Description of = covariance.described().get(t);
            count += of.statement() == statement
                    ? of.subjectLabels().size() * covariance.terms().get(t).columns()
                    : 0;
        }
        Optional<PredictedEffects> tests = fixed.predictionTests(count, log);
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
                    double estimate = effects.estimates()[s * q + c];
                    double error = effects.errors()[s * q + c];
                    int column = c;
                    int term = t;
                    int subject = s;
                    PredictedEffects.Tested tested = tests.map(p -> p.tested(term, subject, column))
                            .orElse(new PredictedEffects.Tested(estimate, error, fixed.residualDegreesOfFreedom()));
                    TestColumns.addTest(row, estimate, tested.standardError(), tested.df(), limits, alpha);
                    rows.add(row);
                }
            }
        }
        return OutputTable.of("SolutionR", "Solution for Random Effects", Layout.COLUMNS, columns, rows);
    }
}
