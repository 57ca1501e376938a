package hermite.sas.proc.covariance.report;

import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import java.util.ArrayList;
import java.util.List;

/**
 * How a search ended: a sentence, with numbers that only the data set has.
 *
 * @param status 0 where it converged
 */
public record ConvergenceStatus(String reason, int status) {
    /** A property of the end that only the data set shows, as 1 or 0. */
    public record Flag(String variable, String label, boolean holds) {}

    public OutputTable table(Flag... flags) {
        List<OutputColumn> columns = new ArrayList<>();
        List<Cell> row = new ArrayList<>(List.of(Cell.of(reason), Cell.of(status)));
        columns.add(OutputColumn.text("Reason", "").withLabel("Reason"));
        columns.add(hidden("Status", "Status"));
        for (Flag flag : flags) {
            columns.add(hidden(flag.variable, flag.label));
            row.add(Cell.of(flag.holds ? 1 : 0));
        }
        return new OutputTable(
                "ConvergenceStatus",
                "Convergence Status",
                List.of(),
                Layout.CENTRED_SENTENCE,
                columns,
                List.of(row),
                List.of());
    }

    private static OutputColumn hidden(String variable, String label) {
        return OutputColumn.number(variable, "", NumberFormats.INTEGER)
                .withLabel(label)
                .onlyInDataSet();
    }
}
