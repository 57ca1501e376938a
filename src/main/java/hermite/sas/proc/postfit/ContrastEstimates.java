package hermite.sas.proc.postfit;

import hermite.data.Missing;
import hermite.model.inference.Combination;
import hermite.model.inference.Tail;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.log.Log;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.postfit.table.CoefficientTable;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body.Coefficients;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** GENMOD's ESTIMATE: the table "Contrast Estimate Results". */
final class ContrastEstimates {
    private static final int NUMBERS = 10;

    private final PostFitModel model;
    private final Log log;

    ContrastEstimates(PostFitModel model, Log log) {
        this.model = model;
        this.log = log;
    }

    List<OutputTable> tables(List<ProcStatement> statements) {
        List<List<Cell>> rows = new ArrayList<>();
        List<OutputTable> coefficients = new ArrayList<>();
        for (ProcStatement statement : statements) {
            Coefficients body = (Coefficients) statement.body();
            if (body.rows().size() > 1) {
                throw new StepFailure(
                        statement.place(),
                        PostFitMessage.TOO_MANY_ROWS,
                        body.rows().size());
            }
            if (!body.rows().get(0).random().isEmpty()) {
                throw new StepFailure(statement.place(), PostFitMessage.NO_RANDOM_EFFECTS, "ESTIMATE");
            }
            StatementOptions options = new StatementOptions(statement, model, log);
            double[] row = new CoefficientBinding(model.coefficients().terms(), "ESTIMATE")
                    .row(body.rows().get(0), options.divisor(0));
            Optional<Combination> combination = options.combination(row, body.label());
            rows.add(combination
                    .map(c -> row(body.label(), c, options.alpha()))
                    .orElseGet(() -> notEstimable(body.label())));
            if (options.has("EXP") && combination.isPresent()) {
                rows.add(exponential(body.label(), combination.get(), options.alpha()));
            }
            if (options.has("E")) {
                coefficients.add(CoefficientTable.of(
                        "EstimateCoef",
                        "Coefficients for Estimate " + body.label(),
                        model.coefficients().terms(),
                        List.of(body.label()),
                        List.of(row)));
            }
        }
        List<OutputTable> tables = new ArrayList<>();
        tables.add(OutputTable.of("Estimates", "Contrast Estimate Results", Layout.COLUMNS, columns(), rows));
        tables.addAll(coefficients);
        return tables;
    }

    private static List<OutputColumn> columns() {
        String mean = "Mean|Confidence Limits";
        String linear = "L'Beta|Confidence Limits";
        return List.of(
                OutputColumn.rowHeader("Label", "Label"),
                OutputColumn.number("MeanEstimate", "Mean|Estimate", NumberFormats.F8_4)
                        .withGap(2),
                limit("MeanLowerCL", mean, "Lower Mean Confidence Limit", 2),
                limit("MeanUpperCL", mean, "Upper Mean Confidence Limit", 1),
                OutputColumn.number("LBetaEstimate", "L'Beta|Estimate", NumberFormats.F8_4)
                        .withGap(2),
                OutputColumn.number("StdErr", "Standard|Error", NumberFormats.F8_4)
                        .withGap(2)
                        .withMinimumWidth(8),
                OutputColumn.number("Alpha", "Alpha", NumberFormats.BEST8).withGap(2),
                limit("LBetaLowerCL", linear, "Lower L'Beta Confidence Limit", 2),
                limit("LBetaUpperCL", linear, "Upper L'Beta Confidence Limit", 1),
                OutputColumn.number("ChiSq", "Chi-|Square", NumberFormats.F_2)
                        .withLabel("Chi-Square")
                        .withGap(2),
                OutputColumn.number("ProbChiSq", "Pr > ChiSq", NumberFormats.PVALUE6_4)
                        .withGap(2));
    }

    private static OutputColumn limit(String variable, String heading, String label, int gap) {
        return OutputColumn.number(variable, "", NumberFormats.F8_4)
                .withSpan(heading)
                .withLabel(label)
                .withGap(gap)
                .withMinimumWidth(8);
    }

    private List<Cell> row(String label, Combination c, double alpha) {
        Combination.Interval limits = c.limits(alpha, Tail.TWO_SIDED);
        Combination.Interval means = limits.onMeanScale(model.link());
        double chiSquare = c.t() * c.t();
        return List.of(
                Cell.of(label),
                number(c.mean(model.link())),
                number(means.lower()),
                number(means.upper()),
                Cell.of(c.value()),
                Cell.of(c.standardError()),
                Cell.of(alpha),
                Cell.of(limits.lower()),
                Cell.of(limits.upper()),
                number(chiSquare),
                number(c.probability(Tail.TWO_SIDED)));
    }

    private static List<Cell> exponential(String label, Combination c, double alpha) {
        Combination.Interval limits = c.limits(alpha, Tail.TWO_SIDED).exponentiated();
        double value = Math.exp(c.value());
        return List.of(
                Cell.of("Exp(" + label + ")"),
                Cell.BLANK,
                Cell.BLANK,
                Cell.BLANK,
                number(value),
                number(value * c.standardError()),
                Cell.of(alpha),
                number(limits.lower()),
                number(limits.upper()),
                Cell.BLANK,
                Cell.BLANK);
    }

    private static List<Cell> notEstimable(String label) {
        List<Cell> row = new ArrayList<>(List.of(Cell.of(label), new Cell.Shown(Missing.DOT, "Non-est")));
        for (int i = 1; i < NUMBERS; i++) {
            row.add(Cell.missing());
        }
        return row;
    }

    private static Cell number(double value) {
        return Cell.of(Missing.normalise(value));
    }
}
