package hermite.model.glm;

import hermite.model.CentredColumns;
import hermite.model.Family;
import hermite.model.Link;
import hermite.model.Sweep;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What to fit.
 *
 * @param tolerance iteration stops when no parameter changes by more (relative where it exceeds 0.01)
 * @param maxIterations Newton steps
 * @param expectedInformation covariance from the expected instead of the observed information
 * @param singular relative pivot below which a column counts as dependent on earlier ones
 * @param start starting values, one a design column; NaN, or an empty list, for those taken from the data
 * @param power of a Tweedie variance function; estimated when empty
 */
public record GlmSpecification(
        Family family,
        Link link,
        ScaleRule scale,
        double tolerance,
        int maxIterations,
        boolean expectedInformation,
        double singular,
        List<Double> start,
        OptionalDouble power) {

    public GlmSpecification {
        start = List.copyOf(start);
    }

    /** The family's default link, maximum likelihood, 50 steps to 1e-8. */
    public static GlmSpecification of(Family family) {
        return of(family, family.defaultLink());
    }

    public static GlmSpecification of(Family family, Link link) {
        return new GlmSpecification(
                family,
                link,
                new ScaleRule.MaximumLikelihood(),
                1e-8,
                50,
                false,
                Sweep.DEFAULT_SINGULAR,
                List.of(),
                OptionalDouble.empty());
    }

    public GlmSpecification withScale(ScaleRule rule) {
        return new GlmSpecification(
                family, link, rule, tolerance, maxIterations, expectedInformation, singular, start, power);
    }

    public GlmSpecification withTolerance(double newTolerance) {
        return new GlmSpecification(
                family, link, scale, newTolerance, maxIterations, expectedInformation, singular, start, power);
    }

    public GlmSpecification withMaxIterations(int newMaximum) {
        return new GlmSpecification(
                family, link, scale, tolerance, newMaximum, expectedInformation, singular, start, power);
    }

    public GlmSpecification withExpectedInformation(boolean expected) {
        return new GlmSpecification(family, link, scale, tolerance, maxIterations, expected, singular, start, power);
    }

    public GlmSpecification withSingular(double newSingular) {
        return new GlmSpecification(
                family, link, scale, tolerance, maxIterations, expectedInformation, newSingular, start, power);
    }

    /** The starting values for columns that were moved. */
    GlmSpecification movedStart(CentredColumns columns) {
        if (start.isEmpty() || columns.isNone()) {
            return this;
        }
        double[] given = start.stream().mapToDouble(Double::doubleValue).toArray();
        return withStart(Arrays.stream(columns.centred(given)).boxed().toList());
    }

    public GlmSpecification withStart(List<Double> newStart) {
        return new GlmSpecification(
                family, link, scale, tolerance, maxIterations, expectedInformation, singular, newStart, power);
    }

    /** The power of a Tweedie variance function, strictly between 1 and 2, held fixed. */
    public GlmSpecification withPower(double newPower) {
        return new GlmSpecification(
                family,
                link,
                scale,
                tolerance,
                maxIterations,
                expectedInformation,
                singular,
                start,
                OptionalDouble.of(newPower));
    }

    /** Whether k of the negative binomial is among the parameters that are maximised over. */
    boolean estimatesShape() {
        return family.dispersion() == Family.Dispersion.SHAPE && !(scale instanceof ScaleRule.Fixed);
    }
}
