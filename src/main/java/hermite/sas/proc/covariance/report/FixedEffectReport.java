package hermite.sas.proc.covariance.report;

import hermite.model.ClassLevels;
import hermite.model.DesignColumn;
import hermite.model.DesignMatrix;
import hermite.model.ModelTerms;
import hermite.model.Sweep;
import hermite.model.estimability.EstimableFunctions;
import hermite.model.inference.Combination;
import hermite.model.inference.DegreesOfFreedom;
import hermite.model.inference.FTest;
import hermite.model.inference.FittedCoefficients;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.proc.construct.ConstructedColumns;
import hermite.sas.syntax.ast.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tables of the fixed effects. */
public final class FixedEffectReport {
    /** Names and titles of the two procedures. */
    public enum Wording {
        MIXED("SolutionF", "Solution for Fixed Effects"),
        GLIMMIX("ParameterEstimates", "Solutions for Fixed Effects"),
        /** Of GLIMMIX without random effects. */
        PLAIN("ParameterEstimates", "Parameter Estimates");

        private final String name;
        private final String title;

        Wording(String name, String title) {
            this.name = name;
            this.title = title;
        }

        private String type(int number) {
            return "Type " + (this == MIXED ? Integer.toString(number) : "I".repeat(number));
        }

        private MatrixForm.Naming naming() {
            return this == MIXED ? MatrixForm.Naming.ROW_FIRST : MatrixForm.Naming.EFFECT_FIRST;
        }
    }

    private final ModelTerms terms;
    private final FittedCoefficients coefficients;
    private final boolean[] aliased;
    private final Options options;
    private final double alpha;
    private final Wording wording;
    private final List<Scale> scale;

    /** A parameter of the variances below the coefficients; the error is NaN where there is none. */
    private record Scale(String name, double estimate, double error) {}

    /** @param options of the MODEL statement */
    public FixedEffectReport(
            FittedCoefficients coefficients, boolean[] aliased, Options options, double alpha, Wording wording) {
        this(coefficients, aliased, options, alpha, wording, List.of());
    }

    private FixedEffectReport(
            FittedCoefficients coefficients,
            boolean[] aliased,
            Options options,
            double alpha,
            Wording wording,
            List<Scale> scale) {
        this.scale = scale;
        this.terms = coefficients.terms();
        this.coefficients = coefficients;
        this.aliased = aliased.clone();
        this.options = options;
        this.alpha = alpha;
        this.wording = wording;
    }

    /** With a last row for the scale of the distribution. */
    public FixedEffectReport withScale(double estimate, double standardError) {
        return with(new Scale("Scale", estimate, standardError));
    }

    /** With a last row for the number that multiplies variances. */
    public FixedEffectReport withOverdispersion(double estimate) {
        return with(new Scale("Residual", estimate, Double.NaN));
    }

    private FixedEffectReport with(Scale last) {
        List<Scale> all = new ArrayList<>(scale);
        all.add(last);
        return new FixedEffectReport(coefficients, aliased, options, alpha, wording, all);
    }

    /** The covariance and correlation of the estimates that the options ask for.
     *
     * @param model covariance of the estimates without EMPIRICAL= and corrections, which COVB(DETAILS) shows too
     */
    public List<OutputTable> covariances(double[] model) {
        List<OutputTable> tables = new ArrayList<>();
        if (options.has("COVB")) {
            if (options.suboptions("COVB").has("DETAILS")) {
                tables.add(matrix("CovBModelBased", "Model Based Covariance Matrix for Fixed Effects", model, false));
            }
            tables.add(covariance(false));
        }
        if (options.has("CORRB")) {
            tables.add(covariance(true));
        }
        if (options.has("COVBI")) {
            tables.add(inverseCovariance());
        }
        return tables;
    }

    /** The estimates, when SOLUTION asks for them. */
    public Optional<OutputTable> solution() {
        if (!options.has("SOLUTION")) {
            return Optional.empty();
        }
        int p = terms.columnCount();
        double[][] rows = new double[p][p];
        for (int j = 0; j < p; j++) {
            rows[j][j] = 1;
        }
        return Optional.of(solution(wording.name, wording.title, rows));
    }

    /**
     * Estimates of the coefficients of columns that are centred at their mean, where there is an intercept, and divided
     * by the root of their sum of squares about it (STDCOEF).
     *
     * @param x design the coefficients belong to
     * @param counts how often each row counts
     */
    public OutputTable standardized(DesignMatrix x, double[] counts) {
        int p = x.columns();
        boolean centred = terms.hasIntercept();
        double[][] rows = new double[p][p];
        double n = java.util.Arrays.stream(counts).sum();
        for (int j = 0; j < p; j++) {
            double mean = 0;
            for (int i = 0; i < x.rows(); i++) {
                mean += counts[i] * x.get(i, j) / n;
            }
            double squares = 0;
            for (int i = 0; i < x.rows(); i++) {
                squares += counts[i] * (x.get(i, j) - mean) * (x.get(i, j) - mean);
            }
            boolean intercept = centred && j == 0;
            rows[j][j] = intercept ? 1 : Math.sqrt(squares);
            if (centred && !intercept && !aliased[j]) {
                rows[0][j] = mean;
            }
        }
        return solution("StandardizedCoefficients", "Standardized Coefficients", rows);
    }

    /** @param combinations of the coefficients, one for each of them */
    private OutputTable solution(String name, String title, double[][] combinations) {
        boolean limits = options.has("CL");
        List<String> names = names();
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(OutputColumn.rowHeader("Effect", "Effect"));
        names.forEach(u -> columns.add(OutputColumn.rowHeader(u, u)));
        TestColumns.addTests(columns, "StdErr", "Standard|Error", limits);
        List<List<Cell>> rows = new ArrayList<>();
        int p = terms.columnCount();
        for (int j = 0; j < p; j++) {
            List<Cell> row = header(j);
            if (aliased[j]) {
                row.add(new Cell.Shown(0, "0"));
                for (int k = 0; k < (limits ? 7 : 4); k++) {
                    row.add(Cell.missing());
                }
            } else {
                double[] unit = new double[p];
                unit[j] = 1;
                Combination c = coefficients.combination(combinations[j]);
                TestColumns.addTest(
                        row,
                        c.value(),
                        c.standardError(),
                        coefficients.degreesOfFreedom().of(new double[][] {unit}),
                        limits,
                        alpha);
            }
            rows.add(row);
        }
        for (Scale one : scale) {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(one.name)));
            names.forEach(c -> row.add(Cell.of("")));
            row.add(Cell.of(one.estimate));
            row.add(TestColumns.number(one.error));
            for (int k = 0; k < (limits ? 6 : 3); k++) {
                row.add(Cell.missing());
            }
            rows.add(row);
        }
        return OutputTable.of(name, title, Layout.COLUMNS, columns, rows);
    }

    /** Columns that tell the columns of one effect apart: class variables and constructed effects. */
    private List<String> names() {
        List<String> names = new ArrayList<>(ConstructedColumns.names(terms));
        terms.usedClasses().forEach(c -> names.add(c.name()));
        return names;
    }

    private List<Cell> header(int j) {
        DesignColumn column = terms.columns().get(j);
        List<Cell> row = new ArrayList<>();
        row.add(Cell.of(terms.effects().get(column.effect()).name()));
        ConstructedColumns.names(terms).forEach(c -> row.add(Cell.of(ConstructedColumns.label(terms, column, c))));
        for (ClassLevels c : terms.usedClasses()) {
            int place = column.classVariables().indexOf(c.name());
            row.add(Cell.of(place < 0 ? "" : column.levels().get(place)));
        }
        return row;
    }

    private boolean hasTests() {
        return terms.effects().stream().anyMatch(e -> !e.isIntercept()) || options.has("INTERCEPT");
    }

    /** Tests that HTYPE= asks for, those of Type 3 by default; E asks for the coefficients of all, E1 for those of Type 1. */
    public List<OutputTable> tests() {
        List<OutputTable> tables = new ArrayList<>();
        if (!hasTests() || options.has("NOTEST")) {
            return tables;
        }
        List<Double> types = options.numbers("HTYPE");
        for (int type = 1; type <= 3; type++) {
            boolean tested = types.isEmpty() ? type == 3 : types.contains((double) type);
            if (options.has("E" + type) || tested && options.has("E")) {
                tables.addAll(coefficients(type));
            }
            if (tested) {
                tables.add(tests(type));
            }
        }
        return tables;
    }

    private double[][] hypothesis(int type, int effect) {
        double singular = options.number("SINGULAR").orElse(Sweep.DEFAULT_SINGULAR);
        return EstimableFunctions.ofType(type, terms, effect, coefficients.crossProducts(), singular);
    }

    private boolean isTested(int effect) {
        return !terms.effects().get(effect).isIntercept() || options.has("INTERCEPT");
    }

    private List<OutputTable> coefficients(int type) {
        List<OutputTable> tables = new ArrayList<>();
        for (int e = 0; e < terms.effects().size(); e++) {
            if (isTested(e)) {
                String name = terms.effects().get(e).name();
                double[][] rows = hypothesis(type, e);
                tables.add(coefficients("Coef", wording.type(type) + " Coefficients for " + name, rows));
            }
        }
        return tables;
    }

    private OutputTable coefficients(String name, String title, double[][] hypotheses) {
        List<String> names = names();
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(OutputColumn.rowHeader("Effect", "Effect"));
        names.forEach(u -> columns.add(OutputColumn.rowHeader(u, u)));
        for (int r = 1; r <= hypotheses.length; r++) {
            columns.add(OutputColumn.number("Row" + r, "Row" + r, NumberFormats.D8_4));
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (int j = 0; j < terms.columnCount(); j++) {
            List<Cell> row = header(j);
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
        DegreesOfFreedom df = coefficients.degreesOfFreedom().ofEffect(effect);
        FTest wald = FTest.wald(
                rows, new double[rows.length], coefficients.estimates(), coefficients.covariance(), df.of(rows));
        return new FTest(wald.numeratorDf(), wald.denominatorDf(), wald.f() * df.scale(rows));
    }

    private OutputTable tests(int type) {
        boolean chiSquare = options.has("CHISQ");
        List<List<Cell>> rows = new ArrayList<>();
        for (int e = 0; e < terms.effects().size(); e++) {
            if (isTested(e)) {
                rows.add(testRow(terms.effects().get(e).name(), test(type, e), chiSquare));
            }
        }
        return tests(type, wording, rows, chiSquare);
    }

    /** The table of rows made by {@link #testRow}. */
    public static OutputTable tests(int type, Wording wording, List<List<Cell>> rows, boolean chiSquare) {
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
        return OutputTable.of(
                "Tests" + type, wording.type(type) + " Tests of Fixed Effects", Layout.COLUMNS, columns, rows);
    }

    public static List<Cell> testRow(String label, FTest test, boolean chiSquare) {
        List<Cell> row = new ArrayList<>();
        row.add(Cell.of(label));
        row.add(Cell.of((double) test.numeratorDf()));
        row.add(TestColumns.df(test.denominatorDf()));
        if (chiSquare) {
            row.add(TestColumns.number(test.chiSquare()));
        }
        row.add(TestColumns.number(test.f()));
        if (chiSquare) {
            row.add(TestColumns.number(test.chiSquareProbability()));
        }
        row.add(TestColumns.number(test.probability()));
        return row;
    }

    /** Inverse of the covariance of the estimates. */
    private OutputTable inverseCovariance() {
        int p = terms.columnCount();
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

    private OutputTable covariance(boolean correlation) {
        return matrix(
                correlation ? "CorrB" : "CovB",
                (correlation ? "Correlation" : "Covariance") + " Matrix for Fixed Effects",
                coefficients.covariance(),
                correlation);
    }

    private OutputTable matrix(String name, String title, double[] c, boolean correlation) {
        int p = terms.columnCount();
        List<String> names = names();
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(OutputColumn.rowHeader("Effect", "Effect"));
        names.forEach(u -> columns.add(OutputColumn.rowHeader(u, u)));
        int place = wording.naming() == MatrixForm.Naming.ROW_FIRST ? 0 : columns.size();
        columns.add(
                place, OutputColumn.number("Row", "Row", NumberFormats.INTEGER).asRowHeader());
        for (int j = 1; j <= p; j++) {
            columns.add(OutputColumn.number("Col" + j, "Col" + j, NumberFormats.D8_4));
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < p; i++) {
            List<Cell> row = header(i);
            row.add(place, Cell.of(i + 1.0));
            for (int j = 0; j < p; j++) {
                double value = c[i * p + j];
                boolean blank = aliased[i] || aliased[j];
                row.add(
                        blank
                                ? Cell.BLANK
                                : TestColumns.number(
                                        correlation ? value / Math.sqrt(c[i * p + i] * c[j * p + j]) : value));
            }
            rows.add(row);
        }
        return OutputTable.of(name, title, Layout.COLUMNS, columns, rows);
    }
}
