package hermite.model.glmm.quadrature;

import hermite.math.CompensatedSum;
import hermite.math.DenseSymmetric;
import hermite.math.GaussHermite;
import hermite.math.OrderedExecutor;
import hermite.math.Rows;
import hermite.model.glmm.ApproximatedLikelihood;
import hermite.model.glmm.GlmmSpec;
import hermite.model.glmm.KeptInformation;
import hermite.model.glmm.ParameterLayout;
import hermite.model.glmm.Posterior;
import hermite.model.glmm.StartingPoint;
import hermite.model.glmm.density.ConditionalDensity;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Approximated log likelihood of all subjects as a function of ψ = (β, free elements of L, log dispersion). Blocks are
 * evaluated on any number of threads; their sums are added in block order with compensation, so the bits of every
 * result depend on the data only.
 */
public final class MarginalLikelihood implements ApproximatedLikelihood {
    private static final int POINTS_FOR_SCALAR_INFORMATION = 7;
    private static final int POINTS_FOR_INFORMATION = 5;
    /** Width of one-sided differences of gradients, in scales and relative to a parameter at least. */
    private static final double ONE_SIDED = 1e-6;

    private static final double SMALLEST_CHANGE = 1e-9;
    /** Largest sum of responses or rows of a subject whose score rounding leaves 12 digits of. */
    private static final double SMALL_TOTAL = 100;
    /** Visits × nodes from which the time of central differences is worth more than their last digits. */
    private static final double WORTH_ONE_SIDED = 100_000;
    /** Squared distance in standard errors up to which an information matrix serves the search. */
    private static final double NEAR = 1;
    /** Below this many visits × nodes a second thread costs more than it saves. */
    private static final long WORTH_A_THREAD = 200_000;

    private final GlmmSpec spec;
    private final SubjectPatterns patterns;
    private final List<SubjectBlock> blocks;
    private final ConditionalDensity density;
    /** Tells where nodes go. */
    private final ConditionalDensity placement;

    private final ParameterLayout layout;
    private final int p;
    private final int q;
    private final int dimension;
    private final int full;
    private final int parameters;
    private final OrderedExecutor executor;
    private final OrderedExecutor sequential = new OrderedExecutor(1);
    private final Worker[] workers;
    private GaussHermite rule;
    private GaussHermite informationRule;
    private KeptInformation kept;
    private final double[][] blockSums;
    private long evaluations;
    private double[] lastPsi = {};
    private double[] lastGradient = {};

    private final Runnable checkpoint;

    public MarginalLikelihood(
            GlmmSpec spec, SubjectPatterns patterns, int points, OrderedExecutor executor, Runnable checkpoint) {
        this.checkpoint = checkpoint;
        this.spec = spec;
        this.patterns = patterns;
        this.executor = executor;
        density = spec.density();
        placement = density.placement();
        blocks = patterns.blocks(density);
        p = spec.fixedColumns();
        q = spec.randomColumns();
        dimension = spec.effectsOfASubject();
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
        lastPsi = new double[0];
        int forInformation = q == 1
                ? POINTS_FOR_SCALAR_INFORMATION
                : q <= 3 ? POINTS_FOR_INFORMATION : Math.max(3, Math.min(points, POINTS_FOR_INFORMATION));
        informationRule = forInformation == points ? rule : GaussHermite.of(forInformation);
        kept = new KeptInformation(
                parameters,
                NEAR,
                points == 1
                        ? KeptInformation.differences(layout.scales(spec), this::gradient)
                        : (psi, out) -> louis(psi, informationRule, out));
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

    /** Centres, roots and node moments of a block; returns the kernel used. */
    private NodeKernel sweep(
            SubjectBlock block, BlockWorkspace w, ParameterLayout.Point at, GaussHermite grid, boolean moments) {
        BlockLikelihood likelihood = new BlockLikelihood(placement, p, q);
        likelihood.linear(block, w, at.beta(), at.factor());
        likelihood.findModes(block, w, at.logDispersion());
        likelihood.nodeSlopes(block, w);
        NodeKernel kernel = kernel(block, w, grid);
        if (moments) {
            new NodeGrid(density).moments(block, w, grid, kernel, at.logDispersion());
            likelihood.logLikelihood(block, w);
        }
        return kernel;
    }

    private NodeKernel kernel(SubjectBlock block, BlockWorkspace w, GaussHermite grid) {
        if (NodeFactors.fit(block, q, grid.points())) {
            if (LogitKernel.fits(density) && LogitKernel.isSafe(block, w, grid)) {
                return new LogitKernel();
            }
            if (PoissonKernel.fits(density) && PoissonKernel.isSafe(block, w, grid)) {
                return new PoissonKernel();
            }
        }
        return new GeneralKernel(density, placement);
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
        return Math.pow(points, dimension);
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
            double[] sums = new double[1 + full];
            value(block, w, at, sums);
            blockSums[index] = sums;
        });
        double[] total = total(1 + full);
        layout.fold(psi, total, 1, gradient);
        lastPsi = psi.clone();
        lastGradient = Arrays.copyOf(gradient, parameters);
        return total[0];
    }

    /** The gradient at ψ, which a search that asks for the information there has just evaluated. */
    private void gradient(double[] psi, double[] gradient) {
        if (Arrays.equals(psi, lastPsi)) {
            System.arraycopy(lastGradient, 0, gradient, 0, parameters);
        } else {
            evaluate(psi, gradient);
        }
    }

    /** Value and gradient of a block into the first elements of {@code sums}; those of its lanes stay in the workspace. */
    private void value(SubjectBlock block, BlockWorkspace w, ParameterLayout.Point at, double[] sums) {
        sweep(block, w, at, rule, true);
        new BlockLikelihood(placement, p, q).scores(block, w, at.logDispersion());
        sums[0] = Rows.dot(block.count, w.logLikelihood, block.lanes);
        for (int k = 0; k < full; k++) {
            sums[1 + k] = Rows.dot(block.count, w.score[k], block.lanes);
        }
    }

    /**
     * Where modes need no line search they are found to rounding, and so are the scores of events and counts that are few
     * a subject: one-sided differences of a millionth of the scale then give standard errors to 1e-7 or so, with half
     * the evaluations of central ones. Small data have the time for the better.
     */
    @Override
    public double[] hessian(double[] psi, double[] scale, int[] of) {
        boolean exact = placement.selfConcordant() && !density.hasDispersion() && largestTotal() <= SMALL_TOTAL;
        return exact && cells() * nodes(rule.points()) >= WORTH_ONE_SIDED
                ? oneSidedHessian(psi, scale, of)
                : ApproximatedLikelihood.super.hessian(psi, scale, of);
    }

    /** The largest sum over a subject of what the terms of its score may reach. */
    private double largestTotal() {
        double largest = 0;
        for (SubjectBlock block : blocks) {
            for (int i = 0; i < block.lanes; i++) {
                double total = 0;
                for (int j = 0; j < block.visits; j++) {
                    double size = Math.max(1, Math.max(block.trials[j][i], Math.abs(block.y[j][i])));
                    total += block.weight[j][i] * size;
                }
                largest = Math.max(largest, total);
            }
        }
        return largest;
    }

    private double[] oneSidedHessian(double[] psi, double[] scale, int[] of) {
        int m = of.length;
        double[] h = new double[m * m];
        double[] here = new double[parameters];
        double[] there = new double[parameters];
        double[] x = psi.clone();
        evaluate(x, here);
        for (int i = 0; i < m; i++) {
            int r = of[i];
            x[r] = psi[r] + Math.max(ONE_SIDED * scale[r], SMALLEST_CHANGE * Math.abs(psi[r]));
            double width = x[r] - psi[r];
            evaluate(x, there);
            x[r] = psi[r];
            for (int k = 0; k < m; k++) {
                h[i * m + k] = (here[of[k]] - there[of[k]]) / width;
            }
        }
        DenseSymmetric.symmetrise(h, m);
        return h;
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
        kept.information(psi, information);
    }

    /** Louis' information from a grid of no more points than the larger of the two rules. */
    public void louis(double[] psi, GaussHermite grid, double[] information) {
        ParameterLayout.Point at = layout.point(psi);
        run(8 * nodes(grid), (index, worker) -> {
            SubjectBlock block = blocks.get(index);
            BlockWorkspace w = workers[worker].workspace(block);
            NodeKernel kernel = sweep(block, w, at, grid, false);
            double[] sums = new double[full * full];
            workers[worker].louis.add(block, w, grid, kernel, at.logDispersion(), sums);
            blockSums[index] = sums;
        });
        layout.contract(psi, total(full * full), information);
    }

    /** Values of every lane of every block, one after the other, come from the same sweep as the sums. */
    @Override
    public Summary summary(double[] psi) {
        checkpoint.run();
        evaluations++;
        ParameterLayout.Point at = layout.point(psi);
        int[] first = firstLanes();
        double[] values = new double[first[blocks.size()]];
        int squares = 1 + full;
        run(nodes(rule), (index, worker) -> {
            SubjectBlock block = blocks.get(index);
            BlockWorkspace w = workers[worker].workspace(block);
            double[] sums = new double[squares + full * full];
            value(block, w, at, sums);
            for (int r = 0; r < full; r++) {
                for (int c = 0; c <= r; c++) {
                    sums[squares + r * full + c] = Rows.dot(block.square, w.score[r], w.score[c], block.lanes);
                }
            }
            System.arraycopy(w.logLikelihood, 0, values, first[index], block.lanes);
            blockSums[index] = sums;
        });
        double[] total = total(squares + full * full);
        double[] gradient = new double[parameters];
        layout.fold(psi, total, 1, gradient);
        double[] products = new double[parameters * parameters];
        layout.contract(psi, Arrays.copyOfRange(total, squares, total.length), products);
        return new Summary(total[0], gradient, products, values);
    }

    @Override
    public double[] scoreProducts(double[] psi) {
        return summary(psi).products();
    }

    @Override
    public double[] unitValues(double[] psi) {
        return summary(psi).unitValues();
    }

    /** Place of the first lane of every block when all lanes stand one after the other, and their number. */
    private int[] firstLanes() {
        int[] first = new int[blocks.size() + 1];
        for (int i = 0; i < blocks.size(); i++) {
            first[i + 1] = first[i] + blocks.get(i).lanes;
        }
        return first;
    }

    /** Of every lane of every block, one after the other. */
    @Override
    public double[][] unitScores(double[] psi) {
        ParameterLayout.Point at = layout.point(psi);
        int[] first = firstLanes();
        double[][] out = new double[first[blocks.size()]][parameters];
        run(nodes(rule), (index, worker) -> {
            SubjectBlock block = blocks.get(index);
            BlockWorkspace w = workers[worker].workspace(block);
            sweep(block, w, at, rule, true);
            new BlockLikelihood(placement, p, q).scores(block, w, at.logDispersion());
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
                .flatMapToDouble(
                        b -> IntStream.range(0, b.lanes).mapToDouble(i -> Math.rint(b.count[i] / b.subjectWeight[i])))
                .toArray();
    }

    @Override
    public double[] unitWeights() {
        return blocks.stream()
                .flatMapToDouble(b -> Arrays.stream(b.subjectWeight, 0, b.lanes))
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

    /** What is known of one block at ψ. */
    interface BlockReader {
        void read(SubjectBlock block, BlockWorkspace w);
    }

    /** Visits every block in order after its conditional modes and roots at ψ have been computed. */
    void read(double[] psi, BlockReader reader) {
        ParameterLayout.Point at = layout.point(psi);
        for (SubjectBlock block : blocks) {
            BlockWorkspace w = workers[0].workspace(block);
            BlockLikelihood modes = new BlockLikelihood(density, p, q);
            modes.linear(block, w, at.beta(), at.factor());
            modes.findModes(block, w, at.logDispersion());
            reader.read(block, w);
        }
    }

    @Override
    public void forgetModes() {
        kept.forget();
        lastPsi = new double[0];
        for (SubjectBlock block : blocks) {
            for (double[] row : block.mode) {
                Arrays.fill(row, 0);
            }
        }
    }
}
