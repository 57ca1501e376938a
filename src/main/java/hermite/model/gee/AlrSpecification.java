package hermite.model.gee;

import hermite.model.Link;
import hermite.model.StandardLink;
import hermite.model.Sweep;
import java.util.Optional;

/**
 * A marginal model of binary responses whose association is in log odds ratios.
 *
 * @param startingLogOddsRatios empty for 0.01 each
 * @param updateEvery the log odds ratios are moved in the first iteration and every so many
 * @param tolerance iteration stops when no parameter changes by more: relative where it exceeds 0.08
 */
public record AlrSpecification(
        Link link,
        LogOddsRatios logOddsRatios,
        Optional<double[]> startingLogOddsRatios,
        double tolerance,
        int maxIterations,
        int updateEvery,
        double singular) {

    /**
     * Logit link, tolerance 1e-8, 50 iterations. Convergence is linear, so 1e-4 would leave the criteria off by a unit
     * in the fourth decimal.
     */
    public static AlrSpecification of(LogOddsRatios logOddsRatios) {
        return new AlrSpecification(
                StandardLink.LOGIT, logOddsRatios, Optional.empty(), 1e-8, 50, 1, Sweep.DEFAULT_SINGULAR);
    }

    public AlrSpecification withLink(Link newLink) {
        return new AlrSpecification(
                newLink, logOddsRatios, startingLogOddsRatios, tolerance, maxIterations, updateEvery, singular);
    }

    public AlrSpecification withStart(double[] start) {
        return new AlrSpecification(
                link, logOddsRatios, Optional.of(start), tolerance, maxIterations, updateEvery, singular);
    }

    public AlrSpecification withTolerance(double newTolerance) {
        return new AlrSpecification(
                link, logOddsRatios, startingLogOddsRatios, newTolerance, maxIterations, updateEvery, singular);
    }

    public AlrSpecification withMaxIterations(int newMaximum) {
        return new AlrSpecification(
                link, logOddsRatios, startingLogOddsRatios, tolerance, newMaximum, updateEvery, singular);
    }

    public AlrSpecification withUpdateEvery(int iterations) {
        return new AlrSpecification(
                link, logOddsRatios, startingLogOddsRatios, tolerance, maxIterations, iterations, singular);
    }
}
