package hermite.sas.proc.postfit.table;

import hermite.data.Missing;
import hermite.model.Link;
import hermite.model.inference.Combination;
import hermite.model.inference.Tail;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A table with one estimated combination a row: estimate, standard error, t or z test, and what was asked for. */
public final class CombinationTable {
    private final String name;
    private final List<String> titles;
    private final List<OutputColumn> identity;
    private final Shown shown;
    private final Link link;
    private final boolean normal;

    /**
     * What is shown besides the test.
     *
     * @param exponential heading of exp(estimate), empty for none
     * @param adjusted whether lines carry adjusted probabilities
     */
    public record Shown(boolean limits, boolean mean, Exponential exponential, boolean adjusted, Tail tail) {}

    /** Whether and as what exp(estimate) is shown. */
    public enum Exponential {
        NONE("", "", "", ""),
        EXPONENTIATED("ExpEstimate", "Exponentiated", "ExpLower", "ExpUpper"),
        ODDS("Odds", "Odds", "LowerOdds", "UpperOdds"),
        ODDS_RATIO("OddsRatio", "Odds|Ratio", "LowerOR", "UpperOR");

        private final String variable;
        private final String heading;
        private final String lower;
        private final String upper;

        Exponential(String variable, String heading, String lower, String upper) {
            this.variable = variable;
            this.heading = heading;
            this.lower = lower;
            this.upper = upper;
        }
    }

    /**
     * One row.
     *
     * @param combination empty when it is not estimable
     * @param alpha 1 − confidence level
     * @param adjustedProbability NaN without adjustment
     * @param adjustedCritical standard errors to each side of the adjusted limits; NaN without
     * @param further cells behind all others
     */
    public record Line(
            List<Cell> identity,
            Optional<Combination> combination,
            double alpha,
            double adjustedProbability,
            double adjustedCritical,
            List<Cell> further) {
        public static Line of(List<Cell> identity, Optional<Combination> combination, double alpha) {
            return new Line(identity, combination, alpha, Double.NaN, Double.NaN, List.of());
        }

        public Line withFurther(List<Cell> cells) {
            return new Line(identity, combination, alpha, adjustedProbability, adjustedCritical, cells);
        }
    }

    /** @param normal whether tests are z tests without degrees of freedom */
    public CombinationTable(
            String name, List<String> titles, List<OutputColumn> identity, Shown shown, Link link, boolean normal) {
        this.name = name;
        this.titles = titles;
        this.identity = identity;
        this.shown = shown;
        this.link = link;
        this.normal = normal;
    }

    public OutputTable of(List<Line> lines, List<OutputColumn> further) {
        List<OutputColumn> columns = new ArrayList<>(identity);
        columns.addAll(statisticColumns());
        columns.addAll(further);
        List<List<Cell>> rows = new ArrayList<>();
        for (Line line : lines) {
            List<Cell> row = new ArrayList<>(line.identity());
            row.addAll(
                    line.combination().isPresent()
                            ? cells(line, line.combination().get())
                            : notEstimable());
            row.addAll(line.further());
            rows.add(row);
        }
        return new OutputTable(name, titles.get(0), titles, Layout.COLUMNS, columns, rows, List.of());
    }

    private List<OutputColumn> statisticColumns() {
        String letter = normal ? "z" : "t";
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(number("Estimate", "Estimate"));
        columns.add(number("StdErr", "Standard|Error"));
        if (!normal) {
            columns.add(OutputColumn.number("DF", "DF", NumberFormats.INTEGER));
        }
        columns.add(OutputColumn.number(letter + "Value", letter + " Value", NumberFormats.F_2));
        String probability =
                switch (shown.tail()) {
                    case TWO_SIDED -> "Pr > |" + letter + "|";
                    case LOWER -> "Pr < " + letter;
                    case UPPER -> "Pr > " + letter;
                };
        // The bars would split the heading.
        columns.add(OutputColumn.number("Prob" + letter, "", NumberFormats.PVALUE6_4)
                .withHeading(List.of(probability))
                .withLabel(probability));
        if (shown.adjusted()) {
            columns.add(OutputColumn.number("Adjp", "Adj P", NumberFormats.PVALUE6_4));
        }
        if (shown.limits()) {
            columns.add(OutputColumn.number("Alpha", "Alpha", NumberFormats.BEST8));
            columns.add(number("Lower", "Lower"));
            columns.add(number("Upper", "Upper"));
            if (shown.adjusted()) {
                columns.add(number("AdjLower", "Adj|Lower"));
                columns.add(number("AdjUpper", "Adj|Upper"));
            }
        }
        if (shown.mean()) {
            columns.add(number("Mu", "Mean"));
            columns.add(number("StdErrMu", "Standard|Error|Mean"));
            if (shown.limits()) {
                columns.add(number("LowerMu", "Lower|Mean"));
                columns.add(number("UpperMu", "Upper|Mean"));
            }
        }
        addExponentialColumns(columns);
        return columns;
    }

    private void addExponentialColumns(List<OutputColumn> columns) {
        Exponential e = shown.exponential();
        if (e == Exponential.NONE) {
            return;
        }
        String split = e == Exponential.EXPONENTIATED && shown.limits() ? "|Estimate" : "";
        columns.add(number(e.variable, e.heading + split));
        if (shown.limits()) {
            boolean plain = e == Exponential.EXPONENTIATED;
            String of = e == Exponential.ODDS ? "Odds" : "Odds|Ratio";
            columns.add(number(e.lower, plain ? "Exponentiated|Lower" : "Lower|" + of));
            columns.add(number(e.upper, plain ? "Exponentiated|Upper" : "Upper|" + of));
        }
    }

    private List<Cell> cells(Line line, Combination c) {
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.of(c.value()));
        cells.add(number(c.standardError()));
        if (!normal) {
            cells.add(TestCells.degreesOfFreedom(c.df()));
        }
        cells.add(number(c.t()));
        cells.add(number(c.probability(shown.tail())));
        if (shown.adjusted()) {
            cells.add(number(line.adjustedProbability()));
        }
        Combination.Interval limits = c.limits(line.alpha(), shown.tail());
        if (shown.limits()) {
            cells.add(Cell.of(line.alpha()));
            addInterval(cells, limits);
            if (shown.adjusted()) {
                addInterval(cells, c.interval(line.adjustedCritical(), shown.tail()));
            }
        }
        if (shown.mean()) {
            cells.add(number(c.mean(link)));
            cells.add(number(c.meanStandardError(link)));
            if (shown.limits()) {
                addInterval(cells, limits.onMeanScale(link));
            }
        }
        if (shown.exponential() != Exponential.NONE) {
            cells.add(number(Math.exp(c.value())));
            if (shown.limits()) {
                addInterval(cells, limits.exponentiated());
            }
        }
        return cells;
    }

    private static void addInterval(List<Cell> cells, Combination.Interval interval) {
        cells.add(limit(interval.lower()));
        cells.add(limit(interval.upper()));
    }

    /** A limit that does not exist prints as SAS writes infinity. */
    private static Cell limit(double value) {
        return Double.isInfinite(value)
                ? new Cell.Shown(Missing.of(value > 0 ? 'I' : 'M'), value > 0 ? "Infty" : "-Infty")
                : number(value);
    }

    private List<Cell> notEstimable() {
        List<Cell> cells = new ArrayList<>();
        cells.add(new Cell.Shown(Missing.DOT, "Non-est"));
        for (int i = statisticColumns().size(); i > 1; i--) {
            cells.add(Cell.missing());
        }
        return cells;
    }

    private static Cell number(double value) {
        return Cell.of(Missing.normalise(value));
    }

    public static OutputColumn number(String variable, String heading) {
        return OutputColumn.number(variable, heading, NumberFormats.D8_4);
    }
}
