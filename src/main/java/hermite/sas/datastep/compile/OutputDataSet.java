package hermite.sas.datastep.compile;

import hermite.data.Missing;
import hermite.data.Table;
import hermite.data.TableBuilder;
import hermite.data.Variable;
import hermite.sas.datastep.DataStepMessage;
import hermite.sas.datastep.ExpressionEvaluator;
import hermite.sas.datastep.FunctionEnvironment;
import hermite.sas.datastep.node.Frame;
import hermite.sas.datastep.vector.PdvVariable;
import hermite.sas.datastep.vector.ProgramDataVector;
import hermite.sas.datastep.vector.VariableLists;
import hermite.sas.log.StepFailure;
import hermite.sas.log.Suggestion;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.VariableList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** An output data set: which variables it keeps under which names, and the observations written so far. */
public final class OutputDataSet {
    private final DataSetReference reference;
    private final String fullName;
    private TableBuilder builder;
    private int[] slots;
    private int[] storedBytes;
    private boolean[] text;

    OutputDataSet(DataSetReference reference, String fullName) {
        this.reference = reference;
        this.fullName = fullName;
    }

    public String fullName() {
        return fullName;
    }

    public int variableCount() {
        return slots == null ? 0 : slots.length;
    }

    public int observationCount() {
        return builder == null ? 0 : builder.rowCount();
    }

    /**
     * Fixes the variables, once all statements are compiled: KEEP, DROP and RENAME statements first, then the data set
     * options, which see the new names.
     */
    void prepare(ProgramDataVector pdv, Selection statements) {
        List<Variable> variables = new ArrayList<>();
        List<PdvVariable> sources = new ArrayList<>();
        for (PdvVariable variable : pdv.all()) {
            if (!variable.isAutomatic() && statements.keeps(variable.name())) {
                variables.add(variable.describe().withName(statements.rename(variable.name())));
                sources.add(variable);
            }
        }
        choose(variables, sources);
        rename(variables);
        slots = sources.stream().mapToInt(PdvVariable::slot).toArray();
        text = new boolean[slots.length];
        storedBytes = new int[slots.length];
        for (int i = 0; i < slots.length; i++) {
            text[i] = !variables.get(i).isNumeric();
            storedBytes[i] = variables.get(i).length();
        }
        builder = new TableBuilder(variables);
    }

    private void choose(List<Variable> variables, List<PdvVariable> sources) {
        Set<String> keep = names(reference.options().keep(), variables);
        Set<String> drop = names(reference.options().drop(), variables);
        for (int i = variables.size() - 1; i >= 0; i--) {
            String name = variables.get(i).name().toUpperCase(Locale.ROOT);
            boolean kept = reference.options().keep().isEmpty() || keep.contains(name);
            if (!kept || drop.contains(name)) {
                variables.remove(i);
                sources.remove(i);
            }
        }
    }

    private static Set<String> names(List<VariableList> lists, List<Variable> variables) {
        Set<String> names = new HashSet<>();
        for (VariableList list : lists) {
            for (String name : VariableLists.expand(list, variables)) {
                if (variables.stream().noneMatch(v -> v.isNamed(name))) {
                    throw unknown(name, variables, list);
                }
                names.add(name.toUpperCase(Locale.ROOT));
            }
        }
        return names;
    }

    private static StepFailure unknown(String name, List<Variable> variables, VariableList list) {
        List<String> known = variables.stream().map(Variable::name).toList();
        return new StepFailure(list.place(), DataStepMessage.NEVER_REFERENCED_OPTION, name, Suggestion.of(name, known));
    }

    private void rename(List<Variable> variables) {
        for (Map.Entry<String, String> rename : reference.options().rename().entrySet()) {
            boolean found = false;
            for (int i = 0; i < variables.size() && !found; i++) {
                if (variables.get(i).isNamed(rename.getKey())) {
                    variables.set(i, variables.get(i).withName(rename.getValue()));
                    found = true;
                }
            }
            if (!found) {
                throw unknown(rename.getKey(), variables, new VariableList.Name(rename.getKey(), reference.place()));
            }
        }
    }

    /** Writes the program data vector as an observation. */
    public void write(Frame frame) {
        for (int i = 0; i < slots.length; i++) {
            if (text[i]) {
                builder.set(i, frame.texts[slots[i]]);
            } else {
                builder.set(i, shorten(frame.numbers[slots[i]], storedBytes[i]));
            }
        }
        builder.endRow();
        if (builder.rowCount() == Integer.MAX_VALUE - 8) {
            throw new StepFailure(DataStepMessage.TOO_MANY_ROWS, fullName);
        }
    }

    /** A number stored in fewer than 8 bytes loses the last bytes of its mantissa. */
    private static double shorten(double value, int bytes) {
        if (bytes >= 8 || Missing.isMissing(value)) {
            return value;
        }
        return Double.longBitsToDouble(Double.doubleToRawLongBits(value) & -1L << 8 * (8 - Math.max(2, bytes)));
    }

    /**
     * The finished table; WHERE= has acted.
     *
     * @param read the tables the step read, whose columns it shares where nothing changed
     */
    public Table finish(FunctionEnvironment environment, List<Table> read) {
        Table table = builder.build(reference.options().label().orElse(""), read);
        if (reference.options().where().isEmpty()) {
            return table;
        }
        ExpressionEvaluator where =
                ExpressionEvaluator.compile(reference.options().where().get(), fullName, table, environment);
        int[] rows = IntStream.range(0, table.rowCount()).filter(where::test).toArray();
        return table.selectRows(rows);
    }

    /** KEEP, DROP and RENAME statements. */
    static final class Selection {
        private final Set<String> kept = new HashSet<>();
        private final Set<String> dropped = new HashSet<>();
        private final Map<String, String> renamed = new HashMap<>();
        private boolean anyKept;

        void keep(List<String> names) {
            anyKept = true;
            names.forEach(n -> kept.add(n.toUpperCase(Locale.ROOT)));
        }

        void drop(List<String> names) {
            names.forEach(n -> dropped.add(n.toUpperCase(Locale.ROOT)));
        }

        void rename(String from, String to) {
            renamed.put(from.toUpperCase(Locale.ROOT), to);
        }

        boolean keeps(String name) {
            String upper = name.toUpperCase(Locale.ROOT);
            return (!anyKept || kept.contains(upper)) && !dropped.contains(upper);
        }

        String rename(String name) {
            return renamed.getOrDefault(name.toUpperCase(Locale.ROOT), name);
        }
    }
}
