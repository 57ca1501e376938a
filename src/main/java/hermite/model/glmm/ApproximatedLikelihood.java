package hermite.model.glmm;

import hermite.math.CompensatedSum;
import hermite.math.DenseSymmetric;
import hermite.math.GaussHermite;
import hermite.math.OrderedExecutor;
import hermite.math.search.SmoothObjective;
import hermite.model.glmm.crossed.CrossedLikelihood;
import hermite.model.glmm.levels.NestedLikelihood;
import hermite.model.glmm.quadrature.MarginalLikelihood;
import hermite.model.glmm.quadrature.SubjectPatterns;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Approximated log likelihood of a model with random effects as a function of ψ = (β, parameters of G, log dispersion),
 * with its exact gradient: what a fit needs of an engine. Units are what the likelihood is a product over; equal ones may
 * be kept once with a count. The contract between the fitter and its engines, not meant for callers.
 */
public interface ApproximatedLikelihood extends SmoothObjective {
    /** The engine that the levels of the model need. */
    static ApproximatedLikelihood of(GlmmSpec spec, int points, OrderedExecutor executor, Runnable checkpoint) {
        if (spec.hasAdaptiveSubjects()) {
            return new MarginalLikelihood(spec, SubjectPatterns.of(spec), points, executor, checkpoint);
        }
        return NestedLikelihood.serves(spec)
                ? NestedLikelihood.of(spec, points, executor, checkpoint)
                : new CrossedLikelihood(spec, checkpoint);
    }

    /** Sets the number of points per random effect. */
    void usePoints(int points);

    /** The same with adaptive nodes, whatever placement was asked for: what that is compared with. */
    default void useAdaptivePoints(int points) {
        usePoints(points);
    }

    int points();

    /** Nodes at which a row is evaluated with so many points per random effect. */
    double nodes(int points);

    /** What one node costs, in rows after equal ones were collapsed. */
    long cells();

    /** Evaluations so far. */
    long evaluations();

    /** Log likelihood alone, with any number of points. */
    double value(double[] psi, GaussHermite grid);

    /** Log likelihood of every distinct unit. */
    double[] unitValues(double[] psi);

    /** Gradient of the log likelihood of every distinct unit, its weight left out. */
    double[][] unitScores(double[] psi);

    /** How many units each distinct one stands for. */
    double[] unitCounts();

    /** What the log likelihood of each distinct unit is multiplied by, after it is counted. */
    default double[] unitWeights() {
        double[] ones = new double[unitCounts().length];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** Forgets the modes, so that what follows does not depend on what came before. */
    void forgetModes();

    /** Where a search for the maximum starts. */
    StartingPoint start();

    /** What is known of the random effects at ψ. */
    Posterior posterior(double[] psi);

    Sizes sizes();

    /** What is read off at ψ after a search: log likelihood, its gradient, Σ f s s', and the value of every unit. */
    default Summary summary(double[] psi) {
        double[] gradient = new double[parameters()];
        double value = evaluate(psi, gradient);
        return new Summary(value, gradient, scoreProducts(psi), unitValues(psi));
    }

    /**
     * @param products row-major, as of {@link #scoreProducts}
     * @param unitValues as of {@link #unitValues}
     */
    record Summary(double value, double[] gradient, double[] products, double[] unitValues) {}

    /** Independent units, distinct ones among them, rows of the largest. */
    record Sizes(int units, int distinct, int largest) {}

    /** Units whose values from {@link #unitValues} differ by more than a tolerance. */
    default int countWhereDifferent(double[] a, double[] b, double tolerance) {
        double[] counts = unitCounts();
        double different = 0;
        for (int i = 0; i < counts.length; i++) {
            different += Math.abs(a[i] - b[i]) > tolerance ? counts[i] : 0;
        }
        return (int) Math.round(different);
    }

    /** Σ f s s' over units, s the gradient of one unit's log likelihood times its weight. */
    default double[] scoreProducts(double[] psi) {
        int m = parameters();
        double[][] scores = unitScores(psi);
        double[] counts = unitCounts();
        double[] weights = unitWeights();
        CompensatedSum sum = new CompensatedSum(m * m);
        double[] terms = new double[m * m];
        for (int i = 0; i < scores.length; i++) {
            double factor = counts[i] * weights[i] * weights[i];
            for (int r = 0; r < m; r++) {
                for (int c = 0; c < m; c++) {
                    terms[r * m + c] = factor * scores[i][r] * scores[i][c];
                }
            }
            sum.add(terms);
        }
        double[] out = new double[m * m];
        sum.total(out);
        return out;
    }

    /** Negative Hessian by central differences of the exact gradient, steps relative to {@code scale}. */
    default double[] hessian(double[] psi, double[] scale) {
        return hessian(psi, scale, IntStream.range(0, parameters()).toArray());
    }

    /** The same in some of the parameters. */
    default double[] hessian(double[] psi, double[] scale, int[] of) {
        return hessian(psi, scale, of, 0);
    }

    /** The same with steps of at least {@code wide} times the scale. */
    default double[] hessian(double[] psi, double[] scale, int[] of, double wide) {
        int m = of.length;
        double[] h = new double[m * m];
        double[] up = new double[parameters()];
        double[] down = new double[parameters()];
        double[] x = psi.clone();
        for (int i = 0; i < m; i++) {
            int r = of[i];
            double step = Math.min(1e-4 * Math.max(Math.abs(psi[r]), scale[r]), 0.02 * scale[r]);
            step = Math.max(step, Math.max(wide * scale[r], 1e-9 * Math.abs(psi[r])));
            x[r] = psi[r] + step;
            double above = x[r];
            evaluate(x, up);
            x[r] = psi[r] - step;
            double width = above - x[r];
            evaluate(x, down);
            x[r] = psi[r];
            for (int k = 0; k < m; k++) {
                h[i * m + k] = (down[of[k]] - up[of[k]]) / width;
            }
        }
        DenseSymmetric.symmetrise(h, m);
        return h;
    }
}
