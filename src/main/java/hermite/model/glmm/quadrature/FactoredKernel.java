package hermite.model.glmm.quadrature;

import hermite.math.GaussHermite;

/**
 * Kernel for responses whose mean is a function of exp η, which factors into one number per dimension of a product grid.
 * The first node row of a visit holds its mean, so that w y − μ is the score.
 */
abstract class FactoredKernel implements NodeKernel {
    @Override
    public final void linearCoefficient(SubjectBlock block, BlockWorkspace w, int d, double[] out) {
        NodeFactors.responses(block, w, d, out);
    }

    @Override
    public final void enter(SubjectBlock block, BlockWorkspace w, GaussHermite rule, int d, int k) {
        w.factors.enter(block, w, d, k);
    }

    @Override
    public final void curvature(SubjectBlock block, BlockWorkspace w, int[] visits, double logDispersion) {
        for (int j : visits) {
            secondDerivative(w.node1[j], w.node2[j], block.lanes);
            score(w.node1[j], block.weight[j], block.y[j], block.lanes);
        }
    }

    /** Second derivative of the log density by η, from the means. */
    abstract void secondDerivative(double[] mean, double[] out, int n);

    private static void score(double[] mean, double[] weight, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            mean[i] = weight[i] * y[i] - mean[i];
        }
    }

    @Override
    public final void finish(SubjectBlock block, BlockWorkspace w) {
        NodeFactors.residuals(block, w);
    }
}
