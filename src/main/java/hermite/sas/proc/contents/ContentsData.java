package hermite.sas.proc.contents;

import hermite.data.Format;
import hermite.data.Missing;
import hermite.data.SortKey;
import hermite.data.Table;
import hermite.data.TableBuilder;
import hermite.data.Variable;
import java.util.List;
import java.util.Optional;

/** The data set of OUT=: a row for each variable, with the names SAS gives its columns. */
final class ContentsData {
    private static final List<Variable> COLUMNS = List.of(
            text("LIBNAME", 8, "Library Name"),
            text("MEMNAME", 32, "Library Member Name"),
            text("MEMLABEL", 256, "Data Set Label"),
            text("TYPEMEM", 8, "Special Data Set Type (From TYPE=)"),
            text("NAME", 32, "Variable Name"),
            number("TYPE", "Variable Type"),
            number("LENGTH", "Variable Length"),
            number("VARNUM", "Variable Number"),
            text("LABEL", 256, "Variable Label"),
            text("FORMAT", 32, "Variable Format"),
            number("FORMATL", "Format Length"),
            number("FORMATD", "Number of Format Decimals"),
            text("INFORMAT", 32, "Variable Informat"),
            number("INFORML", "Informat Length"),
            number("INFORMD", "Number of Informat Decimals"),
            number("JUST", "Justification"),
            number("NPOS", "Position in Buffer"),
            number("NOBS", "Observations in Data Set"),
            text("ENGINE", 8, "Engine Name"),
            number("DELOBS", "Deleted Observations in Data Set"),
            text("MEMTYPE", 8, "Library Member Type"),
            number("IDXCOUNT", "Number of Indexes for Data Set"),
            text("COMPRESS", 8, "Compression Routine"),
            number("SORTED", "Sorted and/or Validated"),
            number("SORTEDBY", "Position of Variable in Sortedby Clause"));

    private final TableBuilder builder = new TableBuilder(COLUMNS);
    private int column;

    private static Variable text(String name, int length, String label) {
        return Variable.character(name, length).withLabel(label);
    }

    private static Variable number(String name, String label) {
        return Variable.numeric(name).withLabel(label);
    }

    void add(Member member, VariableOrder order) {
        Table table = member.table();
        int[] positions = member.positions();
        boolean sorted = !table.sortedBy().isEmpty();
        for (int place : order.places(table.variables())) {
            Variable variable = table.variable(place);
            column = 0;
            put(member.libref());
            put(member.memberName());
            put(table.label());
            put("");
            put(variable.name());
            put(variable.isNumeric() ? 1 : 2);
            put(variable.length());
            put(place + 1);
            put(variable.label());
            put(variable.format());
            put(variable.informat());
            put(variable.isNumeric() ? 1 : 0);
            put(positions[place]);
            put(table.rowCount());
            put(member.library().engine());
            put(0);
            put("DATA");
            put(0);
            put("NO");
            put(sorted ? 1 : Missing.DOT);
            put(sortPlace(table.sortedBy(), variable));
            builder.endRow();
        }
    }

    private void put(String value) {
        builder.set(column++, value);
    }

    private void put(double value) {
        builder.set(column++, value);
    }

    /** Name, width, decimals: zero where the format does not say. */
    private void put(Optional<Format> format) {
        put(format.map(Format::name).orElse(""));
        put(format.map(Format::width).orElse(0));
        put(format.map(f -> Math.max(0, f.decimals())).orElse(0));
    }

    /** Place in the sort order from 1, negative when descending. */
    private static double sortPlace(List<SortKey> keys, Variable variable) {
        for (int i = 0; i < keys.size(); i++) {
            if (variable.isNamed(keys.get(i).variable())) {
                return keys.get(i).descending() ? -(i + 1) : i + 1;
            }
        }
        return Missing.DOT;
    }

    Table build() {
        return builder.build();
    }
}
