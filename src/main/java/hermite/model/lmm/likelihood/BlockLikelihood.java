package hermite.model.lmm.likelihood;

import hermite.math.DenseSymmetric;
import hermite.model.inference.LinearAlgebra;
import hermite.model.lmm.LmmFit;
import hermite.model.lmm.LmmSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The likelihood of many independent blocks of moderate size, with its exact second derivatives. */
public final class BlockLikelihood implements LmmLikelihood {
    private final LmmSpec spec;
    private final List<LmmBlock> blocks;
    /** Blocks that keep the subjects of the random effects apart. */
    private final List<LmmBlock> subjects;

    private final double logWeights;

    /** Blocks that hold all rows. */
    public BlockLikelihood(LmmSpec spec) {
        this(spec, new BlockAssembly(spec).blocks());
    }

    private BlockLikelihood(LmmSpec spec, List<LmmBlock> blocks) {
        this(spec, blocks, blocks);
    }

    private BlockLikelihood(LmmSpec spec, List<LmmBlock> blocks, List<LmmBlock> subjects) {
        this.spec = spec;
        this.blocks = blocks;
        this.subjects = subjects;
        logWeights = logWeights(spec);
    }

    /** The same likelihood by fewer and smaller blocks, where that can be. */
    static BlockLikelihood pooled(LmmSpec spec) {
        BlockReduction reduction = new BlockReduction(spec, new BlockAssembly(spec).blocks());
        return new BlockLikelihood(spec, reduction.pooled(), reduction.bySubject());
    }

    static double logWeights(LmmSpec spec) {
        double[] sorted = spec.weight().clone();
        Arrays.sort(sorted);
        double sum = 0;
        for (double w : sorted) {
            sum += Math.log(w);
        }
        return sum;
    }

    public List<LmmBlock> blocks() {
        return blocks;
    }

    /** What one block contributes: V⁻¹, V⁻¹X, V⁻¹y. */
    public record Solved(double[] inverse, double[] inverseX, double[] inverseY) {}

    /** All blocks at one point. */
    public record Blocks(CovarianceValues values, List<Solved> solved) implements State {}

    @Override
    public Optional<Value> value(double[] theta) {
        int p = spec.p();
        double logDeterminant = -logWeights;
        double[] xvx = new double[p * p];
        double[] xvy = new double[p];
        List<Solved> solved = new ArrayList<>();
        int residualStart = spec.firstParameter(spec.random().size());
        CovarianceValues values = new CovarianceValues(spec, theta.clone());
        for (LmmBlock block : blocks) {
            int m = block.rows();
            double[] factor = new double[m * m];
            if (!DenseSymmetric.cholesky(block.covariance(spec, values, -1, -1), factor, m)) {
                return Optional.empty();
            }
            for (int i = 0; i < m; i++) {
                logDeterminant += 2 * block.repeats() * Math.log(factor[i * m + i]);
            }
            for (int g = 0; g < block.spare().length; g++) {
                if (block.spare()[g] > 0) {
                    logDeterminant += block.spare()[g] * Math.log(theta[residualStart + g]);
                }
            }
            double[] inverse = inverse(factor, m);
            double[] vx = product(inverse, block.x(), m, m, p);
            double[] vy = product(inverse, block.y(), m, m, 1);
            addCross(xvx, block.x(), vx, m, p);
            addTimes(xvy, block.x(), vy, m, p);
            solved.add(new Solved(inverse, vx, vy));
        }
        DenseSymmetric.symmetrise(xvx, p);
        double[] c = p == 0 ? new double[0] : DenseSymmetric.inverse(xvx, p);
        if (c.length < p * p) {
            return Optional.empty();
        }
        double[] beta = product(c, xvy, p, p, 1);
        double quadratic = 0;
        for (int b = 0; b < blocks.size(); b++) {
            double[] r = residuals(blocks.get(b), beta);
            double[] e = projected(solved.get(b), beta, r.length);
            quadratic += dot(r, e, r.length);
        }
        double n = spec.rows() - (spec.restricted() ? p : 0);
        double f = logDeterminant + quadratic + n * Math.log(2 * Math.PI);
        if (spec.restricted()) {
            f += logDeterminant(xvx, p);
        }
        return Double.isFinite(f)
                ? Optional.of(
                        new Value(values.theta(), f, beta, c, quadratic, logDeterminant, new Blocks(values, solved)))
                : Optional.empty();
    }

    private double[] residuals(LmmBlock block, double[] beta) {
        int p = spec.p();
        double[] r = block.y().clone();
        for (int i = 0; i < r.length; i++) {
            for (int j = 0; j < p; j++) {
                r[i] -= block.x()[i * p + j] * beta[j];
            }
        }
        return r;
    }

    /** V⁻¹(y − Xβ) of a block. */
    public double[] projected(Solved solved, double[] beta, int m) {
        int p = spec.p();
        double[] e = solved.inverseY().clone();
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < p; j++) {
                e[i] -= solved.inverseX()[i * p + j] * beta[j];
            }
        }
        return e;
    }

    @Override
    public Derivatives derivatives(Value at) {
        return sums(at).derivatives(at.betaCovariance(), spec.restricted());
    }

    @Override
    public FixedSensitivity sensitivity(Value at) {
        return sums(at).sensitivity(at.betaCovariance(), spec.restricted());
    }

    /**
     * tr(P V_i P M) for each parameter i, with M = Σ w_kl V_kl; V⁻¹ takes the place of P for full likelihood.
     *
     * @param w weights of the second derivatives of V, row-major
     */
    public double[] curvature(Value at, double[] w) {
        int n = spec.parameterCount();
        int p = spec.p();
        double[] traces = new double[n];
        double[][] first = new double[n][p * p];
        double[][] both = new double[n][p * p];
        double[] second = new double[p * p];
        Blocks state = (Blocks) at.state();
        for (int b = 0; b < blocks.size(); b++) {
            LmmBlock block = blocks.get(b);
            Solved solved = state.solved().get(b);
            int m = block.rows();
            double[] bent = new double[m * m];
            for (int k = 0; k < n; k++) {
                for (int l = 0; l < n; l++) {
                    double[] of = w[k * n + l] == 0 ? null : block.covariance(spec, state.values(), k, l);
                    for (int e = 0; of != null && e < bent.length; e++) {
                        bent[e] += w[k * n + l] * of[e];
                    }
                }
            }
            double[] bentX = product(bent, solved.inverseX(), m, m, p);
            double[] solvedBentX = product(solved.inverse(), bentX, m, m, p);
            addCross(second, solved.inverseX(), bentX, m, p);
            double[] solvedBent = product(solved.inverse(), bent, m, m, m);
            for (int k = 0; k < n; k++) {
                double[] d = block.covariance(spec, state.values(), k, -1);
                if (d == null) {
                    continue;
                }
                double[] dx = product(d, solved.inverseX(), m, m, p);
                addCross(first[k], solved.inverseX(), dx, m, p);
                addCross(both[k], dx, solvedBentX, m, p);
                double[] vd = product(solved.inverse(), d, m, m, m);
                for (int i = 0; i < m; i++) {
                    for (int j = 0; j < m; j++) {
                        traces[k] += block.repeats() * vd[i * m + j] * solvedBent[j * m + i];
                    }
                }
            }
        }
        if (spec.restricted()) {
            double[] c = at.betaCovariance();
            double[] bentC = product(product(c, second, p, p, p), c, p, p, p);
            for (int k = 0; k < n; k++) {
                traces[k] += trace(bentC, first[k], p) - 2 * trace(c, both[k], p);
            }
        }
        return traces;
    }

    private DerivativeSums sums(Value at) {
        DerivativeSums sums = new DerivativeSums(spec.parameterCount(), spec.p());
        Blocks state = (Blocks) at.state();
        for (int b = 0; b < blocks.size(); b++) {
            accumulate(blocks.get(b), at, state.values(), state.solved().get(b), sums);
        }
        return sums;
    }

    private void accumulate(LmmBlock block, Value at, CovarianceValues values, Solved solved, DerivativeSums sums) {
        int n = spec.parameterCount();
        int m = block.rows();
        int p = spec.p();
        double[] e = projected(solved, at.beta(), m);
        double[][] d = new double[n][];
        double[][] vd = new double[n][];
        double[][] transposed = new double[n][];
        double[][] dx = new double[n][];
        double[][] de = new double[n][];
        int residualStart = spec.firstParameter(spec.random().size());
        for (int k = 0; k < n; k++) {
            d[k] = block.covariance(spec, values, k, -1);
            if (d[k] == null) {
                continue;
            }
            vd[k] = product(solved.inverse(), d[k], m, m, m);
            transposed[k] = LinearAlgebra.transpose(vd[k], m, m);
            dx[k] = product(d[k], solved.inverseX(), m, m, p);
            de[k] = product(d[k], e, m, m, 1);
            sums.trace[k] += block.repeats() * trace(solved.inverse(), d[k], m);
            sums.form[k] += dot(e, de[k], m);
            addCross(sums.sensitivity[k], solved.inverseX(), dx[k], m, p);
            addTimes(sums.fixedForm[k], solved.inverseX(), de[k], m, p);
            if (k >= residualStart && block.spare().length > k - residualStart && isReduced()) {
                int spare = block.spare()[k - residualStart];
                double sigma2 = at.theta()[k];
                sums.trace[k] += spare / sigma2;
                sums.traceProduct[k * n + k] += spare / (sigma2 * sigma2);
            }
        }
        for (int k = 0; k < n; k++) {
            double[] vdx = d[k] == null ? null : product(solved.inverse(), dx[k], m, m, p);
            double[] vde = d[k] == null ? null : product(solved.inverse(), de[k], m, m, 1);
            for (int l = 0; l <= k; l++) {
                if (d[k] != null && d[l] != null) {
                    sums.traceProduct[k * n + l] += block.repeats() * dot(vd[k], transposed[l], m * m);
                    sums.formProduct[k * n + l] += dot(vde, de[l], m);
                    addCross(sums.crossSensitivity[k * n + l], vdx, dx[l], m, p);
                }
                // loadings of zero have second derivatives though their first ones vanish
                double[] second = block.covariance(spec, values, k, l);
                if (second != null) {
                    sums.secondTrace[k * n + l] += block.repeats() * trace(solved.inverse(), second, m);
                    double[] se = product(second, e, m, m, 1);
                    sums.secondForm[k * n + l] += dot(e, se, m);
                    double[] sx = product(second, solved.inverseX(), m, m, p);
                    addCross(sums.secondSensitivity[k * n + l], solved.inverseX(), sx, m, p);
                }
            }
        }
    }

    private boolean isReduced() {
        return spec.residual().isUniform();
    }

    @Override
    public List<LmmFit.Effects> effects(Value at) {
        return predictions(at).all();
    }

    @Override
    public EffectPrediction predictions(Value at) {
        if (subjects == blocks) {
            return new EffectPrediction(spec, this, at);
        }
        BlockLikelihood apart = new BlockLikelihood(spec, subjects);
        return new EffectPrediction(spec, apart, apart.value(at.theta()).orElseThrow());
    }

    /** L⁻ᵀL⁻¹ by rows. */
    private static double[] inverse(double[] factor, int m) {
        double[] lower = new double[m * m];
        for (int i = 0; i < m; i++) {
            for (int k = 0; k < i; k++) {
                double f = factor[i * m + k];
                if (f != 0) {
                    for (int j = 0; j <= k; j++) {
                        lower[i * m + j] -= f * lower[k * m + j];
                    }
                }
            }
            double pivot = factor[i * m + i];
            for (int j = 0; j < i; j++) {
                lower[i * m + j] /= pivot;
            }
            lower[i * m + i] = 1 / pivot;
        }
        double[] inverse = new double[m * m];
        for (int k = 0; k < m; k++) {
            for (int i = 0; i <= k; i++) {
                double f = lower[k * m + i];
                if (f != 0) {
                    for (int j = 0; j <= i; j++) {
                        inverse[i * m + j] += f * lower[k * m + j];
                    }
                }
            }
        }
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < i; j++) {
                inverse[j * m + i] = inverse[i * m + j];
            }
        }
        return inverse;
    }

    static double logDeterminant(double[] a, int p) {
        double[] factor = new double[p * p];
        if (!DenseSymmetric.cholesky(a, factor, p)) {
            return Double.NaN;
        }
        double sum = 0;
        for (int i = 0; i < p; i++) {
            sum += 2 * Math.log(factor[i * p + i]);
        }
        return sum;
    }

    /** a (n × m) times b (m × k). */
    public static double[] product(double[] a, double[] b, int n, int m, int k) {
        double[] c = new double[n * k];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                double aij = a[i * m + j];
                if (aij != 0) {
                    for (int l = 0; l < k; l++) {
                        c[i * k + l] += aij * b[j * k + l];
                    }
                }
            }
        }
        return c;
    }

    static double trace(double[] symmetric, double[] b, int m) {
        return dot(symmetric, b, m * m);
    }

    public static double dot(double[] a, double[] b, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** target += a'b, both m × p. */
    public static void addCross(double[] target, double[] a, double[] b, int m, int p) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < p; j++) {
                double aij = a[i * p + j];
                if (aij != 0) {
                    for (int k = 0; k < p; k++) {
                        target[j * p + k] += aij * b[i * p + k];
                    }
                }
            }
        }
    }

    public static void addTimes(double[] target, double[] a, double[] v, int m, int p) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < p; j++) {
                target[j] += a[i * p + j] * v[i];
            }
        }
    }
}
