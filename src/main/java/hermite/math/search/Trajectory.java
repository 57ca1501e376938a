package hermite.math.search;

import hermite.math.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The way of one search as a minimisation of F = −scale·f: the point reached, the evaluations spent, the history, and
 * whether the stopping rule is met.
 */
final class Trajectory {
    private final SmoothObjective objective;
    private final StoppingRule rule;
    private final int n;
    private final List<Maximum.Iteration> history = new ArrayList<>();
    private final Judge judge;
    private int evaluations;
    private int evaluationsBefore;
    private double decrement = Double.NaN;
    private Maximum.Ending ending;
    private Optional<StoppingRule.Criterion> met = Optional.empty();

    /** Point reached, F and its gradient there. */
    double[] x;

    double f;
    double[] g;

    Trajectory(SmoothObjective objective, double[] start, StoppingRule rule) {
        this.objective = objective;
        this.rule = rule;
        n = objective.parameters();
        judge = new Judge(rule);
        x = start.clone();
        g = new double[n];
        f = evaluate(x, g);
        record(Double.NaN);
        if (!Double.isFinite(f)) {
            ending = Maximum.Ending.START_NOT_COMPUTABLE;
        }
    }

    int size() {
        return n;
    }

    boolean isOver() {
        return ending != null;
    }

    /** F and its gradient; +∞ where the function cannot be computed. */
    double evaluate(double[] at, double[] gradient) {
        evaluations++;
        double value = objective.evaluate(at, gradient);
        for (int i = 0; i < n; i++) {
            gradient[i] *= -rule.scale();
        }
        return Double.isNaN(value) || value == Double.NEGATIVE_INFINITY
                ? Double.POSITIVE_INFINITY
                : -rule.scale() * value;
    }

    /** Hessian of F by central differences of the gradient. */
    double[] hessian() {
        double[] out = new double[n * n];
        double[] at = x.clone();
        double[] up = new double[n];
        double[] down = new double[n];
        for (int r = 0; r < n; r++) {
            double h = 1e-5 * Math.max(Math.abs(x[r]), 0.1);
            at[r] = x[r] + h;
            evaluate(at, up);
            at[r] = x[r] - h;
            evaluate(at, down);
            at[r] = x[r];
            for (int c = 0; c < n; c++) {
                out[r * n + c] = (up[c] - down[c]) / (2 * h);
            }
        }
        hermite.math.DenseSymmetric.symmetrise(out, n);
        return out;
    }

    /** The objective's own approximation of the Hessian of F. */
    double[] information() {
        double[] out = new double[n * n];
        objective.information(x, out);
        for (int i = 0; i < out.length; i++) {
            out[i] *= rule.scale();
        }
        return out;
    }

    /** What a Newton step would gain, g'B⁻¹g, for the criteria that ask for it; NaN when there is no B. */
    void expect(double newDecrement) {
        decrement = newDecrement;
    }

    /** Whether the search may end where it stands before any step, judged by the gradient alone. */
    void checkStart() {
        if (rule.minIterations() == 0
                && !isOver()
                && Rows.maxAbs(g, n) <= rule.tolerance(StoppingRule.Criterion.ABSGCONV)) {
            ending = Maximum.Ending.CONVERGED;
            met = Optional.of(StoppingRule.Criterion.ABSGCONV);
        }
    }

    /** Takes a step; afterwards {@link #isOver} says whether to go on. */
    void accept(double[] newX, double newF, double[] newG) {
        double[] oldX = x;
        double[] oldG = g;
        double oldF = f;
        x = newX.clone();
        g = newG.clone();
        f = newF;
        record(oldF - newF);
        judge(oldX, oldG, oldF);
    }

    /** No step improves the function: the end, a good one if the predicted gain is lost in rounding. */
    void stuck() {
        boolean flat = decrement <= 1e-8 * Math.max(Math.abs(f), 1) || Rows.maxAbs(g, n) <= 1e-4;
        ending = flat ? Maximum.Ending.CONVERGED : Maximum.Ending.NO_IMPROVEMENT;
        if (flat) {
            met = Optional.of(StoppingRule.Criterion.GCONV);
        }
    }

    private void record(double change) {
        history.add(new Maximum.Iteration(
                history.size(),
                evaluations - evaluationsBefore,
                -f / rule.scale(),
                change / rule.scale(),
                Rows.maxAbs(g, n) / rule.scale(),
                x.clone(),
                gradient()));
        evaluationsBefore = evaluations;
    }

    private void judge(double[] oldX, double[] oldG, double oldF) {
        Judge.Step step = new Judge.Step(history.size() - 1, evaluations, oldX, x, oldG, g, oldF, f, decrement);
        met = judge.met(step);
        ending = met.isPresent() ? Maximum.Ending.CONVERGED : judge.limit(step).orElse(null);
    }

    /** Of the function that is maximised. */
    private double[] gradient() {
        double[] gradient = new double[n];
        for (int i = 0; i < n; i++) {
            gradient[i] = -g[i] / rule.scale();
        }
        return gradient;
    }

    Maximum result() {
        return new Maximum(
                x,
                -f / rule.scale(),
                gradient(),
                ending == null ? Maximum.Ending.ITERATION_LIMIT : ending,
                decrement / rule.scale() / Math.max(Math.abs(f / rule.scale()), 1),
                met,
                List.copyOf(history));
    }
}
