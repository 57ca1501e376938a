package hermite.sas.proc.postfit.table;

import hermite.data.Missing;
import hermite.model.inference.FTest;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Columns and cells of F and chi-square tests of several combinations. */
public final class TestCells {
    private TestCells() {}

    /** @param normal chi-square tests without denominator degrees of freedom */
    public static List<OutputColumn> columns(boolean normal, boolean chiSquareToo) {
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(OutputColumn.number("NumDF", "Num|DF", NumberFormats.INTEGER));
        if (!normal) {
            columns.add(OutputColumn.number("DenDF", "Den|DF", NumberFormats.INTEGER));
        }
        if (normal || chiSquareToo) {
            columns.add(OutputColumn.number("ChiSq", "Chi-Square", NumberFormats.F_2));
        }
        if (!normal) {
            columns.add(OutputColumn.number("FValue", "F Value", NumberFormats.F_2));
        }
        if (normal || chiSquareToo) {
            columns.add(OutputColumn.number("ProbChiSq", "Pr > ChiSq", NumberFormats.PVALUE6_4));
        }
        if (!normal) {
            columns.add(OutputColumn.number("ProbF", "Pr > F", NumberFormats.PVALUE6_4));
        }
        return columns;
    }

    /** @param tested empty when it is not estimable */
    public static List<Cell> cells(Optional<FTest> tested, boolean normal, boolean chiSquareToo) {
        FTest test = tested.orElse(new FTest(0, Double.NaN, Double.NaN));
        List<Cell> cells = new ArrayList<>();
        cells.add(tested.isPresent() ? Cell.of((double) test.numeratorDf()) : new Cell.Shown(Missing.DOT, "Non-est"));
        if (!normal) {
            cells.add(degreesOfFreedom(test.denominatorDf()));
        }
        if (normal || chiSquareToo) {
            cells.add(number(test.chiSquare()));
        }
        if (!normal) {
            cells.add(number(test.f()));
        }
        if (normal || chiSquareToo) {
            cells.add(number(test.chiSquareProbability()));
        }
        if (!normal) {
            cells.add(number(test.probability()));
        }
        return cells;
    }

    /** Whole numbers as such, others with three significant digits, infinity as SAS writes it. */
    public static Cell degreesOfFreedom(double df) {
        if (Double.isInfinite(df)) {
            return new Cell.Shown(Missing.of('I'), "Infty");
        }
        if (Double.isNaN(df) || df == Math.rint(df)) {
            return number(df);
        }
        boolean whole = Math.abs(df - Math.rint(df)) < 1e-6 || df >= 100;
        return new Cell.Shown(df, whole ? Long.toString(Math.round(df)) : String.format(Locale.ROOT, "%.3g", df));
    }

    public static Cell number(double value) {
        return Cell.of(Missing.normalise(value));
    }
}
