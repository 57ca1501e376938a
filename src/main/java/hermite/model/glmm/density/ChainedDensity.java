package hermite.model.glmm.density;

import hermite.math.Polygamma;
import hermite.model.Family;
import hermite.model.Link;

/**
 * Any family with any link through the chain rule (McCullagh and Nelder 1989): with u_k the derivatives of the log
 * density in μ and h_k those of μ in η, l' = u₁h₁, l'' = u₂h₁² + u₁h₂, l''' = u₃h₁³ + 3u₂h₁h₂ + u₁h₃. For pairs without
 * a density of their own; less accurate in far tails than those.
 *
 * <p>A mean beyond what the family allows counts as the nearest it allows: a probability above 1 as 1, so that an event
 * is certain there and anything else has density 0; beyond an infinite mean the inverse Gaussian distribution has that of
 * an infinite one. Derivatives are 0 there.
 *
 * @param dispersionIsFixed keeps the dispersion of a gamma family at 1: the exponential distribution
 */
public record ChainedDensity(Family family, Link link, boolean dispersionIsFixed) implements ConditionalDensity {
    private static final double LARGE = 30;
    /** Over what a predictor is bent at one end of its range, and, where it has two, as a share of it. */
    private static final double BENT = 0.25;

    private static final double BENT_SHARE = 0.05;
    private static final double BENT_NEAR_INFINITY = 0.05;
    /** Stands for an infinite mean. */
    private static final double INFINITE_MEAN = 1e100;

    @Override
    public boolean hasDispersion() {
        return family.dispersion() != Family.Dispersion.FIXED && !dispersionIsFixed;
    }

    @Override
    public boolean isProportion() {
        return family == Family.BINOMIAL;
    }

    @Override
    public boolean dispersionCanVanish() {
        return hasDispersion() && family.dispersion() != Family.Dispersion.SHAPE;
    }

    /** Whether means grow without end towards a linear predictor of 0, beyond which there are none. */
    private boolean reachesInfinity() {
        return family == Family.INVERSE_GAUSSIAN
                && !family.isValidMean(link.inverse(-LARGE))
                && Math.abs(link.link(INFINITE_MEAN)) < 1 / LARGE;
    }

    /** k of the variance function; 1 where it has none. */
    private double shape(double logDispersion) {
        return family.dispersion() == Family.Dispersion.SHAPE ? StrictMath.exp(logDispersion) : 1;
    }

    /** What multiplies the variance function. */
    private double scale(double logDispersion) {
        return hasDispersion() && family.dispersion() != Family.Dispersion.SHAPE ? StrictMath.exp(logDispersion) : 1;
    }

    private boolean isCount() {
        return family == Family.POISSON || family == Family.NEGATIVE_BINOMIAL || family == Family.GEOMETRIC;
    }

    @Override
    public boolean isSmooth() {
        return !(family == Family.BINOMIAL || isCount() || reachesInfinity())
                || family.isValidMean(link.inverse(-LARGE)) && family.isValidMean(link.inverse(LARGE));
    }

    @Override
    public ConditionalDensity placement() {
        if (isSmooth()) {
            return this;
        }
        if (reachesInfinity()) {
            return new SoftenedDensity(this, 0, Double.POSITIVE_INFINITY, BENT_NEAR_INFINITY);
        }
        double zero = link.link(0);
        double one = family == Family.BINOMIAL ? link.link(1) : Double.POSITIVE_INFINITY;
        double low = Math.min(zero, one);
        double high = Math.max(zero, one);
        boolean finite = Double.isFinite(low) && Double.isFinite(high);
        return new SoftenedDensity(this, low, high, finite ? BENT_SHARE * (high - low) : BENT);
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
        return trials * scale(logDispersion) * family.variance(link.inverse(eta), shape(logDispersion));
    }

    @Override
    public double constant(double y, double trials) {
        return family.logLikelihoodConstant(y / trials, trials, 1);
    }

    @Override
    public void value(double[] eta, double[] y, double[] trials, double logDispersion, double[] l, double[] d1, int n) {
        double dispersion = hasDispersion() ? StrictMath.exp(logDispersion) : 1;
        double shape = shape(logDispersion);
        double phi = scale(logDispersion);
        for (int i = 0; i < n; i++) {
            double mu = link.inverse(eta[i]);
            if (trials[i] == 0) {
                l[i] = 0;
                d1[i] = 0;
            } else if (!family.isValidMean(mu)) {
                l[i] = beyond(mu, y[i], trials[i], dispersion);
                d1[i] = 0;
            } else {
                double proportion = y[i] / trials[i];
                l[i] = family.logLikelihoodKernel(proportion, mu, trials[i], dispersion);
                d1[i] = trials[i]
                        * (proportion - mu)
                        / (phi * varianceFunction(mu, shape))
                        * link.firstDerivative(eta[i]);
            }
        }
    }

    private double beyond(double mu, double y, double trials, double dispersion) {
        if (reachesInfinity()) {
            return family.logLikelihoodKernel(y, INFINITE_MEAN, trials, dispersion);
        }
        return isLimit(mu, y, trials) ? 0 : Double.NEGATIVE_INFINITY;
    }

    /** Whether the response is the only one there can be at the end of the means that mu lies beyond. */
    private boolean isLimit(double mu, double y, double trials) {
        boolean below = (family == Family.BINOMIAL || isCount()) && link.inverse(0) == 0 && mu <= 0 && y == 0;
        return below || family == Family.BINOMIAL && mu >= 1 && y == trials;
    }

    /** Keeps a variance function that has underflowed at the border of the mean space from giving 0/0. */
    private double varianceFunction(double mu, double shape) {
        return Math.max(family.variance(mu, shape), 1e-290);
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
        double shape = shape(logDispersion);
        double phi = scale(logDispersion);
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
            double v = varianceFunction(mu, shape);
            double v1 = family.varianceDerivative(mu, shape);
            double v2 = family.varianceSecondDerivative(mu, shape);
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
        if (family.dispersion() == Family.Dispersion.SHAPE) {
            shapeDerivatives(eta, y, StrictMath.exp(logDispersion), new Rows(dl, dd1, dd2, ddl), n);
            return;
        }
        double[] d3 = ddl;
        derivatives(eta, y, trials, logDispersion, dd1, dd2, d3, n);
        double phi = StrictMath.exp(logDispersion);
        for (int i = 0; i < n; i++) {
            dd1[i] = -dd1[i];
            dd2[i] = -dd2[i];
            double mu = link.inverse(eta[i]);
            mu = family.isValidMean(mu) || !reachesInfinity() ? mu : INFINITE_MEAN;
            if (!family.isValidMean(mu)) {
                dl[i] = 0;
                ddl[i] = 0;
            } else if (family == Family.GAMMA) {
                double nu = 1 / phi;
                double ratio = y[i] / mu;
                double slope = Math.log(nu) + 1 - Polygamma.digamma(nu) + Math.log(ratio) - ratio;
                dl[i] = -nu * slope;
                ddl[i] = nu * slope + nu * (1 - nu * Polygamma.trigamma(nu));
            } else {
                double half = 0.5 * family.unitDeviance(y[i], mu, 1) / phi;
                dl[i] = half - 0.5;
                ddl[i] = -half;
            }
        }
    }

    private record Rows(double[] dl, double[] dd1, double[] dd2, double[] ddl) {}

    /** By δ = log k of a negative binomial with V = μ + kμ². */
    private void shapeDerivatives(double[] eta, double[] y, double k, Rows out, int n) {
        for (int i = 0; i < n; i++) {
            double mu = link.inverse(eta[i]);
            if (!family.isValidMean(mu)) {
                out.dl[i] = 0;
                out.dd1[i] = 0;
                out.dd2[i] = 0;
                out.ddl[i] = 0;
                continue;
            }
            NegativeBinomialLogDensity.Shape shape = NegativeBinomialLogDensity.shape(y[i], k);
            double t = k * mu / (1 + k * mu);
            double soft = Math.log1p(k * mu);
            double curvature = (y[i] + 1 / k) * t * (1 - t);
            out.dl[i] = shape.first() + soft / k - (y[i] + 1 / k) * t;
            out.ddl[i] = shape.second() - soft / k + 2 * t / k - curvature;
            double r = y[i] - mu;
            double v = mu + k * mu * mu;
            double v1 = 1 + 2 * k * mu;
            double byShape = k * mu * mu;
            double u1 = -r * byShape / (v * v);
            double u2 = byShape / (v * v) - r * (2 * k * mu * v - 2 * v1 * byShape) / (v * v * v);
            double h1 = link.firstDerivative(eta[i]);
            out.dd1[i] = u1 * h1;
            out.dd2[i] = u2 * h1 * h1 + u1 * link.secondDerivative(eta[i]);
        }
    }
}
