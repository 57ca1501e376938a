package hermite.model.lmm;

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
 */
public record LmmControl(
        Optional<double[]> start,
        boolean[] held,
        double[] lower,
        double[] upper,
        boolean bounded,
        int maxIterations,
        boolean expected) {
    /** What is done unless said otherwise. */
    public static LmmControl usual() {
        return new LmmControl(Optional.empty(), new boolean[0], new double[0], new double[0], true, 100, false);
    }

    public LmmControl from(double[] theta) {
        return new LmmControl(Optional.of(theta.clone()), held, lower, upper, bounded, maxIterations, expected);
    }

    /** The likelihood and all that follows at a given point, nothing searched. */
    public static LmmControl at(double[] theta) {
        return new LmmControl(Optional.of(theta.clone()), new boolean[0], new double[0], new double[0], true, 0, false);
    }
}
