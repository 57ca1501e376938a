package hermite.model.glmm.quadrature;

import hermite.math.CompensatedSum;
import hermite.math.GaussHermite;
import hermite.math.OrderedExecutor;
import hermite.math.Rows;
import hermite.model.glmm.ApproximatedLikelihood;
import hermite.model.glmm.GlmmSpec;
import hermite.model.glmm.ParameterLayout;
import hermite.model.glmm.Posterior;
import hermite.model.glmm.StartingPoint;
import hermite.model.glmm.density.ConditionalDensity;
import java.util.Arrays;
import java.util.List;

/**
 * Approximated log likelihood of all subjects as a function of ψ = (β, free elements of L, log dispersion). Blocks are
 * evaluated on any number of threads; their sums are added in block order with compensation, so the bits of every
 * result depend on the data only.
 */
public final class MarginalLikelihood implements ApproximatedLikelihood {
    private static final int LEAST_POINTS_FOR_INFORMATION = 7;
    private static final int MOST_POINTS_FOR_INFORMATION = 7;
    /** Below this many visits × nodes a second thread costs more than it saves. */
    private static final long WORTH_A_THREAD = 200_000;

    private final GlmmSpec spec;
    private final SubjectPatterns patterns;
    private final List<SubjectBlock> blocks;
    private final ConditionalDensity density;
    private final ParameterLayout layout;
    private final int p;
    private final int q;
    private final int full;
    private final int parameters;
    private final OrderedExecutor executor;
    private final OrderedExecutor sequential = new OrderedExecutor(1);
    private final Worker[] workers;
    private GaussHermite rule;
    private GaussHermite informationRule;
    private final double[][] blockSums;
    private long evaluations;

    private final Runnable checkpoint;

    public MarginalLikelihood(
            GlmmSpec spec, SubjectPatterns patterns, int points, OrderedExecutor executor, Runnable checkpoint) {
        this.checkpoint = checkpoint;
        this.spec = spec;
        this.patterns = patterns;
        this.executor = executor;
        density = spec.density();
        blocks = patterns.blocks(density);
        p = spec.fixedColumns();
        q = spec.randomColumns();
        layout = new ParameterLayout(p, spec.covariance(), density.hasDispersion());
        full = layout.full();
        parameters = layout.parameters();
        workers = new Worker[executor.threads()];
        for (int i = 0; i < workers.length; i++) {
            workers[i] = new Worker();
        }
        blockSums = new double[blocks.size()][];
        usePoints(points);
    }

    @Override
    public void usePoints(int points) {
        rule = GaussHermite.of(points);
        int forInformation = q == 1
                ? Math.max(points, LEAST_POINTS_FOR_INFORMATION)
                : q <= 3
                        ? Math.min(Math.max(points, LEAST_POINTS_FOR_INFORMATION), MOST_POINTS_FOR_INFORMATION)
                        : Math.max(3, Math.min(points, 5));
        informationRule = forInformation == points ? rule : GaussHermite.of(forInformation);
    }

    @Override
    public int points() {
        return rule.points();
    }

    @Override
    public long evaluations() {
        return evaluations;
    }

    @Override
    public int parameters() {
        return parameters;
    }

    /** What one worker owns: scratch rows for the block shape it last met, and a Louis accumulator. */
    private final class Worker {
        private BlockWorkspace workspace = new BlockWorkspace(0, 1, 0, 0, 1);
        private final LouisInformation louis = new LouisInformation(density, p, q);

        BlockWorkspace workspace(SubjectBlock block) {
            int largest = Math.max(rule.points(), informationRule.points());
            if (!workspace.serves(block, p, q, largest)) {
                workspace = new BlockWorkspace(p, q, block.lanes, block.visits, largest);
            }
            return workspace;
        }
    }

    /** Modes, root and node moments of a block; returns the kernel used. */
    private NodeKernel sweep(
            SubjectBlock block, BlockWorkspace w, ParameterLayout.Point at, GaussHermite grid, boolean moments) {
        BlockLikelihood likelihood = new BlockLikelihood(density, p, q);
        likelihood.linear(block, w, at.beta(), at.factor());
        likelihood.findModes(block, w, at.logDispersion());
        likelihood.nodeSlopes(block, w);
        NodeKernel kernel = new GeneralKernel(density);
        if (w.hasTable && SeparableKernel.fits(density)) {
            SeparableKernel separable = SeparableKernel.of(density);
            if (separable.isSafe(block, w, grid)) {
                kernel = separable;
            }
        }
        if (moments) {
            new NodeGrid(density).moments(block, w, grid, kernel, at.logDispersion());
            likelihood.logLikelihood(block, w);
        }
        return kernel;
    }

    @Override
    public long cells() {
        long visits = 0;
        for (SubjectBlock block : blocks) {
            visits += (long) block.visits * block.lanes;
        }
        return visits;
    }

    private void run(long nodes, OrderedExecutor.Task task) {
        (cells() * nodes > WORTH_A_THREAD ? executor : sequential).run(blocks.size(), task);
    }

    @Override
    public double nodes(int points) {
        return Math.pow(points, q);
    }

    private long nodes(GaussHermite grid) {
        return Math.round(nodes(grid.points()));
    }

    @Override
    public double evaluate(double[] psi, double[] gradient) {
        checkpoint.run();
        evaluations++;
        ParameterLayout.Point at = layout.point(psi);
        run(nodes(rule), (index, worker) -> {
            SubjectBlock block = blocks.get(index);
            BlockWorkspace w = workers[worker].workspace(block);
            sweep(block, w, at, rule, true);
            new BlockLikelihood(density, p, q).scores(block, w, at.logDispersion());
            double[] sums = new double[1 + full];
            sums[0] = Rows.dot(block.count, w.logLikelihood, block.lanes);
            for (int k = 0; k < full; k++) {
                sums[1 + k] = Rows.dot(block.count, w.score[k], block.lanes);
            }
            blockSums[index] = sums;
        });
        double[] total = total(1 + full);
        layout.fold(psi, total, 1, gradient);
        return total[0];
    }

    @Override
    public double value(double[] psi, GaussHermite grid) {
        checkpoint.run();
        evaluations++;
        ParameterLayout.Point at = layout.point(psi);
        run(nodes(grid), (index, worker) -> {
            SubjectBlock block = blocks.get(index);
            BlockWorkspace w = grid.points() <= Math.max(rule.points(), informationRule.points())
                    ? workers[worker].workspace(block)
                    : new BlockWorkspace(p, q, block.lanes, block.visits, grid.points());
            sweep(block, w, at, grid, true);
            blockSums[index] = new double[] {Rows.dot(block.count, w.logLikelihood, block.lanes)};
        });
        return total(1)[0];
    }

    /** Of every lane of every block, one after the other. */
    @Override
    public double[] unitValues(double[] psi, GaussHermite grid) {
        ParameterLayout.Point at = layout.point(psi);
        double[] values = new double[blocks.stream().mapToInt(b -> b.lanes).sum()];
        int[] first = new int[blocks.size() + 1];
        for (int i = 0; i < blocks.size(); i++) {
            first[i + 1] = first[i] + blocks.get(i).lanes;
        }
        run(nodes(grid), (index, worker) -> {
            SubjectBlock block = blocks.get(index);
            BlockWorkspace w = grid.points() <= Math.max(rule.points(), informationRule.points())
                    ? workers[worker].workspace(block)
                    : new BlockWorkspace(p, q, block.lanes, block.visits, grid.points());
            sweep(block, w, at, grid, true);
            System.arraycopy(w.logLikelihood, 0, values, first[index], block.lanes);
        });
        return values;
    }

    private double[] total(int length) {
        CompensatedSum sum = new CompensatedSum(length);
        for (double[] terms : blockSums) {
            sum.add(terms);
        }
        double[] total = new double[length];
        sum.total(total);
        return total;
    }

    @Override
    public void information(double[] psi, double[] information) {
        ParameterLayout.Point at = layout.point(psi);
        run(8 * nodes(informationRule), (index, worker) -> {
            SubjectBlock block = blocks.get(index);
            BlockWorkspace w = workers[worker].workspace(block);
            NodeKernel kernel = sweep(block, w, at, informationRule, false);
            double[] sums = new double[full * full];
            workers[worker].louis.add(block, w, informationRule, kernel, at.logDispersion(), sums);
            blockSums[index] = sums;
        });
        layout.contract(psi, total(full * full), information);
    }

    @Override
    public double[] scoreProducts(double[] psi) {
        ParameterLayout.Point at = layout.point(psi);
        run(nodes(rule), (index, worker) -> {
            SubjectBlock block = blocks.get(index);
            BlockWorkspace w = workers[worker].workspace(block);
            sweep(block, w, at, rule, true);
            new BlockLikelihood(density, p, q).scores(block, w, at.logDispersion());
            double[] sums = new double[full * full];
            for (int r = 0; r < full; r++) {
                for (int c = 0; c <= r; c++) {
                    sums[r * full + c] = Rows.dot(block.count, w.score[r], w.score[c], block.lanes);
                }
            }
            blockSums[index] = sums;
        });
        double[] out = new double[parameters * parameters];
        layout.contract(psi, total(full * full), out);
        return out;
    }

    /** Of every lane of every block, one after the other. */
    @Override
    public double[][] unitScores(double[] psi) {
        ParameterLayout.Point at = layout.point(psi);
        int[] first = new int[blocks.size() + 1];
        for (int i = 0; i < blocks.size(); i++) {
            first[i + 1] = first[i] + blocks.get(i).lanes;
        }
        double[][] out = new double[first[blocks.size()]][parameters];
        run(nodes(rule), (index, worker) -> {
            SubjectBlock block = blocks.get(index);
            BlockWorkspace w = workers[worker].workspace(block);
            sweep(block, w, at, rule, true);
            new BlockLikelihood(density, p, q).scores(block, w, at.logDispersion());
            double[] score = new double[full];
            for (int i = 0; i < block.lanes; i++) {
                for (int k = 0; k < full; k++) {
                    score[k] = w.score[k][i];
                }
                layout.fold(psi, score, 0, out[first[index] + i]);
            }
        });
        return out;
    }

    /** In the order of {@link #unitScores}; 0 for lanes without a subject. */
    @Override
    public double[] unitCounts() {
        return blocks.stream()
                .flatMapToDouble(b -> Arrays.stream(b.count, 0, b.lanes))
                .toArray();
    }

    @Override
    public StartingPoint start() {
        return new StartingValues(blocks, spec).find(this);
    }

    @Override
    public Posterior posterior(double[] psi) {
        return BlockPosterior.read(spec, patterns, this, psi);
    }

    @Override
    public Sizes sizes() {
        return new Sizes(patterns.subjects(), patterns.patterns(), patterns.largestSubject());
    }

    /** Posterior summary of one block at ψ. */
    interface BlockReader {
        void read(SubjectBlock block, BlockWorkspace w);
    }

    /** Visits every block in order after its modes and moments at ψ have been computed. */
    void read(double[] psi, BlockReader reader) {
        ParameterLayout.Point at = layout.point(psi);
        for (SubjectBlock block : blocks) {
            BlockWorkspace w = workers[0].workspace(block);
            sweep(block, w, at, rule, true);
            reader.read(block, w);
        }
    }

    @Override
    public void forgetModes() {
        for (SubjectBlock block : blocks) {
            for (double[] row : block.mode) {
                Arrays.fill(row, 0);
            }
        }
    }
}
