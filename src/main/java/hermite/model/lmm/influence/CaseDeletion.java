package hermite.model.lmm.influence;

import hermite.math.DenseSymmetric;
import hermite.model.lmm.CovarianceStructure.Role;
import hermite.model.lmm.LmmControl;
import hermite.model.lmm.LmmFit;
import hermite.model.lmm.LmmFitter;
import hermite.model.lmm.LmmSpec;
import hermite.model.lmm.influence.Deletion.Measures;
import hermite.model.lmm.influence.Deletion.Single;
import hermite.model.lmm.likelihood.LmmLikelihood;
import hermite.model.lmm.likelihood.LmmLikelihood.Value;
import hermite.model.lmm.likelihood.MarginalCovariance;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Leaves out sets of rows. Without iterations the covariance parameters keep their ratios and only a residual variance
 * that is a factor of V is estimated anew.
 */
public final class CaseDeletion {
    private final LmmSpec spec;
    private final LmmFit fit;
    private final LmmControl control;
    private final int factor;
    private final int iterations;
    private final LmmLikelihood likelihood;
    private final MarginalCovariance marginal;

    /**
     * @param control how the fit was searched for
     * @param factor place of a residual variance that all of V is a multiple of; −1 for none
     * @param iterations steps for the covariance parameters; 0 for none
     */
    public CaseDeletion(LmmSpec spec, LmmFit fit, LmmControl control, int factor, int iterations) {
        this.spec = spec;
        this.fit = fit;
        this.control = control;
        this.factor = factor;
        this.iterations = iterations;
        likelihood = LmmLikelihood.of(spec);
        marginal = new MarginalCovariance(spec, fit.theta());
    }

    /** Each set in turn; empty where the fixed effects cannot all be estimated without the rows. */
    public List<Optional<Deletion>> of(List<int[]> sets) {
        return sets.stream().map(this::without).toList();
    }

    private Optional<Deletion> without(int[] rows) {
        boolean[] out = new boolean[spec.rows()];
        for (int i : rows) {
            out[i] = true;
        }
        int[] kept = IntStream.range(0, out.length).filter(i -> !out[i]).toArray();
        if (kept.length <= spec.p() || !hasFullRank(kept)) {
            return Optional.empty();
        }
        LmmSpec rest = spec.keeping(kept);
        return iterations == 0 ? fixedRatios(rest, rows) : refitted(rest, rows);
    }

    private boolean hasFullRank(int[] kept) {
        int p = spec.p();
        double[] scale = new double[p];
        double[] cross = new double[p * p];
        for (int i : kept) {
            for (int a = 0; a < p; a++) {
                scale[a] = Math.max(scale[a], Math.abs(spec.x()[i * p + a]));
            }
        }
        if (Arrays.stream(scale).anyMatch(s -> s == 0)) {
            return false;
        }
        for (int i : kept) {
            for (int a = 0; a < p; a++) {
                for (int b = 0; b < p; b++) {
                    cross[a * p + b] += spec.x()[i * p + a] / scale[a] * spec.x()[i * p + b] / scale[b];
                }
            }
        }
        double[] root = new double[p * p];
        if (!DenseSymmetric.cholesky(cross, root, p)) {
            return false;
        }
        return IntStream.range(0, p).allMatch(a -> root[a * p + a] * root[a * p + a] > 1e-10 * cross[a * p + a]);
    }

    private Optional<Deletion> fixedRatios(LmmSpec rest, int[] rows) {
        Optional<Value> at = LmmLikelihood.of(rest).value(fit.theta());
        return at.flatMap(v -> {
            double ratio = factor < 0 ? 1 : v.quadratic() / (rest.rows() - (spec.restricted() ? spec.p() : 0));
            return deletion(rows, 0, v.beta(), times(v.betaCovariance(), ratio), scaled(ratio), Optional.empty());
        });
    }

    private Optional<Deletion> refitted(LmmSpec rest, int[] rows) {
        LmmControl limited = new LmmControl(
                Optional.of(fit.theta()),
                control.held(),
                control.lower(),
                control.upper(),
                control.bounded(),
                iterations,
                control.expected());
        LmmFit other = new LmmFitter().fit(rest, limited);
        if (!other.verdict().hasEstimates()) {
            return Optional.empty();
        }
        int steps = other.history().size() - 1;
        return deletion(
                rows, steps, other.beta(), other.betaCovariance(), other.theta(), Optional.of(parameters(other)));
    }

    private Measures parameters(LmmFit other) {
        int[] both = IntStream.range(0, fit.theta().length)
                .filter(k -> fit.free()[k] && other.free()[k])
                .toArray();
        int n = fit.theta().length;
        int q = both.length;
        double[] difference = new double[q];
        double[] with = new double[q * q];
        double[] without = new double[q * q];
        for (int a = 0; a < q; a++) {
            difference[a] = fit.theta()[both[a]] - other.theta()[both[a]];
            for (int b = 0; b < q; b++) {
                with[a * q + b] = fit.thetaCovariance()[both[a] * n + both[b]];
                without[a * q + b] = other.thetaCovariance()[both[a] * n + both[b]];
            }
        }
        return measures(difference, with, without, 1);
    }

    /** θ with every parameter that is of the scale of V multiplied. */
    private double[] scaled(double ratio) {
        double[] theta = fit.theta().clone();
        Role[] roles = spec.roles();
        for (int k = 0; k < theta.length; k++) {
            theta[k] *= switch (roles[k]) {
                case VARIANCE, COVARIANCE, SPHERICITY -> ratio;
                case LOADING -> Math.sqrt(ratio);
                case CORRELATION, DECAY, RANGE, DECLINE, RELATIVE_VARIANCE, RELATIVE_COVARIANCE -> 1;
            };
        }
        return theta;
    }

    private Optional<Deletion> deletion(
            int[] rows, int steps, double[] beta, double[] covariance, double[] theta, Optional<Measures> parameters) {
        int p = spec.p();
        Optional<Value> all = likelihood.value(theta);
        if (all.isEmpty()) {
            return Optional.empty();
        }
        double[] difference = minus(fit.beta(), beta);
        double[] off = minus(beta, all.get().beta());
        double[] precision = DenseSymmetric.inverse(all.get().betaCovariance(), p);
        // Without its rows a model may fit the others exactly: nothing measures the distance then.
        double fall = precision.length < p * p ? Double.NaN : quadratic(off, precision);
        double press = 0;
        for (int i : rows) {
            double e = spec.y()[i] - mean(i, beta);
            press += e * e;
        }
        return Optional.of(new Deletion(
                rows,
                steps,
                beta,
                theta,
                factor < 0 ? Double.NaN : Math.sqrt(theta[factor]),
                press,
                measures(difference, fit.betaCovariance(), covariance, p),
                parameters,
                all.get().minusTwoLog() + fall - fit.minusTwoLog(),
                rows.length == 1 ? Optional.of(single(rows[0], beta, theta, all.get())) : Optional.empty()));
    }

    private Single single(int row, double[] beta, double[] theta, Value all) {
        double predicted = mean(row, fit.beta());
        double residual = spec.y()[row] - predicted;
        double meanVariance = variance(row, fit.betaCovariance());
        double inner = Math.sqrt(marginal.variance(row) - meanVariance);
        double newMeanVariance = variance(row, all.betaCovariance());
        double outer = Math.sqrt(new MarginalCovariance(spec, theta).variance(row) - newMeanVariance);
        return new Single(
                spec.y()[row],
                predicted,
                leverage(row),
                spec.y()[row] - mean(row, beta),
                residual / inner,
                residual / outer,
                (predicted - mean(row, beta)) / Math.sqrt(newMeanVariance));
    }

    /** The predicted mean is linear in the response: its slope is found from two responses. */
    private double leverage(int row) {
        double step = Math.sqrt(marginal.variance(row));
        double[] y = new double[spec.rows()];
        y[row] = step;
        return likelihoodOf(y).map(v -> mean(row, v.beta()) / step).orElse(Double.NaN);
    }

    private Optional<Value> likelihoodOf(double[] y) {
        return LmmLikelihood.of(spec.withResponse(y, spec.weight())).value(fit.theta());
    }

    private double mean(int row, double[] beta) {
        double sum = 0;
        for (int a = 0; a < spec.p(); a++) {
            sum += spec.x()[row * spec.p() + a] * beta[a];
        }
        return sum;
    }

    private double variance(int row, double[] covariance) {
        return quadratic(Arrays.copyOfRange(spec.x(), row * spec.p(), (row + 1) * spec.p()), covariance);
    }

    private static double[] minus(double[] a, double[] b) {
        double[] result = a.clone();
        for (int k = 0; k < result.length; k++) {
            result[k] -= b[k];
        }
        return result;
    }

    private static double[] times(double[] a, double factor) {
        return Arrays.stream(a).map(v -> v * factor).toArray();
    }

    private static double quadratic(double[] v, double[] matrix) {
        double sum = 0;
        for (int a = 0; a < v.length; a++) {
            for (int b = 0; b < v.length; b++) {
                sum += v[a] * matrix[a * v.length + b] * v[b];
            }
        }
        return sum;
    }

    private static Measures measures(double[] difference, double[] with, double[] without, double divisor) {
        int n = difference.length;
        double[] inverse = DenseSymmetric.inverse(with, n);
        double[] inverseWithout = DenseSymmetric.inverse(without, n);
        if (inverse.length < n * n || inverseWithout.length < n * n) {
            return new Measures(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        double trace = 0;
        for (int k = 0; k < n * n; k++) {
            trace += inverse[k] * without[k];
        }
        return new Measures(
                quadratic(difference, inverse) / divisor,
                quadratic(difference, inverseWithout) / divisor,
                Math.exp(logDeterminant(without, n) - logDeterminant(with, n)),
                Math.abs(trace - n));
    }

    private static double logDeterminant(double[] a, int n) {
        double[] root = new double[n * n];
        if (!DenseSymmetric.cholesky(a, root, n)) {
            return Double.NaN;
        }
        double sum = 0;
        for (int k = 0; k < n; k++) {
            sum += 2 * Math.log(root[k * n + k]);
        }
        return sum;
    }
}
