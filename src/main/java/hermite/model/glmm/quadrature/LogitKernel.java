package hermite.model.glmm.quadrature;

import hermite.math.GaussHermite;
import hermite.math.Rows;
import hermite.model.glmm.density.BinomialDensity;
import hermite.model.glmm.density.ConditionalDensity;

/**
 * Kernel for binary responses with logit link. On a product grid the odds exp η factor into one number per dimension,
 * and the denominators 1 + exp η are multiplied up, so no transcendental function is left in the inner loop.
 */
final class LogitKernel extends FactoredKernel {
    /** Largest sum of log denominators that a product can hold; odds come in pairs. */
    private static final double SAFE_EXPONENT = 600;

    static boolean fits(ConditionalDensity density) {
        return density instanceof BinomialDensity binomial && binomial.curve() == BinomialDensity.Curve.LOGIT;
    }

    /** Whether no product of this block can overflow; needs η at the mode and the node slopes. */
    static boolean isSafe(SubjectBlock block, BlockWorkspace w, GaussHermite rule) {
        int n = block.lanes;
        Rows.fill(w.t2, 0, n);
        double largest = 0;
        for (int j = 0; block.unitTrials && j < block.visits; j++) {
            NodeFactors.spread(block, w, rule, j, w.t1);
            addOdds(w.t2, block.weight[j], w.eta[j], w.t1, n);
            Rows.addMagnitude(w.t1, 1, w.eta[j], n);
            largest = Math.max(largest, Rows.maxAbs(w.t1, n));
        }
        return block.unitTrials && largest < SAFE_EXPONENT / 2 && Rows.maxAbs(w.t2, n) < SAFE_EXPONENT;
    }

    private static void addOdds(double[] sum, double[] weight, double[] eta, double[] spread, int n) {
        for (int i = 0; i < n; i++) {
            double most = eta[i] + spread[i];
            sum[i] += weight[i] * 0.5 * (most + Math.abs(most));
        }
    }

    @Override
    public void begin(SubjectBlock block, BlockWorkspace w, GaussHermite rule, double logDispersion) {
        int n = block.lanes;
        w.factors.begin(block, w, rule);
        Rows.fill(w.atMode, 0, n);
        for (int j = 0; j < block.visits; j++) {
            Rows.addProduct(w.atMode, block.weight[j], block.y[j], w.eta[j], n);
        }
        for (int d = 0; d < w.q; d++) {
            Rows.addScaledProduct(w.atMode, -0.5, block.mode[d], block.mode[d], n);
        }
    }

    @Override
    public boolean multiplies() {
        return true;
    }

    @Override
    public void line(SubjectBlock block, BlockWorkspace w, double logDispersion) {
        for (int j : block.still) {
            sweep(w.factors.base(w, j), w.factors.ones(), w.node1[j], w.lineFactor, block.lanes);
        }
    }

    @Override
    public void node(SubjectBlock block, BlockWorkspace w, GaussHermite rule, int k, double logDispersion) {
        for (int j : block.moving) {
            sweep(w.factors.base(w, j), w.factors.at(j, w.q - 1, k), w.node1[j], w.factor, block.lanes);
        }
    }

    /** E = base·f; μ = E/(1+E); factor /= 1+E. */
    private static void sweep(double[] base, double[] f, double[] mu, double[] factor, int n) {
        for (int i = 0; i < n; i++) {
            double e = base[i] * f[i];
            double inverse = 1.0 / (1.0 + e);
            mu[i] = e * inverse;
            factor[i] *= inverse;
        }
    }

    @Override
    public void pair(SubjectBlock block, BlockWorkspace w, GaussHermite rule, int k) {
        int last = w.q - 1;
        int mirror = rule.points() - 1 - k;
        for (int j : block.moving) {
            sweep(
                    w.factors.base(w, j),
                    w.factors.at(j, last, k),
                    w.factors.at(j, last, mirror),
                    w.node1[j],
                    w.node2[j],
                    w.factor,
                    w.mirrorFactor,
                    block.lanes);
        }
    }

    /** The same for two nodes, with one division for both. */
    private static void sweep(
            double[] base,
            double[] f,
            double[] g,
            double[] mu,
            double[] nu,
            double[] factor,
            double[] mirrorFactor,
            int n) {
        for (int i = 0; i < n; i++) {
            double b = base[i];
            double e = b * f[i];
            double h = b * g[i];
            double x = 1.0 + e;
            double y = 1.0 + h;
            double inverse = 1.0 / (x * y);
            x *= inverse;
            y *= inverse;
            mu[i] = e * y;
            nu[i] = h * x;
            factor[i] *= y;
            mirrorFactor[i] *= x;
        }
    }

    @Override
    void secondDerivative(double[] mean, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = -mean[i] * (1.0 - mean[i]);
        }
    }
}
