package hermite.model.glm;

/** What becomes of the dispersion: phi, or k of the negative binomial. */
public sealed interface ScaleRule {
    /** Maximum likelihood. For families whose phi is known (binomial, Poisson) it is held at 1. */
    record MaximumLikelihood() implements ScaleRule {}

    /** Held at this dispersion. */
    record Fixed(double dispersion) implements ScaleRule {}

    /** phi = Pearson's chi-square / (n - p). */
    record Pearson() implements ScaleRule {}

    /** phi = deviance / (n - p). */
    record Deviance() implements ScaleRule {}
}
