package hermite.r.value;

import hermite.r.value.text.NumberReading;
import java.util.Arrays;

/** Texts; null is {@code NA}. */
public final class RCharacter extends RVector {
    private final String[] values;

    private RCharacter(String[] values, Attributes attributes) {
        super(attributes);
        this.values = values;
    }

    /** Takes the array over: the caller must not write to it afterwards. */
    public static RCharacter of(String... values) {
        return new RCharacter(values, Attributes.NONE);
    }

    public static RCharacter of(String[] values, Attributes attributes) {
        return new RCharacter(values, attributes);
    }

    /** The array itself: read only, but for the evaluator's replacement code. */
    public String[] values() {
        return values;
    }

    public String get(int i) {
        return values[i];
    }

    @Override
    public VectorType type() {
        return VectorType.CHARACTER;
    }

    @Override
    public int length() {
        return values.length;
    }

    @Override
    public boolean isNA(int i) {
        return values[i] == null;
    }

    @Override
    public double doubleAt(int i) {
        return NumberReading.number(values[i]);
    }

    @Override
    public int integerAt(int i) {
        double x = NumberReading.number(values[i]);
        return x != x || Math.abs(x) >= 2147483648.0 ? RInteger.NA : (int) x;
    }

    @Override
    public int logicalAt(int i) {
        if (values[i] == null) {
            return RLogical.NA;
        }
        return switch (values[i]) {
            case "TRUE", "T", "true", "True" -> 1;
            case "FALSE", "F", "false", "False" -> 0;
            default -> RLogical.NA;
        };
    }

    @Override
    public String stringAt(int i) {
        return values[i];
    }

    @Override
    public RValue elementAt(int i) {
        return of(values[i]);
    }

    @Override
    public void store(int at, RVector from, int i) {
        values[at] = from.stringAt(i);
    }

    @Override
    public RCharacter select(int[] indices) {
        String[] out = new String[indices.length];
        for (int i = 0; i < out.length; i++) {
            int at = indices[i];
            out[i] = at < 0 || at >= values.length ? null : values[at];
        }
        return of(out);
    }

    @Override
    public RCharacter resized(int length) {
        return of(Arrays.copyOf(values, length));
    }

    @Override
    public RCharacter copy() {
        return new RCharacter(values.clone(), attributes());
    }

    @Override
    RCharacter sharing(Attributes attributes) {
        return new RCharacter(values, attributes);
    }
}
