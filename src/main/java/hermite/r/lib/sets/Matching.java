package hermite.r.lib.sets;

import hermite.r.eval.RError;
import hermite.r.value.Factors;
import hermite.r.value.RCharacter;
import hermite.r.value.RComplex;
import hermite.r.value.RDouble;
import hermite.r.value.RInteger;
import hermite.r.value.RList;
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Elements by their value: keys that are equal when R calls the elements equal. */
public final class Matching {
    private static final Object NA = new Object();
    private static final Object NOT_A_NUMBER = new Object();

    private Matching() {}

    /** Keys of two vectors, comparable with each other. */
    static Object[][] keys(RVector x, RVector y) {
        RVector left = plain(x);
        RVector right = plain(y);
        boolean lists = left instanceof RList || right instanceof RList;
        boolean texts = left instanceof RCharacter || right instanceof RCharacter;
        return new Object[][] {keys(left, texts, lists), keys(right, texts, lists)};
    }

    static Object[] keys(RVector x) {
        RVector plain = plain(x);
        return keys(plain, plain instanceof RCharacter, plain instanceof RList);
    }

    /** Factors count by their labels. */
    static RVector plain(RVector x) {
        return Factors.isFactor(x) ? RCharacter.of(Factors.labels((RInteger) x)) : x;
    }

    private static Object[] keys(RVector x, boolean texts, boolean lists) {
        Object[] keys = new Object[x.length()];
        for (int i = 0; i < keys.length; i++) {
            if (lists) {
                keys[i] = ListKey.of(x.elementAt(i));
            } else if (texts) {
                String text = x.stringAt(i);
                keys[i] = text == null ? NA : text;
            } else if (x instanceof RComplex numbers && numbers.imaginary()[i] != 0) {
                keys[i] = numbers.isNA(i) ? NA : List.of(numbers.real()[i], numbers.imaginary()[i]);
            } else {
                double value = x.doubleAt(i);
                keys[i] = value != value
                        ? x instanceof RDouble && !RDouble.isNa(value) ? NOT_A_NUMBER : NA
                        : (Object) (value == 0 ? 0.0 : value);
            }
        }
        return keys;
    }

    /** First place from 1 of each element of x in the table; {@code nomatch} where there is none. */
    public static int[] match(RVector x, RVector table, int nomatch) {
        Object[][] keys = keys(x, table);
        Map<Object, Integer> places = new HashMap<>(2 * keys[1].length);
        for (int i = 0; i < keys[1].length; i++) {
            places.putIfAbsent(keys[1][i], i + 1);
        }
        int[] found = new int[keys[0].length];
        for (int i = 0; i < found.length; i++) {
            Integer place = places.get(keys[0][i]);
            found[i] = place == null ? nomatch : place;
        }
        return found;
    }

    /** For each element whether an equal one stands before it (or after it, from the last). */
    static boolean[] duplicated(RVector x, boolean fromLast) {
        Object[] keys = keys(x);
        Map<Object, Boolean> seen = new HashMap<>(2 * keys.length);
        boolean[] again = new boolean[keys.length];
        for (int k = 0; k < keys.length; k++) {
            int i = fromLast ? keys.length - 1 - k : k;
            again[i] = seen.put(keys[i], Boolean.TRUE) != null;
        }
        return again;
    }

    static RVector vector(RValue value) {
        if (value == RNull.NULL) {
            return hermite.r.value.RLogical.of(new int[0]);
        }
        if (value instanceof RVector vector) {
            return vector;
        }
        throw new RError("'match' requires vector arguments");
    }
}
