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
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.glimmix.binding.Categories;
import hermite.sas.proc.glimmix.binding.GlimmixData;
import hermite.sas.proc.glimmix.binding.GlimmixMessage;
import hermite.sas.proc.glimmix.fitting.CategoryEffects;
import hermite.sas.proc.glimmix.fitting.FixedEffects;
import hermite.sas.proc.glimmix.fitting.PostFitInput;
import hermite.sas.proc.postfit.PostFit;
import hermite.sas.proc.postfit.table.TablesByLevel;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/** Tables of the fixed effects of a multinomial model: rows name the response category they belong to. */
public final class CategoryTables {
    private static final Set<String> NOT_AVAILABLE = Set.of("LSMEANS", "LSMESTIMATE", "SLICE", "STORE");
    private static final List<String> OPTIONS_NOT_AVAILABLE = List.of("COVBI", "E", "E1", "E2", "E3", "MARGINAL");

    private final GlimmixData data;
    private final CategoryEffects effects;
    private final Categories categories;
    private final ModelTerms terms;

    public CategoryTables(GlimmixData data, CategoryEffects effects) {
        this.data = data;
        this.effects = effects;
        categories = data.response().categories().orElseThrow();
        terms = data.terms();
    }

    /** What the model is about, below the response profile. */
    public static OutputTable modelled(GlimmixData data, Categories categories) {
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
        Options model = data.request().modelOptions();
        if (model.has("SOLUTION")) {
            context.put(solutions(model.has("CL")));
        }
        if (model.has("COVB")) {
            context.put(covariance(false));
        }
        if (model.has("CORRB")) {
            context.put(covariance(true));
        }
        if (data.request().asksForOddsRatios()) {
            if (data.response().link().endsWith("Logit")) {
                byCategory(c -> List.of(new OddsRatios(data, effects.of(c)).table()))
                        .forEach(context::put);
            } else {
                context.log().write(GlimmixMessage.ODDS_RATIO_LINK);
            }
        }
        if (model.numbers("HTYPE").stream().anyMatch(t -> t != 3)) {
            throw new StepFailure(
                    data.request().step().place(),
                    GlimmixMessage.NOT_BUILT,
                    "HTYPE= other than 3 for a multinomial response");
        }
        for (String option : OPTIONS_NOT_AVAILABLE) {
            if (model.has(option)) {
                context.log().write(GlimmixMessage.NOT_FOR_CATEGORIES, "The " + option + " option");
            }
        }
        if (model.find("HTYPE")
                .filter(o -> o.value() instanceof OptionValue.Numbers types
                        && types.values().stream().anyMatch(t -> t != 3))
                .isPresent()) {
            context.log().write(GlimmixMessage.NOT_FOR_CATEGORIES, "HTYPE= other than 3");
        }
        if (terms.effects().stream().anyMatch(e -> !e.isIntercept()) || model.has("INTERCEPT")) {
            context.put(typeThree());
        }
        List<ProcStatement> statements = new ArrayList<>();
        for (ProcStatement statement : data.request().step().statements()) {
            String name = statement.spec().name();
            if (NOT_AVAILABLE.contains(name)) {
                context.log().write(GlimmixMessage.NOT_FOR_CATEGORIES, "The " + name + " statement");
            } else if (PostFit.does(statement)) {
                if (name.equals("CONTRAST")
                        && categories.nominal()
                        && !statement.options().has("BYCATEGORY")) {
                    context.log().write(GlimmixMessage.CONTRAST_BY_CATEGORY);
                }
                statements.add(statement);
            }
        }
        byCategory(c -> {
                    List<OutputTable> tables = new ArrayList<>();
                    new PostFit(PostFitInput.of(data, effects.of(c), context.formats()), context, tables::add)
                            .run(statements);
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
        double alpha = data.request().alpha();
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
        columns.add(FixedEffectTables.probability());
        if (limits) {
            columns.add(OutputColumn.number("Alpha", "Alpha", NumberFormats.BEST8));
            columns.add(OutputColumn.number("Lower", "Lower", NumberFormats.D8_4));
            columns.add(OutputColumn.number("Upper", "Upper", NumberFormats.D8_4));
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (int j = 0; j < terms.columnCount(); j++) {
            DesignColumn column = terms.columns().get(j);
            boolean differs = effects.differsByCategory(j);
            for (int c = 0; c < (differs ? effects.categories() : 1); c++) {
                List<Cell> row = new ArrayList<>();
                row.add(Cell.of(terms.effects().get(column.effect()).name()));
                row.add(Cell.of(differs ? categories.modelled().get(c) : ""));
                for (ClassLevels of : used) {
                    int place = column.classVariables().indexOf(of.name());
                    row.add(Cell.of(place < 0 ? "" : column.levels().get(place)));
                }
                addEstimate(row, j, c, limits, alpha);
                rows.add(row);
            }
        }
        return OutputTable.of("ParameterEstimates", "Solutions for Fixed Effects", Layout.COLUMNS, columns, rows);
    }

    /** Rows and columns in the order of the solutions. */
    private OutputTable covariance(boolean correlation) {
        List<int[]> coefficients = new ArrayList<>();
        for (int j = 0; j < terms.columnCount(); j++) {
            for (int c = 0; c < (effects.differsByCategory(j) ? effects.categories() : 1); c++) {
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
            DesignColumn column = terms.columns().get(a[0]);
            List<Cell> row = new ArrayList<>();
            row.add(Cell.of(terms.effects().get(column.effect()).name()));
            row.add(Cell.of(
                    effects.differsByCategory(a[0]) ? categories.modelled().get(a[1]) : ""));
            for (ClassLevels of : used) {
                int place = column.classVariables().indexOf(of.name());
                row.add(Cell.of(place < 0 ? "" : column.levels().get(place)));
            }
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
        if (effects.of(category).isAliased(column)) {
            row.add(new Cell.Shown(0, "0"));
            for (int k = 0; k < (limits ? 7 : 4); k++) {
                row.add(Cell.missing());
            }
            return;
        }
        FixedEffects.Linear linear = effects.column(column, category);
        row.add(Cell.of(linear.estimate()));
        row.add(FixedEffectTables.number(linear.standardError()));
        row.add(FixedEffectTables.df(linear.df()));
        row.add(FixedEffectTables.number(linear.t()));
        row.add(FixedEffectTables.number(linear.probability()));
        if (limits) {
            row.add(Cell.of(alpha));
            row.add(FixedEffectTables.number(linear.lower(alpha)));
            row.add(FixedEffectTables.number(linear.upper(alpha)));
        }
    }

    private OutputTable typeThree() {
        Options options = data.request().modelOptions();
        boolean chiSquare = options.has("CHISQ");
        List<List<Cell>> rows = new ArrayList<>();
        for (int e = 0; e < terms.effects().size(); e++) {
            if (!terms.effects().get(e).isIntercept() || options.has("INTERCEPT")) {
                rows.add(FixedEffectTables.testRow(terms.effects().get(e).name(), effects.typeThree(e), chiSquare));
            }
        }
        return FixedEffectTables.typeThree(rows, chiSquare);
    }
}
