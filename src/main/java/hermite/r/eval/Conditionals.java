package hermite.r.eval;

import hermite.r.value.RCharacter;
import hermite.r.value.RList;
import hermite.r.value.RLogical;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.language.RCall;

/** A value as the condition of {@code if} and {@code while}. */
public final class Conditionals {
    private Conditionals() {}

    public static boolean isTrue(RValue value, RCall call) {
        if (value instanceof RLogical logical && logical.length() == 1) {
            int only = logical.get(0);
            if (only != RLogical.NA) {
                return only != 0;
            }
        }
        if (!(value instanceof RVector vector) || value instanceof RList) {
            if (value == hermite.r.value.RNull.NULL) {
                throw new RError("argument is of length zero", call);
            }
            throw new RError("argument is not interpretable as logical", call);
        }
        if (vector.length() == 0) {
            throw new RError("argument is of length zero", call);
        }
        if (vector.length() > 1) {
            throw new RError("the condition has length > 1", call);
        }
        int first = vector.logicalAt(0);
        if (first == RLogical.NA) {
            boolean text = vector instanceof RCharacter && !vector.isNA(0);
            throw new RError(
                    text ? "argument is not interpretable as logical" : "missing value where TRUE/FALSE needed", call);
        }
        return first != 0;
    }
}
