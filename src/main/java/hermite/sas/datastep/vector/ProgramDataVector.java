package hermite.sas.datastep.vector;

import hermite.data.Table;
import hermite.data.ValueType;
import hermite.data.Variable;
import hermite.sas.datastep.DataStepMessage;
import hermite.sas.datastep.node.Frame;
import hermite.sas.log.StepFailure;
import hermite.sas.log.Suggestion;
import hermite.sas.source.Place;
import hermite.sas.syntax.ast.VariableList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The variables and arrays of a step in order of first appearance, each with its slot in the {@link Frame}. */
public final class ProgramDataVector {
    private final Map<String, PdvVariable> variables = new LinkedHashMap<>();
    private final Map<String, ArrayDefinition> arrays = new LinkedHashMap<>();
    private final Map<Integer, Double> initialNumbers = new HashMap<>();
    private final Map<Integer, String> initialTexts = new HashMap<>();
    private final Optional<String> closedOver;
    private PdvVariable implicitIndex;
    private int numberSlots = Frame.RESERVED;
    private int textSlots;
    private int defaultNumberLength = 8;

    private ProgramDataVector(Optional<String> closedOver) {
        this.closedOver = closedOver;
        reserve("_N_").type(ValueType.NUMERIC, 8, Frame.ITERATION);
        reserve("_ERROR_").type(ValueType.NUMERIC, 8, Frame.ERROR);
        variables.values().forEach(PdvVariable::makeAutomatic);
    }

    /** For a DATA step: unknown names become variables. */
    public static ProgramDataVector open() {
        return new ProgramDataVector(Optional.empty());
    }

    /** For expressions over the variables of a data set: unknown names are errors. */
    public static ProgramDataVector over(String dataSetName, Table table) {
        ProgramDataVector pdv = new ProgramDataVector(Optional.of(dataSetName));
        pdv.variables.clear();
        for (Variable variable : table.variables()) {
            PdvVariable declared = pdv.reserve(variable.name());
            pdv.fix(declared, variable.type(), variable.length());
            declared.inherit(variable);
        }
        return pdv;
    }

    /** True for WHERE expressions, where only the data set's variables exist. */
    public boolean isClosed() {
        return closedOver.isPresent();
    }

    public void defaultNumberLength(int length) {
        defaultNumberLength = length;
    }

    private static String key(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    public Optional<PdvVariable> find(String name) {
        return Optional.ofNullable(variables.get(key(name)));
    }

    public Iterable<PdvVariable> all() {
        return variables.values();
    }

    /** The variable of this name, entered at the end when it is new; its type may still be open. */
    public PdvVariable reserve(String name) {
        PdvVariable known = variables.get(key(name));
        if (known != null) {
            return known;
        }
        PdvVariable variable = new PdvVariable(name);
        variables.put(key(name), variable);
        if (key(name).equals("_INFILE_") && closedOver.isEmpty()) {
            fix(variable, ValueType.CHARACTER, 32767);
            variable.makeAutomatic();
        }
        return variable;
    }

    private void fix(PdvVariable variable, ValueType type, int length) {
        int slot = type == ValueType.NUMERIC ? numberSlots++ : textSlots++;
        variable.type(type, type == ValueType.NUMERIC ? length : Math.max(1, Math.min(32767, length)), slot);
    }

    /** The numeric variable of this name, made when it is new. */
    public PdvVariable number(String name, Place place) {
        PdvVariable variable = reserve(name);
        if (!variable.isTyped()) {
            fix(variable, ValueType.NUMERIC, defaultNumberLength);
        } else if (variable.isText()) {
            throw new StepFailure(place, DataStepMessage.TYPE_CONFLICT, variable.name());
        }
        return variable;
    }

    /** The character variable of this name, made with the length given when it is new. */
    public PdvVariable text(String name, int length, Place place) {
        PdvVariable variable = reserve(name);
        if (!variable.isTyped()) {
            fix(variable, ValueType.CHARACTER, length);
        } else if (!variable.isText()) {
            throw new StepFailure(place, DataStepMessage.TYPE_CONFLICT, variable.name());
        }
        return variable;
    }

    /** A variable that is used in an expression: an unknown one becomes numeric, or is an error over a data set. */
    public PdvVariable use(String name, Place place) {
        if (closedOver.isPresent() && !variables.containsKey(key(name))) {
            throw new StepFailure(
                    place, DataStepMessage.VARIABLE_NOT_ON_FILE, name, closedOver.get(), Suggestion.of(name, names()));
        }
        if (implicitIndex != null && key(name).equals("_I_") && !variables.containsKey("_I_")) {
            return implicitIndex;
        }
        PdvVariable variable = reserve(name);
        if (!variable.isTyped()) {
            fix(variable, ValueType.NUMERIC, defaultNumberLength);
        }
        variable.markUsed();
        return variable;
    }

    /** Whether an expression compiled so far uses the variable. */
    public boolean isUsed(String name) {
        return find(name).map(PdvVariable::isUsed).orElse(false);
    }

    /** A variable of an input data set: new, it takes type and length from there. */
    public PdvVariable declare(Variable variable, Place place) {
        PdvVariable declared = reserve(variable.name());
        if (!declared.isTyped()) {
            fix(declared, variable.type(), variable.length());
        } else if (declared.isText() == variable.isNumeric()) {
            throw new StepFailure(place, DataStepMessage.TYPE_CONFLICT, declared.name());
        }
        return declared;
    }

    public List<String> names() {
        return variables.values().stream().map(PdvVariable::name).toList();
    }

    /** An automatic numeric variable: IN=, END=, FIRST.x … */
    public PdvVariable automaticNumber(String name, Place place) {
        PdvVariable variable = number(name, place);
        variable.makeAutomatic();
        return variable;
    }

    public PdvVariable automaticText(String name, int length, Place place) {
        PdvVariable variable = text(name, length, place);
        variable.makeAutomatic();
        return variable;
    }

    public void declareAs(PdvVariable variable, ValueType type, int length) {
        fix(variable, type, type == ValueType.NUMERIC ? defaultNumberLength : length);
    }

    /** An element of a temporary array: a slot that is never reset and never written. */
    public PdvVariable temporary(String name, boolean text, int length) {
        PdvVariable variable = new PdvVariable(name);
        fix(variable, text ? ValueType.CHARACTER : ValueType.NUMERIC, length);
        variable.makeAutomatic();
        return variable;
    }

    /** The subscript that DO OVER counts, for an array without bounds. */
    public Optional<PdvVariable> implicitIndex(boolean wanted) {
        if (wanted && implicitIndex == null) {
            implicitIndex = temporary("_I_", false, 8);
        }
        return wanted ? Optional.of(implicitIndex) : Optional.empty();
    }

    /** RETAIN without variables: all there are so far. */
    public void retainAll() {
        variables.values().forEach(PdvVariable::retain);
    }

    public boolean hasInitial(PdvVariable variable) {
        return initialNumbers.containsKey(variable.slot());
    }

    /** A numeric slot without a name. */
    public int hiddenNumber() {
        return numberSlots++;
    }

    public int hiddenText() {
        return textSlots++;
    }

    public void initialise(PdvVariable variable, double value) {
        initialNumbers.put(variable.slot(), value);
    }

    public void initialise(PdvVariable variable, String value) {
        initialTexts.put(variable.slot(), value);
    }

    /** Fixes the types that nothing has fixed: by format, else numeric. */
    public void fixOpenTypes() {
        for (PdvVariable variable : variables.values()) {
            if (!variable.isTyped()) {
                fix(variable, ValueType.NUMERIC, defaultNumberLength);
            }
        }
    }

    /** A frame with initial values. */
    public Frame newFrame() {
        Frame frame = new Frame(numberSlots, textSlots);
        initialNumbers.forEach((slot, value) -> frame.numbers[slot] = value);
        initialTexts.forEach((slot, value) -> frame.texts[slot] = value);
        return frame;
    }

    /** Slots set to missing at the start of each iteration: numeric ones, then character ones. */
    public int[][] resetSlots() {
        List<Integer> numbers = new ArrayList<>();
        List<Integer> texts = new ArrayList<>();
        for (PdvVariable variable : variables.values()) {
            if (!variable.isRetained()) {
                (variable.isText() ? texts : numbers).add(variable.slot());
            }
        }
        return new int[][] {
            numbers.stream().mapToInt(Integer::intValue).toArray(),
            texts.stream().mapToInt(Integer::intValue).toArray()
        };
    }

    public void define(ArrayDefinition array, Place place) {
        if (arrays.putIfAbsent(key(array.name()), array) != null) {
            throw new StepFailure(place, DataStepMessage.ARRAY_REDEFINED, array.name());
        }
    }

    public Optional<ArrayDefinition> array(String name) {
        return Optional.ofNullable(arrays.get(key(name)));
    }

    public List<String> arrayNames() {
        return arrays.values().stream().map(ArrayDefinition::name).toList();
    }

    /** The names a list stands for; names that are written out need not exist. */
    public List<String> expand(VariableList list) {
        if (list instanceof VariableList.Name name) {
            Optional<ArrayDefinition> array = array(name.name());
            if (array.isPresent() && find(name.name()).isEmpty()) {
                return array.get().elements().stream().map(PdvVariable::name).toList();
            }
            return List.of(name.name());
        }
        if (list instanceof VariableList.Elements elements) {
            ArrayDefinition array = array(elements.array())
                    .orElseThrow(() -> new StepFailure(
                            list.place(),
                            DataStepMessage.UNDECLARED_ARRAY,
                            elements.array(),
                            Suggestion.of(elements.array(), arrayNames())));
            return array.elements().stream().map(PdvVariable::name).toList();
        }
        List<Variable> known = new ArrayList<>();
        for (PdvVariable variable : variables.values()) {
            if (!variable.isAutomatic() && variable.isTyped()) {
                known.add(variable.describe());
            }
        }
        return VariableLists.expand(list, known);
    }

    /** The variables of the lists that exist; a name that does not is entered as numeric. */
    public List<PdvVariable> resolve(List<VariableList> lists) {
        List<PdvVariable> resolved = new ArrayList<>();
        for (VariableList list : lists) {
            for (String name : expand(list)) {
                resolved.add(use(name, list.place()));
            }
        }
        return resolved;
    }
}
