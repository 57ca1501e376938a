package hermite.model.lmm.likelihood;

import hermite.model.lmm.LmmFit;
import hermite.model.lmm.LmmSpec;
import hermite.model.lmm.RandomTerm;
import hermite.model.lmm.likelihood.BlockLikelihood.Blocks;
import hermite.model.lmm.likelihood.BlockLikelihood.Solved;
import hermite.model.lmm.likelihood.LmmLikelihood.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Best linear unbiased predictions û = G Z'V⁻¹(y − Xβ) and var(û − u) = G − G Z'P Z G (Henderson 1975, Biometrics 31,
 * 423–447), block by block.
 */
final class EffectPrediction implements PredictionVariance, PredictionVariance.ByResponses {
    private final LmmSpec spec;
    private final BlockLikelihood likelihood;
    private final Value at;
    private final Blocks state;
    private final int[][] blockOf;

    EffectPrediction(LmmSpec spec, BlockLikelihood likelihood, Value at) {
        this.spec = spec;
        this.likelihood = likelihood;
        this.at = at;
        this.state = (Blocks) at.state();
        blockOf = new int[spec.random().size()][];
        for (int t = 0; t < blockOf.length; t++) {
            blockOf[t] = new int[spec.random().get(t).subjects()];
            Arrays.fill(blockOf[t], -1);
        }
        for (int b = 0; b < likelihood.blocks().size(); b++) {
            for (LmmBlock.Copy copy : likelihood.blocks().get(b).effects()) {
                blockOf[copy.term()][copy.subject()] = b;
            }
        }
    }

    List<LmmFit.Effects> all() {
        List<LmmFit.Effects> result = new ArrayList<>();
        for (RandomTerm term : spec.random()) {
            int count = term.subjects() * term.columns();
            result.add(new LmmFit.Effects(new double[count], new double[count], new double[count * term.columns()]));
        }
        for (int b = 0; b < likelihood.blocks().size(); b++) {
            LmmBlock block = likelihood.blocks().get(b);
            Solved solved = state.solved().get(b);
            double[] e = likelihood.projected(solved, at.beta(), block.rows());
            for (LmmBlock.Copy copy : block.effects()) {
                predict(block, solved, e, copy, result.get(copy.term()));
            }
        }
        return result;
    }

    private double[] effects(LmmBlock.Copy copy) {
        return state.values().effects(copy.term(), copy.group(), -1, -1);
    }

    private void predict(LmmBlock block, Solved solved, double[] e, LmmBlock.Copy copy, LmmFit.Effects into) {
        int width = spec.random().get(copy.term()).columns();
        int m = block.rows();
        int p = spec.p();
        double[] g = effects(copy);
        double[] zg = new double[m * width];
        for (int i = 0; i < m; i++) {
            for (int c = 0; c < width; c++) {
                for (int d = 0; d < width; d++) {
                    zg[i * width + c] += block.z()[i * block.q() + copy.firstColumn() + d] * g[d * width + c];
                }
            }
        }
        double[] vzg = BlockLikelihood.product(solved.inverse(), zg, m, m, width);
        double[] xvz = new double[p * width];
        double[] explained = new double[width * width];
        double[] estimate = new double[width];
        for (int i = 0; i < m; i++) {
            for (int c = 0; c < width; c++) {
                estimate[c] += zg[i * width + c] * e[i];
                for (int d = 0; d < width; d++) {
                    explained[c * width + d] += zg[i * width + c] * vzg[i * width + d];
                }
                for (int j = 0; j < p; j++) {
                    xvz[j * width + c] += block.x()[i * p + j] * vzg[i * width + c];
                }
            }
        }
        double[] cx = BlockLikelihood.product(at.betaCovariance(), xvz, p, p, width);
        for (int c = 0; c < width; c++) {
            double fixed = 0;
            for (int j = 0; j < p; j++) {
                fixed += xvz[j * width + c] * cx[j * width + c];
            }
            int place = copy.subject() * width + c;
            into.estimates()[place] = estimate[c];
            into.errors()[place] = Math.sqrt(Math.max(0, g[c * width + c] - explained[c * width + c] + fixed));
            for (int d = 0; d < width; d++) {
                into.conditional()[place * width + d] = g[c * width + d] - explained[c * width + d];
            }
        }
    }

    /** A target with its random part gathered by blocks: h = Z G m and X'V⁻¹h taken from the fixed coefficients. */
    private record Gathered(double[] fixed, Map<Integer, double[]> byBlock, Map<Integer, double[]> solved) {}

    private Gathered gather(Target target) {
        int p = spec.p();
        double[] fixed = target.fixed().clone();
        Map<Integer, double[]> byBlock = new TreeMap<>();
        for (Part part : target.random()) {
            if (part.subject() < 0 || blockOf[part.term()][part.subject()] < 0) {
                continue;
            }
            int b = blockOf[part.term()][part.subject()];
            LmmBlock block = likelihood.blocks().get(b);
            LmmBlock.Copy copy = block.effects().stream()
                    .filter(c -> c.term() == part.term() && c.subject() == part.subject())
                    .findFirst()
                    .orElseThrow();
            int width = spec.random().get(part.term()).columns();
            double[] gm = BlockLikelihood.product(effects(copy), part.coefficients(), width, width, 1);
            double[] h = byBlock.computeIfAbsent(b, k -> new double[block.rows()]);
            for (int i = 0; i < h.length; i++) {
                for (int c = 0; c < width; c++) {
                    h[i] += block.z()[i * block.q() + copy.firstColumn() + c] * gm[c];
                }
            }
        }
        Map<Integer, double[]> solved = new TreeMap<>();
        byBlock.forEach((b, h) -> {
            Solved of = state.solved().get(b);
            solved.put(b, BlockLikelihood.product(of.inverse(), h, h.length, h.length, 1));
            for (int i = 0; i < h.length; i++) {
                for (int j = 0; j < p; j++) {
                    fixed[j] -= of.inverseX()[i * p + j] * h[i];
                }
            }
        });
        return new Gathered(fixed, byBlock, solved);
    }

    @Override
    public double[] covariance(List<Target> targets) {
        int n = targets.size();
        int p = spec.p();
        List<Gathered> gathered = targets.stream().map(this::gather).toList();
        double[] result = new double[n * n];
        for (int s = 0; s < n; s++) {
            double[] cs =
                    BlockLikelihood.product(at.betaCovariance(), gathered.get(s).fixed(), p, p, 1);
            for (int t = 0; t <= s; t++) {
                double sum = BlockLikelihood.dot(cs, gathered.get(t).fixed(), p)
                        + prior(state.values(), spec, targets.get(s), targets.get(t));
                for (Map.Entry<Integer, double[]> h : gathered.get(s).byBlock().entrySet()) {
                    double[] other = gathered.get(t).solved().get(h.getKey());
                    if (other != null) {
                        sum -= BlockLikelihood.dot(h.getValue(), other, other.length);
                    }
                }
                result[s * n + t] = sum;
                result[t * n + s] = sum;
            }
        }
        return result;
    }

    @Override
    public Optional<ByResponses> byResponses() {
        return Optional.of(this);
    }

    /** With g = (X'V⁻¹X)⁻¹(l − X'V⁻¹h): V⁻¹Xg + V⁻¹h. */
    @Override
    public double[][] weights(List<Target> targets) {
        int p = spec.p();
        int rows = likelihood.blocks().stream().mapToInt(LmmBlock::rows).sum();
        double[][] weights = new double[targets.size()][rows];
        for (int t = 0; t < weights.length; t++) {
            Gathered gathered = gather(targets.get(t));
            double[] g = BlockLikelihood.product(at.betaCovariance(), gathered.fixed(), p, p, 1);
            int first = 0;
            for (int b = 0; b < likelihood.blocks().size(); b++) {
                int m = likelihood.blocks().get(b).rows();
                double[] fixed = BlockLikelihood.product(state.solved().get(b).inverseX(), g, m, p, 1);
                double[] random = gathered.solved().get(b);
                for (int i = 0; i < m; i++) {
                    weights[t][first + i] = fixed[i] + (random == null ? 0 : random[i]);
                }
                first += m;
            }
        }
        return weights;
    }

    @Override
    public double[] covarianceOfWeights(double[][] b) {
        int n = b.length;
        double[] result = new double[n * n];
        int first = 0;
        for (LmmBlock block : likelihood.blocks()) {
            int m = block.rows();
            double[] v = block.covariance(spec, state.values(), -1, -1);
            for (int s = 0; s < n; s++) {
                double[] vb = BlockLikelihood.product(v, Arrays.copyOfRange(b[s], first, first + m), m, m, 1);
                for (int t = 0; t < n; t++) {
                    result[s * n + t] += BlockLikelihood.dot(vb, Arrays.copyOfRange(b[t], first, first + m), m);
                }
            }
            first += m;
        }
        return result;
    }

    /** m'G m of two targets; subject −1, which is not in the data, is shared by a target with itself alone. */
    static double prior(CovarianceValues values, LmmSpec spec, Target a, Target b) {
        double sum = 0;
        for (Part one : a.random()) {
            for (Part two : b.random()) {
                if (one.term() == two.term() && one.subject() == two.subject() && (one.subject() != -1 || one == two)) {
                    int width = spec.random().get(one.term()).columns();
                    double[] g = values.effects(one.term(), one.group(), -1, -1);
                    double[] gm = BlockLikelihood.product(g, two.coefficients(), width, width, 1);
                    sum += BlockLikelihood.dot(one.coefficients(), gm, width);
                }
            }
        }
        return sum;
    }
}
