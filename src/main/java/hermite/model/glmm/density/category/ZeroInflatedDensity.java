package hermite.model.glmm.density.category;

import hermite.math.Exponential;
import hermite.model.glmm.density.CategoryDensity;
import org.apache.commons.math3.special.Gamma;

/**
 * Counts with additional zeros (Lambert 1992): zero with probability π, otherwise a count of mean μ. Predictors are
 * η = log μ, ζ = logit π and, for negative binomial counts of variance μ + kμ², δ = log k. The log probability of a count
 * y &gt; 0 is log f(y) − log(1 + e^ζ), that of zero c + log(1 + e^(ζ−c)) − log(1 + e^ζ) with c = log f(0). Neither is
 * concave in all predictors.
 *
 * @param overdispersed whether the counts are negative binomial, otherwise Poisson
 */
public record ZeroInflatedDensity(boolean overdispersed) implements CategoryDensity {
    @Override
    public int predictors() {
        return overdispersed ? 3 : 2;
    }

    /** Log density of a count and its derivatives in η and δ; those that need δ are 0 for Poisson counts. */
    private static final class Count {
        private double value;
        private final double[] first = new double[2];
        private final double[] second = new double[4];
        private final double[] third = new double[8];

        void poisson(double y, double eta) {
            double mu = Exponential.exp(eta);
            value = y * eta - mu - Gamma.logGamma(y + 1);
            first[0] = y - mu;
            second[0] = -mu;
            third[0] = -mu;
        }

        void negativeBinomial(double y, double eta, double delta) {
            double k = Exponential.exp(delta);
            double a = 1 / k;
            double x = eta + delta;
            double t = 1 / (1 + Exponential.exp(-x));
            double v = t * (1 - t);
            double w = v * (1 - 2 * t);
            double soft = Exponential.log1pExp(x);
            double rising = 0;
            double rising1 = 0;
            double rising2 = 0;
            double rising3 = 0;
            for (int r = 1; r < y; r++) {
                double share = r * k / (1 + r * k);
                rising += Exponential.log(1 + r * k);
                rising1 += share;
                rising2 += share * (1 - share);
                rising3 += share * (1 - share) * (1 - 2 * share);
            }
            double b = y + a;
            value = rising + y * eta - b * soft - Gamma.logGamma(y + 1);
            first[0] = y - b * t;
            first[1] = rising1 + a * soft - b * t;
            second[0] = -b * v;
            second[1] = a * t - b * v;
            second[2] = second[1];
            second[3] = rising2 - a * soft + 2 * a * t - b * v;
            third[0] = -b * w;
            fill(1, 2, 4, a * v - b * w);
            fill(3, 5, 6, -a * t + 2 * a * v - b * w);
            third[7] = rising3 + a * soft - 3 * a * t + 3 * a * v - b * w;
        }

        private void fill(int i, int j, int l, double derivative) {
            third[i] = derivative;
            third[j] = derivative;
            third[l] = derivative;
        }
    }

    private void count(Count count, double[][] eta, double y, int i) {
        if (overdispersed) {
            count.negativeBinomial(y, eta[0][i], eta[2][i]);
        } else {
            count.poisson(y, eta[0][i]);
        }
    }

    @Override
    public void value(double[][] eta, double[] y, double[] l, double[][] d1, int n) {
        Count count = new Count();
        for (int i = 0; i < n; i++) {
            count(count, eta, y[i], i);
            double zeta = eta[1][i];
            l[i] = count.value - Exponential.log1pExp(zeta);
            double p = 0;
            if (y[i] == 0) {
                l[i] += Exponential.log1pExp(zeta - count.value);
                p = 1 / (1 + Exponential.exp(count.value - zeta));
            }
            d1[0][i] = (1 - p) * count.first[0];
            d1[1][i] = p - 1 / (1 + Exponential.exp(-zeta));
            if (overdispersed) {
                d1[2][i] = (1 - p) * count.first[1];
            }
        }
    }

    /** With u = ζ − c, the softplus of u has derivatives p, p(1−p), p(1−p)(1−2p). */
    @Override
    public void derivatives(double[][] eta, double[] y, double[][] d1, double[][] d2, double[][] d3, int n) {
        int m = predictors();
        Count count = new Count();
        double[] slope = new double[m];
        for (int i = 0; i < n; i++) {
            count(count, eta, y[i], i);
            double zeta = eta[1][i];
            double pi = 1 / (1 + Exponential.exp(-zeta));
            double p = y[i] == 0 ? 1 / (1 + Exponential.exp(count.value - zeta)) : 0;
            double pq = p * (1 - p);
            double skew = pq * (1 - 2 * p);
            for (int a = 0; a < m; a++) {
                slope[a] = a == 1 ? 1 : -count.first[a / 2];
            }
            for (int a = 0; a < m; a++) {
                d1[a][i] = a == 1 ? p - pi : (1 - p) * count.first[a / 2];
                for (int b = 0; b < m; b++) {
                    double ab = bend(count, a, b);
                    d2[a * m + b][i] = (1 - p) * ab + pq * slope[a] * slope[b] - (a == 1 && b == 1 ? pi * (1 - pi) : 0);
                    for (int c = 0; c < m; c++) {
                        double mixed = -ab * slope[c] - bend(count, a, c) * slope[b] - bend(count, b, c) * slope[a];
                        double alone = a == 1 && b == 1 && c == 1 ? pi * (1 - pi) * (1 - 2 * pi) : 0;
                        d3[(a * m + b) * m + c][i] = (1 - p) * twist(count, a, b, c)
                                + skew * slope[a] * slope[b] * slope[c]
                                + pq * mixed
                                - alone;
                    }
                }
            }
        }
    }

    private static double bend(Count count, int a, int b) {
        return a == 1 || b == 1 ? 0 : count.second[a + b / 2];
    }

    private static double twist(Count count, int a, int b, int c) {
        return a == 1 || b == 1 || c == 1 ? 0 : count.third[2 * a + b + c / 2];
    }
}
