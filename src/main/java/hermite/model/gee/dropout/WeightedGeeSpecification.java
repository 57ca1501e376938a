package hermite.model.gee.dropout;

import hermite.model.Family;
import hermite.model.Link;
import hermite.model.Sweep;
import hermite.model.gee.WorkingCorrelation;

/**
 * A marginal model for subjects who drop out.
 *
 * @param shape k of a negative binomial variance function, the power of a Tweedie one; unused otherwise
 * @param maxWeight larger weights are cut to this
 * @param tolerance iteration stops when no parameter changes by more: relative where it exceeds 0.08
 */
public record WeightedGeeSpecification(
        Family family,
        Link link,
        WorkingCorrelation correlation,
        double shape,
        Level level,
        double maxWeight,
        double tolerance,
        int maxIterations,
        double singular) {

    /** What has a weight. */
    public enum Level {
        /** Each observation: the inverse probability to be seen up to it (Robins, Rotnitzky &amp; Zhao 1995). */
        OBSERVATION,
        /** Each subject: the inverse probability to drop out when it did (Fitzmaurice, Molenberghs &amp; Lipsitz 1995). */
        SUBJECT
    }

    /** Weights of observations, not cut; tolerance 1e-8, 50 iterations. */
    public static WeightedGeeSpecification of(Family family, Link link, WorkingCorrelation correlation) {
        return new WeightedGeeSpecification(
                family,
                link,
                correlation,
                1,
                Level.OBSERVATION,
                Double.POSITIVE_INFINITY,
                1e-8,
                50,
                Sweep.DEFAULT_SINGULAR);
    }

    public WeightedGeeSpecification withShape(double k) {
        return new WeightedGeeSpecification(
                family, link, correlation, k, level, maxWeight, tolerance, maxIterations, singular);
    }

    public WeightedGeeSpecification withWeights(Level newLevel, double most) {
        return new WeightedGeeSpecification(
                family, link, correlation, shape, newLevel, most, tolerance, maxIterations, singular);
    }

    public WeightedGeeSpecification withTolerance(double newTolerance) {
        return new WeightedGeeSpecification(
                family, link, correlation, shape, level, maxWeight, newTolerance, maxIterations, singular);
    }

    public WeightedGeeSpecification withMaxIterations(int newMaximum) {
        return new WeightedGeeSpecification(
                family, link, correlation, shape, level, maxWeight, tolerance, newMaximum, singular);
    }

    public WeightedGeeSpecification withSingular(double newSingular) {
        return new WeightedGeeSpecification(
                family, link, correlation, shape, level, maxWeight, tolerance, maxIterations, newSingular);
    }
}
