package hermite.sas.proc.glimmix;

import hermite.model.DesignColumn;
import hermite.model.Effect;
import hermite.model.ModelTerms;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.EffectBinding;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.glimmix.FixedEffects.Linear;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body.Coefficients;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** ESTIMATE and CONTRAST statements on the fixed effects. */
final class LinearCombinations {
    private final GlimmixData data;
    private final FixedEffects fixed;
    private final ModelTerms terms;

    LinearCombinations(GlimmixData data, FixedEffects fixed) {
        this.data = data;
        this.fixed = fixed;
        this.terms = data.terms();
    }

    void put(ProcContext context) {
        List<ProcStatement> estimates = data.request().step().statements("ESTIMATE");
        if (!estimates.isEmpty()) {
            context.put(estimates(estimates, context));
        }
        List<ProcStatement> contrasts = data.request().step().statements("CONTRAST");
        if (!contrasts.isEmpty()) {
            context.put(contrasts(contrasts, context));
        }
    }

    private OutputTable estimates(List<ProcStatement> statements, ProcContext context) {
        boolean cl = any(statements, "CL");
        boolean exp = any(statements, "EXP");
        boolean mean = any(statements, "ILINK");
        List<OutputColumn> columns = new ArrayList<>(List.of(
                OutputColumn.rowHeader("Label", "Label"),
                OutputColumn.number("Estimate", "Estimate", NumberFormats.D8_4),
                OutputColumn.number("StdErr", "Standard|Error", NumberFormats.D8_4),
                OutputColumn.number("DF", "DF", NumberFormats.INTEGER),
                OutputColumn.number("tValue", "t Value", NumberFormats.F_2),
                FixedEffectTables.probability()));
        if (cl) {
            columns.add(OutputColumn.number("Alpha", "Alpha", NumberFormats.BEST8));
            columns.add(OutputColumn.number("Lower", "Lower", NumberFormats.D8_4));
            columns.add(OutputColumn.number("Upper", "Upper", NumberFormats.D8_4));
        }
        if (mean) {
            columns.add(OutputColumn.number("Mu", "Mean", NumberFormats.D8_4));
            columns.add(OutputColumn.number("StdErrMu", "Standard|Error|Mean", NumberFormats.D8_4));
            if (cl) {
                columns.add(OutputColumn.number("LowerMu", "Lower|Mean", NumberFormats.D8_4));
                columns.add(OutputColumn.number("UpperMu", "Upper|Mean", NumberFormats.D8_4));
            }
        }
        if (exp) {
            columns.add(OutputColumn.number("ExpEstimate", "Exponentiated|Estimate", NumberFormats.D8_4));
            if (cl) {
                columns.add(OutputColumn.number("ExpLower", "Exponentiated|Lower", NumberFormats.D8_4));
                columns.add(OutputColumn.number("ExpUpper", "Exponentiated|Upper", NumberFormats.D8_4));
            }
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (ProcStatement statement : statements) {
            Coefficients body = (Coefficients) statement.body();
            for (double[] row : rows(body, statement)) {
                List<Cell> cells = estimateRow(body.label(), row, statement.options(), cl, mean, exp, context);
                while (cells.size() < columns.size()) {
                    cells.add(Cell.missing());
                }
                rows.add(cells);
            }
        }
        return OutputTable.of("Estimates", "Estimates", Layout.COLUMNS, columns, rows);
    }

    private static boolean any(List<ProcStatement> statements, String option) {
        return statements.stream().anyMatch(s -> s.options().has(option));
    }

    private List<Cell> estimateRow(
            String label, double[] row, Options options, boolean cl, boolean mean, boolean exp, ProcContext context) {
        List<Cell> cells = new ArrayList<>(List.of(Cell.of(label)));
        double divisor = options.number("DIVISOR").orElse(1);
        double[] scaled = row.clone();
        for (int j = 0; j < scaled.length; j++) {
            scaled[j] /= divisor;
        }
        if (!fixed.isEstimable(scaled)) {
            context.log().write(GlimmixMessage.NOT_ESTIMABLE, "ESTIMATE", label);
            cells.add(new Cell.Shown(Double.NaN, "Non-est"));
            return cells;
        }
        Linear found = fixed.combination(scaled);
        OptionalDouble df = options.number("DF");
        Linear linear = df.isPresent() ? new Linear(found.estimate(), found.standardError(), df.getAsDouble()) : found;
        double alpha = options.number("ALPHA").orElse(0.05);
        double lower = linear.lower(alpha);
        double upper = linear.upper(alpha);
        cells.add(Cell.of(linear.estimate()));
        cells.add(FixedEffectTables.number(linear.standardError()));
        cells.add(FixedEffectTables.df(linear.df()));
        cells.add(FixedEffectTables.number(linear.t()));
        cells.add(FixedEffectTables.number(linear.probability()));
        if (cl) {
            cells.add(Cell.of(alpha));
            cells.add(FixedEffectTables.number(lower));
            cells.add(FixedEffectTables.number(upper));
        }
        if (mean) {
            var density = data.spec().density();
            double step = 1e-5;
            double slope = (density.mean(linear.estimate() + step, 1) - density.mean(linear.estimate() - step, 1))
                    / (2 * step);
            cells.add(Cell.of(density.mean(linear.estimate(), 1)));
            cells.add(FixedEffectTables.number(Math.abs(slope) * linear.standardError()));
            if (cl) {
                cells.add(FixedEffectTables.number(density.mean(lower, 1)));
                cells.add(FixedEffectTables.number(density.mean(upper, 1)));
            }
        }
        if (exp) {
            cells.add(Cell.of(Math.exp(linear.estimate())));
            if (cl) {
                cells.add(FixedEffectTables.number(Math.exp(lower)));
                cells.add(FixedEffectTables.number(Math.exp(upper)));
            }
        }
        return cells;
    }

    private OutputTable contrasts(List<ProcStatement> statements, ProcContext context) {
        boolean chiSquare = any(statements, "CHISQ");
        List<OutputColumn> columns = new ArrayList<>(List.of(
                OutputColumn.rowHeader("Label", "Label"),
                OutputColumn.number("NumDF", "Num|DF", NumberFormats.INTEGER),
                OutputColumn.number("DenDF", "Den|DF", NumberFormats.INTEGER)));
        if (chiSquare) {
            columns.add(OutputColumn.number("ChiSq", "Chi-Square", NumberFormats.F_2));
        }
        columns.add(OutputColumn.number("FValue", "F Value", NumberFormats.F_2));
        if (chiSquare) {
            columns.add(OutputColumn.number("ProbChiSq", "Pr > ChiSq", NumberFormats.PVALUE6_4));
        }
        columns.add(OutputColumn.number("ProbF", "Pr > F", NumberFormats.PVALUE6_4));
        List<List<Cell>> rows = new ArrayList<>();
        for (ProcStatement statement : statements) {
            Coefficients body = (Coefficients) statement.body();
            double[][] hypothesis = rows(body, statement).toArray(double[][]::new);
            for (double[] row : hypothesis) {
                if (!fixed.isEstimable(row)) {
                    context.log().write(GlimmixMessage.NOT_ESTIMABLE, "CONTRAST", body.label());
                    hypothesis = new double[0][];
                    break;
                }
            }
            double df = statement.options().number("DF").orElse(fixed.smallestDegreesOfFreedom(hypothesis));
            rows.add(FixedEffectTables.testRow(body.label(), fixed.test(hypothesis, df), chiSquare));
        }
        return OutputTable.of("Contrasts", "Contrasts", Layout.COLUMNS, columns, rows);
    }

    /** Coefficients of all design columns, one array a row of the statement. */
    private List<double[]> rows(Coefficients body, ProcStatement statement) {
        List<double[]> rows = new ArrayList<>();
        for (Coefficients.Row given : body.rows()) {
            double[] row = new double[terms.columnCount()];
            boolean[] specified = new boolean[terms.effects().size()];
            for (Coefficients.Term term : given.terms()) {
                int effect = effectOf(term, body, statement);
                specified[effect] = true;
                if (term.values().size() > terms.columnCount(effect)) {
                    throw new StepFailure(
                            statement.place(),
                            GlimmixMessage.COEFFICIENT_COUNT,
                            terms.effects().get(effect).name(),
                            body.label());
                }
                for (int k = 0; k < term.values().size(); k++) {
                    row[terms.firstColumn(effect) + k] = term.values().get(k);
                }
            }
            complete(row, specified);
            rows.add(row);
        }
        return rows;
    }

    private int effectOf(Coefficients.Term term, Coefficients body, ProcStatement statement) {
        var declared = data.classes().stream().map(c -> c.variable()).toList();
        Effect effect = EffectBinding.effect(term.effect(), data.table(), declared);
        for (int e = 0; e < terms.effects().size(); e++) {
            if (terms.effects().get(e).name().equalsIgnoreCase(effect.name())) {
                return e;
            }
        }
        throw new StepFailure(statement.place(), GlimmixMessage.COEFFICIENT_EFFECT, effect.name(), body.label());
    }

    /**
     * An effect that was not given coefficients but contains one that was receives them in equal shares, so that the
     * combination averages over its other class variables. With several candidates the largest one counts.
     */
    private void complete(double[] row, boolean[] specified) {
        List<String> names = terms.classNames();
        for (int e = 0; e < specified.length; e++) {
            if (specified[e]) {
                continue;
            }
            int source = -1;
            boolean unique = true;
            for (int s = 0; s < specified.length; s++) {
                if (specified[s]
                        && terms.effects().get(s).isContainedIn(terms.effects().get(e), names)) {
                    if (source < 0
                            || terms.effects()
                                    .get(source)
                                    .isContainedIn(terms.effects().get(s), names)) {
                        source = s;
                        unique = true;
                    } else if (!terms.effects()
                            .get(s)
                            .isContainedIn(terms.effects().get(source), names)) {
                        unique = false;
                    }
                }
            }
            if (source >= 0 && unique) {
                share(row, source, e);
            }
        }
    }

    private void share(double[] row, int source, int target) {
        int first = terms.firstColumn(target);
        int width = terms.columnCount(target);
        for (int s = terms.firstColumn(source); s < terms.firstColumn(source) + terms.columnCount(source); s++) {
            List<Integer> matching = new ArrayList<>();
            for (int t = first; t < first + width; t++) {
                if (agrees(terms.columns().get(s), terms.columns().get(t))) {
                    matching.add(t);
                }
            }
            for (int t : matching) {
                row[t] += row[s] / matching.size();
            }
        }
    }

    private static boolean agrees(DesignColumn contained, DesignColumn containing) {
        for (int k = 0; k < contained.classVariables().size(); k++) {
            int place = containing
                    .classVariables()
                    .indexOf(contained.classVariables().get(k));
            if (place < 0
                    || !containing.levels().get(place).equals(contained.levels().get(k))) {
                return false;
            }
        }
        return true;
    }
}
