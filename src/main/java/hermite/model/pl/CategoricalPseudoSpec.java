package hermite.model.pl;

import hermite.model.StandardLink;
import hermite.model.lmm.LmmSpec;
import hermite.model.lmm.RandomTerm;
import hermite.model.lmm.Residual;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A response in m + 1 categories to be fitted by pseudo-likelihood; arrays are shared, read only. The m functions of a
 * row follow each other in all arrays of functions: indicators of Y ≤ c with means F(η_c), or of Y = c with means
 * exp(η_c) / (1 + Σ exp(η_d)), c = 0 … m − 1. Their covariance about the predictors is A and the slopes of their means are
 * D, so the pseudo-response η + D⁻¹(y − μ) has the residual covariance D⁻¹AD⁻ᵀ. With D'A⁻¹D = U'diag(w)U, U unit upper
 * triangular, rows multiplied by U have independent residuals of variance 1/w, and the determinant of U is 1: log|V| is
 * that of the pseudo-response (McCullagh and Nelder 1989, section 5.4; Wolfinger and O'Connell 1993).
 *
 * @param category of each row, from 0; each must occur
 * @param curve F of a cumulative link; of no account for generalized logits
 * @param nominal generalized logits against the last category
 * @param offset n·m numbers
 * @param weight prior weight of each row
 * @param x row-major (n·m) × p
 * @param random effects of the n·m functions
 */
public record CategoricalPseudoSpec(
        int[] category,
        int functions,
        StandardLink curve,
        boolean nominal,
        double[] offset,
        double[] weight,
        double[] x,
        int p,
        List<RandomTerm> random,
        boolean restricted,
        boolean marginal)
        implements PseudoModel {

    /** Design of a cumulative link: thresholds, then the columns that the functions of a row share. */
    public static double[] cumulativeDesign(double[] x, int shared, int rows, int functions) {
        int p = functions + shared;
        double[] wide = new double[rows * functions * p];
        for (int i = 0; i < rows; i++) {
            for (int c = 0; c < functions; c++) {
                int at = (i * functions + c) * p;
                wide[at + c] = 1;
                System.arraycopy(x, i * shared, wide, at + functions, shared);
            }
        }
        return wide;
    }

    /** Design of generalized logits: coefficient k of category c is at k·m + c. */
    public static double[] nominalDesign(double[] x, int columns, int rows, int functions) {
        int p = functions * columns;
        double[] wide = new double[rows * functions * p];
        for (int i = 0; i < rows; i++) {
            for (int c = 0; c < functions; c++) {
                for (int k = 0; k < columns; k++) {
                    wide[(i * functions + c) * p + k * functions + c] = x[i * columns + k];
                }
            }
        }
        return wide;
    }

    @Override
    public Residual residual() {
        return Residual.unit(offset.length);
    }

    /** Of the shares of the categories in all rows. */
    @Override
    public double[] start() {
        double[] share = new double[functions + 1];
        for (int c : category) {
            share[c]++;
        }
        double[] one = new double[functions];
        double below = 0;
        for (int c = 0; c < functions; c++) {
            below += share[c];
            one[c] = nominal ? Math.log(share[c] / share[functions]) : curve.link(below / category.length);
        }
        double[] eta = new double[offset.length];
        Arrays.setAll(eta, k -> one[k % functions]);
        return eta;
    }

    @Override
    public boolean allows(double[] eta, double[] before) {
        double[] shares = new double[functions + 1];
        for (int i = 0; i < category.length; i++) {
            if (!isInside(eta, i, shares) && isInside(before, i, shares)) {
                return false;
            }
        }
        return true;
    }

    private boolean isInside(double[] eta, int row, double[] shares) {
        probabilities(eta, row, shares);
        for (double share : shares) {
            if (!(share > 0)) {
                return false;
            }
        }
        return true;
    }

    /** Probabilities of the categories of a row; differences are taken where they lose no digits. */
    private void probabilities(double[] eta, int row, double[] shares) {
        int first = row * functions;
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

    @Override
    public LmmSpec linearised(double[] eta) {
        int m = functions;
        double[] pseudo = new double[eta.length];
        double[] weight = new double[eta.length];
        double[] mixing = new double[eta.length * m];
        double[] shares = new double[m + 1];
        double[] information = new double[m * m];
        for (int i = 0; i < category.length; i++) {
            probabilities(eta, i, shares);
            if (nominal) {
                nominal(i, shares, eta, pseudo, information);
            } else {
                cumulative(i, shares, eta, pseudo, information);
            }
            factor(information, i, weight, mixing);
            for (int c = 0; c < m; c++) {
                pseudo[i * m + c] -= offset[i * m + c];
                weight[i * m + c] *= this.weight[i];
            }
        }
        List<RandomTerm> mixed = new ArrayList<>();
        for (RandomTerm term : random) {
            mixed.add(new RandomTerm(
                    term.structure(),
                    term.columns(),
                    mixed(mixing, term.z(), term.columns()),
                    term.subject(),
                    term.subjects(),
                    term.group(),
                    term.groups()));
        }
        return new LmmSpec(mixed(mixing, pseudo, 1), mixed(mixing, x, p), p, weight, mixed, residual(), restricted);
    }

    /** Pseudo-response and D'A⁻¹D of cumulative indicators, which is tridiagonal. */
    private void cumulative(int row, double[] shares, double[] eta, double[] pseudo, double[] information) {
        int m = functions;
        Arrays.fill(information, 0);
        double below = 0;
        for (int c = 0; c < m; c++) {
            int at = row * m + c;
            below += shares[c];
            double slope = curve.firstDerivative(eta[at]);
            boolean isUpper = below > 0.5;
            double residual = category[row] <= c ? isUpper ? above(eta[at]) : 1 - below(eta[at]) : -below(eta[at]);
            pseudo[at] = eta[at] + residual / slope;
            information[c * m + c] = slope * slope * (1 / shares[c] + 1 / shares[c + 1]);
            if (c + 1 < m) {
                double off = -slope * curve.firstDerivative(eta[at + 1]) / shares[c + 1];
                information[c * m + c + 1] = off;
                information[(c + 1) * m + c] = off;
            }
        }
    }

    /** Pseudo-response and D'A⁻¹D of indicators of the categories: D and A are both diag(π) − ππ'. */
    private void nominal(int row, double[] shares, double[] eta, double[] pseudo, double[] information) {
        int m = functions;
        double last = (category[row] == m ? 1 : 0) / shares[m] - 1;
        for (int c = 0; c < m; c++) {
            int at = row * m + c;
            pseudo[at] = eta[at] + (category[row] == c ? 1 : 0) / shares[c] - 1 - last;
            for (int d = 0; d < m; d++) {
                information[c * m + d] = (c == d ? shares[c] : 0) - shares[c] * shares[d];
            }
        }
    }

    /** W = U'diag(w)U. */
    private void factor(double[] information, int row, double[] weight, double[] mixing) {
        int m = functions;
        for (int c = 0; c < m; c++) {
            double pivot = information[c * m + c];
            if (!(pivot > 0) || Double.isInfinite(pivot)) {
                throw new IllegalArgumentException("a category has no weight in row " + row);
            }
            weight[row * m + c] = pivot;
            int at = (row * m + c) * m;
            for (int d = c; d < m; d++) {
                mixing[at + d] = information[c * m + d] / pivot;
            }
            for (int d = c + 1; d < m; d++) {
                for (int e = d; e < m; e++) {
                    information[d * m + e] -= mixing[at + d] * mixing[at + e] * pivot;
                    information[e * m + d] = information[d * m + e];
                }
            }
        }
    }

    /** U times the functions of every row. */
    private double[] mixed(double[] mixing, double[] values, int columns) {
        int m = functions;
        double[] out = new double[values.length];
        for (int k = 0; k < mixing.length / m; k++) {
            int own = k % m;
            for (int d = own; d < m; d++) {
                double u = mixing[k * m + d];
                if (u != 0) {
                    int from = (k - own + d) * columns;
                    for (int j = 0; j < columns; j++) {
                        out[k * columns + j] += u * values[from + j];
                    }
                }
            }
        }
        return out;
    }
}
