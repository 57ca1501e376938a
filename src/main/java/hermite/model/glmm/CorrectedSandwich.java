package hermite.model.glmm;

import hermite.math.DenseSymmetric;
import java.util.Arrays;

/**
 * Sandwich covariances with small-sample corrections for a likelihood by quadrature. The corrections were derived for
 * estimating equations of the mean; written with the contribution Hᵢ of a subject to the negative Hessian H instead of
 * D'V⁻¹D they apply to every score equation, the parameters of G included. The Hᵢ are central differences of the exact
 * subject gradients, like H itself.
 */
final class CorrectedSandwich {
    private static final double LARGEST_LEVERAGE = 1 - 1e-9;

    private final ApproximatedLikelihood likelihood;
    private final double[] psi;
    private final int[] free;
    private final double[] inverse;
    private final int m;

    /**
     * @param free the parameters that are not at a boundary
     * @param inverse H⁻¹ of the free parameters, row-major
     */
    CorrectedSandwich(ApproximatedLikelihood likelihood, double[] psi, int[] free, double[] inverse) {
        this.likelihood = likelihood;
        this.psi = psi;
        this.free = free;
        this.inverse = inverse;
        m = free.length;
    }

    /**
     * The corrected covariance of the free parameters; {@code meat} is Σ s s'. NaN for a single subject, whose score is
     * zero, and where a correction divides by what is left without a subject and nothing is.
     */
    double[] of(
            EmpiricalCorrection correction,
            EmpiricalCorrection.Constants constants,
            double[] meat,
            double[] scale,
            int subjects,
            double observations) {
        double[] classical = multiple(DenseSymmetric.congruence(inverse, m, meat, m), subjects > 1 ? 1 : Double.NaN);
        switch (correction) {
            case CLASSICAL -> {
                return classical;
            }
            case DF -> {
                return multiple(classical, subjects > m ? (double) subjects / (subjects - m) : Double.NaN);
            }
            case MBN -> {
                return morel(classical, constants, meat, subjects, observations);
            }
            default -> {
                double[] corrected =
                        DenseSymmetric.congruence(inverse, m, correctedMeat(correction, constants, scale), m);
                return multiple(corrected, subjects > 1 ? 1 : Double.NaN);
            }
        }
    }

    private static double[] multiple(double[] matrix, double factor) {
        return Arrays.stream(matrix).map(v -> v * factor).toArray();
    }

    private double[] morel(
            double[] classical,
            EmpiricalCorrection.Constants constants,
            double[] meat,
            int subjects,
            double observations) {
        double trace = 0;
        for (int r = 0; r < m; r++) {
            for (int c = 0; c < m; c++) {
                trace += inverse[r * m + c] * meat[c * m + r];
            }
        }
        double k = subjects;
        double factor = constants.degrees() ? (observations - 1) / (observations - m) * k / (k - 1) : 1;
        double largest = 1 / constants.divisor();
        double delta = k > m ? Math.min(largest, m / (k - m)) : largest;
        double phi = Math.max(constants.least(), factor * trace / m);
        double[] out = new double[m * m];
        for (int e = 0; e < out.length; e++) {
            out[e] = factor * classical[e] + delta * phi * inverse[e];
        }
        return out;
    }

    /** Σ count s* s*' with the corrected score s* of every subject. */
    private double[] correctedMeat(
            EmpiricalCorrection correction, EmpiricalCorrection.Constants constants, double[] scale) {
        double[][] scores = likelihood.unitScores(psi);
        double[] count = likelihood.unitCounts();
        double[] weights = likelihood.unitWeights();
        double[][] hessians = laneHessians(scale);
        double[] root = new double[m * m];
        if (!DenseSymmetric.cholesky(inverse, root, m)) {
            throw new IllegalStateException("an inverse Hessian that was positive definite has no factor");
        }
        for (int a = 0; a < m; a++) {
            Arrays.fill(root, a * m + a + 1, a * m + m, 0.0);
        }
        double[] transposed = new double[m * m];
        for (int a = 0; a < m; a++) {
            for (int b = 0; b < m; b++) {
                transposed[a * m + b] = root[b * m + a];
            }
        }
        double[] meat = new double[m * m];
        for (int i = 0; i < count.length; i++) {
            if (count[i] > 0) {
                double[] h = hessians[i];
                DenseSymmetric.symmetrise(h, m);
                double weight = weights[i];
                double[] score = scores[i].clone();
                Arrays.setAll(h, e -> weight * h[e]);
                Arrays.setAll(score, e -> weight * score[e]);
                double[] s = correction == EmpiricalCorrection.FIROEEQ
                        ? fayGraubard(h, score, constants.bound())
                        : byLeverage(correction, h, score, root, transposed);
                for (int r = 0; r < m; r++) {
                    for (int c = 0; c < m; c++) {
                        meat[r * m + c] += count[i] * s[r] * s[c];
                    }
                }
            }
        }
        return meat;
    }

    private double[] fayGraubard(double[] h, double[] score, double bound) {
        double[] out = new double[m];
        for (int r = 0; r < m; r++) {
            double leverage = 0;
            for (int c = 0; c < m; c++) {
                leverage += h[r * m + c] * inverse[c * m + r];
            }
            out[r] = score[free[r]] / Math.sqrt(1 - Math.min(bound, leverage));
        }
        return out;
    }

    /** C⁻ᵀ Q f(λ) Q' C' s with H⁻¹ = CC' and C'HᵢC = Q λ Q'; NaN where H without the subject is singular. */
    private double[] byLeverage(
            EmpiricalCorrection correction, double[] h, double[] score, double[] root, double[] transposed) {
        DenseSymmetric.Spectrum spectrum = DenseSymmetric.spectrum(DenseSymmetric.congruence(transposed, m, h, m), m);
        double[] rotated = new double[m];
        for (int a = 0; a < m; a++) {
            for (int r = 0; r < m; r++) {
                rotated[a] += root[r * m + a] * score[free[r]];
            }
        }
        double[] out = new double[m];
        for (int e = 0; e < m; e++) {
            double[] vector = spectrum.vectors()[e];
            double rest = spectrum.values()[e] < LARGEST_LEVERAGE ? 1 - spectrum.values()[e] : Double.NaN;
            double along = 0;
            for (int a = 0; a < m; a++) {
                along += vector[a] * rotated[a];
            }
            along /= correction == EmpiricalCorrection.ROOT ? Math.sqrt(rest) : rest;
            for (int a = 0; a < m; a++) {
                out[a] += along * vector[a];
            }
        }
        for (int a = m - 1; a >= 0; a--) {
            for (int b = a + 1; b < m; b++) {
                out[a] -= root[b * m + a] * out[b];
            }
            out[a] /= root[a * m + a];
        }
        return out;
    }

    /** Negative Hessian of every lane in the free parameters. */
    private double[][] laneHessians(double[] scale) {
        double[][] out = new double[likelihood.unitCounts().length][m * m];
        for (int r = 0; r < m; r++) {
            double step = 1e-4 * Math.max(Math.abs(psi[free[r]]), scale[free[r]]);
            double[] x = psi.clone();
            x[free[r]] = psi[free[r]] + step;
            double above = x[free[r]];
            double[][] up = likelihood.unitScores(x);
            x[free[r]] = psi[free[r]] - step;
            double width = above - x[free[r]];
            double[][] down = likelihood.unitScores(x);
            for (int i = 0; i < out.length; i++) {
                for (int c = 0; c < m; c++) {
                    out[i][r * m + c] = (down[i][free[c]] - up[i][free[c]]) / width;
                }
            }
        }
        return out;
    }
}
