package hermite.model.glmm.quadrature;

import hermite.math.GaussHermite;

/**
 * What a family of densities computes at one node of the product grid. Nodes are visited like the digits of an
 * odometer: {@link #enter} fixes all but the last digit, {@link #line} begins the line they leave, {@link #node} and
 * {@link #pair} set the last. {@linkplain SubjectBlock#still Still} visits, which the last digit does not move, are worked
 * on once a line, the others at every node.
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

    /**
     * Whether the rest of a weight is a product of tables ({@link BlockWorkspace#usesLines}) that what nodes multiply
     * {@link BlockWorkspace#factor} by cannot overflow with.
     */
    boolean multiplies();

    /**
     * Begins a line: multiplies {@link BlockWorkspace#lineFactor} by what still visits give to the weight of each of its
     * nodes, or adds it as a logarithm to {@link BlockWorkspace#alpha}, and leaves in node1 of those visits what {@link
     * #node} leaves for the others.
     */
    void line(SubjectBlock block, BlockWorkspace w, double logDispersion);

    /**
     * Sets the last digit to node {@code k}: multiplies {@link BlockWorkspace#factor} by what it knows, or adds it as a
     * logarithm to {@link BlockWorkspace#exponent}, and leaves in node1 the quantity whose posterior moments
     * {@link #finish} turns into those of l'.
     */
    void node(SubjectBlock block, BlockWorkspace w, GaussHermite rule, int k, double logDispersion);

    /**
     * Sets the last digit to node {@code k} and to its mirror image at once, where the rest of the weights comes from
     * tables: multiplies {@link BlockWorkspace#factor} and {@link BlockWorkspace#mirrorFactor}, and leaves in node1 and
     * node2 what {@link #node} leaves in node1.
     *
     * @throws IllegalStateException if the kernel does not {@linkplain #multiplies multiply}
     */
    void pair(SubjectBlock block, BlockWorkspace w, GaussHermite rule, int k);

    /** Weighted l' and l'' of some visits at the line or node just set, into node1 and node2. */
    void curvature(SubjectBlock block, BlockWorkspace w, int[] visits, double logDispersion);

    /** Turns posterior means of the node1 rows in r and ra into those of the weighted l'. */
    void finish(SubjectBlock block, BlockWorkspace w);
}
