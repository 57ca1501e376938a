package hermite.sas.proc.postfit;

import hermite.model.inference.Combination;
import hermite.model.inference.Tail;
import hermite.report.Cell;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.log.Log;
import hermite.sas.proc.postfit.table.CombinationTable;
import hermite.sas.proc.postfit.table.CombinationTable.Exponential;
import hermite.sas.proc.postfit.table.CombinationTable.Line;
import hermite.sas.proc.postfit.table.CombinationTable.Shown;
import hermite.sas.proc.postfit.table.TestCells;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body.Coefficients;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** ESTIMATE and LSMESTIMATE with t or z tests. */
final class EstimateStatements {
    private final PostFitModel model;
    private final Log log;

    EstimateStatements(PostFitModel model, Log log) {
        this.model = model;
        this.log = log;
    }

    /** The rows of a statement. */
    private record Bound(StatementOptions options, List<String> labels, HypothesisRows hypothesis, List<Line> lines) {
        List<double[]> rows() {
            return hypothesis.rows();
        }
    }

    /** Single rows without adjustment of several statements in one table, as GLIMMIX has them; others in their own. */
    List<OutputTable> estimates(List<ProcStatement> statements) {
        List<OutputTable> tables = new ArrayList<>();
        List<Bound> singles = new ArrayList<>();
        for (ProcStatement statement : statements) {
            Bound bound = bind(statement);
            boolean single = bound.rows().size() == 1 && !adjustment(bound).isAsked();
            boolean plain = single && bound.options().tail() == Tail.TWO_SIDED;
            if (plain && model.dialect() == Dialect.MIXED) {
                singles.add(bound);
            } else {
                tables.add(table(List.of(bound), single ? "Estimate" : "Estimates"));
            }
            if (bound.options().has("E")) {
                tables.add(bound.hypothesis().table("Coef", "Estimate Coefficients", bound.labels(), model));
            }
            if (bound.options().has("JOINT")) {
                tables.add(joint(bound));
            }
        }
        if (!singles.isEmpty()) {
            tables.add(0, table(singles, "Estimates"));
        }
        return tables;
    }

    private Bound bind(ProcStatement statement) {
        Coefficients body = (Coefficients) statement.body();
        StatementOptions plain = new StatementOptions(statement, model, log);
        HypothesisRows hypothesis = HypothesisRows.of(statement, model, log, plain::divisor);
        StatementOptions options = plain.with(statement, hypothesis.fit());
        List<String> labels = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < body.rows().size(); i++) {
            Coefficients.Row given = body.rows().get(i);
            double[] row = hypothesis.rows().get(i);
            String label = label(given.label(), i);
            double expected = options.testValue(i);
            Optional<Combination> combination = options.combination(row, label).map(c -> c.against(expected));
            labels.add(label);
            lines.add(Line.of(List.of(Cell.of(label)), combination, options.alpha()));
        }
        return new Bound(options, labels, hypothesis, lines);
    }

    static String label(String given, int row) {
        return given.isEmpty() ? "Row " + (row + 1) : given;
    }

    private Adjustment adjustment(Bound bound) {
        return new Adjustment(bound.options().all(), log);
    }

    private OutputTable table(List<Bound> statements, String title) {
        StatementOptions first = statements.get(0).options();
        boolean adjusted = adjustment(statements.get(0)).isAsked();
        List<Line> lines = new ArrayList<>();
        List<double[]> rows = new ArrayList<>();
        boolean anyLimits = false;
        boolean anyMean = false;
        boolean anyExponential = false;
        for (Bound bound : statements) {
            StatementOptions options = bound.options();
            lines.addAll(adjustment(bound)
                    .adjust(
                            options.fit(),
                            bound.lines(),
                            bound.rows(),
                            bound.rows().size(),
                            options.tail(),
                            options.alpha(),
                            Double.NaN));
            rows.addAll(bound.rows());
            anyLimits |= options.has("CL");
            anyMean |= options.has("ILINK");
            anyExponential |= options.has("EXP");
        }
        Shown shown = new Shown(
                anyLimits,
                anyMean,
                anyExponential ? Exponential.EXPONENTIATED : Exponential.NONE,
                adjusted,
                first.tail());
        List<String> titles = new ArrayList<>(List.of(title));
        adjustment(statements.get(0)).title("Adjustment for Multiplicity", true).ifPresent(titles::add);
        return new CombinationTable(
                        "Estimates",
                        titles,
                        List.of(OutputColumn.rowHeader("Label", "Label")),
                        shown,
                        model.link(),
                        first.isNormal(rows.toArray(double[][]::new)))
                .of(lines, List.of());
    }

    private OutputTable joint(Bound bound) {
        double[][] rows = bound.rows().toArray(double[][]::new);
        double[] expected = new double[rows.length];
        java.util.Arrays.setAll(expected, bound.options()::testValue);
        boolean normal = bound.options().isNormal(rows);
        List<OutputColumn> columns = new ArrayList<>(List.of(OutputColumn.rowHeader("Label", "Label")));
        columns.addAll(TestCells.columns(normal, false));
        List<Cell> row = new ArrayList<>(List.of(Cell.of(bound.labels().get(0))));
        row.addAll(TestCells.cells(
                bound.options().test(rows, expected, bound.labels().get(0)), normal, false));
        return OutputTable.of(
                "Contrasts",
                (normal ? "Chi-Square" : "F") + " Test for Estimates",
                Layout.COLUMNS,
                columns,
                List.of(row));
    }
}
