package hermite.model.lmm.likelihood;

import hermite.model.lmm.LmmSpec;
import hermite.model.lmm.RandomTerm;
import hermite.model.lmm.likelihood.LmmLikelihood.Derivatives;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Gradient and average information from the mixed model equations: Λ'Z'PZΛ = (I − K)/σ² for the blocks K of the inverse
 * of the equations, and y'PV_kPV_lPy by one solution for each parameter.
 */
final class SparseDerivatives {
    private final LmmSpec spec;
    private final SparseEquations equations;
    private final SparsePattern pattern;
    private final CovarianceValues values;
    private final int n;
    private final int residual;
    private final double sigma2;

    SparseDerivatives(LmmSpec spec, SparseEquations equations, CovarianceValues values) {
        this.spec = spec;
        this.equations = equations;
        this.pattern = equations.pattern;
        this.values = values;
        n = spec.parameterCount();
        residual = spec.firstParameter(spec.random().size());
        sigma2 = values.theta()[residual];
    }

    /**
     * @param blocks diagonal blocks of the inverse of the equations
     * @param lambda Λ that they belong to
     * @param rows (y − Xβ − Zu)/σ²
     * @param effects Z'P y
     * @param projection f to P f
     */
    Derivatives of(
            double[][] blocks,
            double[][][] lambda,
            double[] rows,
            double[] effects,
            UnaryOperator<double[]> projection) {
        double[][][] trace = new double[spec.random().size()][][];
        double[][][] form = new double[spec.random().size()][][];
        sum(blocks, lambda, effects, trace, form);
        double[] gradient = new double[n];
        double explained = 0;
        for (int t = 0; t < spec.random().size(); t++) {
            int w = spec.random().get(t).columns();
            for (int g = 0; g < trace[t].length; g++) {
                double[] matrix = values.effects(t, g, -1, -1);
                explained += matrix == null ? 0 : BlockLikelihood.dot(trace[t][g], matrix, w * w);
                for (int k = values.first(t, g); k < values.first(t, g) + values.count(t); k++) {
                    double[] d = values.effects(t, g, k, -1);
                    if (d != null) {
                        gradient[k] =
                                BlockLikelihood.dot(trace[t][g], d, w * w) - BlockLikelihood.dot(form[t][g], d, w * w);
                    }
                }
            }
        }
        double squares = 0;
        for (int i = 0; i < rows.length; i++) {
            squares += spec.weight()[equations.rows[i]] * rows[i] * rows[i];
        }
        double df = spec.rows() - (spec.restricted() ? spec.p() : 0);
        gradient[residual] = (df - explained) / sigma2 - squares;
        return new Derivatives(gradient, Optional.empty(), average(rows, effects, projection));
    }

    private void sum(double[][] blocks, double[][][] lambda, double[] effects, double[][][] trace, double[][][] form) {
        for (int t = 0; t < trace.length; t++) {
            int w = spec.random().get(t).columns();
            trace[t] = new double[spec.random().get(t).groups()][w * w];
            form[t] = new double[trace[t].length][w * w];
        }
        int[][] count = new int[trace.length][];
        for (int t = 0; t < trace.length; t++) {
            count[t] = new int[trace[t].length];
        }
        for (int node = 0; node < pattern.nodes(); node++) {
            int w = pattern.width(node);
            int at = pattern.start[node];
            double[] of = trace[pattern.term[node]][pattern.group[node]];
            double[] forms = form[pattern.term[node]][pattern.group[node]];
            count[pattern.term[node]][pattern.group[node]]++;
            for (int i = 0; i < w; i++) {
                for (int j = 0; j < w; j++) {
                    of[i * w + j] -= blocks[node][i * w + j];
                    forms[i * w + j] += effects[at + i] * effects[at + j];
                }
            }
        }
        for (int t = 0; t < trace.length; t++) {
            int w = spec.random().get(t).columns();
            for (int g = 0; g < trace[t].length; g++) {
                for (int i = 0; i < w; i++) {
                    trace[t][g][i * w + i] += count[t][g];
                }
                trace[t][g] = divided(trace[t][g], lambda[t][g], w);
            }
        }
    }

    /** Λ⁻ᵀ A Λ⁻¹ / σ². */
    private double[] divided(double[] a, double[] lambda, int w) {
        double[] half = solveTransposed(lambda, a, w);
        double[] turned = hermite.model.inference.LinearAlgebra.transpose(half, w, w);
        double[] result = solveTransposed(lambda, turned, w);
        for (int i = 0; i < result.length; i++) {
            result[i] /= sigma2;
        }
        return result;
    }

    /** Λ⁻ᵀ A. */
    private static double[] solveTransposed(double[] lambda, double[] a, int w) {
        double[] x = a.clone();
        for (int i = w - 1; i >= 0; i--) {
            for (int c = 0; c < w; c++) {
                double sum = x[i * w + c];
                for (int k = i + 1; k < w; k++) {
                    sum -= lambda[k * w + i] * x[k * w + c];
                }
                x[i * w + c] = sum / lambda[i * w + i];
            }
        }
        return x;
    }

    private double[] average(double[] rows, double[] effects, UnaryOperator<double[]> projection) {
        double[][] f = new double[n][];
        double[][] pf = new double[n][];
        for (int k = 0; k < n; k++) {
            f[k] = k == residual ? rows.clone() : times(k, effects);
            pf[k] = projection.apply(f[k]);
        }
        double[] average = new double[n * n];
        for (int k = 0; k < n; k++) {
            for (int l = 0; l <= k; l++) {
                double sum = BlockLikelihood.dot(pf[k], f[l], rows.length);
                average[k * n + l] = sum;
                average[l * n + k] = sum;
            }
        }
        return average;
    }

    private int termOf(int parameter) {
        int t = 0;
        while (spec.firstParameter(t + 1) <= parameter) {
            t++;
        }
        return t;
    }

    /** V_k f for f given by Z'f: Z Ġ_k Z'f by row. */
    private double[] times(int k, double[] effects) {
        int t = termOf(k);
        RandomTerm term = spec.random().get(t);
        int w = term.columns();
        double[] u = new double[w];
        double[] result = new double[spec.rows()];
        for (int i = 0; i < result.length; i++) {
            int row = equations.rows[i];
            int s = term.subject()[row];
            double[] d = s < 0 ? null : values.effects(t, term.group()[row], k, -1);
            if (d == null) {
                continue;
            }
            int at = pattern.start[pattern.node(t, s)];
            for (int c = 0; c < w; c++) {
                u[c] = 0;
                for (int e = 0; e < w; e++) {
                    u[c] += d[c * w + e] * effects[at + e];
                }
                result[i] += term.z()[row * w + c] * u[c];
            }
        }
        return result;
    }

    /** @param vx V⁻¹X column by column; @param inverse f to V⁻¹f */
    FixedSensitivity sensitivity(double[][] vx, UnaryOperator<double[]> inverse) {
        int p = spec.p();
        double[][] zvx = new double[p][];
        for (int j = 0; j < p; j++) {
            zvx[j] = transposed(vx[j]);
        }
        double[][][] moved = new double[n][p][];
        double[][][] solved = new double[n][p][];
        double[][] first = new double[n][p * p];
        double[][] cross = new double[n * n][p * p];
        double[][] second = new double[n * n][p * p];
        for (int k = 0; k < n; k++) {
            for (int j = 0; j < p; j++) {
                moved[k][j] = k == residual ? unweighted(vx[j]) : times(k, zvx[j]);
                solved[k][j] = inverse.apply(moved[k][j]);
                for (int i = 0; i < p; i++) {
                    first[k][i * p + j] = BlockLikelihood.dot(vx[i], moved[k][j], spec.rows());
                }
            }
        }
        for (int k = 0; k < n; k++) {
            for (int l = 0; l < n; l++) {
                for (int i = 0; i < p; i++) {
                    for (int j = 0; j < p; j++) {
                        cross[k * n + l][i * p + j] = BlockLikelihood.dot(moved[k][i], solved[l][j], spec.rows());
                    }
                }
                second[k * n + l] = second(k, l, zvx);
            }
        }
        return new FixedSensitivity(first, cross, second, new double[0]);
    }

    private double[] second(int k, int l, double[][] zvx) {
        int p = spec.p();
        double[] result = new double[p * p];
        if (k == residual || l == residual || termOf(k) != termOf(l)) {
            return result;
        }
        int t = termOf(k);
        RandomTerm term = spec.random().get(t);
        int w = term.columns();
        for (int s = 0; s < term.subjects(); s++) {
            int node = pattern.node(t, s);
            double[] d = values.effects(t, pattern.group[node], k, l);
            if (d == null) {
                continue;
            }
            int at = pattern.start[node];
            for (int i = 0; i < p; i++) {
                for (int j = 0; j < p; j++) {
                    for (int c = 0; c < w; c++) {
                        for (int e = 0; e < w; e++) {
                            result[i * p + j] += zvx[i][at + c] * d[c * w + e] * zvx[j][at + e];
                        }
                    }
                }
            }
        }
        return result;
    }

    private double[] unweighted(double[] f) {
        double[] result = f.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] /= spec.weight()[equations.rows[i]];
        }
        return result;
    }

    /** Z'f by scalar. */
    private double[] transposed(double[] f) {
        double[] result = new double[pattern.scalars];
        for (int t = 0; t < spec.random().size(); t++) {
            RandomTerm term = spec.random().get(t);
            int w = term.columns();
            for (int i = 0; i < f.length; i++) {
                int row = equations.rows[i];
                if (term.subject()[row] >= 0) {
                    int at = pattern.start[pattern.node(t, term.subject()[row])];
                    for (int c = 0; c < w; c++) {
                        result[at + c] += term.z()[row * w + c] * f[i];
                    }
                }
            }
        }
        return result;
    }
}
