package hermite.model.glmm;

/**
 * How a fit ended, and what a user can do about it. Several may hold; the list of a fit puts the gravest first.
 *
 * @param kind the outcome
 * @param detail numbers that belong to it, for a message
 * @param parameter the parameter most concerned, in the order of the estimates; −1 if there is none
 */
public record GlmmVerdict(Kind kind, String detail, int parameter) {
    GlmmVerdict(Kind kind, String detail) {
        this(kind, detail, -1);
    }

    /** Outcomes, from good to bad. */
    public enum Kind {
        /** Maximum found, Hessian positive definite. */
        CONVERGED,
        /** A variance was estimated as zero; it is kept at zero and has no standard error. */
        ZERO_VARIANCE,
        /** A random effect's variance given the others cannot be told from zero, though it is not zero. */
        NEARLY_SINGULAR,
        /** Two random effects have correlation ±1. */
        SINGULAR_COVARIANCE,
        /** The likelihood does not change along a combination of the parameters. */
        FLAT_LIKELIHOOD,
        /** The Hessian at the solution is not positive definite. */
        INDEFINITE_HESSIAN,
        /** Without random effects already, predictors run off to infinity. */
        SEPARATION,
        /** The data say nothing about the variances: every subject has a single binary response. */
        UNIDENTIFIED,
        /** The likelihood could not be computed at the start. */
        NOT_COMPUTABLE,
        /** The maximisation stopped early. */
        NOT_CONVERGED
    }

    static GlmmVerdict converged() {
        return new GlmmVerdict(Kind.CONVERGED, "");
    }

    /** Whether estimates may be reported. */
    public boolean hasEstimates() {
        return kind != Kind.UNIDENTIFIED
                && kind != Kind.NOT_COMPUTABLE
                && kind != Kind.NOT_CONVERGED
                && kind != Kind.SEPARATION;
    }

    /** Whether the covariance matrix of the random effects is positive definite. */
    public boolean isCovariancePositiveDefinite() {
        return kind != Kind.ZERO_VARIANCE && kind != Kind.SINGULAR_COVARIANCE;
    }
}
