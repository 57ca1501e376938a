package hermite.sas.proc.mixed;

import hermite.model.ClassLevels;
import hermite.model.DesignColumn;
import hermite.model.EstimableFunctions;
import hermite.model.SequentialFunctions;
import hermite.model.Sweep;
import hermite.model.inference.Combination;
import hermite.model.inference.DegreesOfFreedom;
import hermite.model.inference.FTest;
import hermite.model.inference.FittedCoefficients;
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
    private final FittedCoefficients coefficients;

    MixedTables(MixedData data, FittedCoefficients coefficients) {
        this.data = data;
        this.coefficients = coefficients;
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
                Combination c = coefficients.combination(unit);
                addTest(
                        row,
                        c.value(),
                        c.standardError(),
                        coefficients.degreesOfFreedom().of(new double[][] {unit}),
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

    /** Tests that HTYPE= asks for, those of Type 3 by default, with their coefficients where they are asked for. */
    List<OutputTable> tests() {
        Options options = data.request().model().options();
        List<OutputTable> tables = new ArrayList<>();
        List<Double> types = options.numbers("HTYPE");
        for (int type = 1; type <= 3; type++) {
            if (types.isEmpty() ? type == 3 : types.contains((double) type)) {
                if (options.has("E" + type) || type == 3 && options.has("E") && types.isEmpty()) {
                    tables.addAll(coefficients(type));
                }
                tables.add(tests(type));
            }
        }
        return tables;
    }

    private double[][] hypothesis(int type, int effect) {
        double[] cross = data.crossProducts();
        double singular = data.request().model().options().number("SINGULAR").orElse(Sweep.DEFAULT_SINGULAR);
        return switch (type) {
            case 1 -> SequentialFunctions.typeOne(data.terms(), effect, cross, singular);
            case 2 -> SequentialFunctions.typeTwo(data.terms(), effect, cross, singular);
            default -> EstimableFunctions.typeThree(data.terms(), effect, cross, singular);
        };
    }

    private boolean isTested(int effect) {
        return !data.terms().effects().get(effect).isIntercept()
                || data.request().model().options().has("INTERCEPT");
    }

    private List<OutputTable> coefficients(int type) {
        List<OutputTable> tables = new ArrayList<>();
        for (int e = 0; e < data.terms().effects().size(); e++) {
            if (isTested(e)) {
                String name = data.terms().effects().get(e).name();
                double[][] rows = hypothesis(type, e);
                tables.add(coefficients("Coef", "Type " + type + " Coefficients for " + name, rows));
            }
        }
        return tables;
    }

    private OutputTable coefficients(String name, String title, double[][] hypotheses) {
        List<ClassLevels> used = data.terms().usedClasses();
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(OutputColumn.rowHeader("Effect", "Effect"));
        used.forEach(c -> columns.add(OutputColumn.rowHeader(c.name(), c.name())));
        for (int r = 1; r <= hypotheses.length; r++) {
            columns.add(OutputColumn.number("Row" + r, "Row" + r, NumberFormats.D8_4));
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (int j = 0; j < data.terms().columnCount(); j++) {
            List<Cell> row = header(j, used);
            for (double[] hypothesis : hypotheses) {
                row.add(hypothesis[j] == 0 ? Cell.BLANK : Cell.of(hypothesis[j]));
            }
            rows.add(row);
        }
        return OutputTable.of(name, title, Layout.COLUMNS, columns, rows);
    }

    private FTest test(int type, int effect) {
        double[][] rows = hypothesis(type, effect);
        if (rows.length == 0) {
            return new FTest(0, Double.NaN, Double.NaN);
        }
        DegreesOfFreedom df = coefficients.degreesOfFreedom().ofMeans(effect);
        FTest wald = FTest.wald(
                rows, new double[rows.length], coefficients.estimates(), coefficients.covariance(), df.of(rows));
        return new FTest(wald.numeratorDf(), wald.denominatorDf(), wald.f() * df.scale(rows));
    }

    private OutputTable tests(int type) {
        boolean chiSquare = data.request().model().options().has("CHISQ");
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
            if (!isTested(e)) {
                continue;
            }
            FTest test = test(type, e);
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
        return OutputTable.of(
                "Tests" + type, "Type " + type + " Tests of Fixed Effects", Layout.COLUMNS, columns, rows);
    }

    /** Covariance, correlation or inverse covariance of the estimates. */
    OutputTable inverseCovariance() {
        int p = data.terms().columnCount();
        Sweep sweep = Sweep.of(coefficients.covariance(), p, Sweep.DEFAULT_SINGULAR);
        double[] inverse = new double[p * p];
        for (int j = 0; j < p; j++) {
            double[] unit = new double[p];
            unit[j] = 1;
            double[] column = sweep.times(unit);
            for (int i = 0; i < p; i++) {
                inverse[i * p + j] = column[i];
            }
        }
        return matrix("InvCovB", "Inverse Covariance Matrix for Fixed Effects", inverse, false);
    }

    OutputTable covariance(boolean correlation) {
        return matrix(
                correlation ? "CorrB" : "CovB",
                (correlation ? "Correlation" : "Covariance") + " Matrix for Fixed Effects",
                coefficients.covariance(),
                correlation);
    }

    private OutputTable matrix(String name, String title, double[] c, boolean correlation) {
        int p = data.terms().columnCount();
        List<ClassLevels> used = data.terms().usedClasses();
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(OutputColumn.number("Row", "Row", NumberFormats.INTEGER).asRowHeader());
        columns.add(OutputColumn.rowHeader("Effect", "Effect"));
        used.forEach(u -> columns.add(OutputColumn.rowHeader(u.name(), u.name())));
        for (int j = 1; j <= p; j++) {
            columns.add(OutputColumn.number("Col" + j, "Col" + j, NumberFormats.D8_4));
        }
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
        return OutputTable.of(name, title, Layout.COLUMNS, columns, rows);
    }
}
