package hermite.model.lmm.likelihood;

import hermite.model.lmm.LmmFit;
import hermite.model.lmm.LmmSpec;
import hermite.model.lmm.RandomTerm;
import hermite.model.lmm.Residual;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The likelihood of crossed or widely nested random effects with residuals of one variance, from a Cholesky factor of
 * the mixed model equations (Bates, Mächler, Bolker and Walker 2015; Gilmour, Thompson and Cullis 1995 for gradient and
 * average information).
 */
public final class SparseLikelihood implements LmmLikelihood {
    /** Relative variance added to a singular G where its inverse is needed for a gradient. */
    private static final double TRACE = 1e-8;

    private static final int LARGEST_DENSE = 8000;

    private final LmmSpec spec;
    private final SparseEquations equations;
    private final SparsePattern pattern;
    private final double logWeights;
    private final int residual;

    SparseLikelihood(LmmSpec spec) {
        this.spec = spec;
        equations = new SparseEquations(spec);
        pattern = equations.pattern;
        logWeights = BlockLikelihood.logWeights(spec);
        residual = spec.firstParameter(spec.random().size());
        if (pattern.dense() > LARGEST_DENSE) {
            throw new IllegalArgumentException(
                    pattern.dense() + " crossed effects remain after elimination; at most " + LARGEST_DENSE);
        }
    }

    /** Whether some block of correlated rows is too large to be done densely. */
    static boolean suits(LmmSpec spec) {
        Residual of = spec.residual();
        if (spec.random().isEmpty() || !of.isUniform() || of.groups() != 1) {
            return false;
        }
        int[] component = new BlockAssembly(spec).components();
        int[] rows = new int[spec.rows()];
        int[] effects = new int[spec.rows()];
        for (int c : component) {
            rows[c]++;
        }
        for (RandomTerm term : spec.random()) {
            boolean[] seen = new boolean[term.subjects()];
            for (int row = 0; row < component.length; row++) {
                int s = term.subject()[row];
                if (s >= 0 && !seen[s]) {
                    seen[s] = true;
                    effects[component[row]] += term.columns();
                }
            }
        }
        for (int c = 0; c < rows.length; c++) {
            if (Math.min(rows[c], effects[c] + spec.p() + 1) > LARGEST_BLOCK) {
                return true;
            }
        }
        return false;
    }

    /** @param lambda Λ with G = σ²ΛΛ', by term and group */
    record Factored(CovarianceValues values, double[][][] lambda, SparseFactor factor, double[] solution)
            implements State {}

    @Override
    public Optional<Value> value(double[] theta) {
        double sigma2 = theta[residual];
        if (!(sigma2 > 0)) {
            return Optional.empty();
        }
        CovarianceValues values = new CovarianceValues(spec, theta.clone());
        Optional<double[][][]> lambda = lambda(values, 0);
        if (lambda.isEmpty()) {
            return Optional.empty();
        }
        SparseFactor factor = equations.equations(lambda.get());
        if (!factor.factor()) {
            return Optional.empty();
        }
        int p = spec.p();
        double n = spec.rows() - (spec.restricted() ? p : 0);
        double quadratic = factor.residualSquares() / sigma2;
        double logDeterminant = spec.rows() * Math.log(sigma2) - logWeights + factor.logDeterminant();
        double f = logDeterminant + quadratic + n * Math.log(2 * Math.PI);
        if (spec.restricted()) {
            f += factor.logDeterminantFixed() - p * Math.log(sigma2);
            for (int j = 0; j < p; j++) {
                f += 2 * Math.log(Math.abs(equations.triangle[j * p + j]));
            }
        }
        if (!Double.isFinite(f)) {
            return Optional.empty();
        }
        double[] solution = factor.responseSolution();
        double[] beta = fromBasis(Arrays.copyOfRange(solution, pattern.scalars, pattern.scalars + p));
        for (int j = 0; j < p; j++) {
            beta[j] += equations.regression[j];
        }
        Factored state = new Factored(values, lambda.get(), factor, solution);
        return Optional.of(
                new Value(values.theta(), f, beta, fixedCovariance(factor, sigma2), quadratic, logDeterminant, state));
    }

    /** R⁻¹γ. */
    private double[] fromBasis(double[] gamma) {
        int p = spec.p();
        double[] beta = gamma.clone();
        for (int i = p - 1; i >= 0; i--) {
            for (int j = i + 1; j < p; j++) {
                beta[i] -= equations.triangle[i * p + j] * beta[j];
            }
            beta[i] /= equations.triangle[i * p + i];
        }
        return beta;
    }

    private double[] fixedCovariance(SparseFactor factor, double sigma2) {
        int p = spec.p();
        double[] covariance = new double[p * p];
        for (int j = 0; j < p; j++) {
            double[] b = new double[pattern.scalars + p];
            double[] unit = new double[p];
            unit[j] = 1;
            System.arraycopy(toBasis(unit), 0, b, pattern.scalars, p);
            factor.solve(b, p);
            double[] column = fromBasis(Arrays.copyOfRange(b, pattern.scalars, pattern.scalars + p));
            for (int i = 0; i < p; i++) {
                covariance[i * p + j] = column[i] * sigma2;
            }
        }
        hermite.math.DenseSymmetric.symmetrise(covariance, p);
        return covariance;
    }

    /** R⁻ᵀl: coefficients of the basis for coefficients of β. */
    private double[] toBasis(double[] l) {
        int p = spec.p();
        double[] result = l.clone();
        for (int i = 0; i < p; i++) {
            for (int k = 0; k < i; k++) {
                result[i] -= equations.triangle[k * p + i] * result[k];
            }
            result[i] /= equations.triangle[i * p + i];
        }
        return result;
    }

    /** Factors of G/σ² with {@code extra} added to their diagonals; empty where some G is not non-negative definite. */
    private Optional<double[][][]> lambda(CovarianceValues values, double extra) {
        double[][][] lambda = new double[spec.random().size()][][];
        for (int t = 0; t < lambda.length; t++) {
            RandomTerm term = spec.random().get(t);
            lambda[t] = new double[term.groups()][];
            for (int g = 0; g < lambda[t].length; g++) {
                lambda[t][g] = root(values.effects(t, g, -1, -1), term.columns(), values.theta()[residual], extra);
                if (lambda[t][g].length == 0) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(lambda);
    }

    private static double[] root(double[] g, int w, double sigma2, double extra) {
        double[] factor = new double[w * w];
        for (int i = 0; i < w; i++) {
            double diagonal = g == null ? 0 : g[i * w + i] / sigma2;
            for (int j = 0; j <= i; j++) {
                double sum = (g == null ? 0 : g[i * w + j] / sigma2) + (i == j ? extra : 0);
                for (int k = 0; k < j; k++) {
                    sum -= factor[i * w + k] * factor[j * w + k];
                }
                double tolerance = 1e-12 * Math.max(diagonal, 1e-12);
                if (i == j) {
                    if (sum < -tolerance) {
                        return new double[0];
                    }
                    factor[i * w + i] = sum <= tolerance && extra == 0 ? 0 : Math.sqrt(Math.max(sum, 0));
                } else if (factor[j * w + j] > 0) {
                    factor[i * w + j] = sum / factor[j * w + j];
                } else if (Math.abs(sum) > 1e-6 * Math.sqrt(Math.max(diagonal, 1e-300))) {
                    return new double[0];
                }
            }
        }
        return factor;
    }

    private static boolean isSingular(double[][][] lambda, List<RandomTerm> terms) {
        for (int t = 0; t < lambda.length; t++) {
            int w = terms.get(t).columns();
            for (double[] of : lambda[t]) {
                for (int i = 0; i < w; i++) {
                    if (of[i * w + i] * of[i * w + i] < TRACE) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    @Override
    public Derivatives derivatives(Value at) {
        Factored state = (Factored) at.state();
        double[][][] lambda = state.lambda();
        SparseFactor factor = state.factor();
        if (isSingular(lambda, spec.random())) {
            lambda = lambda(state.values(), TRACE).orElse(lambda);
            factor = equations.equations(lambda);
            factor.factor();
        }
        Projection py = project(state, at.theta()[residual]);
        double[][] blocks = factor.inverseBlocks(spec.restricted());
        return new SparseDerivatives(spec, equations, state.values())
                .of(blocks, lambda, py.rows(), py.effects(), b -> solved(state.factor(), state, b));
    }

    /** W⁻¹ times V⁻¹(y − Xβ), and Z' V⁻¹(y − Xβ) by scalar. */
    private record Projection(double[] rows, double[] effects) {}

    private Projection project(Factored state, double sigma2) {
        int p = spec.p();
        double[] e = equations.residuals.clone();
        double[] u = unscaled(state.solution(), state.lambda());
        double[] effects = new double[pattern.scalars];
        for (int i = 0; i < e.length; i++) {
            int row = equations.rows[i];
            for (int j = 0; j < p; j++) {
                e[i] -= equations.basis[i * p + j] * state.solution()[pattern.scalars + j];
            }
            e[i] = (e[i] - timesEffects(row, u)) / sigma2;
            addEffects(row, spec.weight()[row] * e[i], effects);
        }
        return new Projection(e, effects);
    }

    /** u = Λb by scalar. */
    private double[] unscaled(double[] b, double[][][] lambda) {
        double[] u = new double[pattern.scalars];
        for (int node = 0; node < pattern.nodes(); node++) {
            int w = pattern.width(node);
            int at = pattern.start[node];
            double[] of = lambda[pattern.term[node]][pattern.group[node]];
            for (int i = 0; i < w; i++) {
                for (int k = 0; k <= i; k++) {
                    u[at + i] += of[i * w + k] * b[at + k];
                }
            }
        }
        return u;
    }

    /** Λ'v in place. */
    private void scale(double[] v, double[][][] lambda) {
        for (int node = 0; node < pattern.nodes(); node++) {
            int w = pattern.width(node);
            int at = pattern.start[node];
            double[] of = lambda[pattern.term[node]][pattern.group[node]];
            for (int i = 0; i < w; i++) {
                double sum = 0;
                for (int k = i; k < w; k++) {
                    sum += of[k * w + i] * v[at + k];
                }
                v[at + i] = sum;
            }
        }
    }

    private double timesEffects(int row, double[] u) {
        double sum = 0;
        for (int t = 0; t < spec.random().size(); t++) {
            RandomTerm term = spec.random().get(t);
            if (term.subject()[row] >= 0) {
                int at = pattern.start[pattern.node(t, term.subject()[row])];
                for (int c = 0; c < term.columns(); c++) {
                    sum += term.z()[row * term.columns() + c] * u[at + c];
                }
            }
        }
        return sum;
    }

    private void addEffects(int row, double f, double[] into) {
        for (int t = 0; t < spec.random().size(); t++) {
            RandomTerm term = spec.random().get(t);
            if (term.subject()[row] >= 0) {
                int at = pattern.start[pattern.node(t, term.subject()[row])];
                for (int c = 0; c < term.columns(); c++) {
                    into[at + c] += term.z()[row * term.columns() + c] * f;
                }
            }
        }
    }

    /** P f, for f by row in the order of the equations. */
    private double[] solved(SparseFactor factor, Factored state, double[] f) {
        return solved(factor, state, f, spec.p());
    }

    /** P f with {@code fixed} = p, V⁻¹f with {@code fixed} = 0. */
    private double[] solved(SparseFactor factor, Factored state, double[] f, int fixed) {
        int p = spec.p();
        double sigma2 = state.values().theta()[residual];
        double[] b = new double[pattern.scalars + p];
        for (int i = 0; i < f.length; i++) {
            int row = equations.rows[i];
            double weighted = spec.weight()[row] * f[i];
            addEffects(row, weighted, b);
            for (int j = 0; j < fixed; j++) {
                b[pattern.scalars + j] += equations.basis[i * p + j] * weighted;
            }
        }
        scale(b, state.lambda());
        factor.solve(b, fixed);
        double[] u = unscaled(b, state.lambda());
        double[] result = new double[f.length];
        for (int i = 0; i < f.length; i++) {
            int row = equations.rows[i];
            double value = f[i] - timesEffects(row, u);
            for (int j = 0; j < fixed; j++) {
                value -= equations.basis[i * p + j] * b[pattern.scalars + j];
            }
            result[i] = spec.weight()[row] * value / sigma2;
        }
        return result;
    }

    @Override
    public FixedSensitivity sensitivity(Value at) {
        Factored state = (Factored) at.state();
        int p = spec.p();
        double[][] vx = new double[p][];
        for (int j = 0; j < p; j++) {
            double[] column = new double[spec.rows()];
            for (int i = 0; i < column.length; i++) {
                column[i] = spec.x()[equations.rows[i] * p + j];
            }
            vx[j] = solved(state.factor(), state, column, 0);
        }
        return new SparseDerivatives(spec, equations, state.values())
                .sensitivity(vx, f -> solved(state.factor(), state, f, 0));
    }

    @Override
    public List<LmmFit.Effects> effects(Value at) {
        Factored state = (Factored) at.state();
        double sigma2 = at.theta()[residual];
        double[] u = unscaled(state.solution(), state.lambda());
        double[][] error = state.factor().inverseBlocks(true);
        double[][] conditional = state.factor().inverseBlocks(false);
        List<LmmFit.Effects> result = new ArrayList<>();
        for (int t = 0; t < spec.random().size(); t++) {
            RandomTerm term = spec.random().get(t);
            int w = term.columns();
            LmmFit.Effects of = new LmmFit.Effects(
                    new double[term.subjects() * w],
                    new double[term.subjects() * w],
                    new double[term.subjects() * w * w]);
            for (int s = 0; s < term.subjects(); s++) {
                int node = pattern.node(t, s);
                double[] lambda = state.lambda()[t][pattern.group[node]];
                double[] pev = hermite.math.DenseSymmetric.congruence(lambda, w, error[node], w);
                double[] given = hermite.math.DenseSymmetric.congruence(lambda, w, conditional[node], w);
                for (int c = 0; c < w; c++) {
                    of.estimates()[s * w + c] = u[pattern.start[node] + c];
                    of.errors()[s * w + c] = Math.sqrt(Math.max(0, sigma2 * pev[c * w + c]));
                }
                for (int c = 0; c < w * w; c++) {
                    of.conditional()[s * w * w + c] = sigma2 * given[c];
                }
            }
            result.add(of);
        }
        return result;
    }

    @Override
    public PredictionVariance predictions(Value at) {
        Factored state = (Factored) at.state();
        return targets -> {
            int n = targets.size();
            double sigma2 = at.theta()[residual];
            double[][] right = new double[n][];
            for (int s = 0; s < n; s++) {
                right[s] = rightHandSide(targets.get(s), state);
            }
            double[] result = new double[n * n];
            for (int s = 0; s < n; s++) {
                double[] solution = right[s].clone();
                state.factor().solve(solution, spec.p());
                for (int t = 0; t <= s; t++) {
                    double sum = sigma2 * BlockLikelihood.dot(solution, right[t], solution.length)
                            + unseen(targets.get(s), targets.get(t), s == t, state);
                    result[s * n + t] = sum;
                    result[t * n + s] = sum;
                }
            }
            return result;
        };
    }

    private double[] rightHandSide(PredictionVariance.Target target, Factored state) {
        double[] b = new double[pattern.scalars + spec.p()];
        for (PredictionVariance.Part part : target.random()) {
            if (part.subject() >= 0) {
                int from = pattern.start[pattern.node(part.term(), part.subject())];
                for (int c = 0; c < part.coefficients().length; c++) {
                    b[from + c] += part.coefficients()[c];
                }
            }
        }
        scale(b, state.lambda());
        System.arraycopy(toBasis(target.fixed()), 0, b, pattern.scalars, spec.p());
        return b;
    }

    private double unseen(
            PredictionVariance.Target one, PredictionVariance.Target other, boolean same, Factored state) {
        PredictionVariance.Target first = unseen(one);
        return EffectPrediction.prior(state.values(), spec, first, same ? first : unseen(other));
    }

    private static PredictionVariance.Target unseen(PredictionVariance.Target target) {
        return new PredictionVariance.Target(
                target.fixed(),
                target.random().stream().filter(p -> p.subject() < 0).toList());
    }
}
