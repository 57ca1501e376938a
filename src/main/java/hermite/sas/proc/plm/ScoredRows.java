package hermite.sas.proc.plm;

import hermite.data.Formats;
import hermite.data.Missing;
import hermite.data.Table;
import hermite.model.DesignMatrix;
import hermite.model.ModelTerms;
import hermite.model.ResponseFunctions;
import hermite.model.Sweep;
import hermite.model.estimability.EstimableFunctions;
import hermite.model.inference.FunctionCoefficients;
import hermite.model.inference.LinearAlgebra;
import hermite.sas.proc.store.StoredFit;
import java.util.ArrayList;
import java.util.List;

/**
 * Predictions of a stored fit for rows of a table. Statistics of a probability of a generalized logit model are by the
 * delta method, its limits on the logit scale; the reference level's predictor is 0 and has no error.
 */
final class ScoredRows {
    private static final double ESTIMABLE = 1e-8;

    private final StoredFit fit;
    private final ModelTerms terms;
    private final ResponseFunctions functions;
    private final int[] rows;
    private final Setting setting;
    private final DesignMatrix design;
    private final Sweep sweep;

    /**
     * @param offset of each row
     * @param response of each row, NaN where there is none
     * @param quantile of the limits
     * @param inverse whether statistics are on the scale of the data
     */
    record Setting(double[] offset, double[] response, double quantile, boolean inverse) {}

    /**
     * What is predicted for a row, and a level of a multinomial response; NaN where it cannot be.
     *
     * @param row of the table
     * @param level empty for a single response
     * @param half of the prediction interval
     */
    record Row(
            int row, String level, double value, double error, double residual, double low, double high, double half) {
        double statistic(String name) {
            return Missing.normalise(
                    switch (name) {
                        case "PREDICTED" -> value;
                        case "STDERR" -> error;
                        case "RESIDUAL" -> residual;
                        case "LCLM" -> low;
                        case "UCLM" -> high;
                        case "LCL" -> value - half;
                        case "UCL" -> value + half;
                        default -> throw new IllegalArgumentException(name);
                    });
        }
    }

    ScoredRows(StoredFit fit, Table table, int[] rows, Setting setting, Formats formats) {
        this.fit = fit;
        this.terms = fit.terms();
        this.functions = terms.functions();
        this.rows = rows;
        this.setting = setting;
        this.design = terms.withFunctions(ResponseFunctions.ONE).design(table, rows, formats);
        this.sweep = Sweep.of(fit.crossProducts(), fit.estimates().length, Sweep.DEFAULT_SINGULAR);
    }

    /**
     * The predictions of one of the rows.
     *
     * @param known whether the fit is one for the row; otherwise all is missing
     */
    List<Row> levels(int i, boolean known) {
        int count = functions.count();
        double[][] x = new double[count][];
        double[] eta = new double[count];
        for (int f = 0; f < count; f++) {
            double[] own = design.row(i);
            x[f] = functions.isOne() ? own : FunctionCoefficients.wide(terms, own, f);
            boolean estimable = sweep.rank() == x[f].length
                    || EstimableFunctions.isEstimable(x[f], fit.crossProducts(), sweep, ESTIMABLE);
            eta[f] = known && estimable ? LinearAlgebra.dot(x[f], fit.estimates()) + setting.offset()[i] : Double.NaN;
        }
        List<Row> answer = new ArrayList<>();
        boolean nominal = !functions.isOne() && !functions.cumulative();
        for (int f = 0; f < count; f++) {
            String level = functions.isOne() ? "" : functions.levels().get(f);
            answer.add(
                    nominal && setting.inverse() ? probability(i, level, f, x, eta) : single(i, level, x[f], eta[f]));
        }
        if (nominal) {
            double zero = Double.isNaN(eta[0]) ? Double.NaN : 0;
            answer.add(
                    setting.inverse()
                            ? probability(i, fit.reference(), count, x, eta)
                            : row(i, fit.reference(), zero, Double.NaN, Double.NaN, Double.NaN, Double.NaN));
        }
        return answer;
    }

    private Row single(int i, String level, double[] x, double eta) {
        double error = error(x, eta);
        double half = setting.quantile() * Math.sqrt(error * error + fit.residualVariance());
        double low = eta - setting.quantile() * error;
        double high = eta + setting.quantile() * error;
        if (!setting.inverse()) {
            return row(i, level, eta, error, low, high, half);
        }
        double a = fit.link().inverse(low);
        double b = fit.link().inverse(high);
        double slope = Math.abs(fit.link().firstDerivative(eta));
        return row(i, level, fit.link().inverse(eta), error * slope, Math.min(a, b), Math.max(a, b), half);
    }

    /** Of a level of a generalized logit model: the reference is the last. */
    private Row probability(int i, String level, int of, double[][] x, double[] eta) {
        double largest = 0;
        for (double e : eta) {
            largest = Math.max(largest, e);
        }
        double sum = Math.exp(-largest);
        for (double e : eta) {
            sum += Math.exp(e - largest);
        }
        double p = Math.exp((of < eta.length ? eta[of] : 0) - largest) / sum;
        double[] gradient = new double[fit.estimates().length];
        for (int f = 0; f < eta.length; f++) {
            double weight = (f == of ? 1 : 0) - Math.exp(eta[f] - largest) / sum;
            for (int k = 0; k < gradient.length; k++) {
                gradient[k] += weight * x[f][k];
            }
        }
        // the slope of the probability is p times the gradient, that of its logit 1 / (1 - p) times
        double error = error(gradient, p);
        double logit = Math.log(p / (1 - p));
        double half = setting.quantile() * error / (1 - p);
        return row(
                i,
                level,
                p,
                p * error,
                1 / (1 + Math.exp(half - logit)),
                1 / (1 + Math.exp(-half - logit)),
                Double.NaN);
    }

    private double error(double[] x, double known) {
        return Double.isNaN(known)
                ? Double.NaN
                : Math.sqrt(Math.max(0, LinearAlgebra.sandwich(new double[][] {x}, fit.covariance(), x.length)[0]));
    }

    private Row row(int i, String level, double value, double error, double low, double high, double half) {
        return new Row(rows[i], level, value, error, setting.response()[i] - value, low, high, half);
    }
}
