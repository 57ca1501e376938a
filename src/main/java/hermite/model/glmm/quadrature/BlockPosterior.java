package hermite.model.glmm.quadrature;

import hermite.model.glmm.GlmmFit;
import hermite.model.glmm.GlmmSpec;
import hermite.model.glmm.Posterior;
import hermite.model.glmm.density.ConditionalDensity;
import java.util.Arrays;

/** Modes and variances of the random effects of subjects that were integrated over side by side. */
final class BlockPosterior {
    private BlockPosterior() {}

    static Posterior read(GlmmSpec spec, SubjectPatterns patterns, MarginalLikelihood likelihood, double[] psi) {
        int q = spec.randomColumns();
        int p = spec.fixedColumns();
        int t = spec.covariance().parameters();
        double[] factor = spec.covariance().factor(Arrays.copyOfRange(psi, p, p + t));
        ConditionalDensity density = spec.density();
        double logDispersion = density.hasDispersion() ? psi[psi.length - 1] : 0;
        double[] modeOfPattern = new double[patterns.patterns() * q];
        double[] varianceOfPattern = new double[patterns.patterns() * q];
        double[] sums = new double[2];
        likelihood.read(psi, (block, w) -> {
            double[] l = new double[block.lanes];
            double[] d1 = new double[block.lanes];
            for (int i = 0; i < block.lanes && block.count[i] > 0; i++) {
                for (int a = 0; a < q; a++) {
                    double b = 0;
                    double variance = 0;
                    for (int d = 0; d < q; d++) {
                        b += factor[a * q + d] * block.mode[d][i];
                        double row = 0;
                        for (int c = d; c < q; c++) {
                            row += factor[a * q + c] * w.root[c * q + d][i];
                        }
                        variance += row * row;
                    }
                    modeOfPattern[(block.firstPattern + i) * q + a] = b;
                    varianceOfPattern[(block.firstPattern + i) * q + a] = variance;
                }
            }
            for (int j = 0; j < block.visits; j++) {
                double[] eta = predictors(block, w, j, q);
                density.value(eta, block.y[j], block.trials[j], logDispersion, l, d1, block.lanes);
                for (int i = 0; i < block.lanes; i++) {
                    double weight = block.count[i] * block.weight[j][i];
                    if (weight > 0) {
                        double trials = block.trials[j][i];
                        sums[0] += weight * (l[i] + density.constant(block.y[j][i], trials));
                        double residual = block.y[j][i] - density.mean(eta[i], trials);
                        sums[1] += weight * residual * residual / density.variance(eta[i], trials, logDispersion);
                    }
                }
            }
        });
        return new Posterior(
                bySubject(modeOfPattern, patterns, q),
                bySubject(varianceOfPattern, patterns, q),
                new GlmmFit.Conditional(-2 * sums[0], sums[1]));
    }

    private static double[] predictors(SubjectBlock block, BlockWorkspace w, int visit, int q) {
        double[] eta = w.fixed[visit].clone();
        for (int d = 0; d < q; d++) {
            for (int i = 0; i < block.lanes; i++) {
                eta[i] += w.zeta[visit * q + d][i] * block.mode[d][i];
            }
        }
        return eta;
    }

    private static double[] bySubject(double[] ofPattern, SubjectPatterns patterns, int q) {
        int[] pattern = patterns.patternOfSubject();
        double[] out = new double[pattern.length * q];
        for (int s = 0; s < pattern.length; s++) {
            for (int a = 0; a < q; a++) {
                out[s * q + a] = pattern[s] < 0 ? 0 : ofPattern[pattern[s] * q + a];
            }
        }
        return out;
    }
}
