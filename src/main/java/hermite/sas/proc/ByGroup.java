package hermite.sas.proc;

import hermite.data.Table;
import hermite.report.Cell;
import java.util.List;

/**
 * The rows of one BY group; the whole input when there is no BY statement.
 *
 * @param heading the BY line, {@code trt=1 sex=F}; empty without BY
 * @param variables BY variables' names, empty without BY
 * @param values their values in this group
 */
public record ByGroup(String heading, List<String> variables, List<Cell> values, Table table) {}
