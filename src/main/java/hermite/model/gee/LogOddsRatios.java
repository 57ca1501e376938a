package hermite.model.gee;

import java.util.List;
import java.util.Map;

/**
 * Models of the log odds ratio of a pair of binary responses in a cluster: log psi = z'alpha (Carey, Zeger &amp; Diggle
 * 1993). Positions and tags are those of {@link ClusteredObservations}.
 */
public sealed interface LogOddsRatios {
    /** Length of alpha. */
    int parameters();

    /** Writes z of a pair, j the earlier row. */
    void row(int positionJ, int tagJ, int positionK, int tagK, double[] z);

    /** One for all pairs. */
    record Exchangeable() implements LogOddsRatios {
        @Override
        public int parameters() {
            return 1;
        }

        @Override
        public void row(int positionJ, int tagJ, int positionK, int tagK, double[] z) {
            z[0] = 1;
        }
    }

    /** One for each pair of positions, in the order (1,2), (1,3), …, (2,3), … */
    record FullyParameterized(int dimension) implements LogOddsRatios {
        @Override
        public int parameters() {
            return dimension * (dimension - 1) / 2;
        }

        @Override
        public void row(int positionJ, int tagJ, int positionK, int tagK, double[] z) {
            java.util.Arrays.fill(z, 0);
            int low = Math.min(positionJ, positionK);
            int high = Math.max(positionJ, positionK);
            z[CorrelationMoments.pairIndex(low, high, dimension)] = 1;
        }
    }

    /** One for each level of a covariate that is constant in a cluster; the tag is the level. */
    record ByGroup(int groups) implements LogOddsRatios {
        @Override
        public int parameters() {
            return groups;
        }

        @Override
        public void row(int positionJ, int tagJ, int positionK, int tagK, double[] z) {
            java.util.Arrays.fill(z, 0);
            z[tagJ] = 1;
        }
    }

    /** Two: pairs within a sub-cluster, pairs of different sub-clusters; the tag is the sub-cluster. */
    record OneNested() implements LogOddsRatios {
        @Override
        public int parameters() {
            return 2;
        }

        @Override
        public void row(int positionJ, int tagJ, int positionK, int tagK, double[] z) {
            z[0] = tagJ == tagK ? 1 : 0;
            z[1] = 1 - z[0];
        }
    }

    /** One for pairs of different sub-clusters, then one for pairs within each; the tag is the sub-cluster. */
    record KNested(int subclusters) implements LogOddsRatios {
        @Override
        public int parameters() {
            return 1 + subclusters;
        }

        @Override
        public void row(int positionJ, int tagJ, int positionK, int tagK, double[] z) {
            java.util.Arrays.fill(z, 0);
            z[tagJ == tagK ? 1 + tagJ : 0] = 1;
        }
    }

    /**
     * Given rows, the same for all clusters.
     *
     * @param rows one a pair of positions, in the order (1,2), (1,3), …
     */
    record Replicated(int dimension, List<double[]> rows) implements LogOddsRatios {
        @Override
        public int parameters() {
            return rows.get(0).length;
        }

        @Override
        public void row(int positionJ, int tagJ, int positionK, int tagK, double[] z) {
            int low = Math.min(positionJ, positionK);
            int high = Math.max(positionJ, positionK);
            double[] given = rows.get(CorrelationMoments.pairIndex(low, high, dimension));
            System.arraycopy(given, 0, z, 0, given.length);
        }
    }

    /**
     * Given rows for each cluster; the tag is the cluster's number, so that only clusters with equal rows collapse
     * when the caller gives equal numbers.
     *
     * @param rows for each tag, one row a pair of positions
     */
    record Full(int dimension, int parameters, Map<Integer, List<double[]>> rows) implements LogOddsRatios {
        @Override
        public void row(int positionJ, int tagJ, int positionK, int tagK, double[] z) {
            int low = Math.min(positionJ, positionK);
            int high = Math.max(positionJ, positionK);
            double[] given = rows.get(tagJ).get(CorrelationMoments.pairIndex(low, high, dimension));
            System.arraycopy(given, 0, z, 0, given.length);
        }
    }
}
