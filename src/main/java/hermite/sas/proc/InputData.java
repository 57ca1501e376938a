package hermite.sas.proc;

import hermite.data.Table;

/**
 * A procedure's input after data set options, WHERE, FORMAT and LABEL have acted.
 *
 * @param name two-level name in upper case, {@code WORK.A}
 */
public record InputData(String name, Table table) {}
