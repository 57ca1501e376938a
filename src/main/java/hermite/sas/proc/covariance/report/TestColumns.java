package hermite.sas.proc.covariance.report;

import hermite.model.inference.Tails;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.sas.proc.postfit.table.TestCells;
import java.util.List;

/** Columns of estimates with t tests and limits. */
public final class TestColumns {
    private TestColumns() {}

    public static Cell number(double value) {
        return Double.isNaN(value) ? Cell.missing() : Cell.of(value);
    }

    public static Cell df(double df) {
        return TestCells.degreesOfFreedom(df);
    }

    /** The column of two-sided p values of t; its heading holds the character that elsewhere splits headings. */
    public static OutputColumn probability() {
        return OutputColumn.number("Probt", "", NumberFormats.PVALUE6_4)
                .withHeading(List.of("Pr > |t|"))
                .withLabel("Pr > |t|");
    }

    public static void addTests(List<OutputColumn> columns, String errorName, String errorHeading, boolean limits) {
        columns.add(OutputColumn.number("Estimate", "Estimate", NumberFormats.D8_4));
        columns.add(OutputColumn.number(errorName, errorHeading, NumberFormats.D8_4));
        columns.add(OutputColumn.number("DF", "DF", NumberFormats.BEST8));
        columns.add(OutputColumn.number("tValue", "t Value", NumberFormats.F_2));
        columns.add(probability());
        if (limits) {
            columns.add(OutputColumn.number("Alpha", "Alpha", NumberFormats.BEST8));
            columns.add(OutputColumn.number("Lower", "Lower", NumberFormats.D8_4));
            columns.add(OutputColumn.number("Upper", "Upper", NumberFormats.D8_4));
        }
    }

    public static void addTest(List<Cell> row, double estimate, double error, double df, boolean limits, double alpha) {
        double t = estimate / error;
        row.add(Cell.of(estimate));
        row.add(number(error));
        row.add(df(df));
        row.add(number(t));
        row.add(number(Tails.student(t, df)));
        if (limits) {
            double half = Tails.studentQuantile(alpha, df) * error;
            row.add(Cell.of(alpha));
            row.add(number(estimate - half));
            row.add(number(estimate + half));
        }
    }
}
