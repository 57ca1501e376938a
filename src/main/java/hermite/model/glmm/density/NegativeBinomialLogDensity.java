package hermite.model.glmm.density;

import hermite.math.Exponential;
import org.apache.commons.math3.special.Gamma;

/** Negative binomial counts, mean μ = exp η, variance μ + kμ²; δ = log k. */
public record NegativeBinomialLogDensity() implements LogCountDensity {
    @Override
    public boolean hasDispersion() {
        return true;
    }

    @Override
    public boolean selfConcordant() {
        return true;
    }

    @Override
    public double variance(double eta, double trials, double logDispersion) {
        double mu = Exponential.exp(eta);
        return mu + Exponential.exp(logDispersion) * mu * mu;
    }

    @Override
    public void value(double[] eta, double[] y, double[] trials, double logDispersion, double[] l, double[] d1, int n) {
        double k = Exponential.exp(logDispersion);
        double a = 1 / k;
        for (int i = 0; i < n; i++) {
            double x = eta[i] + logDispersion;
            double t = 1 / (1 + Exponential.exp(-x));
            l[i] = logRising(y[i], k) + y[i] * eta[i] - (y[i] + a) * Exponential.log1pExp(x);
            d1[i] = y[i] - (y[i] + a) * t;
        }
    }

    /** log Π_{i<y} (1 + i k) = lgamma(y + 1/k) − lgamma(1/k) + y log k. */
    private static double logRising(double y, double k) {
        if (y > 200) {
            return Gamma.logGamma(y + 1 / k) - Gamma.logGamma(1 / k) + y * Exponential.log(k);
        }
        double product = 1;
        double sum = 0;
        for (int i = 1; i < y; i++) {
            product *= 1 + i * k;
            if (product > 1e250) {
                sum += Exponential.log(product);
                product = 1;
            }
        }
        return sum + Exponential.log(product);
    }

    /** First and second derivative of log Π_{i<y} (1 + i k) by log k. */
    record Shape(double first, double second) {}

    static Shape shape(double y, double k) {
        double first = 0;
        double second = 0;
        for (int r = 1; r < y; r++) {
            double share = r * k / (1 + r * k);
            first += share;
            second += share * (1 - share);
        }
        return new Shape(first, second);
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
        double a = Exponential.exp(-logDispersion);
        for (int i = 0; i < n; i++) {
            double t = 1 / (1 + Exponential.exp(-eta[i] - logDispersion));
            double v = (y[i] + a) * t * (1 - t);
            d1[i] = y[i] - (y[i] + a) * t;
            d2[i] = -v;
            d3[i] = -v * (1 - 2 * t);
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
        double k = Exponential.exp(logDispersion);
        double a = 1 / k;
        for (int i = 0; i < n; i++) {
            double x = eta[i] + logDispersion;
            double t = 1 / (1 + Exponential.exp(-x));
            double soft = Exponential.log1pExp(x);
            Shape shape = shape(y[i], k);
            double curvature = (y[i] + a) * t * (1 - t);
            dl[i] = shape.first + a * soft - (y[i] + a) * t;
            dd1[i] = a * t - curvature;
            dd2[i] = a * t * (1 - t) - curvature * (1 - 2 * t);
            ddl[i] = shape.second - a * soft + 2 * a * t - curvature;
        }
    }
}
