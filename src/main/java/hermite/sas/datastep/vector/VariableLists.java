package hermite.sas.datastep.vector;

import hermite.data.Variable;
import hermite.sas.datastep.DataStepMessage;
import hermite.sas.log.StepFailure;
import hermite.sas.log.Suggestion;
import hermite.sas.syntax.ast.VariableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What abbreviated variable lists stand for. */
public final class VariableLists {
    private VariableLists() {}

    /** The names of a list, given the variables there are. Numbered lists and single names need not exist. */
    public static List<String> expand(VariableList list, List<Variable> known) {
        if (list instanceof VariableList.Name name) {
            return List.of(name.name());
        }
        if (list instanceof VariableList.Numbered numbered) {
            return numbered(numbered);
        }
        if (list instanceof VariableList.Prefixed prefixed) {
            String prefix = prefixed.prefix().toUpperCase(Locale.ROOT);
            return known.stream()
                    .map(Variable::name)
                    .filter(n -> n.toUpperCase(Locale.ROOT).startsWith(prefix))
                    .toList();
        }
        if (list instanceof VariableList.Special special) {
            return known.stream()
                    .filter(v -> matches(v, special.kind()))
                    .map(Variable::name)
                    .toList();
        }
        if (list instanceof VariableList.Positional positional) {
            return positional(positional, known);
        }
        VariableList.Elements elements = (VariableList.Elements) list;
        throw new StepFailure(list.place(), DataStepMessage.UNDECLARED_ARRAY, elements.array(), "");
    }

    private static List<String> numbered(VariableList.Numbered list) {
        List<String> names = new ArrayList<>();
        int step = list.first() <= list.last() ? 1 : -1;
        for (int i = list.first(); i != list.last() + step; i += step) {
            String digits = String.valueOf(i);
            names.add(list.prefix() + "0".repeat(Math.max(0, list.digits() - digits.length())) + digits);
        }
        return names;
    }

    private static boolean matches(Variable variable, VariableList.Kind kind) {
        return kind == VariableList.Kind.ALL || variable.isNumeric() == (kind == VariableList.Kind.NUMERIC);
    }

    private static List<String> positional(VariableList.Positional list, List<Variable> known) {
        int first = indexOf(list.first(), known, list);
        int last = indexOf(list.last(), known, list);
        List<String> names = new ArrayList<>();
        for (int i = first; i <= last; i++) {
            if (matches(known.get(i), list.kind())) {
                names.add(known.get(i).name());
            }
        }
        return names;
    }

    private static int indexOf(String name, List<Variable> known, VariableList list) {
        for (int i = 0; i < known.size(); i++) {
            if (known.get(i).isNamed(name)) {
                return i;
            }
        }
        List<String> names = known.stream().map(Variable::name).toList();
        throw new StepFailure(list.place(), DataStepMessage.VARIABLE_NOT_FOUND, name, Suggestion.of(name, names));
    }
}
