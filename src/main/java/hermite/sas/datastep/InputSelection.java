package hermite.sas.datastep;

import hermite.data.Table;
import hermite.data.Variable;
import hermite.sas.datastep.vector.VariableLists;
import hermite.sas.log.StepFailure;
import hermite.sas.log.Suggestion;
import hermite.sas.source.Place;
import hermite.sas.syntax.ast.DataSetReference.DataSetOptions;
import hermite.sas.syntax.ast.Expression;
import hermite.sas.syntax.ast.VariableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What data set options and WHERE leave of an input data set: KEEP= and DROP= by old names, then RENAME=, then WHERE=
 * and the WHERE statement by new names, then FIRSTOBS= and OBS= among the rows selected.
 *
 * @param table the chosen variables, renamed, with all rows
 * @param rows the chosen rows; empty when all are
 * @param whereTexts the conditions as the log shows them
 */
public record InputSelection(Table table, Optional<int[]> rows, List<String> whereTexts) {

    /**
     * Applies the options.
     *
     * @param name the data set's name in messages
     * @param whereStatement the step's WHERE statement
     * @param limit the system option OBS=
     */
    public static InputSelection of(
            String name,
            Table stored,
            DataSetOptions options,
            Optional<Expression> whereStatement,
            OptionalLong limit,
            Place place,
            FunctionEnvironment environment) {
        Table table = rename(chooseVariables(stored, options, place), options.rename(), place);
        Optional<int[]> rows = Optional.empty();
        List<String> texts = new ArrayList<>();
        List<Expression> conditions = new ArrayList<>();
        options.where().ifPresent(conditions::add);
        whereStatement.ifPresent(conditions::add);
        for (Expression condition : conditions) {
            WhereClause where = WhereClause.compile(condition, name, table, environment);
            rows = Optional.of(
                    rows.map(r -> Arrays.stream(r).filter(where::matches).toArray())
                            .orElseGet(where::rows));
            texts.add(where.logText());
        }
        return new InputSelection(table, window(rows, table.rowCount(), options, limit), texts);
    }

    public int rowCount() {
        return rows.map(r -> r.length).orElse(table.rowCount());
    }

    private static Table chooseVariables(Table table, DataSetOptions options, Place place) {
        if (options.keep().isEmpty() && options.drop().isEmpty()) {
            return table;
        }
        Set<String> kept = names(options.keep(), table);
        Set<String> dropped = names(options.drop(), table);
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < table.variables().size(); i++) {
            String name = table.variable(i).name().toUpperCase(Locale.ROOT);
            if ((options.keep().isEmpty() || kept.contains(name)) && !dropped.contains(name)) {
                places.add(i);
            }
        }
        return table.selectVariables(places);
    }

    private static Set<String> names(List<VariableList> lists, Table table) {
        Set<String> names = new HashSet<>();
        for (VariableList list : lists) {
            for (String name : VariableLists.expand(list, table.variables())) {
                if (table.indexOf(name) < 0) {
                    throw unknown(name, table, list.place());
                }
                names.add(name.toUpperCase(Locale.ROOT));
            }
        }
        return names;
    }

    private static StepFailure unknown(String name, Table table, Place place) {
        List<String> known = table.variables().stream().map(Variable::name).toList();
        return new StepFailure(place, DataStepMessage.NEVER_REFERENCED_OPTION, name, Suggestion.of(name, known));
    }

    private static Table rename(Table table, Map<String, String> names, Place place) {
        if (names.isEmpty()) {
            return table;
        }
        List<Variable> variables = new ArrayList<>(table.variables());
        for (Map.Entry<String, String> rename : names.entrySet()) {
            int index = table.indexOf(rename.getKey());
            if (index < 0) {
                throw unknown(rename.getKey(), table, place);
            }
            variables.set(index, variables.get(index).withName(rename.getValue()));
        }
        return table.withVariables(variables);
    }

    private static Optional<int[]> window(
            Optional<int[]> rows, int rowCount, DataSetOptions options, OptionalLong limit) {
        int count = rows.map(r -> r.length).orElse(rowCount);
        long last = options.obs().orElse(limit.orElse(Long.MAX_VALUE));
        int from = (int) Math.min(count, Math.max(0, options.firstObs().orElse(1L) - 1));
        int to = (int) Math.max(from, Math.min(count, last));
        if (from == 0 && to == count) {
            return rows;
        }
        int[] window = new int[to - from];
        for (int i = 0; i < window.length; i++) {
            window[i] = rows.isPresent() ? rows.get()[from + i] : from + i;
        }
        return Optional.of(window);
    }
}
