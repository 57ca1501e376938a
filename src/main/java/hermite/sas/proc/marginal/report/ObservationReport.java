package hermite.sas.proc.marginal.report;

import hermite.data.Missing;
import hermite.data.Table;
import hermite.model.ModelTerms;
import hermite.model.Observations;
import hermite.model.glm.CaseStatistics;
import hermite.model.inference.FittedCoefficients;
import hermite.model.inference.Tails;
import hermite.report.Cell;
import hermite.report.NumberFormat;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.proc.marginal.binding.GenmodModel;
import hermite.sas.proc.marginal.binding.LikelihoodOptions;
import hermite.sas.proc.marginal.fitting.GenmodAnalysis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The table of observation statistics: OBSTATS, its parts, and DIAGNOSTICS; with REPEATED those of the marginal model and
 * its empirical covariance.
 */
final class ObservationReport {
    private final GenmodModel model;
    private final GenmodAnalysis analysis;
    private final Table table;
    private final LikelihoodOptions.ObservationTable parts;
    private final FittedCoefficients fitted;
    private final List<String> variables = new ArrayList<>();

    ObservationReport(
            GenmodModel model, GenmodAnalysis analysis, Table table, LikelihoodOptions.ObservationTable parts) {
        this.model = model;
        this.analysis = analysis;
        this.table = table;
        this.parts = parts;
        this.fitted = analysis.fitted();
        parts.id().ifPresent(variables::add);
        variables.add(model.response().variable());
        model.response().trials().ifPresent(variables::add);
        if (parts.covariates()) {
            analysis.sample().terms().variables().forEach(variables::add);
        }
    }

    OutputTable table() {
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(OutputColumn.number("Observation", "Observation", NumberFormats.INTEGER));
        for (String variable : variables) {
            columns.add(
                    table.variable(table.indexOf(variable)).isNumeric()
                            ? OutputColumn.number(variable, variable, NumberFormats.BEST8)
                            : OutputColumn.text(variable, variable));
        }
        if (model.isMultinomial()) {
            columns.add(OutputColumn.text("Level", "Level"));
        }
        if (parts.predicted()) {
            numbers(columns, NumberFormats.BEST8, "Pred", "Xbeta", "Std");
            if (analysis.marginal().isEmpty() && !model.isMultinomial()) {
                numbers(columns, NumberFormats.BEST8, "HessWgt");
            }
        }
        if (parts.limits()) {
            numbers(columns, NumberFormats.BEST8, "Lower", "Upper");
        }
        if (parts.residuals()) {
            numbers(columns, NumberFormats.BEST8, "Resraw", "Reschi", "Resdev", "StResdev", "StReschi", "Reslik");
        }
        if (parts.deletions()) {
            numbers(columns, NumberFormats.BEST8, "Leverage", "CooksD");
            for (int j = 0; j < terms().columnCount(); j++) {
                numbers(columns, NumberFormats.BEST8, "DFBETA_" + CaseColumns.parameter(terms(), j));
            }
        }
        List<List<Cell>> rows = new ArrayList<>();
        if (model.isMultinomial()) {
            categoryRows(rows);
        } else {
            List<CaseStatistics.Case> cases = CaseColumns.cases(analysis);
            for (int i = 0; i < cases.size(); i++) {
                rows.add(row(i, cases.get(i)));
            }
        }
        return OutputTable.of("ObStats", "Observation Statistics", Layout.COLUMNS, columns, rows);
    }

    private ModelTerms terms() {
        return analysis.sample().terms();
    }

    private static void numbers(List<OutputColumn> columns, NumberFormat format, String... names) {
        for (String name : names) {
            columns.add(OutputColumn.number(name, name, format));
        }
    }

    /** For each observation a row a level but the last: the probability of this or a lower one. */
    private void categoryRows(List<List<Cell>> rows) {
        Observations data = analysis.sample().observations();
        List<String> levels = analysis.sample().profile().orElseThrow().levels();
        int p = data.columns();
        for (int i = 0; i < data.rows(); i++) {
            double[] x = Arrays.copyOfRange(data.x(), i * p, (i + 1) * p);
            for (int c = 0; c < levels.size() - 1; c++) {
                double[] values = MultinomialOutput.values(model, analysis, x, data.offset()[i], c, model.alpha());
                List<Cell> row = named(i);
                row.add(Cell.of(levels.get(c)));
                if (parts.predicted()) {
                    add(row, values[0], values[1], values[2]);
                }
                if (parts.limits()) {
                    add(row, values[3], values[4]);
                }
                rows.add(row);
            }
        }
    }

    /** Number of the observation and its variables. */
    private List<Cell> named(int i) {
        List<Cell> row = new ArrayList<>();
        int place = analysis.sample().rows()[i];
        row.add(Cell.of(place + 1.0));
        for (String variable : variables) {
            int column = table.indexOf(variable);
            row.add(
                    table.variable(column).isNumeric()
                            ? Cell.of(table.numeric(column).get(place))
                            : Cell.of(table.character(column).get(place).strip()));
        }
        return row;
    }

    private List<Cell> row(int i, CaseStatistics.Case c) {
        List<Cell> row = named(i);
        int p = terms().columnCount();
        double[] x = Arrays.copyOfRange(analysis.sample().observations().x(), i * p, (i + 1) * p);
        double error = fitted.combination(x).standardError();
        if (parts.predicted()) {
            add(row, c.mean(), c.linearPredictor(), error);
            if (analysis.marginal().isEmpty()) {
                add(row, c.hessianWeight());
            }
        }
        if (parts.limits()) {
            double z = Tails.normalQuantile(model.alpha());
            double a = model.link().inverse(c.linearPredictor() - z * error);
            double b = model.link().inverse(c.linearPredictor() + z * error);
            add(row, Math.min(a, b), Math.max(a, b));
        }
        if (parts.residuals()) {
            add(
                    row,
                    c.raw(),
                    c.pearson(),
                    c.deviance(),
                    c.standardizedDeviance(),
                    c.standardizedPearson(),
                    c.likelihood());
        }
        if (parts.deletions()) {
            add(row, c.leverage(), c.cook());
            add(row, c.changes());
        }
        return row;
    }

    private static void add(List<Cell> row, double... values) {
        for (double value : values) {
            row.add(Cell.of(Missing.normalise(value)));
        }
    }
}
