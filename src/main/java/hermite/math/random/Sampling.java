package hermite.math.random;

import java.util.LinkedHashSet;
import java.util.Set;

/** Draws of places 0 … n − 1, with and without replacement, equal and unequal probabilities, in R's sequence. */
public final class Sampling {
    private static final int WALKER_FROM = 200;
    private static final int REJECTION_FROM = 10_000_000;

    private Sampling() {}

    public static int[] withReplacement(UniformStream stream, int n, int size) {
        int[] places = new int[size];
        for (int i = 0; i < size; i++) {
            places[i] = (int) stream.index(n);
        }
        return places;
    }

    /** Few of very many are drawn until they differ, as R does; others by exchange of places. */
    public static int[] withoutReplacement(UniformStream stream, int n, int size) {
        if (n > REJECTION_FROM && size <= n / 2) {
            return distinct(stream, n, size);
        }
        int[] all = new int[n];
        for (int i = 0; i < n; i++) {
            all[i] = i;
        }
        int[] places = new int[size];
        int left = n;
        for (int i = 0; i < size; i++) {
            int j = (int) stream.index(left);
            places[i] = all[j];
            all[j] = all[--left];
        }
        return places;
    }

    private static int[] distinct(UniformStream stream, int n, int size) {
        Set<Integer> drawn = new LinkedHashSet<>();
        while (drawn.size() < size) {
            drawn.add((int) stream.index(n));
        }
        return drawn.stream().mapToInt(Integer::intValue).toArray();
    }

    /** @param probabilities sum to 1; not changed */
    public static int[] withReplacement(UniformStream stream, double[] probabilities, int size) {
        int n = probabilities.length;
        int likely = 0;
        for (double p : probabilities) {
            likely += n * p > 0.1 ? 1 : 0;
        }
        if (likely > WALKER_FROM) {
            return walker(stream, probabilities, size);
        }
        double[] p = probabilities.clone();
        int[] order = descending(p);
        for (int i = 1; i < n; i++) {
            p[i] += p[i - 1];
        }
        int[] places = new int[size];
        for (int i = 0; i < size; i++) {
            double u = stream.next();
            int j = 0;
            while (j < n - 1 && u > p[j]) {
                j++;
            }
            places[i] = order[j];
        }
        return places;
    }

    /** @param probabilities sum to 1; not changed */
    public static int[] withoutReplacement(UniformStream stream, double[] probabilities, int size) {
        double[] p = probabilities.clone();
        int[] order = descending(p);
        int last = p.length - 1;
        double total = 1;
        int[] places = new int[size];
        for (int i = 0; i < size; i++, last--) {
            double u = total * stream.next();
            double mass = 0;
            int j = 0;
            for (; j < last; j++) {
                mass += p[j];
                if (u <= mass) {
                    break;
                }
            }
            places[i] = order[j];
            total -= p[j];
            for (int k = j; k < last; k++) {
                p[k] = p[k + 1];
                order[k] = order[k + 1];
            }
        }
        return places;
    }

    /** Alias method: Walker (1977). */
    private static int[] walker(UniformStream stream, double[] p, int size) {
        int n = p.length;
        double[] q = new double[n];
        int[] alias = new int[n];
        int[] queue = new int[n];
        int small = -1;
        int large = n;
        for (int i = 0; i < n; i++) {
            q[i] = p[i] * n;
            if (q[i] < 1) {
                queue[++small] = i;
            } else {
                queue[--large] = i;
            }
        }
        if (small >= 0 && large < n) {
            for (int k = 0; k < n - 1; k++) {
                int i = queue[k];
                int j = queue[large];
                alias[i] = j;
                q[j] += q[i] - 1;
                if (q[j] < 1) {
                    large++;
                }
                if (large >= n) {
                    break;
                }
            }
        }
        int[] places = new int[size];
        for (int i = 0; i < size; i++) {
            int k = (int) stream.index(n);
            places[i] = stream.next() < q[k] ? k : alias[k];
        }
        return places;
    }

    /**
     * Sorts descending by heap sort (Williams 1964), whose treatment of ties the sequence depends on.
     *
     * @return the former places
     */
    private static int[] descending(double[] values) {
        int n = values.length;
        int[] places = new int[n];
        for (int i = 0; i < n; i++) {
            places[i] = i;
        }
        for (int root = n / 2 - 1; root >= 0; root--) {
            sift(values, places, root, n, values[root], places[root]);
        }
        for (int end = n - 1; end > 0; end--) {
            double value = values[end];
            int place = places[end];
            values[end] = values[0];
            places[end] = places[0];
            sift(values, places, 0, end, value, place);
        }
        return places;
    }

    /** Lets a value sink from {@code root} in a heap with the least on top. */
    private static void sift(double[] values, int[] places, int root, int end, double value, int place) {
        int at = root;
        int child = 2 * at + 1;
        while (child < end) {
            if (child + 1 < end && values[child] > values[child + 1]) {
                child++;
            }
            if (!(value > values[child])) {
                break;
            }
            values[at] = values[child];
            places[at] = places[child];
            at = child;
            child = 2 * at + 1;
        }
        values[at] = value;
        places[at] = place;
    }
}
