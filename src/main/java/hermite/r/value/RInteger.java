package hermite.r.value;

import java.util.Arrays;

/** Integers of 32 bits, {@link #NA} among them. */
public final class RInteger extends RVector {
    /** The missing value. */
    public static final int NA = Integer.MIN_VALUE;

    private final int[] values;

    private RInteger(int[] values, Attributes attributes) {
        super(attributes);
        this.values = values;
    }

    /** Takes the array over: the caller must not write to it afterwards. */
    public static RInteger of(int... values) {
        return new RInteger(values, Attributes.NONE);
    }

    public static RInteger of(int[] values, Attributes attributes) {
        return new RInteger(values, attributes);
    }

    /** The array itself: read only, but for the evaluator's replacement code. */
    public int[] values() {
        return values;
    }

    public int get(int i) {
        return values[i];
    }

    @Override
    public VectorType type() {
        return VectorType.INTEGER;
    }

    @Override
    public int length() {
        return values.length;
    }

    @Override
    public boolean isNA(int i) {
        return values[i] == NA;
    }

    @Override
    public double doubleAt(int i) {
        return values[i] == NA ? RDouble.NA : values[i];
    }

    @Override
    public int integerAt(int i) {
        return values[i];
    }

    @Override
    public int logicalAt(int i) {
        return values[i] == NA ? NA : values[i] != 0 ? 1 : 0;
    }

    @Override
    public String stringAt(int i) {
        return values[i] == NA ? null : Integer.toString(values[i]);
    }

    @Override
    public RValue elementAt(int i) {
        return of(values[i]);
    }

    @Override
    public void store(int at, RVector from, int i) {
        values[at] = from.integerAt(i);
    }

    @Override
    public RInteger select(int[] indices) {
        return of(selected(values, indices));
    }

    @Override
    public RInteger resized(int length) {
        return of(resized(values, length));
    }

    @Override
    public RInteger copy() {
        return new RInteger(values.clone(), attributes());
    }

    @Override
    RInteger sharing(Attributes attributes) {
        return new RInteger(values, attributes);
    }

    /** Elements by place, missing where there is none. */
    static int[] selected(int[] values, int[] indices) {
        int[] out = new int[indices.length];
        for (int i = 0; i < out.length; i++) {
            int at = indices[i];
            out[i] = at < 0 || at >= values.length ? NA : values[at];
        }
        return out;
    }

    /** The first elements, and missing ones after the last. */
    static int[] resized(int[] values, int length) {
        int[] out = Arrays.copyOf(values, length);
        if (length > values.length) {
            Arrays.fill(out, values.length, length, NA);
        }
        return out;
    }
}
