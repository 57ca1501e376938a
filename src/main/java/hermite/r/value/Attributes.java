package hermite.r.value;

import java.util.Arrays;
import java.util.List;

/** The attributes of a value: a short ordered map that never changes. */
public final class Attributes {
    public static final Attributes NONE = new Attributes(new String[0], new RValue[0]);

    private final String[] names;
    private final RValue[] values;

    private Attributes(String[] names, RValue[] values) {
        this.names = names;
        this.values = values;
    }

    /** Attributes with one entry. */
    public static Attributes of(String name, RValue value) {
        return NONE.with(name, value);
    }

    public boolean isEmpty() {
        return names.length == 0;
    }

    public int size() {
        return names.length;
    }

    public List<String> names() {
        return List.of(names);
    }

    public String name(int i) {
        return names[i];
    }

    public RValue value(int i) {
        return values[i];
    }

    /** The value, or {@link RNull#NULL} when there is no such attribute. */
    public RValue get(String name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return values[i];
            }
        }
        return RNull.NULL;
    }

    public boolean has(String name) {
        for (String each : names) {
            if (each.equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** With one attribute set; {@link RNull#NULL} removes it. */
    public Attributes with(String name, RValue value) {
        if (value == RNull.NULL) {
            return without(name);
        }
        if (value instanceof RVector vector) {
            vector.markShared();
        }
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                RValue[] changed = values.clone();
                changed[i] = value;
                return new Attributes(names, changed);
            }
        }
        String[] moreNames = Arrays.copyOf(names, names.length + 1);
        RValue[] moreValues = Arrays.copyOf(values, values.length + 1);
        moreNames[names.length] = name;
        moreValues[names.length] = value;
        return new Attributes(moreNames, moreValues);
    }

    /** Without the named attributes. */
    public Attributes without(String... dropped) {
        int kept = 0;
        for (String name : names) {
            kept += contains(dropped, name) ? 0 : 1;
        }
        if (kept == names.length) {
            return this;
        }
        return filtered(kept, dropped, false);
    }

    /** With the named attributes only. */
    public Attributes only(String... wanted) {
        int kept = 0;
        for (String name : names) {
            kept += contains(wanted, name) ? 1 : 0;
        }
        return kept == names.length ? this : filtered(kept, wanted, true);
    }

    private Attributes filtered(int kept, String[] list, boolean keepListed) {
        if (kept == 0) {
            return NONE;
        }
        String[] keptNames = new String[kept];
        RValue[] keptValues = new RValue[kept];
        int at = 0;
        for (int i = 0; i < names.length; i++) {
            if (contains(list, names[i]) == keepListed) {
                keptNames[at] = names[i];
                keptValues[at++] = values[i];
            }
        }
        return new Attributes(keptNames, keptValues);
    }

    private static boolean contains(String[] list, String name) {
        for (String each : list) {
            if (each.equals(name)) {
                return true;
            }
        }
        return false;
    }
}
