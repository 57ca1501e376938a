package hermite.model.gee.multinomial;

import hermite.model.Sweep;
import java.util.Optional;

/**
 * A marginal model of a multinomial response.
 *
 * @param categories number of levels of the response
 * @param association empty for independence of the observations of a cluster
 * @param startingLogOddsRatios empty for 0.01 each
 * @param tolerance iteration stops when no parameter changes by more: relative where it exceeds 0.08
 */
public record MultinomialSpecification(
        CategoryModel model,
        int categories,
        Optional<GlobalOddsRatios> association,
        Optional<double[]> startingLogOddsRatios,
        double tolerance,
        int maxIterations,
        double singular) {

    public MultinomialSpecification {
        if (association.isPresent() && !(model instanceof CategoryModel.Cumulative)) {
            throw new IllegalArgumentException("global odds ratios are those of ordinal responses");
        }
    }

    /** Independence, tolerance 1e-8, 50 iterations. */
    public static MultinomialSpecification of(CategoryModel model, int categories) {
        return new MultinomialSpecification(
                model, categories, Optional.empty(), Optional.empty(), 1e-8, 50, Sweep.DEFAULT_SINGULAR);
    }

    public MultinomialSpecification withAssociation(GlobalOddsRatios newAssociation) {
        return new MultinomialSpecification(
                model,
                categories,
                Optional.of(newAssociation),
                startingLogOddsRatios,
                tolerance,
                maxIterations,
                singular);
    }

    public MultinomialSpecification withStart(double[] start) {
        return new MultinomialSpecification(
                model, categories, association, Optional.of(start), tolerance, maxIterations, singular);
    }

    public MultinomialSpecification withTolerance(double newTolerance) {
        return new MultinomialSpecification(
                model, categories, association, startingLogOddsRatios, newTolerance, maxIterations, singular);
    }

    public MultinomialSpecification withMaxIterations(int newMaximum) {
        return new MultinomialSpecification(
                model, categories, association, startingLogOddsRatios, tolerance, newMaximum, singular);
    }

    public MultinomialSpecification withSingular(double newSingular) {
        return new MultinomialSpecification(
                model, categories, association, startingLogOddsRatios, tolerance, maxIterations, newSingular);
    }

    /** Number of functions of the response: levels less one. */
    public int functions() {
        return categories - 1;
    }

    int associationParameters() {
        return association.map(GlobalOddsRatios::parameters).orElse(0);
    }
}
