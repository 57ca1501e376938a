package hermite.sas.session.step;

import hermite.data.Table;
import hermite.data.Variable;
import hermite.sas.log.StepFailure;
import hermite.sas.log.Suggestion;
import hermite.sas.source.Place;
import hermite.sas.syntax.ast.VariableList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The variables that lists stand for in a data set: {@code x1-x9}, {@code a--d}, {@code p:}, {@code _NUMERIC_}. */
public final class VariableNames {
    private VariableNames() {}

    /**
     * The names as the data set spells them, in the order of the lists, each once.
     *
     * @throws StepFailure naming the variable that is not there
     */
    public static List<String> resolve(List<VariableList> lists, Table table) {
        Map<String, String> names = new LinkedHashMap<>();
        for (VariableList list : lists) {
            for (String name : resolve(list, table)) {
                names.putIfAbsent(name.toUpperCase(Locale.ROOT), name);
            }
        }
        return List.copyOf(names.values());
    }

    private static List<String> resolve(VariableList list, Table table) {
        if (list instanceof VariableList.Name name) {
            return List.of(find(name.name(), table, name.place()).name());
        }
        if (list instanceof VariableList.Numbered numbered) {
            return numbered(numbered, table);
        }
        if (list instanceof VariableList.Positional positional) {
            return positional(positional, table);
        }
        if (list instanceof VariableList.Prefixed prefixed) {
            List<String> names = table.variables().stream()
                    .map(Variable::name)
                    .filter(n -> n.regionMatches(
                            true, 0, prefixed.prefix(), 0, prefixed.prefix().length()))
                    .toList();
            if (names.isEmpty()) {
                throw new StepFailure(
                        prefixed.place(), StepMessage.VARIABLE_NOT_FOUND, upper(prefixed.prefix()) + ":", "");
            }
            return names;
        }
        if (list instanceof VariableList.Special special) {
            return table.variables().stream()
                    .filter(v -> isOf(special.kind(), v))
                    .map(Variable::name)
                    .toList();
        }
        VariableList.Elements elements = (VariableList.Elements) list;
        throw new StepFailure(elements.place(), StepMessage.NOT_IN_PROCEDURES, upper(elements.array()) + "[*]");
    }

    private static List<String> numbered(VariableList.Numbered list, Table table) {
        if (list.first() > list.last()) {
            throw new StepFailure(
                    list.place(),
                    StepMessage.WRONG_ORDER,
                    list.prefix() + list.first() + "-" + list.prefix() + list.last());
        }
        List<String> names = new ArrayList<>();
        for (int i = list.first(); i <= list.last(); i++) {
            String number = String.valueOf(i);
            String padded = "0".repeat(Math.max(0, list.digits() - number.length())) + number;
            names.add(find(list.prefix() + padded, table, list.place()).name());
        }
        return names;
    }

    private static List<String> positional(VariableList.Positional list, Table table) {
        int first = table.indexOf(find(list.first(), table, list.place()).name());
        int last = table.indexOf(find(list.last(), table, list.place()).name());
        if (first > last) {
            throw new StepFailure(list.place(), StepMessage.WRONG_ORDER, list.first() + "--" + list.last());
        }
        return table.variables().subList(first, last + 1).stream()
                .filter(v -> isOf(list.kind(), v))
                .map(Variable::name)
                .toList();
    }

    private static boolean isOf(VariableList.Kind kind, Variable variable) {
        return switch (kind) {
            case ALL -> true;
            case NUMERIC -> variable.isNumeric();
            case CHARACTER -> !variable.isNumeric();
        };
    }

    /** The variable of a name; fails with the nearest name when there is none. */
    static Variable find(String name, Table table, Place place) {
        return table.variable(name)
                .orElseThrow(() -> new StepFailure(
                        place,
                        StepMessage.VARIABLE_NOT_FOUND,
                        upper(name),
                        Suggestion.of(
                                name,
                                table.variables().stream().map(Variable::name).toList())));
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
