package hermite.sas.proc.covariance;

import hermite.sas.log.Message;
import hermite.sas.log.Severity;
import hermite.sas.log.Wording;

/** Messages about covariance structures. */
public enum CovarianceMessage implements Message {
    NOT_BUILT(
            Severity.ERROR,
            "%s is not built yet. The step is not run because its results would not be those asked for."),
    NOT_CLASS(
            Severity.ERROR,
            "Variable %s of a SUBJECT= or GROUP= effect must appear in the CLASS statement, unless it is the only variable"
                    + " of the effect and numeric."),
    SCATTERED_UNIT(
            Severity.ERROR,
            "Numeric variable %s of SUBJECT= or GROUP= is not in the CLASS statement, so a new subject or group begins"
                    + " wherever its value changes; its value %s stands in rows that are apart. Put it in the CLASS statement, or"
                    + " sort the data by it."),
    VALUES_COUNT(Severity.ERROR, "Values are given for %s covariance parameters, the model has %s."),
    VALUES_GRID(Severity.ERROR, "The grid of the PARMS statement has %s points; at most %s are tried."),
    VALUES_TABLE(Severity.ERROR, "The data set of covariance parameters has neither a variable Estimate nor %s."),
    TWO_RESIDUAL(Severity.ERROR, "Only one statement about the residuals is allowed."),
    REPEATED_CONTINUOUS(Severity.ERROR, "The REPEATED effect %s must consist of CLASS variables."),
    SAME_VISIT(
            Severity.ERROR,
            "An infinite likelihood is assumed: two observations of one subject have the same level of the REPEATED"
                    + " effect. Check SUBJECT= and the effect."),
    SINGULAR_RESIDUALS(
            Severity.ERROR,
            "TYPE=FA0(%s) gives residuals a covariance matrix of rank %s, but a subject has %s rows: V is singular and there is"
                    + " no likelihood. TYPE=FA(%s) and FA1(%s) add variances; random effects have TYPE=FA0 too."),
    NO_SUBJECT(Severity.ERROR, "TYPE=%s of the residuals needs the SUBJECT= option."),
    WRONG_NUMBER(Severity.ERROR, "TYPE=%s cannot have the number %s here: %s."),
    NO_COORDINATES(
            Severity.ERROR,
            "TYPE=%s needs the numeric variables that hold the coordinates in parentheses, as in TYPE=%s(x y)."),
    PRODUCT_EFFECTS(
            Severity.ERROR,
            "TYPE=%s needs two CLASS effects of the residuals, one for each factor of the product, as in REPEATED response"
                    + " time / TYPE=UN@AR(1) SUBJECT=id; it is not defined for random effects."),
    SPATIAL_EFFECTS(
            Severity.ERROR,
            "Spatial TYPE=%s is built for residuals, not for random effects. Use it in the REPEATED statement or with"
                    + " RANDOM _RESIDUAL_."),
    MANY_PREDICTIONS(
            Severity.NOTE,
            "%s predictions of random effects have no degrees of freedom of their own by the method %s, which would take"
                    + " too long; their standard errors are those of the model."),
    SANDWICH_PREDICTIONS(
            Severity.NOTE,
            "Predictions of random effects have no degrees of freedom of their own by the method %s with EMPIRICAL: theirs"
                    + " are the residual ones, and their standard errors are those of the model."),
    MATRIX_DATA(Severity.ERROR, "The data set %s does not hold %s: it needs the variables %s, and rows from 1 to %s.");

    private final Wording wording;

    CovarianceMessage(Severity severity, String text) {
        wording = new Wording(severity, text);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
