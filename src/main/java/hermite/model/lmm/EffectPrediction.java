package hermite.model.lmm;

import hermite.model.lmm.LmmLikelihood.Solved;
import hermite.model.lmm.LmmLikelihood.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Best linear unbiased predictions û = G Z'V⁻¹(y − Xβ) and var(û − u) = G − G Z'P Z G (Henderson 1975, Biometrics 31,
 * 423–447).
 */
final class EffectPrediction {
    private final LmmSpec spec;
    private final LmmLikelihood likelihood;
    private final Value at;

    EffectPrediction(LmmSpec spec, LmmLikelihood likelihood, Value at) {
        this.spec = spec;
        this.likelihood = likelihood;
        this.at = at;
    }

    List<LmmFit.Effects> all() {
        List<LmmFit.Effects> result = new ArrayList<>();
        for (RandomTerm term : spec.random()) {
            result.add(new LmmFit.Effects(
                    new double[term.subjects() * term.columns()], new double[term.subjects() * term.columns()]));
        }
        for (int b = 0; b < likelihood.blocks().size(); b++) {
            LmmBlock block = likelihood.blocks().get(b);
            Solved solved = at.solved().get(b);
            double[] e = likelihood.projected(solved, at.beta(), block.rows());
            for (LmmBlock.Copy copy : block.effects()) {
                predict(block, solved, e, copy, result.get(copy.term()));
            }
        }
        return result;
    }

    private void predict(LmmBlock block, Solved solved, double[] e, LmmBlock.Copy copy, LmmFit.Effects into) {
        RandomTerm term = spec.random().get(copy.term());
        int width = term.columns();
        int m = block.rows();
        int p = spec.p();
        int first = spec.firstParameter(copy.term())
                + copy.group() * term.structure().parameters().size();
        double[] g = term.structure().matrix(at.theta(), first, width, -1, -1);
        double[] zg = new double[m * width];
        for (int i = 0; i < m; i++) {
            for (int c = 0; c < width; c++) {
                for (int d = 0; d < width; d++) {
                    zg[i * width + c] += block.z()[i * block.q() + copy.firstColumn() + d] * g[d * width + c];
                }
            }
        }
        double[] vzg = LmmLikelihood.product(solved.inverse(), zg, m, m, width);
        for (int c = 0; c < width; c++) {
            double estimate = 0;
            double explained = 0;
            double[] xvz = new double[p];
            for (int i = 0; i < m; i++) {
                estimate += zg[i * width + c] * e[i];
                explained += zg[i * width + c] * vzg[i * width + c];
                for (int j = 0; j < p; j++) {
                    xvz[j] += block.x()[i * p + j] * vzg[i * width + c];
                }
            }
            double fixed = 0;
            double[] cx = LmmLikelihood.product(at.betaCovariance(), xvz, p, p, 1);
            for (int j = 0; j < p; j++) {
                fixed += xvz[j] * cx[j];
            }
            int place = copy.subject() * width + c;
            into.estimates()[place] = estimate;
            into.errors()[place] = Math.sqrt(Math.max(0, g[c * width + c] - explained + fixed));
        }
    }
}
