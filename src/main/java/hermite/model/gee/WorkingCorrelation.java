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

    /**
     * The correlation of two positions; NaN where it depends on times.
     *
     * @param parameters of the structure, as {@link CorrelationMoments} orders them
     * @param dimension number of positions
     */
    default double of(int j, int k, double[] parameters, int dimension) {
        if (j == k) {
            return 1;
        }
        int low = Math.min(j, k);
        int high = Math.max(j, k);
        if (this instanceof Exchangeable) {
            return parameters[0];
        }
        if (this instanceof Autoregressive) {
            return Math.pow(parameters[0], high - low);
        }
        if (this instanceof ContinuousAutoregressive) {
            return Double.NaN;
        }
        if (this instanceof MDependent) {
            return high - low <= parameters.length ? parameters[high - low - 1] : 0;
        }
        if (this instanceof Unstructured) {
            return parameters[CorrelationMoments.pairIndex(low, high, dimension)];
        }
        return this instanceof Fixed f ? f.matrix()[low * f.dimension() + high] : 0;
    }
}
