package hermite.sas.proc.mixed;

import hermite.model.ModelTerms;
import hermite.model.inference.Tails;
import hermite.model.lmm.anova.VarianceAnalysis;
import hermite.model.lmm.anova.VarianceAnalysis.Source;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.proc.covariance.report.TestColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The table of METHOD=TYPE1, TYPE2 and TYPE3: mean squares, their expectations, error terms and tests. */
final class VarianceAnalysisReport {
    private final ModelTerms terms;
    private final int fixed;
    private final List<String> random;
    private final VarianceAnalysis analysis;

    /**
     * @param terms fixed and after them random effects
     * @param random names of the random effects
     */
    VarianceAnalysisReport(ModelTerms terms, int fixed, List<String> random, VarianceAnalysis analysis) {
        this.random = random;
        this.terms = terms;
        this.fixed = fixed;
        this.analysis = analysis;
    }

    /** @param type 1, 2 or 3 */
    OutputTable table(int type) {
        List<OutputColumn> columns = List.of(
                OutputColumn.rowHeader("Source", "Source"),
                OutputColumn.number("DF", "DF", NumberFormats.INTEGER),
                OutputColumn.number("SS", "Sum of|Squares", NumberFormats.D12_6),
                OutputColumn.number("MS", "Mean Square", NumberFormats.D12_6),
                OutputColumn.text("EMS", "Expected Mean Square"),
                OutputColumn.text("ErrorTerm", "Error Term"),
                OutputColumn.number("ErrorDF", "Error|DF", NumberFormats.BEST8),
                OutputColumn.number("FValue", "F Value", NumberFormats.F_2),
                OutputColumn.number("ProbF", "Pr > F", NumberFormats.PVALUE6_4));
        List<List<Cell>> rows = new ArrayList<>();
        analysis.sources().forEach(s -> rows.add(row(s)));
        rows.add(row(analysis.residual()));
        return OutputTable.of("Type" + type, "Type " + type + " Analysis of Variance", Layout.COLUMNS, columns, rows);
    }

    private List<Cell> row(Source source) {
        List<Cell> row = new ArrayList<>();
        row.add(Cell.of(source.effect() < 0 ? "Residual" : name(source.effect())));
        row.add(Cell.of(source.df()));
        row.add(Cell.of(source.sumOfSquares()));
        row.add(TestColumns.number(source.meanSquare()));
        row.add(Cell.of(source.df() == 0 ? "" : expectation(source)));
        row.add(source.error()
                .map(e -> Cell.of(combination(e.weights(), "MS(%s)", false)))
                .orElse(Cell.of("")));
        double df = source.error().map(VarianceAnalysis.ErrorTerm::df).orElse(Double.NaN);
        boolean tested = source.f() > 0 && Double.isFinite(source.f());
        row.add(TestColumns.df(df));
        row.add(TestColumns.number(tested ? source.f() : Double.NaN));
        row.add(TestColumns.number(tested ? Tails.fisher(source.f(), source.df(), df) : Double.NaN));
        return row;
    }

    private String name(int effect) {
        return effect < fixed ? terms.effects().get(effect).name() : random.get(effect - fixed);
    }

    private String expectation(Source source) {
        String variances = combination(source.variances(), "Var(%s)", true);
        if (source.fixed().isEmpty()) {
            return variances;
        }
        return variances + source.fixed().stream().map(this::name).collect(Collectors.joining(",", " + Q(", ")"));
    }

    /** Residual first and then the later effects before the earlier ones, or the other way round. */
    private String combination(double[] weights, String form, boolean residualFirst) {
        StringBuilder text = new StringBuilder();
        int n = weights.length;
        for (int i = 0; i < n; i++) {
            int k = residualFirst ? n - 1 - i : i;
            if (weights[k] == 0) {
                continue;
            }
            if (text.length() > 0) {
                text.append(weights[k] < 0 ? " - " : " + ");
            } else if (weights[k] < 0) {
                text.append('-');
            }
            double size = Math.abs(weights[k]);
            if (Math.abs(size - 1) > 1e-8) {
                text.append(coefficient(size)).append(' ');
            }
            text.append(String.format(Locale.ROOT, form, k == n - 1 ? "Residual" : name(fixed + k)));
        }
        return text.toString();
    }

    /** Five significant digits, fewer where they are zeros. */
    private static String coefficient(double value) {
        String text = String.format(Locale.ROOT, value >= 1000 ? "%.1f" : "%.5g", value);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }
}
