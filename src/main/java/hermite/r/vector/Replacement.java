package hermite.r.vector;

import hermite.r.eval.RError;
import hermite.r.value.Attributes;
import hermite.r.value.Factors;
import hermite.r.value.RCharacter;
import hermite.r.value.RDouble;
import hermite.r.value.RInteger;
import hermite.r.value.RList;
import hermite.r.value.RLogical;
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.VectorType;
import hermite.r.value.language.RCall;
import hermite.r.value.language.RSymbol;
import java.util.Arrays;

/** {@code x[...] <- value} on vectors, matrices, arrays and lists. */
public final class Replacement {
    private Replacement() {}

    /** @return the changed vector: {@code object} itself where its array could be written in place */
    public static RValue assign(RValue object, RValue[] indices, RValue value, Warnings warnings) {
        if (object instanceof RCall call) {
            return Languages.call(assign(Languages.list(call), indices, value, warnings), call);
        }
        if (object == RNull.NULL && value == RNull.NULL) {
            return RNull.NULL;
        }
        RVector x = target(object, value);
        if (indices.length == 1 && value instanceof RDouble one && x instanceof RDouble) {
            RValue quick = scalar((RDouble) x, indices[0], one);
            if (quick != null) {
                return quick;
            }
        }
        RValue assigned = Factors.isFactor(x) ? codes((RInteger) x, value, warnings) : value;
        int[] dim = x.dim();
        if (indices.length > 1) {
            if (dim == null || dim.length != indices.length) {
                throw new RError(
                        dim == null || dim.length < indices.length && dim.length == 1
                                ? "incorrect number of subscripts on matrix"
                                : "incorrect number of subscripts");
            }
            return store(x, Subset.positions(Subset.along(x, dim, indices), dim), assigned, warnings);
        }
        if (indices.length == 1 && dim != null && Subset.isMatrixIndex(indices[0], dim.length)) {
            return store(x, Subset.positionsByMatrix(x, (RVector) indices[0], dim), assigned, warnings);
        }
        RValue index = indices.length == 0 ? RSymbol.MISSING : Index.plain(indices[0]);
        Index places = Index.of(index, x.length(), x.names(), true);
        if (assigned == RNull.NULL && x instanceof RList list) {
            return without(list, places.positions());
        }
        return grown(x, places, assigned, warnings);
    }

    /** x[i] <- number within an unshared vector of numbers, or null when that is not the case. */
    private static RValue scalar(RDouble x, RValue index, RDouble value) {
        if (value.length() != 1 || x.reference() > 1) {
            return null;
        }
        int at;
        if (index instanceof RDouble place && place.length() == 1) {
            at = (int) place.get(0);
        } else if (index instanceof RInteger place && place.length() == 1 && !place.isObject()) {
            at = place.get(0);
        } else {
            return null;
        }
        if (at < 1 || at > x.length()) {
            return null;
        }
        x.values()[at - 1] = value.get(0);
        return x;
    }

    private static RVector target(RValue object, RValue value) {
        if (object instanceof RVector vector) {
            return vector;
        }
        if (object == RNull.NULL) {
            return value instanceof RVector vector ? RVector.missing(vector.type(), 0) : RList.of(new RValue[0]);
        }
        throw new RError("object of type '" + object.typeName() + "' is not subsettable");
    }

    /** Values for a factor as its codes. */
    private static RValue codes(RInteger factor, RValue value, Warnings warnings) {
        if (!(value instanceof RVector given) || (given instanceof RLogical logical && allMissing(logical))) {
            return value;
        }
        String[] levels = Factors.levels(factor);
        int[] out = new int[given.length()];
        String[] labels =
                given instanceof RInteger integers && Factors.isFactor(given) ? Factors.labels(integers) : null;
        boolean wrong = false;
        for (int i = 0; i < out.length; i++) {
            String label = labels == null ? given.stringAt(i) : labels[i];
            int code = label == null ? -1 : Arrays.asList(levels).indexOf(label);
            wrong |= label != null && code < 0;
            out[i] = code < 0 ? RInteger.NA : code + 1;
        }
        if (wrong) {
            warnings.warn("invalid factor level, NA generated");
        }
        return RInteger.of(out);
    }

    private static boolean allMissing(RLogical x) {
        for (int each : x.values()) {
            if (each != RLogical.NA) {
                return false;
            }
        }
        return true;
    }

    private static RValue grown(RVector x, Index places, RValue value, Warnings warnings) {
        int longest = x.length();
        for (int each : places.positions()) {
            longest = Math.max(longest, each + 1);
        }
        if (longest == x.length()) {
            return store(x, places.positions(), value, warnings);
        }
        if (value instanceof RVector empty && empty.length() == 0) {
            throw new RError("replacement has length zero");
        }
        RVector longer = x.resized(longest);
        Attributes kept = x.attributes().without("dim", "dimnames", "names");
        RCharacter names = x.names();
        if (names != null || !places.added().isEmpty()) {
            String[] all = new String[longest];
            for (int i = 0; i < longest; i++) {
                all[i] = i < x.length() ? names == null ? "" : names.get(i) : "";
            }
            for (int i = 0; i < places.added().size(); i++) {
                all[x.length() + i] = places.added().get(i);
            }
            kept = kept.with("names", RCharacter.of(all));
        }
        longer.replaceAttributes(kept);
        return store(longer, places.positions(), value, warnings);
    }

    private static RList without(RList x, int[] positions) {
        boolean[] gone = new boolean[x.length()];
        int left = x.length();
        for (int each : positions) {
            if (each >= 0 && each < gone.length && !gone[each]) {
                gone[each] = true;
                left--;
            }
        }
        int[] kept = new int[left];
        int at = 0;
        for (int i = 0; i < gone.length; i++) {
            if (!gone[i]) {
                kept[at++] = i;
            }
        }
        RList shorter = x.select(kept);
        Attributes attributes = x.attributes().without("dim", "dimnames");
        if (x.names() != null) {
            attributes = attributes.with("names", x.names().select(kept));
        }
        return (RList) shorter.withAttributes(attributes);
    }

    /** Writes values at places within the vector. */
    private static RVector store(RVector x, int[] positions, RValue value, Warnings warnings) {
        RVector given = value instanceof RVector vector ? vector : RList.of(value);
        if (positions.length == 0) {
            return x;
        }
        if (value == RNull.NULL || given.length() == 0) {
            throw new RError("replacement has length zero");
        }
        if (positions.length % given.length() != 0) {
            warnings.warn("number of items to replace is not a multiple of replacement length");
        }
        checkMissing(positions, given.length());
        VectorType type = x.type().with(given.type());
        RVector out = type != x.type() ? fresh(x, type) : x.reference() > 1 ? x.copy() : x;
        write(out, positions, given);
        return out;
    }

    private static RVector fresh(RVector x, VectorType type) {
        RVector converted = x.as(type);
        return converted == x ? x.copy() : converted;
    }

    private static void checkMissing(int[] positions, int length) {
        if (length > 1) {
            for (int each : positions) {
                if (each < 0) {
                    throw new RError("NAs are not allowed in subscripted assignments");
                }
            }
        }
    }

    private static void write(RVector out, int[] positions, RVector given) {
        int n = given.length();
        for (int i = 0; i < positions.length; i++) {
            int at = positions[i];
            if (at < 0) {
                continue;
            }
            int from = n == positions.length ? i : i % n;
            out.store(at, given, from);
        }
    }
}
