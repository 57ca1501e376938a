package hermite.model.glmm.prediction;

import hermite.math.DenseRows;
import hermite.math.DenseSymmetric;
import hermite.model.glmm.GlmmFit;
import hermite.model.glmm.GlmmSpec;
import hermite.model.glmm.SubjectNesting;
import hermite.model.glmm.covariance.RandomCovariance;
import hermite.model.glmm.density.CategoryDensity;
import hermite.model.glmm.density.ConditionalDensity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Conditional mean squared errors of prediction of linear predictors x'β + z'b (Booth and Hobert 1998, equation 7): the
 * conditional variance of the random effects at their modes, and the uncertainty of the estimates carried over by the
 * derivative of the predictor, that of the modes included. The derivative follows from the equation of the modes.
 */
public final class PredictionError {
    private static final int LARGEST_BLOCK = 3000;

    private final GlmmSpec spec;
    private final GlmmFit fit;
    private final int predictors;
    private final int p;
    private final int q;
    private final int t;
    private final int parameters;
    private final double[] factor;
    private final double[][] factorSlopes;
    private final double[] toReported;
    private final double[] covariance;
    private final int outer;

    /**
     * @param covariance of the reported parameters, row-major; NaN for those that are not estimated
     * @throws IllegalArgumentException when subjects within others have weights
     */
    public PredictionError(GlmmSpec spec, GlmmFit fit, double[] covariance) {
        int[] nesting = SubjectNesting.outermostFirst(spec.levels());
        for (int l = 0; l < spec.levels().size(); l++) {
            if (spec.levels().get(l).weight().length > 0 && l != nesting[0]) {
                throw new IllegalArgumentException(
                        "standard errors of predictions are not built for weights of subjects within others");
            }
        }
        this.spec = spec;
        this.fit = fit;
        predictors = spec.response().predictors();
        p = spec.fixedColumns();
        q = spec.randomColumns();
        t = spec.covariance().parameters();
        parameters = fit.parameters();
        RandomCovariance g = spec.covariance();
        double[] theta = g.optimization(fit.covarianceParameters());
        factor = g.factor(theta);
        factorSlopes = slopes(g.factorJacobian(theta));
        toReported = toReported(g.reportJacobian(theta));
        this.covariance = covariance.clone();
        for (int i = 0; i < this.covariance.length; i++) {
            this.covariance[i] = Double.isNaN(this.covariance[i]) ? 0 : this.covariance[i];
        }
        outer = nesting.length == 0 ? -1 : nesting[0];
    }

    private double[][] slopes(double[] jacobian) {
        double[][] out = new double[t][q * q];
        for (int k = 0; k < t; k++) {
            for (int a = 0; a < q; a++) {
                for (int b = 0; b <= a; b++) {
                    out[k][a * q + b] = jacobian[(a * (a + 1) / 2 + b) * t + k];
                }
            }
        }
        return out;
    }

    /** dψ/d(reported) of the covariance parameters, row-major; parameters without slope, which are held, keep theirs. */
    private double[] toReported(double[] jacobian) {
        double[] a = jacobian.clone();
        for (int k = 0; k < t; k++) {
            a[k * t + k] = a[k * t + k] == 0 ? 1 : a[k * t + k];
        }
        return DenseRows.inverse(a, t);
    }

    /**
     * Standard errors of x'β + z'b.
     *
     * @param x kept fixed-effects columns of each row, row-major
     * @param z random-effects columns of each row, row-major
     * @param unit for each level the unit of each row; −1 for one that the fit does not know
     * @return NaN where a unit is unknown
     */
    public double[] standardErrors(double[] x, double[] z, int[][] unit) {
        int rows = unit[0].length;
        double[] out = new double[rows];
        Arrays.fill(out, Double.NaN);
        int blocks = outer < 0 ? 1 : spec.levels().get(outer).units();
        List<List<Integer>> data = byBlock(unitsOf(spec), spec.rows(), blocks);
        List<List<Integer>> wanted = byBlock(unit, rows, blocks);
        for (int b = 0; b < blocks; b++) {
            if (!wanted.get(b).isEmpty()) {
                new Block(data.get(b)).fill(wanted.get(b), x, z, unit, out);
            }
        }
        return out;
    }

    /** Standard errors of prediction of the random effects, laid out as the modes of the fit. */
    public double[] modeStandardErrors() {
        double[] out = new double[fit.modes().length];
        Arrays.fill(out, Double.NaN);
        GlmmSpec.ModeLayout layout = spec.modeLayout();
        int[][] units = unitsOf(spec);
        for (int l = 0; l < spec.levels().size(); l++) {
            int[] firstRow = new int[spec.levels().get(l).units()];
            Arrays.fill(firstRow, -1);
            for (int i = spec.rows() - 1; i >= 0; i--) {
                firstRow[units[l][i]] = i;
            }
            int[] seen = Arrays.stream(firstRow).filter(i -> i >= 0).toArray();
            for (int d : spec.levels().get(l).columns()) {
                double[] z = new double[seen.length * q];
                int[][] at = new int[units.length][seen.length];
                for (int k = 0; k < seen.length; k++) {
                    z[k * q + d] = 1;
                    for (int m = 0; m < units.length; m++) {
                        at[m][k] = units[m][seen[k]];
                    }
                }
                double[] errors = standardErrors(new double[seen.length * p], z, at);
                for (int k = 0; k < seen.length; k++) {
                    out[layout.at(d, at[l][k])] = errors[k];
                }
            }
        }
        return out;
    }

    /**
     * A coefficient of the random effect that a column of z has for a unit.
     *
     * @param unit of the column's level; negative for one without observations, the same for the same unit
     */
    public record Part(int column, int unit, double coefficient) {}

    /**
     * A combination l'β + m'b.
     *
     * @param fixed l, one a kept column of X
     */
    public record Target(double[] fixed, List<Part> random) {}

    /** m'b̂ at the modes. */
    public double estimate(List<Part> random) {
        GlmmSpec.ModeLayout layout = spec.modeLayout();
        double sum = 0;
        for (Part part : random) {
            sum += part.unit() < 0 ? 0 : part.coefficient() * fit.modes()[layout.at(part.column(), part.unit())];
        }
        return sum;
    }

    /** Covariances of the errors of l'β̂ + m'b̂, row-major. */
    public double[] covariance(List<Target> targets) {
        int n = targets.size();
        double[] result = new double[n * n];
        double[][] slopes = new double[n][parameters];
        int blocks = outer < 0 ? 1 : spec.levels().get(outer).units();
        List<List<Integer>> data = byBlock(unitsOf(spec), spec.rows(), blocks);
        int[] level = new int[q];
        int[][] blockOf = new int[spec.levels().size()][];
        for (int l = 0; l < blockOf.length; l++) {
            for (int d : spec.levels().get(l).columns()) {
                level[d] = l;
            }
            blockOf[l] = new int[spec.levels().get(l).units()];
            for (int i = 0; i < spec.rows(); i++) {
                blockOf[l][spec.levels().get(l).unit()[i]] =
                        outer < 0 ? 0 : spec.levels().get(outer).unit()[i];
            }
        }
        TreeMap<Integer, TreeMap<Integer, List<Part>>> byBlock = new TreeMap<>();
        for (int s = 0; s < n; s++) {
            System.arraycopy(targets.get(s).fixed(), 0, slopes[s], 0, p);
            for (Part part : targets.get(s).random()) {
                if (part.unit() >= 0) {
                    byBlock.computeIfAbsent(blockOf[level[part.column()]][part.unit()], b -> new TreeMap<>())
                            .computeIfAbsent(s, k -> new ArrayList<>())
                            .add(part);
                }
            }
            for (int r = 0; r <= s; r++) {
                double prior = prior(targets.get(s), targets.get(r), level);
                result[s * n + r] = prior;
                result[r * n + s] = prior;
            }
        }
        byBlock.forEach((b, of) -> new Block(data.get(b)).add(of, level, slopes, result));
        for (int s = 0; s < n; s++) {
            slopes[s] = natural(slopes[s]);
        }
        for (int s = 0; s < n; s++) {
            double[] carried = new double[parameters];
            for (int a = 0; a < parameters; a++) {
                for (int c = 0; c < parameters; c++) {
                    carried[a] += covariance[a * parameters + c] * slopes[s][c];
                }
            }
            for (int r = 0; r < n; r++) {
                for (int a = 0; a < parameters; a++) {
                    result[s * n + r] += carried[a] * slopes[r][a];
                }
            }
        }
        return result;
    }

    /** m'G m of units without observations. */
    private double prior(Target one, Target two, int[] level) {
        double sum = 0;
        for (Part a : one.random()) {
            for (Part b : two.random()) {
                if (a.unit() < 0 && a.unit() == b.unit() && level[a.column()] == level[b.column()]) {
                    sum += a.coefficient() * b.coefficient() * fit.g()[a.column() * q + b.column()];
                }
            }
        }
        return sum;
    }

    /** A slope in ψ as one in the reported parameters. */
    private double[] natural(double[] slope) {
        double[] out = slope.clone();
        for (int k = 0; k < t; k++) {
            out[p + k] = 0;
            for (int m = 0; m < t; m++) {
                out[p + k] += slope[p + m] * toReported[m * t + k];
            }
        }
        if (parameters > p + t) {
            out[p + t] = slope[p + t] / fit.dispersion();
        }
        return out;
    }

    private static int[][] unitsOf(GlmmSpec spec) {
        return spec.levels().stream().map(GlmmSpec.Level::unit).toArray(int[][]::new);
    }

    private List<List<Integer>> byBlock(int[][] unit, int rows, int blocks) {
        List<List<Integer>> out = new ArrayList<>();
        for (int b = 0; b < blocks; b++) {
            out.add(new ArrayList<>());
        }
        for (int i = 0; i < rows; i++) {
            int row = i;
            boolean known = Arrays.stream(unit).allMatch(u -> u[row] >= 0);
            if (known) {
                out.get(outer < 0 ? 0 : unit[outer][i]).add(i);
            }
        }
        return out;
    }

    /** One independent unit: its random effects stacked, their information, and the derivative of their modes. */
    private final class Block {
        private final Map<Long, Integer> place = new HashMap<>();
        private final int size;
        private final double[] root;
        private final double[] v;
        private final double[] modeSlope;

        Block(List<Integer> rows) {
            int[][] unit = unitsOf(spec);
            int next = 0;
            for (int i : rows) {
                for (int l = 0; l < unit.length; l++) {
                    if (place.putIfAbsent(key(l, unit[l][i]), next) == null) {
                        next += spec.levels().get(l).columns().length;
                    }
                }
            }
            size = next;
            if (size > LARGEST_BLOCK) {
                throw new IllegalArgumentException("standard errors of predictions need a matrix of " + size
                        + " random effects; the largest is " + LARGEST_BLOCK);
            }
            v = new double[size];
            double[] information = new double[size * size];
            for (int a = 0; a < size; a++) {
                information[a * size + a] = 1;
            }
            double[] right = new double[size * parameters];
            for (int i : rows) {
                RowTerms row = new RowTerms(i, unit);
                for (int c = 0; c < predictors; c++) {
                    for (int a = 0; a < size; a++) {
                        v[a] += row.stacked[c][a] * row.l1[c];
                        for (int d = 0; d < predictors; d++) {
                            double curvature = row.l2[c * predictors + d];
                            for (int b = 0; b < size; b++) {
                                information[a * size + b] -= curvature * row.stacked[c][a] * row.stacked[d][b];
                            }
                        }
                    }
                }
            }
            for (int i : rows) {
                addDerivatives(i, unit, new RowTerms(i, unit), right);
            }
            root = new double[size * size];
            if (!DenseSymmetric.cholesky(information, root, size)) {
                Arrays.fill(root, Double.NaN);
            }
            modeSlope = new double[size * parameters];
            double[] column = new double[size];
            for (int r = 0; r < parameters; r++) {
                for (int a = 0; a < size; a++) {
                    column[a] = right[a * parameters + r];
                }
                DenseSymmetric.solve(root, column, size);
                for (int a = 0; a < size; a++) {
                    modeSlope[a * parameters + r] = column[a];
                }
            }
        }

        private long key(int level, int unit) {
            return (long) level << 32 | unit;
        }

        /** A'z of every level at the places of the row's units. */
        private double[] stack(double[] a, double[] z, int[][] unit, int row) {
            double[] out = new double[size];
            for (int l = 0; l < unit.length; l++) {
                Integer first = place.get(key(l, unit[l][row]));
                int[] columns = spec.levels().get(l).columns();
                for (int d = 0; d < columns.length; d++) {
                    double sum = 0;
                    for (int c : columns) {
                        sum += a[c * q + columns[d]] * z[c];
                    }
                    if (first == null) {
                        if (sum != 0) {
                            return new double[0];
                        }
                    } else {
                        out[first + d] += sum;
                    }
                }
            }
            return out;
        }

        /** η of a predictor of a row of the data. */
        private double predictor(int i, int c, int[][] unit) {
            GlmmSpec.ModeLayout layout = spec.modeLayout();
            double eta = spec.offset(i);
            int wide = i * predictors + c;
            for (int k = 0; k < p; k++) {
                eta += spec.x()[wide * p + k] * fit.beta()[k];
            }
            for (int l = 0; l < unit.length; l++) {
                for (int d : spec.levels().get(l).columns()) {
                    eta += spec.z()[wide * q + d] * fit.modes()[layout.at(d, unit[l][i])];
                }
            }
            return eta;
        }

        /** A'z of every predictor of a row, and l', l'' and ∂l'/∂log φ of its density, times its weight. */
        private final class RowTerms {
            final double[][] stacked = new double[predictors][];
            final double[] l1 = new double[predictors];
            final double[] l2 = new double[predictors * predictors];
            double crossed;

            RowTerms(int i, int[][] unit) {
                double[][] eta = new double[predictors][1];
                for (int c = 0; c < predictors; c++) {
                    eta[c][0] = predictor(i, c, unit);
                    stacked[c] = stack(factor, zOf(i, c), unit, i);
                }
                double[] y = {spec.y()[i]};
                if (spec.response() instanceof CategoryDensity density) {
                    double[][] d1 = new double[predictors][1];
                    double[][] d2 = new double[predictors * predictors][1];
                    density.derivatives(eta, y, d1, d2, new double[predictors * predictors * predictors][1], 1);
                    for (int c = 0; c < predictors; c++) {
                        l1[c] = d1[c][0];
                    }
                    for (int c = 0; c < l2.length; c++) {
                        l2[c] = d2[c][0];
                    }
                } else {
                    ofOnePredictor(eta[0], y, new double[] {spec.trials(i)});
                }
                double w = spec.multiplier(i);
                for (int c = 0; c < predictors; c++) {
                    l1[c] *= w;
                }
                for (int c = 0; c < l2.length; c++) {
                    l2[c] *= w;
                }
                crossed *= w;
            }

            private void ofOnePredictor(double[] eta, double[] y, double[] trials) {
                ConditionalDensity density = spec.density();
                double logDispersion = density.hasDispersion() ? Math.log(fit.dispersion()) : 0;
                density.derivatives(eta, y, trials, logDispersion, l1, l2, new double[1], 1);
                if (density.hasDispersion()) {
                    double[] cross = new double[1];
                    density.dispersionDerivatives(
                            eta, y, trials, logDispersion, new double[1], cross, new double[1], new double[1], 1);
                    crossed = cross[0];
                }
            }
        }

        private double[] zOf(int i, int c) {
            int wide = i * predictors + c;
            return Arrays.copyOfRange(spec.z(), wide * q, (wide + 1) * q);
        }

        /** ∂(gradient of the log density in v)/∂ψ, the parameters of G in their optimisation form. */
        private void addDerivatives(int i, int[][] unit, RowTerms row, double[] right) {
            double[][] direct = new double[predictors][];
            for (int c = 0; c < predictors; c++) {
                int wide = i * predictors + c;
                direct[c] = direct(Arrays.copyOfRange(spec.x(), wide * p, (wide + 1) * p), zOf(i, c), unit, i);
            }
            for (int r = 0; r < parameters; r++) {
                double dispersion = r == p + t ? row.crossed : 0;
                for (int c = 0; c < predictors; c++) {
                    double slope = dispersion;
                    for (int d = 0; d < predictors; d++) {
                        slope += row.l2[c * predictors + d] * direct[d][r];
                    }
                    double[] moved =
                            r >= p && r < p + t ? stack(factorSlopes[r - p], zOf(i, c), unit, i) : new double[0];
                    for (int a = 0; a < size; a++) {
                        right[a * parameters + r] +=
                                row.stacked[c][a] * slope + (moved.length == 0 ? 0 : moved[a] * row.l1[c]);
                    }
                }
            }
        }

        /** ∂η/∂ψ with v kept. */
        private double[] direct(double[] x, double[] z, int[][] unit, int row) {
            double[] out = new double[parameters];
            System.arraycopy(x, 0, out, 0, p);
            for (int k = 0; k < t; k++) {
                double[] moved = stack(factorSlopes[k], z, unit, row);
                for (int a = 0; a < moved.length; a++) {
                    out[p + k] += moved[a] * v[a];
                }
            }
            return out;
        }

        /** Adds what the block gives to the slopes and covariances of targets that have parts in it. */
        void add(TreeMap<Integer, List<Part>> targets, int[] level, double[][] slopes, double[] result) {
            int n = slopes.length;
            TreeMap<Integer, double[]> weights = new TreeMap<>();
            TreeMap<Integer, double[]> solved = new TreeMap<>();
            targets.forEach((s, parts) -> {
                double[] zeta = weigh(parts, level, factor);
                double[] right = zeta.clone();
                DenseSymmetric.solve(root, right, size);
                weights.put(s, zeta);
                solved.put(s, right);
                for (int k = 0; k < t; k++) {
                    double[] moved = weigh(parts, level, factorSlopes[k]);
                    for (int a = 0; a < size; a++) {
                        slopes[s][p + k] += moved[a] * v[a];
                    }
                }
                for (int r = 0; r < parameters; r++) {
                    for (int a = 0; a < size; a++) {
                        slopes[s][r] += zeta[a] * modeSlope[a * parameters + r];
                    }
                }
            });
            weights.forEach((s, zeta) -> solved.forEach((r, right) -> {
                for (int a = 0; a < size; a++) {
                    result[s * n + r] += zeta[a] * right[a];
                }
            }));
        }

        /** A'm of parts in this block, by the places of their units. */
        private double[] weigh(List<Part> parts, int[] level, double[] a) {
            double[] out = new double[size];
            for (Part part : parts) {
                int l = level[part.column()];
                int first = place.get(key(l, part.unit()));
                int[] columns = spec.levels().get(l).columns();
                for (int d = 0; d < columns.length; d++) {
                    out[first + d] += part.coefficient() * a[part.column() * q + columns[d]];
                }
            }
            return out;
        }

        void fill(List<Integer> rows, double[] x, double[] z, int[][] unit, double[] out) {
            for (int i : rows) {
                double[] zRow = Arrays.copyOfRange(z, i * q, (i + 1) * q);
                double[] zeta = stack(factor, zRow, unit, i);
                if (zeta.length == 0 && size > 0) {
                    continue;
                }
                double[] slope = direct(Arrays.copyOfRange(x, i * p, (i + 1) * p), zRow, unit, i);
                for (int r = 0; r < parameters; r++) {
                    for (int a = 0; a < size; a++) {
                        slope[r] += zeta[a] * modeSlope[a * parameters + r];
                    }
                }
                double[] solved = zeta.clone();
                DenseSymmetric.solve(root, solved, size);
                double variance = 0;
                for (int a = 0; a < size; a++) {
                    variance += zeta[a] * solved[a];
                }
                double[] natural = natural(slope);
                for (int r = 0; r < parameters; r++) {
                    for (int s = 0; s < parameters; s++) {
                        variance += natural[r] * covariance[r * parameters + s] * natural[s];
                    }
                }
                out[i] = Math.sqrt(variance);
            }
        }
    }
}
