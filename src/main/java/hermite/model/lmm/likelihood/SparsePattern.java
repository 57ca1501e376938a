package hermite.model.lmm.likelihood;

import hermite.model.lmm.LmmSpec;
import hermite.model.lmm.RandomTerm;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Which random effects meet in the mixed model equations, and in which order they are eliminated: terms with most
 * subjects first, sparse for as long as elimination leaves them so; the rest is one dense matrix with the fixed effects
 * and the response last (the block order of Bates' MixedModels; George and Liu 1981, chapter 5, for the fill).
 *
 * <p>A node is the effects of one subject of one term. Scalars are numbered in elimination order.
 */
final class SparsePattern {
    /** Share of a term's possible couplings above which it joins the dense part. */
    private static final double DENSE_SHARE = 0.1;

    private final LmmSpec spec;
    /** Terms in order of elimination. */
    private final int[] termOrder;
    /** For each term, number of the node of its subject 0. */
    private final int[] firstNode;
    /** For each node its term, subject, group and first scalar. */
    final int[] term;

    final int[] subject;
    final int[] group;
    final int[] start;
    /** Nodes before this one are sparse. */
    final int sparseNodes;
    /** Scalars of sparse nodes; of all nodes. */
    final int sparseScalars;

    final int scalars;
    /** Columns of later scalars, fixed effects and response included, that a sparse node meets; ascending. */
    final int[][] columns;

    SparsePattern(LmmSpec spec) {
        this.spec = spec;
        int terms = spec.random().size();
        termOrder = IntStream.range(0, terms)
                .boxed()
                .sorted(Comparator.comparingInt(
                        (Integer t) -> -spec.random().get(t).subjects()))
                .mapToInt(Integer::intValue)
                .toArray();
        firstNode = new int[terms];
        int nodes = 0;
        for (int t : termOrder) {
            firstNode[t] = nodes;
            nodes += spec.random().get(t).subjects();
        }
        term = new int[nodes];
        subject = new int[nodes];
        group = new int[nodes];
        start = new int[nodes + 1];
        for (int t : termOrder) {
            RandomTerm of = spec.random().get(t);
            for (int s = 0; s < of.subjects(); s++) {
                term[firstNode[t] + s] = t;
                subject[firstNode[t] + s] = s;
            }
            for (int row = 0; row < spec.rows(); row++) {
                if (of.subject()[row] >= 0) {
                    group[firstNode[t] + of.subject()[row]] = of.group()[row];
                }
            }
        }
        for (int node = 0; node < nodes; node++) {
            start[node + 1] = start[node] + spec.random().get(term[node]).columns();
        }
        scalars = start[nodes];
        List<int[]> structure = new java.util.ArrayList<>();
        sparseNodes = eliminate(structure);
        sparseScalars = start[sparseNodes];
        columns = new int[sparseNodes][];
        for (int node = 0; node < sparseNodes; node++) {
            columns[node] = scalarsOf(structure.get(node));
        }
    }

    int node(int ofTerm, int ofSubject) {
        return firstNode[ofTerm] + ofSubject;
    }

    int nodes() {
        return term.length;
    }

    int width(int node) {
        return start[node + 1] - start[node];
    }

    /** Order of the dense part: dense effects, fixed effects, response. */
    int dense() {
        return scalars - sparseScalars + spec.p() + 1;
    }

    private int[] scalarsOf(int[] structure) {
        int count = spec.p() + 1;
        for (int node : structure) {
            count += width(node);
        }
        int[] result = new int[count];
        int k = 0;
        for (int node : structure) {
            for (int c = start[node]; c < start[node + 1]; c++) {
                result[k++] = c;
            }
        }
        for (int j = 0; j <= spec.p(); j++) {
            result[k++] = scalars + j;
        }
        return result;
    }

    /** Later nodes that every sparse node meets after fill; the number of sparse nodes. */
    private int eliminate(List<int[]> structure) {
        int[][] adjacent = adjacent();
        List<TreeSet<Integer>> inherited = new java.util.ArrayList<>();
        for (int node = 0; node < term.length; node++) {
            inherited.add(null);
        }
        int done = 0;
        for (int k = 0; k < termOrder.length; k++) {
            int count = spec.random().get(termOrder[k]).subjects();
            List<int[]> mine = new java.util.ArrayList<>();
            long inside = 0;
            for (int node = done; node < done + count; node++) {
                TreeSet<Integer> all = inherited.get(node) == null ? new TreeSet<>() : inherited.get(node);
                for (int other : adjacent[node]) {
                    all.add(other);
                }
                all.remove(node);
                mine.add(all.stream().mapToInt(Integer::intValue).toArray());
                inside += all.headSet(done + count).size();
                if (k > 0 && inside > DENSE_SHARE * count * count / 2 + count) {
                    return done;
                }
                pass(all, inherited);
                inherited.set(node, null);
            }
            structure.addAll(mine);
            done += count;
        }
        return done;
    }

    /** The first node met becomes the parent in the elimination tree and inherits the others. */
    private static void pass(TreeSet<Integer> all, List<TreeSet<Integer>> inherited) {
        if (all.isEmpty()) {
            return;
        }
        int parent = all.first();
        if (inherited.get(parent) == null) {
            inherited.set(parent, new TreeSet<>());
        }
        inherited.get(parent).addAll(all.tailSet(parent, false));
    }

    /** Later nodes that share a row with each node. */
    private int[][] adjacent() {
        int terms = termOrder.length;
        int[] count = new int[term.length];
        long[][] pairs = new long[terms * (terms - 1) / 2][];
        int k = 0;
        for (int a = 0; a < terms; a++) {
            for (int b = a + 1; b < terms; b++) {
                pairs[k++] = pairs(termOrder[a], termOrder[b]);
            }
        }
        for (long[] of : pairs) {
            for (long pair : of) {
                count[(int) (pair >>> 32)]++;
            }
        }
        int[][] adjacent = new int[term.length][];
        Arrays.setAll(adjacent, node -> new int[count[node]]);
        Arrays.fill(count, 0);
        for (long[] of : pairs) {
            for (long pair : of) {
                int node = (int) (pair >>> 32);
                adjacent[node][count[node]++] = (int) pair;
            }
        }
        return adjacent;
    }

    private long[] pairs(int a, int b) {
        int[] one = spec.random().get(a).subject();
        int[] two = spec.random().get(b).subject();
        long[] all = new long[spec.rows()];
        int used = 0;
        for (int row = 0; row < all.length; row++) {
            if (one[row] >= 0 && two[row] >= 0) {
                all[used++] = (long) node(a, one[row]) << 32 | node(b, two[row]);
            }
        }
        Arrays.sort(all, 0, used);
        int distinct = 0;
        for (int i = 0; i < used; i++) {
            if (i == 0 || all[i] != all[i - 1]) {
                all[distinct++] = all[i];
            }
        }
        return Arrays.copyOf(all, distinct);
    }
}
