package hermite.r.vector;

import hermite.r.eval.RError;
import hermite.r.value.Attributes;
import hermite.r.value.RCharacter;
import hermite.r.value.RList;
import hermite.r.value.RLogical;
import hermite.r.value.RNull;
import hermite.r.value.RRaw;
import hermite.r.value.RValue;
import hermite.r.value.RVector;

/** And, or, not with missing values. */
public final class Logic {
    private Logic() {}

    public static RValue and(RValue left, RValue right, Warnings warnings) {
        return binary(left, right, true, warnings);
    }

    public static RValue or(RValue left, RValue right, Warnings warnings) {
        return binary(left, right, false, warnings);
    }

    private static RValue binary(RValue left, RValue right, boolean and, Warnings warnings) {
        RVector x = operand(left);
        RVector y = operand(right);
        int length = Recycling.length(x, y, warnings);
        if (x instanceof RRaw first && y instanceof RRaw second) {
            return bytes(first, second, and, length);
        }
        int[] out = new int[length];
        for (int i = 0; i < length; i++) {
            int a = x.logicalAt(i % x.length());
            int b = y.logicalAt(i % y.length());
            out[i] = and ? and(a, b) : or(a, b);
        }
        return Recycling.withAttributes(RLogical.of(out), Recycling.attributes(x, y, length, false));
    }

    private static RValue bytes(RRaw x, RRaw y, boolean and, int length) {
        byte[] out = new byte[length];
        for (int i = 0; i < length; i++) {
            byte a = x.values()[i % x.length()];
            byte b = y.values()[i % y.length()];
            out[i] = (byte) (and ? a & b : a | b);
        }
        return Recycling.withAttributes(RRaw.of(out), Recycling.attributes(x, y, length, false));
    }

    private static RVector operand(RValue value) {
        if (value == RNull.NULL) {
            return RLogical.of(new int[0]);
        }
        if (value instanceof RVector vector && !(vector instanceof RList) && !(vector instanceof RCharacter)) {
            return vector;
        }
        throw new RError("operations are possible only for numeric, logical or complex types");
    }

    public static int and(int a, int b) {
        return a == 0 || b == 0 ? 0 : a == RLogical.NA || b == RLogical.NA ? RLogical.NA : 1;
    }

    public static int or(int a, int b) {
        return a == 1 || b == 1 ? 1 : a == RLogical.NA || b == RLogical.NA ? RLogical.NA : 0;
    }

    public static RValue not(RValue value) {
        if (value == RNull.NULL) {
            return RLogical.of(new int[0]);
        }
        if (!(value instanceof RVector x) || (x instanceof RList && x.length() > 0) || x instanceof RCharacter) {
            throw new RError("invalid argument type");
        }
        if (x instanceof RRaw raw) {
            byte[] flipped = raw.values().clone();
            for (int i = 0; i < flipped.length; i++) {
                flipped[i] = (byte) ~flipped[i];
            }
            return RRaw.of(flipped, x.attributes());
        }
        int[] out = new int[x.length()];
        for (int i = 0; i < out.length; i++) {
            int a = x.logicalAt(i);
            out[i] = a == RLogical.NA ? a : 1 - a;
        }
        Attributes kept =
                x instanceof RLogical ? x.attributes() : x.attributes().only("names", "dim", "dimnames");
        return RLogical.of(out, kept);
    }
}
