package hermite.model.lmm;

import hermite.math.DenseSymmetric;
import hermite.math.search.Maximiser;
import hermite.math.search.Maximum;
import hermite.math.search.StoppingRule;
import hermite.model.lmm.CovarianceStructure.Role;
import hermite.model.lmm.LmmFit.Iteration;
import hermite.model.lmm.likelihood.LmmLikelihood;
import hermite.model.lmm.likelihood.LmmLikelihood.Derivatives;
import hermite.model.lmm.likelihood.LmmLikelihood.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Maximises the (restricted) likelihood by Newton's method on the exact Hessian, or on the average information where
 * there is no Hessian or it is not positive definite, with steps that are shortened until the likelihood rises and that
 * stop at the bounds of the parameters; or by the technique that the control names.
 */
final class LmmSearch {
    private static final int MAX_HALVINGS = 30;
    /** Loadings this small, in residual standard deviations, are zero. */
    private static final double DUST = 1e-14;
    /** Newton decrement at which −2 log likelihood cannot fall by more. */
    private static final double TOLERANCE = 1e-12;

    private final LmmSpec spec;
    private final LmmLikelihood likelihood;
    /** The bend, relative to the diagonal, from which a point is taken for no maximum, and the gain that shows it. */
    private static final double CURVATURE = 1e-6;

    private static final double CLEARLY = 1e-9;

    /** A relative gain below which a step along the average information is held against another. */
    private static final double SLOW = 1e-5;

    private static final double LEAST_BEND = 1e-3;

    private final LmmControl control;
    private final LmmStart bounds;
    private final Role[] roles;
    private final boolean[] held;
    private final double[] lower;
    private final double[] upper;
    private final List<Iteration> history = new ArrayList<>();
    private final boolean[] tied;
    private Optional<StoppingRule.Criterion> criterion = Optional.empty();
    private boolean limited;
    private int evaluations;

    LmmSearch(LmmSpec spec, LmmLikelihood likelihood, LmmControl control) {
        this.spec = spec;
        this.likelihood = likelihood;
        this.control = control;
        roles = spec.roles();
        bounds = new LmmStart(spec, LmmFitter.residualVariance(spec));
        held = bounds.held(control);
        lower = bounds.lower(control);
        upper = bounds.upper(control);
        tied = control.ties().map(LinearTies::tied).orElse(new boolean[roles.length]);
        control.ties().ifPresent(t -> t.carry(lower, upper));
        for (int k = 0; k < held.length; k++) {
            held[k] |= tied[k];
        }
    }

    LmmFit run() {
        Optional<Value> first = control.start().flatMap(s -> evaluate(complete(s)));
        if (first.isEmpty() && control.maxIterations() > 0) {
            first = evaluate(automatic());
        }
        if (first.isEmpty()) {
            return failed();
        }
        if (control.technique().isPresent() && control.maxIterations() > 0) {
            return byTechnique(control.technique().get(), first.get());
        }
        Value at = first.get();
        Derivatives d = derivatives(at);
        boolean[] active = active(at.theta(), d.gradient());
        record(at, d, active, decrement(d, active));
        boolean converged = control.maxIterations() == 0;
        int iteration = 0;
        while (!converged && iteration < control.maxIterations()) {
            iteration++;
            double[] step = step(d, active);
            Optional<Value> next = line(at, step);
            if (next.isEmpty()) {
                step = scaledGradient(at.theta(), d.gradient(), active);
                next = line(at, step);
            }
            double slow = at.minusTwoLog() - SLOW * Math.abs(at.minusTwoLog());
            if ((next.isEmpty() || next.get().minusTwoLog() > slow) && isIndefinite(d, active)) {
                Optional<Value> other = bent(at, d, active);
                next = isBetter(other, next) ? other : next;
                other = next.isEmpty() ? belowSaddle(at, d, active) : Optional.empty();
                next = isBetter(other, next) ? other : next;
            }
            if (next.isEmpty()) {
                converged = decrement(d, active) < 1e-6;
                break;
            }
            double fall = at.minusTwoLog() - next.get().minusTwoLog();
            at = next.get();
            d = derivatives(at);
            active = active(at.theta(), d.gradient());
            double decrement = decrement(d, active);
            record(at, d, active, decrement);
            converged = decrement < TOLERANCE
                    || fall <= 1e-13 * Math.abs(at.minusTwoLog()) && decrement < 1e-8
                    || d.hessian().isEmpty() && decrement < 1e-10;
            Optional<Value> lower = converged ? belowSaddle(at, d, active) : Optional.empty();
            if (lower.isPresent()) {
                at = lower.get();
                d = derivatives(at);
                active = active(at.theta(), d.gradient());
                converged = false;
            }
        }
        limited = iteration == control.maxIterations();
        Optional<Value> last = converged && control.maxIterations() > 0 ? polished(at, d, active) : Optional.empty();
        return last.isEmpty()
                ? finish(at, d, active, converged)
                : finish(last.get(), derivatives(last.get()), active, true);
    }

    /** The search of a technique over the parameters that are not held, in coordinates that know no bounds. */
    private LmmFit byTechnique(Maximiser technique, Value first) {
        int[] places = places(held);
        FreeCoordinates objective = new FreeCoordinates(
                places, lower, upper, first.theta(), theta -> evaluate(complete(theta)), this::derivatives);
        Maximum maximum = technique.maximise(objective, objective.start());
        for (Maximum.Iteration i : maximum.history()) {
            history.add(new Iteration(
                    i.number(),
                    i.evaluations(),
                    -2 * i.value(),
                    Double.NaN,
                    2 * i.maxGradient(),
                    complete(objective.theta(i.point())),
                    objective.gradient(i.point(), i.gradient())));
        }
        Optional<Value> last = evaluate(complete(objective.theta(maximum.point())));
        if (last.isEmpty()) {
            return failed();
        }
        Value at = last.get();
        Derivatives d = derivatives(at);
        boolean[] active = active(at.theta(), d.gradient());
        for (int k : places) {
            active[k] |= objective.isAtBound(k, at.theta()[k]);
        }
        criterion = maximum.criterion();
        limited = maximum.ending() != Maximum.Ending.NO_IMPROVEMENT;
        return finish(at, d, active, maximum.ending() == Maximum.Ending.CONVERGED);
    }

    private double[] complete(double[] theta) {
        return control.ties().map(t -> t.complete(theta)).orElse(theta);
    }

    private Derivatives derivatives(Value at) {
        Derivatives d = likelihood.derivatives(at);
        return control.ties()
                .map(t ->
                        new Derivatives(t.gradient(d.gradient()), d.hessian().map(t::hessian), t.hessian(d.average())))
                .orElse(d);
    }

    /** One more Newton step: near the maximum the likelihood itself is too flat to judge it by. */
    private Optional<Value> polished(Value at, Derivatives d, boolean[] active) {
        Optional<double[]> step = solve(d.hessian().orElse(d.average()), d.gradient(), active, 0);
        if (step.isEmpty()) {
            return Optional.empty();
        }
        double[] theta = at.theta().clone();
        for (int k = 0; k < theta.length; k++) {
            theta[k] += step.get()[k];
            if (!held[k] && (theta[k] < lower[k] || theta[k] > upper[k])) {
                return Optional.empty();
            }
        }
        double[] all = complete(theta);
        return isWithin(all) ? likelihood.value(all) : Optional.empty();
    }

    /** Whether the parameters that follow from others keep their bounds. */
    private boolean isWithin(double[] theta) {
        for (int k = 0; k < theta.length; k++) {
            double slack = 1e-12 * bounds.scale();
            if (tied[k] && (theta[k] < lower[k] - slack || theta[k] > upper[k] + slack)) {
                return false;
            }
        }
        return true;
    }

    private Optional<Value> evaluate(double[] theta) {
        evaluations++;
        return likelihood.value(theta);
    }

    /** The automatic start, held parameters at theirs. */
    private double[] automatic() {
        double[] theta = bounds.automatic();
        for (int k = 0; k < theta.length; k++) {
            theta[k] = control.start().isPresent() && control.held().length > 0 && control.held()[k]
                    ? control.start().get()[k]
                    : Math.min(upper[k], Math.max(lower[k], theta[k]));
        }
        return complete(theta);
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
        Optional<double[]> newton = d.hessian().flatMap(h -> solve(h, d.gradient(), active, 0));
        if (newton.isEmpty()) {
            newton = solve(d.average(), d.gradient(), active, 0);
        }
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

    /** Newton's step with the absolute eigenvalues of a Hessian that is not positive definite (Gill and Murray 1974). */
    private Optional<Value> bent(Value at, Derivatives d, boolean[] active) {
        Bend bend = Bend.of(d.hessian().get(), active.length, places(active));
        double[] values = bend.spectrum().values();
        double[] step = new double[active.length];
        for (int i = 0; i < values.length; i++) {
            bend.add(i, -bend.slope(i, d.gradient()) / Math.max(Math.abs(values[i]), LEAST_BEND), step);
        }
        return line(at, step);
    }

    /**
     * A point of clearly higher likelihood along the direction in which it bends upwards most; empty where it bends so
     * in none. Factors of singular matrices have points where all slopes vanish and that are no maximum.
     */
    private Optional<Value> belowSaddle(Value at, Derivatives d, boolean[] active) {
        if (!isIndefinite(d, active)) {
            return Optional.empty();
        }
        Bend bend = Bend.of(d.hessian().get(), active.length, places(active));
        int least = bend.places().length - 1;
        if (least < 0 || bend.spectrum().values()[least] > -CURVATURE) {
            return Optional.empty();
        }
        Optional<Value> best = Optional.empty();
        double target = at.minusTwoLog() - CLEARLY * Math.abs(at.minusTwoLog());
        for (int sign = -1; sign <= 1; sign += 2) {
            double[] step = new double[active.length];
            bend.add(least, sign, step);
            Optional<Value> found = line(at, step);
            if (found.isPresent() && found.get().minusTwoLog() < target) {
                best = found;
                target = found.get().minusTwoLog();
            }
        }
        return best;
    }

    private static boolean isBetter(Optional<Value> one, Optional<Value> other) {
        return one.isPresent()
                && (other.isEmpty() || one.get().minusTwoLog() < other.get().minusTwoLog());
    }

    private static boolean isIndefinite(Derivatives d, boolean[] active) {
        return d.hessian().isPresent()
                && solve(d.hessian().get(), d.gradient(), active, 0).isEmpty();
    }

    private static int[] places(boolean[] active) {
        return java.util.stream.IntStream.range(0, active.length)
                .filter(k -> !active[k])
                .toArray();
    }

    private double[] scaledGradient(double[] theta, double[] gradient, boolean[] active) {
        double[] step = new double[theta.length];
        for (int k = 0; k < step.length; k++) {
            double size = roles[k] == Role.CORRELATION ? 0.1 : Math.max(Math.abs(theta[k]), 1e-3 * bounds.scale());
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
            theta = complete(theta);
            Optional<Value> value = isWithin(theta) ? evaluate(theta) : Optional.empty();
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
        Optional<double[]> step = solve(d.hessian().orElse(d.average()), d.gradient(), active, 0);
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
        history.add(new Iteration(
                history.size(), evaluations, at.minusTwoLog(), criterion, largest, at.theta(), d.gradient()));
        evaluations = 0;
    }

    private LmmFit finish(Value at, Derivatives d, boolean[] active, boolean converged) {
        int n = roles.length;
        boolean[] free = new boolean[n];
        int zero = -1;
        for (int k = 0; k < n; k++) {
            free[k] = !active[k];
            if (active[k]
                    && !held[k]
                    && roles[k] == Role.VARIANCE
                    && at.theta()[k] <= lower[k] + 1e-9 * bounds.scale()) {
                zero = k;
            }
        }
        double[] covariance = covariance(at, d, active);
        boolean definite = covariance.length == n * n;
        LmmVerdict.Kind kind = LmmVerdict.Kind.CONVERGED;
        if (!definite && (converged || !limited)) {
            kind = LmmVerdict.Kind.INDEFINITE_HESSIAN;
        } else if (!converged) {
            kind = LmmVerdict.Kind.ITERATION_LIMIT;
        } else if (zero >= 0) {
            kind = LmmVerdict.Kind.ZERO_VARIANCE;
        }
        return new LmmFit(
                new LmmVerdict(kind, zero),
                withoutDust(at.theta()),
                free,
                definite ? covariance : new double[n * n],
                d.gradient(),
                at.beta(),
                at.betaCovariance(),
                at.minusTwoLog(),
                at.quadratic(),
                likelihood.effects(at),
                history,
                criterion);
    }

    /** Loadings that only rounding keeps from zero are zero. */
    private double[] withoutDust(double[] theta) {
        double[] clean = theta.clone();
        for (int k = 0; k < clean.length; k++) {
            boolean dust =
                    roles[k] == Role.LOADING && !held[k] && Math.abs(clean[k]) < DUST * Math.sqrt(bounds.scale());
            clean[k] = dust ? 0 : clean[k];
        }
        return clean;
    }

    /** Inverse of half the information about the parameters away from their bounds; empty unless it is definite. */
    private double[] covariance(Value at, Derivatives d, boolean[] active) {
        int n = roles.length;
        int[] places = places(active);
        int m = places.length;
        double[] information = information(at, d, places);
        double[] half = new double[m * m];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < m; j++) {
                half[i * m + j] = information[places[i] * n + places[j]] / 2;
            }
        }
        double[] inverse = m == 0 ? half : DenseSymmetric.inverse(half, m);
        if (inverse.length != m * m) {
            return new double[0];
        }
        double[] covariance = new double[n * n];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < m; j++) {
                covariance[places[i] * n + places[j]] = inverse[i * m + j];
            }
        }
        return covariance;
    }

    /** The observed Hessian, by differences of the exact gradient where there is no formula; or the expected one. */
    private double[] information(Value at, Derivatives d, int[] places) {
        if (control.expected()) {
            double[] expected = likelihood.sensitivity(at).expected();
            return expected.length > 0 ? expected : d.average();
        }
        return d.hessian().orElseGet(() -> differences(at, d, places));
    }

    private double[] differences(Value at, Derivatives d, int[] places) {
        int n = roles.length;
        double[] hessian = d.average().clone();
        for (int k : places) {
            double curvature = Math.max(d.average()[k * n + k], 1e-300);
            double step = Math.min(1e-3 / Math.sqrt(curvature), 0.01 * Math.max(Math.abs(at.theta()[k]), 1e-12));
            double[] up = at.theta().clone();
            double[] down = at.theta().clone();
            up[k] += step;
            down[k] -= step;
            Optional<Value> above = likelihood.value(complete(up));
            Optional<Value> below = likelihood.value(complete(down));
            if (above.isPresent() && below.isPresent()) {
                double[] high = derivatives(above.get()).gradient();
                double[] low = derivatives(below.get()).gradient();
                for (int l : places) {
                    hessian[k * n + l] = (high[l] - low[l]) / (2 * step);
                }
            }
        }
        DenseSymmetric.symmetrise(hessian, n);
        return hessian;
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
                Double.NaN,
                Double.NaN,
                List.of(),
                history,
                criterion);
    }
}
