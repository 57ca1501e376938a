package hermite.model.glmm;

import hermite.math.CompensatedSum;
import hermite.math.GaussHermite;
import hermite.math.OrderedExecutor;
import hermite.math.Rows;
import hermite.math.search.SmoothObjective;
import hermite.model.glmm.density.ConditionalDensity;
import java.util.Arrays;
import java.util.List;

/**
 * Approximated log likelihood of all subjects as a function of ψ = (β, free elements of L, log dispersion). Blocks are
 * evaluated on any number of threads; their sums are added in block order with compensation, so the bits of every
 * result depend on the data only.
 */
final class MarginalLikelihood implements SmoothObjective {
    private static final int LEAST_POINTS_FOR_INFORMATION = 7;
    private static final int MOST_POINTS_FOR_INFORMATION = 7;
    /** Below this many visits × nodes a second thread costs more than it saves. */
    private static final long WORTH_A_THREAD = 200_000;

    private final List<SubjectBlock> blocks;
    private final ConditionalDensity density;
    private final RandomCovariance covariance;
    private final int p;
    private final int q;
    private final int elements;
    private final int full;
    private final int[] parameterOfFull;
    private final int parameters;
    private final OrderedExecutor executor;
    private final OrderedExecutor sequential = new OrderedExecutor(1);
    private final Worker[] workers;
    private GaussHermite rule;
    private GaussHermite informationRule;
    private final double[][] blockSums;
    private long evaluations;

    private final Runnable checkpoint;

    MarginalLikelihood(
            List<SubjectBlock> blocks,
            ConditionalDensity density,
            RandomCovariance covariance,
            int p,
            int points,
            OrderedExecutor executor,
            Runnable checkpoint) {
        this.checkpoint = checkpoint;
        this.blocks = blocks;
        this.density = density;
        this.covariance = covariance;
        this.p = p;
        this.executor = executor;
        q = covariance.dimension();
        elements = q * (q + 1) / 2;
        full = p + elements + (density.hasDispersion() ? 1 : 0);
        parameters = p + covariance.parameters() + (density.hasDispersion() ? 1 : 0);
        parameterOfFull = new int[full];
        for (int k = 0; k < p; k++) {
            parameterOfFull[k] = k;
        }
        for (int a = 0; a < q; a++) {
            for (int b = 0; b <= a; b++) {
                int at = covariance.parameterOfElement(a, b);
                parameterOfFull[p + a * (a + 1) / 2 + b] = at < 0 ? -1 : p + at;
            }
        }
        if (density.hasDispersion()) {
            parameterOfFull[full - 1] = parameters - 1;
        }
        workers = new Worker[executor.threads()];
        for (int i = 0; i < workers.length; i++) {
            workers[i] = new Worker();
        }
        blockSums = new double[blocks.size()][];
        usePoints(points);
    }

    /** Sets the number of points per random effect. */
    void usePoints(int points) {
        rule = GaussHermite.of(points);
        int forInformation = q == 1
                ? Math.max(points, LEAST_POINTS_FOR_INFORMATION)
                : q <= 3
                        ? Math.min(Math.max(points, LEAST_POINTS_FOR_INFORMATION), MOST_POINTS_FOR_INFORMATION)
                        : Math.max(3, Math.min(points, 5));
        informationRule = forInformation == points ? rule : GaussHermite.of(forInformation);
    }

    int points() {
        return rule.points();
    }

    long evaluations() {
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

    private record Point(double[] beta, double[] factor, double logDispersion) {}

    private Point point(double[] psi) {
        double[] theta = Arrays.copyOfRange(psi, p, p + covariance.parameters());
        double dispersion = density.hasDispersion() ? psi[parameters - 1] : 0;
        return new Point(Arrays.copyOf(psi, p), covariance.factor(theta), dispersion);
    }

    /** Modes, root and node moments of a block; returns the kernel used. */
    private NodeKernel sweep(SubjectBlock block, BlockWorkspace w, Point at, GaussHermite grid, boolean moments) {
        BlockLikelihood likelihood = new BlockLikelihood(density, p, q);
        likelihood.linear(block, w, at.beta, at.factor);
        likelihood.findModes(block, w, at.logDispersion);
        likelihood.nodeSlopes(block, w);
        NodeKernel kernel = new GeneralKernel(density);
        if (w.hasTable && SeparableKernel.fits(density)) {
            SeparableKernel separable = SeparableKernel.of(density);
            if (separable.isSafe(block, w, grid)) {
                kernel = separable;
            }
        }
        if (moments) {
            new NodeGrid(density).moments(block, w, grid, kernel, at.logDispersion);
            likelihood.logLikelihood(block, w);
        }
        return kernel;
    }

    /** Visits times lanes of all blocks: what one node costs. */
    long cells() {
        long visits = 0;
        for (SubjectBlock block : blocks) {
            visits += (long) block.visits * block.lanes;
        }
        return visits;
    }

    private void run(long nodes, OrderedExecutor.Task task) {
        (cells() * nodes > WORTH_A_THREAD ? executor : sequential).run(blocks.size(), task);
    }

    private long nodes(GaussHermite grid) {
        return Math.round(Math.pow(grid.points(), q));
    }

    @Override
    public double evaluate(double[] psi, double[] gradient) {
        checkpoint.run();
        evaluations++;
        Point at = point(psi);
        run(nodes(rule), (index, worker) -> {
            SubjectBlock block = blocks.get(index);
            BlockWorkspace w = workers[worker].workspace(block);
            sweep(block, w, at, rule, true);
            new BlockLikelihood(density, p, q).scores(block, w, at.logDispersion);
            double[] sums = new double[1 + full];
            sums[0] = Rows.dot(block.count, w.logLikelihood, block.lanes);
            for (int k = 0; k < full; k++) {
                sums[1 + k] = Rows.dot(block.count, w.score[k], block.lanes);
            }
            blockSums[index] = sums;
        });
        double[] total = total(1 + full);
        Arrays.fill(gradient, 0, parameters, 0);
        for (int k = 0; k < full; k++) {
            if (parameterOfFull[k] >= 0) {
                gradient[parameterOfFull[k]] += total[1 + k];
            }
        }
        if (!covariance.isDirect()) {
            double[] spread = spread(psi);
            Arrays.fill(gradient, p, p + covariance.parameters(), 0);
            for (int k = p; k < p + elements; k++) {
                for (int c = p; c < p + covariance.parameters(); c++) {
                    gradient[c] += spread[k * parameters + c] * total[1 + k];
                }
            }
        }
        return total[0];
    }

    /** ∂(full elements)/∂ψ, row-major full×parameters, for structures whose parameters are not elements of L. */
    private double[] spread(double[] psi) {
        int t = covariance.parameters();
        double[] jacobian = covariance.factorJacobian(Arrays.copyOfRange(psi, p, p + t));
        double[] out = new double[full * parameters];
        for (int k = 0; k < full; k++) {
            if (k >= p && k < p + elements) {
                System.arraycopy(jacobian, (k - p) * t, out, k * parameters + p, t);
            } else {
                out[k * parameters + parameterOfFull[k]] = 1;
            }
        }
        return out;
    }

    /** Log likelihood alone, with any number of points. */
    double value(double[] psi, GaussHermite grid) {
        checkpoint.run();
        evaluations++;
        Point at = point(psi);
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

    /** Log likelihood of every lane of every block, one after the other, with any number of points. */
    double[] subjectValues(double[] psi, GaussHermite grid) {
        Point at = point(psi);
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

    /** Subjects whose values from {@link #subjectValues} differ by more than a tolerance. */
    int countWhereDifferent(double[] a, double[] b, double tolerance) {
        double count = 0;
        int at = 0;
        for (SubjectBlock block : blocks) {
            for (int i = 0; i < block.lanes; i++, at++) {
                count += Math.abs(a[at] - b[at]) > tolerance ? block.count[i] : 0;
            }
        }
        return (int) Math.round(count);
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
        Point at = point(psi);
        run(8 * nodes(informationRule), (index, worker) -> {
            SubjectBlock block = blocks.get(index);
            BlockWorkspace w = workers[worker].workspace(block);
            NodeKernel kernel = sweep(block, w, at, informationRule, false);
            double[] sums = new double[full * full];
            workers[worker].louis.add(block, w, informationRule, kernel, at.logDispersion, sums);
            blockSums[index] = sums;
        });
        contract(psi, total(full * full), information);
    }

    /** Adds the rows and columns of full elements that share a parameter; {@code lower} is a lower triangle. */
    private void contract(double[] psi, double[] lower, double[] out) {
        Arrays.fill(out, 0, parameters * parameters, 0);
        if (!covariance.isDirect()) {
            double[] spread = spread(psi);
            for (int r = 0; r < full; r++) {
                for (int c = 0; c < full; c++) {
                    double value = lower[Math.max(r, c) * full + Math.min(r, c)];
                    for (int a = 0; a < parameters; a++) {
                        double left = spread[r * parameters + a] * value;
                        for (int b = 0; left != 0 && b < parameters; b++) {
                            out[a * parameters + b] += left * spread[c * parameters + b];
                        }
                    }
                }
            }
            return;
        }
        for (int r = 0; r < full; r++) {
            int pr = parameterOfFull[r];
            for (int c = 0; pr >= 0 && c < full; c++) {
                int pc = parameterOfFull[c];
                if (pc >= 0) {
                    out[pr * parameters + pc] += lower[Math.max(r, c) * full + Math.min(r, c)];
                }
            }
        }
    }

    /** Σ f s s' over subjects, s the gradient of one subject's log likelihood. */
    double[] scoreProducts(double[] psi) {
        Point at = point(psi);
        run(nodes(rule), (index, worker) -> {
            SubjectBlock block = blocks.get(index);
            BlockWorkspace w = workers[worker].workspace(block);
            sweep(block, w, at, rule, true);
            new BlockLikelihood(density, p, q).scores(block, w, at.logDispersion);
            double[] sums = new double[full * full];
            for (int r = 0; r < full; r++) {
                for (int c = 0; c <= r; c++) {
                    sums[r * full + c] = Rows.dot(block.count, w.score[r], w.score[c], block.lanes);
                }
            }
            blockSums[index] = sums;
        });
        double[] out = new double[parameters * parameters];
        contract(psi, total(full * full), out);
        return out;
    }

    /** Gradient of every lane of every block in the parameters, one after the other. */
    double[][] laneScores(double[] psi) {
        Point at = point(psi);
        double[] spread = covariance.isDirect() ? new double[0] : spread(psi);
        int[] first = new int[blocks.size() + 1];
        for (int i = 0; i < blocks.size(); i++) {
            first[i + 1] = first[i] + blocks.get(i).lanes;
        }
        double[][] out = new double[first[blocks.size()]][parameters];
        run(nodes(rule), (index, worker) -> {
            SubjectBlock block = blocks.get(index);
            BlockWorkspace w = workers[worker].workspace(block);
            sweep(block, w, at, rule, true);
            new BlockLikelihood(density, p, q).scores(block, w, at.logDispersion);
            for (int i = 0; i < block.lanes; i++) {
                double[] score = out[first[index] + i];
                for (int k = 0; k < full; k++) {
                    if (spread.length > 0) {
                        for (int c = 0; c < parameters; c++) {
                            score[c] += spread[k * parameters + c] * w.score[k][i];
                        }
                    } else if (parameterOfFull[k] >= 0) {
                        score[parameterOfFull[k]] += w.score[k][i];
                    }
                }
            }
        });
        return out;
    }

    /** How many subjects each lane stands for, in the order of {@link #laneScores}. */
    double[] laneCounts() {
        return blocks.stream()
                .flatMapToDouble(b -> Arrays.stream(b.count, 0, b.lanes))
                .toArray();
    }

    /** Negative Hessian by central differences of the exact gradient, steps relative to {@code scale}. */
    double[] hessian(double[] psi, double[] scale) {
        double[] h = new double[parameters * parameters];
        double[] up = new double[parameters];
        double[] down = new double[parameters];
        double[] x = psi.clone();
        for (int r = 0; r < parameters; r++) {
            double step = 1e-4 * Math.max(Math.abs(psi[r]), 0.01 * scale[r]);
            step = Math.max(step, 1e-3 * scale[r] * 0.1);
            x[r] = psi[r] + step;
            double above = x[r];
            evaluate(x, up);
            x[r] = psi[r] - step;
            double width = above - x[r];
            evaluate(x, down);
            x[r] = psi[r];
            for (int c = 0; c < parameters; c++) {
                h[r * parameters + c] = (down[c] - up[c]) / width;
            }
        }
        hermite.math.DenseSymmetric.symmetrise(h, parameters);
        return h;
    }

    /** Posterior summary of one block at ψ. */
    interface BlockReader {
        void read(SubjectBlock block, BlockWorkspace w);
    }

    /** Visits every block in order after its modes and moments at ψ have been computed. */
    void read(double[] psi, BlockReader reader) {
        Point at = point(psi);
        for (SubjectBlock block : blocks) {
            BlockWorkspace w = workers[0].workspace(block);
            sweep(block, w, at, rule, true);
            reader.read(block, w);
        }
    }

    /** Forgets the modes, so that what follows does not depend on what came before. */
    void forgetModes() {
        for (SubjectBlock block : blocks) {
            for (double[] row : block.mode) {
                Arrays.fill(row, 0);
            }
        }
    }
}
