package hermite.math;

import java.util.stream.IntStream;

/**
 * Sums over items with the same digits on any number of threads: blocks of a fixed number of items are summed apart,
 * and the block sums are added in block order.
 */
public final class BlockSum {
    private BlockSum() {}

    /** Adds the items of a range to a vector of sums. */
    public interface Kernel {
        void add(int from, int to, double[] sums);
    }

    /** Does something to the items of a range, and to nothing that another range reads or writes. */
    public interface Work {
        void run(int from, int to);
    }

    /** @param width length of the vector of sums */
    public static double[] of(int items, int itemsPerBlock, int width, Kernel kernel) {
        int blocks = blocks(items, itemsPerBlock);
        double[][] partial = new double[blocks][];
        range(blocks).forEach(block -> {
            double[] sums = new double[width];
            int from = block * itemsPerBlock;
            kernel.add(from, Math.min(items, from + itemsPerBlock), sums);
            partial[block] = sums;
        });
        double[] total = partial[0];
        for (int block = 1; block < blocks; block++) {
            for (int i = 0; i < width; i++) {
                total[i] += partial[block][i];
            }
        }
        return total;
    }

    /** Runs a piece of work for all items, block by block, in no particular order. */
    public static void each(int items, int itemsPerBlock, Work work) {
        range(blocks(items, itemsPerBlock)).forEach(block -> {
            int from = block * itemsPerBlock;
            work.run(from, Math.min(items, from + itemsPerBlock));
        });
    }

    private static int blocks(int items, int itemsPerBlock) {
        return Math.max(1, (int) (((long) items + itemsPerBlock - 1) / itemsPerBlock));
    }

    private static IntStream range(int blocks) {
        IntStream range = IntStream.range(0, blocks);
        return blocks > 1 ? range.parallel() : range;
    }
}
