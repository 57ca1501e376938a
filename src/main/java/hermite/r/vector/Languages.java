package hermite.r.vector;

import hermite.r.value.RCharacter;
import hermite.r.value.RList;
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.r.value.language.RCall;

/** Calls as lists of their parts, and back. */
public final class Languages {
    private Languages() {}

    /** The function and the arguments, with names if any argument has one. */
    public static RList list(RCall call) {
        RValue[] parts = new RValue[call.size() + 1];
        parts[0] = call.function();
        System.arraycopy(call.arguments(), 0, parts, 1, call.size());
        if (call.names() == null) {
            return RList.of(parts);
        }
        String[] names = new String[parts.length];
        names[0] = "";
        for (int i = 1; i < names.length; i++) {
            names[i] = call.name(i - 1) == null ? "" : call.name(i - 1);
        }
        return RList.named(names, parts);
    }

    /** The call whose parts these are, with the attributes that the call they replace had: a formula stays one. */
    public static RValue call(RValue value, RCall replaced) {
        RValue made = call(value);
        return made instanceof RCall ? made.withAttributes(replaced.attributes()) : made;
    }

    /** The call whose parts these are; other values are themselves. */
    public static RValue call(RValue value) {
        if (!(value instanceof RList list) || list.length() == 0) {
            return value instanceof RList ? RNull.NULL : value;
        }
        RValue[] arguments = new RValue[list.length() - 1];
        System.arraycopy(list.values(), 1, arguments, 0, arguments.length);
        RCharacter all = list.names();
        String[] names = null;
        if (all != null) {
            names = new String[arguments.length];
            for (int i = 0; i < names.length; i++) {
                String name = all.get(i + 1);
                names[i] = name == null || name.isEmpty() ? null : name;
            }
        }
        return RCall.named(list.get(0), arguments, names);
    }
}
