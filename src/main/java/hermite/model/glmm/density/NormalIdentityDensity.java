package hermite.model.glmm.density;

import hermite.math.Exponential;

/** Normal responses with mean η and variance σ²; δ = log σ². */
public record NormalIdentityDensity() implements LocationDensity {
    @Override
    public boolean selfConcordant() {
        return true;
    }

    @Override
    public double variance(double eta, double trials, double logDispersion) {
        return Exponential.exp(logDispersion);
    }

    @Override
    public double constant(double y, double trials) {
        return -0.5 * Exponential.log(2 * Math.PI);
    }

    @Override
    public void value(double[] eta, double[] y, double[] trials, double logDispersion, double[] l, double[] d1, int n) {
        double precision = Exponential.exp(-logDispersion);
        for (int i = 0; i < n; i++) {
            double r = y[i] - eta[i];
            l[i] = -0.5 * (precision * r * r + logDispersion);
            d1[i] = precision * r;
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
        double precision = Exponential.exp(-logDispersion);
        for (int i = 0; i < n; i++) {
            d1[i] = precision * (y[i] - eta[i]);
            d2[i] = -precision;
            d3[i] = 0;
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
        double precision = Exponential.exp(-logDispersion);
        for (int i = 0; i < n; i++) {
            double r = y[i] - eta[i];
            double half = 0.5 * precision * r * r;
            dl[i] = half - 0.5;
            dd1[i] = -precision * r;
            dd2[i] = precision;
            ddl[i] = -half;
        }
    }
}
