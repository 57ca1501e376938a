package hermite.model.gee;

import hermite.math.BlockSum;

/** Sums over clusters in blocks of a fixed number of clusters: the same digits on any number of threads. */
public final class ClusterBlocks {
    private static final int CLUSTERS_PER_BLOCK = 512;

    private ClusterBlocks() {}

    /** @param width length of the vector of sums */
    public static double[] sum(int clusters, int width, BlockSum.Kernel kernel) {
        return BlockSum.of(clusters, CLUSTERS_PER_BLOCK, width, kernel);
    }
}
