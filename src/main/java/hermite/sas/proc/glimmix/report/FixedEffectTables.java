package hermite.sas.proc.glimmix.report;

import hermite.model.ClassLevels;
import hermite.model.DesignColumn;
import hermite.model.ModelTerms;
import hermite.model.glmm.GlmmFit;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.construct.ConstructedColumns;
import hermite.sas.proc.covariance.FixedEffectReport;
import hermite.sas.proc.glimmix.binding.GlimmixData;
import hermite.sas.proc.glimmix.binding.GlimmixMessage;
import hermite.sas.proc.glimmix.fitting.FixedEffects;
import hermite.sas.proc.glimmix.fitting.FixedEffects.FTest;
import hermite.sas.proc.glimmix.fitting.FixedEffects.Linear;
import hermite.sas.proc.glimmix.fitting.PostFitInput;
import hermite.sas.syntax.ast.Options;
import java.util.ArrayList;
import java.util.List;

/** Tables of the fixed effects: solutions, Type III tests, covariance. */
public final class FixedEffectTables {
    private final GlimmixData data;
    private final FixedEffects fixed;
    private final ModelTerms terms;
    private final double alpha;

    public FixedEffectTables(GlimmixData data, FixedEffects fixed) {
        this.data = data;
        this.fixed = fixed;
        this.terms = data.terms();
        this.alpha = data.request().alpha();
    }

    /** Solutions, their covariance, odds ratios and Type III tests, as far as asked for. */
    public static void put(
            GlimmixData data, GlmmFit fit, FixedEffects fixed, DerivativeTables derivatives, ProcContext context) {
        Options model = data.request().modelOptions();
        FixedEffectTables fixedTables = new FixedEffectTables(data, fixed);
        if (model.has("SOLUTION") && data.request().isPlain()) {
            context.put(plainSolutions(data, fixed, fit));
        } else if (model.has("SOLUTION")) {
            OutputTable solutions = fixedTables.solutions();
            context.put(
                    data.request().step().options().has("GRADIENT")
                            ? derivatives.withFixedGradient(solutions)
                            : solutions);
        }
        FixedEffectReport shared = new FixedEffectReport(
                PostFitInput.coefficients(data, fixed),
                data.sweep().aliased(),
                model,
                data.request().alpha(),
                FixedEffectReport.Wording.GLIMMIX);
        if (model.has("STDCOEF") && !model.has("NOCENTER")) {
            context.put(shared.standardized(data.x(), PostFitInput.counts(data)));
        }
        if (model.has("COVB")) {
            if (model.suboptions("COVB").has("DETAILS")) {
                context.put(fixedTables.modelCovariance());
            }
            context.put(fixedTables.covariance(false));
        }
        if (model.has("CORRB")) {
            context.put(fixedTables.covariance(true));
        }
        if (model.has("COVBI")) {
            context.put(shared.inverseCovariance());
        }
        if (data.request().asksForOddsRatios()) {
            if (data.response().link().equals("Logit")) {
                context.put(new OddsRatios(data, fixed).table());
            } else {
                context.log().write(GlimmixMessage.ODDS_RATIO_LINK);
            }
        }
        shared.tests().forEach(context::put);
    }

    /** Of a model without random effects: its scale is a parameter among the others. */
    private static OutputTable plainSolutions(GlimmixData data, FixedEffects fixed, GlmmFit fit) {
        FixedEffectReport report = new FixedEffectReport(
                PostFitInput.coefficients(data, fixed),
                data.sweep().aliased(),
                data.request().modelOptions(),
                data.request().alpha(),
                FixedEffectReport.Wording.PLAIN);
        int scale = fit.parameters() - 1;
        return (data.spec().response().hasDispersion()
                        ? report.withScale(fit.estimates()[scale], fit.modelStandardError(scale))
                        : report)
                .estimates()
                .get(0);
    }

    public static Cell df(double df) {
        return Double.isInfinite(df) ? new Cell.Shown(df, "Infty") : Cell.of(df);
    }

    public static Cell number(double value) {
        return Double.isNaN(value) ? Cell.missing() : Cell.of(value);
    }

    /** The column of two-sided p values of t; its heading holds the character that elsewhere splits headings. */
    public static OutputColumn probability() {
        return OutputColumn.number("Probt", "", NumberFormats.PVALUE6_4)
                .withHeading(List.of("Pr > |t|"))
                .withLabel("Pr > |t|");
    }

    public OutputTable solutions() {
        boolean limits = data.request().modelOptions().has("CL");
        List<ClassLevels> used = terms.usedClasses();
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(OutputColumn.rowHeader("Effect", "Effect"));
        ConstructedColumns.names(terms).forEach(c -> columns.add(OutputColumn.rowHeader(c, c)));
        used.forEach(c -> columns.add(OutputColumn.rowHeader(c.name(), c.name())));
        columns.add(OutputColumn.number("Estimate", "Estimate", NumberFormats.D8_4));
        columns.add(OutputColumn.number("StdErr", "Standard|Error", NumberFormats.D8_4));
        columns.add(OutputColumn.number("DF", "DF", NumberFormats.INTEGER));
        columns.add(OutputColumn.number("tValue", "t Value", NumberFormats.F_2));
        columns.add(FixedEffectTables.probability());
        if (limits) {
            columns.add(OutputColumn.number("Alpha", "Alpha", NumberFormats.BEST8));
            columns.add(OutputColumn.number("Lower", "Lower", NumberFormats.D8_4));
            columns.add(OutputColumn.number("Upper", "Upper", NumberFormats.D8_4));
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (int j = 0; j < terms.columnCount(); j++) {
            DesignColumn column = terms.columns().get(j);
            List<Cell> row = new ArrayList<>();
            row.add(Cell.of(terms.effects().get(column.effect()).name()));
            ConstructedColumns.names(terms).forEach(c -> row.add(Cell.of(ConstructedColumns.label(terms, column, c))));
            for (ClassLevels c : used) {
                int place = column.classVariables().indexOf(c.name());
                row.add(Cell.of(place < 0 ? "" : column.levels().get(place)));
            }
            if (fixed.isAliased(j)) {
                row.add(new Cell.Shown(0, "0"));
                for (int k = 0; k < (limits ? 7 : 4); k++) {
                    row.add(Cell.missing());
                }
            } else {
                Linear linear = fixed.column(j);
                row.add(Cell.of(linear.estimate()));
                row.add(number(linear.standardError()));
                row.add(df(linear.df()));
                row.add(number(linear.t()));
                row.add(number(linear.probability()));
                if (limits) {
                    row.add(Cell.of(alpha));
                    row.add(number(linear.lower(alpha)));
                    row.add(number(linear.upper(alpha)));
                }
            }
            rows.add(row);
        }
        return OutputTable.of("ParameterEstimates", "Solutions for Fixed Effects", Layout.COLUMNS, columns, rows);
    }

    /** The table of rows made by {@link #testRow}. */
    static OutputTable tests(int type, List<List<Cell>> rows, boolean chiSquare) {
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(OutputColumn.rowHeader("Effect", "Effect"));
        columns.add(OutputColumn.number("NumDF", "Num|DF", NumberFormats.INTEGER));
        columns.add(OutputColumn.number("DenDF", "Den|DF", NumberFormats.INTEGER));
        if (chiSquare) {
            columns.add(OutputColumn.number("ChiSq", "Chi-Square", NumberFormats.F_2));
        }
        columns.add(OutputColumn.number("FValue", "F Value", NumberFormats.F_2));
        if (chiSquare) {
            columns.add(OutputColumn.number("ProbChiSq", "Pr > ChiSq", NumberFormats.PVALUE6_4));
        }
        columns.add(OutputColumn.number("ProbF", "Pr > F", NumberFormats.PVALUE6_4));
        String title = "Type " + "I".repeat(type) + " Tests of Fixed Effects";
        return OutputTable.of("Tests" + type, title, Layout.COLUMNS, columns, rows);
    }

    public static List<Cell> testRow(String label, FTest test, boolean chiSquare) {
        List<Cell> row = new ArrayList<>();
        row.add(Cell.of(label));
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
        return row;
    }

    /** The covariance without EMPIRICAL, for COVB(DETAILS). */
    private OutputTable modelCovariance() {
        return covariance(
                "CovBModelBased", "Model Based Covariance Matrix for Fixed Effects", fixed.modelCovariance(), false);
    }

    public OutputTable covariance(boolean correlation) {
        return covariance(
                correlation ? "CorrB" : "CovB",
                (correlation ? "Correlation" : "Covariance") + " Matrix for Fixed Effects",
                fixed.covariance(),
                correlation);
    }

    private OutputTable covariance(String name, String title, double[] matrix, boolean correlation) {
        int p = terms.columnCount();
        List<ClassLevels> used = terms.usedClasses();
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(OutputColumn.rowHeader("Effect", "Effect"));
        ConstructedColumns.names(terms).forEach(c -> columns.add(OutputColumn.rowHeader(c, c)));
        used.forEach(c -> columns.add(OutputColumn.rowHeader(c.name(), c.name())));
        columns.add(OutputColumn.number("Row", "Row", NumberFormats.INTEGER).asRowHeader());
        for (int j = 0; j < p; j++) {
            columns.add(OutputColumn.number("Col" + (j + 1), "Col" + (j + 1), NumberFormats.D8_4));
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < p; i++) {
            DesignColumn column = terms.columns().get(i);
            List<Cell> row = new ArrayList<>();
            row.add(Cell.of(terms.effects().get(column.effect()).name()));
            ConstructedColumns.names(terms).forEach(c -> row.add(Cell.of(ConstructedColumns.label(terms, column, c))));
            for (ClassLevels c : used) {
                int place = column.classVariables().indexOf(c.name());
                row.add(Cell.of(place < 0 ? "" : column.levels().get(place)));
            }
            row.add(Cell.of(i + 1.0));
            for (int j = 0; j < p; j++) {
                row.add(matrixCell(matrix, i, j, correlation));
            }
            rows.add(row);
        }
        return OutputTable.of(name, title, Layout.COLUMNS, columns, rows);
    }

    private Cell matrixCell(double[] c, int i, int j, boolean correlation) {
        if (fixed.isAliased(i) || fixed.isAliased(j)) {
            return Cell.BLANK;
        }
        int p = terms.columnCount();
        double value = c[i * p + j];
        return number(correlation ? value / Math.sqrt(c[i * p + i] * c[j * p + j]) : value);
    }
}
