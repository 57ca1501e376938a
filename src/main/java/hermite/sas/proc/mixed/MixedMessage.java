package hermite.sas.proc.mixed;

import hermite.sas.log.Message;
import hermite.sas.log.Severity;
import hermite.sas.log.Wording;

/** Messages of PROC MIXED. */
enum MixedMessage implements Message {
    NO_MODEL(Severity.ERROR, "No MODEL statement was specified."),
    NOT_BUILT(
            Severity.ERROR,
            "%s is not built yet. The step is not run because its results would not be those asked for."),
    NO_OBSERVATIONS(Severity.ERROR, "No valid observations are available for the analysis."),
    TEXT_RESPONSE(Severity.ERROR, "The response %s must be a numeric variable."),
    TWO_REPEATED(Severity.ERROR, "Only one REPEATED statement is allowed."),
    NOT_COMPUTABLE(Severity.ERROR, "The likelihood cannot be computed: V is not positive definite at the start."),
    TOO_LARGE(Severity.ERROR, "The model is too large: %s."),
    EMPIRICAL_KENWARD_ROGER(
            Severity.ERROR,
            "DDFM=KENWARDROGER adjusts the model-based covariance and cannot be combined with EMPIRICAL. Use"
                    + " DDFM=BETWITHIN or drop EMPIRICAL."),
    EMPIRICAL_SUBJECTS(
            Severity.ERROR,
            "EMPIRICAL needs observations in independent subjects: give every RANDOM and REPEATED statement a SUBJECT="
                    + " that contains one common subject."),
    MIVQUE_LINEAR(
            Severity.ERROR,
            "METHOD=MIVQUE0 needs covariance structures that are linear in their parameters (VC, UN, CS, TOEP, LIN)."),
    ANOVA_STATEMENT(
            Severity.ERROR,
            "%s is for variance component models, which have no %s statement. Use METHOD=REML or drop the statement."),
    ANOVA_STRUCTURE(
            Severity.ERROR,
            "METHOD=TYPE%s is for variance component models: RANDOM takes neither TYPE= other than VC nor GROUP= nor"
                    + " GDATA=. Use METHOD=REML."),
    ANOVA_SINGULAR(
            Severity.ERROR,
            "The expected mean squares of METHOD=TYPE%s do not tell the variances apart: no degrees of freedom are left"
                    + " for the residual or for a random effect. Drop a RANDOM effect or use METHOD=REML."),
    ANOVA_NEGATIVE(
            Severity.NOTE,
            "The analysis of variance estimate of the variance of %s is negative. METHOD=REML keeps variances from being"
                    + " negative."),
    ANOVA_INDEFINITE(
            Severity.ERROR,
            "With the analysis of variance estimates the covariance matrix of the responses is not positive definite, so"
                    + " the fixed effects cannot be estimated. Use METHOD=REML."),
    INFLUENCE_SELECT(Severity.ERROR, "SELECT=%s of INFLUENCE names no set: a whole number up to %s is expected."),
    INFLUENCE_KEEP(Severity.ERROR, "KEEP= of INFLUENCE takes a whole number from 1."),
    INFLUENCE_SIZE(Severity.ERROR, "SIZE= of INFLUENCE must be a whole number from 1 on."),
    INFLUENCE_ITER(Severity.ERROR, "ITER= of INFLUENCE must be a whole number from 0 on."),
    INFLUENCE_BOTH(
            Severity.ERROR,
            "SIZE= together with EFFECT= of INFLUENCE is not built yet. Give one of them: SIZE= for tuples of rows, EFFECT="
                    + " for levels."),
    INFLUENCE_SETS(
            Severity.ERROR,
            "INFLUENCE would leave out %s sets in turn; at most %s are tried. Use EFFECT= or a smaller SIZE=."),
    INFLUENCE_EFFECT(Severity.ERROR, "The EFFECT= of INFLUENCE, %s, must consist of CLASS variables."),
    INFLUENCE_SEARCH(
            Severity.ERROR,
            "INFLUENCE with ITER= estimates the covariance parameters anew, which needs METHOD=REML or ML, not %s."),
    INFLUENCE_RANK(
            Severity.NOTE,
            "Without %s of the sets not all fixed effects can be estimated; their influence diagnostics are missing."),
    VCIRY_SIZE(
            Severity.ERROR,
            "VCIRY needs the Cholesky root of the covariance matrix of a subject: %s responses are too many, at most %s."
                    + " Give RANDOM a SUBJECT=."),
    PARMS_SOURCE(
            Severity.ERROR,
            "PARMS takes a list of values in parentheses for each covariance parameter, or PARMSDATA=."),
    PARMS_PLACE(Severity.ERROR, "%s=%s in the PARMS statement: covariance parameters are numbered from 1 to %s."),
    PARMS_START(Severity.ERROR, "The covariance matrix is not positive definite at the values of the PARMS statement."),
    CONVERGED(Severity.NOTE, "Convergence criteria met."),
    NOT_CONVERGED(Severity.WARNING, "Did not converge: -2 log likelihood still falls after %s iterations."),
    ZERO_VARIANCE(
            Severity.NOTE,
            "The variance of %s was estimated as zero; it can be left out of the model. Its standard error is not"
                    + " available."),
    ZERO_RESIDUAL(
            Severity.WARNING,
            "The residual variance was estimated as zero: the random effects reproduce the responses exactly, and standard"
                    + " errors of effects within subjects mean nothing. Drop a RANDOM effect that has a level for each"
                    + " row, or check the data."),
    INDEFINITE_HESSIAN(
            Severity.WARNING,
            "The Hessian matrix is not positive definite: the data do not tell all covariance parameters apart. Use a"
                    + " simpler TYPE= or drop a RANDOM effect that repeats the REPEATED structure."),
    SINGULAR_G(Severity.NOTE, "Estimated G matrix is not positive definite."),
    RATIO(Severity.WARNING, "RATIO has no effect: V is not a multiple of a residual variance that is estimated.");

    private final Wording wording;

    MixedMessage(Severity severity, String text) {
        wording = new Wording(severity, text);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
