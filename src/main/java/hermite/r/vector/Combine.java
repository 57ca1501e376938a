package hermite.r.vector;

import hermite.r.value.RCharacter;
import hermite.r.value.RInteger;
import hermite.r.value.RList;
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.VectorType;
import java.util.ArrayList;
import java.util.List;

/** Values joined end to end, as {@code c} and {@code unlist} do. */
public final class Combine {
    private Combine() {}

    /** {@code c(...)}; names are made of argument names and element names. */
    public static RValue of(RValue[] values, String[] names, boolean useNames) {
        VectorType type = null;
        int length = 0;
        boolean named = names != null;
        for (RValue each : values) {
            if (each == RNull.NULL) {
                continue;
            }
            if (each instanceof RVector vector) {
                type = type == null ? vector.type() : type.with(vector.type());
                length += vector.length();
                named |= vector.names() != null;
            } else {
                type = type == VectorType.EXPRESSION ? type : VectorType.LIST;
                length++;
            }
        }
        if (type == null) {
            return RNull.NULL;
        }
        RVector out = RVector.missing(type, length);
        int at = 0;
        for (RValue each : values) {
            at = put(each, out, at);
        }
        return useNames && named ? out.withAttribute("names", names(values, names, length)) : out;
    }

    private static int put(RValue value, RVector out, int at) {
        if (value == RNull.NULL) {
            return at;
        }
        if (!(value instanceof RVector vector)) {
            ((RList) out).values()[at] = value;
            return at + 1;
        }
        int n = vector.length();
        for (int i = 0; i < n; i++) {
            out.store(at + i, vector, i);
        }
        return at + n;
    }

    private static RCharacter names(RValue[] values, String[] names, int length) {
        String[] out = new String[length];
        int at = 0;
        for (int k = 0; k < values.length; k++) {
            String prefix = names == null || names[k] == null ? "" : names[k];
            if (values[k] instanceof RVector vector) {
                RCharacter own = vector.names();
                for (int i = 0; i < vector.length(); i++) {
                    String name = own == null ? "" : own.get(i);
                    out[at++] = joined(prefix, name == null ? "" : name, i, vector.length());
                }
            } else if (values[k] != RNull.NULL) {
                out[at++] = prefix;
            }
        }
        return RCharacter.of(out);
    }

    private static String joined(String prefix, String name, int i, int count) {
        if (prefix.isEmpty()) {
            return name;
        }
        if (!name.isEmpty()) {
            return prefix + "." + name;
        }
        return count == 1 ? prefix : prefix + (i + 1);
    }

    /** {@code unlist(x)}: all atomic elements in one vector. */
    public static RValue unlisted(RValue x, boolean recursive, boolean useNames) {
        if (!(x instanceof RList list)) {
            return x;
        }
        VectorType type = VectorType.RAW;
        boolean allFactors = list.length() > 0;
        for (RValue each : list.values()) {
            allFactors &= hermite.r.value.Factors.isFactor(each);
        }
        if (allFactors) {
            return factors(list, useNames);
        }
        type = deepType(list, recursive, type);
        List<RValue> leaves = new ArrayList<>();
        List<String> leafNames = new ArrayList<>();
        boolean keepLists = type == VectorType.LIST || type == VectorType.EXPRESSION;
        if (keepLists && !recursive) {
            return of(list.values(), list.names() == null ? null : list.names().values(), useNames);
        }
        boolean named = collect(list, "", recursive, leaves, leafNames, useNames);
        if (leaves.isEmpty()) {
            return RNull.NULL;
        }
        RVector out = RVector.missing(type, leaves.size());
        for (int i = 0; i < leaves.size(); i++) {
            put(leaves.get(i), out, i);
        }
        return named && useNames ? out.withAttribute("names", RCharacter.of(leafNames.toArray(String[]::new))) : out;
    }

    private static RValue factors(RList list, boolean useNames) {
        List<String> levels = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (RValue each : list.values()) {
            for (String level : hermite.r.value.Factors.levels(each)) {
                if (!levels.contains(level)) {
                    levels.add(level);
                }
            }
            labels.addAll(java.util.Arrays.asList(hermite.r.value.Factors.labels((RInteger) each)));
        }
        int[] codes = new int[labels.size()];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = labels.get(i) == null ? RInteger.NA : levels.indexOf(labels.get(i)) + 1;
        }
        RInteger factor = hermite.r.value.Factors.of(codes, levels.toArray(String[]::new), false);
        boolean named = list.names() != null;
        return useNames && named
                ? factor.withAttribute(
                        "names", names(list.values(), list.names().values(), codes.length))
                : factor;
    }

    private static VectorType deepType(RList list, boolean recursive, VectorType start) {
        VectorType type = start;
        for (RValue each : list.values()) {
            if (each instanceof RList inner && recursive) {
                type = deepType(inner, true, type);
            } else if (each instanceof RVector vector) {
                type = type.with(vector.type());
            } else if (each != RNull.NULL) {
                type = type.with(VectorType.LIST);
            }
        }
        return type;
    }

    /** Collects the elements below a list; true when any got a name. */
    private static boolean collect(
            RList list, String prefix, boolean recursive, List<RValue> leaves, List<String> names, boolean useNames) {
        boolean named = false;
        int unnamedLeaves = 0;
        int total = count(list, recursive);
        for (int k = 0; k < list.length(); k++) {
            RValue each = list.get(k);
            String own = list.name(k) == null ? "" : list.name(k);
            String base;
            boolean fresh;
            if (own.isEmpty()) {
                base = prefix;
                fresh = false;
            } else {
                base = prefix.isEmpty() ? own : prefix + "." + own;
                fresh = true;
            }
            if (each instanceof RList inner && recursive) {
                named |= collect(inner, base, true, leaves, names, useNames);
                continue;
            }
            if (each == RNull.NULL) {
                continue;
            }
            if (!(each instanceof RVector vector)) {
                leaves.add(each);
                names.add(base);
                named |= !base.isEmpty();
                continue;
            }
            int n = vector.length();
            RCharacter inside = vector.names();
            for (int i = 0; i < n; i++) {
                leaves.add(vector.elementAt(i));
                String leaf = inside == null || inside.get(i) == null ? "" : inside.get(i);
                String name;
                if (!leaf.isEmpty()) {
                    name = base.isEmpty() ? leaf : base + "." + leaf;
                } else if (base.isEmpty()) {
                    name = "";
                } else if (fresh) {
                    name = n == 1 ? base : base + (i + 1);
                } else {
                    name = total == 1 ? base : base + (++unnamedLeaves);
                }
                names.add(name);
                named |= !name.isEmpty();
            }
        }
        return named;
    }

    private static int count(RList list, boolean recursive) {
        int total = 0;
        for (RValue each : list.values()) {
            if (each instanceof RList inner && recursive) {
                total += count(inner, true);
            } else if (each instanceof RVector vector) {
                total += vector.length();
            } else if (each != RNull.NULL) {
                total++;
            }
        }
        return total;
    }

    /** A vector filled up by repetition, attributes dropped. */
    public static RVector recycled(RVector x, int length) {
        int[] places = new int[length];
        for (int i = 0; i < length; i++) {
            places[i] = x.length() == 0 ? -1 : i % x.length();
        }
        return x.select(places);
    }
}
