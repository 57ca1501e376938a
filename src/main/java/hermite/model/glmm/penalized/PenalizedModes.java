package hermite.model.glmm.penalized;

import hermite.math.DenseSymmetric;
import hermite.model.Link;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;

/**
 * Modes of the random effects of one grouping factor at a given covariance matrix, with the fixed effects given or
 * found together with them: penalized iteratively reweighted least squares with expected information (Bates, Mächler,
 * Bolker and Walker 2015, Journal of Statistical Software 67(1), section 3, and the lme4 vignette on its theory).
 */
public final class PenalizedModes {
    private static final int ROUNDS = 200;
    private static final double TOLERANCE = 1e-11;
    private static final double LEAST_WEIGHT = 1e-300;

    /**
     * Rows of a model.
     *
     * @param y n responses; binomial ones as shares
     * @param prior n weights
     * @param known n parts of the linear predictor that are given
     * @param x n × p by rows, p 0 where the fixed effects are among what is known
     * @param z n × q by rows
     * @param level n group numbers from 0
     */
    public record Rows(
            double[] y,
            double[] prior,
            double[] known,
            double[] x,
            int p,
            double[] z,
            int q,
            int[] level,
            int levels) {}

    /**
     * The mean's curve.
     *
     * @param variance of a response at its mean, without scale
     * @param valid whether a mean is in the range
     */
    public record Curve(Link link, DoubleUnaryOperator variance, DoublePredicate valid) {}

    /**
     * @param eta n linear predictors at the modes
     * @param beta p fixed effects
     * @param fixedCovariance p × p
     * @param effects levels × q by rows
     * @param conditional levels blocks of q × q, covariances of the effects given the fixed ones
     * @param penalty log determinant of the penalized information plus the squared length of the spherical effects
     */
    public record Solution(
            double[] eta,
            double[] beta,
            double[] fixedCovariance,
            double[] effects,
            double[] conditional,
            double penalty) {}

    private final Rows rows;
    private final Curve curve;
    private final int n;
    private final int p;
    private final int q;
    private final double[] weight;
    private final double[] working;
    private final double[] linear;
    /** Rows of Z times the root of the covariance matrix. */
    private final double[] spherical;

    private final double[] information;
    private final double[] factor;
    private final double[] right;
    private final double[] cross;
    private double[] fixedFactor;

    public PenalizedModes(Rows rows, Curve curve) {
        this.rows = rows;
        this.curve = curve;
        n = rows.y().length;
        p = rows.p();
        q = rows.q();
        weight = new double[n];
        working = new double[n];
        linear = new double[n];
        spherical = new double[n * q];
        information = new double[rows.levels() * q * q];
        factor = new double[rows.levels() * q * q];
        right = new double[rows.levels() * q];
        cross = new double[rows.levels() * q * p];
    }

    /**
     * @param start n linear predictors
     * @param root q × q by rows, lower triangular: the covariance matrix is root times its transpose
     * @return empty where weights or steps are not finite
     */
    public Optional<Solution> at(double[] start, double[] root) {
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < q; k++) {
                double sum = 0;
                for (int j = k; j < q; j++) {
                    sum += rows.z()[i * q + j] * root[j * q + k];
                }
                spherical[i * q + k] = sum;
            }
        }
        double[] eta = start.clone();
        double[] beta = new double[p];
        double last = Double.POSITIVE_INFINITY;
        double damping = 1;
        for (int round = 0; round < ROUNDS; round++) {
            if (!weigh(eta) || !solve(beta)) {
                return Optional.empty();
            }
            double change = 0;
            double largest = 1;
            for (int i = 0; i < n; i++) {
                change = Math.max(change, Math.abs(linear[i] + rows.known()[i] - eta[i]));
                largest = Math.max(largest, Math.abs(linear[i]));
            }
            if (Double.isNaN(change)) {
                return Optional.empty();
            }
            if (change < TOLERANCE * largest) {
                break;
            }
            if (change > last) {
                damping /= 2;
            }
            last = change;
            move(eta, damping);
        }
        return Optional.of(solution(eta, beta, root));
    }

    /** Weights and working responses; false where some are not finite. */
    private boolean weigh(double[] eta) {
        for (int i = 0; i < n; i++) {
            double mu = curve.link().inverse(eta[i]);
            double slope = curve.link().firstDerivative(eta[i]);
            double variance = curve.variance().applyAsDouble(mu);
            weight[i] = Math.max(rows.prior()[i] * slope * slope / variance, LEAST_WEIGHT);
            working[i] = eta[i] - rows.known()[i] + (rows.y()[i] - mu) / slope;
            if (!Double.isFinite(weight[i]) || !Double.isFinite(working[i])) {
                return false;
            }
        }
        return true;
    }

    /** Fixed and spherical effects of the weighted least squares problem; the linear predictor without what is known. */
    private boolean solve(double[] beta) {
        gather();
        double[] crossed = new double[p * p];
        double[] adjusted = new double[p];
        fixedEquations(crossed, adjusted);
        double[] block = new double[q * q];
        double[] root = new double[q * q];
        double[] column = new double[q];
        for (int l = 0; l < rows.levels(); l++) {
            System.arraycopy(information, l * q * q, block, 0, q * q);
            if (!DenseSymmetric.cholesky(block, root, q)) {
                return false;
            }
            System.arraycopy(root, 0, factor, l * q * q, q * q);
            for (int a = 0; a < p; a++) {
                for (int k = 0; k < q; k++) {
                    column[k] = cross[(l * q + k) * p + a];
                }
                DenseSymmetric.solve(root, column, q);
                for (int k = 0; k < q; k++) {
                    adjusted[a] -= column[k] * right[l * q + k];
                    for (int b = 0; b < p; b++) {
                        crossed[a * p + b] -= column[k] * cross[(l * q + k) * p + b];
                    }
                }
            }
        }
        if (p > 0) {
            fixedFactor = new double[p * p];
            DenseSymmetric.symmetrise(crossed, p);
            if (!DenseSymmetric.cholesky(crossed, fixedFactor, p)) {
                return false;
            }
            DenseSymmetric.solve(fixedFactor, adjusted, p);
            System.arraycopy(adjusted, 0, beta, 0, p);
        }
        spherical(beta);
        return true;
    }

    /** I + Λ'Z'WZΛ, Λ'Z'W times the working response, and times X, of each level. */
    private void gather() {
        Arrays.fill(information, 0);
        Arrays.fill(right, 0);
        Arrays.fill(cross, 0);
        for (int l = 0; l < rows.levels(); l++) {
            for (int k = 0; k < q; k++) {
                information[(l * q + k) * q + k] = 1;
            }
        }
        for (int i = 0; i < n; i++) {
            int l = rows.level()[i];
            for (int k = 0; k < q; k++) {
                double weighted = weight[i] * spherical[i * q + k];
                right[l * q + k] += weighted * working[i];
                for (int j = 0; j < q; j++) {
                    information[(l * q + k) * q + j] += weighted * spherical[i * q + j];
                }
                for (int a = 0; a < p; a++) {
                    cross[(l * q + k) * p + a] += weighted * rows.x()[i * p + a];
                }
            }
        }
    }

    /** X'WX and X'W times the working response. */
    private void fixedEquations(double[] crossed, double[] adjusted) {
        for (int i = 0; i < n; i++) {
            for (int a = 0; a < p; a++) {
                double weighted = weight[i] * rows.x()[i * p + a];
                adjusted[a] += weighted * working[i];
                for (int b = 0; b < p; b++) {
                    crossed[a * p + b] += weighted * rows.x()[i * p + b];
                }
            }
        }
    }

    /** The spherical effects at the fixed ones take the place of the right sides. */
    private void spherical(double[] beta) {
        double[] root = new double[q * q];
        double[] column = new double[q];
        for (int l = 0; l < rows.levels(); l++) {
            System.arraycopy(factor, l * q * q, root, 0, q * q);
            for (int k = 0; k < q; k++) {
                column[k] = right[l * q + k];
                for (int a = 0; a < p; a++) {
                    column[k] -= cross[(l * q + k) * p + a] * beta[a];
                }
            }
            DenseSymmetric.solve(root, column, q);
            System.arraycopy(column, 0, right, l * q, q);
        }
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int a = 0; a < p; a++) {
                sum += rows.x()[i * p + a] * beta[a];
            }
            for (int k = 0; k < q; k++) {
                sum += spherical[i * q + k] * right[rows.level()[i] * q + k];
            }
            linear[i] = sum;
        }
    }

    /** A damped step, halved while some mean leaves its range. */
    private void move(double[] eta, double damping) {
        double share = damping;
        for (int half = 0; half < 20; half++) {
            boolean inside = true;
            for (int i = 0; i < n && inside; i++) {
                double moved = eta[i] + share * (linear[i] + rows.known()[i] - eta[i]);
                inside = curve.valid().test(curve.link().inverse(moved));
            }
            if (inside) {
                break;
            }
            share /= 2;
        }
        for (int i = 0; i < n; i++) {
            eta[i] += share * (linear[i] + rows.known()[i] - eta[i]);
        }
    }

    private Solution solution(double[] eta, double[] beta, double[] root) {
        double penalty = 0;
        double[] effects = new double[rows.levels() * q];
        double[] conditional = new double[rows.levels() * q * q];
        double[] own = new double[q * q];
        double[] column = new double[q];
        for (int l = 0; l < rows.levels(); l++) {
            System.arraycopy(factor, l * q * q, own, 0, q * q);
            for (int k = 0; k < q; k++) {
                penalty += 2 * Math.log(own[k * q + k]) + right[l * q + k] * right[l * q + k];
                for (int j = 0; j <= k; j++) {
                    effects[l * q + k] += root[k * q + j] * right[l * q + j];
                }
                System.arraycopy(root, k * q, column, 0, q);
                DenseSymmetric.solve(own, column, q);
                for (int m = 0; m < q; m++) {
                    for (int j = 0; j <= m; j++) {
                        conditional[(l * q + k) * q + m] += root[m * q + j] * column[j];
                    }
                }
            }
        }
        return new Solution(eta, beta, p == 0 ? new double[0] : inverse(fixedFactor), effects, conditional, penalty);
    }

    private double[] inverse(double[] cholesky) {
        double[] out = new double[p * p];
        double[] column = new double[p];
        for (int a = 0; a < p; a++) {
            Arrays.fill(column, 0);
            column[a] = 1;
            DenseSymmetric.solve(cholesky, column, p);
            for (int b = 0; b < p; b++) {
                out[b * p + a] = column[b];
            }
        }
        return out;
    }
}
