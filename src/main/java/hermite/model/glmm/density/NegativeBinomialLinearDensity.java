package hermite.model.glmm.density;

import hermite.math.Exponential;

/**
 * Negative binomial counts whose variance is linear in the mean (Cameron and Trivedi 1986, NB1): mean μ = exp η, variance
 * μ(1 + φ); δ = log φ. With s_i = μ/(μ + iφ) and c = μ log(1 + φ)/φ the log density is
 * Σ_{i<y} log(μ + iφ) − y log(1 + φ) − c − log y!, so that all derivatives are sums over the counts below y.
 */
public record NegativeBinomialLinearDensity() implements LogCountDensity {
    @Override
    public boolean hasDispersion() {
        return true;
    }

    @Override
    public double variance(double eta, double trials, double logDispersion) {
        return Exponential.exp(eta) * (1 + Exponential.exp(logDispersion));
    }

    /** log(1 + φ)/φ. */
    private static double rate(double phi, double logDispersion) {
        return phi == 0 ? 1 : Exponential.log1pExp(logDispersion) / phi;
    }

    @Override
    public void value(double[] eta, double[] y, double[] trials, double logDispersion, double[] l, double[] d1, int n) {
        double phi = Exponential.exp(logDispersion);
        double rate = rate(phi, logDispersion);
        double odds = Exponential.log1pExp(logDispersion);
        for (int i = 0; i < n; i++) {
            double mu = Exponential.exp(eta[i]);
            double rising = y[i] > 0 ? eta[i] : 0;
            double slope = y[i] > 0 ? 1 : 0;
            for (int k = 1; k < y[i]; k++) {
                rising += Exponential.log(mu + k * phi);
                slope += mu / (mu + k * phi);
            }
            l[i] = rising - y[i] * odds - mu * rate;
            d1[i] = slope - mu * rate;
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
        double phi = Exponential.exp(logDispersion);
        double rate = rate(phi, logDispersion);
        for (int i = 0; i < n; i++) {
            double mu = Exponential.exp(eta[i]);
            double first = y[i] > 0 ? 1 : 0;
            double second = 0;
            double third = 0;
            for (int k = 1; k < y[i]; k++) {
                double s = mu / (mu + k * phi);
                first += s;
                second += s * (1 - s);
                third += s * (1 - s) * (1 - 2 * s);
            }
            d1[i] = first - mu * rate;
            d2[i] = second - mu * rate;
            d3[i] = third - mu * rate;
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
        double share = 1 / (1 + phi);
        double rate = rate(phi, logDispersion);
        for (int i = 0; i < n; i++) {
            double mu = Exponential.exp(eta[i]);
            double first = 0;
            double second = 0;
            double third = 0;
            for (int k = 1; k < y[i]; k++) {
                double t = k * phi / (mu + k * phi);
                first += t;
                second += t * (1 - t);
                third += t * (1 - t) * (2 * t - 1);
            }
            double change = mu * (share - rate);
            dl[i] = first - y[i] * (1 - share) - change;
            dd1[i] = -second - change;
            dd2[i] = -third - change;
            ddl[i] = second - y[i] * share * (1 - share) + mu * phi * share * share + change;
        }
    }
}
