package hermite.model.glm;

/**
 * How well a model fits (McCullagh &amp; Nelder 1989, section 2.3; Akaike 1974; Hurvich &amp; Tsai 1989; Schwarz 1978).
 *
 * @param df n - p, n the sum of frequencies and p the rank
 * @param deviance sum of w d(y, mu)
 * @param pearson sum of w (y - mu)² / V(mu)
 * @param dispersion phi that the scaled statistics divide by
 * @param logLikelihood without the terms that are free of parameters, divided by phi where phi is not maximised over
 * @param fullLogLikelihood with all terms, phi = 1 for binomial and Poisson
 * @param parameters p plus 1 when the dispersion was estimated by maximum likelihood
 */
public record FitCriteria(
        double observations,
        double df,
        double deviance,
        double pearson,
        double dispersion,
        double logLikelihood,
        double fullLogLikelihood,
        int parameters) {

    public double scaledDeviance() {
        return deviance / dispersion;
    }

    public double scaledPearson() {
        return pearson / dispersion;
    }

    public double aic() {
        return -2 * fullLogLikelihood + 2 * parameters;
    }

    /** NaN when there are too few observations. */
    public double aicc() {
        double room = observations - parameters - 1;
        return room > 0 ? -2 * fullLogLikelihood + 2 * parameters * observations / room : Double.NaN;
    }

    public double bic() {
        return -2 * fullLogLikelihood + parameters * Math.log(observations);
    }
}
