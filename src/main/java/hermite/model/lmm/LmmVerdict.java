package hermite.model.lmm;

/**
 * How a fit ended.
 *
 * @param kind the kind of end
 * @param parameter the covariance parameter concerned, −1 for none
 */
public record LmmVerdict(Kind kind, int parameter) {
    /** The kinds of end. */
    public enum Kind {
        CONVERGED,
        /** A variance is zero at the maximum. */
        ZERO_VARIANCE,
        /** The matrix of second derivatives is singular or indefinite: too many parameters for these data. */
        INDEFINITE_HESSIAN,
        ITERATION_LIMIT,
        /** No starting point has a likelihood. */
        NOT_COMPUTABLE
    }

    public boolean hasEstimates() {
        return kind != Kind.NOT_COMPUTABLE;
    }

    public boolean isConverged() {
        return kind == Kind.CONVERGED || kind == Kind.ZERO_VARIANCE || kind == Kind.INDEFINITE_HESSIAN;
    }
}
