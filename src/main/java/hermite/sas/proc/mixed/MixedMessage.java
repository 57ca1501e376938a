package hermite.sas.proc.mixed;

import hermite.sas.log.Message;
import hermite.sas.log.Severity;

/** Messages of PROC MIXED. */
enum MixedMessage implements Message {
    NO_MODEL(Severity.ERROR, "No MODEL statement was specified."),
    NOT_BUILT(
            Severity.ERROR,
            "%s is not built yet. The step is not run because its results would not be those asked for."),
    NO_OBSERVATIONS(Severity.ERROR, "No valid observations are available for the analysis."),
    TEXT_RESPONSE(Severity.ERROR, "The response %s must be a numeric variable."),
    SUBJECT_NOT_CLASS(Severity.ERROR, "Variable %s of a SUBJECT= or GROUP= effect must appear in the CLASS statement."),
    TWO_REPEATED(Severity.ERROR, "Only one REPEATED statement is allowed."),
    REPEATED_CONTINUOUS(Severity.ERROR, "The REPEATED effect %s must consist of CLASS variables."),
    SAME_VISIT(
            Severity.ERROR,
            "An infinite likelihood is assumed: two observations of one subject have the same level of the REPEATED effect. Check SUBJECT= and the effect."),
    NO_SUBJECT(Severity.ERROR, "TYPE=%s in the REPEATED statement needs the SUBJECT= option."),
    NOT_COMPUTABLE(Severity.ERROR, "The likelihood cannot be computed: V is not positive definite at the start."),
    CONVERGED(Severity.NOTE, "Convergence criteria met."),
    NOT_CONVERGED(Severity.WARNING, "Did not converge: -2 log likelihood still falls after %s iterations."),
    ZERO_VARIANCE(
            Severity.NOTE,
            "The variance of %s was estimated as zero; it can be left out of the model. Its standard error is not available."),
    INDEFINITE_HESSIAN(
            Severity.WARNING,
            "The Hessian matrix is not positive definite: the data do not tell all covariance parameters apart. Use a simpler TYPE= or drop a RANDOM effect that repeats the REPEATED structure."),
    SINGULAR_G(Severity.NOTE, "Estimated G matrix is not positive definite.");

    private final Severity severity;
    private final String text;

    MixedMessage(Severity severity, String text) {
        this.severity = severity;
        this.text = text;
    }

    @Override
    public Severity severity() {
        return severity;
    }

    @Override
    public String number() {
        return "";
    }

    @Override
    public String text() {
        return text;
    }
}
