package hermite.sas.proc.glimmix.fitting;

import hermite.data.Table;
import hermite.model.DesignMatrix;
import hermite.model.glmm.GlmmFit;
import hermite.model.glmm.GlmmSpec;
import hermite.model.glmm.density.ConditionalDensity;
import hermite.model.glmm.prediction.PredictionError;
import hermite.model.inference.Tails;
import hermite.model.rows.UsableRows;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.glimmix.binding.ByObservation;
import hermite.sas.proc.glimmix.binding.GlimmixData;
import hermite.sas.proc.glimmix.binding.GlimmixMessage;
import java.util.Arrays;

/**
 * Statistics of the rows of a table: predictions with the random effects at their modes or at zero, on the scale of the
 * linear predictor or of the mean, with standard errors, limits, residuals and variances. On the scale of the linear
 * predictor the response is the pseudo-response η + (y − μ)/μ'(η).
 */
public final class Predictions {
    private final GlimmixData data;
    private final GlmmFit fit;
    private final ConditionalDensity density;
    private final double logDispersion;
    private final double[][] eta;
    private final double[][] error;
    private final double[] df;
    private final double[] randomVariance;
    private final double[] y;
    private final double[] trials;
    private final double alpha;

    /** @param errors whether standard errors are wanted: they cost a system of equations a subject */
    public Predictions(
            GlimmixData data,
            GlmmFit fit,
            FixedEffects fixed,
            Table table,
            boolean errors,
            double alpha,
            ProcContext context) {
        this.data = data;
        this.fit = fit;
        this.alpha = alpha;
        density = data.spec().density();
        logDispersion = Double.isNaN(fit.dispersion()) ? 0 : Math.log(fit.dispersion());
        int n = table.rowCount();
        int[] all = UsableRows.all(table);
        DesignMatrix x = data.terms().design(table, all, context.formats());
        int[] kept = data.sweep().kept();
        double[] keptX = x.select(kept);
        double[] z = data.randomDesign(table, all, context);
        int[][] unit = new int[data.levels().size()][];
        for (int l = 0; l < unit.length; l++) {
            unit[l] = data.unitsOf(l, table, context);
        }
        eta = predictors(table, all, keptX, z, unit);
        randomVariance = randomVariances(z, n);
        y = new double[n];
        trials = new double[n];
        Arrays.fill(y, Double.NaN);
        Arrays.fill(trials, Double.NaN);
        for (int i = 0; i < data.rowsUsed().length; i++) {
            y[data.rowsUsed()[i]] = data.response().y()[i];
            trials[data.rowsUsed()[i]] = data.response().byObservation().isPresent()
                    ? 1
                    : data.response().trials()[i];
        }
        error = new double[2][];
        df = new double[n];
        if (errors) {
            error[0] = marginalErrors(fixed, x, n);
            if (data.request().isPlain()) {
                error[1] = error[0];
                return;
            }
            try {
                double[] covariance = data.request().empirical() ? fit.empiricalCovariance() : fit.modelCovariance();
                error[1] = new PredictionError(fit.spec(), fit, covariance).standardErrors(keptX, z, unit);
            } catch (IllegalArgumentException e) {
                throw new StepFailure(data.request().step().place(), GlimmixMessage.TOO_MANY_NODES, e.getMessage());
            }
        }
    }

    private double[][] predictors(Table table, int[] all, double[] x, double[] z, int[][] unit) {
        int n = all.length;
        int p = fit.beta().length;
        int q = data.randomColumns().size();
        double[][] out = new double[2][n];
        double[] offset =
                data.offset().map(v -> UsableRows.values(table, v, all)).orElse(new double[n]);
        GlmmSpec.ModeLayout layout = data.spec().modeLayout();
        for (int i = 0; i < n; i++) {
            out[0][i] = offset[i];
            for (int k = 0; k < p; k++) {
                out[0][i] += x[i * p + k] * fit.beta()[k];
            }
            out[1][i] = out[0][i];
            for (int d = 0; d < q; d++) {
                int u = unit[data.randomColumns().get(d).level()][i];
                out[1][i] += u < 0 ? Double.NaN : z[i * q + d] * fit.modes()[layout.at(d, u)];
            }
        }
        return out;
    }

    /** z'Gz. */
    private double[] randomVariances(double[] z, int n) {
        int q = data.randomColumns().size();
        double[] out = new double[n];
        for (int i = 0; i < n; i++) {
            for (int a = 0; a < q; a++) {
                for (int b = 0; b < q; b++) {
                    out[i] += z[i * q + a] * fit.g()[a * q + b] * z[i * q + b];
                }
            }
        }
        return out;
    }

    private double[] marginalErrors(FixedEffects fixed, DesignMatrix x, int n) {
        double[] out = new double[n];
        double[] row = new double[x.columns()];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < row.length; j++) {
                row[j] = x.get(i, j);
            }
            if (Arrays.stream(row).anyMatch(Double::isNaN)) {
                out[i] = Double.NaN;
                df[i] = Double.NaN;
                continue;
            }
            FixedEffects.Linear linear = fixed.combination(row);
            out[i] = fixed.isEstimable(row) ? linear.standardError() : Double.NaN;
            df[i] = linear.df();
        }
        return out;
    }

    /**
     * @param blup with the random effects
     * @param mean on the scale of the mean
     * @return NaN where it is not defined
     */
    public double statistic(String name, boolean blup, boolean mean, int row) {
        if (data.response().byObservation().filter(b -> b.at(row).isEmpty()).isPresent()) {
            return Double.NaN;
        }
        double at = eta[blup ? 1 : 0][row];
        double mu = density(row).mean(at, 1);
        double slope = slope(at, row);
        return switch (name) {
            case "PREDICTED" -> mean ? mu : at;
            case "STDERR" -> error(blup, row) * (mean ? Math.abs(slope) : 1);
            case "LCL", "UCL" -> limit(name.equals("UCL"), blup, mean, row);
            case "RESIDUAL" -> residual(mean, row, mu, slope);
            case "PEARSON" -> residual(mean, row, mu, slope) / Math.sqrt(variance(blup, mean, row));
            case "VARIANCE" -> variance(blup, mean, row);
            case "STUDENT" -> {
                double ofError = error(blup, row) * (mean ? slope : 1);
                yield residual(mean, row, mu, slope) / Math.sqrt(variance(blup, mean, row) - ofError * ofError);
            }
            default -> throw new IllegalArgumentException(name);
        };
    }

    private double error(boolean blup, int row) {
        return error[blup ? 1 : 0] == null ? Double.NaN : error[blup ? 1 : 0][row];
    }

    private double limit(boolean upper, boolean blup, boolean mean, int row) {
        double se = error(blup, row);
        if (Double.isNaN(se)) {
            return Double.NaN;
        }
        double half = Tails.studentQuantile(alpha, df[row]) * se;
        double at = eta[blup ? 1 : 0][row];
        if (!mean) {
            return upper ? at + half : at - half;
        }
        double one = density(row).mean(at - half, 1);
        double other = density(row).mean(at + half, 1);
        return upper ? Math.max(one, other) : Math.min(one, other);
    }

    private double residual(boolean mean, int row, double mu, double slope) {
        double difference = y[row] / trials[row] - mu;
        return mean ? difference : difference / slope;
    }

    /** Of the response or the pseudo-response: given the random effects, or with their variance z'Gz. */
    private double variance(boolean blup, boolean mean, int row) {
        double at = eta[blup ? 1 : 0][row];
        double m = trials[row];
        double given = density(row).variance(at, m, logDispersion) / (m * m);
        double slope = slope(at, row);
        double ofMean = given + (blup ? 0 : slope * slope * randomVariance[row]);
        return mean ? ofMean : ofMean / (slope * slope);
    }

    private ConditionalDensity density(int row) {
        return data.response()
                .byObservation()
                .flatMap(b -> b.at(row))
                .map(ByObservation.Kind::density)
                .orElse(density);
    }

    private double slope(double at, int row) {
        double step = 1e-5;
        return (density(row).mean(at + step, 1) - density(row).mean(at - step, 1)) / (2 * step);
    }
}
