package hermite.model.glmm.density;

import hermite.model.Family;
import hermite.model.Link;
import org.apache.commons.math3.special.Gamma;

/**
 * Any family with any link through the chain rule (McCullagh and Nelder 1989): with u_k the derivatives of the log
 * density in μ and h_k those of μ in η, l' = u₁h₁, l'' = u₂h₁² + u₁h₂, l''' = u₃h₁³ + 3u₂h₁h₂ + u₁h₃. For pairs without
 * a density of their own; less accurate in far tails than those.
 *
 * <p>A mean beyond what the family allows counts as the nearest it allows: a probability above 1 as 1, so that an event
 * is certain there and anything else has density 0. Derivatives are 0 there.
 *
 * @param dispersionIsFixed keeps the dispersion of a gamma family at 1: the exponential distribution
 */
public record ChainedDensity(Family family, Link link, boolean dispersionIsFixed) implements ConditionalDensity {
    private static final double LARGE = 30;

    public ChainedDensity {
        if (family == Family.NEGATIVE_BINOMIAL) {
            throw new IllegalArgumentException("the negative binomial needs its log link");
        }
    }

    @Override
    public boolean hasDispersion() {
        return family.dispersion() == Family.Dispersion.ESTIMATED && !dispersionIsFixed;
    }

    @Override
    public boolean selfConcordant() {
        return false;
    }

    @Override
    public boolean isSmooth() {
        return !(family == Family.BINOMIAL || family == Family.POISSON)
                || family.isValidMean(link.inverse(-LARGE)) && family.isValidMean(link.inverse(LARGE));
    }

    @Override
    public boolean logConcave() {
        return false;
    }

    @Override
    public double neutralResponse() {
        return family == Family.BINOMIAL ? 0 : 1;
    }

    @Override
    public double initialPredictor(double y, double trials) {
        return link.link(family.startingMean(y / trials, trials));
    }

    @Override
    public double mean(double eta, double trials) {
        return trials * link.inverse(eta);
    }

    @Override
    public double variance(double eta, double trials, double logDispersion) {
        double phi = hasDispersion() ? StrictMath.exp(logDispersion) : 1;
        return trials * phi * family.variance(link.inverse(eta), 1);
    }

    @Override
    public double constant(double y, double trials) {
        return family.logLikelihoodConstant(y / trials, trials, 1);
    }

    @Override
    public void value(double[] eta, double[] y, double[] trials, double logDispersion, double[] l, double[] d1, int n) {
        double phi = hasDispersion() ? StrictMath.exp(logDispersion) : 1;
        for (int i = 0; i < n; i++) {
            double mu = link.inverse(eta[i]);
            if (trials[i] == 0) {
                l[i] = 0;
                d1[i] = 0;
            } else if (!family.isValidMean(mu)) {
                l[i] = isLimit(mu, y[i], trials[i]) ? 0 : Double.NEGATIVE_INFINITY;
                d1[i] = 0;
            } else {
                double proportion = y[i] / trials[i];
                l[i] = family.logLikelihoodKernel(proportion, mu, trials[i], phi);
                d1[i] = trials[i] * (proportion - mu) / (phi * varianceFunction(mu)) * link.firstDerivative(eta[i]);
            }
        }
    }

    /** Whether the response is the only one there can be at the end of the means that mu lies beyond. */
    private boolean isLimit(double mu, double y, double trials) {
        boolean below = (family == Family.BINOMIAL || family == Family.POISSON) && mu <= 0 && y == 0;
        return below || family == Family.BINOMIAL && mu >= 1 && y == trials;
    }

    /** Keeps a variance function that has underflowed at the border of the mean space from giving 0/0. */
    private double varianceFunction(double mu) {
        return Math.max(family.variance(mu, 1), 1e-290);
    }

    @Override
    public void derivatives(
            double[] eta,
            double[] y,
            double[] trials,
            double logDispersion,
            double[] d1,
            double[] d2,
            double[] d3,
            int n) {
        double phi = hasDispersion() ? StrictMath.exp(logDispersion) : 1;
        for (int i = 0; i < n; i++) {
            double mu = link.inverse(eta[i]);
            if (trials[i] == 0 || !family.isValidMean(mu)) {
                d1[i] = 0;
                d2[i] = 0;
                d3[i] = 0;
                continue;
            }
            double a = trials[i] / phi;
            double r = y[i] / trials[i] - mu;
            double v = varianceFunction(mu);
            double v1 = family.varianceDerivative(mu, 1);
            double v2 = family.varianceSecondDerivative(mu, 1);
            double u1 = a * r / v;
            double u2 = -a * (1 / v + r * v1 / (v * v));
            double u3 = a * (2 * v1 / (v * v) + r * (2 * v1 * v1 / (v * v * v) - v2 / (v * v)));
            double h1 = link.firstDerivative(eta[i]);
            double h2 = link.secondDerivative(eta[i]);
            double h3 = link.thirdDerivative(eta[i]);
            d1[i] = u1 * h1;
            d2[i] = u2 * h1 * h1 + u1 * h2;
            d3[i] = u3 * h1 * h1 * h1 + 3 * u2 * h1 * h2 + u1 * h3;
        }
    }

    @Override
    public void dispersionDerivatives(
            double[] eta,
            double[] y,
            double[] trials,
            double logDispersion,
            double[] dl,
            double[] dd1,
            double[] dd2,
            double[] ddl,
            int n) {
        double[] d3 = ddl;
        derivatives(eta, y, trials, logDispersion, dd1, dd2, d3, n);
        double phi = StrictMath.exp(logDispersion);
        for (int i = 0; i < n; i++) {
            dd1[i] = -dd1[i];
            dd2[i] = -dd2[i];
            double mu = link.inverse(eta[i]);
            if (!family.isValidMean(mu)) {
                dl[i] = 0;
                ddl[i] = 0;
            } else if (family == Family.GAMMA) {
                double nu = 1 / phi;
                double ratio = y[i] / mu;
                double slope = Math.log(nu) + 1 - Gamma.digamma(nu) + Math.log(ratio) - ratio;
                dl[i] = -nu * slope;
                ddl[i] = nu * slope + nu * (1 - nu * Gamma.trigamma(nu));
            } else {
                double half = 0.5 * family.unitDeviance(y[i], mu, 1) / phi;
                dl[i] = half - 0.5;
                ddl[i] = -half;
            }
        }
    }
}
