package hermite.sas.proc.postfit;

import hermite.model.Link;
import hermite.model.inference.ChiSquareTest;
import hermite.model.inference.CovariateMeans;
import hermite.model.inference.FittedCoefficients;
import hermite.model.inference.ObservedMargins;
import hermite.sas.proc.postfit.random.RandomEffects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * What a procedure tells about its fit.
 *
 * @param coefficients estimates, covariance, estimability, degrees of freedom
 * @param link of the mean, for ILINK
 * @param alpha 1 − confidence level where the statement has no ALPHA=
 * @param dialect wording and layout
 * @param marginal whether the fit is by estimating equations
 * @param contrastTest the test of CONTRAST in place of Wald's; empty for Wald
 * @param scaleDf n − p where an estimated scale makes GENMOD's contrasts F tests too
 * @param means of the covariates; empty when they are not known
 * @param margins of the data; empty when there are no data
 * @param random effects for coefficients behind a bar; empty when the model has none or they are not known
 */
public record PostFitModel(
        FittedCoefficients coefficients,
        Link link,
        double alpha,
        Dialect dialect,
        boolean marginal,
        Optional<ContrastTest> contrastTest,
        OptionalDouble scaleDf,
        Optional<Supplier<CovariateMeans>> means,
        Optional<Supplier<ObservedMargins>> margins,
        Optional<Supplier<RandomEffects>> random) {

    /** A test other than Wald's. */
    public interface ContrastTest {
        /** What the column Type says: {@code LR}, {@code Score}. */
        String type();

        /** @param independentRows of full rank */
        ChiSquareTest test(double[][] independentRows);
    }

    public static PostFitModel of(FittedCoefficients coefficients, Link link, double alpha, Dialect dialect) {
        return new PostFitModel(
                coefficients,
                link,
                alpha,
                dialect,
                false,
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public PostFitModel withDialect(Dialect other) {
        return new PostFitModel(
                coefficients, link, alpha, other, marginal, contrastTest, scaleDf, means, margins, random);
    }

    /** The supplier is called when a statement has coefficients of random effects. */
    public PostFitModel withRandom(Supplier<RandomEffects> effects) {
        Supplier<RandomEffects> once = new Supplier<>() {
            private RandomEffects found;

            @Override
            public RandomEffects get() {
                found = found == null ? effects.get() : found;
                return found;
            }
        };
        return new PostFitModel(
                coefficients, link, alpha, dialect, marginal, contrastTest, scaleDf, means, margins, Optional.of(once));
    }

    public PostFitModel withMarginal(boolean isMarginal) {
        return new PostFitModel(
                coefficients, link, alpha, dialect, isMarginal, contrastTest, scaleDf, means, margins, random);
    }

    public PostFitModel withContrastTest(ContrastTest test) {
        return new PostFitModel(
                coefficients, link, alpha, dialect, marginal, Optional.of(test), scaleDf, means, margins, random);
    }

    public PostFitModel withScaleDf(OptionalDouble df) {
        return new PostFitModel(coefficients, link, alpha, dialect, marginal, contrastTest, df, means, margins, random);
    }

    /** Suppliers are called at most when a statement needs them. */
    public PostFitModel withData(Supplier<CovariateMeans> covariates, Supplier<ObservedMargins> observed) {
        return withData(Optional.of(covariates), Optional.of(observed));
    }

    public PostFitModel withMeans(Supplier<CovariateMeans> covariates) {
        return withData(Optional.of(covariates), margins);
    }

    private PostFitModel withData(
            Optional<Supplier<CovariateMeans>> covariates, Optional<Supplier<ObservedMargins>> observed) {
        return new PostFitModel(
                coefficients, link, alpha, dialect, marginal, contrastTest, scaleDf, covariates, observed, random);
    }
}
