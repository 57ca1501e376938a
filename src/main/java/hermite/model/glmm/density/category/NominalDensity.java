package hermite.model.glmm.density.category;

import hermite.math.Exponential;
import hermite.model.glmm.density.CategoryDensity;

/**
 * Generalized logit of a nominal response (McFadden 1974): P(Y = c) = exp(η_c) / (1 + Σ exp(η)), the last category
 * having η = 0. Responses are category numbers from 0; {@code predictors} is the number of categories less one.
 */
public record NominalDensity(int predictors) implements CategoryDensity {
    @Override
    public void value(double[][] eta, double[] y, double[] l, double[][] d1, int n) {
        for (int i = 0; i < n; i++) {
            double largest = 0;
            for (int c = 0; c < predictors; c++) {
                largest = Math.max(largest, eta[c][i]);
            }
            double sum = probabilities(eta, d1, i, largest);
            int category = (int) y[i];
            l[i] = (category < predictors ? eta[category][i] : 0) - largest - Exponential.log(sum);
            for (int c = 0; c < predictors; c++) {
                d1[c][i] = (c == category ? 1 : 0) - d1[c][i];
            }
        }
    }

    /** Probabilities of row i into {@code p}; their common denominator, scaled by exp(−largest), is returned. */
    private double probabilities(double[][] eta, double[][] p, int i, double largest) {
        double sum = Exponential.exp(-largest);
        for (int c = 0; c < predictors; c++) {
            p[c][i] = Exponential.exp(eta[c][i] - largest);
            sum += p[c][i];
        }
        for (int c = 0; c < predictors; c++) {
            p[c][i] /= sum;
        }
        return sum;
    }

    @Override
    public void derivatives(double[][] eta, double[] y, double[][] d1, double[][] d2, double[][] d3, int n) {
        int m = predictors;
        for (int i = 0; i < n; i++) {
            double largest = 0;
            for (int c = 0; c < m; c++) {
                largest = Math.max(largest, eta[c][i]);
            }
            probabilities(eta, d1, i, largest);
            for (int a = 0; a < m; a++) {
                double pa = d1[a][i];
                for (int b = 0; b < m; b++) {
                    double pb = d1[b][i];
                    d2[a * m + b][i] = pa * pb - (a == b ? pa : 0);
                    for (int c = 0; c < m; c++) {
                        double pc = d1[c][i];
                        double third = -2 * pa * pb * pc;
                        third += (a == c ? pa * pb : 0) + (a == b ? pa * pc : 0) + (b == c ? pa * pb : 0);
                        third -= a == b && b == c ? pa : 0;
                        d3[(a * m + b) * m + c][i] = third;
                    }
                }
            }
            for (int c = 0; c < m; c++) {
                d1[c][i] = (c == (int) y[i] ? 1 : 0) - d1[c][i];
            }
        }
    }
}
