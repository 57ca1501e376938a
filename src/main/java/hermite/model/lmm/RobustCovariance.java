package hermite.model.lmm;

import hermite.math.DenseSymmetric;
import hermite.model.inference.LinearAlgebra;
import hermite.model.lmm.likelihood.BlockLikelihood;
import hermite.model.lmm.likelihood.LmmBlock;
import hermite.model.lmm.likelihood.LmmLikelihood;
import java.util.Arrays;

/**
 * Sandwich covariances of the fixed effects from the residuals of independent blocks (Liang and Zeger 1986, Biometrika
 * 73, 13–22). With A_i = X_i'V_i⁻¹X_i, C = (ΣA_i)⁻¹ and s_i = X_i'V_i⁻¹(y_i − X_iβ), corrections act as functions of
 * A_iC on s_i, which needs no matrix of the size of a block.
 */
public final class RobustCovariance {
    /** How the scores of blocks are corrected for few blocks. */
    public enum Correction {
        /** None. */
        CLASSICAL,
        /** All times m/(m − k), m blocks and k fixed effects. */
        DF,
        /** (I − A_iC)^−½ (Kauermann and Carroll 2001, Journal of the American Statistical Association 96, 1387–1396). */
        ROOT,
        /** (I − A_iC)⁻¹ (Mancl and DeRouen 2001, Biometrics 57, 126–134). */
        FIRORES,
        /** diag(1 − min(r, A_iC))^−½ (Fay and Graubard 2001, Biometrics 57, 1198–1206). */
        FIROEEQ,
        /** A multiple of the classical one plus a multiple of C (Morel, Bokossa and Neerchal 2003). */
        MBN
    }

    private static final double LARGEST_LEVERAGE = 1 - 1e-9;

    private final int p;
    private final double[] c;
    private final double[][] information;
    private final double[][] score;
    private final double observations;

    /**
     * @param blockOf the block of each row; those of {@code spec} must lie within them
     * @throws IllegalArgumentException when residuals of rows in different blocks are correlated
     */
    public RobustCovariance(LmmSpec spec, LmmFit fit, int[] blockOf, double observations) {
        BlockLikelihood likelihood = new BlockLikelihood(spec);
        LmmLikelihood.Value at = likelihood.value(fit.theta()).orElseThrow();
        BlockLikelihood.Blocks state = (BlockLikelihood.Blocks) at.state();
        p = spec.p();
        c = at.betaCovariance();
        this.observations = observations;
        int blocks = Arrays.stream(blockOf).max().orElse(-1) + 1;
        information = new double[blocks][p * p];
        score = new double[blocks][p];
        if (spec.random().isEmpty() && spec.residual().isUniform()) {
            addIndependent(spec, fit, blockOf, at.beta());
            return;
        }
        for (int b = 0; b < likelihood.blocks().size(); b++) {
            LmmBlock block = likelihood.blocks().get(b);
            BlockLikelihood.Solved solved = state.solved().get(b);
            int of = blockOf[block.source()[0]];
            for (int row : block.source()) {
                if (blockOf[row] != of) {
                    throw new IllegalArgumentException("rows of different subjects are correlated");
                }
            }
            double[] e = likelihood.projected(solved, at.beta(), block.rows());
            BlockLikelihood.addCross(information[of], block.x(), solved.inverseX(), block.rows(), p);
            BlockLikelihood.addTimes(score[of], block.x(), e, block.rows(), p);
        }
    }

    /** Rows without correlation, which the likelihood gathers whatever their subjects. */
    private void addIndependent(LmmSpec spec, LmmFit fit, int[] blockOf, double[] beta) {
        double[] x = spec.x();
        for (int i = 0; i < spec.rows(); i++) {
            double precision = spec.weight()[i] / fit.theta()[spec.residual().group()[i]];
            double residual = spec.y()[i];
            for (int j = 0; j < p; j++) {
                residual -= x[i * p + j] * beta[j];
            }
            for (int j = 0; j < p; j++) {
                score[blockOf[i]][j] += x[i * p + j] * precision * residual;
                for (int k = 0; k < p; k++) {
                    information[blockOf[i]][j * p + k] += x[i * p + j] * precision * x[i * p + k];
                }
            }
        }
    }

    private int subjects() {
        return score.length;
    }

    /**
     * The covariance matrix, p × p. NaN for a single subject, whose score is zero, and where a correction divides by what is
     * left without a subject and nothing is.
     *
     * @param bound r of FIROEEQ, usually 3/4
     */
    public double[] of(Correction correction, double bound, Morel morel) {
        double[] meat = new double[p * p];
        if (subjects() == 1) {
            Arrays.fill(meat, Double.NaN);
            return meat;
        }
        for (int i = 0; i < subjects(); i++) {
            double[] s = corrected(i, correction, bound);
            for (int a = 0; a < p; a++) {
                for (int b = 0; b < p; b++) {
                    meat[a * p + b] += s[a] * s[b];
                }
            }
        }
        double[] classical = DenseSymmetric.congruence(c, p, meat, p);
        return switch (correction) {
            case DF -> {
                double m = subjects();
                double factor = m > p ? m / (m - p) : Double.NaN;
                yield Arrays.stream(classical).map(v -> v * factor).toArray();
            }
            case MBN -> morel(classical, meat, morel);
            default -> classical;
        };
    }

    /**
     * Constants of Morel, Bokossa and Neerchal.
     *
     * @param degrees whether the factor (f − 1)/(f − k) · m/(m − 1) is applied
     * @param least smallest design effect, usually 1
     * @param divisor d of min{1/d, k/(m − k)}, usually 2
     */
    public record Morel(boolean degrees, double least, double divisor) {
        public static Morel usual() {
            return new Morel(true, 1, 2);
        }
    }

    private double[] morel(double[] classical, double[] meat, Morel constants) {
        double m = subjects();
        double trace = 0;
        for (int a = 0; a < p; a++) {
            for (int b = 0; b < p; b++) {
                trace += c[a * p + b] * meat[b * p + a];
            }
        }
        double factor = constants.degrees() ? (observations - 1) / (observations - p) * m / (m - 1) : 1;
        double delta = m > (constants.divisor() + 1) * p ? p / (m - p) : 1 / constants.divisor();
        double phi = Math.max(constants.least(), factor * trace / p);
        double[] result = new double[p * p];
        for (int e = 0; e < result.length; e++) {
            result[e] = factor * classical[e] + delta * phi * c[e];
        }
        return result;
    }

    private double[] corrected(int i, Correction correction, double bound) {
        double[] s = score[i];
        return switch (correction) {
            case CLASSICAL, DF, MBN -> s;
            case FIROEEQ -> {
                double[] q = LinearAlgebra.multiply(information[i], c, p, p, p);
                double[] result = new double[p];
                for (int a = 0; a < p; a++) {
                    result[a] = s[a] / Math.sqrt(1 - Math.min(bound, q[a * p + a]));
                }
                yield result;
            }
            case ROOT -> power(i, s, -0.5);
            case FIRORES -> power(i, s, -1);
        };
    }

    /** (I − AC)^e s through the symmetric C^½AC^½. */
    private double[] power(int i, double[] s, double exponent) {
        DenseSymmetric.Spectrum ofC = DenseSymmetric.spectrum(c, p);
        double[] root = function(ofC, v -> Math.sqrt(Math.max(v, 0)));
        double[] inverseRoot = function(ofC, v -> v > 0 ? 1 / Math.sqrt(v) : 0);
        double[] middle = DenseSymmetric.congruence(root, p, information[i], p);
        DenseSymmetric.symmetrise(middle, p);
        double[] f = function(
                DenseSymmetric.spectrum(middle, p), v -> v < LARGEST_LEVERAGE ? Math.pow(1 - v, exponent) : Double.NaN);
        // AC = C^−½ (C^½AC^½) C^½
        double[] moved = LinearAlgebra.multiply(root, s, p, p, 1);
        moved = LinearAlgebra.multiply(f, moved, p, p, 1);
        return LinearAlgebra.multiply(inverseRoot, moved, p, p, 1);
    }

    private double[] function(DenseSymmetric.Spectrum spectrum, java.util.function.DoubleUnaryOperator f) {
        double[] result = new double[p * p];
        for (int k = 0; k < p; k++) {
            double value = f.applyAsDouble(spectrum.values()[k]);
            for (int a = 0; a < p; a++) {
                for (int b = 0; b < p; b++) {
                    result[a * p + b] += value * spectrum.vectors()[k][a] * spectrum.vectors()[k][b];
                }
            }
        }
        return result;
    }
}
