package hermite.sas.proc.glimmix;

import static org.assertj.core.api.Assertions.assertThat;

import hermite.data.Table;
import hermite.report.Cell;
import hermite.report.OutputTable;
import hermite.sas.proc.MemoryContext;
import java.util.List;

/** A GLIMMIX step run in memory, with its output by table, row label and column. */
public final class GlimmixRun {
    private final MemoryContext context;

    private GlimmixRun(MemoryContext context) {
        this.context = context;
    }

    /** The step must parse without a message. */
    public static GlimmixRun of(Table table, String program) {
        return of(new MemoryContext().with("WORK.A", table), program);
    }

    public static GlimmixRun of(MemoryContext context, String program) {
        ParsedStep parsed = ParsedStep.of(new GlimmixProcedure(), program);
        assertThat(parsed.messages()).isEmpty();
        return new GlimmixRun(context.run(new GlimmixProcedure(), parsed.step().orElseThrow()));
    }

    public MemoryContext context() {
        return context;
    }

    public List<String> log() {
        return context.logLines();
    }

    public boolean has(String table) {
        return !context.tablesNamed(table).isEmpty();
    }

    public OutputTable table(String name) {
        assertThat(context.tablesNamed(name)).as(name).hasSize(1);
        return context.tablesNamed(name).get(0);
    }

    /** Value of a column in the row whose cells begin with these texts. */
    public double number(String table, String column, String... row) {
        return value(cell(table, column, row));
    }

    public String text(String table, String column, String... row) {
        Cell cell = cell(table, column, row);
        return cell instanceof Cell.Text text ? text.value() : ((Cell.Shown) cell).text();
    }

    private Cell cell(String table, String column, String... row) {
        OutputTable found = table(table);
        List<Cell> line = found.rows().stream()
                .filter(r -> begins(r, row))
                .findFirst()
                .orElseThrow(() -> new AssertionError(table + " has no row " + List.of(row) + ": " + found.rows()));
        return line.get(column(found, column));
    }

    private static boolean begins(List<Cell> cells, String... row) {
        for (int i = 0; i < row.length; i++) {
            if (!shown(cells.get(i)).equals(row[i])) {
                return false;
            }
        }
        return true;
    }

    private static String shown(Cell cell) {
        if (cell instanceof Cell.Number number) {
            double v = number.value();
            return v == Math.rint(v) ? Long.toString((long) v) : Double.toString(v);
        }
        return cell instanceof Cell.Text text ? text.value() : cell instanceof Cell.Shown s ? s.text() : "";
    }

    public static int column(OutputTable table, String name) {
        for (int c = 0; c < table.columns().size(); c++) {
            if (table.columns().get(c).variable().equalsIgnoreCase(name)) {
                return c;
            }
        }
        throw new AssertionError("no column " + name + " in " + table.name() + ": "
                + table.columns().stream()
                        .map(hermite.report.OutputColumn::variable)
                        .toList());
    }

    public static double value(Cell cell) {
        return cell instanceof Cell.Shown shown ? shown.value() : ((Cell.Number) cell).value();
    }

    public double minusTwoLogLikelihood() {
        return number("FitStatistics", "Value", "-2 Log Likelihood");
    }
}
