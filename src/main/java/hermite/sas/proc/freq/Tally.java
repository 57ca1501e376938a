package hermite.sas.proc.freq;

import hermite.data.Missing;
import hermite.data.SortOrder;
import hermite.data.Table;
import hermite.sas.proc.ClassLevels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The combinations of levels of some variables that occur, in order, with their counts.
 *
 * @param table rows they were counted in
 * @param variables levels of each variable; missing values are levels here
 * @param cells the combinations, missing ones included
 * @param total count over the combinations that are not missing
 * @param missing count over the others
 */
record Tally(Table table, List<ClassLevels> variables, List<Cell> cells, double total, double missing) {

    /**
     * A combination.
     *
     * @param levels one a variable
     * @param count number of rows or sum of their weights
     * @param missing whether it has a missing value and is left out of the table
     */
    record Cell(int[] levels, double count, boolean missing) {}

    /**
     * @param weights what each row counts, empty when each counts 1; rows with a missing weight do not count
     * @param zeros whether rows of weight zero make a combination
     */
    static Tally of(Table table, List<ClassLevels> variables, double[] weights, boolean zeros, boolean missingCounts) {
        int[] rows = IntStream.range(0, table.rowCount())
                .filter(r -> weights.length == 0 || weights[r] > 0 || zeros && weights[r] == 0)
                .toArray();
        long[][] codes = new long[variables.size()][rows.length];
        boolean[][] isMissing = new boolean[variables.size()][];
        for (int v = 0; v < codes.length; v++) {
            ClassLevels levels = variables.get(v);
            isMissing[v] = new boolean[levels.count()];
            for (int level = 0; level < isMissing[v].length; level++) {
                isMissing[v][level] = !missingCounts && levels.isMissing(level, table);
            }
            for (int i = 0; i < rows.length; i++) {
                codes[v][i] = levels.codes()[rows[i]];
            }
        }
        int[] order = SortOrder.of(rows.length, codes);
        List<Cell> cells = new ArrayList<>();
        double total = 0;
        double missing = 0;
        for (int i = 0; i < order.length; ) {
            int first = order[i];
            double count = 0;
            while (i < order.length && Arrays.stream(codes).allMatch(sameAs(first, order[i]))) {
                count += weights.length == 0 ? 1 : weights[rows[order[i]]];
                i++;
            }
            int[] levels = Arrays.stream(codes).mapToInt(c -> (int) c[first]).toArray();
            boolean left = IntStream.range(0, levels.length).anyMatch(v -> isMissing[v][levels[v]]);
            cells.add(new Cell(levels, count, left));
            if (left) {
                missing += count;
            } else {
                total += count;
            }
        }
        return new Tally(table, variables, List.copyOf(cells), total, missing);
    }

    private static java.util.function.Predicate<long[]> sameAs(int a, int b) {
        return code -> code[a] == code[b];
    }

    /** The levels of a variable that occur in combinations that are not missing, in order. */
    int[] levelsInUse(int variable) {
        return cells.stream()
                .filter(c -> !c.missing())
                .mapToInt(c -> c.levels()[variable])
                .distinct()
                .sorted()
                .toArray();
    }

    String text(int variable, int level) {
        return variables.get(variable).texts().get(level);
    }

    boolean isWhole() {
        return cells.stream().allMatch(c -> c.count() == Math.rint(c.count()));
    }

    static double percent(double part, double whole) {
        return whole > 0 ? 100 * part / whole : Missing.DOT;
    }
}
