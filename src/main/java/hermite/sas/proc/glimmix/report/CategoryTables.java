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
import hermite.sas.proc.covariance.report.FixedEffectReport;
import hermite.sas.proc.covariance.report.TestColumns;
import hermite.sas.proc.glimmix.binding.Categories;
import hermite.sas.proc.glimmix.binding.FixedModel;
import hermite.sas.proc.glimmix.binding.GlimmixMessage;
import hermite.sas.proc.glimmix.fitting.CategoryEffects;
import hermite.sas.proc.glimmix.fitting.FixedEffects;
import hermite.sas.proc.glimmix.fitting.PostFitInput;
import hermite.sas.proc.postfit.PostFit;
import hermite.sas.proc.postfit.PostFitModel;
import hermite.sas.proc.postfit.table.TablesByLevel;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/** Tables of the fixed effects of a multinomial model: rows name the response category they belong to. */
public final class CategoryTables {
    private static final Set<String> NOT_AVAILABLE = Set.of("LSMEANS", "LSMESTIMATE", "SLICE");
    private static final List<String> OPTIONS_NOT_AVAILABLE = List.of("COVBI", "MARGINAL");

    private final FixedModel data;
    private final CategoryEffects effects;
    private final Categories categories;
    private final ModelTerms terms;

    public CategoryTables(FixedModel data, CategoryEffects effects) {
        this.data = data;
        this.effects = effects;
        categories = data.response().categories().orElseThrow();
        terms = data.terms();
    }

    /** What the model is about, below the response profile. */
    public static OutputTable modelled(FixedModel data, Categories categories) {
        String name = data.response().name();
        String text = categories.nominal()
                ? "In modeling category probabilities, " + name + "='" + categories.reference()
                        + "' serves as the reference category."
                : "The GLIMMIX procedure is modeling the probabilities of levels of " + name
                        + " having lower Ordered Values in the Response Profile table.";
        return new OutputTable(
                "ResponseModeled",
                "Modeled Response",
                List.of(),
                Layout.CENTRED_SENTENCE,
                List.of(OutputColumn.text("Text", "")),
                List.of(List.of(Cell.of(text))),
                List.of());
    }

    /** −2 log likelihood given the modes; Pearson's statistic is not defined for categories. */
    public static OutputTable conditionalFit(GlmmFit fit) {
        return GlimmixTables.counted(
                "CondFitStatistics",
                "Fit Statistics for Conditional Distribution",
                NumberFormats.F12_2,
                List.of(GlimmixTables.row(
                        "-2 log L(y | r. effects)", fit.conditional().minusTwoLogLikelihood())));
    }

    /** Solutions, odds ratios, Type III tests, estimates and contrasts, as far as asked for. */
    public void put(ProcContext context) {
        Options model = data.modelOptions();
        if (model.has("SOLUTION")) {
            context.put(solutions(model.has("CL")));
        }
        if (model.has("COVB")) {
            context.put(covariance(false));
        }
        if (model.has("CORRB")) {
            context.put(covariance(true));
        }
        if (data.asksForOddsRatios()) {
            if (data.response().link().endsWith("Logit")) {
                byCategory(c -> List.of(new OddsRatios(data, effects.of(c)).table()))
                        .forEach(context::put);
            } else {
                context.log().write(GlimmixMessage.ODDS_RATIO_LINK);
            }
        }
        for (String option : OPTIONS_NOT_AVAILABLE) {
            if (model.has(option)) {
                context.log().write(GlimmixMessage.NOT_FOR_CATEGORIES, "The " + option + " option");
            }
        }
        if (terms.effects().stream().anyMatch(e -> !e.isIntercept()) || model.has("INTERCEPT")) {
            tests().forEach(context::put);
        }
        List<ProcStatement> statements = new ArrayList<>();
        for (ProcStatement statement : data.step().statements()) {
            String name = statement.spec().name();
            if (NOT_AVAILABLE.contains(name)) {
                context.log().write(GlimmixMessage.NOT_FOR_CATEGORIES, "The " + name + " statement");
            } else if (PostFit.does(statement)) {
                statements.add(statement);
            }
        }
        byCategory(c -> {
                    List<OutputTable> tables = new ArrayList<>();
                    PostFitModel fitted = PostFitInput.of(data, effects.of(c), context.formats())
                            .withContrastTest(effects.jointContrast());
                    new PostFit(fitted, context, tables::add).run(statements);
                    return tables;
                })
                .forEach(context::put);
    }

    /** The tables of every category in one, which has a column for it; as they are when the category is no matter. */
    private List<OutputTable> byCategory(IntFunction<List<OutputTable>> tables) {
        List<List<OutputTable>> all = new ArrayList<>();
        for (int c = 0; c < effects.categories(); c++) {
            all.add(tables.apply(c));
        }
        return TablesByLevel.merged(data.response().name(), categories.modelled(), all);
    }

    private OutputTable solutions(boolean limits) {
        double alpha = data.alpha();
        List<ClassLevels> used = terms.usedClasses();
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(OutputColumn.rowHeader("Effect", "Effect"));
        columns.add(
                OutputColumn.rowHeader(data.response().name(), data.response().name()));
        used.forEach(c -> columns.add(OutputColumn.rowHeader(c.name(), c.name())));
        columns.add(OutputColumn.number("Estimate", "Estimate", NumberFormats.D8_4));
        columns.add(OutputColumn.number("StdErr", "Standard|Error", NumberFormats.D8_4));
        columns.add(OutputColumn.number("DF", "DF", NumberFormats.INTEGER));
        columns.add(OutputColumn.number("tValue", "t Value", NumberFormats.F_2));
        columns.add(TestColumns.probability());
        if (limits) {
            columns.add(OutputColumn.number("Alpha", "Alpha", NumberFormats.BEST8));
            columns.add(OutputColumn.number("Lower", "Lower", NumberFormats.D8_4));
            columns.add(OutputColumn.number("Upper", "Upper", NumberFormats.D8_4));
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (int j = 0; j < terms.columnCount(); j++) {
            for (int c = 0; c < (effects.layout().differsByCategory(j) ? effects.categories() : 1); c++) {
                List<Cell> row = header(j, c);
                addEstimate(row, j, c, limits, alpha);
                rows.add(row);
            }
        }
        String title = data.isPlain() ? "Parameter Estimates" : "Solutions for Fixed Effects";
        return OutputTable.of("ParameterEstimates", title, Layout.COLUMNS, columns, rows);
    }

    /** Rows and columns in the order of the solutions. */
    private OutputTable covariance(boolean correlation) {
        List<int[]> coefficients = new ArrayList<>();
        for (int j = 0; j < terms.columnCount(); j++) {
            for (int c = 0; c < (effects.layout().differsByCategory(j) ? effects.categories() : 1); c++) {
                coefficients.add(new int[] {j, c});
            }
        }
        List<ClassLevels> used = terms.usedClasses();
        String response = data.response().name();
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(OutputColumn.rowHeader("Effect", "Effect"));
        columns.add(OutputColumn.rowHeader(response, response));
        used.forEach(c -> columns.add(OutputColumn.rowHeader(c.name(), c.name())));
        columns.add(OutputColumn.number("Row", "Row", NumberFormats.INTEGER).asRowHeader());
        for (int k = 1; k <= coefficients.size(); k++) {
            columns.add(OutputColumn.number("Col" + k, "Col" + k, NumberFormats.D8_4));
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (int[] a : coefficients) {
            List<Cell> row = header(a[0], a[1]);
            row.add(Cell.of(rows.size() + 1.0));
            for (int[] b : coefficients) {
                double value = effects.covariance(a[0], a[1], b[0], b[1]);
                double scale = correlation
                        ? Math.sqrt(
                                effects.covariance(a[0], a[1], a[0], a[1]) * effects.covariance(b[0], b[1], b[0], b[1]))
                        : 1;
                row.add(Double.isNaN(value) ? Cell.BLANK : Cell.of(value / scale));
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

    private void addEstimate(List<Cell> row, int column, int category, boolean limits, double alpha) {
        if (data.sweep().aliased()[column]) {
            row.add(new Cell.Shown(0, "0"));
            for (int k = 0; k < (limits ? 7 : 4); k++) {
                row.add(Cell.missing());
            }
            return;
        }
        FixedEffects.Linear linear = effects.column(column, category);
        row.add(Cell.of(linear.estimate()));
        row.add(TestColumns.number(linear.standardError()));
        row.add(TestColumns.df(linear.df()));
        row.add(TestColumns.number(linear.t()));
        row.add(TestColumns.number(linear.probability()));
        if (limits) {
            row.add(Cell.of(alpha));
            row.add(TestColumns.number(linear.lower(alpha)));
            row.add(TestColumns.number(linear.upper(alpha)));
        }
    }

    private boolean isTested(int effect) {
        return !terms.effects().get(effect).isIntercept() || data.modelOptions().has("INTERCEPT");
    }

    /** Tests that HTYPE= asks for, those of Type III by default, each after its coefficients where E= asks for them. */
    private List<OutputTable> tests() {
        Options options = data.modelOptions();
        boolean chiSquare = options.has("CHISQ");
        List<Double> types = options.numbers("HTYPE");
        List<OutputTable> tables = new ArrayList<>();
        for (int type = 1; type <= 3; type++) {
            boolean tested = types.isEmpty() ? type == 3 : types.contains((double) type);
            boolean coefficients = options.has("E" + type) || tested && options.has("E");
            if (!tested && !coefficients) {
                continue;
            }
            List<List<Cell>> rows = new ArrayList<>();
            for (int e = 0; e < terms.effects().size(); e++) {
                if (isTested(e)) {
                    String name = terms.effects().get(e).name();
                    rows.add(FixedEffectReport.testRow(name, effects.test(type, e), chiSquare));
                    if (coefficients) {
                        tables.add(coefficients(type, e));
                    }
                }
            }
            if (tested) {
                tables.add(FixedEffectReport.tests(type, FixedEffectReport.Wording.GLIMMIX, rows, chiSquare));
            }
        }
        return tables;
    }

    /** Of a hypothesis in every category, its rows numbered category by category. */
    private OutputTable coefficients(int type, int effect) {
        double[][] hypotheses = effects.hypothesis(type, effect);
        List<ClassLevels> used = terms.usedClasses();
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(OutputColumn.rowHeader("Effect", "Effect"));
        columns.add(
                OutputColumn.rowHeader(data.response().name(), data.response().name()));
        used.forEach(c -> columns.add(OutputColumn.rowHeader(c.name(), c.name())));
        boolean byCategory = effects.differ(hypotheses);
        int tested = byCategory ? effects.categories() : 1;
        for (int k = 1; k <= tested * hypotheses.length; k++) {
            columns.add(OutputColumn.number("Row" + k, "Row" + k, NumberFormats.D8_4));
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (int j = 0; j < terms.columnCount(); j++) {
            boolean differs = effects.layout().differsByCategory(j);
            for (int c = 0; c < (differs ? effects.categories() : 1); c++) {
                List<Cell> row = header(j, c);
                for (int tests = 0; tests < tested; tests++) {
                    for (double[] hypothesis : hypotheses) {
                        boolean blank = hypothesis[j] == 0 || differs && tests != c;
                        row.add(blank ? Cell.BLANK : Cell.of(hypothesis[j]));
                    }
                }
                rows.add(row);
            }
        }
        String title = "Type " + "I".repeat(type) + " Coefficients for "
                + terms.effects().get(effect).name();
        return OutputTable.of("Coef", title, Layout.COLUMNS, columns, rows);
    }

    /** Effect, category and class levels of a coefficient. */
    private List<Cell> header(int column, int category) {
        DesignColumn of = terms.columns().get(column);
        List<Cell> row = new ArrayList<>();
        row.add(Cell.of(terms.effects().get(of.effect()).name()));
        row.add(Cell.of(
                effects.layout().differsByCategory(column)
                        ? categories.modelled().get(category)
                        : ""));
        for (ClassLevels c : terms.usedClasses()) {
            int place = of.classVariables().indexOf(c.name());
            row.add(Cell.of(place < 0 ? "" : of.levels().get(place)));
        }
        return row;
    }
}
