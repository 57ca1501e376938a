package hermite.model;

import org.apache.commons.math3.special.Gamma;

/**
 * Response distributions of a generalized linear model for one observation (McCullagh &amp; Nelder 1989, chapter 2).
 *
 * <p>Shapes and units: {@code y} is the response, for {@link #BINOMIAL} the proportion events/trials; {@code weight}
 * is the prior weight w; {@code dispersion} is phi for the exponential families and k, with Var(Y) = mu + k mu², for
 * {@link #NEGATIVE_BINOMIAL}. {@link #GEOMETRIC} is the negative binomial with k = 1; for
 * {@link #TWEEDIE} it is the power p of V = mu^p, between 1 and 2, and what is given of the density is the part that
 * depends on the mean, at phi = 1.
 */
public enum Family {
    NORMAL("Normal", StandardLink.IDENTITY, Dispersion.ESTIMATED),
    BINOMIAL("Binomial", StandardLink.LOGIT, Dispersion.FIXED),
    POISSON("Poisson", StandardLink.LOG, Dispersion.FIXED),
    GAMMA("Gamma", new PowerLink(-1), Dispersion.ESTIMATED),
    INVERSE_GAUSSIAN("Inverse Gaussian", new PowerLink(-2), Dispersion.ESTIMATED),
    NEGATIVE_BINOMIAL("Negative Binomial", StandardLink.LOG, Dispersion.SHAPE),
    GEOMETRIC("Geometric", StandardLink.LOG, Dispersion.FIXED),
    TWEEDIE("Tweedie", StandardLink.LOG, Dispersion.ESTIMATED);

    /** What the family's second parameter is. */
    public enum Dispersion {
        /** phi is known to be 1 unless a scale is asked for. */
        FIXED,
        /** phi is estimated. */
        ESTIMATED,
        /** k of the negative binomial, part of the density's shape. */
        SHAPE
    }

    private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

    private final String label;
    private final Link canonicalOrDefault;
    private final Dispersion dispersion;

    Family(String label, Link defaultLink, Dispersion dispersion) {
        this.label = label;
        this.canonicalOrDefault = defaultLink;
        this.dispersion = dispersion;
    }

    /** The name as it is printed. */
    public String label() {
        return label;
    }

    public Link defaultLink() {
        return canonicalOrDefault;
    }

    public Dispersion dispersion() {
        return dispersion;
    }

    /** Whether the density at y is defined; y of a binomial is a proportion. */
    public boolean isValidResponse(double y) {
        return switch (this) {
            case NORMAL -> !Double.isNaN(y);
            case BINOMIAL -> y >= 0 && y <= 1;
            case POISSON, NEGATIVE_BINOMIAL, GEOMETRIC, TWEEDIE -> y >= 0;
            case GAMMA, INVERSE_GAUSSIAN -> y > 0;
        };
    }

    /** The variance function V(mu). */
    public double variance(double mu, double dispersion) {
        return switch (this) {
            case NORMAL -> 1;
            case BINOMIAL -> mu * (1 - mu);
            case POISSON -> mu;
            case GAMMA -> mu * mu;
            case INVERSE_GAUSSIAN -> mu * mu * mu;
            case NEGATIVE_BINOMIAL -> mu + dispersion * mu * mu;
            case GEOMETRIC -> mu + mu * mu;
            case TWEEDIE -> Math.pow(mu, dispersion);
        };
    }

    /** V'(mu). */
    public double varianceDerivative(double mu, double dispersion) {
        return switch (this) {
            case NORMAL -> 0;
            case BINOMIAL -> 1 - 2 * mu;
            case POISSON -> 1;
            case GAMMA -> 2 * mu;
            case INVERSE_GAUSSIAN -> 3 * mu * mu;
            case NEGATIVE_BINOMIAL -> 1 + 2 * dispersion * mu;
            case GEOMETRIC -> 1 + 2 * mu;
            case TWEEDIE -> dispersion * Math.pow(mu, dispersion - 1);
        };
    }

    /** V''(mu). */
    public double varianceSecondDerivative(double mu, double dispersion) {
        return switch (this) {
            case NORMAL, POISSON -> 0;
            case BINOMIAL -> -2;
            case GAMMA -> 2;
            case INVERSE_GAUSSIAN -> 6 * mu;
            case NEGATIVE_BINOMIAL -> 2 * dispersion;
            case GEOMETRIC -> 2;
            case TWEEDIE -> dispersion * (dispersion - 1) * Math.pow(mu, dispersion - 2);
        };
    }

    /** Whether mu is inside the family's mean space. */
    public boolean isValidMean(double mu) {
        return switch (this) {
            case NORMAL -> !Double.isNaN(mu) && !Double.isInfinite(mu);
            case BINOMIAL -> mu >= 0 && mu <= 1;
            default -> mu > 0 && !Double.isInfinite(mu);
        };
    }

    /** A mean near y from which iteration may start. */
    public double startingMean(double y, double trials) {
        return switch (this) {
            case NORMAL -> y;
            case BINOMIAL -> (y * trials + 0.5) / (trials + 1);
            case POISSON, NEGATIVE_BINOMIAL, GEOMETRIC, TWEEDIE -> Math.max(y, 0.1 + 0.5 * Math.min(y, 1));
            case GAMMA, INVERSE_GAUSSIAN -> y;
        };
    }

    /**
     * The part of the log density of one observation that depends on the mean or the dispersion.
     *
     * @param y response; for a binomial the proportion
     * @param mu mean
     * @param weight prior weight; for a binomial weight times trials
     * @param dispersion phi, or k
     */
    public double logLikelihoodKernel(double y, double mu, double weight, double dispersion) {
        double phi = dispersion;
        return switch (this) {
            case NORMAL -> -0.5 * (weight * (y - mu) * (y - mu) / phi + Math.log(phi / weight) + LOG_TWO_PI);
            case BINOMIAL -> weight * (timesLog(y, mu) + timesLog1m(1 - y, mu)) / phi;
            case POISSON -> weight * (timesLog(y, mu) - mu) / phi;
            case GAMMA -> {
                double nu = weight / phi;
                yield nu * Math.log(nu * y / mu) - nu * y / mu - Math.log(y) - Gamma.logGamma(nu);
            }
            case INVERSE_GAUSSIAN ->
                -0.5
                        * (weight * (y - mu) * (y - mu) / (y * mu * mu * phi)
                                + Math.log(phi * y * y * y / weight)
                                + LOG_TWO_PI);
            case NEGATIVE_BINOMIAL -> negativeBinomialKernel(y, mu, dispersion / weight);
            case GEOMETRIC -> negativeBinomialKernel(y, mu, 1 / weight) / phi;
            case TWEEDIE -> weight * tweedieKernel(y, mu, dispersion);
        };
    }

    /**
     * What {@link #logLikelihoodKernel} leaves out of the log density: - log y! of counts, the log binomial
     * coefficient of a binomial.
     */
    public double logLikelihoodConstant(double y, double trials, double weight) {
        return switch (this) {
            case BINOMIAL -> {
                double events = y * trials;
                yield trials == 1 && (events == 0 || events == 1)
                        ? 0
                        : weight
                                * (Gamma.logGamma(trials + 1)
                                        - Gamma.logGamma(events + 1)
                                        - Gamma.logGamma(trials - events + 1));
            }
            case POISSON -> -weight * Gamma.logGamma(y + 1);
            // Their weight divides the dispersion inside the density.
            case NEGATIVE_BINOMIAL, GEOMETRIC -> -Gamma.logGamma(y + 1);
            default -> 0;
        };
    }

    /** The unit deviance d(y, mu): twice the drop of the log likelihood from the saturated fit, phi = 1, w = 1. */
    public double unitDeviance(double y, double mu, double dispersion) {
        return switch (this) {
            case NORMAL -> (y - mu) * (y - mu);
            case BINOMIAL -> 2 * (relative(y, mu) + relative(1 - y, 1 - mu));
            case POISSON -> 2 * (relative(y, mu) - (y - mu));
            case GAMMA -> 2 * (-Math.log(y / mu) + (y - mu) / mu);
            case INVERSE_GAUSSIAN -> (y - mu) * (y - mu) / (y * mu * mu);
            case NEGATIVE_BINOMIAL -> negativeBinomialDeviance(y, mu, dispersion);
            case GEOMETRIC -> negativeBinomialDeviance(y, mu, 1);
            case TWEEDIE -> 2 * (tweedieKernel(y, y, dispersion) - tweedieKernel(y, mu, dispersion));
        };
    }

    /** The quasi-likelihood of one observation at phi = 1, weight 1 (Wedderburn 1974, table 1; Pan 2001). */
    public double quasiLikelihood(double y, double mu, double dispersion) {
        return switch (this) {
            case NORMAL -> -0.5 * (y - mu) * (y - mu);
            case BINOMIAL -> timesLog(y, mu) + timesLog(1 - y, 1 - mu);
            case POISSON -> timesLog(y, mu) - mu;
            case GAMMA -> -(y / mu + Math.log(mu));
            case INVERSE_GAUSSIAN -> -y / (2 * mu * mu) + 1 / mu;
            case NEGATIVE_BINOMIAL -> negativeBinomialKernel(y, mu, dispersion);
            case GEOMETRIC -> negativeBinomialKernel(y, mu, 1);
            case TWEEDIE -> tweedieKernel(y, mu, dispersion);
        };
    }

    private static double tweedieKernel(double y, double mu, double power) {
        double linear = y == 0 ? 0 : y * Math.pow(mu, 1 - power) / (1 - power);
        return linear - Math.pow(mu, 2 - power) / (2 - power);
    }

    private static double negativeBinomialKernel(double y, double mu, double k) {
        if (k == 0) {
            return POISSON.quasiLikelihood(y, mu, 1);
        }
        double a = 1 / k;
        return timesLog(y, k * mu) - (y + a) * Math.log1p(k * mu) + logGammaRatio(y, a);
    }

    /** log Gamma(y + a) - log Gamma(a); as a sum for whole y, which stays exact when a is huge. */
    private static double logGammaRatio(double y, double a) {
        if (y == Math.rint(y) && y <= 1000) {
            double sum = 0;
            for (int i = 0; i < y; i++) {
                sum += Math.log(a + i);
            }
            return sum;
        }
        return Gamma.logGamma(y + a) - Gamma.logGamma(a);
    }

    private static double negativeBinomialDeviance(double y, double mu, double k) {
        if (k == 0) {
            return POISSON.unitDeviance(y, mu, 1);
        }
        double a = 1 / k;
        return 2 * (relative(y, mu) - (y + a) * Math.log((y + a) / (mu + a)));
    }

    private static double timesLog(double y, double mu) {
        return y == 0 ? 0 : y * Math.log(mu);
    }

    private static double timesLog1m(double y, double mu) {
        return y == 0 ? 0 : y * Math.log1p(-mu);
    }

    private static double relative(double y, double mu) {
        return y == 0 ? 0 : y * Math.log(y / mu);
    }
}
