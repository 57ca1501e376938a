package hermite.model.gee.joint;

/**
 * A joint fit. The sandwich's rows are the mean's p coefficients, then the scale when it was estimated, then the
 * correlations; matrices are row-major.
 *
 * @param beta p coefficients
 * @param scale estimated or fixed
 * @param alpha correlations
 * @param naive (Σ D'V⁻¹D)⁻¹ p × p, the scale included in V
 * @param sandwich covariance of all estimates from the clusters' contributions
 * @param iterations steps taken
 * @param converged whether the last step was small enough
 */
public record JointFit(
        double[] beta,
        double scale,
        double[] alpha,
        double[] naive,
        double[] sandwich,
        int iterations,
        boolean converged) {

    /** Order of {@link #sandwich()}. */
    public int parameters() {
        return (int) Math.round(Math.sqrt(sandwich.length));
    }
}
