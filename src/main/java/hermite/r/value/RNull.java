package hermite.r.value;

/** {@code NULL}. */
public final class RNull implements RValue {
    public static final RNull NULL = new RNull();

    private RNull() {}

    @Override
    public String typeName() {
        return "NULL";
    }

    @Override
    public String toString() {
        return "NULL";
    }
}
