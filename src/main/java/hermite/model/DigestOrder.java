package hermite.model;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Sorts items by content through a digest of each. The leading bits of the digests are sorted as numbers, with the
 * item's number in the trailing bits; whole contents are compared only where leading bits are equal.
 */
public final class DigestOrder {
    private DigestOrder() {}

    /**
     * @param digest one an item, equal for equal contents
     * @param byContent compares digests, then contents
     * @return the items' numbers in order; items of equal content stand in no particular order
     */
    public static int[] of(long[] digest, Comparator<Integer> byContent) {
        int n = digest.length;
        long trailing = Long.highestOneBit(Math.max(1, n)) * 2 - 1;
        long[] key = new long[n];
        Arrays.setAll(key, i -> digest[i] & ~trailing | i);
        Arrays.parallelSort(key);
        int[] order = new int[n];
        int from = 0;
        while (from < n) {
            int to = from + 1;
            while (to < n && (key[to] & ~trailing) == (key[from] & ~trailing)) {
                to++;
            }
            if (to - from == 1) {
                order[from] = (int) (key[from] & trailing);
            } else {
                Integer[] equal = new Integer[to - from];
                for (int i = from; i < to; i++) {
                    equal[i - from] = (int) (key[i] & trailing);
                }
                Arrays.sort(equal, byContent);
                for (int i = from; i < to; i++) {
                    order[i] = equal[i - from];
                }
            }
            from = to;
        }
        return order;
    }
}
