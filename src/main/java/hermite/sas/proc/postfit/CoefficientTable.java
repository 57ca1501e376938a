package hermite.sas.proc.postfit;

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

    public static OutputTable of(
            String name, String title, ModelTerms terms, List<String> labels, List<double[]> rows) {
        List<ClassLevels> used = terms.usedClasses();
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(OutputColumn.rowHeader("Effect", "Effect"));
        List<String> constructed = ConstructedColumns.names(terms);
        constructed.forEach(c -> columns.add(OutputColumn.rowHeader(c, c)));
        used.forEach(c -> columns.add(OutputColumn.rowHeader(c.name(), c.name())));
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
                int place = CoefficientBinding.indexOf(column.classVariables(), c.name());
                line.add(Cell.of(place < 0 ? "" : column.levels().get(place)));
            }
            for (double[] row : rows) {
                line.add(row[j] == 0 ? Cell.BLANK : Cell.of(row[j]));
            }
            lines.add(line);
        }
        return OutputTable.of(name, title, Layout.COLUMNS, columns, lines);
    }
}
