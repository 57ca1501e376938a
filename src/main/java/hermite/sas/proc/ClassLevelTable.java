package hermite.sas.proc;

import hermite.model.ClassLevels;
import hermite.model.Coding;
import hermite.report.Cell;
import hermite.report.NumberFormat;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.syntax.ast.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table "Class Level Information" in its two forms. */
public final class ClassLevelTable {
    /** Characters of values in one line. */
    public static final int VALUES_WIDTH = 60;

    /** No character value of a data set is longer. */
    private static final int LONGEST_TEXT = 32767;

    private static final String TITLE = "Class Level Information";

    private ClassLevelTable() {}

    /**
     * With GLM coding only: variable, number of levels, values.
     *
     * @param maximumLines lines of values after which the list ends with {@code ...}; 0 for all
     */
    public static OutputTable values(List<ClassLevels> classes, int maximumLines) {
        List<OutputColumn> columns = List.of(
                OutputColumn.rowHeader("Class", "Class"),
                OutputColumn.number("Levels", "Levels", NumberFormats.INTEGER),
                OutputColumn.text("Values", "Values").withWrap(VALUES_WIDTH, maximumLines));
        int longest = maximumLines > 0 ? LONGEST_TEXT : Integer.MAX_VALUE;
        List<List<Cell>> rows = classes.stream()
                .map(c -> List.of(Cell.of(c.name()), Cell.of((double) c.count()), Cell.of(text(c.labels(), longest))))
                .toList();
        return OutputTable.of("ClassLevels", TITLE, Layout.COLUMNS, columns, rows);
    }

    /** The values of all variables, or with NOCLPRINT=n of those with fewer levels; nothing when none is left. */
    public static Optional<OutputTable> shown(List<ClassLevels> classes, Options options) {
        double limit = options.number("NOCLPRINT").orElse(0);
        List<ClassLevels> shown = classes.stream()
                .filter(c -> !options.has("NOCLPRINT") || limit > 0 && c.count() < limit)
                .toList();
        return shown.isEmpty() ? Optional.empty() : Optional.of(values(shown, 0));
    }

    /** Whether the values of a variable take more than some lines. */
    public static boolean takesMore(ClassLevels levels, int lines) {
        return text(levels.labels(), lines * VALUES_WIDTH + 1).length() > lines * VALUES_WIDTH;
    }

    /** The values with blanks between, as many as make up the length. */
    private static String text(List<String> labels, int length) {
        StringBuilder text = new StringBuilder();
        for (int level = 0; level < labels.size() && text.length() < length; level++) {
            text.append(level == 0 ? "" : " ").append(labels.get(level));
        }
        return text.length() > length ? text.substring(0, length) : text.toString();
    }

    /** With other codings: each level and its design columns. */
    public static OutputTable designs(List<ClassLevels> classes) {
        int width =
                classes.stream().mapToInt(c -> c.columnLabels().size()).max().orElse(0);
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(OutputColumn.rowHeader("Class", "Class"));
        columns.add(OutputColumn.rowHeader("Value", "Value"));
        for (int j = 1; j <= width; j++) {
            columns.add(OutputColumn.number("X" + j, "", number(classes))
                    .withLabel("Design Variables")
                    .withSpan(width == 1 ? "Design|Variables" : "Design Variables"));
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (ClassLevels levels : classes) {
            double[][] coding = levels.codingRows();
            for (int level = 0; level < levels.count(); level++) {
                List<Cell> row = new ArrayList<>();
                row.add(Cell.of(level == 0 ? levels.name() : ""));
                row.add(Cell.of(levels.labels().get(level)));
                for (int j = 0; j < width; j++) {
                    row.add(j < coding[level].length ? Cell.of(coding[level][j]) : Cell.BLANK);
                }
                rows.add(row);
            }
        }
        return OutputTable.of("ClassLevels", TITLE, Layout.COLUMNS, columns, rows);
    }

    private static NumberFormat number(List<ClassLevels> classes) {
        boolean whole = classes.stream()
                .map(c -> c.variable().coding())
                .allMatch(c -> c == Coding.GLM || c == Coding.REFERENCE || c == Coding.EFFECT || c == Coding.ORDINAL);
        return whole ? NumberFormats.INTEGER : NumberFormats.D8_4;
    }
}
