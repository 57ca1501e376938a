package hermite.sas.proc.postfit;

import hermite.model.inference.Combination;
import hermite.model.inference.Comparisons;
import hermite.model.inference.Comparisons.Pair;
import hermite.model.inference.LeastSquaresMeans.Mean;
import hermite.model.inference.Tail;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.log.Log;
import hermite.sas.proc.postfit.table.CombinationTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * LINES: estimable means in descending order, with a letter along each longest run in which no two differ (the line
 * segments of Piepho 2004, Journal of Computational and Graphical Statistics 13, 456–466, for ordered means).
 */
final class LinesDisplay {
    private final StatementOptions options;
    private final Adjustment adjustment;
    private final Log log;

    LinesDisplay(StatementOptions options, Adjustment adjustment, Log log) {
        this.options = options;
        this.adjustment = adjustment;
        this.log = log;
    }

    OutputTable table(String effect, List<String> variables, List<Mean> means) {
        List<Mean> ordered = means.stream()
                .filter(m -> options.isEstimable(m.row()))
                .sorted(Comparator.comparingDouble(
                        m -> -options.fit().combination(m.row()).value()))
                .toList();
        int n = ordered.size();
        List<CombinationTable.Line> comparisons = comparisons(ordered);
        boolean[][] differ = significant(n, comparisons);
        int[] reach = new int[n];
        for (int i = 0; i < n; i++) {
            int end = i;
            while (end + 1 < n && alike(differ, i, end + 1)) {
                end++;
            }
            reach[i] = end;
        }
        List<List<String>> letters = new ArrayList<>();
        int groups = 0;
        for (int i = 0; i < n; i++) {
            letters.add(new ArrayList<>());
        }
        for (int i = 0; i < n; i++) {
            boolean longest = i == 0 || reach[i] > reach[i - 1];
            if (longest) {
                String letter = letter(groups++);
                for (int k = i; k <= reach[i]; k++) {
                    letters.get(k).add(letter);
                }
            }
        }
        nameOthers(ordered, differ, letters);
        List<OutputColumn> columns =
                new ArrayList<>(List.of(OutputColumn.text("Effect", "Effect").onlyInDataSet()));
        variables.forEach(v -> columns.add(OutputColumn.rowHeader(v, v)));
        columns.add(OutputColumn.number("Estimate", "Estimate", NumberFormats.D8_4));
        columns.add(OutputColumn.text("Group", "Group"));
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(effect)));
            ordered.get(i).levels().forEach(l -> row.add(Cell.of(l)));
            row.add(Cell.of(options.fit().combination(ordered.get(i).row()).value()));
            row.add(Cell.of(String.join("", letters.get(i))));
            rows.add(row);
        }
        String kind = adjustment
                .title("", MeansStatement.equalErrors(comparisons))
                .map(t -> t.substring(2))
                .orElse(options.isNormal(new double[][] {means.get(0).row()}) ? "Z" : "T");
        String title = kind + " Grouping for " + effect + " Least Squares Means (Alpha="
                + NumberFormats.BEST8.print(options.alpha()) + ")";
        return new OutputTable(
                "LSMLines",
                title,
                List.of(title, "LS-means with the same letter are not significantly different."),
                Layout.COLUMNS,
                columns,
                rows,
                List.of());
    }

    /** All pairs of the ordered means, adjusted. */
    private List<CombinationTable.Line> comparisons(List<Mean> ordered) {
        List<Pair> pairs = Comparisons.allPairs(ordered.size());
        List<CombinationTable.Line> lines = new ArrayList<>();
        List<double[]> rows = new ArrayList<>();
        for (Pair pair : pairs) {
            double[] row = Comparisons.difference(
                    ordered.get(pair.first()).row(), ordered.get(pair.second()).row());
            rows.add(row);
            lines.add(CombinationTable.Line.of(
                    List.of(), Optional.of(options.fit().combination(row)), options.alpha()));
        }
        return adjustment.adjust(
                options.fit(),
                lines,
                rows,
                ordered.size(),
                Tail.TWO_SIDED,
                options.alpha(),
                options.effectDegreesOfFreedom(ordered));
    }

    /** Whether two of the ordered means differ at the level alpha. */
    private boolean[][] significant(int n, List<CombinationTable.Line> adjusted) {
        List<Pair> pairs = Comparisons.allPairs(n);
        boolean[][] differ = new boolean[n][n];
        for (int i = 0; i < pairs.size(); i++) {
            Combination c = adjusted.get(i).combination().orElseThrow();
            double p = adjustment.isAsked() ? adjusted.get(i).adjustedProbability() : c.probability(Tail.TWO_SIDED);
            differ[pairs.get(i).first()][pairs.get(i).second()] = p <= options.alpha();
        }
        return differ;
    }

    private static boolean alike(boolean[][] differ, int from, int to) {
        for (int k = from; k < to; k++) {
            if (differ[k][to]) {
                return false;
            }
        }
        return true;
    }

    /** Pairs without a common letter that do not differ either: lines cannot show them. */
    private void nameOthers(List<Mean> ordered, boolean[][] differ, List<List<String>> letters) {
        for (int i = 0; i < ordered.size(); i++) {
            for (int k = i + 1; k < ordered.size(); k++) {
                boolean common = letters.get(i).stream().anyMatch(letters.get(k)::contains);
                if (!common && !differ[i][k]) {
                    log.write(
                            PostFitMessage.NOT_IN_LINES,
                            String.join(" ", ordered.get(i).levels()),
                            String.join(" ", ordered.get(k).levels()));
                }
            }
        }
    }

    private static String letter(int group) {
        String letter = Character.toString((char) ('A' + group % 26));
        return group < 26 ? letter : letter + group / 26;
    }
}
