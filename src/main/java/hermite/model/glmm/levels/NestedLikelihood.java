package hermite.model.glmm.levels;

import hermite.math.CompensatedSum;
import hermite.math.GaussHermite;
import hermite.math.OrderedExecutor;
import hermite.model.glmm.ApproximatedLikelihood;
import hermite.model.glmm.GlmmSpec;
import hermite.model.glmm.KeptInformation;
import hermite.model.glmm.ParameterLayout;
import hermite.model.glmm.Posterior;
import hermite.model.glmm.Quadrature;
import hermite.model.glmm.StartingPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Approximated log likelihood of subjects nested to any depth, for responses with one or several linear predictors, by
 * recursive quadrature with its exact gradient. Blocks of outermost units are evaluated on any number of
 * threads and added in order, so the bits of every result depend on the data only.
 */
public final class NestedLikelihood implements ApproximatedLikelihood {
    private static final int LARGEST_BLOCK = 16;
    private static final int BLOCKS = 64;
    /** Below this many rows × nodes a second thread costs more than it saves. */
    private static final double WORTH_A_THREAD = 50_000;

    private final GlmmSpec spec;
    private final Levels levels;
    private final RowDensity density;
    /** Tells where nodes go. */
    private final RowDensity placing;

    private final UnitTree tree;
    private final ParameterLayout layout;
    private final OrderedExecutor executor;
    private final OrderedExecutor sequential = new OrderedExecutor(1);
    private final Runnable checkpoint;
    private final Path[] paths;
    private final int p;
    private final int full;
    /** Place in the specification's triangle of each element of L in path order. */
    private final int[] elementOf;

    private final KeptInformation information;
    private final long cells;
    private Quadrature.Placement placement = Quadrature.Placement.ADAPTIVE;
    private GaussHermite rule = GaussHermite.of(1);
    private LevelGrid[] grids = {};
    private LevelGrid[] coarse = {};
    private long evaluations;

    private NestedLikelihood(GlmmSpec spec, Levels levels, int points, OrderedExecutor executor, Runnable checkpoint) {
        this.spec = spec;
        this.levels = levels;
        this.executor = executor;
        this.checkpoint = checkpoint;
        density = new RowDensity(spec.response());
        placing = new RowDensity(spec.response().placement());
        tree = new UnitTree(spec, levels, density);
        p = spec.fixedColumns();
        layout = new ParameterLayout(p, spec.covariance(), density.hasDispersion());
        full = layout.full();
        paths = new Path[executor.threads()];
        for (int w = 0; w < paths.length; w++) {
            paths[w] = new Path(levels, density.m, full);
        }
        int q = levels.q;
        elementOf = new int[q * (q + 1) / 2];
        for (int a = 0; a < q; a++) {
            for (int b = 0; b <= a; b++) {
                int row = Math.max(levels.column[a], levels.column[b]);
                int column = Math.min(levels.column[a], levels.column[b]);
                elementOf[a * (a + 1) / 2 + b] = row * (row + 1) / 2 + column;
            }
        }
        information = new KeptInformation(
                layout.parameters(),
                0.05,
                KeptInformation.differences(
                        layout.scales(spec), (at, g) -> gradient(at, coarse, Quadrature.Placement.ADAPTIVE, g)));
        cells = Arrays.stream(tree.top).mapToLong(Unit::cells).sum() * density.m;
        usePoints(points);
    }

    /** Whether the levels of a specification nest. */
    public static boolean serves(GlmmSpec spec) {
        return Levels.nested(spec).isPresent();
    }

    /** @param checkpoint called before every evaluation */
    public static NestedLikelihood of(GlmmSpec spec, int points, OrderedExecutor executor, Runnable checkpoint) {
        return new NestedLikelihood(spec, Levels.nested(spec).orElseThrow(), points, executor, checkpoint);
    }

    @Override
    public void usePoints(int points) {
        use(points, spec.quadrature().placement());
    }

    @Override
    public void useAdaptivePoints(int points) {
        use(points, Quadrature.Placement.ADAPTIVE);
    }

    private void use(int points, Quadrature.Placement where) {
        placement = where;
        rule = GaussHermite.of(points);
        grids = grids(rule);
        coarse = points <= 3 ? grids : grids(GaussHermite.of(3));
        information.forget();
    }

    private LevelGrid[] grids(GaussHermite of) {
        return IntStream.range(0, levels.depth())
                .mapToObj(l -> new LevelGrid(of, levels.size[l]))
                .toArray(LevelGrid[]::new);
    }

    @Override
    public int points() {
        return rule.points();
    }

    @Override
    public double nodes(int points) {
        return Math.pow(points, levels.q);
    }

    @Override
    public long cells() {
        return cells;
    }

    @Override
    public long evaluations() {
        return evaluations;
    }

    @Override
    public int parameters() {
        return layout.parameters();
    }

    /** L in path order. */
    private double[] factor(ParameterLayout.Point at) {
        int q = levels.q;
        double[] out = new double[q * q];
        for (int a = 0; a < q; a++) {
            for (int b = 0; b < q; b++) {
                out[a * q + b] = at.factor()[levels.column[a] * q + levels.column[b]];
            }
        }
        return out;
    }

    private interface UnitReader {
        void read(int index, Path path);
    }

    /** Runs a task for every distinct outermost unit, in blocks whose sizes depend on the data alone. */
    private void each(LevelGrid[] of, UnitReader reader) {
        double nodes = Arrays.stream(of).mapToDouble(g -> g.nodes).reduce(1, (a, b) -> a * b);
        int count = tree.top.length;
        int size = Math.max(1, Math.min(LARGEST_BLOCK, count / BLOCKS));
        OrderedExecutor chosen = cells * nodes > WORTH_A_THREAD ? executor : sequential;
        chosen.run((count + size - 1) / size, (block, worker) -> {
            for (int i = block * size; i < Math.min(count, (block + 1) * size); i++) {
                reader.read(i, paths[worker]);
            }
        });
    }

    /** Log likelihood of one unit, −∞ where it cannot be computed; with {@code scores} its gradient in the path. */
    private double evaluate(
            Unit unit,
            Path path,
            ParameterLayout.Point at,
            double[] factor,
            LevelGrid[] of,
            Quadrature.Placement where,
            boolean scores) {
        ModeSearch modes = new ModeSearch(placing, path, at.logDispersion(), where);
        modes.linear(unit, at.beta(), factor);
        if (!modes.find(unit)) {
            return Double.NEGATIVE_INFINITY;
        }
        NodeRecursion nodes = new NodeRecursion(density, path, of, at.logDispersion(), scores);
        double value = nodes.logLikelihood(unit);
        if (scores && value > Double.NEGATIVE_INFINITY) {
            nodes.moments(unit);
            new ScoreAdjoint(placing, path, at.logDispersion(), p, where).score(unit);
        }
        return value;
    }

    /** Values and, in the specification's order, gradients of all distinct units; empty rows where not computable. */
    private double[][] all(double[] psi, LevelGrid[] of, Quadrature.Placement where, double[] values) {
        ParameterLayout.Point at = layout.point(psi);
        double[] factor = factor(at);
        double[][] scores = new double[tree.top.length][];
        each(of, (i, path) -> {
            values[i] = evaluate(tree.top[i], path, at, factor, of, where, true);
            scores[i] = values[i] > Double.NEGATIVE_INFINITY ? inOrder(path.score) : new double[0];
        });
        return scores;
    }

    private double[] inOrder(double[] score) {
        double[] out = new double[full];
        System.arraycopy(score, 0, out, 0, p);
        for (int e = 0; e < elementOf.length; e++) {
            out[p + elementOf[e]] += score[p + e];
        }
        if (density.hasDispersion()) {
            out[full - 1] = score[full - 1];
        }
        return out;
    }

    @Override
    public double evaluate(double[] psi, double[] gradient) {
        checkpoint.run();
        evaluations++;
        return gradient(psi, grids, placement, gradient);
    }

    private double gradient(double[] psi, LevelGrid[] of, Quadrature.Placement where, double[] gradient) {
        double[] values = new double[tree.top.length];
        double[][] scores = all(psi, of, where, values);
        CompensatedSum sum = new CompensatedSum(1 + full);
        double[] terms = new double[1 + full];
        for (int i = 0; i < values.length; i++) {
            if (scores[i].length == 0) {
                Arrays.fill(gradient, Double.NaN);
                return Double.NEGATIVE_INFINITY;
            }
            terms[0] = tree.top[i].count * values[i];
            for (int k = 0; k < full; k++) {
                terms[1 + k] = tree.top[i].count * scores[i][k];
            }
            sum.add(terms);
        }
        double[] total = new double[1 + full];
        sum.total(total);
        layout.fold(psi, total, 1, gradient);
        return total[0];
    }

    /** By differences of the exact gradient with few points: it steers the search and is not what errors are made of. */
    @Override
    public void information(double[] psi, double[] out) {
        information.information(psi, out);
    }

    @Override
    public double value(double[] psi, GaussHermite grid) {
        checkpoint.run();
        evaluations++;
        double[] values = unitValues(psi, grid);
        CompensatedSum sum = new CompensatedSum(1);
        for (int i = 0; i < values.length; i++) {
            sum.add(new double[] {tree.top[i].count * values[i]});
        }
        double[] total = new double[1];
        sum.total(total);
        return total[0];
    }

    @Override
    public double[] unitValues(double[] psi) {
        return unitValues(psi, rule);
    }

    private double[] unitValues(double[] psi, GaussHermite grid) {
        ParameterLayout.Point at = layout.point(psi);
        double[] factor = factor(at);
        LevelGrid[] of = grids(grid);
        double[] values = new double[tree.top.length];
        each(of, (i, path) -> values[i] = evaluate(tree.top[i], path, at, factor, of, placement, false));
        return values;
    }

    @Override
    public double[][] unitScores(double[] psi) {
        double[] values = new double[tree.top.length];
        double[][] scores = all(psi, grids, placement, values);
        double[][] out = new double[values.length][parameters()];
        for (int i = 0; i < values.length; i++) {
            if (scores[i].length == 0) {
                Arrays.fill(out[i], Double.NaN);
            } else {
                layout.fold(psi, scores[i], 0, out[i]);
            }
        }
        return out;
    }

    @Override
    public double[] unitCounts() {
        return Arrays.stream(tree.top).mapToDouble(u -> u.equal).toArray();
    }

    @Override
    public double[] unitWeights() {
        return Arrays.stream(tree.top).mapToDouble(u -> u.weight).toArray();
    }

    @Override
    public void forgetModes() {
        for (Unit unit : tree.top) {
            unit.forgetModes();
        }
    }

    @Override
    public Sizes sizes() {
        return new Sizes(
                tree.units,
                tree.top.length,
                Arrays.stream(tree.top).mapToInt(Unit::size).max().orElse(0));
    }

    @Override
    public StartingPoint start() {
        List<RowStart.CountedRows> rows = new ArrayList<>();
        for (Unit unit : tree.top) {
            collect(unit, unit.count, rows);
        }
        return new RowStart(spec, density, rows).find(this);
    }

    private static void collect(Unit unit, double times, List<RowStart.CountedRows> into) {
        if (unit.isInnermost()) {
            into.add(new RowStart.CountedRows(unit.rows, times));
        }
        for (Unit child : unit.children) {
            collect(child, times * child.count, into);
        }
    }

    @Override
    public Posterior posterior(double[] psi) {
        ParameterLayout.Point at = layout.point(psi);
        double[] factor = factor(at);
        for (Unit unit : tree.top) {
            ModeSearch modes = new ModeSearch(density, paths[0], at.logDispersion(), Quadrature.Placement.ADAPTIVE);
            modes.linear(unit, at.beta(), factor);
            modes.find(unit);
        }
        return NestedPosterior.read(spec, levels, tree, density, factor, at.logDispersion());
    }
}
