package hermite.sas.proc.glimmix.report;

import hermite.model.glmm.GlmmFit;
import hermite.model.glmm.GlmmSpec;
import hermite.model.glmm.prediction.PredictionError;
import hermite.model.inference.Tails;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.covariance.report.AsymptoticMatrix;
import hermite.sas.proc.covariance.report.TestColumns;
import hermite.sas.proc.glimmix.binding.GlimmixData;
import hermite.sas.proc.glimmix.binding.GlimmixMessage;
import hermite.sas.proc.glimmix.binding.SubjectLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Tables of the random effects: G and its correlations, conditional modes. */
public final class RandomEffectTables {
    private final GlimmixData data;
    private final GlmmFit fit;

    public RandomEffectTables(GlimmixData data, GlmmFit fit) {
        this.data = data;
        this.fit = fit;
    }

    private int[] columnsOf(int statement) {
        return IntStream.range(0, data.randomColumns().size())
                .filter(d -> data.randomColumns().get(d).statement() == statement)
                .toArray();
    }

    /** Conditional modes of one RANDOM statement. */
    public OutputTable solution(int statement, boolean limits, double alpha, double df) {
        int[] places = columnsOf(statement);
        int q = data.spec().randomColumns();
        boolean grouped = IntStream.of(places)
                .anyMatch(d -> !data.randomColumns().get(d).group().isEmpty());
        List<OutputColumn> columns = new ArrayList<>(
                List.of(OutputColumn.rowHeader("Effect", "Effect"), OutputColumn.rowHeader("Subject", "Subject")));
        if (grouped) {
            columns.add(OutputColumn.rowHeader("Group", "Group"));
        }
        columns.addAll(List.of(
                OutputColumn.number("Estimate", "Estimate", NumberFormats.D8_4),
                OutputColumn.number("StdErrPred", "Std Err|Pred", NumberFormats.D8_4),
                OutputColumn.number("DF", "DF", NumberFormats.INTEGER),
                OutputColumn.number("tValue", "t Value", NumberFormats.F_2),
                TestColumns.probability()));
        if (limits) {
            columns.add(OutputColumn.number("Alpha", "Alpha", NumberFormats.BEST8));
            columns.add(OutputColumn.number("Lower", "Lower", NumberFormats.D8_4));
            columns.add(OutputColumn.number("Upper", "Upper", NumberFormats.D8_4));
        }
        List<List<Cell>> rows = new ArrayList<>();
        GlmmSpec.ModeLayout layout = data.spec().modeLayout();
        double[] errors = standardErrors();
        int[] levels = IntStream.of(places)
                .map(d -> data.randomColumns().get(d).level())
                .distinct()
                .toArray();
        for (int l : levels) {
            SubjectLevel level = data.levels().get(l);
            int[] own = IntStream.of(places)
                    .filter(d -> data.randomColumns().get(d).level() == l)
                    .toArray();
            for (int s = 0; s < level.labels().size(); s++) {
                for (int place : own) {
                    int at = layout.at(place, s);
                    double estimate = fit.modes()[at];
                    double se = errors[at];
                    double t = estimate / se;
                    String effect = data.randomColumns().get(place).name();
                    List<Cell> row = new ArrayList<>(List.of(
                            Cell.of(level.declared() ? effect : effect + " " + level.values(s)),
                            Cell.of(level.declared() ? level.labels().get(s) : "")));
                    if (grouped) {
                        row.add(Cell.of(data.randomColumns().get(place).group()));
                    }
                    row.addAll(List.of(
                            Cell.of(estimate),
                            TestColumns.number(se),
                            TestColumns.df(df),
                            TestColumns.number(t),
                            TestColumns.number(Tails.student(t, df))));
                    if (limits) {
                        double half = Tails.studentQuantile(alpha, df) * se;
                        row.add(Cell.of(alpha));
                        row.add(TestColumns.number(estimate - half));
                        row.add(TestColumns.number(estimate + half));
                    }
                    rows.add(row);
                }
            }
        }
        return OutputTable.of("SolutionR", "Solution for Random Effects", Layout.COLUMNS, columns, rows);
    }

    /** Of prediction, the uncertainty of the estimates included. */
    private double[] standardErrors() {
        double[] covariance = data.request().empirical() ? fit.empiricalCovariance() : fit.modelCovariance();
        try {
            return new PredictionError(fit.spec(), fit, covariance).modeStandardErrors();
        } catch (IllegalArgumentException e) {
            throw new StepFailure(data.request().step().place(), GlimmixMessage.TOO_MANY_NODES, e.getMessage());
        }
    }

    /** Covariance or correlation of the covariance parameter estimates. */
    public OutputTable asymptotic(List<String> names, boolean correlation) {
        int p = fit.beta().length;
        int n = fit.parameters();
        int m = names.size();
        double[] all = data.request().empirical() ? fit.empiricalCovariance() : fit.modelCovariance();
        double[] covariance = new double[m * m];
        for (int k = 0; k < m; k++) {
            System.arraycopy(all, (p + k) * n + p, covariance, k * m, m);
        }
        return new AsymptoticMatrix(names, covariance).table("Covariance Parameter Estimates", correlation, false);
    }
}
