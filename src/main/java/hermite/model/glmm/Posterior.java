package hermite.model.glmm;

/**
 * What is known of the random effects given the data and the estimates: modes b̂ = Lv̂ and variances diag(L S S'L') of
 * every subject, and the fit of the conditional distribution at the modes.
 */
public record Posterior(double[] modes, double[] variances, GlmmFit.Conditional conditional) {}
