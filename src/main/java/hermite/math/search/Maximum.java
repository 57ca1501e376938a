package hermite.math.search;

import java.util.List;
import java.util.Optional;

/**
 * Where a maximisation ended.
 *
 * @param point best point found
 * @param value the function there
 * @param gradient its gradient there
 * @param ending how the search ended
 * @param relativeDecrement g'B⁻¹g / max(|f|, 1) at the last step, NaN where the technique has no B
 * @param criterion which criterion of the {@link StoppingRule} was met, if one was
 * @param history one line an iteration, the start first
 */
public record Maximum(
        double[] point,
        double value,
        double[] gradient,
        Ending ending,
        double relativeDecrement,
        Optional<StoppingRule.Criterion> criterion,
        List<Iteration> history) {
    /** How a maximisation ended. */
    public enum Ending {
        CONVERGED,
        ITERATION_LIMIT,
        EVALUATION_LIMIT,
        TIME_LIMIT,
        NO_IMPROVEMENT,
        START_NOT_COMPUTABLE
    }

    /**
     * One line of the history: function evaluations spent, value, its change (NaN at the start), largest gradient, and
     * where the search stood with the gradient there.
     */
    public record Iteration(
            int number,
            int evaluations,
            double value,
            double change,
            double maxGradient,
            double[] point,
            double[] gradient) {}
}
