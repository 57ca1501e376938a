package hermite.model.glmm.density;

import hermite.math.Exponential;
import org.apache.commons.math3.special.Gamma;

/** Beta responses in (0, 1) with mean μ = logistic η and variance μ(1−μ)/(1+φ); δ = log φ. */
public record BetaLogitDensity() implements ConditionalDensity {
    @Override
    public boolean hasDispersion() {
        return true;
    }

    @Override
    public boolean selfConcordant() {
        return false;
    }

    @Override
    public boolean logConcave() {
        return false;
    }

    @Override
    public double neutralResponse() {
        return 0.5;
    }

    @Override
    public double initialPredictor(double y, double trials) {
        return Exponential.log(y / (1 - y));
    }

    @Override
    public double mean(double eta, double trials) {
        return 1 / (1 + Exponential.exp(-eta));
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
            d1[i] = phi * (logY - logNotY - Gamma.digamma(a) + Gamma.digamma(b)) * mu * (1 - mu);
        }
    }

    /** The mean, kept off the border where the shape parameters would vanish. */
    private static double bounded(double eta) {
        double mu = 1 / (1 + Exponential.exp(-eta));
        return Math.max(1e-12, Math.min(1 - 1e-12, mu));
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
            double u1 = phi * (Exponential.log(y[i]) - Exponential.log(1 - y[i]) - Gamma.digamma(a) + Gamma.digamma(b));
            double u2 = -phi * phi * (Gamma.trigamma(a) + Gamma.trigamma(b));
            double u3 = -phi * phi * phi * (tetragamma(a) - tetragamma(b));
            double h1 = mu * (1 - mu);
            double h2 = h1 * (1 - 2 * mu);
            double h3 = h1 * (1 - 6 * h1);
            d1[i] = u1 * h1;
            d2[i] = u2 * h1 * h1 + u1 * h2;
            d3[i] = u3 * h1 * h1 * h1 + 3 * u2 * h1 * h2 + u1 * h3;
        }
    }

    /** ψ''(x) by upward recurrence and the asymptotic series (Abramowitz and Stegun 6.4.13). */
    static double tetragamma(double x) {
        double sum = 0;
        double t = x;
        while (t < 12) {
            sum -= 2 / (t * t * t);
            t += 1;
        }
        double r = 1 / (t * t);
        double series = r
                * (1 + r * (0.5 + r * (-1.0 / 6 + r * (1.0 / 6 + r * (-3.0 / 10 + r * (5.0 / 6 - r * 691.0 / 210))))));
        return sum - series - 1 / (t * t * t);
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
            double triA = Gamma.trigamma(a);
            double triB = Gamma.trigamma(b);
            double u1 = phi * (logY - logNotY - Gamma.digamma(a) + Gamma.digamma(b));
            double u2 = -phi * phi * (triA + triB);
            double h1 = mu * nu;
            double h2 = h1 * (1 - 2 * mu);
            double slope =
                    Gamma.digamma(phi) - mu * Gamma.digamma(a) - nu * Gamma.digamma(b) + mu * logY + nu * logNotY;
            double du1 = u1 / phi - phi * (mu * triA - nu * triB);
            double du2 = 2 * u2 / phi - phi * phi * (mu * tetragamma(a) + nu * tetragamma(b));
            dl[i] = phi * slope;
            dd1[i] = phi * du1 * h1;
            dd2[i] = phi * (du2 * h1 * h1 + du1 * h2);
            ddl[i] = phi * slope + phi * phi * (Gamma.trigamma(phi) - mu * mu * triA - nu * nu * triB);
        }
    }
}
