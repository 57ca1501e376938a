package hermite.model.gee;

import java.util.stream.IntStream;

/**
 * Sums over clusters with the same digits on any number of threads: blocks of a fixed number of clusters are summed
 * apart, and the block sums are added in block order.
 */
final class ClusterBlocks {
    private static final int CLUSTERS_PER_BLOCK = 512;

    private ClusterBlocks() {}

    /** Adds a range of clusters to a vector of sums. */
    interface Kernel {
        void add(int fromCluster, int toCluster, double[] sums);
    }

    /** @param width length of the vector of sums */
    static double[] sum(int clusters, int width, Kernel kernel) {
        int blocks = Math.max(1, (clusters + CLUSTERS_PER_BLOCK - 1) / CLUSTERS_PER_BLOCK);
        double[][] partial = new double[blocks][];
        IntStream range = IntStream.range(0, blocks);
        (blocks > 1 ? range.parallel() : range).forEach(block -> {
            double[] sums = new double[width];
            int from = block * CLUSTERS_PER_BLOCK;
            kernel.add(from, Math.min(clusters, from + CLUSTERS_PER_BLOCK), sums);
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
}
