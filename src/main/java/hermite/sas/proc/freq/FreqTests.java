package hermite.sas.proc.freq;

import hermite.data.Missing;
import hermite.data.Variable;
import hermite.report.Cell;
import hermite.report.NumberFormat;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.proc.ClassLevels;
import hermite.sas.proc.ProcContext;
import hermite.sas.syntax.ast.Options;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/** The tests of CHISQ and FISHER, as tables with SAS's names. */
final class FreqTests {
    private static final NumberFormat STATISTIC = NumberFormats.F8_4;

    private FreqTests() {}

    private static double upperTail(double chiSquare, int degrees) {
        return 1 - new ChiSquaredDistribution(null, degrees).cumulativeProbability(chiSquare);
    }

    /** Equal proportions of the levels of a one-way table: OneWayChiSq. */
    static void putEqualProportions(Tally tally, ProcContext context) {
        double[] counts = tally.cells().stream()
                .filter(c -> !c.missing())
                .mapToDouble(Tally.Cell::count)
                .toArray();
        if (counts.length < 2) {
            context.log().write(FreqMessage.ONE_ROW_OR_COLUMN, OneWayTable.name(tally));
            return;
        }
        double expected = tally.total() / counts.length;
        double chiSquare = Arrays.stream(counts)
                .map(n -> (n - expected) * (n - expected) / expected)
                .sum();
        int degrees = counts.length - 1;
        context.put(labelled(
                "OneWayChiSq",
                List.of("Chi-Square Test", "for Equal Proportions"),
                List.of(
                        new Row("_PCHI_", "Chi-Square", chiSquare, STATISTIC),
                        new Row("DF_PCHI", "DF", degrees, NumberFormats.INTEGER),
                        new Row("P_PCHI", "Pr > ChiSq", upperTail(chiSquare, degrees), NumberFormats.PVALUE6_4))));
        context.put(sampleSize(tally.total()));
    }

    /** Independence of rows and columns: ChiSq, and for 2 by 2 tables FishersExact. */
    static void putIndependence(CrossTable table, Options options, ProcContext context) {
        Counts counts = table.counts().withoutEmpty();
        if (counts.rows() < 2 || counts.columns() < 2) {
            context.log().write(FreqMessage.ONE_ROW_OR_COLUMN, table.messageName());
            return;
        }
        boolean twoByTwo = counts.rows() == 2 && counts.columns() == 2;
        if (options.has("CHISQ") || options.has("FISHER")) {
            context.put(chiSquares(table, counts, twoByTwo));
            if (counts.percentSmallExpected() > 20 && !options.has("NOWARN")) {
                context.log().write(FreqMessage.SMALL_EXPECTED, counts.percentSmallExpected(), table.messageName());
            }
        }
        boolean whole =
                Arrays.stream(counts.cells()).flatMapToDouble(Arrays::stream).allMatch(n -> n == Math.rint(n));
        if (twoByTwo && whole) {
            context.put(fisher(counts));
        } else if (options.has("FISHER")) {
            context.log().write(FreqMessage.FISHER_TWO_BY_TWO, table.messageName());
        }
        context.put(sampleSize(counts.total()));
    }

    private static OutputTable chiSquares(CrossTable table, Counts counts, boolean twoByTwo) {
        int degrees = counts.degreesOfFreedom();
        List<List<Cell>> rows = new ArrayList<>();
        String name = table.title().replace("Table of ", "Table ").replace(" by ", " * ");
        rows.add(test(name, "Chi-Square", degrees, counts.pearson()));
        rows.add(test(name, "Likelihood Ratio Chi-Square", degrees, counts.likelihoodRatio()));
        if (twoByTwo) {
            rows.add(test(name, "Continuity Adj. Chi-Square", degrees, counts.continuityAdjusted()));
        }
        double trend = counts.mantelHaenszel(
                scores(table.rowClass(), picked(table.rowLevels(), rowsInUse(table.counts()))),
                scores(table.columnClass(), picked(table.columnLevels(), columnsInUse(table.counts()))));
        rows.add(test(name, "Mantel-Haenszel Chi-Square", 1, trend));
        rows.add(measure(name, "Phi Coefficient", counts.phi()));
        rows.add(measure(name, "Contingency Coefficient", counts.contingency()));
        rows.add(measure(name, "Cramer's V", counts.cramer()));
        return new OutputTable(
                "ChiSq",
                "Chi-Square Tests",
                List.of("Statistics for " + table.title()),
                Layout.UNDERLINED,
                List.of(
                        OutputColumn.text("Table", "Table").onlyInDataSet(),
                        OutputColumn.rowHeader("Statistic", "Statistic"),
                        OutputColumn.number("DF", "DF", NumberFormats.INTEGER),
                        OutputColumn.number("Value", "Value", STATISTIC),
                        OutputColumn.number("Prob", "Prob", NumberFormats.PVALUE6_4)),
                rows,
                List.of());
    }

    private static List<Cell> test(String table, String statistic, int degrees, double chiSquare) {
        return List.of(
                Cell.of(table),
                Cell.of(statistic),
                Cell.of((double) degrees),
                Cell.of(chiSquare),
                Cell.of(upperTail(chiSquare, degrees)));
    }

    private static List<Cell> measure(String table, String statistic, double value) {
        return List.of(Cell.of(table), Cell.of(statistic), Cell.BLANK, Cell.of(value), Cell.BLANK);
    }

    private static int[] rowsInUse(Counts counts) {
        return IntStream.range(0, counts.rows()).filter(r -> counts.row(r) > 0).toArray();
    }

    private static int[] columnsInUse(Counts counts) {
        return IntStream.range(0, counts.columns())
                .filter(c -> counts.column(c) > 0)
                .toArray();
    }

    private static int[] picked(int[] all, int[] places) {
        return Arrays.stream(places).map(i -> all[i]).toArray();
    }

    /** Table scores of levels: the values of a numeric variable, else 1, 2, 3 … */
    static double[] scores(ClassLevels levels, int[] inUse) {
        double[] scores = new double[inUse.length];
        for (int i = 0; i < scores.length; i++) {
            double value = levels.variable().isNumeric() ? number(levels, inUse[i]) : i + 1;
            scores[i] = Missing.isMissing(value) ? i + 1 : value;
        }
        return scores;
    }

    /** The printed form of an unformatted number is its value; formatted levels are scored by their order. */
    private static double number(ClassLevels levels, int level) {
        Variable variable = levels.variable();
        if (variable.format().isPresent()) {
            return level + 1;
        }
        String text = levels.texts().get(level);
        return text.matches("[-+0-9.Ee]*[0-9][-+0-9.Ee]*") ? Double.parseDouble(text) : level + 1;
    }

    record Row(String name, String label, double value, NumberFormat format) {}

    static OutputTable labelled(String ods, List<String> titles, List<Row> rows) {
        List<OutputColumn> columns = List.of(
                OutputColumn.text("Name1", "").onlyInDataSet(),
                OutputColumn.rowHeader("Label1", ""),
                OutputColumn.text("cValue1", ""),
                OutputColumn.number("nValue1", "", NumberFormats.BEST12).onlyInDataSet());
        return new OutputTable(
                ods,
                String.join(" ", titles),
                titles,
                Layout.LABEL_VALUE,
                columns,
                rows.stream()
                        .map(r -> List.of(
                                Cell.of(r.name()),
                                Cell.of(r.label()),
                                Cell.of(r.format().print(r.value())),
                                Cell.of(r.value())))
                        .toList(),
                List.of());
    }

    private static OutputTable fisher(Counts counts) {
        FisherExact exact = FisherExact.of(counts);
        return labelled(
                "FishersExact",
                List.of("Fisher's Exact Test"),
                List.of(
                        new Row("XPN_FISH", "Cell (1,1) Frequency (F)", counts.cells()[0][0], NumberFormats.INTEGER),
                        new Row("XPL_FISH", "Left-sided Pr <= F", exact.left(), NumberFormats.PVALUE6_4),
                        new Row("XPR_FISH", "Right-sided Pr >= F", exact.right(), NumberFormats.PVALUE6_4),
                        new Row("P_TABLE", "Table Probability (P)", exact.point(), NumberFormats.PVALUE6_4),
                        new Row("XP2_FISH", "Two-sided Pr <= P", exact.twoSided(), NumberFormats.PVALUE6_4)));
    }

    static OutputTable sampleSize(double total) {
        return OneWayTable.sentence("SampleSize", "Sample Size = " + NumberFormats.BEST8.print(total));
    }
}
