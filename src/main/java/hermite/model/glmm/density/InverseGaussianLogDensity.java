package hermite.model.glmm.density;

import hermite.math.Exponential;

/** Inverse Gaussian responses with mean exp η, variance φμ³; δ = log φ. Not log-concave where 2y &lt; μ. */
public record InverseGaussianLogDensity() implements PositiveLogDensity {
    @Override
    public double variance(double eta, double trials, double logDispersion) {
        return Exponential.exp(logDispersion + 3 * eta);
    }

    @Override
    public double constant(double y, double trials) {
        return -0.5 * Exponential.log(2 * Math.PI * y * y * y);
    }

    @Override
    public void value(double[] eta, double[] y, double[] trials, double logDispersion, double[] l, double[] d1, int n) {
        double precision = Exponential.exp(-logDispersion);
        for (int i = 0; i < n; i++) {
            double e = Exponential.exp(-eta[i]);
            double r = y[i] * e - 1;
            l[i] = -0.5 * (precision * r * r / y[i] + logDispersion);
            d1[i] = precision * r * e;
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
            double e = Exponential.exp(-eta[i]);
            double ye = y[i] * e;
            d1[i] = precision * (ye - 1) * e;
            d2[i] = precision * e * (1 - 2 * ye);
            d3[i] = precision * e * (4 * ye - 1);
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
            double e = Exponential.exp(-eta[i]);
            double ye = y[i] * e;
            double half = 0.5 * precision * (ye - 1) * (ye - 1) / y[i];
            dl[i] = half - 0.5;
            dd1[i] = -precision * (ye - 1) * e;
            dd2[i] = -precision * e * (1 - 2 * ye);
            ddl[i] = -half;
        }
    }
}
