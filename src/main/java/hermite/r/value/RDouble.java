package hermite.r.value;

import hermite.r.value.text.DoubleText;
import java.util.Arrays;

/** Double-precision numbers. {@link #NA} is a NaN with the payload 1954, told apart from NaN by {@link #isNa}. */
public final class RDouble extends RVector {
    private static final long NA_BITS = 0x7FF00000000007A2L;
    private static final int NA_LOW_WORD = 1954;

    /** The missing value; arithmetic on it gives a NaN of the same payload. */
    public static final double NA = Double.longBitsToDouble(NA_BITS);

    private final double[] values;

    private RDouble(double[] values, Attributes attributes) {
        super(attributes);
        this.values = values;
    }

    /** Takes the array over: the caller must not write to it afterwards. */
    public static RDouble of(double... values) {
        return new RDouble(values, Attributes.NONE);
    }

    public static RDouble of(double[] values, Attributes attributes) {
        return new RDouble(values, attributes);
    }

    /** A matrix from its elements by columns. */
    public static RDouble matrix(double[] byColumns, int rows, int columns) {
        return new RDouble(byColumns, Attributes.of("dim", RInteger.of(rows, columns)));
    }

    /** Whether a number is {@code NA} and not merely {@code NaN}. */
    public static boolean isNa(double x) {
        return x != x && (int) Double.doubleToRawLongBits(x) == NA_LOW_WORD;
    }

    /** The array itself: read only, but for the evaluator's replacement code. */
    public double[] values() {
        return values;
    }

    public double get(int i) {
        return values[i];
    }

    @Override
    public VectorType type() {
        return VectorType.DOUBLE;
    }

    @Override
    public int length() {
        return values.length;
    }

    @Override
    public boolean isNA(int i) {
        return values[i] != values[i];
    }

    @Override
    public double doubleAt(int i) {
        return values[i];
    }

    @Override
    public int integerAt(int i) {
        double x = values[i];
        return x != x || x >= 2147483648.0 || x <= -2147483648.0 - 1 ? RInteger.NA : (int) x;
    }

    @Override
    public int logicalAt(int i) {
        double x = values[i];
        return x != x ? RLogical.NA : x != 0 ? 1 : 0;
    }

    @Override
    public String stringAt(int i) {
        return isNa(values[i]) ? null : DoubleText.of(values[i]);
    }

    @Override
    public RValue elementAt(int i) {
        return of(values[i]);
    }

    @Override
    public void store(int at, RVector from, int i) {
        values[at] = from.doubleAt(i);
    }

    @Override
    public RDouble select(int[] indices) {
        double[] out = new double[indices.length];
        for (int i = 0; i < out.length; i++) {
            int at = indices[i];
            out[i] = at < 0 || at >= values.length ? NA : values[at];
        }
        return of(out);
    }

    @Override
    public RDouble resized(int length) {
        double[] out = Arrays.copyOf(values, length);
        if (length > values.length) {
            Arrays.fill(out, values.length, length, NA);
        }
        return of(out);
    }

    @Override
    public RDouble copy() {
        return new RDouble(values.clone(), attributes());
    }

    @Override
    RDouble sharing(Attributes attributes) {
        return new RDouble(values, attributes);
    }
}
