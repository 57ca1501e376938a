package hermite.sas.proc.postfit.table;

import hermite.model.ClassLevels;
import hermite.model.DesignColumn;
import hermite.model.ModelTerms;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.proc.construct.ConstructedColumns;
import java.util.ArrayList;
import java.util.List;

/** The table that option E prints: a row a design column, a column a combination. */
public final class CoefficientTable {
    private CoefficientTable() {}

    /** A random effect's coefficient in one of the rows. */
    public record Further(String effect, String subject, String group, int row, double coefficient) {}

    public static OutputTable of(
            String name, String title, ModelTerms terms, List<String> labels, List<double[]> rows) {
        return of(name, title, terms, labels, rows, List.of());
    }

    /** With lines for random effects. */
    public static OutputTable of(
            String name,
            String title,
            ModelTerms terms,
            List<String> labels,
            List<double[]> rows,
            List<Further> random) {
        List<ClassLevels> used = terms.usedClasses();
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(OutputColumn.rowHeader("Effect", "Effect"));
        List<String> constructed = ConstructedColumns.names(terms);
        constructed.forEach(c -> columns.add(OutputColumn.rowHeader(c, c)));
        used.forEach(c -> columns.add(OutputColumn.rowHeader(c.name(), c.name())));
        boolean subjects = random.stream().anyMatch(f -> !f.subject().isEmpty());
        boolean groups = random.stream().anyMatch(f -> !f.group().isEmpty());
        if (subjects) {
            columns.add(OutputColumn.rowHeader("Subject", "Subject"));
        }
        if (groups) {
            columns.add(OutputColumn.rowHeader("Group", "Group"));
        }
        for (int i = 0; i < rows.size(); i++) {
            columns.add(OutputColumn.number("Row" + (i + 1), "Row" + (i + 1), NumberFormats.D8_4)
                    .withLabel(labels.get(i)));
        }
        List<List<Cell>> lines = new ArrayList<>();
        for (int j = 0; j < terms.columnCount(); j++) {
            DesignColumn column = terms.columns().get(j);
            List<Cell> line = new ArrayList<>();
            line.add(Cell.of(terms.effects().get(column.effect()).name()));
            constructed.forEach(c -> line.add(Cell.of(ConstructedColumns.label(terms, column, c))));
            for (ClassLevels c : used) {
                int place = column.classVariables().indexOf(c.name());
                line.add(Cell.of(place < 0 ? "" : column.levels().get(place)));
            }
            addNames(line, subjects, "", groups, "");
            for (double[] row : rows) {
                line.add(row[j] == 0 ? Cell.BLANK : Cell.of(row[j]));
            }
            lines.add(line);
        }
        for (Further of : random) {
            List<Cell> line = new ArrayList<>(List.of(Cell.of(of.effect())));
            for (int k = 0; k < constructed.size() + used.size(); k++) {
                line.add(Cell.of(""));
            }
            addNames(line, subjects, of.subject(), groups, of.group());
            for (int i = 0; i < rows.size(); i++) {
                line.add(i == of.row() ? Cell.of(of.coefficient()) : Cell.BLANK);
            }
            lines.add(line);
        }
        return OutputTable.of(name, title, Layout.COLUMNS, columns, lines);
    }

    private static void addNames(List<Cell> line, boolean subjects, String subject, boolean groups, String group) {
        if (subjects) {
            line.add(Cell.of(subject));
        }
        if (groups) {
            line.add(Cell.of(group));
        }
    }
}
