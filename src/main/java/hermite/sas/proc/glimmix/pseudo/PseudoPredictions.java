package hermite.sas.proc.glimmix.pseudo;

import hermite.data.Missing;
import hermite.data.Table;
import hermite.model.DesignMatrix;
import hermite.model.Link;
import hermite.model.inference.Combination;
import hermite.model.inference.Tails;
import hermite.model.lmm.LmmFitter;
import hermite.model.lmm.LmmPredictor;
import hermite.model.lmm.RandomTerm;
import hermite.model.lmm.likelihood.MarginalCovariance;
import hermite.model.pl.PseudoFit;
import hermite.model.pl.PseudoSpec;
import hermite.model.rows.UsableRows;
import hermite.sas.proc.InputData;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.covariance.FixedInference;
import hermite.sas.proc.covariance.PredictedEffects;
import hermite.sas.proc.covariance.TermReader;
import hermite.sas.proc.glimmix.binding.ByObservation;
import hermite.sas.proc.glimmix.output.OutputStatement;
import hermite.sas.syntax.ast.ProcStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The OUTPUT statement after pseudo-likelihood: predictions, their limits, and residuals of every kind. */
final class PseudoPredictions {
    private final ProcContext context;
    private final OutputStatement statement;

    PseudoPredictions(ProcStep step, InputData input, ProcContext context) {
        this.context = context;
        statement = new OutputStatement(step, input, context);
    }

    /**
     * What all statistics of one row, with or without random effects, are made of.
     *
     * @param variance of the pseudo-response; about the expansion of the fit until it is evaluated, and without effects
     * @param effects what the random effects add to it until then
     */
    private record Row(double eta, double error, double df, double pseudo, double variance, double effects, double y) {}

    void add(PseudoData data, PseudoFit fit, FixedInference fixed) {
        if (statement.isAsked()) {
            Row[] conditional = rows(data, fit, fixed, false);
            Row[] marginal = rows(data, fit, fixed, true);
            Row[] expansion = data.spec().marginal() ? marginal : conditional;
            Row[] evaluated = evaluated(data, fit, conditional, expansion, Optional.empty());
            Optional<Row[]> of = statement.isConditionalPseudo() ? Optional.of(evaluated) : Optional.empty();
            add(data, evaluated, evaluated(data, fit, marginal, expansion, of));
        }
    }

    /** A response in categories. */
    void add(PseudoData data, PseudoCategories categories) {
        if (statement.isAsked()) {
            categories.predict(statement, data.table(), context);
        }
    }

    /**
     * Pseudo-responses and variances at the predictor of the rows themselves: at the marginal mean without the random
     * effects.
     *
     * @param expansion where the fit has its pseudo-responses
     * @param pseudo rows whose pseudo-responses are to be taken instead (CPSEUDO)
     */
    private static Row[] evaluated(
            PseudoData data, PseudoFit fit, Row[] rows, Row[] expansion, Optional<Row[]> pseudo) {
        Row[] result = new Row[rows.length];
        int[] used = used(data);
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] == null) {
                continue;
            }
            Row row = rows[i];
            if (Double.isNaN(row.y)) {
                result[i] = row;
                continue;
            }
            Link link = data.spec().link(used[i]);
            double response = row.eta + (row.y - link.inverse(row.eta)) / link.firstDerivative(row.eta);
            double residual =
                    row.variance * spread(data, fit, used[i], row.eta) / spread(data, fit, used[i], expansion[i].eta);
            result[i] = new Row(
                    row.eta,
                    row.error,
                    row.df,
                    pseudo.isPresent() ? pseudo.get()[i].pseudo : response,
                    row.effects + residual,
                    0,
                    row.y);
        }
        return result;
    }

    /** V(μ)/(dμ/dη)². */
    private static double spread(PseudoData data, PseudoFit fit, int row, double eta) {
        double[] theta = fit.linear().theta();
        PseudoSpec spec = data.spec();
        double shape =
                spec.hasShape() ? theta[theta.length - 2] : spec.residual().hasSpread() ? theta[theta.length - 1] : 0;
        Link link = spec.link(row);
        double slope = link.firstDerivative(eta);
        return spec.family(row).variance(link.inverse(eta), shape) / (slope * slope);
    }

    /** Place among the rows used of every row of the table, −1 for those that are not. */
    private static int[] used(PseudoData data) {
        int[] used = new int[data.table().rowCount()];
        Arrays.fill(used, -1);
        for (int i = 0; i < data.rowsUsed().length; i++) {
            used[data.rowsUsed()[i]] = i;
        }
        return used;
    }

    /** A model without random effects. */
    void add(PseudoData data, PlainAnalysis.Result fit) {
        if (statement.isAsked()) {
            Row[] rows = rows(data, fit);
            add(data, rows, rows);
        }
    }

    private Row[] rows(PseudoData data, PlainAnalysis.Result fit) {
        Table table = data.table();
        int[] all = UsableRows.all(table);
        DesignMatrix x = data.terms().design(table, all, context.formats());
        double[] offset =
                data.offset().map(v -> UsableRows.values(table, v, all)).orElse(new double[all.length]);
        int[] used = used(data);
        Row[] result = new Row[all.length];
        for (int i = 0; i < all.length; i++) {
            double[] row = new double[x.columns()];
            for (int j = 0; j < row.length; j++) {
                row[j] = x.get(i, j);
            }
            if (Arrays.stream(row).anyMatch(Double::isNaN) || Double.isNaN(offset[i])) {
                continue;
            }
            Combination of = fit.coefficients().combination(row);
            double eta = of.value() + offset[i];
            double mu = data.spec().link().inverse(eta);
            double slope = data.spec().link().firstDerivative(eta);
            int at = used[i];
            double y = at < 0 ? Double.NaN : data.spec().response()[at];
            double variance = at < 0
                    ? Double.NaN
                    : fit.dispersion()
                            * data.spec().family().variance(mu, fit.shape())
                            / (data.spec().trials()[at] * data.spec().weight()[at] * slope * slope);
            result[i] = new Row(eta, of.standardError(), fit.df(), eta + (y - mu) / slope, variance, 0, y);
        }
        return result;
    }

    private void add(PseudoData data, Row[] conditional, Row[] marginal) {
        List<double[]> columns = new ArrayList<>();
        for (OutputStatement.Wanted w : statement.wanted()) {
            double[] out = new double[data.table().rowCount()];
            for (int i = 0; i < out.length; i++) {
                double value = statistic(w, (w.blup() ? conditional : marginal)[i], link(data, i));
                out[i] = Double.isNaN(value) ? Missing.DOT : value;
            }
            columns.add(out);
        }
        statement.add(data.table(), columns, data.rowsUsed());
    }

    /** Null for a row that names none of its own. */
    private static Link link(PseudoData data, int row) {
        return data.response()
                .byObservation()
                .map(b -> b.at(row).map(ByObservation.Kind::link).orElse(null))
                .orElseGet(() -> data.spec().link());
    }

    private double statistic(OutputStatement.Wanted w, Row row, Link link) {
        if (row == null || link == null) {
            return Double.NaN;
        }
        double mu = link.inverse(row.eta);
        double slope = link.firstDerivative(row.eta);
        double half = Tails.studentQuantile(statement.alpha(), row.df) * row.error;
        double residual = w.inverseLink() ? row.y - mu : row.pseudo - row.eta;
        double scale = w.inverseLink() ? slope * slope : 1;
        return switch (w.statistic()) {
            case "PREDICTED" -> w.inverseLink() ? mu : row.eta;
            case "STDERR" -> w.inverseLink() ? Math.abs(slope) * row.error : row.error;
            case "LCL", "UCL" -> {
                boolean lower = w.statistic().equals("LCL");
                double low = w.inverseLink() ? link.inverse(row.eta - half) : row.eta - half;
                double high = w.inverseLink() ? link.inverse(row.eta + half) : row.eta + half;
                yield lower ? Math.min(low, high) : Math.max(low, high);
            }
            case "RESIDUAL" -> residual;
            case "PEARSON" -> residual / Math.sqrt(scale * row.variance);
            case "STUDENT" -> {
                double left = row.variance - row.error * row.error;
                yield left > 1e-12 * row.variance ? residual / Math.sqrt(scale * left) : Double.NaN;
            }
            default -> scale * row.variance;
        };
    }

    private Row[] rows(PseudoData data, PseudoFit fit, FixedInference fixed, boolean isMarginal) {
        Table table = data.table();
        int[] all = UsableRows.all(table);
        DesignMatrix x = data.terms().design(table, all, context.formats());
        double[] offset =
                data.offset().map(v -> UsableRows.values(table, v, all)).orElse(new double[all.length]);
        Optional<PredictedEffects> tests =
                isMarginal ? Optional.empty() : fixed.predictionTests(all.length, context.log());
        LmmPredictor predictor = tests.map(PredictedEffects::predictor)
                .orElseGet(() -> new LmmFitter().predictor(fit.model(), fit.linear()));
        MarginalCovariance covariance =
                new MarginalCovariance(fit.model(), fit.linear().theta());
        int[] kept = data.design().kept();
        List<double[]> z = new ArrayList<>();
        List<int[]> subject = new ArrayList<>();
        List<int[]> group = new ArrayList<>();
        for (int t = 0; t < data.model().random().size() && !isMarginal; t++) {
            TermReader reader = data.covariance().described().get(t).reader();
            z.add(reader.z(table, all, context.formats()));
            subject.add(reader.subject(table, all, context.formats()));
            group.add(reader.group(table, all, context.formats()));
        }
        int[] used = used(data);
        Row[] result = new Row[all.length];
        for (int i = 0; i < all.length; i++) {
            double[] full = new double[x.columns()];
            for (int j = 0; j < full.length; j++) {
                full[j] = x.get(i, j);
            }
            LmmPredictor.Combination combination = predictor.combination(
                    IntStream.of(kept).mapToDouble(j -> full[j]).toArray());
            for (int t = 0; t < z.size(); t++) {
                RandomTerm term = data.model().random().get(t);
                combination.with(
                        t,
                        subject.get(t)[i],
                        Math.max(0, group.get(t)[i]),
                        Arrays.copyOfRange(z.get(t), i * term.columns(), (i + 1) * term.columns()));
            }
            double eta = combination.estimate() + offset[i];
            if (Double.isNaN(eta)) {
                continue;
            }
            PredictedEffects.Tested tested = tests.map(p -> p.tested(combination))
                    .orElseGet(() -> new PredictedEffects.Tested(
                            eta,
                            isMarginal
                                    ? fixed.coefficients().combination(full).standardError()
                                    : predictor.standardError(combination),
                            fixed.coefficients().degreesOfFreedom().of(new double[][] {full})));
            int row = used[i];
            result[i] = new Row(
                    eta,
                    tested.standardError(),
                    tested.df(),
                    Double.NaN,
                    row < 0 ? Double.NaN : residualVariance(data, fit, covariance, row),
                    row < 0 || !isMarginal
                            ? 0
                            : covariance.variance(row) - residualVariance(data, fit, covariance, row),
                    row < 0 ? Double.NaN : data.spec().response()[row]);
        }
        return result;
    }

    /** Of a pseudo-response about its conditional mean; the shape of a negative binomial is part of it. */
    static double residualVariance(PseudoData data, PseudoFit fit, MarginalCovariance covariance, int row) {
        double own = covariance.residualVariance(row);
        if (!data.spec().hasShape()) {
            return own;
        }
        double z = fit.model().random().get(data.model().random().size()).z()[row];
        return own + fit.linear().theta()[fit.linear().theta().length - 2] * z * z;
    }

    /** A group without estimates. */
    void addWithout(Table table) {
        if (statement.isAsked()) {
            statement.addWithout(table);
        }
    }

    void write() {
        statement.write();
    }
}
