package hermite.sas.proc.freq;

import hermite.data.Variable;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputColumn.Align;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.ValueFormat;
import hermite.sas.syntax.ast.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Tables of combinations as rows: one-way tables (OneWayFreqs) and the LIST form of others (List). */
final class OneWayTable {
    private OneWayTable() {}

    static OutputTable of(Tally tally, Options options, ProcContext context) {
        boolean list = tally.variables().size() > 1;
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(OutputColumn.text("Table", "Table").onlyInDataSet());
        for (int v = 0; v < tally.variables().size(); v++) {
            Variable variable = tally.variables().get(v).variable();
            columns.add(OutputColumn.rowHeader("F_" + variable.name(), "")
                    .withHeading(List.of(variable.name()))
                    .withLabel(variable.labelOrName())
                    .withAlign(variable.isNumeric() ? Align.RIGHT : Align.LEFT));
            columns.add((variable.isNumeric()
                            ? OutputColumn.number(variable.name(), "", ValueFormat.of(context.formats(), variable))
                            : OutputColumn.text(variable.name(), ""))
                    .withLabel(variable.label())
                    .onlyInDataSet());
        }
        columns.add(OutputColumn.number("Frequency", "Frequency", FreqFormats.count(tally)));
        boolean percents = !options.has("NOPERCENT");
        boolean cumulative = !options.has("NOCUM");
        if (percents) {
            columns.add(OutputColumn.number("Percent", "Percent", FreqFormats.PERCENT));
        }
        if (cumulative) {
            columns.add(OutputColumn.number("CumFrequency", "Cumulative|Frequency", FreqFormats.count(tally)));
        }
        if (cumulative && percents) {
            columns.add(OutputColumn.number("CumPercent", "Cumulative|Percent", FreqFormats.PERCENT));
        }
        List<List<Cell>> rows = new ArrayList<>();
        double sum = 0;
        for (Tally.Cell cell : tally.cells()) {
            if (cell.missing() && !options.has("MISSPRINT")) {
                continue;
            }
            sum += cell.missing() ? 0 : cell.count();
            List<Cell> row = new ArrayList<>();
            row.add(Cell.of(name(tally)));
            for (int v = 0; v < cell.levels().length; v++) {
                row.add(Cell.of(tally.text(v, cell.levels()[v])));
                row.add(value(tally, v, cell.levels()[v]));
            }
            row.add(Cell.of(cell.count()));
            if (percents) {
                row.add(cell.missing() ? Cell.missing() : Cell.of(Tally.percent(cell.count(), tally.total())));
            }
            if (cumulative) {
                row.add(cell.missing() ? Cell.missing() : Cell.of(sum));
            }
            if (cumulative && percents) {
                row.add(cell.missing() ? Cell.missing() : Cell.of(Tally.percent(sum, tally.total())));
            }
            rows.add(row);
        }
        String label = list ? "" : tally.variables().get(0).variable().label();
        return new OutputTable(
                list ? "List" : "OneWayFreqs",
                list ? "List" : "One-Way Frequencies",
                label.isEmpty() ? List.of() : List.of(label),
                Layout.UNDERLINED,
                columns,
                rows,
                List.of());
    }

    /** The name in the column Table: {@code Table x}, {@code Table a * b}. */
    static String name(Tally tally) {
        return "Table "
                + String.join(
                        " * ",
                        tally.variables().stream().map(v -> v.variable().name()).toList());
    }

    private static Cell value(Tally tally, int variable, int level) {
        int row = tally.variables().get(variable).rows()[level];
        int place =
                tally.table().indexOf(tally.variables().get(variable).variable().name());
        return tally.table().variable(place).isNumeric()
                ? Cell.of(tally.table().numeric(place).get(row))
                : Cell.of(tally.table().character(place).get(row));
    }

    /** The line under a table that leaves out missing values. */
    static OutputTable missingLine(Tally tally, double missing) {
        String count = FreqFormats.count(tally).print(missing);
        return sentence("MissingFreqs", "Frequency Missing = " + count);
    }

    static OutputTable sentence(String name, String text) {
        return OutputTable.of(
                name,
                "",
                Layout.CENTRED_SENTENCE,
                List.of(OutputColumn.text("Text", "")),
                List.of(List.of(Cell.of(text))));
    }

    /** Numbers of levels of all variables of the tables. */
    static OutputTable levels(List<Tally> oneWay) {
        boolean missing = oneWay.stream().anyMatch(t -> t.missing() > 0);
        List<OutputColumn> columns = new ArrayList<>(List.of(
                OutputColumn.rowHeader("TableVar", "Variable"),
                OutputColumn.number("NLevels", "Levels", NumberFormats.INTEGER)));
        if (missing) {
            columns.add(OutputColumn.number("NMissLevels", "Missing|Levels", NumberFormats.INTEGER));
            columns.add(OutputColumn.number("NNonMissLevels", "Nonmissing|Levels", NumberFormats.INTEGER));
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (Tally tally : oneWay) {
            int all = tally.cells().size();
            int missingLevels = (int) IntStream.range(0, all)
                    .filter(i -> tally.cells().get(i).missing())
                    .count();
            List<Cell> row = new ArrayList<>(
                    List.of(Cell.of(tally.variables().get(0).variable().name()), Cell.of((double) all)));
            if (missing) {
                row.add(Cell.of((double) missingLevels));
                row.add(Cell.of((double) all - missingLevels));
            }
            rows.add(row);
        }
        return OutputTable.of("NLevels", "Number of Variable Levels", Layout.COLUMNS, columns, rows);
    }
}
