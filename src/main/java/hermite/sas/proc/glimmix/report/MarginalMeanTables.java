package hermite.sas.proc.glimmix.report;

import hermite.data.Missing;
import hermite.model.StandardLink;
import hermite.model.glmm.GlmmFit;
import hermite.model.glmm.population.MarginalPrediction;
import hermite.model.inference.LeastSquaresMeans;
import hermite.model.inference.Tails;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.covariance.report.TestColumns;
import hermite.sas.proc.glimmix.binding.GlimmixData;
import hermite.sas.proc.glimmix.binding.GlimmixMessage;
import hermite.sas.proc.glimmix.fitting.FixedEffects;
import hermite.sas.proc.glimmix.fitting.PostFitInput;
import hermite.sas.syntax.ast.EffectTerm;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** With MODEL / MARGINAL, the means of LSMEANS averaged over the random effects and their differences: an extension. */
final class MarginalMeanTables {
    private static final List<String> MARK =
            List.of("This table is an extension of Hermite. Means are over random effects"
                    + " with the average variance of the data.");

    private final GlimmixData data;
    private final FixedEffects fixed;
    private final MarginalPrediction prediction;

    MarginalMeanTables(GlimmixData data, FixedEffects fixed, GlmmFit fit) {
        this.data = data;
        this.fixed = fixed;
        double[] covariance = data.request().empirical() ? fit.empiricalCovariance() : fit.modelCovariance();
        prediction = new MarginalPrediction(fit, data.response().linkFunction(), covariance);
    }

    void put(ProcContext context) {
        for (ProcStatement statement : data.request().step().statements("LSMEANS")) {
            boolean plain = List.of("AT", "OM", "OBSMARGINS", "BYLEVEL").stream()
                    .noneMatch(o -> statement.options().has(o));
            if (!plain) {
                context.log().write(GlimmixMessage.MARGINAL_MEANS_PLAIN);
                continue;
            }
            for (EffectTerm term : ((Body.Effects) statement.body()).effects()) {
                for (int e = 0; e < data.terms().effects().size(); e++) {
                    boolean same = data.terms().effects().get(e).crossed().stream()
                            .map(String::toLowerCase)
                            .sorted()
                            .toList()
                            .equals(term.crossed().stream()
                                    .map(String::toLowerCase)
                                    .sorted()
                                    .toList());
                    if (same && LeastSquaresMeans.areDefined(data.terms(), e)) {
                        tables(e).forEach(context::put);
                    }
                }
            }
        }
    }

    private List<OutputTable> tables(int effect) {
        LeastSquaresMeans means = new LeastSquaresMeans(
                PostFitInput.coefficients(data, fixed),
                LeastSquaresMeans.Setting.of(PostFitInput.covariateMeans(data)));
        List<LeastSquaresMeans.Mean> all = means.of(effect).stream()
                .filter(m -> fixed.isEstimable(m.row()))
                .toList();
        String name = data.terms().effects().get(effect).name();
        List<String> variables = LeastSquaresMeans.variables(data.terms(), effect);
        List<MarginalPrediction.Value> values =
                all.stream().map(m -> prediction.at(kept(m.row()))).toList();
        List<OutputColumn> columns = new ArrayList<>();
        variables.forEach(v -> columns.add(OutputColumn.rowHeader(v, v)));
        columns.addAll(estimateColumns());
        columns.add(OutputColumn.number("Mu", "Mean", NumberFormats.D8_4));
        columns.add(OutputColumn.number("StdErrMu", "Standard|Error|Mean", NumberFormats.D8_4));
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            List<Cell> row = new ArrayList<>();
            all.get(i).levels().forEach(l -> row.add(Cell.of(l)));
            addEstimate(row, values.get(i), df(all.get(i).row()));
            row.add(number(prediction.mean(values.get(i))));
            row.add(number(prediction.meanStandardError(values.get(i))));
            rows.add(row);
        }
        List<OutputTable> out = new ArrayList<>();
        out.add(table("MarginalMeans", "Population-Averaged " + name + " Least Squares Means", columns, rows));
        if (all.size() > 1) {
            out.add(differences(name, variables, all, values));
        }
        return out;
    }

    private OutputTable differences(
            String name,
            List<String> variables,
            List<LeastSquaresMeans.Mean> means,
            List<MarginalPrediction.Value> values) {
        boolean odds = data.response().linkFunction() == StandardLink.LOGIT;
        List<OutputColumn> columns = new ArrayList<>();
        variables.forEach(v -> columns.add(OutputColumn.rowHeader(v, v)));
        variables.forEach(v -> columns.add(OutputColumn.rowHeader("_" + v, "_" + v)));
        columns.addAll(estimateColumns());
        if (odds) {
            columns.add(OutputColumn.number("OddsRatio", "Odds|Ratio", NumberFormats.D8_4));
            columns.add(OutputColumn.number("LowerOR", "Lower|Odds|Ratio", NumberFormats.D8_4));
            columns.add(OutputColumn.number("UpperOR", "Upper|Odds|Ratio", NumberFormats.D8_4));
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < means.size(); i++) {
            for (int j = i + 1; j < means.size(); j++) {
                MarginalPrediction.Value value = prediction.difference(values.get(i), values.get(j));
                double[] contrast = new double[means.get(i).row().length];
                for (int k = 0; k < contrast.length; k++) {
                    contrast[k] = means.get(i).row()[k] - means.get(j).row()[k];
                }
                double df = df(contrast);
                List<Cell> row = new ArrayList<>();
                means.get(i).levels().forEach(l -> row.add(Cell.of(l)));
                means.get(j).levels().forEach(l -> row.add(Cell.of(l)));
                addEstimate(row, value, df);
                if (odds) {
                    double half = Tails.studentQuantile(data.request().alpha(), df) * value.standardError();
                    row.add(number(Math.exp(value.predictor())));
                    row.add(number(Math.exp(value.predictor() - half)));
                    row.add(number(Math.exp(value.predictor() + half)));
                }
                rows.add(row);
            }
        }
        return table(
                "MarginalDiffs", "Differences of Population-Averaged " + name + " Least Squares Means", columns, rows);
    }

    private static OutputTable table(String name, String title, List<OutputColumn> columns, List<List<Cell>> rows) {
        return new OutputTable(name, title, List.of(title), Layout.COLUMNS, columns, rows, MARK);
    }

    private static List<OutputColumn> estimateColumns() {
        return List.of(
                OutputColumn.number("Estimate", "Estimate", NumberFormats.D8_4),
                OutputColumn.number("StdErr", "Standard|Error", NumberFormats.D8_4),
                OutputColumn.number("DF", "DF", NumberFormats.INTEGER),
                OutputColumn.number("tValue", "t Value", NumberFormats.F_2),
                TestColumns.probability());
    }

    private static void addEstimate(List<Cell> row, MarginalPrediction.Value value, double df) {
        double t = value.predictor() / value.standardError();
        row.add(number(value.predictor()));
        row.add(number(value.standardError()));
        row.add(TestColumns.df(df));
        row.add(number(t));
        row.add(number(Tails.student(t, df)));
    }

    private double df(double[] row) {
        return fixed.combination(row).df();
    }

    private double[] kept(double[] row) {
        return IntStream.range(0, row.length)
                .filter(j -> !data.sweep().aliased()[j])
                .mapToDouble(j -> row[j])
                .toArray();
    }

    private static Cell number(double value) {
        return Cell.of(Missing.normalise(value));
    }
}
