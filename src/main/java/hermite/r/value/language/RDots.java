package hermite.r.value.language;

import hermite.r.value.RLanguage;
import hermite.r.value.RValue;

/** What {@code ...} holds: promises or values, and their names. */
public final class RDots implements RLanguage {
    public static final RDots EMPTY = new RDots(new RValue[0], null);

    private final RValue[] values;
    private final String[] names;

    /** @param names null when nothing is named; null entries for those without name */
    public RDots(RValue[] values, String[] names) {
        this.values = values;
        this.names = names;
    }

    public int size() {
        return values.length;
    }

    public RValue get(int i) {
        return values[i];
    }

    /** The name given, or null. */
    public String name(int i) {
        return names == null ? null : names[i];
    }

    public String[] names() {
        return names;
    }

    @Override
    public String typeName() {
        return "...";
    }
}
