package hermite.sas.proc.marginal.report;

import hermite.data.Missing;
import hermite.model.inference.ChiSquareTest;
import hermite.model.inference.Tails;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.proc.marginal.binding.GenmodModel;
import hermite.sas.proc.marginal.fitting.GenmodAnalysis;
import hermite.sas.proc.marginal.fitting.LikelihoodAnalysis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table of effect tests. */
public final class TestReport {
    /** Printed as it stands by the procedure; programs compare it. */
    private static final String JOINT_NOTE =
            "Under full-rank parameterizations, Type 3 effect tests are replaced by joint tests. The joint test for an"
                    + " effect is a test that all the parameters associated with that effect are zero. Such joint tests"
                    + " might not be equivalent to Type 3 effect tests under GLM parameterization.";

    private final GenmodModel model;
    private final GenmodAnalysis analysis;

    public TestReport(GenmodModel model, GenmodAnalysis analysis) {
        this.model = model;
        this.analysis = analysis;
    }

    public OutputTable typeThree() {
        boolean joint = analysis.sample().terms().hasFullRankCoding();
        boolean marginal = analysis.marginal().isPresent();
        String statistic =
                model.tests().wald() ? "Wald" : analysis.contrastTest().type();
        String title = joint
                ? statistic + " Statistics For Joint Tests" + (marginal ? " For GEE" : "")
                : statistic + " Statistics For Type 3 " + (marginal ? "GEE " : "") + "Analysis";
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(OutputColumn.rowHeader("Source", "Source"));
        columns.addAll(testColumns());
        List<List<Cell>> rows = analysis.typeThree().stream()
                .map(t -> {
                    List<Cell> row = new ArrayList<>();
                    row.add(Cell.of(t.source()));
                    row.addAll(cells(Optional.of(t.test())));
                    return row;
                })
                .toList();
        return new OutputTable(
                "Type3", title, List.of(title), Layout.COLUMNS, columns, rows, joint ? List.of(JOINT_NOTE) : List.of());
    }

    OutputTable typeOne() {
        boolean likelihood = analysis.glm().scaleIsMaximumLikelihood()
                || Double.isNaN(analysis.glm().criteria().deviance());
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(OutputColumn.rowHeader("Source", "Source"));
        columns.add(
                likelihood
                        ? OutputColumn.number("TwoLogLikelihood", "2*LogLikelihood", NumberFormats.F12_4)
                        : OutputColumn.number("Deviance", "Deviance", NumberFormats.F12_4));
        columns.addAll(testColumns());
        List<List<Cell>> rows = new ArrayList<>();
        for (LikelihoodAnalysis.Step step : analysis.likelihood().typeOne()) {
            List<Cell> row = new ArrayList<>();
            row.add(Cell.of(step.source()));
            row.add(Cell.of(step.fit()));
            if (step.test().isPresent()) {
                row.addAll(cells(step.test()));
            } else {
                testColumns().forEach(c -> row.add(Cell.BLANK));
            }
            rows.add(row);
        }
        return OutputTable.of("Type1", "LR Statistics For Type 1 Analysis", Layout.COLUMNS, columns, rows);
    }

    private List<OutputColumn> testColumns() {
        List<OutputColumn> columns = new ArrayList<>();
        if (analysis.denominatorDf().isPresent()) {
            columns.add(Rows.degreesOfFreedom("NumDF", "Num DF"));
            columns.add(Rows.degreesOfFreedom("DenDF", "Den DF"));
            columns.add(OutputColumn.number("FValue", "F Value", NumberFormats.F_2));
            columns.add(Rows.probability("ProbF", "Pr > F"));
        } else {
            columns.add(Rows.degreesOfFreedom("DF", "DF"));
        }
        columns.add(
                OutputColumn.number("ChiSq", "Chi-|Square", NumberFormats.F_2).withLabel("Chi-Square"));
        columns.add(Rows.probability("ProbChiSq", "Pr > ChiSq"));
        return columns;
    }

    private List<Cell> cells(Optional<ChiSquareTest> tested) {
        List<Cell> cells = new ArrayList<>();
        ChiSquareTest test = tested.orElse(new ChiSquareTest(Double.NaN, 0, Double.NaN));
        if (tested.isEmpty()) {
            cells.add(Cell.missing());
        } else {
            cells.add(Cell.of((double) test.df()));
        }
        if (analysis.denominatorDf().isPresent()) {
            double denominator = analysis.denominatorDf().get();
            double f = test.statistic() / test.df();
            cells.add(Cell.of(denominator));
            cells.add(Cell.of(Missing.normalise(f)));
            cells.add(Cell.of(Missing.normalise(Tails.fisher(f, test.df(), denominator))));
        }
        cells.add(Cell.of(Missing.normalise(test.statistic())));
        cells.add(Cell.of(Missing.normalise(test.probability())));
        return cells;
    }
}
