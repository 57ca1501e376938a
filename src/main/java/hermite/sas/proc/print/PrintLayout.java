package hermite.sas.proc.print;

import hermite.data.Format;
import hermite.data.Formats;
import hermite.data.Missing;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputColumn.Align;
import hermite.report.OutputTable;
import hermite.sas.proc.ByGroup;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.ValueFormat;
import hermite.sas.syntax.ast.Options;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Turns rows into the table PROC PRINT puts out. Column formats and widths are the same in all BY groups. */
final class PrintLayout {
    /** Labels are not broken into lines shorter than this. */
    private static final int NARROWEST_LABEL = 8;

    private final Options options;
    private final ProcContext context;
    private final List<String> ids;
    private final List<String> names;
    private final List<String> sums;
    private final List<String> sumBy;
    private final boolean labels;
    private List<Printed> printed = List.of();
    private double[] grandTotals = {};
    private double[] subtotals = {};
    private int rowsInSubtotal;

    /**
     * A column of the print.
     *
     * @param format of numbers; text is printed through the variable's own format
     * @param width of the widest printed value
     */
    private record Printed(
            Variable variable, int place, Format format, int width, boolean identifier, boolean summed) {}

    PrintLayout(
            Options options,
            ProcContext context,
            List<String> ids,
            List<String> names,
            List<String> sums,
            List<String> sumBy) {
        this.options = options;
        this.context = context;
        this.ids = ids;
        this.names = names;
        this.sums = sums;
        this.sumBy = sumBy;
        this.labels = options.has("LABEL") || options.has("SPLIT");
    }

    /** Chooses formats and widths from all rows. */
    void measure(Table table) {
        List<Printed> columns = new ArrayList<>();
        ids.forEach(name -> columns.add(measured(table, name, true)));
        names.forEach(name -> columns.add(measured(table, name, false)));
        printed = columns;
        grandTotals = new double[columns.size()];
        subtotals = new double[columns.size()];
    }

    private Printed measured(Table table, String name, boolean identifier) {
        int place = table.indexOf(name);
        Variable variable = table.variable(place);
        boolean summed = variable.isNumeric() && sums.contains(name);
        Format format = Formats.BEST12;
        int width = 1;
        if (variable.isNumeric()) {
            format = variable.format()
                    .orElseGet(() -> uniformFormat(table.numeric(place).values()));
            for (double value : table.numeric(place).values()) {
                width = Math.max(width, numberText(value, format).length());
            }
        } else {
            for (int row = 0; row < table.rowCount(); row++) {
                width = Math.max(
                        width,
                        context.formats()
                                .display(variable, table.character(place).get(row))
                                .length());
            }
        }
        return new Printed(variable, place, format, width, identifier, summed);
    }

    private Format uniformFormat(double[] values) {
        UniformDecimals decimals = new UniformDecimals(context.formats());
        for (double value : values) {
            decimals.add(value);
        }
        return decimals.format();
    }

    private String numberText(double value, Format format) {
        return context.formats().write(value, format).strip();
    }

    /**
     * The table of one BY group.
     *
     * @param firstRow number of its first row in the data set, from 1
     * @param next the group after it; after the last one the totals of all groups follow
     */
    OutputTable table(ByGroup group, int firstRow, Optional<ByGroup> next) {
        boolean showObs = ids.isEmpty() && !options.has("NOOBS");
        List<OutputColumn> columns = new ArrayList<>();
        if (showObs) {
            columns.add(OutputColumn.number("Obs", "Obs", NumberFormats.INTEGER)
                    .withHeading(List.of(options.word("OBS").orElse("Obs")))
                    .asRowHeader());
        }
        for (int i = 0; i < printed.size(); i++) {
            columns.add(column(printed.get(i)));
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (int row = 0; row < group.table().rowCount(); row++) {
            List<Cell> cells = new ArrayList<>(columns.size());
            if (showObs) {
                cells.add(Cell.of((double) firstRow + row));
            }
            for (Printed column : printed) {
                cells.add(cell(column, group.table(), row));
            }
            rows.add(cells);
        }
        if (printed.stream().anyMatch(Printed::summed)) {
            addTotals(group, next, showObs, rows);
        }
        return new OutputTable("Print", "Data Set", List.of(), OutputTable.Layout.COLUMNS, columns, rows, List.of())
                .withDataSet(group.table().selectVariables(places(group.table())));
    }

    private List<Integer> places(Table table) {
        return printed.stream()
                .map(p -> table.indexOf(p.variable().name()))
                .distinct()
                .toList();
    }

    private OutputColumn column(Printed column) {
        Variable variable = column.variable();
        OutputColumn made = variable.isNumeric()
                ? OutputColumn.number(
                        variable.name(), variable.name(), new ValueFormat(context.formats(), column.format()))
                : OutputColumn.text(variable.name(), variable.name());
        List<String> heading = heading(column);
        Align align = variable.isNumeric() ? Align.RIGHT : Align.LEFT;
        OutputColumn headed =
                made.withHeading(heading).withLabel(variable.labelOrName()).withAlign(align);
        return column.identifier() ? headed.asRowHeader() : headed;
    }

    /** The name; with LABEL the label, split at the character of SPLIT= or else at blanks to the width of the values. */
    private List<String> heading(Printed column) {
        if (!labels || column.variable().label().isEmpty()) {
            return List.of(column.variable().name());
        }
        String label = column.variable().label();
        Optional<String> split = options.word("SPLIT").filter(s -> !s.isEmpty());
        if (split.isPresent()) {
            return Arrays.stream(label.split(
                            java.util.regex.Pattern.quote(split.get().substring(0, 1)), -1))
                    .map(String::strip)
                    .toList();
        }
        int room = Math.max(NARROWEST_LABEL, column.width());
        for (String word : label.split(" +")) {
            room = Math.max(room, word.length());
        }
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : label.split(" +")) {
            if (line.length() > 0 && line.length() + 1 + word.length() > room) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() > 0 ? " " : "").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private Cell cell(Printed column, Table table, int row) {
        if (!column.variable().isNumeric()) {
            String text = table.character(column.place()).get(row);
            return Cell.of(context.formats().display(column.variable(), text));
        }
        double value = table.numeric(column.place()).get(row);
        if (Missing.isMissing(value)) {
            String text = numberText(value, column.format());
            return text.equals(Missing.text(value)) ? Cell.of(value) : new Cell.Shown(value, text);
        }
        return UniformDecimals.vanishes(value, column.format())
                        && column.variable().format().isEmpty()
                ? new Cell.Shown(value, numberText(value, Formats.BEST12))
                : Cell.of(value);
    }

    /** Sums when a BY group (or one of SUMBY's variables) ends, unless it was a single row; at the end those of all. */
    private void addTotals(ByGroup group, Optional<ByGroup> next, boolean showObs, List<List<Cell>> rows) {
        double[] sum = sums(group.table());
        for (int i = 0; i < sum.length; i++) {
            subtotals[i] += sum[i];
            grandTotals[i] += sum[i];
        }
        rowsInSubtotal += group.table().rowCount();
        if (next.isEmpty() || !continues(group, next.get())) {
            if (!group.variables().isEmpty() && rowsInSubtotal > 1) {
                rows.add(rule('-', subtotals, showObs));
                rows.add(totalRow(subtotals, showObs, groupLabel(group)));
            }
            Arrays.fill(subtotals, 0);
            rowsInSubtotal = 0;
        }
        if (next.isEmpty()) {
            rows.add(rule('=', grandTotals, showObs));
            rows.add(totalRow(
                    grandTotals, showObs, options.word("GRANDTOTAL_LABEL").orElse("")));
        }
    }

    private String groupLabel(ByGroup group) {
        if (options.has("NOSUMLABEL")) {
            return "";
        }
        return options.word("SUMLABEL").orElse(String.join(" ", sumBy.isEmpty() ? group.variables() : sumBy));
    }

    /** Whether the sums go on: with SUMBY, where the next group differs only in BY variables after SUMBY's. */
    private boolean continues(ByGroup now, ByGroup next) {
        int lastOfSumBy = IntStream.range(0, now.variables().size())
                .filter(i -> sumBy.stream().anyMatch(now.variables().get(i)::equalsIgnoreCase))
                .max()
                .orElse(now.variables().size() - 1);
        return IntStream.rangeClosed(0, lastOfSumBy)
                .allMatch(i -> now.values().get(i).equals(next.values().get(i)));
    }

    private double[] sums(Table table) {
        double[] sums = new double[printed.size()];
        for (int i = 0; i < sums.length; i++) {
            Printed column = printed.get(i);
            if (column.summed()) {
                for (double value : table.numeric(column.place()).values()) {
                    if (!Missing.isMissing(value)) {
                        sums[i] += options.has("ROUND") ? rounded(value, column.format()) : value;
                    }
                }
            }
        }
        return sums;
    }

    private static double rounded(double value, Format format) {
        double unit = Math.pow(10, format.decimals() < 0 ? 2 : format.decimals());
        return Math.rint(value * unit) / unit;
    }

    /** A line as wide as the widest value, the total and the variable's name. */
    private List<Cell> rule(char mark, double[] totals, boolean showObs) {
        List<Cell> cells = new ArrayList<>(Collections.nCopies(showObs ? 1 : 0, Cell.BLANK));
        for (int i = 0; i < printed.size(); i++) {
            Printed column = printed.get(i);
            int width = Math.max(column.width(), column.variable().name().length());
            String line = String.valueOf(mark)
                    .repeat(Math.max(width, totalText(totals[i], column).length()));
            cells.add(column.summed() ? Cell.of(line) : Cell.BLANK);
        }
        return cells;
    }

    private List<Cell> totalRow(double[] totals, boolean showObs, String label) {
        List<Cell> cells = new ArrayList<>();
        if (showObs) {
            cells.add(label.isEmpty() ? Cell.BLANK : Cell.of(label));
        }
        for (int i = 0; i < printed.size(); i++) {
            Printed column = printed.get(i);
            boolean first = !showObs && i == 0 && !column.summed() && !label.isEmpty();
            cells.add(column.summed() ? total(totals[i], column) : first ? Cell.of(label) : Cell.BLANK);
        }
        return cells;
    }

    private Cell total(double total, Printed column) {
        return new Cell.Shown(total, totalText(total, column));
    }

    /** A total may need more columns than the values have. */
    private String totalText(double total, Printed column) {
        Format format = column.format();
        if (column.variable().format().isEmpty() && format.name().isEmpty()) {
            return numberText(total, new Format("", 20, format.decimals()));
        }
        boolean narrow = format.width() > 0 && format.width() < 12;
        return narrow && numberText(total, format).indexOf('*') >= 0
                ? numberText(total, new Format(format.name(), 16, format.decimals()))
                : numberText(total, format);
    }
}
