package hermite.model.lmm;

import hermite.math.search.Maximiser;
import java.util.Optional;

/**
 * How the search for covariance parameters goes.
 *
 * @param start where it begins; empty for values from the data
 * @param held parameters that keep their start; empty for none
 * @param lower bounds in place of the usual ones, NaN for the usual; empty for none
 * @param upper likewise
 * @param bounded whether variances have the lower bound zero
 * @param maxIterations steps; 0 evaluates the likelihood at the start
 * @param expected whether standard errors come from the expected rather than the observed information
 * @param ties equations between parameters
 * @param technique what searches, under its own limits and criteria, in place of Newton's method
 */
public record LmmControl(
        Optional<double[]> start,
        boolean[] held,
        double[] lower,
        double[] upper,
        boolean bounded,
        int maxIterations,
        boolean expected,
        Optional<LinearTies> ties,
        Optional<Maximiser> technique) {
    /** Without equations, by Newton's method. */
    public LmmControl(
            Optional<double[]> start,
            boolean[] held,
            double[] lower,
            double[] upper,
            boolean bounded,
            int maxIterations,
            boolean expected) {
        this(start, held, lower, upper, bounded, maxIterations, expected, Optional.empty(), Optional.empty());
    }

    /** What is done unless said otherwise. */
    public static LmmControl usual() {
        return new LmmControl(Optional.empty(), new boolean[0], new double[0], new double[0], true, 100, false);
    }

    public LmmControl from(double[] theta) {
        return new LmmControl(
                Optional.of(theta.clone()), held, lower, upper, bounded, maxIterations, expected, ties, technique);
    }

    /** At most so many steps. */
    public LmmControl limited(int iterations) {
        return new LmmControl(start, held, lower, upper, bounded, iterations, expected, ties, technique);
    }

    public LmmControl with(LinearTies equations) {
        return new LmmControl(
                start, held, lower, upper, bounded, maxIterations, expected, Optional.of(equations), technique);
    }

    public LmmControl with(Maximiser searcher) {
        return new LmmControl(start, held, lower, upper, bounded, maxIterations, expected, ties, Optional.of(searcher));
    }

    /** By Newton's method. */
    public LmmControl withoutTechnique() {
        return new LmmControl(start, held, lower, upper, bounded, maxIterations, expected, ties, Optional.empty());
    }

    /** The likelihood and all that follows at a given point, nothing searched. */
    public static LmmControl at(double[] theta) {
        return new LmmControl(Optional.of(theta.clone()), new boolean[0], new double[0], new double[0], true, 0, false);
    }
}
