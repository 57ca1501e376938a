package hermite.r.lib.language;

import hermite.r.eval.Arguments;
import hermite.r.value.RLogical;
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.VectorType;
import hermite.r.vector.Replacement;

/** {@code ifelse}: elements of one of two vectors by a test, shaped as the test. */
final class IfElse {
    private IfElse() {}

    static RValue of(Arguments a) {
        if (!(a.value(0) instanceof RVector given)) {
            return RLogical.of(new int[0]);
        }
        RVector test = given.as(VectorType.LOGICAL);
        int n = test.length();
        int yesCount = 0;
        int noCount = 0;
        for (int i = 0; i < n; i++) {
            int flag = test.logicalAt(i);
            yesCount += flag == 1 ? 1 : 0;
            noCount += flag == 0 ? 1 : 0;
        }
        int[] yesPlaces = places(test, 1, yesCount);
        int[] noPlaces = places(test, 0, noCount);
        int[] start = new int[n];
        for (int i = 0; i < n; i++) {
            start[i] = test.logicalAt(i);
        }
        RVector out = RLogical.of(start);
        if (yesCount > 0) {
            out = filled(out, yesPlaces, a.value(1), a);
        }
        if (noCount > 0) {
            out = filled(out, noPlaces, a.value(2), a);
        }
        return out.withAttributes(given.attributes().only("names", "dim", "dimnames"));
    }

    private static int[] places(RVector test, int wanted, int count) {
        int[] out = new int[count];
        int at = 0;
        for (int i = 0; i < test.length(); i++) {
            if (test.logicalAt(i) == wanted) {
                out[at++] = i;
            }
        }
        return out;
    }

    private static RVector filled(RVector out, int[] places, RValue value, Arguments a) {
        if (value == RNull.NULL || !(value instanceof RVector source) || source.length() == 0) {
            return out;
        }
        int[] from = new int[places.length];
        double[] to = new double[places.length];
        for (int i = 0; i < places.length; i++) {
            from[i] = places[i] % source.length();
            to[i] = places[i] + 1.0;
        }
        return (RVector)
                Replacement.assign(out, new RValue[] {hermite.r.value.RDouble.of(to)}, source.select(from), a::warn);
    }
}
