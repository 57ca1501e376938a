package hermite.sas.proc;

import hermite.data.Table;
import java.util.List;

/**
 * A procedure's input after data set options, WHERE, programming statements, FORMAT and LABEL have acted.
 *
 * @param name two-level name in upper case, {@code WORK.A}
 * @param made variables of the table that programming statements of the step made
 */
public record InputData(String name, Table table, List<String> made) {
    public InputData(String name, Table table) {
        this(name, table, List.of());
    }
}
