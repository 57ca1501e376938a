package hermite.model.glmm.quadrature;

import hermite.math.GaussHermite;
import hermite.math.Rows;
import hermite.model.glmm.density.ConditionalDensity;

/** Kernel for any density: η is formed at every node, and the density is asked for l and l'. Safe at any size. */
final class GeneralKernel implements NodeKernel {
    private final ConditionalDensity density;
    private final ConditionalDensity placement;

    /** @param placement tells where nodes go; its log density there, which is finite, is what heights are relative to */
    GeneralKernel(ConditionalDensity density, ConditionalDensity placement) {
        this.density = density;
        this.placement = placement;
    }

    @Override
    public void begin(SubjectBlock block, BlockWorkspace w, GaussHermite rule, double logDispersion) {
        int n = block.lanes;
        double[] height = w.atMode;
        Rows.fill(height, 0, n);
        for (int j = 0; j < block.visits; j++) {
            Rows.copy(w.eta[j], w.base[j * w.q], n);
            placement.value(w.eta[j], block.y[j], block.trials[j], logDispersion, w.node2[j], w.node1[j], n);
            Rows.addProduct(height, block.weight[j], w.node2[j], n);
        }
        Rows.copy(height, w.reference, n);
        for (int d = 0; d < w.q; d++) {
            Rows.addScaledProduct(height, -0.5, block.mode[d], block.mode[d], n);
        }
    }

    @Override
    public void linearCoefficient(SubjectBlock block, BlockWorkspace w, int d, double[] out) {
        Rows.fill(out, 0, block.lanes);
    }

    @Override
    public void enter(SubjectBlock block, BlockWorkspace w, GaussHermite rule, int d, int k) {
        int q = w.q;
        for (int j = 0; j < block.visits; j++) {
            Rows.copy(w.base[j * q + d], w.base[j * q + d + 1], block.lanes);
            Rows.addScaled(w.base[j * q + d + 1], rule.abscissa(k), w.u[j * q + d], block.lanes);
        }
    }

    @Override
    public boolean multiplies() {
        return false;
    }

    @Override
    public void line(SubjectBlock block, BlockWorkspace w, double logDispersion) {
        // relative to Σ l at the centre
        Rows.addScaled(w.alpha, -1, w.reference, block.lanes);
        for (int j : block.still) {
            Rows.copy(w.base[j * w.q + w.q - 1], w.eta[j], block.lanes);
            visit(block, w, j, logDispersion, w.alpha);
        }
    }

    @Override
    public void node(SubjectBlock block, BlockWorkspace w, GaussHermite rule, int k, double logDispersion) {
        int last = w.q - 1;
        for (int j : block.moving) {
            Rows.copy(w.base[j * w.q + last], w.eta[j], block.lanes);
            Rows.addScaled(w.eta[j], rule.abscissa(k), w.u[j * w.q + last], block.lanes);
            visit(block, w, j, logDispersion, w.exponent);
        }
    }

    /** Adds the log density of a visit at its η, and leaves l' in node1. */
    private void visit(SubjectBlock block, BlockWorkspace w, int j, double logDispersion, double[] exponent) {
        int n = block.lanes;
        density.value(w.eta[j], block.y[j], block.trials[j], logDispersion, w.node2[j], w.node1[j], n);
        Rows.multiply(w.node1[j], block.weight[j], n);
        Rows.addProduct(exponent, block.weight[j], w.node2[j], n);
    }

    @Override
    public void pair(SubjectBlock block, BlockWorkspace w, GaussHermite rule, int k) {
        throw new IllegalStateException("nodes of this kernel have exponents of their own");
    }

    @Override
    public void curvature(SubjectBlock block, BlockWorkspace w, int[] visits, double logDispersion) {
        int n = block.lanes;
        for (int j : visits) {
            density.derivatives(w.eta[j], block.y[j], block.trials[j], logDispersion, w.node1[j], w.node2[j], w.t3, n);
            Rows.multiply(w.node1[j], block.weight[j], n);
            Rows.multiply(w.node2[j], block.weight[j], n);
        }
    }

    @Override
    public void finish(SubjectBlock block, BlockWorkspace w) {
        // node1 already holds the weighted l'
    }
}
