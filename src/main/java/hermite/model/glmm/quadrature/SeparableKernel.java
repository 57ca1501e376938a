package hermite.model.glmm.quadrature;

import hermite.math.Exponential;
import hermite.math.GaussHermite;
import hermite.math.Rows;
import hermite.model.glmm.density.BinomialDensity;
import hermite.model.glmm.density.ConditionalDensity;
import hermite.model.glmm.density.PoissonLogDensity;

/**
 * Kernel for densities whose node dependence goes through exp η only: on a product grid exp η factors into one number
 * per dimension, so no transcendental function is left in the inner loop. For the logit the denominators 1 + exp η are
 * multiplied up, for the Poisson the means are added.
 */
final class SeparableKernel implements NodeKernel {
    /** Largest sum of log denominators, or largest exponent, that products can hold; those of a logit come in pairs. */
    private static final double SAFE_EXPONENT = 600;

    private final boolean logit;

    private SeparableKernel(boolean logit) {
        this.logit = logit;
    }

    static boolean fits(ConditionalDensity density) {
        return density instanceof PoissonLogDensity
                || density instanceof BinomialDensity binomial && binomial.curve() == BinomialDensity.Curve.LOGIT;
    }

    static SeparableKernel of(ConditionalDensity density) {
        return new SeparableKernel(density instanceof BinomialDensity);
    }

    /** Whether no product or exponential of this block can overflow; needs η at the mode and the node slopes. */
    boolean isSafe(SubjectBlock block, BlockWorkspace w, GaussHermite rule) {
        if (logit && !block.unitTrials) {
            return false;
        }
        int n = block.lanes;
        int q = w.q;
        double reach = rule.abscissa(rule.points() - 1);
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int j = 0; j < block.visits; j++) {
                double largest = w.eta[j][i];
                double spread = 0;
                for (int d = 0; d < q; d++) {
                    spread += Math.abs(w.u[j * q + d][i]) * reach;
                }
                sum += block.weight[j][i] * Math.max(0, largest + spread);
                if (!(Math.abs(largest) + spread < (logit ? SAFE_EXPONENT / 2 : SAFE_EXPONENT))) {
                    return false;
                }
            }
            if (!(sum < SAFE_EXPONENT) && logit) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void begin(SubjectBlock block, BlockWorkspace w, GaussHermite rule, double logDispersion) {
        int n = block.lanes;
        int q = w.q;
        for (int j = 0; j < block.visits; j++) {
            double[] base = w.base[j * q];
            Exponential.exp(w.eta[j], base, w.t1, n);
            Rows.multiply(base, block.weight[j], n);
        }
        w.factors.fill(block, w, rule);
        double[] reference = w.atMode;
        Rows.fill(reference, 0, n);
        for (int j = 0; j < block.visits; j++) {
            Rows.addProduct(reference, block.weight[j], block.y[j], w.eta[j], n);
            if (!logit) {
                Rows.addScaled(reference, -1, w.base[j * q], n);
            }
        }
        // the means at the mode, which the exponent of a Poisson node is relative to
        Rows.fill(w.reference, 0, n);
        for (int j = 0; j < block.visits && !logit; j++) {
            Rows.add(w.reference, w.base[j * q], n);
        }
        for (int d = 0; d < q; d++) {
            Rows.addScaledProduct(reference, -0.5, block.mode[d], block.mode[d], n);
        }
    }

    @Override
    public void linearCoefficient(SubjectBlock block, BlockWorkspace w, int d, double[] out) {
        Rows.fill(out, 0, block.lanes);
        for (int j = 0; j < block.visits; j++) {
            Rows.addProduct(out, block.weight[j], block.y[j], w.u[j * w.q + d], block.lanes);
        }
    }

    @Override
    public void enter(SubjectBlock block, BlockWorkspace w, GaussHermite rule, int d, int k) {
        int q = w.q;
        for (int j = 0; j < block.visits; j++) {
            Rows.product(w.base[j * q + d + 1], w.base[j * q + d], w.factors.at(j, d, k), block.lanes);
        }
    }

    @Override
    public boolean multiplies() {
        return logit;
    }

    @Override
    public void node(SubjectBlock block, BlockWorkspace w, GaussHermite rule, int k, double logDispersion) {
        int n = block.lanes;
        int q = w.q;
        if (logit) {
            for (int j = 0; j < block.visits; j++) {
                sweepLogit(w.base[j * q + q - 1], w.factors.at(j, q - 1, k), w.node1[j], w.factor, n);
            }
            return;
        }
        for (int j = 0; j < block.visits; j++) {
            sweepPoisson(w.base[j * q + q - 1], w.factors.at(j, q - 1, k), w.node1[j], w.exponent, n);
        }
        Rows.add(w.exponent, w.reference, n);
    }

    /** E = base·f; μ = E/(1+E); factor /= 1+E. */
    private static void sweepLogit(double[] base, double[] f, double[] mu, double[] factor, int n) {
        for (int i = 0; i < n; i++) {
            double e = base[i] * f[i];
            double inverse = 1.0 / (1.0 + e);
            mu[i] = e * inverse;
            factor[i] *= inverse;
        }
    }

    @Override
    public void pair(SubjectBlock block, BlockWorkspace w, GaussHermite rule, int k) {
        if (!logit) {
            throw new IllegalStateException("nodes of a Poisson have exponents of their own");
        }
        int last = w.q - 1;
        int mirror = rule.points() - 1 - k;
        for (int j = 0; j < block.visits; j++) {
            sweepLogit(
                    w.base[j * w.q + last],
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
    private static void sweepLogit(
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

    private static void sweepPoisson(double[] base, double[] f, double[] mu, double[] exponent, int n) {
        for (int i = 0; i < n; i++) {
            double e = base[i] * f[i];
            mu[i] = e;
            exponent[i] -= e;
        }
    }

    @Override
    public void curvatureAtNode(SubjectBlock block, BlockWorkspace w, double logDispersion) {
        for (int j = 0; j < block.visits; j++) {
            if (logit) {
                logitDerivatives(w.node1[j], w.node2[j], block.weight[j], block.y[j], block.lanes);
            } else {
                poissonDerivatives(w.node1[j], w.node2[j], block.weight[j], block.y[j], block.lanes);
            }
        }
    }

    private static void logitDerivatives(double[] node1, double[] node2, double[] weight, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            double mu = node1[i];
            node2[i] = -mu * (1.0 - mu);
            node1[i] = weight[i] * y[i] - mu;
        }
    }

    private static void poissonDerivatives(double[] node1, double[] node2, double[] weight, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            double mu = node1[i];
            node2[i] = -mu;
            node1[i] = weight[i] * y[i] - mu;
        }
    }

    @Override
    public void finish(SubjectBlock block, BlockWorkspace w) {
        int n = block.lanes;
        int q = w.q;
        for (int j = 0; j < block.visits; j++) {
            Rows.product(w.t1, block.weight[j], block.y[j], n);
            Rows.scaled(w.r[j], -1, w.r[j], n);
            Rows.add(w.r[j], w.t1, n);
            for (int d = 0; d < q; d++) {
                Rows.scaled(w.ra[j * q + d], -1, w.ra[j * q + d], n);
                Rows.addProduct(w.ra[j * q + d], w.t1, w.a1[d], n);
            }
        }
    }
}
