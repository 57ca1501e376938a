package hermite.model.glmm.density;

import hermite.math.Exponential;

/** Poisson counts with mean exp η. */
public record PoissonLogDensity() implements LogCountDensity {
    @Override
    public boolean hasDispersion() {
        return false;
    }

    @Override
    public boolean selfConcordant() {
        return true;
    }

    @Override
    public double variance(double eta, double trials, double logDispersion) {
        return Exponential.exp(eta);
    }

    @Override
    public void value(double[] eta, double[] y, double[] trials, double logDispersion, double[] l, double[] d1, int n) {
        Exponential.exp(eta, d1, l, n);
        for (int i = 0; i < n; i++) {
            double mu = d1[i];
            l[i] = y[i] * eta[i] - mu;
            d1[i] = y[i] - mu;
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
        Exponential.exp(eta, d1, d2, n);
        for (int i = 0; i < n; i++) {
            double mu = d1[i];
            d1[i] = y[i] - mu;
            d2[i] = -mu;
            d3[i] = -mu;
        }
    }
}
