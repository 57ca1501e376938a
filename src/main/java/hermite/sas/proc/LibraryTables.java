package hermite.sas.proc;

import hermite.data.Library;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import java.util.ArrayList;
import java.util.List;

/** Tables of a library: itself, and what is in it. */
public final class LibraryTables {
    private LibraryTables() {}

    /** Libref, engine, place. */
    public static OutputTable directory(String libref, Library library) {
        return OutputTable.of(
                "Directory",
                "Directory",
                Layout.LABEL_VALUE,
                List.of(OutputColumn.rowHeader("Label1", ""), OutputColumn.text("cValue1", "")),
                List.of(
                        List.of(Cell.of("Libref"), Cell.of(libref)),
                        List.of(Cell.of("Engine"), Cell.of(library.engine())),
                        List.of(Cell.of("Physical Name"), Cell.of(library.physicalName()))));
    }

    public static OutputTable members(List<String> names) {
        List<List<Cell>> rows = new ArrayList<>();
        for (String name : names) {
            rows.add(List.of(Cell.of(rows.size() + 1.0), Cell.of(name), Cell.of("DATA")));
        }
        return OutputTable.of(
                "Members",
                "",
                Layout.COLUMNS,
                List.of(
                        OutputColumn.number("Num", "#", NumberFormats.INTEGER).asRowHeader(),
                        OutputColumn.rowHeader("Name", "Name"),
                        OutputColumn.text("MemType", "Member|Type")),
                rows);
    }
}
