package hermite.sas.proc.plm;

import hermite.data.CharacterColumn;
import hermite.data.Column;
import hermite.data.NumericColumn;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.report.Cell;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ByGroup;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.store.ItemStore;
import hermite.sas.proc.store.StoredFit;
import hermite.sas.proc.store.StoredFit.ByValue;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The BY groups of an item store: as a table with a row for each, by which WHERE chooses and data are matched. */
final class StoredGroups {
    private StoredGroups() {}

    /** The store with the groups that a WHERE statement chooses among all. */
    static ItemStore where(ProcStatement statement, ItemStore all, String name, ProcContext context) {
        if (all.groups().get(0).by().isEmpty()) {
            throw new StepFailure(statement.place(), PlmMessage.NO_BY, name);
        }
        int[] rows = context.rows(((Body.Condition) statement.body()).expression(), name, table(all.groups()));
        if (rows.length == 0) {
            throw new StepFailure(statement.place(), PlmMessage.NO_GROUP, name);
        }
        return all.withGroups(
                Arrays.stream(rows).mapToObj(r -> all.groups().get(r)).toList());
    }

    private static Table table(List<StoredFit> groups) {
        List<Variable> variables = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (int v = 0; v < groups.get(0).by().size(); v++) {
            int place = v;
            ByValue first = groups.get(0).by().get(v);
            if (first.numeric()) {
                variables.add(Variable.numeric(first.variable()));
                columns.add(new NumericColumn(groups.stream()
                        .mapToDouble(g -> g.by().get(place).number())
                        .toArray()));
            } else {
                List<String> texts =
                        groups.stream().map(g -> g.by().get(place).text()).toList();
                int width = texts.stream().mapToInt(String::length).max().orElse(1);
                variables.add(Variable.character(first.variable(), Math.max(1, width)));
                columns.add(CharacterColumn.of(texts));
            }
        }
        return new Table(variables, columns, groups.size());
    }

    /** Tells the output which group it is about; nothing without BY groups. */
    static void begin(StoredFit fit, ProcContext context) {
        if (fit.by().isEmpty()) {
            return;
        }
        List<String> names = fit.by().stream().map(ByValue::variable).toList();
        List<Cell> values = new ArrayList<>();
        for (ByValue value : fit.by()) {
            values.add(value.numeric() ? Cell.of(value.number()) : Cell.of(value.text()));
        }
        context.beginGroup(new ByGroup(fit.byHeading(), names, values, table(List.of(fit))));
    }

    /** Which of the groups each row of a table belongs to, −1 for none; the only one for all without BY groups. */
    static int[] of(Table table, String dataSet, List<StoredFit> groups) {
        int[] found = new int[table.rowCount()];
        for (ByValue value : groups.get(0).by()) {
            Variable variable = table.variable(value.variable())
                    .orElseThrow(() -> new StepFailure(PlmMessage.VARIABLE_MISSING, value.variable(), dataSet));
            if (variable.isNumeric() != value.numeric()) {
                throw new StepFailure(PlmMessage.WRONG_TYPE, value.variable());
            }
        }
        for (int row = 0; row < found.length; row++) {
            found[row] = -1;
            for (int g = 0; g < groups.size() && found[row] < 0; g++) {
                found[row] = belongs(table, row, groups.get(g)) ? g : -1;
            }
        }
        return found;
    }

    private static boolean belongs(Table table, int row, StoredFit fit) {
        for (ByValue value : fit.by()) {
            int place = table.indexOf(value.variable());
            boolean same = value.numeric()
                    ? Double.compare(table.numeric(place).get(row), value.number()) == 0
                    : table.character(place)
                            .get(row)
                            .stripTrailing()
                            .equals(value.text().stripTrailing());
            if (!same) {
                return false;
            }
        }
        return true;
    }
}
