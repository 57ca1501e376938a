package hermite.model.gee;

import hermite.model.Family;
import hermite.model.Link;
import hermite.model.Sweep;
import java.util.Optional;

/**
 * A marginal model.
 *
 * @param shape k of a negative binomial variance function, the power of a Tweedie one; unused otherwise
 * @param fixedDispersion phi to report with; empty to estimate it. Moment estimators of the correlations use the
 *     estimated phi in any case
 * @param updateEvery the working correlation is estimated anew in the first iteration and every so many
 * @param tolerance iteration stops when no parameter changes by more: relative where it exceeds 0.08
 */
public record GeeSpecification(
        Family family,
        Link link,
        WorkingCorrelation correlation,
        double shape,
        Optional<Double> fixedDispersion,
        double tolerance,
        int maxIterations,
        int updateEvery,
        double singular) {

    /** phi estimated, except 1 for a binomial; tolerance 1e-4, 50 iterations. */
    public static GeeSpecification of(Family family, Link link, WorkingCorrelation correlation) {
        Optional<Double> phi = family == Family.BINOMIAL ? Optional.of(1.0) : Optional.empty();
        return new GeeSpecification(family, link, correlation, 1, phi, 1e-4, 50, 1, Sweep.DEFAULT_SINGULAR);
    }

    public GeeSpecification withShape(double k) {
        return new GeeSpecification(
                family, link, correlation, k, fixedDispersion, tolerance, maxIterations, updateEvery, singular);
    }

    public GeeSpecification withFixedDispersion(Optional<Double> phi) {
        return new GeeSpecification(
                family, link, correlation, shape, phi, tolerance, maxIterations, updateEvery, singular);
    }

    public GeeSpecification withTolerance(double newTolerance) {
        return new GeeSpecification(
                family, link, correlation, shape, fixedDispersion, newTolerance, maxIterations, updateEvery, singular);
    }

    public GeeSpecification withMaxIterations(int newMaximum) {
        return new GeeSpecification(
                family, link, correlation, shape, fixedDispersion, tolerance, newMaximum, updateEvery, singular);
    }

    public GeeSpecification withUpdateEvery(int iterations) {
        return new GeeSpecification(
                family, link, correlation, shape, fixedDispersion, tolerance, maxIterations, iterations, singular);
    }
}
