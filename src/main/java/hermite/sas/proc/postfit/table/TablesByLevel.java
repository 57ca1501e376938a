package hermite.sas.proc.postfit.table;

import hermite.report.Cell;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import java.util.ArrayList;
import java.util.List;

/** The same tables for each level of a multinomial response put together, rows alternating by level. */
public final class TablesByLevel {
    private TablesByLevel() {}

    /**
     * @param response heading of the column with the level
     * @param levels one a list of tables; may be more than there are lists
     * @param tables for each level its tables, the same in number and shape
     * @return one table each, with a column for the level, blank in rows that are the same in all; as they are where the
     *     level is no matter
     */
    public static List<OutputTable> merged(String response, List<String> levels, List<List<OutputTable>> tables) {
        List<OutputTable> merged = new ArrayList<>();
        for (int t = 0; t < tables.get(0).size(); t++) {
            OutputTable first = tables.get(0).get(t);
            int place = t;
            if (tables.stream().allMatch(of -> of.get(place).rows().equals(first.rows()))) {
                merged.add(first);
                continue;
            }
            int at = first.name().equals("OddsRatios") ? 0 : 1;
            List<List<Cell>> rows = new ArrayList<>();
            for (int r = 0; r < first.rows().size(); r++) {
                int of = r;
                List<Cell> shared = first.rows().get(r);
                if (tables.stream()
                        .allMatch(level -> level.get(place).rows().get(of).equals(shared))) {
                    List<Cell> row = new ArrayList<>(shared);
                    row.add(at, Cell.of(""));
                    rows.add(row);
                    continue;
                }
                for (int c = 0; c < tables.size(); c++) {
                    List<Cell> row = new ArrayList<>(tables.get(c).get(t).rows().get(r));
                    row.add(at, Cell.of(levels.get(c)));
                    rows.add(row);
                }
            }
            List<OutputColumn> columns = new ArrayList<>(first.columns());
            columns.add(at, OutputColumn.rowHeader(response, response));
            merged.add(new OutputTable(
                    first.name(), first.label(), first.titles(), first.layout(), columns, rows, first.notes()));
        }
        return merged;
    }
}
