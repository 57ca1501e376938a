package hermite.sas.proc;

import hermite.data.CharacterColumn;
import hermite.data.Column;
import hermite.data.Missing;
import hermite.data.NumericColumn;
import hermite.data.Table;
import hermite.data.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tables of BY groups one below the other; a variable that a group does not have is missing there. */
public final class StackedTables {
    private StackedTables() {}

    /** @param groups at least one */
    public static Table of(List<Table> groups) {
        if (groups.size() == 1) {
            return groups.get(0);
        }
        List<Variable> variables = new ArrayList<>();
        for (Table group : groups) {
            for (Variable v : group.variables()) {
                if (variables.stream().noneMatch(w -> w.name().equalsIgnoreCase(v.name()))) {
                    variables.add(v);
                }
            }
        }
        int rows = groups.stream().mapToInt(Table::rowCount).sum();
        List<Column> columns = new ArrayList<>();
        for (Variable v : variables) {
            columns.add(v.isNumeric() ? numeric(groups, v.name(), rows) : character(groups, v.name(), rows));
        }
        return new Table(variables, columns, rows);
    }

    private static Column numeric(List<Table> groups, String name, int rows) {
        double[] all = new double[rows];
        int at = 0;
        for (Table group : groups) {
            if (group.variable(name).isPresent()) {
                System.arraycopy(group.numeric(group.indexOf(name)).values(), 0, all, at, group.rowCount());
            } else {
                Arrays.fill(all, at, at + group.rowCount(), Missing.DOT);
            }
            at += group.rowCount();
        }
        return new NumericColumn(all);
    }

    private static Column character(List<Table> groups, String name, int rows) {
        List<String> text = new ArrayList<>(rows);
        for (Table group : groups) {
            boolean there = group.variable(name).isPresent();
            for (int i = 0; i < group.rowCount(); i++) {
                text.add(there ? group.character(group.indexOf(name)).get(i) : "");
            }
        }
        return CharacterColumn.of(text);
    }
}
