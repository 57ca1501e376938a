package hermite.model.glmm;

import hermite.math.DenseSymmetric;
import hermite.math.search.Maximum;
import hermite.math.search.SmoothObjective;
import hermite.math.search.StructuredNewton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is tried when a search for the maximum fails: Newton's method with the curvature of the approximated likelihood
 * itself (differences of its exact gradient) from the best point found, then the same from smaller and larger variances.
 * The information of the exact likelihood, which usually steers, misleads where few points make the two differ.
 */
final class RestartLadder {
    private static final int MAX_ITERATIONS = 60;
    private static final double RELATIVE_DECREMENT = 1e-12;
    private static final double STANDARDISED_STEP = 1e-4;
    private static final double[] SCALES = {0.25, 4, 0.05};

    private final ApproximatedLikelihood likelihood;
    private final GlmmSpec spec;

    RestartLadder(ApproximatedLikelihood likelihood, GlmmSpec spec) {
        this.likelihood = likelihood;
        this.spec = spec;
    }

    /** The first search that converges, or the best of those that did not; its history holds all of them. */
    Maximum climb(StartingPoint start, Maximum failed) {
        List<Maximum.Iteration> history = new ArrayList<>(failed.history());
        Maximum best = failed;
        List<double[]> from = new ArrayList<>();
        if (Double.isFinite(failed.value())) {
            from.add(failed.point());
        }
        for (double scale : SCALES) {
            from.add(scaled(start.psi(), scale));
        }
        for (double[] psi : from) {
            likelihood.forgetModes();
            Maximum next = new StructuredNewton(MAX_ITERATIONS, RELATIVE_DECREMENT, STANDARDISED_STEP)
                    .maximise(new OwnCurvature(), psi);
            for (Maximum.Iteration i : next.history()) {
                history.add(new Maximum.Iteration(
                        history.size(),
                        i.evaluations(),
                        i.value(),
                        i.change(),
                        i.maxGradient(),
                        i.point(),
                        i.gradient()));
            }
            if (!Double.isFinite(best.value()) || next.value() > best.value()) {
                best = next;
            }
            if (next.ending() == Maximum.Ending.CONVERGED && best == next) {
                break;
            }
        }
        return new Maximum(
                best.point(),
                best.value(),
                best.gradient(),
                best.ending(),
                best.relativeDecrement(),
                best.criterion(),
                List.copyOf(history));
    }

    /** Starting values with the factor of G multiplied; structures of correlations keep theirs. */
    private double[] scaled(double[] psi, double scale) {
        double[] out = psi.clone();
        int p = spec.fixedColumns();
        double[] theta = Arrays.copyOfRange(psi, p, p + spec.covariance().parameters());
        double[] factor = spec.covariance().factor(theta);
        int q = spec.randomColumns();
        for (int d = 0; d < q; d++) {
            double square = 0;
            for (int c = 0; c <= d; c++) {
                square += factor[d * q + c] * factor[d * q + c];
            }
            spec.covariance().setScale(out, p, d, scale * Math.sqrt(Math.max(square, 1e-4)));
        }
        return out;
    }

    /** The likelihood with its own negative Hessian as information. */
    private final class OwnCurvature implements SmoothObjective {
        @Override
        public int parameters() {
            return likelihood.parameters();
        }

        @Override
        public double evaluate(double[] psi, double[] gradient) {
            return likelihood.evaluate(psi, gradient);
        }

        @Override
        public void information(double[] psi, double[] information) {
            int m = parameters();
            double[] scale = new double[m];
            likelihood.information(psi, information);
            for (int r = 0; r < m; r++) {
                double d = information[r * m + r];
                scale[r] = d > 0 ? 1 / Math.sqrt(d) : 1;
            }
            double[] hessian = likelihood.hessian(psi, scale);
            DenseSymmetric.symmetrise(hessian, m);
            System.arraycopy(hessian, 0, information, 0, m * m);
        }
    }
}
