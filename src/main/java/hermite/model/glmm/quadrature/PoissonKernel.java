package hermite.model.glmm.quadrature;

import hermite.math.Exponential;
import hermite.math.GaussHermite;
import hermite.math.Rows;
import hermite.model.glmm.density.ConditionalDensity;
import hermite.model.glmm.density.PoissonLogDensity;

/**
 * Kernel for counts with log link. On a product grid the means exp η factor into one number per dimension; a node takes
 * the exponential of their sum, relative to that at the mode.
 */
final class PoissonKernel extends FactoredKernel {
    /** Largest |η| at a node. */
    private static final double SAFE_EXPONENT = 600;

    /** Largest sum of means at the mode whose exponential may multiply the tables. */
    private static final double SAFE_SUM = 80;

    private double largestSum;
    private double largestOnLine;

    static boolean fits(ConditionalDensity density) {
        return density instanceof PoissonLogDensity;
    }

    /** Whether no mean of this block can overflow; needs η at the mode and the node slopes. */
    static boolean isSafe(SubjectBlock block, BlockWorkspace w, GaussHermite rule) {
        double largest = 0;
        for (int j = 0; j < block.visits; j++) {
            NodeFactors.spread(block, w, rule, j, w.t1);
            Rows.addMagnitude(w.t1, 1, w.eta[j], block.lanes);
            largest = Math.max(largest, Rows.maxAbs(w.t1, block.lanes));
        }
        return largest < SAFE_EXPONENT;
    }

    @Override
    public void begin(SubjectBlock block, BlockWorkspace w, GaussHermite rule, double logDispersion) {
        int n = block.lanes;
        w.factors.begin(block, w, rule);
        Rows.fill(w.atMode, 0, n);
        Rows.fill(w.reference, 0, n);
        for (int j = 0; j < block.visits; j++) {
            double[] mean = w.factors.atMode(w, j);
            Rows.addProduct(w.atMode, block.weight[j], block.y[j], w.eta[j], n);
            Rows.addScaled(w.atMode, -1, mean, n);
            Rows.add(w.reference, mean, n);
        }
        for (int d = 0; d < w.q; d++) {
            Rows.addScaledProduct(w.atMode, -0.5, block.mode[d], block.mode[d], n);
        }
        largestSum = Rows.maxAbs(w.reference, n);
    }

    @Override
    public boolean multiplies() {
        return largestSum <= SAFE_SUM;
    }

    @Override
    public void line(SubjectBlock block, BlockWorkspace w, double logDispersion) {
        int n = block.lanes;
        Rows.copy(w.reference, w.lineExponent, n);
        for (int j : block.still) {
            Rows.copy(w.factors.base(w, j), w.node1[j], n);
            Rows.addScaled(w.lineExponent, -1, w.node1[j], n);
        }
        if (!w.usesLines) {
            Rows.add(w.alpha, w.lineExponent, n);
        }
    }

    @Override
    public void node(SubjectBlock block, BlockWorkspace w, GaussHermite rule, int k, double logDispersion) {
        int n = block.lanes;
        if (w.usesLines) {
            Rows.copy(w.lineExponent, w.exponent, n);
        }
        for (int j : block.moving) {
            sweep(w.factors.base(w, j), w.factors.at(j, w.q - 1, k), w.node1[j], w.exponent, n);
        }
        if (w.usesLines) {
            Exponential.multiply(w.factor, w.exponent, Rows.maxAbs(w.exponent, n), w.t1, w.t2, n);
        }
    }

    private static void sweep(double[] base, double[] f, double[] mu, double[] exponent, int n) {
        for (int i = 0; i < n; i++) {
            double e = base[i] * f[i];
            mu[i] = e;
            exponent[i] -= e;
        }
    }

    /** The sum of means is convex along a line, so that its outermost pair, which comes first, bounds all exponents. */
    @Override
    public void pair(SubjectBlock block, BlockWorkspace w, GaussHermite rule, int k) {
        int n = block.lanes;
        int last = w.q - 1;
        int mirror = rule.points() - 1 - k;
        Rows.copy(w.lineExponent, w.exponent, n);
        Rows.copy(w.lineExponent, w.mirrorExponent, n);
        for (int j : block.moving) {
            sweep(
                    w.factors.base(w, j),
                    w.factors.at(j, last, k),
                    w.factors.at(j, last, mirror),
                    w.node1[j],
                    w.node2[j],
                    w.exponent,
                    w.mirrorExponent,
                    n);
        }
        if (mirror == 0) {
            double ends = Math.max(Rows.maxAbs(w.exponent, n), Rows.maxAbs(w.mirrorExponent, n));
            largestOnLine = Math.max(largestSum, ends);
        }
        Exponential.multiply(w.factor, w.exponent, largestOnLine, w.t1, w.t2, n);
        Exponential.multiply(w.mirrorFactor, w.mirrorExponent, largestOnLine, w.t1, w.t2, n);
    }

    private static void sweep(
            double[] base,
            double[] f,
            double[] g,
            double[] mu,
            double[] nu,
            double[] exponent,
            double[] mirrorExponent,
            int n) {
        for (int i = 0; i < n; i++) {
            double b = base[i];
            double e = b * f[i];
            double h = b * g[i];
            mu[i] = e;
            nu[i] = h;
            exponent[i] -= e;
            mirrorExponent[i] -= h;
        }
    }

    @Override
    void secondDerivative(double[] mean, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = -mean[i];
        }
    }
}
