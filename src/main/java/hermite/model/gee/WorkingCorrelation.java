package hermite.model.gee;

/** The assumed correlation within a cluster (Liang &amp; Zeger 1986). Occasions are positions 0, 1, … */
public sealed interface WorkingCorrelation {
    record Independent() implements WorkingCorrelation {}

    record Exchangeable() implements WorkingCorrelation {}

    /** alpha to the power of the distance of the positions. */
    record Autoregressive() implements WorkingCorrelation {}

    /**
     * alpha to the power of the distance in time, for visits at unequal gaps: alpha is the correlation at distance 1,
     * between 0 and 1.
     */
    record ContinuousAutoregressive() implements WorkingCorrelation {}

    /** One correlation for each distance up to {@code lag}, 0 beyond. */
    record MDependent(int lag) implements WorkingCorrelation {}

    /** One correlation for each pair of positions. */
    record Unstructured() implements WorkingCorrelation {}

    /**
     * Given by the user.
     *
     * @param matrix row-major dimension × dimension, ones on the diagonal
     */
    record Fixed(double[] matrix, int dimension) implements WorkingCorrelation {}
}
