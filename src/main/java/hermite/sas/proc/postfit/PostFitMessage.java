package hermite.sas.proc.postfit;

import hermite.sas.log.Message;
import hermite.sas.log.Severity;
import hermite.sas.log.Wording;

/** Messages of the statements about a fitted linear predictor. */
public enum PostFitMessage implements Message {
    NOT_ESTIMABLE(Severity.WARNING, "The %s '%s' is not estimable."),
    EFFECT_NOT_IN_MODEL(Severity.ERROR, "The effect %s is not in the model."),
    NO_RANDOM_EFFECTS(
            Severity.ERROR,
            "The %s statement has coefficients of random effects, but they are not known here: the model has none, or"
                    + " its fit was stored without them."),
    NOT_RANDOM(Severity.ERROR, "The effect %s is in no RANDOM statement."),
    SEVERAL_RANDOM(
            Severity.WARNING,
            "The random effect %s is in several RANDOM statements; the %s statement takes that with SUBJECT=%s."),
    NOTHING_TO_WEIGH(
            Severity.ERROR,
            "The option %s of the %s statement weighs random effects, but none follows a bar, as in | INTERCEPT 1."),
    WEIGHT_ROWS(Severity.ERROR, "The option %s has %s rows of coefficients for %s rows of the statement."),
    WEIGHT_COUNT(Severity.ERROR, "The option %s has %s coefficients; the RANDOM statement has %s such levels."),
    NO_PREDICTION_DF(Severity.ERROR, "DDFM=%s is not built for combinations with random effects; use another DDFM=."),
    TOO_MANY_COEFFICIENTS(Severity.ERROR, "More coefficients specified than levels of effect %s."),
    BAD_LEVEL(Severity.ERROR, "The coefficients of the %s statement are in error: %s."),
    NO_SUCH_LEVEL(Severity.ERROR, "The level %s of %s does not occur."),
    TOO_MANY_ROWS(Severity.ERROR, "The ESTIMATE statement of this procedure has one row; %s were given."),
    NO_EFFECT_LEVELS(
            Severity.ERROR, "Least squares means need class variables: the effect %s has a continuous variable."),
    NEEDS_GLM_CODING(
            Severity.ERROR, "The %s statement requires PARAM=GLM for all classification variables of the model."),
    NOT_A_COVARIATE(Severity.ERROR, "The variable %s in the AT option is not a covariate of the model."),
    NOT_IN_EFFECT(Severity.ERROR, "The effect %s in the %s option must be part of the effect %s."),
    NO_DATA(Severity.ERROR, "The %s option needs the data the model was fitted to, which an item store does not hold."),
    NOT_IN_MARGINS(
            Severity.ERROR, "The data set %s of the OM= option has no variable %s; it needs those of the model."),
    EMPTY_MARGINS(Severity.ERROR, "The data set %s of the OM= option has no row with levels of the model."),
    NO_COVARIATE_MEANS(
            Severity.ERROR,
            "The item store does not hold the means of the covariates; give values for all of them with AT."),
    NO_CONTROL(Severity.ERROR, "The DIFF=%s option needs one level for each variable of %s."),
    ADJUST_NEEDS(Severity.ERROR, "ADJUST=%s requires %s."),
    SAMPLES(Severity.NOTE, "ADJUST=SIMULATE used %s samples with seed %s."),
    ODDS_NEED_LOGIT(Severity.NOTE, "The %s option of the %s statement is ignored: the link is %s, odds need a logit."),
    NOT_IN_LINES(
            Severity.NOTE,
            "The LINES display does not show it: the means of %s and %s are not significantly different either."),
    UNKNOWN_TYPE(Severity.ERROR, "The TEST statement makes Type III tests; HTYPE=%s is not supported yet."),
    NO_EFFECT(Severity.ERROR, "The %s statement needs an effect."),
    NO_SLICE(Severity.ERROR, "The SLICEBY= option is required in the SLICE statement."),
    AT_IGNORED(Severity.NOTE, "The AT option is ignored: with BYLEVEL covariates are at their means in each level."),
    RANGE(Severity.ERROR, "The value %s of the option %s is out of range: %s is expected.");

    private final Wording wording;

    PostFitMessage(Severity severity, String text) {
        wording = new Wording(severity, text);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
