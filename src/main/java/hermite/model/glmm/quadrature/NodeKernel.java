package hermite.model.glmm.quadrature;

import hermite.math.GaussHermite;

/**
 * What a family of densities computes at one node of the product grid. Nodes are visited like the digits of an
 * odometer: {@link #enter} fixes all but the last digit, {@link #node} sets the last.
 */
interface NodeKernel {
    /**
     * Prepares a block: tables, and the log integrand at the reference point into {@link BlockWorkspace#atMode}.
     */
    void begin(SubjectBlock block, BlockWorkspace w, GaussHermite rule, double logDispersion);

    /** Coefficient of a_d in Σ l that the kernel leaves to the exponent, written to {@code out} (zero if none). */
    void linearCoefficient(SubjectBlock block, BlockWorkspace w, int d, double[] out);

    /** Fixes digit {@code d} (not the last) to node {@code k}. */
    void enter(SubjectBlock block, BlockWorkspace w, GaussHermite rule, int d, int k);

    /** Whether nodes change {@link BlockWorkspace#factor} alone, and the exponent not at all. */
    boolean multiplies();

    /**
     * Sets the last digit to node {@code k}: multiplies {@link BlockWorkspace#factor} by what it knows, or adds it as a
     * logarithm to {@link BlockWorkspace#exponent}, and leaves in node1 the quantity whose posterior moments
     * {@link #finish} turns into those of l'.
     */
    void node(SubjectBlock block, BlockWorkspace w, GaussHermite rule, int k, double logDispersion);

    /**
     * Sets the last digit to node {@code k} and to its mirror image at once, where nodes change factors alone: multiplies
     * {@link BlockWorkspace#factor} and {@link BlockWorkspace#mirrorFactor}, and leaves in node1 and node2 what {@link
     * #node} leaves in node1.
     *
     * @throws IllegalStateException if the kernel does not {@linkplain #multiplies multiply}
     */
    void pair(SubjectBlock block, BlockWorkspace w, GaussHermite rule, int k);

    /** Weighted l' and l'' of every visit at the node just set, into node1 and node2. */
    void curvatureAtNode(SubjectBlock block, BlockWorkspace w, double logDispersion);

    /** Turns posterior means of the node1 rows in r and ra into those of the weighted l'. */
    void finish(SubjectBlock block, BlockWorkspace w);
}
