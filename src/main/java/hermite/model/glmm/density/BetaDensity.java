package hermite.model.glmm.density;

import hermite.math.Exponential;
import hermite.math.Polygamma;
import hermite.model.Link;
import org.apache.commons.math3.special.Gamma;

/** Beta responses in (0, 1) with mean μ = the inverse link of η and variance μ(1−μ)/(1+φ); δ = log φ. */
public record BetaDensity(Link link) implements ConditionalDensity {
    private static final double EDGE = 1e-12;
    private static final double FAR = 30;

    @Override
    public boolean hasDispersion() {
        return true;
    }

    @Override
    public boolean isSmooth() {
        return link.inverse(-FAR) >= 0 && link.inverse(FAR) <= 1;
    }

    @Override
    public double neutralResponse() {
        return 0.5;
    }

    @Override
    public double initialPredictor(double y, double trials) {
        return link.link(y);
    }

    @Override
    public double mean(double eta, double trials) {
        return link.inverse(eta);
    }

    @Override
    public double variance(double eta, double trials, double logDispersion) {
        double mu = mean(eta, 1);
        return mu * (1 - mu) / (1 + Exponential.exp(logDispersion));
    }

    @Override
    public double constant(double y, double trials) {
        return -Exponential.log(y) - Exponential.log(1 - y);
    }

    @Override
    public void value(double[] eta, double[] y, double[] trials, double logDispersion, double[] l, double[] d1, int n) {
        double phi = Exponential.exp(logDispersion);
        double level = Gamma.logGamma(phi);
        for (int i = 0; i < n; i++) {
            double mu = bounded(eta[i]);
            double a = mu * phi;
            double b = (1 - mu) * phi;
            double logY = Exponential.log(y[i]);
            double logNotY = Exponential.log(1 - y[i]);
            l[i] = level - Gamma.logGamma(a) - Gamma.logGamma(b) + a * logY + b * logNotY;
            d1[i] = phi * (logY - logNotY - Polygamma.digamma(a) + Polygamma.digamma(b)) * slope(eta[i]);
        }
    }

    /** The mean, kept off the border where the shape parameters would vanish. */
    private double bounded(double eta) {
        double mu = link.inverse(eta);
        return Math.max(EDGE, Math.min(1 - EDGE, mu));
    }

    private boolean isInside(double eta) {
        double mu = link.inverse(eta);
        return mu > EDGE && mu < 1 - EDGE;
    }

    private double slope(double eta) {
        return isInside(eta) ? link.firstDerivative(eta) : 0;
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
        double phi = Exponential.exp(logDispersion);
        for (int i = 0; i < n; i++) {
            double mu = bounded(eta[i]);
            double a = mu * phi;
            double b = (1 - mu) * phi;
            double u1 = phi
                    * (Exponential.log(y[i]) - Exponential.log(1 - y[i]) - Polygamma.digamma(a) + Polygamma.digamma(b));
            double u2 = -phi * phi * (Polygamma.trigamma(a) + Polygamma.trigamma(b));
            double u3 = -phi * phi * phi * (Polygamma.tetragamma(a) - Polygamma.tetragamma(b));
            double h1 = slope(eta[i]);
            double h2 = isInside(eta[i]) ? link.secondDerivative(eta[i]) : 0;
            double h3 = isInside(eta[i]) ? link.thirdDerivative(eta[i]) : 0;
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
        double phi = Exponential.exp(logDispersion);
        for (int i = 0; i < n; i++) {
            double mu = bounded(eta[i]);
            double nu = 1 - mu;
            double a = mu * phi;
            double b = nu * phi;
            double logY = Exponential.log(y[i]);
            double logNotY = Exponential.log(1 - y[i]);
            double triA = Polygamma.trigamma(a);
            double triB = Polygamma.trigamma(b);
            double u1 = phi * (logY - logNotY - Polygamma.digamma(a) + Polygamma.digamma(b));
            double u2 = -phi * phi * (triA + triB);
            double h1 = slope(eta[i]);
            double h2 = isInside(eta[i]) ? link.secondDerivative(eta[i]) : 0;
            double byPhi = Polygamma.digamma(phi)
                    - mu * Polygamma.digamma(a)
                    - nu * Polygamma.digamma(b)
                    + mu * logY
                    + nu * logNotY;
            double du1 = u1 / phi - phi * (mu * triA - nu * triB);
            double du2 = 2 * u2 / phi - phi * phi * (mu * Polygamma.tetragamma(a) + nu * Polygamma.tetragamma(b));
            dl[i] = phi * byPhi;
            dd1[i] = phi * du1 * h1;
            dd2[i] = phi * (du2 * h1 * h1 + du1 * h2);
            ddl[i] = phi * byPhi + phi * phi * (Polygamma.trigamma(phi) - mu * mu * triA - nu * nu * triB);
        }
    }
}
