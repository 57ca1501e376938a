package hermite.sas.proc.freq;

import hermite.model.inference.Tails;
import hermite.report.Cell;
import hermite.report.NumberFormat;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.freq.StratifiedTables.Alternative;
import hermite.sas.proc.freq.StratifiedTables.Ratio;
import hermite.sas.proc.freq.StratifiedTables.Test;
import hermite.sas.syntax.ast.Options;
import java.util.ArrayList;
import java.util.List;

/** The tables of CMH and RELRISK. */
final class StratifiedReport {
    private static final double USUAL_ALPHA = 0.05;

    private final Options options;
    private final ProcContext context;

    StratifiedReport(Options options, ProcContext context) {
        this.options = options;
        this.context = context;
    }

    /** RELRISK: odds ratio and relative risks of one table. */
    void putRatios(CrossTable table) {
        Counts counts = table.counts();
        if (counts.rows() != 2 || counts.columns() != 2) {
            context.log().write(FreqMessage.RATIOS_TWO_BY_TWO, "RELRISK", table.messageName());
            return;
        }
        StratifiedTables one = new StratifiedTables(List.of(counts));
        List<List<Cell>> rows = List.of(
                ratio("Odds Ratio", one.logitOddsRatio(false)),
                ratio("Relative Risk (Column 1)", one.logitRelativeRisk(0, false)),
                ratio("Relative Risk (Column 2)", one.logitRelativeRisk(1, false)));
        List<OutputColumn> columns = new ArrayList<>(List.of(OutputColumn.rowHeader("Statistic", "Statistic")));
        columns.addAll(limits());
        context.put(new OutputTable(
                "RelativeRisks",
                "Relative Risk Estimates",
                concatenate(statistics(table), "Odds Ratio and Relative Risks"),
                Layout.UNDERLINED,
                columns,
                rows,
                List.of()));
        context.put(FreqTests.sampleSize(counts.total()));
    }

    private static List<String> statistics(CrossTable table) {
        List<String> titles = new ArrayList<>(table.titles());
        titles.set(0, "Statistics for " + titles.get(0));
        return titles;
    }

    private static List<String> concatenate(List<String> titles, String last) {
        List<String> all = new ArrayList<>(titles);
        all.add(last);
        return all;
    }

    /** CMH: tests over all strata; of 2 by 2 tables the common ratios and their homogeneity, too. */
    void putSummary(Tally tally, List<CrossTable> tables) {
        CrossTable first = tables.get(0);
        StratifiedTables strata =
                new StratifiedTables(tables.stream().map(CrossTable::counts).toList());
        int rows = first.counts().rows();
        int columns = first.counts().columns();
        if (rows < 2 || columns < 2 || strata.strata().isEmpty()) {
            context.log().write(FreqMessage.ONE_ROW_OR_COLUMN, first.messageName());
            return;
        }
        List<String> titles = titles(tally, first);
        context.put(tests(strata, first, titles));
        if (rows == 2 && columns == 2) {
            context.put(commonRatios(strata));
            if (strata.strata().size() > 1) {
                context.put(homogeneity(strata.homogeneity()));
            }
        }
        double total = strata.strata().stream().mapToDouble(Counts::total).sum();
        context.put(OneWayTable.sentence("SampleSize", "Total Sample Size = " + NumberFormats.BEST8.print(total)));
    }

    private static List<String> titles(Tally tally, CrossTable table) {
        List<String> titles = new ArrayList<>();
        titles.add("Summary Statistics for " + table.rowClass().variable().name() + " by "
                + table.columnClass().variable().name());
        int controls = tally.variables().size() - 2;
        if (controls > 0) {
            titles.add("Controlling for "
                    + String.join(
                            " and ",
                            tally.variables().subList(0, controls).stream()
                                    .map(v -> v.variable().name())
                                    .toList()));
        }
        return titles;
    }

    private OutputTable tests(StratifiedTables strata, CrossTable table, List<String> titles) {
        double[] rowScores = FreqTests.scores(table.rowClass(), table.rowLevels());
        double[] columnScores = FreqTests.scores(table.columnClass(), table.columnLevels());
        int wanted = options.has("CMH") ? 3 : options.has("CMH2") ? 2 : 1;
        List<List<Cell>> rows = new ArrayList<>();
        for (Alternative alternative : Alternative.values()) {
            if (rows.size() < wanted) {
                Test test = strata.test(alternative, rowScores, columnScores);
                rows.add(List.of(
                        Cell.of(rows.size() + 1.0),
                        Cell.of(label(alternative)),
                        Cell.of((double) test.df()),
                        Cell.of(test.chiSquare()),
                        Cell.of(Tails.chiSquare(test.chiSquare(), test.df()))));
            }
        }
        return new OutputTable(
                "CMH",
                "Cochran-Mantel-Haenszel Statistics",
                concatenate(titles, "Cochran-Mantel-Haenszel Statistics (Based on Table Scores)"),
                Layout.UNDERLINED,
                List.of(
                        OutputColumn.number("Statistic", "Statistic", NumberFormats.INTEGER)
                                .withAlign(OutputColumn.Align.CENTER),
                        OutputColumn.text("AltHypothesis", "Alternative Hypothesis"),
                        OutputColumn.number("DF", "DF", NumberFormats.INTEGER),
                        OutputColumn.number("Value", "Value", NumberFormats.F8_4),
                        OutputColumn.number("Prob", "Prob", NumberFormats.PVALUE6_4)),
                rows,
                List.of());
    }

    private static String label(Alternative alternative) {
        return switch (alternative) {
            case NONZERO_CORRELATION -> "Nonzero Correlation";
            case ROW_MEAN_SCORES_DIFFER -> "Row Mean Scores Differ";
            case GENERAL_ASSOCIATION -> "General Association";
        };
    }

    private OutputTable commonRatios(StratifiedTables strata) {
        List<OutputColumn> columns = new ArrayList<>(
                List.of(OutputColumn.rowHeader("Statistic", "Statistic"), OutputColumn.text("Method", "Method")));
        columns.addAll(limits());
        return new OutputTable(
                "CommonRelRisks",
                "Common Relative Risk Estimates",
                List.of("Common Odds Ratio and Relative Risks"),
                Layout.UNDERLINED,
                columns,
                List.of(
                        ratio("Odds Ratio", "Mantel-Haenszel", strata.oddsRatio()),
                        ratio("", "Logit", strata.logitOddsRatio(true)),
                        ratio("Relative Risk (Column 1)", "Mantel-Haenszel", strata.relativeRisk(0)),
                        ratio("", "Logit", strata.logitRelativeRisk(0, true)),
                        ratio("Relative Risk (Column 2)", "Mantel-Haenszel", strata.relativeRisk(1)),
                        ratio("", "Logit", strata.logitRelativeRisk(1, true))),
                List.of());
    }

    private double alpha() {
        return options.number("ALPHA").orElse(USUAL_ALPHA);
    }

    private List<OutputColumn> limits() {
        String span = NumberFormats.BEST8.print(100 * (1 - alpha())).strip() + "% Confidence Limits";
        NumberFormat format = NumberFormats.F8_4;
        return List.of(
                OutputColumn.number("Value", "Value", format),
                OutputColumn.number("LowerCL", "", format).withSpan(span).withLabel("Lower Confidence Limit"),
                OutputColumn.number("UpperCL", "", format).withSpan(span).withLabel("Upper Confidence Limit"));
    }

    private List<Cell> ratio(String statistic, String method, Ratio ratio) {
        List<Cell> row = new ArrayList<>(ratio(statistic, ratio));
        row.add(1, Cell.of(method));
        return row;
    }

    private List<Cell> ratio(String statistic, Ratio ratio) {
        double z = Tails.normalQuantile(alpha());
        return List.of(Cell.of(statistic), number(ratio.value()), number(ratio.limit(-z)), number(ratio.limit(z)));
    }

    private static Cell number(double value) {
        return Double.isFinite(value) ? Cell.of(value) : Cell.missing();
    }

    private static OutputTable homogeneity(Test test) {
        return FreqTests.labelled(
                "BreslowDayTest",
                List.of("Breslow-Day Test for", "Homogeneity of Odds Ratios"),
                List.of(
                        new FreqTests.Row("_BDCHI_", "Chi-Square", test.chiSquare(), NumberFormats.F8_4),
                        new FreqTests.Row("DF_BDCHI", "DF", test.df(), NumberFormats.INTEGER),
                        new FreqTests.Row(
                                "P_BDCHI",
                                "Pr > ChiSq",
                                Tails.chiSquare(test.chiSquare(), test.df()),
                                NumberFormats.PVALUE6_4)));
    }
}
