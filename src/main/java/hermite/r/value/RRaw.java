package hermite.r.value;

import java.util.Arrays;

/** Bytes; no value is missing. */
public final class RRaw extends RVector {
    private static final String DIGITS = "0123456789abcdef";

    private final byte[] values;

    private RRaw(byte[] values, Attributes attributes) {
        super(attributes);
        this.values = values;
    }

    /** Takes the array over: the caller must not write to it afterwards. */
    public static RRaw of(byte... values) {
        return new RRaw(values, Attributes.NONE);
    }

    public static RRaw of(byte[] values, Attributes attributes) {
        return new RRaw(values, attributes);
    }

    /** The array itself: read only, but for the evaluator's replacement code. */
    public byte[] values() {
        return values;
    }

    @Override
    public VectorType type() {
        return VectorType.RAW;
    }

    @Override
    public int length() {
        return values.length;
    }

    @Override
    public boolean isNA(int i) {
        return false;
    }

    @Override
    public double doubleAt(int i) {
        return values[i] & 0xff;
    }

    @Override
    public int integerAt(int i) {
        return values[i] & 0xff;
    }

    @Override
    public int logicalAt(int i) {
        return values[i] != 0 ? 1 : 0;
    }

    /** Two hexadecimal digits. */
    @Override
    public String stringAt(int i) {
        return "" + DIGITS.charAt(values[i] >> 4 & 15) + DIGITS.charAt(values[i] & 15);
    }

    @Override
    public RValue elementAt(int i) {
        return of(values[i]);
    }

    /** Numbers outside 0 … 255 and missing ones give 0. */
    @Override
    public void store(int at, RVector from, int i) {
        int value = from.integerAt(i);
        values[at] = value < 0 || value > 255 ? 0 : (byte) value;
    }

    @Override
    public RRaw select(int[] indices) {
        byte[] out = new byte[indices.length];
        for (int i = 0; i < out.length; i++) {
            int at = indices[i];
            out[i] = at < 0 || at >= values.length ? 0 : values[at];
        }
        return of(out);
    }

    @Override
    public RRaw resized(int length) {
        return of(Arrays.copyOf(values, length));
    }

    @Override
    public RRaw copy() {
        return new RRaw(values.clone(), attributes());
    }

    @Override
    RRaw sharing(Attributes attributes) {
        return new RRaw(values, attributes);
    }
}
