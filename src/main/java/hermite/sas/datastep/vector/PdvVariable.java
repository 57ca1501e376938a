package hermite.sas.datastep.vector;

import hermite.data.Format;
import hermite.data.ValueType;
import hermite.data.Variable;
import java.util.Optional;

/** A variable of the program data vector while the step is compiled: attributes fill in as statements are met. */
public final class PdvVariable {
    private final String name;
    private ValueType type;
    private int length;
    private int slot = -1;
    private String label = "";
    private Optional<Format> format = Optional.empty();
    private Optional<Format> informat = Optional.empty();
    private boolean formatTouched;
    private boolean labelTouched;
    private boolean informatTouched;
    private boolean automatic;
    private boolean retained;
    private boolean assigned;
    private boolean used;
    private boolean fromInput;

    public PdvVariable(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    /** Whether the type is fixed; a FORMAT or RETAIN statement may name a variable before anything fixes it. */
    public boolean isTyped() {
        return type != null;
    }

    public boolean isText() {
        return type == ValueType.CHARACTER;
    }

    public int length() {
        return length;
    }

    public int slot() {
        return slot;
    }

    public void type(ValueType newType, int newLength, int newSlot) {
        type = newType;
        length = newLength;
        slot = newSlot;
    }

    public void length(int newLength) {
        length = newLength;
    }

    public String label() {
        return label;
    }

    public Optional<Format> format() {
        return format;
    }

    public Optional<Format> informat() {
        return informat;
    }

    /** The label a LABEL statement gives; wins over labels of input data sets. */
    public void declareLabel(String newLabel) {
        label = newLabel;
        labelTouched = true;
    }

    public void declareFormat(Optional<Format> newFormat) {
        format = newFormat;
        formatTouched = true;
    }

    public void declareInformat(Optional<Format> newInformat) {
        informat = newInformat;
        informatTouched = true;
    }

    /** Attributes of an input data set: the first that has one counts. */
    public void inherit(Variable variable) {
        if (!labelTouched && label.isEmpty()) {
            label = variable.label();
        }
        if (!formatTouched && format.isEmpty()) {
            format = variable.format();
        }
        if (!informatTouched && informat.isEmpty()) {
            informat = variable.informat();
        }
    }

    /** Automatic and temporary variables are not written. */
    public boolean isAutomatic() {
        return automatic;
    }

    public void makeAutomatic() {
        automatic = true;
        retained = true;
        assigned = true;
    }

    public boolean isRetained() {
        return retained;
    }

    public void retain() {
        retained = true;
    }

    public boolean isAssigned() {
        return assigned;
    }

    public void markAssigned() {
        assigned = true;
    }

    public boolean isUsed() {
        return used;
    }

    public void markUsed() {
        used = true;
    }

    public boolean isFromInput() {
        return fromInput;
    }

    /** Read by SET, MERGE or UPDATE: retained from one iteration to the next. */
    public void markFromInput() {
        fromInput = true;
        retained = true;
        assigned = true;
    }

    /** The variable as an output data set has it. */
    public Variable describe() {
        return new Variable(name, type, length, label, format, informat);
    }
}
