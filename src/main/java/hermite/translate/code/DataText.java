package hermite.translate.code;

import hermite.data.Table;
import hermite.data.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The rows of a data set as R code or as a file of comma-separated values. */
public final class DataText {
    private DataText() {}

    /** {@code name <- data.frame(…)} with every value written out. */
    public static String frame(String name, Table table) {
        List<String> columns = new ArrayList<>();
        for (int j = 0; j < table.variables().size(); j++) {
            columns.add(
                    "  " + RText.name(table.variable(j).name()) + " = " + RText.wrappedVector(values(table, j), "  "));
        }
        return name + " <- data.frame(\n" + String.join(",\n", columns) + "\n)\n";
    }

    private static List<String> values(Table table, int column) {
        List<String> all = new ArrayList<>();
        for (int row = 0; row < table.rowCount(); row++) {
            all.add(value(table, column, row));
        }
        return all;
    }

    /** A value as R code. */
    public static String value(Table table, int column, int row) {
        if (table.variable(column).isNumeric()) {
            return RText.number(table.numeric(column).get(row));
        }
        String text = table.character(column).get(row);
        return text.isEmpty() ? "NA" : RText.quoted(text);
    }

    /** Names in the first line, in lower case; missing values are empty. */
    public static String commaSeparated(Table table) {
        StringBuilder out = new StringBuilder();
        out.append(String.join(
                        ",",
                        table.variables().stream()
                                .map(Variable::name)
                                .map(n -> field(n.toLowerCase(Locale.ROOT)))
                                .toList()))
                .append('\n');
        for (int row = 0; row < table.rowCount(); row++) {
            for (int j = 0; j < table.variables().size(); j++) {
                String text = table.variable(j).isNumeric()
                        ? RText.number(table.numeric(j).get(row))
                        : field(table.character(j).get(row));
                out.append(j == 0 ? "" : ",").append(text.equals("NA") ? "" : text);
            }
            out.append('\n');
        }
        return out.toString();
    }

    /** The rows as R's string of comma-separated lines. */
    public static String textRows(Table table) {
        String text = commaSeparated(table).replace("\\", "\\\\").replace("\"", "\\\"");
        return "\"" + text.stripTrailing() + "\"";
    }

    private static String field(String text) {
        return text.matches("[^\",\r\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
