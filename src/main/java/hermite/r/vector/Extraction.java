package hermite.r.vector;

import hermite.r.eval.RError;
import hermite.r.value.RCharacter;
import hermite.r.value.RDouble;
import hermite.r.value.RInteger;
import hermite.r.value.RList;
import hermite.r.value.RLogical;
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.language.RCall;
import hermite.r.value.language.REnvironment;
import hermite.r.value.language.RSymbol;

/** What {@code x[[i]]} and {@code x$name} take out. */
public final class Extraction {
    private Extraction() {}

    /** One number of a vector of numbers without attributes, by its place; null for other objects and places. */
    public static RValue number(RValue object, RValue place) {
        if (!(place instanceof RVector index) || !index.isPlainNumber()) {
            return null;
        }
        if (object instanceof RDouble x && x.attributes().isEmpty()) {
            int at = index.integerAt(0);
            return at >= 1 && at <= x.length() ? RDouble.of(x.get(at - 1)) : null;
        }
        if (object instanceof RInteger x && x.attributes().isEmpty()) {
            int at = index.integerAt(0);
            return at >= 1 && at <= x.length() ? RInteger.of(x.get(at - 1)) : null;
        }
        return null;
    }

    /** {@code x[[i]]} or {@code x[[i, j]]}. */
    public static RValue element(RValue object, RValue[] indices, boolean exact) {
        if (object == RNull.NULL) {
            return RNull.NULL;
        }
        if (object instanceof RCall call) {
            return element(Languages.list(call), indices, exact);
        }
        if (object instanceof REnvironment environment) {
            if (indices[0] instanceof RCharacter name && name.length() == 1) {
                RValue value = environment.getLocal(name.get(0));
                return value == null ? RNull.NULL : value;
            }
            throw new RError("wrong arguments for subsetting an environment");
        }
        if (!(object instanceof RVector x)) {
            throw new RError("object of type '" + object.typeName() + "' is not subsettable");
        }
        if (indices.length == 1) {
            return single(x, indices[0], exact);
        }
        int[] dim = x.dim();
        if (dim == null || dim.length != indices.length) {
            throw new RError("incorrect number of subscripts");
        }
        int[] positions = Subset.positions(Subset.along(x, dim, indices), dim);
        if (positions.length != 1) {
            throw new RError("subscript out of bounds");
        }
        return x.elementAt(positions[0]);
    }

    private static RValue single(RVector x, RValue index, boolean exact) {
        if (!(index instanceof RVector places) || places instanceof RList) {
            if (index == RSymbol.MISSING) {
                throw new RError("invalid subscript type 'symbol'");
            }
            throw new RError("invalid subscript type '" + index.typeName() + "'");
        }
        if (places.length() == 0) {
            throw new RError("attempt to select less than one element in get1index");
        }
        if (places.length() > 1) {
            return recursive(x, places, exact);
        }
        if (places instanceof RCharacter name) {
            int at = x.indexOfName(String.valueOf(name.get(0)));
            if (at < 0 && !exact) {
                at = partial(x, name.get(0));
            }
            if (at < 0) {
                if (x instanceof RList) {
                    return RNull.NULL;
                }
                throw new RError("subscript out of bounds");
            }
            return x.elementAt(at);
        }
        if (places.length() == 1 && !places.isNA(0) && places.doubleAt(0) == 0) {
            String kind = places instanceof RDouble ? "get1index <real>" : "integerOneIndex";
            throw new RError("attempt to select less than one element in " + kind);
        }
        int at = place(places, x.length());
        if (at < 0) {
            if (x instanceof RList && places.isNA(0)) {
                return RNull.NULL;
            }
            throw new RError("subscript out of bounds");
        }
        RValue element = x.elementAt(at);
        return x.inherits("factor") || x.inherits("Date") || x.inherits("POSIXct") || x.inherits("difftime")
                ? element.withAttributes(Subset.kept(x))
                : element;
    }

    private static int place(RVector index, int length) {
        if (index.isNA(0)) {
            return -1;
        }
        int at = index instanceof RLogical logical ? logical.get(0) : index.integerAt(0);
        if (at < 0) {
            if (length == 2 && at >= -2) {
                return at == -1 ? 1 : 0;
            }
            if (length == 1 || length > 2) {
                throw new RError("invalid negative subscript in get1index <real>");
            }
        }
        return at >= 1 && at <= length ? at - 1 : -1;
    }

    private static RValue recursive(RVector x, RVector places, boolean exact) {
        if (!(x instanceof RList)) {
            throw new RError("attempt to select more than one element in vectorIndex");
        }
        RValue at = x;
        for (int i = 0; i < places.length(); i++) {
            if (!(at instanceof RVector vector)) {
                throw new RError("subscript out of bounds");
            }
            at = single(vector, places.elementAt(i), exact);
        }
        return at;
    }

    private static int partial(RVector x, String name) {
        RCharacter names = x.names();
        int found = -1;
        for (int i = 0; names != null && name != null && i < names.length(); i++) {
            if (names.get(i) != null && names.get(i).startsWith(name)) {
                if (found >= 0) {
                    return -1;
                }
                found = i;
            }
        }
        return found;
    }

    /** {@code x$name}: lists by exact, then unique partial name. */
    public static RValue component(RValue object, String name) {
        if (object instanceof RList list) {
            int at = list.indexOfName(name);
            if (at < 0) {
                at = partial(list, name);
            }
            return at < 0 ? RNull.NULL : list.elementAt(at);
        }
        if (object instanceof REnvironment environment) {
            RValue value = environment.getLocal(name);
            return value == null ? RNull.NULL : value;
        }
        if (object instanceof RCall call) {
            return component(Languages.list(call), name);
        }
        if (object == RNull.NULL) {
            return RNull.NULL;
        }
        if (object instanceof RVector) {
            throw new RError("$ operator is invalid for atomic vectors");
        }
        throw new RError("object of type '" + object.typeName() + "' is not subsettable");
    }
}
