package hermite.model.glmm.crossed;

import hermite.math.GaussHermite;
import hermite.model.glmm.ApproximatedLikelihood;
import hermite.model.glmm.GlmmFit;
import hermite.model.glmm.GlmmSpec;
import hermite.model.glmm.KeptInformation;
import hermite.model.glmm.ParameterLayout;
import hermite.model.glmm.Posterior;
import hermite.model.glmm.StartingPoint;
import hermite.model.glmm.levels.RowBlock;
import hermite.model.glmm.levels.RowDensity;
import hermite.model.glmm.levels.RowOrder;
import hermite.model.glmm.levels.RowStart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Log likelihood of a model with crossed random effects by Laplace's approximation, with its exact gradient. The data do
 * not fall into independent units, so there is one unit, and no number of points but 1.
 */
public final class CrossedLikelihood implements ApproximatedLikelihood {
    /** Random effects of all levels but the one with most units that a dense matrix is made for. */
    private static final int LARGEST_DENSE = 8000;

    private final GlmmSpec spec;
    private final RowDensity density;
    private final ParameterLayout layout;
    private final Runnable checkpoint;
    /** Levels of the specification, the one with most units first. */
    private final int[] order;

    private final int[] column;
    private final int[] levelOfPlace;
    /** Where the effects of each level but the first begin. */
    private final int[] offset;

    private final List<CrossedBlock> blocks = new ArrayList<>();
    /** Block of each unit of the first level, −1 without rows. */
    private final int[] blockOfUnit;

    private final CrossedSystem system;
    private final CrossedScore scores;
    private final double constant;
    private final int p;
    private final int q;
    private final KeptInformation information;
    private long evaluations;

    /**
     * @param checkpoint called before every evaluation
     * @throws IllegalArgumentException if all levels but the largest have more than 8,000 random effects
     */
    public CrossedLikelihood(GlmmSpec spec, Runnable checkpoint) {
        this.spec = spec;
        this.checkpoint = checkpoint;
        density = new RowDensity(spec.response());
        p = spec.fixedColumns();
        q = spec.randomColumns();
        layout = new ParameterLayout(p, spec.covariance(), density.hasDispersion());
        information = new KeptInformation(
                layout.parameters(), 0.05, KeptInformation.differences(layout.scales(spec), this::evaluate));
        List<GlmmSpec.Level> levels = spec.levels();
        order = IntStream.range(0, levels.size())
                .boxed()
                .sorted(Comparator.comparingInt(l -> -levels.get(l).units()))
                .mapToInt(Integer::intValue)
                .toArray();
        column = new int[q];
        levelOfPlace = new int[q];
        offset = new int[order.length];
        int at = 0;
        int rest = 0;
        for (int k = 0; k < order.length; k++) {
            int[] columns = levels.get(order[k]).columns();
            for (int c : columns) {
                column[at] = c;
                levelOfPlace[at++] = k;
            }
            offset[k] = rest;
            rest += k == 0 ? 0 : levels.get(order[k]).units() * columns.length;
        }
        if (rest > LARGEST_DENSE) {
            throw new IllegalArgumentException(
                    "the crossed levels beside the largest have %d random effects; at most %d can be fitted"
                            .formatted(rest, LARGEST_DENSE));
        }
        blockOfUnit = new int[levels.get(order[0]).units()];
        arrange();
        system = new CrossedSystem(density, blocks, rest);
        scores = new CrossedScore(density, system, blocks, levelOfPlace, p, layout.full());
        constant = blocks.stream().mapToDouble(b -> b.rows.constant).sum();
    }

    /** Rows by unit of the first level, within it by their other units and content. */
    private void arrange() {
        GlmmSpec.Level first = spec.levels().get(order[0]);
        int own = first.columns().length;
        Integer[] rows = new Integer[spec.rows()];
        Arrays.setAll(rows, i -> i);
        int[] content = RowOrder.ranks(spec, column);
        Comparator<Integer> comparator = Comparator.comparingInt(i -> first.unit()[i]);
        for (int k = 1; k < order.length; k++) {
            int[] unit = spec.levels().get(order[k]).unit();
            comparator = comparator.thenComparingInt(i -> unit[i]);
        }
        Arrays.sort(rows, comparator.thenComparingInt(i -> content[i]));
        Arrays.fill(blockOfUnit, -1);
        for (int from = 0; from < rows.length; ) {
            int unit = first.unit()[rows[from]];
            int to = from;
            while (to < rows.length && first.unit()[rows[to]] == unit) {
                to++;
            }
            blockOfUnit[unit] = blocks.size();
            blocks.add(block(Arrays.copyOfRange(rows, from, to), own));
            from = to;
        }
    }

    private CrossedBlock block(Integer[] rows, int own) {
        int n = rows.length;
        int[] places = new int[n * (q - own)];
        for (int i = 0; i < n; i++) {
            for (int d = own; d < q; d++) {
                int k = levelOfPlace[d];
                int size = spec.levels().get(order[k]).columns().length;
                int within = d
                        - (int) IntStream.range(0, q)
                                .filter(e -> levelOfPlace[e] < k)
                                .count();
                places[i * (q - own) + d - own] =
                        offset[k] + spec.levels().get(order[k]).unit()[rows[i]] * size + within;
            }
        }
        int[] partners = Arrays.stream(places).sorted().distinct().toArray();
        int[] local =
                Arrays.stream(places).map(v -> Arrays.binarySearch(partners, v)).toArray();
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        int[] numbers = Arrays.stream(rows).mapToInt(Integer::intValue).toArray();
        return new CrossedBlock(RowBlock.of(spec, column, density, numbers, ones), own, partners, local);
    }

    @Override
    public void usePoints(int points) {
        if (points != 1) {
            throw new IllegalArgumentException("crossed random effects are integrated by Laplace's approximation only");
        }
    }

    @Override
    public int points() {
        return 1;
    }

    @Override
    public double nodes(int points) {
        return points == 1 ? 1 : Double.POSITIVE_INFINITY;
    }

    @Override
    public long cells() {
        return (long) spec.rows() * density.m;
    }

    @Override
    public long evaluations() {
        return evaluations;
    }

    @Override
    public int parameters() {
        return layout.parameters();
    }

    private double laplace(double[] psi) {
        ParameterLayout.Point at = layout.point(psi);
        double[] factor = factor(at);
        blocks.forEach(b -> b.rows.linear(at.beta(), factor));
        double value = system.laplace(at.logDispersion());
        return Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value + constant;
    }

    private double[] factor(ParameterLayout.Point at) {
        double[] out = new double[q * q];
        for (int a = 0; a < q; a++) {
            for (int b = 0; b < q; b++) {
                out[a * q + b] = at.factor()[column[a] * q + column[b]];
            }
        }
        return out;
    }

    @Override
    public double evaluate(double[] psi, double[] gradient) {
        checkpoint.run();
        evaluations++;
        double value = laplace(psi);
        if (!Double.isFinite(value)) {
            Arrays.fill(gradient, Double.NaN);
            return Double.NEGATIVE_INFINITY;
        }
        double[] score = scores.score(layout.point(psi).logDispersion());
        double[] inOrder = new double[layout.full()];
        System.arraycopy(score, 0, inOrder, 0, p);
        for (int a = 0; a < q; a++) {
            for (int b = 0; b <= a; b++) {
                int row = Math.max(column[a], column[b]);
                int other = Math.min(column[a], column[b]);
                inOrder[p + row * (row + 1) / 2 + other] += score[p + a * (a + 1) / 2 + b];
            }
        }
        if (density.hasDispersion()) {
            inOrder[inOrder.length - 1] = score[score.length - 1];
        }
        layout.fold(psi, inOrder, 0, gradient);
        return value;
    }

    @Override
    public void information(double[] psi, double[] out) {
        information.information(psi, out);
    }

    @Override
    public double value(double[] psi, GaussHermite grid) {
        usePoints(grid.points());
        checkpoint.run();
        evaluations++;
        return laplace(psi);
    }

    @Override
    public double[] unitValues(double[] psi) {
        return new double[] {value(psi, GaussHermite.of(1))};
    }

    @Override
    public double[][] unitScores(double[] psi) {
        double[][] out = new double[1][parameters()];
        evaluate(psi, out[0]);
        return out;
    }

    @Override
    public double[] unitCounts() {
        return new double[] {1};
    }

    @Override
    public void forgetModes() {
        system.forgetModes();
    }

    @Override
    public StartingPoint start() {
        return new RowStart(
                        spec,
                        density,
                        blocks.stream()
                                .map(b -> new RowStart.CountedRows(b.rows, 1))
                                .toList())
                .find(this);
    }

    @Override
    public Sizes sizes() {
        return new Sizes(1, 1, spec.rows());
    }

    @Override
    public Posterior posterior(double[] psi) {
        laplace(psi);
        system.invert();
        ParameterLayout.Point at = layout.point(psi);
        double[] factor = factor(at);
        int length = spec.firstMode(spec.levels().size());
        double[] modes = new double[length];
        double[] variances = new double[length];
        for (int k = 0; k < order.length; k++) {
            int first = spec.firstMode(order[k]);
            int size = spec.levels().get(order[k]).columns().length;
            int level = k;
            int place = (int)
                    IntStream.range(0, q).filter(e -> levelOfPlace[e] < level).count();
            for (int u = 0; u < spec.levels().get(order[k]).units(); u++) {
                double[] v = new double[size];
                double[] c = new double[size * size];
                if (k == 0 && blockOfUnit[u] >= 0) {
                    ownPosterior(blocks.get(blockOfUnit[u]), v, c);
                } else if (k > 0) {
                    restPosterior(offset[k] + u * size, v, c);
                }
                for (int a = 0; a < size; a++) {
                    for (int b = 0; b <= a; b++) {
                        double l = factor[(place + a) * q + place + b];
                        modes[first + u * size + a] += l * v[b];
                        for (int d = 0; d <= a; d++) {
                            variances[first + u * size + a] +=
                                    l * c[b * size + d] * factor[(place + a) * q + place + d];
                        }
                    }
                }
            }
        }
        double[] sums = new double[2];
        for (CrossedBlock block : blocks) {
            RowBlock rows = block.rows;
            sums[0] += density.value(rows, rows.eta, at.logDispersion(), new double[rows.n], rows.d1) + rows.constant;
            sums[1] += density.pearson(rows, rows.eta, at.logDispersion());
        }
        return new Posterior(modes, variances, new GlmmFit.Conditional(-2 * sums[0], sums[1]));
    }

    /** Mode of a unit of the first level, and D⁻¹ + G'C⁻¹G. */
    private static void ownPosterior(CrossedBlock block, double[] v, double[] covariance) {
        int own = block.own;
        System.arraycopy(block.mode, 0, v, 0, own);
        for (int a = 0; a < own; a++) {
            for (int b = 0; b < own; b++) {
                double sum = block.inverse[a * own + b];
                for (int r = 0; r < block.partners.length; r++) {
                    sum += block.coupling[r * own + a] * block.weighted[r * own + b];
                }
                covariance[a * own + b] = sum;
            }
        }
    }

    private void restPosterior(int from, double[] v, double[] covariance) {
        System.arraycopy(system.mode, from, v, 0, v.length);
        for (int a = 0; a < v.length; a++) {
            for (int b = 0; b < v.length; b++) {
                covariance[a * v.length + b] = system.inverse(from + a, from + b);
            }
        }
    }
}
