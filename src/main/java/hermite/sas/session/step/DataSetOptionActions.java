package hermite.sas.session.step;

import hermite.data.SortKey;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.sas.log.StepFailure;
import hermite.sas.log.Suggestion;
import hermite.sas.source.Place;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.DataSetReference.DataSetOptions;
import hermite.sas.syntax.ast.VariableList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Data set options that choose and name variables and rows: KEEP=, DROP=, RENAME=, LABEL=, FIRSTOBS=, OBS=. */
final class DataSetOptionActions {
    private DataSetOptionActions() {}

    /** Drops, keeps and renames, in that order; the label too. */
    static Table variables(Table table, DataSetReference reference) {
        DataSetOptions options = reference.options();
        Table chosen = table;
        if (!options.keep().isEmpty()) {
            Set<String> kept = named(options.keep(), table, reference.place());
            chosen = select(table, v -> kept.contains(upper(v)));
        }
        if (!options.drop().isEmpty()) {
            Set<String> dropped = named(options.drop(), table, reference.place());
            chosen = select(chosen, v -> !dropped.contains(upper(v)));
        }
        if (!options.rename().isEmpty()) {
            chosen = chosen.withVariables(renamed(chosen, options.rename(), reference.place()))
                    .withSortedBy(List.of());
        }
        chosen = chosen.withSortedBy(stillThere(chosen));
        return options.label().isPresent() ? chosen.withLabel(options.label().get()) : chosen;
    }

    /** The order that is still known when sort variables have been dropped: as far as they are all there. */
    private static List<SortKey> stillThere(Table table) {
        return table.sortedBy().stream()
                .takeWhile(key -> table.indexOf(key.variable()) >= 0)
                .toList();
    }

    /** Rows from FIRSTOBS= to OBS=, counted among those that WHERE lets through. */
    static Table rows(Table table, long first, long last) {
        int from = (int) Math.min(Math.max(0, first - 1), table.rowCount());
        int to = (int) Math.min(Math.max(from, last), table.rowCount());
        return from == 0 && to == table.rowCount()
                ? table
                : table.selectRows(IntStream.range(from, to).toArray()).withSortedBy(table.sortedBy());
    }

    private static Set<String> named(List<VariableList> lists, Table table, Place place) {
        try {
            Set<String> names = new TreeSet<>();
            VariableNames.resolve(lists, table).forEach(n -> names.add(upper(n)));
            return names;
        } catch (StepFailure missing) {
            Object[] arguments = missing.arguments();
            throw new StepFailure(
                    missing.place().orElse(place),
                    StepMessage.NOT_REFERENCED,
                    arguments[0],
                    arguments.length > 1 ? arguments[1] : "");
        }
    }

    private static Table select(Table table, java.util.function.Predicate<String> wanted) {
        return table.selectVariables(IntStream.range(0, table.variables().size())
                .filter(i -> wanted.test(table.variable(i).name()))
                .boxed()
                .toList());
    }

    private static List<Variable> renamed(Table table, Map<String, String> names, Place place) {
        Map<String, String> byUpper = new java.util.HashMap<>();
        for (Map.Entry<String, String> entry : names.entrySet()) {
            if (table.variable(entry.getKey()).isEmpty()) {
                throw new StepFailure(
                        place,
                        StepMessage.NOT_REFERENCED,
                        upper(entry.getKey()),
                        Suggestion.of(
                                entry.getKey(),
                                table.variables().stream().map(Variable::name).toList()));
            }
            byUpper.put(upper(entry.getKey()), entry.getValue());
        }
        List<Variable> changed = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Variable variable : table.variables()) {
            String name = byUpper.getOrDefault(upper(variable.name()), variable.name());
            if (!taken.add(upper(name))) {
                throw new StepFailure(place, StepMessage.RENAME_CLASH, upper(variable.name()), upper(name));
            }
            changed.add(variable.withName(name));
        }
        return changed;
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
