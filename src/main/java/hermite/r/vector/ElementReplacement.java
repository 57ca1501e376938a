package hermite.r.vector;

import hermite.r.eval.RError;
import hermite.r.value.Attributes;
import hermite.r.value.RCharacter;
import hermite.r.value.RList;
import hermite.r.value.RLogical;
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.VectorType;
import hermite.r.value.language.RCall;
import hermite.r.value.language.REnvironment;

/** {@code x[[i]] <- value} and {@code x$name <- value}. */
public final class ElementReplacement {
    private ElementReplacement() {}

    public static RValue assign(RValue object, RValue[] indices, RValue value, Warnings warnings) {
        if (object instanceof REnvironment environment) {
            if (indices[0] instanceof RCharacter name && name.length() == 1) {
                environment.put(name.get(0), value);
                return environment;
            }
            throw new RError("wrong args for environment subassignment");
        }
        if (object instanceof RCall call) {
            return Languages.call(assign(Languages.list(call), indices, value, warnings), call);
        }
        RVector x = target(object);
        if (indices.length > 1) {
            return several(x, indices, value, warnings);
        }
        RVector index = indices[0] instanceof RVector vector ? vector : RLogical.of(new int[0]);
        if (index.length() == 0) {
            throw new RError("[[ ]] with missing subscript");
        }
        if (index.length() > 1) {
            return nested(x, index, value, warnings);
        }
        if (!(x instanceof RList)) {
            if (value == RNull.NULL || value instanceof RVector empty && empty.length() == 0) {
                throw new RError("replacement has length zero");
            }
            if (value instanceof RVector vector && vector.length() == 1 && !(vector instanceof RList)) {
                return Replacement.assign(x, new RValue[] {index}, value, warnings);
            }
            if (value instanceof RVector vector && vector.length() > 1 && x.length() > 0) {
                throw new RError("more elements supplied than there are to replace");
            }
            return assign(x.as(VectorType.LIST), indices, value, warnings);
        }
        RList list = (RList) x;
        if (value == RNull.NULL) {
            return Replacement.assign(list, new RValue[] {index}, RNull.NULL, warnings);
        }
        if (index instanceof RCharacter name) {
            return named(list, name.get(0), value);
        }
        int at = index.integerAt(0) - 1;
        if (at >= 0 && at < list.length()) {
            return set(list, at, value);
        }
        return Replacement.assign(list, new RValue[] {index}, RList.of(value), warnings);
    }

    private static RValue several(RVector x, RValue[] indices, RValue value, Warnings warnings) {
        RValue stored = x instanceof RList ? RList.of(value) : value;
        return Replacement.assign(x, indices, stored, warnings);
    }

    private static RVector target(RValue object) {
        if (object instanceof RVector vector) {
            return vector;
        }
        if (object == RNull.NULL) {
            return RList.of(new RValue[0]);
        }
        throw new RError("object of type '" + object.typeName() + "' is not subsettable");
    }

    private static RValue nested(RVector x, RVector index, RValue value, Warnings warnings) {
        RValue first = index.elementAt(0);
        int[] rest = new int[index.length() - 1];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = i + 1;
        }
        RValue inner = Extraction.element(x, new RValue[] {first}, true);
        RValue changed = assign(inner, new RValue[] {index.select(rest)}, value, warnings);
        return assign(x, new RValue[] {first}, changed, warnings);
    }

    /** A list with the element at a place set. */
    private static RList set(RList list, int at, RValue value) {
        RList out = list.reference() > 1 ? list.copy() : list;
        note(value);
        out.values()[at] = value;
        return out;
    }

    private static void note(RValue value) {
        if (value instanceof RVector vector && vector.reference() > 0) {
            vector.markShared();
        }
    }

    private static RList named(RList list, String name, RValue value) {
        int at = list.indexOfName(name);
        if (at >= 0) {
            return set(list, at, value);
        }
        note(value);
        return list.with(name, value);
    }

    /** {@code x$name <- value}. */
    public static RValue component(RValue object, String name, RValue value, Warnings warnings) {
        if (object instanceof REnvironment environment) {
            environment.put(name, value);
            return environment;
        }
        if (object instanceof RCall call) {
            return Languages.call(component(Languages.list(call), name, value, warnings), call);
        }
        if (object == RNull.NULL) {
            return value == RNull.NULL ? RList.of(new RValue[0]) : named(RList.of(new RValue[0]), name, value);
        }
        if (!(object instanceof RVector x)) {
            throw new RError("invalid type/length ($<-) in vector allocation");
        }
        RList list;
        if (x instanceof RList already) {
            list = already;
        } else {
            if (x.length() > 0) {
                warnings.warn("Coercing LHS to a list");
            }
            list = (RList) x.as(VectorType.LIST);
        }
        if (value != RNull.NULL) {
            return named(list, name, value);
        }
        int at = list.indexOfName(name);
        return at < 0 ? list : removed(list, at);
    }

    private static RList removed(RList list, int at) {
        int[] kept = new int[list.length() - 1];
        for (int i = 0, to = 0; i < list.length(); i++) {
            if (i != at) {
                kept[to++] = i;
            }
        }
        Attributes attributes = list.attributes();
        if (list.names() != null) {
            attributes = attributes.with("names", list.names().select(kept));
        }
        return (RList) list.select(kept).withAttributes(attributes);
    }
}
