package hermite.model;

/**
 * How a fit ended.
 *
 * @param outcome the kind of end
 * @param cause what was found, with numbers; empty when converged
 * @param advice what a user can change; empty when there is nothing to do
 */
public record Verdict(Outcome outcome, String cause, String advice) {
    /** The kinds of end. All but {@link #CONVERGED} and {@link #BOUNDARY} leave doubtful estimates. */
    public enum Outcome {
        CONVERGED,
        ITERATION_LIMIT,
        /** Some linear combination of covariates predicts the response without error. */
        SEPARATION,
        /** A dispersion parameter went to the edge of its range. */
        BOUNDARY,
        /** The information matrix is not positive definite where the iteration ended. */
        NOT_POSITIVE_DEFINITE,
        /** The working covariance of some cluster is not positive definite: there are no estimates. */
        WORKING_COVARIANCE_NOT_POSITIVE_DEFINITE,
        /** Means left the range where the density is defined. */
        INVALID_MEAN
    }

    public static final Verdict CONVERGED = new Verdict(Outcome.CONVERGED, "", "");

    public boolean isConverged() {
        return outcome == Outcome.CONVERGED;
    }
}
