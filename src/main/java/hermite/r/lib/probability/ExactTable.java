package hermite.r.lib.probability;

import hermite.r.eval.Arguments;
import hermite.r.eval.RError;
import hermite.r.value.RDouble;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.math3.special.Gamma;

/**
 * Fisher's exact test of a table of any size: the chance of all tables with these margins that are not more probable than the
 * one seen, by passing through columns and keeping for each rest of the row sums how probable the ways there are (Mehta and
 * Patel 1983, with simpler bounds).
 */
final class ExactTable {
    /** Ways kept at once, beyond which the test is refused. */
    private static final long MOST = 6_000_000;

    /** Tables whose probabilities differ relatively by less count as equally probable, as in R. */
    private static final double EQUAL = 1e-7;

    private static final double GRAIN = 1e-9;

    private ExactTable() {}

    /** @param a counts by column, number of rows */
    static RValue pValue(Arguments a) {
        RVector counts = a.vector(0);
        int rows = a.integer(1);
        int columns = counts.length() / rows;
        int[] rowSums = new int[rows];
        int[] columnSums = new int[columns];
        double seen = 0;
        int total = 0;
        for (int i = 0; i < counts.length(); i++) {
            int x = counts.integerAt(i);
            rowSums[i % rows] += x;
            columnSums[i / rows] += x;
            total += x;
            seen -= Gamma.logGamma(x + 1.0);
        }
        double[] factorials = new double[total + 1];
        double constant = -Gamma.logGamma(total + 1.0);
        for (int i = 0; i <= total; i++) {
            factorials[i] = Gamma.logGamma(i + 1.0);
        }
        for (int each : rowSums) {
            constant += factorials[each];
        }
        for (int each : columnSums) {
            constant += factorials[each];
        }
        Map<String, Node> nodes = new HashMap<>();
        int[] start = rowSums.clone();
        Arrays.sort(start);
        Node first = new Node(start);
        first.ways.put(0L, 1.0);
        nodes.put(Arrays.toString(start), first);
        double limit = seen + Math.log1p(EQUAL);
        double p = 0;
        for (int c = 0; c < columns; c++) {
            Map<String, Node> next = new HashMap<>();
            for (Node node : nodes.values()) {
                node.spread(columnSums[c], factorials, next);
            }
            long kept = 0;
            for (Node node : next.values()) {
                p += node.settle(Arrays.copyOfRange(columnSums, c + 1, columns), limit, constant, factorials);
                kept += node.ways.size();
            }
            if (kept > MOST) {
                throw RError.unsupportedPart("fisher.test of a table with so many alternatives is not supported");
            }
            nodes = next;
        }
        for (Node node : nodes.values()) {
            for (Map.Entry<Long, Double> way : node.ways.entrySet()) {
                double log = way.getKey() * GRAIN;
                if (log <= limit) {
                    p += way.getValue() * Math.exp(log + constant);
                }
            }
        }
        return RDouble.of(Math.min(1, p));
    }

    /** What is left of the row sums, in order, and the ways that lead here: logarithms of weights in grains, and how many. */
    private static final class Node {
        private final int[] rest;
        private final Map<Long, Double> ways = new HashMap<>();

        Node(int[] rest) {
            this.rest = rest;
        }

        void spread(int column, double[] factorials, Map<String, Node> next) {
            int after = 0;
            for (int each : rest) {
                after += each;
            }
            fill(0, column, after, 0, rest.clone(), factorials, next);
        }

        /**
         * Takes out the ways all of whose completions, or none, are as improbable as the table seen: the weight of a column
         * of sum C in r rows is at most that of equal parts, at least that of all in one row; alike for rows.
         *
         * @return the chance of the completions of those all of which count
         */
        double settle(int[] columns, double limit, double constant, double[] factorials) {
            if (columns.length == 0) {
                return 0;
            }
            double mostByColumns = 0;
            double leastByColumns = 0;
            double mostByRows = 0;
            double leastByRows = 0;
            int total = 0;
            for (int each : columns) {
                mostByColumns -= rest.length * Gamma.logGamma(each / (double) rest.length + 1);
                leastByColumns -= factorials[each];
                total += each;
            }
            for (int each : rest) {
                mostByRows -= columns.length * Gamma.logGamma(each / (double) columns.length + 1);
                leastByRows -= factorials[each];
            }
            double most = Math.min(mostByColumns, mostByRows);
            double least = Math.max(leastByColumns, leastByRows);
            // all ways to share out what is left weigh N! / (R1! R2! ... C1! C2! ...) together
            double all = factorials[total] + leastByColumns + leastByRows + constant;
            double[] settled = {0};
            ways.entrySet().removeIf(way -> {
                double log = way.getKey() * GRAIN;
                if (log + most <= limit) {
                    settled[0] += way.getValue() * Math.exp(log + all);
                    return true;
                }
                return log + least > limit;
            });
            return settled[0];
        }

        private void fill(
                int row, int left, int room, double weight, int[] taken, double[] factorials, Map<String, Node> next) {
            if (row == rest.length) {
                int[] sorted = taken.clone();
                Arrays.sort(sorted);
                Node to = next.computeIfAbsent(Arrays.toString(sorted), key -> new Node(sorted));
                long grains = Math.round(weight / GRAIN);
                ways.forEach((way, number) -> to.ways.merge(way + grains, number, Double::sum));
                return;
            }
            int beyond = room - rest[row];
            for (int x = Math.max(0, left - beyond); x <= Math.min(left, rest[row]); x++) {
                taken[row] = rest[row] - x;
                fill(row + 1, left - x, beyond, weight - factorials[x], taken, factorials, next);
            }
            taken[row] = rest[row];
        }
    }
}
