package hermite.r.value;

/** Truth values: 1, 0 and {@link #NA}. */
public final class RLogical extends RVector {
    /** The missing value. */
    public static final int NA = RInteger.NA;

    public static final RLogical TRUE = constant(1);
    public static final RLogical FALSE = constant(0);

    private static RLogical constant(int value) {
        RLogical constant = of(value);
        constant.markShared();
        return constant;
    }

    public static RLogical of(boolean value) {
        return value ? TRUE : FALSE;
    }

    private final int[] values;

    private RLogical(int[] values, Attributes attributes) {
        super(attributes);
        this.values = values;
    }

    /** Takes the array over: the caller must not write to it afterwards. */
    public static RLogical of(int... values) {
        return new RLogical(values, Attributes.NONE);
    }

    public static RLogical of(int[] values, Attributes attributes) {
        return new RLogical(values, attributes);
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
        return VectorType.LOGICAL;
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
        return values[i] == NA ? null : values[i] != 0 ? "TRUE" : "FALSE";
    }

    @Override
    public RValue elementAt(int i) {
        return of(values[i]);
    }

    @Override
    public void store(int at, RVector from, int i) {
        values[at] = from.logicalAt(i);
    }

    @Override
    public RLogical select(int[] indices) {
        return of(RInteger.selected(values, indices));
    }

    @Override
    public RLogical resized(int length) {
        return of(RInteger.resized(values, length));
    }

    @Override
    public RLogical copy() {
        return new RLogical(values.clone(), attributes());
    }

    @Override
    RLogical sharing(Attributes attributes) {
        return new RLogical(values, attributes);
    }
}
