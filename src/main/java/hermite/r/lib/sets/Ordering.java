package hermite.r.lib.sets;

import hermite.r.value.RCharacter;
import hermite.r.value.RComplex;
import hermite.r.value.RDouble;
import hermite.r.value.RVector;
import hermite.r.vector.Collation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Stable orders of places by one or more keys, by merging runs of an index array. */
public final class Ordering {
    /** Compares two places. */
    public interface Places {
        int compare(int i, int j);
    }

    /** Where missing values go. */
    public enum Missing {
        LAST,
        FIRST,
        DROPPED
    }

    private Ordering() {}

    /** A key's comparison; missing values after all others, or before them, whatever the direction. */
    public static Places key(RVector x, boolean decreasing, boolean missingLast, boolean codePoints) {
        int sign = decreasing ? -1 : 1;
        int missing = missingLast ? 1 : -1;
        if (x instanceof RCharacter texts) {
            int[] ranks = ranks(texts.values(), codePoints);
            return (i, j) -> {
                if (ranks[i] < 0 || ranks[j] < 0) {
                    return ranks[i] == ranks[j] ? 0 : ranks[i] < 0 ? missing : -missing;
                }
                return sign * Integer.compare(ranks[i], ranks[j]);
            };
        }
        if (x instanceof RComplex numbers) {
            Places[] parts = {
                key(RDouble.of(numbers.real()), decreasing, missingLast, codePoints),
                key(RDouble.of(numbers.imaginary()), decreasing, missingLast, codePoints)
            };
            return all(parts);
        }
        double[] values = x instanceof RDouble numbers ? numbers.values() : hermite.r.value.Elements.doubles(x);
        return (i, j) -> {
            double a = values[i];
            double b = values[j];
            if (a < b) {
                return -sign;
            }
            if (a > b) {
                return sign;
            }
            if (a == b) {
                return 0;
            }
            return a != a && b != b ? 0 : a != a ? missing : -missing;
        };
    }

    /** The place of each text among the distinct texts in their order, −1 for a missing one. */
    private static int[] ranks(String[] values, boolean codePoints) {
        Map<String, Integer> places = new HashMap<>();
        for (String each : values) {
            if (each != null) {
                places.put(each, 0);
            }
        }
        String[] distinct = places.keySet().toArray(String[]::new);
        Arrays.sort(distinct, codePoints ? Collation::compareCodePoints : Collation::compare);
        for (int i = 0; i < distinct.length; i++) {
            places.put(distinct[i], i);
        }
        int[] ranks = new int[values.length];
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = values[i] == null ? -1 : places.get(values[i]);
        }
        return ranks;
    }

    /** Keys in order of their importance. */
    public static Places all(Places[] keys) {
        if (keys.length == 1) {
            return keys[0];
        }
        return (i, j) -> {
            for (Places key : keys) {
                int order = key.compare(i, j);
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        };
    }

    /** The places 0 … n − 1 in order. */
    public static int[] order(int n, Places places) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        int[] spare = order.clone();
        sort(spare, order, 0, n, places);
        return order;
    }

    /** Sorts {@code from} into {@code to}; both hold the same places at the start. */
    private static void sort(int[] from, int[] to, int start, int end, Places places) {
        if (end - start < 8) {
            for (int i = start + 1; i < end; i++) {
                int place = to[i];
                int at = i;
                while (at > start && places.compare(to[at - 1], place) > 0) {
                    to[at] = to[at - 1];
                    at--;
                }
                to[at] = place;
            }
            return;
        }
        int middle = (start + end) >>> 1;
        sort(to, from, start, middle, places);
        sort(to, from, middle, end, places);
        if (places.compare(from[middle - 1], from[middle]) <= 0) {
            System.arraycopy(from, start, to, start, end - start);
            return;
        }
        int left = start;
        int right = middle;
        for (int i = start; i < end; i++) {
            boolean takeLeft = right >= end || left < middle && places.compare(from[left], from[right]) <= 0;
            to[i] = takeLeft ? from[left++] : from[right++];
        }
    }
}
