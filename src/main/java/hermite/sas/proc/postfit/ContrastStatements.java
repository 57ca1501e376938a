package hermite.sas.proc.postfit;

import hermite.data.Missing;
import hermite.model.inference.ChiSquareTest;
import hermite.model.inference.FTest;
import hermite.model.inference.LinearAlgebra;
import hermite.model.inference.Tails;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.log.Log;
import hermite.sas.proc.postfit.table.TestCells;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body.Coefficients;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** CONTRAST in both layouts. */
final class ContrastStatements {
    private final PostFitModel model;
    private final Log log;

    ContrastStatements(PostFitModel model, Log log) {
        this.model = model;
        this.log = log;
    }

    private record Bound(StatementOptions options, String label, HypothesisRows hypothesis, double[][] rows) {}

    List<OutputTable> tables(List<ProcStatement> statements) {
        List<Bound> all = statements.stream().map(this::bind).toList();
        List<OutputTable> tables = new ArrayList<>();
        tables.add(model.dialect() == Dialect.GENMOD ? chiSquares(all) : fTests(all));
        for (Bound bound : all) {
            if (bound.options().has("E")) {
                List<String> labels = java.util.Collections.nCopies(bound.rows().length, bound.label());
                tables.add(bound.hypothesis()
                        .table(
                                model.dialect() == Dialect.GENMOD ? "ContrastCoef" : "Coef",
                                "Coefficients for Contrast " + bound.label(),
                                labels,
                                model));
            }
        }
        return tables;
    }

    private Bound bind(ProcStatement statement) {
        Coefficients body = (Coefficients) statement.body();
        HypothesisRows hypothesis = HypothesisRows.of(statement, model, log, r -> 1);
        return new Bound(
                new StatementOptions(statement, model, log).with(statement, hypothesis.fit()),
                body.label(),
                hypothesis,
                hypothesis.rows().toArray(double[][]::new));
    }

    private OutputTable fTests(List<Bound> all) {
        boolean chiSquare = all.stream().anyMatch(b -> b.options().has("CHISQ"));
        List<OutputColumn> columns = new ArrayList<>(List.of(OutputColumn.rowHeader("Label", "Label")));
        columns.addAll(TestCells.columns(false, chiSquare));
        List<List<Cell>> rows = new ArrayList<>();
        for (Bound bound : all) {
            Optional<FTest> test = bound.options().test(bound.rows(), new double[bound.rows().length], bound.label());
            boolean together =
                    model.contrastTest().isPresent() && !bound.options().has("BYCATEGORY");
            List<Cell> row = new ArrayList<>(List.of(Cell.of(bound.label())));
            row.addAll(TestCells.cells(together ? test.map(t -> joint(t, bound)) : test, false, chiSquare));
            rows.add(row);
        }
        return OutputTable.of("Contrasts", "Contrasts", Layout.COLUMNS, columns, rows);
    }

    /** With the test of the model in place of Wald's. */
    private FTest joint(FTest test, Bound bound) {
        if (test.numeratorDf() == 0) {
            return test;
        }
        ChiSquareTest of = model.contrastTest().orElseThrow().test(LinearAlgebra.independentRows(bound.rows()));
        return new FTest(of.df(), test.denominatorDf(), of.statistic() / of.df());
    }

    private OutputTable chiSquares(List<Bound> all) {
        boolean scaled = model.scaleDf().isPresent();
        List<OutputColumn> columns = new ArrayList<>(List.of(OutputColumn.rowHeader("Contrast", "Contrast")));
        if (scaled) {
            columns.add(OutputColumn.number("NumDF", "Num DF", NumberFormats.INTEGER));
            columns.add(OutputColumn.number("DenDF", "Den DF", NumberFormats.INTEGER));
            columns.add(OutputColumn.number("FValue", "F Value", NumberFormats.F_2));
            columns.add(OutputColumn.number("ProbF", "Pr > F", NumberFormats.PVALUE6_4)
                    .withGap(4));
        } else {
            columns.add(OutputColumn.number("DF", "DF", NumberFormats.INTEGER));
        }
        columns.add(
                OutputColumn.number("ChiSq", "Chi-|Square", NumberFormats.F_2).withLabel("Chi-Square"));
        columns.add(OutputColumn.number("ProbChiSq", "Pr > ChiSq", NumberFormats.PVALUE6_4)
                .withGap(4));
        columns.add(OutputColumn.text("Type", "Type"));
        List<List<Cell>> rows = all.stream().map(this::chiSquareRow).toList();
        String title = model.marginal() ? "Contrast Results for GEE Analysis" : "Contrast Results";
        return OutputTable.of("Contrasts", title, Layout.COLUMNS, columns, rows);
    }

    private List<Cell> chiSquareRow(Bound bound) {
        boolean wald = bound.options().has("WALD") || model.contrastTest().isEmpty();
        // Estimability is judged, and warned about, as for a Wald test.
        Optional<FTest> estimable = bound.options().test(bound.rows(), new double[bound.rows().length], bound.label());
        // A row of zeros says nothing: there is no rank to test.
        Optional<ChiSquareTest> test = estimable.map(f -> wald || f.numeratorDf() == 0
                ? ChiSquareTest.of(f.chiSquare(), f.numeratorDf())
                : model.contrastTest().orElseThrow().test(LinearAlgebra.independentRows(bound.rows())));
        List<Cell> row = new ArrayList<>(List.of(Cell.of(bound.label())));
        ChiSquareTest shown = test.orElse(new ChiSquareTest(Double.NaN, 0, Double.NaN));
        row.add(test.isPresent() ? Cell.of((double) shown.df()) : Cell.missing());
        if (model.scaleDf().isPresent()) {
            double denominator = model.scaleDf().getAsDouble();
            double f = shown.statistic() / shown.df();
            row.add(Cell.of(denominator));
            row.add(Cell.of(Missing.normalise(f)));
            row.add(Cell.of(Missing.normalise(Tails.fisher(f, shown.df(), denominator))));
        }
        row.add(Cell.of(Missing.normalise(shown.statistic())));
        row.add(Cell.of(Missing.normalise(shown.probability())));
        String type = wald ? "Wald" : model.contrastTest().orElseThrow().type();
        row.add(Cell.of(test.isPresent() ? type : "Non-est"));
        return row;
    }
}
