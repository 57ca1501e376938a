package hermite.r.vector;

import hermite.r.eval.RError;
import hermite.r.value.Factors;
import hermite.r.value.RCharacter;
import hermite.r.value.RDouble;
import hermite.r.value.RInteger;
import hermite.r.value.RLogical;
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.r.value.language.RSymbol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Index vectors resolved to places from 0: -1 for NA, at or beyond the length for what is not there. */
public final class Index {
    private static final int MANY = 16;

    private final int[] positions;
    private final List<String> added;

    private Index(int[] positions, List<String> added) {
        this.positions = positions;
        this.added = added;
    }

    public int[] positions() {
        return positions;
    }

    /** Names an assignment by name appends, in order. */
    List<String> added() {
        return added;
    }

    static Index of(RValue index, int length, RCharacter names) {
        return of(index, length, names, false);
    }

    /**
     * @param names of the elements, null for none
     * @param append whether unknown names stand for new elements at the end (assignment) rather than for NA
     */
    static Index of(RValue index, int length, RCharacter names, boolean append) {
        if (index == RSymbol.MISSING) {
            int[] all = new int[length];
            for (int i = 0; i < length; i++) {
                all[i] = i;
            }
            return new Index(all, List.of());
        }
        if (index == RNull.NULL) {
            return new Index(new int[0], List.of());
        }
        if (index instanceof RLogical logical) {
            return new Index(logical(logical, length), List.of());
        }
        if (index instanceof RDouble doubles) {
            return new Index(numbers(doubles, length), List.of());
        }
        if (index instanceof RInteger integers) {
            return new Index(integers(integers.values(), length), List.of());
        }
        if (index instanceof RCharacter texts) {
            return names(texts, length, names, append);
        }
        throw new RError("invalid subscript type '" + index.typeName() + "'");
    }

    private static int[] logical(RLogical index, int length) {
        int[] flags = index.values();
        int size = Math.max(length, flags.length);
        int count = 0;
        if (flags.length == 0) {
            return new int[0];
        }
        for (int i = 0, k = 0; i < size; i++) {
            count += flags[k] != 0 ? 1 : 0;
            k = k + 1 == flags.length ? 0 : k + 1;
        }
        int[] out = new int[count];
        int at = 0;
        for (int i = 0, k = 0; i < size; i++) {
            if (flags[k] == RLogical.NA) {
                out[at++] = -1;
            } else if (flags[k] != 0) {
                out[at++] = i;
            }
            k = k + 1 == flags.length ? 0 : k + 1;
        }
        return out;
    }

    private static int[] numbers(RDouble index, int length) {
        int[] whole = new int[index.length()];
        for (int i = 0; i < whole.length; i++) {
            double x = index.get(i);
            whole[i] = x != x ? RInteger.NA : (int) x;
        }
        return integers(whole, length);
    }

    private static int[] integers(int[] index, int length) {
        boolean negative = false;
        boolean positive = false;
        int zeros = 0;
        for (int each : index) {
            if (each == RInteger.NA) {
                positive = true;
            } else if (each < 0) {
                negative = true;
            } else if (each == 0) {
                zeros++;
            } else {
                positive = true;
            }
        }
        if (negative) {
            if (positive) {
                throw new RError("only 0's may be mixed with negative subscripts");
            }
            return without(index, length);
        }
        int[] out = new int[index.length - zeros];
        int at = 0;
        for (int each : index) {
            if (each != 0) {
                out[at++] = each == RInteger.NA ? -1 : each - 1;
            }
        }
        return out;
    }

    private static int[] without(int[] index, int length) {
        boolean[] dropped = new boolean[length];
        int count = length;
        for (int each : index) {
            int at = -each - 1;
            if (each < 0 && at < length && !dropped[at]) {
                dropped[at] = true;
                count--;
            }
        }
        int[] out = new int[count];
        int to = 0;
        for (int i = 0; i < length; i++) {
            if (!dropped[i]) {
                out[to++] = i;
            }
        }
        return out;
    }

    private static Index names(RCharacter wanted, int length, RCharacter names, boolean append) {
        int[] out = new int[wanted.length()];
        List<String> added = new ArrayList<>();
        Map<String, Integer> places = null;
        if (wanted.length() > MANY && names != null) {
            places = new HashMap<>();
            for (int i = names.length() - 1; i >= 0; i--) {
                places.put(names.get(i), i);
            }
        }
        for (int i = 0; i < out.length; i++) {
            String name = wanted.get(i);
            int at = -1;
            if (name != null && !name.isEmpty() && names != null) {
                at = places != null ? places.getOrDefault(name, -1) : place(names, name);
            }
            if (at < 0 && append) {
                int before = added.indexOf(name);
                if (before < 0) {
                    added.add(name);
                    before = added.size() - 1;
                }
                at = length + before;
            } else if (at < 0) {
                at = length;
            }
            out[i] = at;
        }
        return new Index(out, added);
    }

    private static int place(RCharacter names, String name) {
        String[] all = names.values();
        for (int i = 0; i < all.length; i++) {
            if (name.equals(all[i])) {
                return i;
            }
        }
        return -1;
    }

    /** A factor indexes by its codes. */
    static RValue plain(RValue index) {
        return Factors.isFactor(index) ? ((RInteger) index).bare() : index;
    }

    /** Places along one dimension of an array; "subscript out of bounds" for what is not there. */
    static int[] along(RValue index, int extent, RValue dimensionNames) {
        RCharacter names = dimensionNames instanceof RCharacter texts ? texts : null;
        if (index instanceof RLogical logical && logical.length() > extent) {
            throw new RError("(subscript) logical subscript too long");
        }
        if (names == null && index instanceof RCharacter) {
            throw new RError("no 'dimnames' attribute for array");
        }
        int[] positions = of(plain(index), extent, names).positions();
        for (int each : positions) {
            if (each >= extent) {
                throw new RError("subscript out of bounds");
            }
        }
        return positions;
    }
}
