package hermite.model.pl;

import hermite.math.DenseSymmetric;
import hermite.model.StandardLink;
import java.util.Arrays;

/**
 * Means of the m functions of a response in m + 1 categories given their linear predictors: indicators of Y ≤ c with means
 * F(η_c), or of Y = c with means exp(η_c) / (1 + Σ exp(η_d)), c = 0 … m − 1. Their covariance is A, the slopes of their
 * means are D (McCullagh and Nelder 1989, section 5.4).
 *
 * @param functions m
 * @param curve F of a cumulative link; of no account for generalized logits
 * @param nominal generalized logits against the last category
 */
public record CategoryMeans(int functions, StandardLink curve, boolean nominal) {

    /** Probabilities of the m + 1 categories; differences are taken where they lose no digits. */
    public void probabilities(double[] eta, int first, double[] shares) {
        if (nominal) {
            double largest = 0;
            for (int c = 0; c < functions; c++) {
                largest = Math.max(largest, eta[first + c]);
            }
            double sum = 0;
            for (int c = 0; c <= functions; c++) {
                shares[c] = Math.exp((c < functions ? eta[first + c] : 0) - largest);
                sum += shares[c];
            }
            for (int c = 0; c <= functions; c++) {
                shares[c] /= sum;
            }
            return;
        }
        for (int c = 0; c <= functions; c++) {
            double low = c == 0 ? Double.NEGATIVE_INFINITY : eta[first + c - 1];
            double high = c == functions ? Double.POSITIVE_INFINITY : eta[first + c];
            boolean upper = below(low) > 0.5;
            shares[c] = upper ? above(low) - above(high) : below(high) - below(low);
        }
    }

    private double below(double eta) {
        return Double.isInfinite(eta) ? eta > 0 ? 1 : 0 : curve.inverse(eta);
    }

    /** 1 − F without loss of digits. */
    private double above(double eta) {
        if (Double.isInfinite(eta)) {
            return eta > 0 ? 0 : 1;
        }
        return switch (curve) {
            case CLOGLOG -> StandardLink.LOGLOG.inverse(-eta);
            case LOGLOG -> StandardLink.CLOGLOG.inverse(-eta);
            default -> curve.inverse(-eta);
        };
    }

    /** η + D⁻¹(y − μ) of a response in a category, written from {@code first} on as the predictors are read. */
    void pseudoResponse(int category, double[] shares, double[] eta, int first, double[] pseudo) {
        int m = functions;
        if (nominal) {
            double last = (category == m ? 1 : 0) / shares[m] - 1;
            for (int c = 0; c < m; c++) {
                pseudo[first + c] = eta[first + c] + (category == c ? 1 : 0) / shares[c] - 1 - last;
            }
            return;
        }
        double below = 0;
        for (int c = 0; c < m; c++) {
            int at = first + c;
            below += shares[c];
            boolean isUpper = below > 0.5;
            double residual = category <= c ? isUpper ? above(eta[at]) : 1 - below(eta[at]) : -below(eta[at]);
            pseudo[at] = eta[at] + residual / curve.firstDerivative(eta[at]);
        }
    }

    /** D'A⁻¹D, m × m: tridiagonal of cumulative indicators; of the others D and A are both diag(π) − ππ'. */
    public void information(double[] shares, double[] eta, int first, double[] information) {
        int m = functions;
        if (nominal) {
            for (int c = 0; c < m; c++) {
                for (int d = 0; d < m; d++) {
                    information[c * m + d] = (c == d ? shares[c] : 0) - shares[c] * shares[d];
                }
            }
            return;
        }
        Arrays.fill(information, 0);
        for (int c = 0; c < m; c++) {
            double slope = curve.firstDerivative(eta[first + c]);
            information[c * m + c] = slope * slope * (1 / shares[c] + 1 / shares[c + 1]);
            if (c + 1 < m) {
                double off = -slope * curve.firstDerivative(eta[first + c + 1]) / shares[c + 1];
                information[c * m + c + 1] = off;
                information[(c + 1) * m + c] = off;
            }
        }
    }

    /** D⁻¹AD⁻ᵀ, m × m: the covariance of y − μ on the scale of the m predictors. NaN where a category has no weight. */
    public double[] pseudoCovariance(double[] eta) {
        double[] shares = new double[functions + 1];
        double[] information = new double[functions * functions];
        probabilities(eta, 0, shares);
        information(shares, eta, 0, information);
        double[] inverse = DenseSymmetric.inverse(information, functions);
        if (inverse.length != information.length) {
            Arrays.fill(information, Double.NaN);
            return information;
        }
        return inverse;
    }
}
