package hermite.r.value;

import hermite.r.value.language.RSymbol;
import java.util.Arrays;

/** A list of any values (a data frame is one with class "data.frame"), or an expression vector. */
public final class RList extends RVector {
    private final RValue[] values;
    private final boolean expression;

    private RList(RValue[] values, Attributes attributes, boolean expression) {
        super(attributes);
        this.values = values;
        this.expression = expression;
    }

    /** Takes the array over: the caller must not write to it afterwards. */
    public static RList of(RValue... values) {
        return new RList(values, Attributes.NONE, false);
    }

    public static RList of(RValue[] values, Attributes attributes) {
        return new RList(values, attributes, false);
    }

    /** A list with names. */
    public static RList named(String[] names, RValue[] values) {
        return new RList(values, Attributes.of("names", RCharacter.of(names)), false);
    }

    public static RList expression(RValue... values) {
        return new RList(values, Attributes.NONE, true);
    }

    public boolean isExpression() {
        return expression;
    }

    public boolean isDataFrame() {
        return inherits("data.frame");
    }

    /** The array itself: read only, but for the evaluator's replacement code. */
    public RValue[] values() {
        return values;
    }

    public RValue get(int i) {
        return values[i];
    }

    /** Element of exactly this name, or {@link RNull#NULL}. */
    public RValue get(String name) {
        int at = indexOfName(name);
        return at < 0 ? RNull.NULL : values[at];
    }

    /** A list with one element set or added by name, attributes kept. */
    public RList with(String name, RValue value) {
        int at = indexOfName(name);
        if (at >= 0) {
            RValue[] changed = values.clone();
            changed[at] = value;
            return new RList(changed, attributes(), expression);
        }
        RValue[] more = Arrays.copyOf(values, values.length + 1);
        more[values.length] = value;
        String[] moreNames = new String[more.length];
        for (int i = 0; i < values.length; i++) {
            moreNames[i] = name(i) == null ? "" : name(i);
        }
        moreNames[values.length] = name;
        return new RList(more, attributes().with("names", RCharacter.of(moreNames)), expression);
    }

    @Override
    public VectorType type() {
        return expression ? VectorType.EXPRESSION : VectorType.LIST;
    }

    @Override
    public int length() {
        return values.length;
    }

    @Override
    public boolean isNA(int i) {
        return values[i] instanceof RVector vector
                && !(vector instanceof RList)
                && vector.length() == 1
                && vector.isNA(0);
    }

    @Override
    public double doubleAt(int i) {
        return single(i) ? ((RVector) values[i]).doubleAt(0) : RDouble.NA;
    }

    @Override
    public int integerAt(int i) {
        return single(i) ? ((RVector) values[i]).integerAt(0) : RInteger.NA;
    }

    @Override
    public int logicalAt(int i) {
        return single(i) ? ((RVector) values[i]).logicalAt(0) : RLogical.NA;
    }

    /** Text of an element of length 1; other elements as their source text would be need the deparser. */
    @Override
    public String stringAt(int i) {
        if (values[i] instanceof RSymbol symbol) {
            return symbol.name();
        }
        return single(i) ? ((RVector) values[i]).stringAt(0) : null;
    }

    private boolean single(int i) {
        return values[i] instanceof RVector vector && vector.length() == 1;
    }

    @Override
    public RValue elementAt(int i) {
        if (values[i] instanceof RVector vector) {
            vector.markShared();
        }
        return values[i];
    }

    @Override
    public void store(int at, RVector from, int i) {
        values[at] = from.elementAt(i);
    }

    @Override
    public RList select(int[] indices) {
        RValue[] out = new RValue[indices.length];
        for (int i = 0; i < out.length; i++) {
            int at = indices[i];
            out[i] = at < 0 || at >= values.length ? RNull.NULL : elementAt(at);
        }
        return new RList(out, Attributes.NONE, expression);
    }

    @Override
    public RList resized(int length) {
        RValue[] out = Arrays.copyOf(values, length);
        for (int i = 0; i < Math.min(length, values.length); i++) {
            elementAt(i);
        }
        if (length > values.length) {
            Arrays.fill(out, values.length, length, RNull.NULL);
        }
        return new RList(out, Attributes.NONE, expression);
    }

    @Override
    public RList copy() {
        for (int i = 0; i < values.length; i++) {
            elementAt(i);
        }
        return new RList(values.clone(), attributes(), expression);
    }

    @Override
    RList sharing(Attributes attributes) {
        return new RList(values, attributes, expression);
    }
}
