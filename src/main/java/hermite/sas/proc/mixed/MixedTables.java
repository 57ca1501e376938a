package hermite.sas.proc.mixed;

import hermite.model.ClassLevels;
import hermite.model.DesignColumn;
import hermite.model.inference.Combination;
import hermite.model.inference.FTest;
import hermite.model.inference.Tails;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.syntax.ast.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tables of the fixed effects. */
final class MixedTables {
    private final MixedData data;
    private final MixedEffects effects;

    MixedTables(MixedData data, MixedEffects effects) {
        this.data = data;
        this.effects = effects;
    }

    static Cell number(double value) {
        return Double.isNaN(value) ? Cell.missing() : Cell.of(value);
    }

    /** Fractional degrees of freedom are shown with three significant digits. */
    static Cell df(double df) {
        if (Double.isNaN(df) || df == Math.rint(df) && !Double.isInfinite(df)) {
            return number(df);
        }
        String text = Double.isInfinite(df)
                ? "Infty"
                : df >= 100 ? Long.toString(Math.round(df)) : String.format(Locale.ROOT, "%.3g", df);
        return new Cell.Shown(df, text);
    }

    /** The column of two-sided p values of t; its heading holds the character that elsewhere splits headings. */
    static OutputColumn probability() {
        return OutputColumn.number("Probt", "", NumberFormats.PVALUE6_4)
                .withHeading(List.of("Pr > |t|"))
                .withLabel("Pr > |t|");
    }

    static void addTests(List<OutputColumn> columns, String errorName, String errorHeading, boolean limits) {
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

    static void addTest(List<Cell> row, double estimate, double error, double df, boolean limits, double alpha) {
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

    OutputTable solution() {
        boolean limits = data.request().model().options().has("CL");
        List<ClassLevels> used = data.terms().usedClasses();
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(OutputColumn.rowHeader("Effect", "Effect"));
        used.forEach(c -> columns.add(OutputColumn.rowHeader(c.name(), c.name())));
        addTests(columns, "StdErr", "Standard|Error", limits);
        List<List<Cell>> rows = new ArrayList<>();
        int p = data.terms().columnCount();
        for (int j = 0; j < p; j++) {
            List<Cell> row = header(j, used);
            if (data.sweep().aliased()[j]) {
                row.add(new Cell.Shown(0, "0"));
                for (int k = 0; k < (limits ? 7 : 4); k++) {
                    row.add(Cell.missing());
                }
            } else {
                double[] unit = new double[p];
                unit[j] = 1;
                Combination c = effects.coefficients().combination(unit);
                addTest(
                        row,
                        c.value(),
                        c.standardError(),
                        effects.coefficients().degreesOfFreedom().of(new double[][] {unit}),
                        limits,
                        data.request().alpha());
            }
            rows.add(row);
        }
        return OutputTable.of("SolutionF", "Solution for Fixed Effects", Layout.COLUMNS, columns, rows);
    }

    private List<Cell> header(int j, List<ClassLevels> used) {
        DesignColumn column = data.terms().columns().get(j);
        List<Cell> row = new ArrayList<>();
        row.add(Cell.of(data.terms().effects().get(column.effect()).name()));
        for (ClassLevels c : used) {
            int place = column.classVariables().indexOf(c.name());
            row.add(Cell.of(place < 0 ? "" : column.levels().get(place)));
        }
        return row;
    }

    boolean hasTests() {
        return data.terms().effects().stream().anyMatch(e -> !e.isIntercept())
                || data.request().model().options().has("INTERCEPT");
    }

    OutputTable typeThree() {
        Options options = data.request().model().options();
        boolean chiSquare = options.has("CHISQ");
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(OutputColumn.rowHeader("Effect", "Effect"));
        columns.add(OutputColumn.number("NumDF", "Num|DF", NumberFormats.INTEGER));
        columns.add(OutputColumn.number("DenDF", "Den|DF", NumberFormats.BEST8));
        if (chiSquare) {
            columns.add(OutputColumn.number("ChiSq", "Chi-Square", NumberFormats.F_2));
        }
        columns.add(OutputColumn.number("FValue", "F Value", NumberFormats.F_2));
        if (chiSquare) {
            columns.add(OutputColumn.number("ProbChiSq", "Pr > ChiSq", NumberFormats.PVALUE6_4));
        }
        columns.add(OutputColumn.number("ProbF", "Pr > F", NumberFormats.PVALUE6_4));
        List<List<Cell>> rows = new ArrayList<>();
        for (int e = 0; e < data.terms().effects().size(); e++) {
            if (data.terms().effects().get(e).isIntercept() && !options.has("INTERCEPT")) {
                continue;
            }
            FTest test = effects.typeThree(e);
            List<Cell> row = new ArrayList<>();
            row.add(Cell.of(data.terms().effects().get(e).name()));
            row.add(Cell.of((double) test.numeratorDf()));
            row.add(df(test.denominatorDf()));
            if (chiSquare) {
                row.add(number(test.chiSquare()));
            }
            row.add(number(test.f()));
            if (chiSquare) {
                row.add(number(test.chiSquareProbability()));
            }
            row.add(number(test.probability()));
            rows.add(row);
        }
        return OutputTable.of("Tests3", "Type 3 Tests of Fixed Effects", Layout.COLUMNS, columns, rows);
    }

    OutputTable covariance(boolean correlation) {
        int p = data.terms().columnCount();
        List<ClassLevels> used = data.terms().usedClasses();
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(OutputColumn.number("Row", "Row", NumberFormats.INTEGER).asRowHeader());
        columns.add(OutputColumn.rowHeader("Effect", "Effect"));
        used.forEach(c -> columns.add(OutputColumn.rowHeader(c.name(), c.name())));
        for (int j = 1; j <= p; j++) {
            columns.add(OutputColumn.number("Col" + j, "Col" + j, NumberFormats.D8_4));
        }
        double[] c = effects.coefficients().covariance();
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < p; i++) {
            List<Cell> row = header(i, used);
            row.add(0, Cell.of(i + 1.0));
            for (int j = 0; j < p; j++) {
                double value = c[i * p + j];
                boolean aliased = data.sweep().aliased()[i] || data.sweep().aliased()[j];
                row.add(
                        aliased
                                ? Cell.BLANK
                                : number(correlation ? value / Math.sqrt(c[i * p + i] * c[j * p + j]) : value));
            }
            rows.add(row);
        }
        return OutputTable.of(
                correlation ? "CorrB" : "CovB",
                (correlation ? "Correlation" : "Covariance") + " Matrix for Fixed Effects",
                Layout.COLUMNS,
                columns,
                rows);
    }
}
