package hermite.r.lib.sets;

import hermite.r.value.RValue;
import hermite.r.value.RVector;
import java.util.ArrayList;
import java.util.List;

/** Equality of whole values, for lists compared element by element. */
final class ListKey {
    private ListKey() {}

    static Object of(RValue value) {
        if (!(value instanceof RVector vector)) {
            return value;
        }
        List<Object> parts = new ArrayList<>();
        parts.add(vector.typeName());
        for (int i = 0; i < vector.attributes().size(); i++) {
            parts.add(vector.attributes().name(i));
            parts.add(of(vector.attributes().value(i)));
        }
        for (Object key : elements(vector)) {
            parts.add(key);
        }
        return parts;
    }

    private static Object[] elements(RVector vector) {
        if (vector instanceof hermite.r.value.RList list) {
            Object[] keys = new Object[list.length()];
            for (int i = 0; i < keys.length; i++) {
                keys[i] = of(list.get(i));
            }
            return keys;
        }
        return Matching.keys(vector.bare());
    }
}
