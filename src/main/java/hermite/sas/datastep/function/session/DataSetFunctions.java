package hermite.sas.datastep.function.session;

import hermite.data.Format;
import hermite.data.Missing;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.sas.datastep.function.Arguments;
import hermite.sas.datastep.function.DataSetHandles.Handle;
import hermite.sas.datastep.function.FunctionSpec.ResultLength;
import hermite.sas.datastep.function.FunctionTable;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** OPEN and what is asked of an open data set. */
public final class DataSetFunctions {
    /** SAS's return code for the end of a data set. */
    private static final double END_OF_FILE = -1;

    private DataSetFunctions() {}

    /** Enters the functions of this family. */
    public static void addTo(FunctionTable table) {
        table.passing("OPEN", "c?cc", DataSetFunctions::open, "number of a data set opened, or 0");
        table.passing("CLOSE", "n", a -> a.dataSets().close(a.whole(0, 0)) ? 0 : a.invalid(), "closes a data set");
        table.passing("ATTRN", "nc", DataSetFunctions::numberAttribute, "a numeric attribute: NOBS, NVARS …");
        table.text(
                "ATTRC", "nc", ResultLength.DEFAULT, DataSetFunctions::textAttribute, "a text attribute: LIB, MEM …");
        table.text(
                "DSNAME",
                "n",
                ResultLength.DEFAULT,
                a -> handle(a).map(Handle::name).orElse(""),
                "two-level name");
        table.passing("VARNUM", "nc", DataSetFunctions::place, "place of a variable, or 0");
        variable(table, "VARNAME", Variable::name, "name of a variable");
        variable(table, "VARTYPE", v -> v.isNumeric() ? "N" : "C", "type of a variable");
        variable(table, "VARLABEL", Variable::label, "label of a variable");
        variable(table, "VARFMT", v -> v.format().map(Format::toString).orElse(""), "format of a variable");
        variable(table, "VARINFMT", v -> v.informat().map(Format::toString).orElse(""), "informat of a variable");
        table.passing(
                "VARLEN", "nn", a -> variable(a).map(v -> (double) v.length()).orElseGet(a::invalid), "length");
        table.passing(
                "FETCH", "n?c", a -> fetch(a, handle(a).map(h -> h.row() + 1).orElse(0)), "reads the next row");
        table.passing("FETCHOBS", "nn?c", a -> fetch(a, a.whole(1, 0) - 1), "reads a row by number");
        table.passing("REWIND", "n", a -> fetch(a, -1), "goes back before the first row");
        table.passing(
                "CUROBS", "n", a -> handle(a).map(h -> h.row() + 1.0).orElse(Missing.DOT), "number of the row read");
        table.passing("GETVARN", "nn", DataSetFunctions::number, "a number of the row read");
        table.text("GETVARC", "nn", ResultLength.DEFAULT, DataSetFunctions::text, "a text of the row read");
    }

    private static double open(Arguments a) {
        String name = a.text(0).strip();
        Optional<Table> table = a.environment().dataSet(name);
        String full = (name.contains(".") ? name : "WORK." + name).toUpperCase(Locale.ROOT);
        return table.map(t -> (double) a.dataSets().open(full, t)).orElse(0.0);
    }

    private static Optional<Handle> handle(Arguments a) {
        Optional<Handle> handle = a.dataSets().find(a.whole(0, 0));
        if (handle.isEmpty()) {
            a.invalid();
        }
        return handle;
    }

    private static double numberAttribute(Arguments a) {
        Optional<Handle> handle = handle(a);
        if (handle.isEmpty()) {
            return Missing.DOT;
        }
        Table table = handle.get().table();
        switch (a.trimmed(1).toUpperCase(Locale.ROOT)) {
            case "NOBS":
            case "NLOBS":
            case "NLOBSF":
                return table.rowCount();
            case "NVARS":
                return table.variables().size();
            case "ANY":
                return table.variables().isEmpty() ? -1 : table.rowCount() == 0 ? 0 : 1;
            case "NDEL":
            case "ISINDEX":
                return 0;
            default:
                return a.invalid();
        }
    }

    private static String textAttribute(Arguments a) {
        Optional<Handle> handle = handle(a);
        if (handle.isEmpty()) {
            return "";
        }
        String name = handle.get().name();
        switch (a.trimmed(1).toUpperCase(Locale.ROOT)) {
            case "LIB":
                return name.substring(0, name.indexOf('.'));
            case "MEM":
                return name.substring(name.indexOf('.') + 1);
            case "LABEL":
                return handle.get().table().label();
            case "MTYPE":
                return "DATA";
            case "SORTEDBY":
                return handle.get().table().sortedBy().stream()
                        .map(k -> (k.descending() ? "DESCENDING " : "") + k.variable())
                        .collect(Collectors.joining(" "));
            default:
                a.invalid();
                return "";
        }
    }

    private static double place(Arguments a) {
        return handle(a).map(h -> h.table().indexOf(a.text(1).strip()) + 1.0).orElse(Missing.DOT);
    }

    /** The variable whose place is the second argument. */
    private static Optional<Variable> variable(Arguments a) {
        int place = a.whole(1, 0);
        return handle(a)
                .filter(h -> place >= 1 && place <= h.table().variables().size())
                .map(h -> h.table().variable(place - 1));
    }

    private static void variable(FunctionTable table, String name, Function<Variable, String> part, String help) {
        table.text(
                name,
                "nn",
                ResultLength.DEFAULT,
                a -> {
                    Optional<Variable> variable = variable(a);
                    if (variable.isEmpty()) {
                        a.invalid();
                    }
                    return variable.map(part).orElse("");
                },
                help);
    }

    private static double fetch(Arguments a, int row) {
        return handle(a).map(h -> h.goTo(row) ? 0.0 : END_OF_FILE).orElse(Missing.DOT);
    }

    private static double number(Arguments a) {
        Optional<Variable> variable = variable(a).filter(Variable::isNumeric);
        Handle handle = handle(a).orElse(null);
        if (variable.isEmpty() || handle == null || handle.row() < 0) {
            return a.invalid();
        }
        return handle.table().numeric(a.whole(1, 0) - 1).get(handle.row());
    }

    private static String text(Arguments a) {
        Optional<Variable> variable = variable(a).filter(v -> !v.isNumeric());
        Handle handle = handle(a).orElse(null);
        if (variable.isEmpty() || handle == null || handle.row() < 0) {
            a.invalid();
            return "";
        }
        return handle.table().character(a.whole(1, 0) - 1).get(handle.row());
    }
}
