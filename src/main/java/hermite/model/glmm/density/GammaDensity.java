package hermite.model.glmm.density;

import hermite.math.Exponential;
import hermite.math.Polygamma;
import org.apache.commons.math3.special.Gamma;

/** Gamma responses with mean exp η, variance φμ²; δ = log φ, shape ν = 1/φ. */
public record GammaDensity() implements PositiveLogDensity {
    @Override
    public boolean selfConcordant() {
        return true;
    }

    @Override
    public double variance(double eta, double trials, double logDispersion) {
        return Exponential.exp(logDispersion + 2 * eta);
    }

    @Override
    public double constant(double y, double trials) {
        return -Exponential.log(y);
    }

    @Override
    public void value(double[] eta, double[] y, double[] trials, double logDispersion, double[] l, double[] d1, int n) {
        double nu = Exponential.exp(-logDispersion);
        double level = nu * Exponential.log(nu) - Gamma.logGamma(nu);
        for (int i = 0; i < n; i++) {
            double ratio = y[i] * Exponential.exp(-eta[i]);
            l[i] = level + nu * (Exponential.log(y[i]) - eta[i] - ratio);
            d1[i] = nu * (ratio - 1);
        }
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
        double nu = Exponential.exp(-logDispersion);
        for (int i = 0; i < n; i++) {
            double scaled = nu * y[i] * Exponential.exp(-eta[i]);
            d1[i] = scaled - nu;
            d2[i] = -scaled;
            d3[i] = scaled;
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
        double nu = Exponential.exp(-logDispersion);
        double level = Exponential.log(nu) + 1 - Polygamma.digamma(nu);
        double second = 1 - nu * Polygamma.trigamma(nu);
        for (int i = 0; i < n; i++) {
            double ratio = y[i] * Exponential.exp(-eta[i]);
            double slope = level + Exponential.log(y[i]) - eta[i] - ratio;
            dl[i] = -nu * slope;
            dd1[i] = -nu * (ratio - 1);
            dd2[i] = nu * ratio;
            ddl[i] = nu * slope + nu * second;
        }
    }
}
