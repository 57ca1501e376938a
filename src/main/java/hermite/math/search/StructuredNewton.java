package hermite.math.search;

import hermite.math.DenseSymmetric;
import hermite.math.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Maximiser for likelihoods whose information is known up to a correction: Newton's method with the matrix
 * B = information + A, where A is built from gradient differences by the structured secant formula (Dennis, Gay and
 * Welsch 1981, with their sizing factor). Indefinite B is replaced by the matrix with absolute eigenvalues, which
 * unlike a ridge does not stall on saddles. Steps are shortened by backtracking with quadratic interpolation.
 */
public final class StructuredNewton implements Maximiser {
    private static final double SUFFICIENT_INCREASE = 1e-4;
    private static final double EIGENVALUE_FLOOR = 1e-2;
    private static final int MAX_HALVINGS = 40;
    /** Relative rounding error of a value. */
    private static final double ROUNDING = 4e-14;

    private final int maxIterations;
    private final double relativeDecrement;
    private final double standardisedStep;
    private final Optional<StoppingRule> further;

    /**
     * @param maxIterations iterations allowed
     * @param relativeDecrement stop when g'B⁻¹g / max(|f|, 1) is below this
     * @param standardisedStep and when every component of the Newton step is below this fraction of its standard error
     */
    public StructuredNewton(int maxIterations, double relativeDecrement, double standardisedStep) {
        this(maxIterations, relativeDecrement, standardisedStep, Optional.empty());
    }

    private StructuredNewton(
            int maxIterations, double relativeDecrement, double standardisedStep, Optional<StoppingRule> further) {
        this.further = further;
        this.maxIterations = maxIterations;
        this.relativeDecrement = relativeDecrement;
        this.standardisedStep = standardisedStep;
    }

    /** A search that also ends when the rule says so, and within its limits. */
    public StructuredNewton with(StoppingRule rule) {
        return new StructuredNewton(rule.maxIterations(), relativeDecrement, standardisedStep, Optional.of(rule));
    }

    @Override
    public Maximum maximise(SmoothObjective objective, double[] start) {
        return new Run(objective, start).run();
    }

    private final class Run {
        private final SmoothObjective objective;
        private final int n;
        private double[] x;
        private double[] g;
        private double[] trial;
        private double[] trialGradient;
        private double value;
        private final double[] information;
        private final double[] correction;
        private final double[] direction;
        private final List<Maximum.Iteration> history = new ArrayList<>();
        private int evaluations;
        private double predictedGain;
        private boolean positiveDefinite;
        private double largestStandardisedStep;
        private final Optional<Judge> judge = further.map(Judge::new);
        private Optional<StoppingRule.Criterion> met = Optional.empty();

        Run(SmoothObjective objective, double[] start) {
            this.objective = objective;
            n = objective.parameters();
            x = start.clone();
            g = new double[n];
            trial = new double[n];
            trialGradient = new double[n];
            information = new double[n * n];
            correction = new double[n * n];
            direction = new double[n];
        }

        Maximum run() {
            value = evaluate(x, g);
            record(0, Double.NaN);
            if (!Double.isFinite(value)) {
                return result(Maximum.Ending.START_NOT_COMPUTABLE);
            }
            objective.information(x, information);
            boolean restarted = false;
            for (int iteration = 1; iteration <= maxIterations; iteration++) {
                newtonDirection();
                boolean converged = converged();
                double before = value;
                double step = lineSearch();
                if (step == 0) {
                    if (converged || predictedGain <= 1e-8 * Math.max(Math.abs(value), 1)) {
                        return result(Maximum.Ending.CONVERGED);
                    }
                    if (restarted) {
                        return result(Maximum.Ending.NO_IMPROVEMENT);
                    }
                    restarted = true;
                    Arrays.fill(correction, 0.0);
                    continue;
                }
                restarted = false;
                double[] gOld = trialGradient;
                double[] xOld = trial;
                record(iteration, value - before);
                if (converged) {
                    return result(Maximum.Ending.CONVERGED);
                }
                if (judge.isPresent()) {
                    Judge.Step taken = step(iteration, xOld, gOld, before);
                    met = judge.get().met(taken);
                    Optional<Maximum.Ending> limit = met.isPresent()
                            ? Optional.of(Maximum.Ending.CONVERGED)
                            : judge.get().limit(taken);
                    if (limit.isPresent()) {
                        return result(limit.get());
                    }
                }
                objective.information(x, information);
                updateCorrection(xOld, gOld);
            }
            return result(Maximum.Ending.ITERATION_LIMIT);
        }

        /** The step taken, for the rule's criteria: as a minimisation, in its scale. */
        private Judge.Step step(int iteration, double[] xOld, double[] gOld, double before) {
            double scale = further.orElseThrow().scale();
            double[] now = new double[n];
            double[] earlier = new double[n];
            for (int i = 0; i < n; i++) {
                now[i] = -scale * g[i];
                earlier[i] = -scale * gOld[i];
            }
            int spent =
                    history.stream().mapToInt(Maximum.Iteration::evaluations).sum();
            return new Judge.Step(
                    iteration,
                    spent,
                    xOld,
                    x,
                    earlier,
                    now,
                    -scale * before,
                    -scale * value,
                    positiveDefinite ? scale * predictedGain : Double.POSITIVE_INFINITY);
        }

        private double evaluate(double[] at, double[] gradient) {
            evaluations++;
            double found = objective.evaluate(at, gradient);
            return Double.isFinite(Rows.maxAbs(gradient, n)) ? found : Double.NaN;
        }

        private void record(int iteration, double change) {
            history.add(new Maximum.Iteration(
                    iteration, evaluations, value, change, Rows.maxAbs(g, n), x.clone(), g.clone()));
            evaluations = 0;
        }

        private Maximum result(Maximum.Ending ending) {
            double relative = predictedGain / Math.max(Math.abs(value), 1.0);
            return new Maximum(x, value, g, ending, relative, met, List.copyOf(history));
        }

        /** At a maximum, or where what a step could gain is lost in the rounding of f. */
        private boolean converged() {
            if (predictedGain <= ROUNDING * Math.max(Math.abs(value), 1.0)) {
                return true;
            }
            return positiveDefinite
                    && predictedGain <= relativeDecrement * Math.max(Math.abs(value), 1.0)
                    && largestStandardisedStep <= standardisedStep;
        }

        /** B scaled to a unit diagonal; Cholesky when it is positive definite, absolute eigenvalues otherwise. */
        private void newtonDirection() {
            double[] b = new double[n * n];
            double[] scale = new double[n];
            for (int i = 0; i < n; i++) {
                double d = Math.abs(information[i * n + i] + correction[i * n + i]);
                scale[i] = d > 1e-300 ? 1.0 / Math.sqrt(d) : 1.0;
            }
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    b[i * n + j] = (information[i * n + j] + correction[i * n + j]) * scale[i] * scale[j];
                }
            }
            double[] factor = new double[n * n];
            positiveDefinite = DenseSymmetric.cholesky(b, factor, n);
            for (int i = 0; i < n; i++) {
                direction[i] = g[i] * scale[i];
            }
            if (positiveDefinite) {
                double[] inverse = DenseSymmetric.inverse(b, n);
                DenseSymmetric.solve(factor, direction, n);
                largestStandardisedStep = 0;
                for (int i = 0; i < n; i++) {
                    double se = inverse.length == 0 ? 1.0 : Math.sqrt(inverse[i * n + i]);
                    largestStandardisedStep = Math.max(largestStandardisedStep, Math.abs(direction[i]) / se);
                }
            } else {
                absoluteEigenDirection(b);
            }
            predictedGain = 0;
            for (int i = 0; i < n; i++) {
                direction[i] *= scale[i];
                predictedGain += direction[i] * g[i];
            }
        }

        private void absoluteEigenDirection(double[] b) {
            DenseSymmetric.Spectrum spectrum = DenseSymmetric.spectrum(b, n);
            double[] scaledGradient = direction.clone();
            Arrays.fill(direction, 0.0);
            for (int e = 0; e < n; e++) {
                double[] vector = spectrum.vectors()[e];
                double along = 0;
                for (int i = 0; i < n; i++) {
                    along += vector[i] * scaledGradient[i];
                }
                along /= Math.max(Math.abs(spectrum.values()[e]), EIGENVALUE_FLOOR);
                for (int i = 0; i < n; i++) {
                    direction[i] += along * vector[i];
                }
            }
        }

        /** Moves x, g and value to the accepted point and leaves the old ones in trial; 0 if no step helps. */
        private double lineSearch() {
            double step = 1.0;
            double slack = ROUNDING * Math.max(Math.abs(value), 1.0);
            for (int k = 0; k < MAX_HALVINGS; k++) {
                for (int i = 0; i < n; i++) {
                    trial[i] = x[i] + step * direction[i];
                }
                double candidate = evaluate(trial, trialGradient);
                if (candidate >= value + SUFFICIENT_INCREASE * step * predictedGain - slack) {
                    double[] swap = x;
                    x = trial;
                    trial = swap;
                    swap = g;
                    g = trialGradient;
                    trialGradient = swap;
                    value = candidate;
                    return step;
                }
                double interpolated = 0.1 * step;
                if (Double.isFinite(candidate)) {
                    double curvature = 2.0 * (value + step * predictedGain - candidate) / (step * step);
                    interpolated = predictedGain / curvature;
                }
                step = Math.max(0.1 * step, Math.min(0.5 * step, interpolated));
            }
            return 0;
        }

        private void updateCorrection(double[] xOld, double[] gOld) {
            double[] s = new double[n];
            double[] y = new double[n];
            double[] as = new double[n];
            double[] residual = new double[n];
            double ys = 0;
            double sNorm = 0;
            double yNorm = 0;
            for (int i = 0; i < n; i++) {
                s[i] = x[i] - xOld[i];
                y[i] = gOld[i] - g[i];
                ys += y[i] * s[i];
                sNorm += s[i] * s[i];
                yNorm += y[i] * y[i];
            }
            if (!(Math.abs(ys) > 1e-10 * Math.sqrt(sNorm * yNorm))) {
                return;
            }
            double sAs = 0;
            double sYSharp = 0;
            for (int i = 0; i < n; i++) {
                double is = 0;
                for (int j = 0; j < n; j++) {
                    is += information[i * n + j] * s[j];
                    as[i] += correction[i * n + j] * s[j];
                }
                residual[i] = y[i] - is;
                sAs += s[i] * as[i];
                sYSharp += s[i] * residual[i];
            }
            double sizing = sAs == 0 ? 1.0 : Math.min(1.0, Math.abs(sYSharp / sAs));
            double sr = 0;
            for (int i = 0; i < n; i++) {
                residual[i] -= sizing * as[i];
                sr += s[i] * residual[i];
            }
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    correction[i * n + j] = sizing * correction[i * n + j]
                            + (residual[i] * y[j] + y[i] * residual[j]) / ys
                            - sr * y[i] * y[j] / (ys * ys);
                }
            }
        }
    }
}
