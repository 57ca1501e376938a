package hermite.model.lmm;

import hermite.math.DenseSymmetric;
import hermite.model.Sweep;
import hermite.model.lmm.CovarianceStructure.Role;
import hermite.model.lmm.LmmFit.Iteration;
import hermite.model.lmm.LmmLikelihood.Derivatives;
import hermite.model.lmm.LmmLikelihood.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Maximises the (restricted) likelihood by Newton's method on the exact Hessian, or on the average information where
 * the Hessian is not positive definite, with steps that are shortened until the likelihood rises and that stop at the
 * bounds of the parameters.
 */
public final class LmmFitter {
    private static final int MAX_ITERATIONS = 100;
    private static final int MAX_HALVINGS = 30;
    private static final double CORRELATION_LIMIT = 1 - 1e-9;
    /** Newton decrement at which −2 log likelihood cannot fall by more. */
    private static final double TOLERANCE = 1e-12;

    private static final double SHARE = 0.3;

    public LmmFit fit(LmmSpec spec) {
        return fit(spec, Optional.empty());
    }

    /** @param start covariance parameters to begin with */
    public LmmFit fit(LmmSpec spec, Optional<double[]> start) {
        LmmLikelihood likelihood = new LmmLikelihood(spec);
        Search search = new Search(spec, likelihood);
        return search.run(start);
    }

    private static final class Search {
        private final LmmSpec spec;
        private final LmmLikelihood likelihood;
        private final Role[] roles;
        private final boolean[] held;
        private final double[] lower;
        private final double[] upper;
        private final double scale;
        private final List<Iteration> history = new ArrayList<>();
        private int evaluations;

        private Search(LmmSpec spec, LmmLikelihood likelihood) {
            this.spec = spec;
            this.likelihood = likelihood;
            this.roles = spec.roles();
            int n = roles.length;
            int residual = spec.firstParameter(spec.random().size());
            held = new boolean[n];
            lower = new double[n];
            upper = new double[n];
            scale = residualVariance(spec);
            for (int k = 0; k < n; k++) {
                held[k] = k >= residual && spec.residual().fixedScale();
                upper[k] = roles[k] == Role.CORRELATION ? CORRELATION_LIMIT : Double.POSITIVE_INFINITY;
                lower[k] = switch (roles[k]) {
                    case VARIANCE -> k >= residual || hasRoots(k) ? 1e-10 * scale : 0;
                    case CORRELATION -> isPower(k) ? 1e-12 : -CORRELATION_LIMIT;
                    case COVARIANCE -> Double.NEGATIVE_INFINITY;
                };
            }
        }

        private boolean isPower(int k) {
            return k >= spec.firstParameter(spec.random().size())
                    && spec.residual().structure().kind() == CovarianceStructure.Kind.POWER;
        }

        /** Standard deviations in the structure have no derivative at zero. */
        private boolean hasRoots(int k) {
            for (int t = 0; t < spec.random().size(); t++) {
                if (k >= spec.firstParameter(t) && k < spec.firstParameter(t + 1)) {
                    return switch (spec.random().get(t).structure().kind()) {
                        case HETEROGENEOUS_AUTOREGRESSIVE, HETEROGENEOUS_COMPOUND_SYMMETRY -> true;
                        default -> false;
                    };
                }
            }
            return false;
        }

        private LmmFit run(Optional<double[]> start) {
            Optional<Value> first = start.flatMap(this::evaluate).or(() -> evaluate(automatic()));
            if (first.isEmpty()) {
                return failed();
            }
            Value at = first.get();
            Derivatives d = likelihood.derivatives(at);
            boolean[] active = active(at.theta(), d.gradient());
            record(at, d, active, decrement(d, active));
            boolean converged = false;
            int iteration = 0;
            while (!converged && iteration < MAX_ITERATIONS) {
                iteration++;
                double[] step = step(d, active);
                Optional<Value> next = line(at, step);
                if (next.isEmpty()) {
                    step = scaledGradient(at.theta(), d.gradient(), active);
                    next = line(at, step);
                }
                if (next.isEmpty()) {
                    converged = decrement(d, active) < 1e-6;
                    break;
                }
                double fall = at.minusTwoLog() - next.get().minusTwoLog();
                at = next.get();
                d = likelihood.derivatives(at);
                active = active(at.theta(), d.gradient());
                double decrement = decrement(d, active);
                record(at, d, active, decrement);
                converged = decrement < TOLERANCE || fall <= 1e-13 * Math.abs(at.minusTwoLog()) && decrement < 1e-8;
            }
            Optional<Value> last = converged ? polished(at, d, active) : Optional.empty();
            return last.isEmpty()
                    ? finish(at, d, active, converged)
                    : finish(last.get(), likelihood.derivatives(last.get()), active, true);
        }

        /** One more Newton step: near the maximum the likelihood itself is too flat to judge it by. */
        private Optional<Value> polished(Value at, Derivatives d, boolean[] active) {
            Optional<double[]> step = solve(d.hessian(), d.gradient(), active, 0);
            if (step.isEmpty()) {
                return Optional.empty();
            }
            double[] theta = at.theta().clone();
            for (int k = 0; k < theta.length; k++) {
                theta[k] += step.get()[k];
                if (theta[k] < lower[k] || theta[k] > upper[k]) {
                    return Optional.empty();
                }
            }
            return likelihood.value(theta);
        }

        private Optional<Value> evaluate(double[] theta) {
            evaluations++;
            return likelihood.value(theta);
        }

        /** Parts of the residual variance for variances, nothing for covariances, little for correlations. */
        private double[] automatic() {
            double[] theta = new double[roles.length];
            int residual = spec.firstParameter(spec.random().size());
            double share = spec.random().isEmpty() ? 0 : SHARE / spec.random().size();
            for (int t = 0; t < spec.random().size(); t++) {
                RandomTerm term = spec.random().get(t);
                int count = term.structure().parameters().size();
                for (int g = 0; g < term.groups(); g++) {
                    for (int k = 0; k < count; k++) {
                        int place = spec.firstParameter(t) + g * count + k;
                        var parameter = term.structure().parameters().get(k);
                        theta[place] = switch (parameter.role()) {
                            case VARIANCE -> share * scale / meanSquare(term, parameter.row());
                            case COVARIANCE -> 0;
                            case CORRELATION -> 0.1;
                        };
                    }
                }
            }
            for (int k = residual; k < theta.length; k++) {
                theta[k] = held[k]
                        ? 1
                        : switch (roles[k]) {
                            case VARIANCE -> spec.random().isEmpty() ? scale : (1 - SHARE) * scale;
                            case COVARIANCE -> 0;
                            case CORRELATION -> isPower(k) ? 0.5 : 0.1;
                        };
            }
            return theta;
        }

        private static double meanSquare(RandomTerm term, int row) {
            int column = Math.min(row, term.columns() - 1);
            double[] squares = new double[term.subject().length];
            int used = 0;
            for (int i = 0; i < squares.length; i++) {
                double z = term.z()[i * term.columns() + column];
                if (z != 0) {
                    squares[used++] = z * z;
                }
            }
            Arrays.sort(squares, 0, used);
            double sum = 0;
            for (int i = 0; i < used; i++) {
                sum += squares[i];
            }
            return used == 0 ? 1 : sum / used;
        }

        /** Parameters at a bound that the gradient presses against, and those held. */
        private boolean[] active(double[] theta, double[] gradient) {
            boolean[] result = held.clone();
            for (int k = 0; k < theta.length; k++) {
                result[k] |= theta[k] <= lower[k] && gradient[k] >= 0 || theta[k] >= upper[k] && gradient[k] <= 0;
            }
            return result;
        }

        private double[] step(Derivatives d, boolean[] active) {
            Optional<double[]> newton = solve(d.hessian(), d.gradient(), active, 0);
            double ridge = 1e-8;
            while (newton.isEmpty()) {
                newton = solve(d.average(), d.gradient(), active, ridge);
                ridge *= 100;
                if (ridge > 1e12) {
                    return new double[active.length];
                }
            }
            return newton.get();
        }

        /** −M⁻¹ g on the parameters that are not active; empty unless M is positive definite there. */
        private static Optional<double[]> solve(double[] matrix, double[] gradient, boolean[] active, double ridge) {
            int[] places = places(active);
            int n = active.length;
            int m = places.length;
            double[] small = new double[m * m];
            double[] g = new double[m];
            double[] root = new double[m];
            for (int i = 0; i < m; i++) {
                double diagonal = Math.abs(matrix[places[i] * n + places[i]]);
                root[i] = diagonal > 0 ? Math.sqrt(diagonal) : 1;
            }
            for (int i = 0; i < m; i++) {
                g[i] = -gradient[places[i]] / root[i];
                for (int j = 0; j < m; j++) {
                    small[i * m + j] = matrix[places[i] * n + places[j]] / (root[i] * root[j]) + (i == j ? ridge : 0);
                }
            }
            double[] factor = new double[m * m];
            if (!DenseSymmetric.cholesky(small, factor, m)) {
                return Optional.empty();
            }
            DenseSymmetric.solve(factor, g, m);
            double[] step = new double[n];
            for (int i = 0; i < m; i++) {
                step[places[i]] = g[i] / root[i];
            }
            return Optional.of(step);
        }

        private static int[] places(boolean[] active) {
            return java.util.stream.IntStream.range(0, active.length)
                    .filter(k -> !active[k])
                    .toArray();
        }

        private double[] scaledGradient(double[] theta, double[] gradient, boolean[] active) {
            double[] step = new double[theta.length];
            for (int k = 0; k < step.length; k++) {
                double size = roles[k] == Role.CORRELATION ? 0.1 : Math.max(Math.abs(theta[k]), 1e-3 * scale);
                step[k] = active[k] ? 0 : -size * Math.signum(gradient[k]) * 0.5;
            }
            return step;
        }

        /** The first point on the projected path that has a higher likelihood. */
        private Optional<Value> line(Value at, double[] step) {
            double length = 1;
            for (int half = 0; half < MAX_HALVINGS; half++) {
                double[] theta = at.theta().clone();
                boolean moved = false;
                for (int k = 0; k < theta.length; k++) {
                    double to = Math.min(upper[k], Math.max(lower[k], theta[k] + length * step[k]));
                    moved |= to != theta[k];
                    theta[k] = held[k] ? theta[k] : to;
                }
                if (!moved) {
                    return Optional.empty();
                }
                Optional<Value> value = evaluate(theta);
                if (value.isPresent()
                        && value.get().minusTwoLog() <= at.minusTwoLog() + 1e-14 * Math.abs(at.minusTwoLog())) {
                    return value;
                }
                length *= 0.5;
            }
            return Optional.empty();
        }

        /** g'H⁻¹g on the free parameters, infinite where H is not positive definite but the average information is. */
        private static double decrement(Derivatives d, boolean[] active) {
            Optional<double[]> step = solve(d.hessian(), d.gradient(), active, 0);
            if (step.isEmpty()) {
                double largest = 0;
                for (int k : places(active)) {
                    largest = Math.max(largest, Math.abs(d.gradient()[k]));
                }
                return largest < 1e-9 ? 0 : Double.MAX_VALUE;
            }
            double sum = 0;
            for (int k = 0; k < active.length; k++) {
                sum -= step.get()[k] * d.gradient()[k];
            }
            return Math.max(0, sum);
        }

        private void record(Value at, Derivatives d, boolean[] active, double decrement) {
            double largest = 0;
            for (int k : places(active)) {
                largest = Math.max(largest, Math.abs(d.gradient()[k]));
            }
            double criterion = decrement == Double.MAX_VALUE ? Double.NaN : decrement / Math.abs(at.minusTwoLog());
            history.add(new Iteration(history.size(), evaluations, at.minusTwoLog(), criterion, largest));
            evaluations = 0;
        }

        private LmmFit finish(Value at, Derivatives d, boolean[] active, boolean converged) {
            int n = roles.length;
            boolean[] free = new boolean[n];
            int zero = -1;
            for (int k = 0; k < n; k++) {
                free[k] = !active[k];
                if (active[k] && !held[k] && roles[k] == Role.VARIANCE) {
                    zero = k;
                }
            }
            int[] places = places(active);
            int m = places.length;
            double[] half = new double[m * m];
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < m; j++) {
                    half[i * m + j] = d.hessian()[places[i] * n + places[j]] / 2;
                }
            }
            double[] inverse = m == 0 ? half : DenseSymmetric.inverse(half, m);
            boolean definite = inverse.length == m * m;
            double[] covariance = new double[n * n];
            if (definite) {
                for (int i = 0; i < m; i++) {
                    for (int j = 0; j < m; j++) {
                        covariance[places[i] * n + places[j]] = inverse[i * m + j];
                    }
                }
            }
            LmmVerdict.Kind kind = LmmVerdict.Kind.CONVERGED;
            if (!definite) {
                kind = LmmVerdict.Kind.INDEFINITE_HESSIAN;
            } else if (!converged) {
                kind = LmmVerdict.Kind.ITERATION_LIMIT;
            } else if (zero >= 0) {
                kind = LmmVerdict.Kind.ZERO_VARIANCE;
            }
            return new LmmFit(
                    new LmmVerdict(kind, zero),
                    at.theta(),
                    free,
                    covariance,
                    d.gradient(),
                    at.beta(),
                    at.betaCovariance(),
                    d.fixedSensitivity(),
                    at.minusTwoLog(),
                    at.quadratic(),
                    new EffectPrediction(spec, likelihood, at).all(),
                    history);
        }

        private LmmFit failed() {
            int n = roles.length;
            int p = spec.p();
            return new LmmFit(
                    new LmmVerdict(LmmVerdict.Kind.NOT_COMPUTABLE, -1),
                    new double[n],
                    new boolean[n],
                    new double[n * n],
                    new double[n],
                    new double[p],
                    new double[p * p],
                    new double[n][p * p],
                    Double.NaN,
                    Double.NaN,
                    List.of(),
                    history);
        }
    }

    /** Weighted residual variance of the regression without random effects, at least a trace of the response's. */
    private static double residualVariance(LmmSpec spec) {
        int p = spec.p();
        int size = p + 1;
        List<LmmBlock> whole = new BlockAssembly(new LmmSpec(
                        spec.y(),
                        spec.x(),
                        p,
                        spec.weight(),
                        List.of(),
                        Residual.variance(spec.rows()),
                        spec.restricted()))
                .blocks();
        double[] cross = new double[size * size];
        for (LmmBlock block : whole) {
            for (int i = 0; i < block.rows(); i++) {
                double[] row = Arrays.copyOf(Arrays.copyOfRange(block.x(), i * p, (i + 1) * p), size);
                row[p] = block.y()[i];
                for (int a = 0; a < size; a++) {
                    for (int b = 0; b < size; b++) {
                        cross[a * size + b] += row[a] * row[b];
                    }
                }
            }
        }
        double total = cross[size * size - 1];
        double[] xx = new double[p * p];
        double[] xy = new double[p];
        for (int a = 0; a < p; a++) {
            System.arraycopy(cross, a * size, xx, a * p, p);
            xy[a] = cross[a * size + p];
        }
        double[] beta = Sweep.of(xx, p, Sweep.DEFAULT_SINGULAR).times(xy);
        double rss = total;
        for (int a = 0; a < p; a++) {
            rss -= beta[a] * xy[a];
        }
        double least = 1e-10 * Math.max(total, Double.MIN_NORMAL);
        return Math.max(rss, least) / Math.max(1, spec.rows() - p);
    }
}
