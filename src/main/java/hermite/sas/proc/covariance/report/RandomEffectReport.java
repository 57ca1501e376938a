package hermite.sas.proc.covariance.report;

import hermite.model.lmm.LmmFit;
import hermite.report.Cell;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.log.Log;
import hermite.sas.proc.covariance.CovarianceModel;
import hermite.sas.proc.covariance.CovarianceModel.Description;
import hermite.sas.proc.covariance.FixedInference;
import hermite.sas.proc.covariance.PredictedEffects;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** Predictions of random effects. */
public final class RandomEffectReport {
    private final CovarianceModel covariance;
    private final LmmFit fit;
    private final IntFunction<Optional<PredictedEffects>> tests;
    private final double residualDf;

    public RandomEffectReport(CovarianceModel covariance, LmmFit fit, FixedInference fixed, Log log) {
        this(covariance, fit, count -> fixed.predictionTests(count, log), fixed.residualDegreesOfFreedom());
    }

    /**
     * @param tests of so many predictions, where they have degrees of freedom of their own
     * @param residualDf elsewhere
     */
    public RandomEffectReport(
            CovarianceModel covariance, LmmFit fit, IntFunction<Optional<PredictedEffects>> tests, double residualDf) {
        this.covariance = covariance;
        this.fit = fit;
        this.tests = tests;
        this.residualDf = residualDf;
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
        Optional<PredictedEffects> own = tests.apply(count);
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(OutputColumn.rowHeader("Effect", "Effect"));
        columns.add(OutputColumn.rowHeader("Subject", "Subject"));
        boolean byCategory =
                covariance.described().stream().anyMatch(d -> !d.category().isEmpty());
        if (byCategory) {
            columns.add(OutputColumn.rowHeader("Group", "Group"));
        }
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
                    if (byCategory) {
                        row.add(Cell.of(of.category()));
                    }
                    double estimate = effects.estimates()[s * q + c];
                    double error = effects.errors()[s * q + c];
                    int column = c;
                    int term = t;
                    int subject = s;
                    PredictedEffects.Tested tested = own.map(p -> p.tested(term, subject, column))
                            .orElse(new PredictedEffects.Tested(estimate, error, residualDf));
                    TestColumns.addTest(row, estimate, tested.standardError(), tested.df(), limits, alpha);
                    rows.add(row);
                }
            }
        }
        return OutputTable.of("SolutionR", "Solution for Random Effects", Layout.COLUMNS, columns, rows);
    }
}
