package hermite.r.lib.matrix;

import hermite.r.eval.Arguments;
import hermite.r.eval.RError;
import hermite.r.value.Attributes;
import hermite.r.value.Factors;
import hermite.r.value.RCharacter;
import hermite.r.value.RInteger;
import hermite.r.value.RList;
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.VectorType;
import java.util.ArrayList;
import java.util.List;

/** Vectors and matrices side by side (cbind) or one below the other (rbind). */
final class Binding {
    private final List<RVector> parts = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private final boolean byColumns;
    private int common = -1;
    private VectorType type = VectorType.RAW;

    private Binding(boolean byColumns) {
        this.byColumns = byColumns;
    }

    /** .bind(parts, labels, columns) */
    static RValue bind(Arguments a) {
        RList given = (RList) a.value(0);
        String[] names = a.strings(1);
        Binding binding = new Binding(a.flag(2));
        int longest = 0;
        for (int i = 0; i < given.length(); i++) {
            RValue value = given.get(i);
            if (value == RNull.NULL) {
                continue;
            }
            if (!(value instanceof RVector part)) {
                throw new RError("cannot create a matrix from type '" + value.typeName() + "'");
            }
            if (Factors.isFactor(part)) {
                part = part.bare();
            }
            binding.add(part, names[i]);
            longest = Math.max(longest, part.isMatrix() ? 0 : part.length());
        }
        if (binding.parts.isEmpty()) {
            return RNull.NULL;
        }
        boolean anyMatrix = binding.common >= 0;
        if (!anyMatrix) {
            binding.common = longest;
        }
        return binding.result(a, anyMatrix);
    }

    private void add(RVector part, String label) {
        if (part.isMatrix()) {
            int size = part.dim()[byColumns ? 0 : 1];
            if (common >= 0 && common != size) {
                throw new RError("number of " + (byColumns ? "rows" : "columns") + " of matrices must match (see arg "
                        + (parts.size() + 1) + ")");
            }
            common = size;
        }
        type = part.type().ordinal() > type.ordinal() ? part.type() : type;
        parts.add(part);
        labels.add(label == null ? "" : label);
    }

    private RValue result(Arguments a, boolean anyMatrix) {
        // vectors of no length count only when everything is of no length
        int total = 0;
        for (RVector part : parts) {
            total += count(part);
        }
        RVector out = RVector.missing(type, 0);
        RVector[] typed = new RVector[parts.size()];
        for (int i = 0; i < typed.length; i++) {
            typed[i] = parts.get(i).bare().as(type);
        }
        String[] along = new String[total];
        boolean anyLabel = false;
        RValue across = RNull.NULL;
        RVector all = out;
        int[] source = new int[total * common];
        int[] place = new int[total * common];
        int line = 0;
        for (int i = 0; i < parts.size(); i++) {
            RVector part = parts.get(i);
            int lines = count(part);
            if (lines == 0) {
                continue;
            }
            if (!part.isMatrix() && part.length() > 0 && common % part.length() != 0 && part.length() <= common) {
                a.warn("number of " + (byColumns ? "rows" : "columns")
                        + " of result is not a multiple of vector length (arg " + (i + 1) + ")");
            }
            across = across == RNull.NULL ? acrossNames(part) : across;
            RValue own = alongNames(part);
            for (int k = 0; k < lines; k++, line++) {
                along[line] = own instanceof RCharacter names ? names.get(k) : part.isMatrix() ? "" : labels.get(i);
                anyLabel |= !along[line].isEmpty();
                for (int m = 0; m < common; m++) {
                    int at = byColumns ? m + line * common : line + m * total;
                    source[at] = i;
                    place[at] = part.isMatrix() ? byColumns ? m + k * common : k + m * lines : m % part.length();
                }
            }
        }
        all = gathered(typed, source, place);
        Attributes attributes =
                Attributes.of("dim", byColumns ? RInteger.of(common, total) : RInteger.of(total, common));
        if (!anyLabel && across == RNull.NULL) {
            return all.withAttributes(attributes);
        }
        RValue alongValue = anyLabel ? RCharacter.of(along) : RNull.NULL;
        return all.withAttributes(
                attributes.with("dimnames", byColumns ? RList.of(across, alongValue) : RList.of(alongValue, across)));
    }

    private int count(RVector part) {
        if (part.isMatrix()) {
            return part.dim()[byColumns ? 1 : 0];
        }
        return part.length() == 0 && common > 0 ? 0 : 1;
    }

    private RValue acrossNames(RVector part) {
        if (part.isMatrix()) {
            return part.attribute("dimnames") instanceof RList names ? names.get(byColumns ? 0 : 1) : RNull.NULL;
        }
        return part.names() != null && part.length() == common ? part.names() : RNull.NULL;
    }

    private RValue alongNames(RVector part) {
        return part.isMatrix() && part.attribute("dimnames") instanceof RList names
                ? names.get(byColumns ? 1 : 0)
                : RNull.NULL;
    }

    private static RVector gathered(RVector[] typed, int[] source, int[] place) {
        int[] offset = new int[typed.length];
        int length = 0;
        for (int i = 0; i < typed.length; i++) {
            offset[i] = length;
            length += typed[i].length();
        }
        int[] at = new int[source.length];
        for (int i = 0; i < at.length; i++) {
            at[i] = offset[source[i]] + place[i];
        }
        RVector all = RVector.missing(typed[0].type(), length);
        int next = 0;
        for (RVector each : typed) {
            for (int i = 0; i < each.length(); i++) {
                all.store(next++, each, i);
            }
        }
        return all.select(at);
    }
}
