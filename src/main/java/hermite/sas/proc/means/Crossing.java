package hermite.sas.proc.means;

import hermite.data.Missing;
import hermite.data.SortOrder;
import hermite.data.Table;
import hermite.sas.proc.ClassLevels;
import hermite.sas.proc.ProcContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The groups that the CLASS variables cut one BY group into, and the samples of the analysis variables in them. */
final class Crossing {
    private final MeansRequest request;
    private final Table table;
    private final List<ClassLevels> classes = new ArrayList<>();
    private final int[] included;
    private final double[] frequencies;

    /**
     * A group.
     *
     * @param type crossing it belongs to, a bit mask
     * @param levels level of each CLASS variable, -1 for those that are not in the crossing
     * @param rows of the BY group's table, in order
     * @param count number of rows, or the sum of their frequencies
     */
    record Group(int type, int[] levels, int[] rows, double count) {}

    Crossing(MeansRequest request, Table table, ProcContext context) {
        this.request = request;
        this.table = table;
        for (MeansRequest.ClassVariable c : request.classes()) {
            classes.add(ClassLevels.of(table, c.name(), context.formats(), c.order(), c.descending(), c.missing()));
        }
        frequencies = request.frequency()
                .map(f -> wholeFrequencies(table.numeric(table.indexOf(f)).values()))
                .orElse(new double[0]);
        included = IntStream.range(0, table.rowCount())
                .filter(row -> classes.stream().allMatch(c -> c.codes()[row] >= 0))
                .filter(row -> frequencies.length == 0 || frequencies[row] >= 1)
                .toArray();
    }

    /** Frequencies are cut to whole numbers; rows with less than 1 do not count. */
    private static double[] wholeFrequencies(double[] values) {
        return Arrays.stream(values).map(v -> v >= 1 ? Math.floor(v) : 0).toArray();
    }

    List<ClassLevels> classes() {
        return classes;
    }

    Table table() {
        return table;
    }

    /** The groups of a crossing in order of their levels. */
    List<Group> groups(int type) {
        int k = classes.size();
        List<Integer> crossed = IntStream.range(0, k)
                .filter(i -> (type >> k - 1 - i & 1) == 1)
                .boxed()
                .toList();
        long[][] codes = new long[crossed.size()][included.length];
        for (int c = 0; c < codes.length; c++) {
            int[] levels = classes.get(crossed.get(c)).codes();
            for (int i = 0; i < included.length; i++) {
                codes[c][i] = levels[included[i]];
            }
        }
        int[] order = SortOrder.of(included.length, codes);
        List<Group> groups = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= order.length; i++) {
            if (i == order.length || differ(codes, order[i - 1], order[i])) {
                groups.add(group(type, crossed, order, start, i));
                start = i;
            }
        }
        if (type == 0 && groups.isEmpty()) {
            groups.add(group(type, crossed, order, 0, 0));
        }
        return groups;
    }

    private static boolean differ(long[][] codes, int a, int b) {
        for (long[] code : codes) {
            if (code[a] != code[b]) {
                return true;
            }
        }
        return false;
    }

    private Group group(int type, List<Integer> crossed, int[] order, int from, int to) {
        int[] rows = new int[to - from];
        double count = 0;
        for (int i = from; i < to; i++) {
            rows[i - from] = included[order[i]];
            count += frequencies.length == 0 ? 1 : frequencies[included[order[i]]];
        }
        int[] levels = new int[classes.size()];
        Arrays.fill(levels, -1);
        for (int c : crossed) {
            levels[c] = classes.get(c).codes()[rows[0]];
        }
        return new Group(type, levels, rows, count);
    }

    /** The samples of all analysis variables in a group, by name. */
    Map<String, Sample> samples(Group group) {
        Map<String, Sample> samples = new HashMap<>();
        request.variables().forEach(name -> samples.put(name, sample(name, group.rows())));
        return samples;
    }

    private Sample sample(String name, int[] rows) {
        double[] values = table.numeric(table.indexOf(name)).values();
        String weightName = request.weights().getOrDefault(name, "");
        double[] weights = weightName.isEmpty()
                ? new double[0]
                : table.numeric(table.indexOf(weightName)).values();
        boolean positiveOnly = request.options().has("EXCLNPWGT");
        double[] x = new double[rows.length];
        double[] w = new double[weights.length == 0 ? 0 : rows.length];
        double[] f = new double[frequencies.length == 0 ? 0 : rows.length];
        int n = 0;
        double missing = 0;
        for (int row : rows) {
            double frequency = f.length == 0 ? 1 : frequencies[row];
            double weight = w.length == 0 ? 1 : weights[row];
            if (Missing.isMissing(weight) || positiveOnly && weight <= 0) {
                continue;
            }
            if (Missing.isMissing(values[row])) {
                missing += frequency;
                continue;
            }
            x[n] = values[row];
            if (w.length > 0) {
                w[n] = Math.max(0, weight);
            }
            if (f.length > 0) {
                f[n] = frequency;
            }
            n++;
        }
        return new Sample(
                Arrays.copyOf(x, n),
                Arrays.copyOf(w, w.length == 0 ? 0 : n),
                Arrays.copyOf(f, f.length == 0 ? 0 : n),
                missing,
                request.rules());
    }
}
