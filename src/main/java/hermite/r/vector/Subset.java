package hermite.r.vector;

import hermite.r.eval.RError;
import hermite.r.value.Attributes;
import hermite.r.value.RCharacter;
import hermite.r.value.RDouble;
import hermite.r.value.RInteger;
import hermite.r.value.RList;
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.language.RCall;
import hermite.r.value.language.RSymbol;

/** What {@code x[...]} takes out of vectors, matrices and arrays. */
public final class Subset {
    private Subset() {}

    /**
     * @param indices one for each place between the commas; {@link RSymbol#MISSING} for an empty one
     * @param drop whether extents of 1 go
     */
    public static RValue of(RValue object, RValue[] indices, boolean drop) {
        if (object == RNull.NULL) {
            return RNull.NULL;
        }
        if (object instanceof RCall call) {
            return Languages.call(of(Languages.list(call), indices, drop));
        }
        if (!(object instanceof RVector x)) {
            throw new RError("object of type '" + object.typeName() + "' is not subsettable");
        }
        if (indices.length == 0) {
            return x;
        }
        int[] dim = x.dim();
        if (indices.length == 1) {
            if (dim != null && isMatrixIndex(indices[0], dim.length)) {
                return byMatrix(x, (RVector) indices[0], dim);
            }
            return dim != null && dim.length == 1
                    ? oneDimensional(x, indices[0], drop)
                    : byVector(x, Index.plain(indices[0]));
        }
        if (dim == null || dim.length != indices.length) {
            throw new RError("incorrect number of dimensions");
        }
        return array(x, dim, indices, drop);
    }

    private static RValue byVector(RVector x, RValue index) {
        RCharacter names = x.names();
        if (index instanceof RDouble one && one.length() == 1 && x.attributes().isEmpty()) {
            double at = one.get(0);
            if (at >= 1 && at <= x.length()) {
                return x instanceof RList list ? list.select(new int[] {(int) at - 1}) : x.elementAt((int) at - 1);
            }
        }
        int[] positions = Index.of(index, x.length(), names).positions();
        RVector result = x.select(positions);
        Attributes attributes = kept(x);
        if (names != null) {
            attributes = attributes.with("names", selectedNames(x, names, positions));
        }
        if (index == RSymbol.MISSING) {
            return x;
        }
        return attributes.isEmpty() ? result : result.withAttributes(attributes);
    }

    private static RCharacter selectedNames(RVector x, RCharacter names, int[] positions) {
        String[] out = new String[positions.length];
        for (int i = 0; i < out.length; i++) {
            int at = positions[i];
            out[i] = at >= 0 && at < names.length() ? names.get(at) : "<NA>";
        }
        return RCharacter.of(out);
    }

    /** Attributes that stay with a part: a factor's, a date's. */
    static Attributes kept(RVector x) {
        if (!x.isObject()) {
            return Attributes.NONE;
        }
        if (x.inherits("factor")) {
            return x.attributes().only("levels", "class", "contrasts");
        }
        if (x.inherits("Date") || x.inherits("POSIXct") || x.inherits("difftime")) {
            return x.attributes().only("class", "tzone", "units");
        }
        return x.inherits("noquote") || x.inherits("AsIs") ? x.attributes().only("class") : Attributes.NONE;
    }

    private static RValue oneDimensional(RVector x, RValue index, boolean drop) {
        RValue dimensionNames = x.attribute("dimnames");
        RValue names = dimensionNames instanceof RList list ? list.get(0) : RNull.NULL;
        int[] positions = Index.of(Index.plain(index), x.length(), names instanceof RCharacter c ? c : null)
                .positions();
        RVector result = x.select(positions);
        Attributes attributes = kept(x);
        if (drop && positions.length == 1) {
            if (names instanceof RCharacter texts) {
                attributes = attributes.with("names", texts.select(positions));
            }
            return result.withAttributes(attributes);
        }
        attributes = attributes.with("dim", RInteger.of(positions.length));
        if (dimensionNames instanceof RList list && names instanceof RCharacter texts) {
            attributes =
                    attributes.with("dimnames", RList.of(new RValue[] {texts.select(positions)}, list.attributes()));
        }
        if (x.inherits("table")) {
            attributes = attributes.with("class", x.attribute("class"));
        }
        return result.withAttributes(attributes);
    }

    static boolean isMatrixIndex(RValue index, int dimensions) {
        return index instanceof RVector vector
                && vector.isMatrix()
                && vector.dim()[1] == dimensions
                && (vector instanceof RDouble || vector instanceof RInteger || vector instanceof RCharacter)
                && !(vector.isObject());
    }

    /** The elements a matrix of index rows names. */
    static int[] positionsByMatrix(RVector x, RVector index, int[] dim) {
        int rows = index.dim()[0];
        int[] out = new int[rows];
        RValue dimnames = x.attribute("dimnames");
        for (int i = 0; i < rows; i++) {
            int at = 0;
            int stride = 1;
            for (int k = 0; k < dim.length; k++) {
                int place;
                if (index instanceof RCharacter texts) {
                    RValue names = dimnames instanceof RList list ? list.get(k) : RNull.NULL;
                    RValue name = RCharacter.of(texts.get(i + k * rows));
                    place = Index.along(name, dim[k], names)[0] + 1;
                } else {
                    place = index.integerAt(i + k * rows);
                }
                if (place == RInteger.NA) {
                    at = -1;
                    break;
                }
                if (place < 1 || place > dim[k]) {
                    throw new RError("subscript out of bounds");
                }
                at += (place - 1) * stride;
                stride *= dim[k];
            }
            out[i] = at;
        }
        return out;
    }

    private static RValue byMatrix(RVector x, RVector index, int[] dim) {
        return x.select(positionsByMatrix(x, index, dim)).withAttributes(kept(x));
    }

    /** Places in the vector of all combinations of places along the dimensions, first dimension fastest. */
    static int[] positions(int[][] along, int[] dim) {
        int total = 1;
        for (int[] each : along) {
            total *= each.length;
        }
        int[] out = new int[total];
        int[] counter = new int[dim.length];
        for (int i = 0; i < total; i++) {
            int at = 0;
            int stride = 1;
            for (int k = 0; k < dim.length; k++) {
                int place = along[k][counter[k]];
                if (place < 0) {
                    at = -1;
                    break;
                }
                at += place * stride;
                stride *= dim[k];
            }
            out[i] = at;
            for (int k = 0; k < dim.length && ++counter[k] == along[k].length; k++) {
                counter[k] = 0;
            }
        }
        return out;
    }

    static int[][] along(RVector x, int[] dim, RValue[] indices) {
        RValue dimnames = x.attribute("dimnames");
        int[][] along = new int[dim.length][];
        for (int k = 0; k < dim.length; k++) {
            RValue names = dimnames instanceof RList list ? list.get(k) : RNull.NULL;
            along[k] = Index.along(indices[k], dim[k], names);
        }
        return along;
    }

    private static RValue array(RVector x, int[] dim, RValue[] indices, boolean drop) {
        int[][] along = along(x, dim, indices);
        RVector result = x.select(positions(along, dim));
        int[] size = new int[dim.length];
        int kept = 0;
        for (int k = 0; k < size.length; k++) {
            size[k] = along[k].length;
            kept += size[k] != 1 ? 1 : 0;
        }
        RValue dimnames = x.attribute("dimnames");
        RValue[] names = new RValue[dim.length];
        for (int k = 0; k < dim.length; k++) {
            RValue all = dimnames instanceof RList list ? list.get(k) : RNull.NULL;
            names[k] = all instanceof RVector vector ? vector.select(along[k]) : RNull.NULL;
        }
        RCharacter titles = dimnames instanceof RList list ? list.names() : null;
        Attributes attributes = kept(x);
        if (drop && kept < size.length) {
            return dropped(result, size, names, titles, kept, attributes, x.inherits("table"));
        }
        attributes = attributes.with("dim", RInteger.of(size));
        if (dimnames instanceof RList) {
            attributes = attributes.with("dimnames", withTitles(RList.of(names), titles));
        }
        if (x.inherits("table")) {
            attributes = attributes.with("class", x.attribute("class"));
        }
        return result.withAttributes(attributes);
    }

    private static RValue withTitles(RList names, RCharacter titles) {
        return titles == null ? names : names.withAttribute("names", titles);
    }

    private static RValue dropped(
            RVector result,
            int[] size,
            RValue[] names,
            RCharacter titles,
            int kept,
            Attributes attributes,
            boolean table) {
        if (kept <= 1) {
            for (int k = 0; k < size.length; k++) {
                boolean carries = kept == 1 && size[k] != 1;
                if (carries && names[k] != RNull.NULL) {
                    return result.withAttributes(attributes.with("names", names[k]));
                }
            }
            return result.withAttributes(attributes);
        }
        int[] left = new int[kept];
        RValue[] leftNames = new RValue[kept];
        String[] leftTitles = new String[kept];
        boolean any = false;
        int at = 0;
        for (int k = 0; k < size.length; k++) {
            if (size[k] != 1) {
                left[at] = size[k];
                leftNames[at] = names[k];
                leftTitles[at] = titles == null ? "" : titles.get(k);
                any |= names[k] != RNull.NULL;
                at++;
            }
        }
        Attributes more = attributes.with("dim", RInteger.of(left));
        if (any) {
            more = more.with(
                    "dimnames", withTitles(RList.of(leftNames), titles == null ? null : RCharacter.of(leftTitles)));
        }
        return result.withAttributes(more);
    }
}
