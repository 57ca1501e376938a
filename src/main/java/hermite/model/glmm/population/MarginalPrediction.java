package hermite.model.glmm.population;

import hermite.model.Link;
import hermite.model.glmm.GlmmFit;
import hermite.model.glmm.GlmmSpec;
import java.util.Arrays;

/**
 * Predictions x'β averaged over the random effects, g(E h(x'β + τt)) with τ² the mean over the observed rows of z'Gz, and
 * their differences, with standard errors by the delta method over β and the parameters of G.
 */
public final class MarginalPrediction {
    private final GlmmFit fit;
    private final MarginalMean mean;
    private final Link link;
    private final double[] covariance;
    private final double variance;
    private final double[] varianceSlopes;
    private final int p;
    private final int t;

    /** @param covariance of the reported parameters; parameters at their boundary (NaN) are taken as known */
    public MarginalPrediction(GlmmFit fit, Link link, double[] covariance) {
        this.fit = fit;
        this.link = link;
        this.covariance =
                Arrays.stream(covariance).map(v -> Double.isNaN(v) ? 0 : v).toArray();
        mean = new MarginalMean(link);
        p = fit.beta().length;
        t = fit.covarianceParameters().length;
        variance = meanForm(fit.g());
        varianceSlopes = new double[t];
        for (int k = 0; k < t; k++) {
            varianceSlopes[k] = meanForm(fit.spec().covariance().covarianceDerivative(fit.covarianceParameters(), k));
        }
    }

    private double meanForm(double[] matrix) {
        GlmmSpec spec = fit.spec();
        int q = spec.randomColumns();
        double sum = 0;
        double total = 0;
        for (int i = 0; i < spec.rows(); i++) {
            double frequency = spec.frequency().length == 0 ? 1 : spec.frequency()[i];
            total += frequency;
            for (int a = 0; a < q; a++) {
                for (int b = 0; b < q; b++) {
                    sum += frequency * spec.z()[i * q + a] * matrix[a * q + b] * spec.z()[i * q + b];
                }
            }
        }
        return sum / total;
    }

    /**
     * A prediction or a difference of two on the scale of the link.
     *
     * @param gradient in β and the parameters of G
     */
    public record Value(double predictor, double standardError, double[] gradient) {}

    /** @param row coefficients of the fitted columns */
    public Value at(double[] row) {
        double eta = 0;
        for (int k = 0; k < p; k++) {
            eta += row[k] * fit.beta()[k];
        }
        MarginalMean.Point point = mean.at(eta, variance);
        double[] gradient = new double[p + t];
        for (int k = 0; k < p; k++) {
            gradient[k] = point.slope() * row[k];
        }
        for (int k = 0; k < t; k++) {
            gradient[p + k] = point.varianceSlope() * varianceSlopes[k];
        }
        return new Value(point.predictor(), error(gradient), gradient);
    }

    public Value difference(Value one, Value other) {
        double[] gradient = new double[p + t];
        Arrays.setAll(gradient, k -> one.gradient[k] - other.gradient[k]);
        return new Value(one.predictor - other.predictor, error(gradient), gradient);
    }

    /** Mean of the response at a prediction. */
    public double mean(Value value) {
        return link.inverse(value.predictor);
    }

    public double meanStandardError(Value value) {
        return Math.abs(link.firstDerivative(value.predictor)) * value.standardError;
    }

    private double error(double[] gradient) {
        int all = fit.parameters();
        double sum = 0;
        for (int r = 0; r < p + t; r++) {
            for (int c = 0; c < p + t; c++) {
                sum += gradient[r] * covariance[r * all + c] * gradient[c];
            }
        }
        return Math.sqrt(sum);
    }
}
