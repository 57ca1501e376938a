package hermite.math.search;

import java.util.List;
import java.util.Optional;

/** Evaluates the start and stays there. */
public record NoSearch() implements Maximiser {
    @Override
    public Maximum maximise(SmoothObjective objective, double[] start) {
        double[] gradient = new double[objective.parameters()];
        double value = objective.evaluate(start, gradient);
        double largest = hermite.math.Rows.maxAbs(gradient, gradient.length);
        return new Maximum(
                start.clone(),
                value,
                gradient,
                Double.isFinite(value) ? Maximum.Ending.CONVERGED : Maximum.Ending.START_NOT_COMPUTABLE,
                Double.NaN,
                Optional.empty(),
                List.of(new Maximum.Iteration(0, 1, value, Double.NaN, largest, start.clone(), gradient)));
    }
}
