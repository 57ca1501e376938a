package hermite.sas.proc.freq;

import hermite.data.Format;
import hermite.data.Missing;
import hermite.data.Table;
import hermite.data.TableBuilder;
import hermite.data.Variable;
import hermite.report.Cell;
import hermite.report.NumberFormat;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.proc.ClassLevels;
import hermite.sas.syntax.ast.Options;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A crosstabulation of the last two variables of a tally within one stratum of the others, named CrossTabFreqs: for
 * each row level lines of counts and percentages, totals at the right and below.
 */
final class CrossTable {
    private final Tally tally;
    private final Options options;
    private final int[] stratum;
    private final int number;
    private final int rowVariable;
    private final int[] rowLevels;
    private final int[] columnLevels;
    private final Counts counts;
    private final double missing;

    /**
     * @param stratum levels of the variables before the last two
     * @param number of the table among those of the request, from 1
     */
    CrossTable(Tally tally, Options options, int[] stratum, int number) {
        this.tally = tally;
        this.options = options;
        this.stratum = stratum;
        this.number = number;
        this.rowVariable = tally.variables().size() - 2;
        this.rowLevels = tally.levelsInUse(rowVariable);
        this.columnLevels = tally.levelsInUse(rowVariable + 1);
        double[][] cells = new double[rowLevels.length][columnLevels.length];
        double left = 0;
        for (Tally.Cell cell : tally.cells()) {
            if (!Arrays.equals(Arrays.copyOf(cell.levels(), stratum.length), stratum)) {
                continue;
            }
            if (cell.missing()) {
                left += cell.count();
            } else {
                int r = Arrays.binarySearch(rowLevels, cell.levels()[rowVariable]);
                int c = Arrays.binarySearch(columnLevels, cell.levels()[rowVariable + 1]);
                cells[r][c] = cell.count();
            }
        }
        this.counts = new Counts(cells);
        this.missing = left;
    }

    Counts counts() {
        return counts;
    }

    double missing() {
        return missing;
    }

    ClassLevels rowClass() {
        return tally.variables().get(rowVariable);
    }

    ClassLevels columnClass() {
        return tally.variables().get(rowVariable + 1);
    }

    int[] rowLevels() {
        return rowLevels;
    }

    int[] columnLevels() {
        return columnLevels;
    }

    /** {@code Table of a by b}, {@code Table 2 of b by c}. */
    String title() {
        return "Table " + (stratum.length > 0 ? number + " " : "") + "of "
                + rowClass().variable().name() + " by "
                + columnClass().variable().name();
    }

    List<String> titles() {
        List<String> titles = new ArrayList<>(List.of(title()));
        if (stratum.length > 0) {
            List<String> controls = new ArrayList<>();
            for (int v = 0; v < stratum.length; v++) {
                controls.add(tally.variables().get(v).variable().name() + "=" + tally.text(v, stratum[v]));
            }
            titles.add("Controlling for " + String.join(" ", controls));
        }
        return titles;
    }

    /** A kind of line in a cell. */
    private record Line(String heading, NumberFormat format, boolean inColumnTotals, boolean inRowTotals) {}

    private List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        NumberFormat count = FreqFormats.count(tally);
        add(lines, !options.has("NOFREQ"), "Frequency", count, true, true);
        add(lines, options.has("EXPECTED"), "Expected", NumberFormats.F_2, false, false);
        add(lines, options.has("DEVIATION"), "Deviation", NumberFormats.F_2, false, false);
        add(lines, options.has("CELLCHI2"), "Cell Chi-Square", NumberFormats.F12_4, false, false);
        add(lines, !options.has("NOPERCENT"), "Percent", FreqFormats.PERCENT, true, true);
        add(lines, !options.has("NOROW"), "Row Pct", FreqFormats.PERCENT, false, false);
        add(lines, !options.has("NOCOL"), "Col Pct", FreqFormats.PERCENT, false, false);
        return lines;
    }

    private static void add(
            List<Line> lines,
            boolean wanted,
            String heading,
            NumberFormat format,
            boolean inColumnTotals,
            boolean inRowTotals) {
        if (wanted) {
            lines.add(new Line(heading, format, inColumnTotals, inRowTotals));
        }
    }

    private double value(Line line, int r, int c) {
        double count = counts.cells()[r][c];
        double expected = counts.expected(r, c);
        return switch (line.heading()) {
            case "Frequency" -> count;
            case "Expected" -> expected;
            case "Deviation" -> count - expected;
            case "Cell Chi-Square" -> (count - expected) * (count - expected) / expected;
            case "Percent" -> Tally.percent(count, counts.total());
            case "Row Pct" -> Tally.percent(count, counts.row(r));
            default -> Tally.percent(count, counts.column(c));
        };
    }

    OutputTable table() {
        List<Line> lines = lines();
        List<String> legend = new ArrayList<>(List.of(rowClass().variable().name()));
        lines.forEach(l -> legend.add(l.heading()));
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(OutputColumn.rowHeader(rowClass().variable().name(), "").withHeading(legend));
        for (int level : columnLevels) {
            columns.add(OutputColumn.number("", "", FreqFormats.count(tally))
                    .withHeading(List.of(columnClass().texts().get(level)))
                    .withSpan(columnClass().variable().name().replace('|', ' '))
                    .withMinimumWidth(8)
                    .withGap(2));
        }
        columns.add(OutputColumn.number("", "Total", FreqFormats.count(tally))
                .withMinimumWidth(8)
                .withGap(2));
        List<List<Cell>> rows = new ArrayList<>();
        for (int r = 0; r < rowLevels.length; r++) {
            addRows(rows, lines, r);
            if (lines.size() > 1) {
                rows.add(blank(columns.size()));
            }
        }
        addTotals(rows, lines);
        return new OutputTable(
                        "CrossTabFreqs",
                        "Cross-Tabular Freq Table",
                        titles(),
                        Layout.UNDERLINED,
                        columns,
                        rows,
                        List.of())
                .withDataSet(dataSet());
    }

    private static List<Cell> blank(int size) {
        return java.util.Collections.nCopies(size, Cell.BLANK);
    }

    private void addRows(List<List<Cell>> rows, List<Line> lines, int r) {
        for (int l = 0; l < lines.size(); l++) {
            Line line = lines.get(l);
            List<Cell> cells = new ArrayList<>();
            cells.add(l == 0 ? Cell.of(rowClass().texts().get(rowLevels[r])) : Cell.BLANK);
            for (int c = 0; c < columnLevels.length; c++) {
                cells.add(shown(line, value(line, r, c)));
            }
            double total =
                    line.heading().equals("Percent") ? Tally.percent(counts.row(r), counts.total()) : counts.row(r);
            cells.add(line.inRowTotals() ? shown(line, total) : Cell.BLANK);
            rows.add(cells);
        }
    }

    private void addTotals(List<List<Cell>> rows, List<Line> lines) {
        boolean first = true;
        for (Line line : lines) {
            if (!line.inColumnTotals()) {
                continue;
            }
            boolean percent = line.heading().equals("Percent");
            List<Cell> cells = new ArrayList<>();
            cells.add(first ? Cell.of("Total") : Cell.BLANK);
            for (int c = 0; c < columnLevels.length; c++) {
                double total = counts.column(c);
                cells.add(shown(line, percent ? Tally.percent(total, counts.total()) : total));
            }
            cells.add(shown(line, percent ? Tally.percent(counts.total(), counts.total()) : counts.total()));
            rows.add(cells);
            first = false;
        }
    }

    private static Cell shown(Line line, double value) {
        return Missing.isMissing(value)
                ? Cell.missing()
                : new Cell.Shown(value, line.format().print(value));
    }

    /** Cells, row totals, column totals and the total, told apart by _TYPE_ as SAS does: one digit a variable. */
    private Table dataSet() {
        List<Variable> variables = new ArrayList<>();
        variables.add(Variable.character("Table", 128));
        tally.variables().forEach(v -> variables.add(v.variable()));
        variables.add(Variable.character("_TYPE_", tally.variables().size()));
        for (String name : List.of("_TABLE_", "Frequency", "Percent", "RowPercent", "ColPercent", "Missing")) {
            Optional<Format> format = name.endsWith("Percent")
                    ? Optional.of(Format.of("6.2"))
                    : name.equals("Frequency") ? Optional.of(Format.of("BEST8.")) : Optional.empty();
            variables.add(Variable.numeric(name).withFormat(format));
        }
        TableBuilder builder = new TableBuilder(variables);
        for (int r = 0; r <= rowLevels.length; r++) {
            for (int c = 0; c <= columnLevels.length; c++) {
                addDataRow(builder, r, c);
            }
        }
        return builder.build();
    }

    private void addDataRow(TableBuilder builder, int r, int c) {
        boolean rowTotal = c == columnLevels.length;
        boolean columnTotal = r == rowLevels.length;
        double count = columnTotal
                ? rowTotal ? counts.total() : counts.column(c)
                : rowTotal ? counts.row(r) : counts.cells()[r][c];
        int column = 0;
        builder.set(column++, OneWayTable.name(tally));
        for (int v = 0; v < stratum.length; v++) {
            setLevel(builder, column++, v, stratum[v]);
        }
        setLevel(builder, column++, rowVariable, columnTotal ? -1 : rowLevels[r]);
        setLevel(builder, column++, rowVariable + 1, rowTotal ? -1 : columnLevels[c]);
        builder.set(column++, "1".repeat(stratum.length) + (columnTotal ? "0" : "1") + (rowTotal ? "0" : "1"));
        builder.set(column++, number);
        builder.set(column++, count);
        builder.set(column++, Tally.percent(count, counts.total()));
        boolean inner = !rowTotal && !columnTotal;
        builder.set(column++, inner ? Tally.percent(count, counts.row(r)) : Missing.DOT);
        builder.set(column++, inner ? Tally.percent(count, counts.column(c)) : Missing.DOT);
        builder.set(column, rowTotal && columnTotal ? missing : Missing.DOT);
        builder.endRow();
    }

    private void setLevel(TableBuilder builder, int column, int variable, int level) {
        FreqOutput.setLevel(builder, column, tally, variable, level);
    }

    /** Short name for messages: {@code a * b}. */
    String messageName() {
        return String.format(
                Locale.ROOT,
                "table %s * %s",
                rowClass().variable().name(),
                columnClass().variable().name());
    }
}
