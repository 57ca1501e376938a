package hermite.model.pl;

import hermite.model.StandardLink;
import hermite.model.lmm.LmmSpec;
import hermite.model.lmm.RandomTerm;
import hermite.model.lmm.Residual;
import hermite.model.lmm.likelihood.MarginalCovariance;
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

    private CategoryMeans means() {
        return new CategoryMeans(functions, curve, nominal);
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
        means().probabilities(eta, row * functions, shares);
        for (double share : shares) {
            if (!(share > 0)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public LmmSpec linearised(double[] eta) {
        int m = functions;
        double[] pseudo = new double[eta.length];
        double[] weight = new double[eta.length];
        double[] mixing = new double[eta.length * m];
        double[] shares = new double[m + 1];
        double[] information = new double[m * m];
        CategoryMeans means = means();
        for (int i = 0; i < category.length; i++) {
            means.probabilities(eta, i * m, shares);
            means.pseudoResponse(category[i], shares, eta, i * m, pseudo);
            means.information(shares, eta, i * m, information);
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

    /**
     * Covariance matrix V of the pseudo-responses about the predictors, ZGZ' + D⁻¹AD⁻ᵀ, row-major.
     *
     * @param theta covariance parameters
     * @param chosen functions, those of a row together and in their order
     */
    public double[] pseudoCovariance(double[] eta, double[] theta, int[] chosen) {
        int m = functions;
        int n = chosen.length;
        LmmSpec unmixed = new LmmSpec(new double[eta.length], x, p, ones(eta.length), random, residual(), restricted);
        double[] v = new MarginalCovariance(unmixed, theta).effects(chosen);
        for (int a = 0; a < n; a += m) {
            int row = chosen[a] / m;
            double[] block = means().pseudoCovariance(Arrays.copyOfRange(eta, row * m, (row + 1) * m));
            for (int c = 0; c < m; c++) {
                for (int d = 0; d < m; d++) {
                    v[(a + c) * n + a + d] += block[c * m + d] / weight[row];
                }
            }
        }
        return v;
    }

    private static double[] ones(int n) {
        double[] out = new double[n];
        Arrays.fill(out, 1);
        return out;
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
