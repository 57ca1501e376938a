package hermite.sas.proc.store;

import hermite.data.Missing;
import hermite.model.Effect;
import hermite.model.inference.LeastSquaresMeans;
import hermite.model.inference.LinearAlgebra;
import hermite.model.inference.Tails;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.syntax.ast.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** The tables of least-squares means and their differences. */
final class LsmeansTables {
    private final StoredFit fit;
    private final Effect effect;
    private final Options options;
    private final double alpha;
    private final boolean normal;

    /** Two means whose difference is wanted. */
    record Pair(LeastSquaresMeans.Mean first, LeastSquaresMeans.Mean second) {
        double[] coefficients() {
            double[] row = first.coefficients().clone();
            for (int j = 0; j < row.length; j++) {
                row[j] -= second.coefficients()[j];
            }
            return row;
        }
    }

    LsmeansTables(StoredFit fit, Effect effect, Options options, double alpha) {
        this.fit = fit;
        this.effect = effect;
        this.options = options;
        this.alpha = alpha;
        this.normal = Double.isInfinite(fit.degreesOfFreedom());
    }

    OutputTable means(List<LeastSquaresMeans.Mean> means, Predicate<double[]> estimable) {
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(OutputColumn.text("Effect", "Effect").onlyInDataSet());
        effect.variables().forEach(v -> columns.add(OutputColumn.rowHeader(v, v)));
        addStatistics(columns);
        boolean limits = options.has("CL");
        if (limits) {
            addLimits(columns);
        }
        if (options.has("ILINK")) {
            columns.add(number("Mu", "Mean"));
            columns.add(number("StdErrMu", "Standard|Error of|Mean"));
            if (limits) {
                columns.add(number("LowerMu", "Lower|Mean"));
                columns.add(number("UpperMu", "Upper|Mean"));
            }
        }
        if (options.has("EXP")) {
            columns.add(number("ExpEstimate", "Exponentiated"));
            if (limits) {
                columns.add(number("LowerExp", "Exponentiated|Lower"));
                columns.add(number("UpperExp", "Exponentiated|Upper"));
            }
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (LeastSquaresMeans.Mean mean : means) {
            List<Cell> row = new ArrayList<>();
            row.add(Cell.of(effect.name()));
            mean.levels().forEach(level -> row.add(Cell.of(level)));
            Estimated e = estimate(mean.coefficients(), estimable);
            e.addStatistics(row);
            if (limits) {
                e.addLimits(row);
            }
            if (options.has("ILINK")) {
                row.add(e.cell(fit.link().inverse(e.value)));
                row.add(e.cell(Math.abs(fit.link().firstDerivative(e.value)) * e.error));
                if (limits) {
                    double a = fit.link().inverse(e.lower);
                    double b = fit.link().inverse(e.upper);
                    row.add(e.cell(Math.min(a, b)));
                    row.add(e.cell(Math.max(a, b)));
                }
            }
            if (options.has("EXP")) {
                e.addExponentials(row, limits);
            }
            rows.add(row);
        }
        return OutputTable.of("LSMeans", effect.name() + " Least Squares Means", Layout.COLUMNS, columns, rows);
    }

    OutputTable differences(List<Pair> pairs, Predicate<double[]> estimable) {
        boolean limits = options.has("CL");
        String adjustment = adjustment();
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(OutputColumn.text("Effect", "Effect").onlyInDataSet());
        effect.variables().forEach(v -> columns.add(OutputColumn.rowHeader(v, v)));
        effect.variables().forEach(v -> columns.add(OutputColumn.rowHeader("_" + v, "_" + v)));
        addStatistics(columns);
        if (!adjustment.isEmpty()) {
            columns.add(OutputColumn.number("Adjp", "Adj P", NumberFormats.PVALUE6_4));
        }
        if (limits) {
            addLimits(columns);
        }
        boolean ratio = options.has("ODDSRATIO");
        if (ratio || options.has("EXP")) {
            columns.add(number(ratio ? "OddsRatio" : "ExpEstimate", ratio ? "Odds|Ratio" : "Exponentiated"));
            if (limits) {
                columns.add(number(ratio ? "LowerOR" : "LowerExp", ratio ? "Lower|Odds Ratio" : "Exponentiated|Lower"));
                columns.add(number(ratio ? "UpperOR" : "UpperExp", ratio ? "Upper|Odds Ratio" : "Exponentiated|Upper"));
            }
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (Pair pair : pairs) {
            List<Cell> row = new ArrayList<>();
            row.add(Cell.of(effect.name()));
            pair.first().levels().forEach(level -> row.add(Cell.of(level)));
            pair.second().levels().forEach(level -> row.add(Cell.of(level)));
            Estimated e = estimate(pair.coefficients(), estimable);
            e.addStatistics(row);
            if (!adjustment.isEmpty()) {
                double p = e.probability();
                double adjusted = adjustment.equals("BON")
                        ? Math.min(1, p * pairs.size())
                        : -Math.expm1(pairs.size() * Math.log1p(-p));
                row.add(e.cell(adjusted));
            }
            if (limits) {
                e.addLimits(row);
            }
            if (ratio || options.has("EXP")) {
                e.addExponentials(row, limits);
            }
            rows.add(row);
        }
        String title = "Differences of " + effect.name() + " Least Squares Means";
        List<String> titles = adjustment.isEmpty()
                ? List.of(title)
                : List.of(
                        title,
                        "Adjustment for Multiple Comparisons: " + (adjustment.equals("BON") ? "Bonferroni" : "Sidak"));
        return new OutputTable("Diffs", title, titles, Layout.COLUMNS, columns, rows, List.of());
    }

    static boolean isSupportedAdjustment(String word) {
        return List.of("BON", "BONFERRONI", "SIDAK", "T").contains(word.toUpperCase(Locale.ROOT));
    }

    private String adjustment() {
        String word = options.word("ADJUST").orElse("").toUpperCase(Locale.ROOT);
        return word.startsWith("BON") ? "BON" : word.equals("SIDAK") ? "SIDAK" : "";
    }

    private void addStatistics(List<OutputColumn> columns) {
        columns.add(number("Estimate", "Estimate"));
        columns.add(number("StdErr", "Standard|Error"));
        if (!normal) {
            columns.add(OutputColumn.number("DF", "DF", NumberFormats.BEST8));
        }
        String letter = normal ? "z" : "t";
        columns.add(OutputColumn.number(letter + "Value", letter + " Value", NumberFormats.F_2));
        columns.add(OutputColumn.number("Prob" + letter, "", NumberFormats.PVALUE6_4)
                .withHeading(List.of("Pr > |" + letter + "|"))
                .withLabel("Pr > |" + letter + "|"));
    }

    private static void addLimits(List<OutputColumn> columns) {
        columns.add(OutputColumn.number("Alpha", "Alpha", NumberFormats.BEST8));
        columns.add(number("Lower", "Lower"));
        columns.add(number("Upper", "Upper"));
    }

    private static OutputColumn number(String variable, String heading) {
        return OutputColumn.number(variable, heading, NumberFormats.D8_4);
    }

    private Estimated estimate(double[] row, Predicate<double[]> estimable) {
        if (!estimable.test(row)) {
            return new Estimated(Double.NaN, Double.NaN);
        }
        double variance = LinearAlgebra.sandwich(new double[][] {row}, fit.covariance(), row.length)[0];
        return new Estimated(LinearAlgebra.dot(row, fit.estimates()), Math.sqrt(Math.max(0, variance)));
    }

    /** An estimated combination with what its row of a table shows. */
    private final class Estimated {
        private final double value;
        private final double error;
        private final double lower;
        private final double upper;

        private Estimated(double value, double error) {
            this.value = value;
            this.error = error;
            double quantile = Tails.studentQuantile(alpha, fit.degreesOfFreedom());
            this.lower = value - quantile * error;
            this.upper = value + quantile * error;
        }

        private double statistic() {
            return error > 0 ? value / error : Double.NaN;
        }

        private double probability() {
            return Tails.student(statistic(), fit.degreesOfFreedom());
        }

        private Cell cell(double number) {
            return Cell.of(Missing.normalise(number));
        }

        private void addStatistics(List<Cell> row) {
            row.add(Double.isNaN(value) ? new Cell.Shown(Missing.DOT, "Non-est") : Cell.of(value));
            row.add(cell(error));
            if (!normal) {
                row.add(Cell.of(fit.degreesOfFreedom()));
            }
            row.add(cell(statistic()));
            row.add(cell(probability()));
        }

        private void addLimits(List<Cell> row) {
            row.add(Cell.of(alpha));
            row.add(cell(lower));
            row.add(cell(upper));
        }

        private void addExponentials(List<Cell> row, boolean limits) {
            row.add(cell(Math.exp(value)));
            if (limits) {
                row.add(cell(Math.exp(lower)));
                row.add(cell(Math.exp(upper)));
            }
        }
    }
}
