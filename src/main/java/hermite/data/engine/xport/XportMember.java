package hermite.data.engine.xport;

import hermite.data.Table;

/**
 * One data set of a transport file.
 *
 * @param name as stored, upper case in version 5 files
 */
public record XportMember(String name, Table table) {}
