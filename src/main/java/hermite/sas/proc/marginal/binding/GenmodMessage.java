package hermite.sas.proc.marginal.binding;

import hermite.sas.log.Message;
import hermite.sas.log.Severity;
import hermite.sas.log.Wording;

/** Messages of PROC GENMOD. */
public enum GenmodMessage implements Message {
    MODELING(Severity.NOTE, "PROC %s is modeling the probability that %s='%s'."),
    MODELING_HINT(
            Severity.NOTE,
            "PROC %s is modeling the probability that %s='%s'. One way to change this to model the probability"
                    + " that %s='%s' is to specify the DESCENDING option in the PROC statement."),
    CONVERGED(Severity.NOTE, "Algorithm converged."),
    SCALE(Severity.NOTE, "%s"),
    LEVELS_CUT(Severity.NOTE, "Class levels for some variables were not printed due to excessive size."),
    NO_MODEL(Severity.ERROR, "The MODEL statement is required."),
    GIVEN_TWICE(Severity.ERROR, "The %s statement is given more than once."),
    ONE_VARIABLE(Severity.ERROR, "The %s statement needs one variable; %s are given."),
    NO_REPEATED(Severity.ERROR, "The REPEATED statement is required."),
    NO_SUBJECT(Severity.ERROR, "The SUBJECT= option is required in the REPEATED statement."),
    NONE_USED(Severity.NOTE, "None of the %s observations is used: %s."),
    NO_OBSERVATIONS(Severity.ERROR, "There are no valid observations."),
    ONE_RESPONSE(Severity.ERROR, "All observations have the same response.  No statistics are computed."),
    NOT_BINARY(Severity.ERROR, "The response variable %s has %s levels; a binomial model needs 2."),
    INVALID_RESPONSE(
            Severity.WARNING, "%s observations were excluded because the response is invalid for the %s distribution."),
    ITERATION_LIMIT(Severity.WARNING, "Iteration limit exceeded."),
    NOT_POSITIVE_DEFINITE(
            Severity.WARNING, "The negative of the Hessian is not positive definite. The convergence is questionable."),
    BECAUSE(Severity.NOTE, "%s; %s."),
    SEPARATED_LEVEL(Severity.NOTE, "%s: every observation with %s has %s (%s)."),
    ZERO_RESPONSE(
            Severity.NOTE,
            "The response is %s in all observations: a mean of 0 is the limit of the fit, and no coefficient has an"
                    + " estimate. There is nothing to model."),
    SEPARATED_BY_ONE(Severity.NOTE, "%s: %s alone predicts the response without error: %s (%s)."),
    SEPARATED_ALONG(Severity.NOTE, "%s: %s predicts the response of %s without error."),
    SEPARATED_TOGETHER(Severity.NOTE, "%s: %s together predict the response of %s without error."),
    RULED_OUT(Severity.NOTE, "%s: %s rules out %s for %s."),
    RULED_OUT_TOGETHER(Severity.NOTE, "%s: %s together rule out %s for %s."),
    LEVEL_ABSENT(Severity.NOTE, "%s: no observation with %s has %s (%s)."),
    SEPARATION_ADVICE(
            Severity.NOTE, "The maximum likelihood estimate does not exist (it would be infinite). To get one, %s."),
    SEPARATION_MARGINAL(
            Severity.NOTE,
            "The estimating equations would start from these estimates: there is no marginal model to report. Initial values"
                    + " of your own can be tried with REPEATED ... / INITIAL=."),
    TRY(Severity.NOTE, "Try %s."),
    STORE_COUNTS(
            Severity.NOTE,
            "The item store keeps the model of the counts; what PROC PLM predicts from it is the mean without extra"
                    + " zeros."),
    ALPHA_EXTENSION(
            Severity.NOTE,
            "The effect alpha of ESTIMATE and CONTRAST, the log odds ratios, is an extension: it is Hermite's own."),
    ALPHA_COEFFICIENTS(
            Severity.ERROR,
            "Coefficients of alpha stand alone, at most one for each of the %s log odds ratios: contrast 'equal' alpha"
                    + " 1 -1."),
    NAME_TAKEN(Severity.WARNING, "Variable %s already exists on file %s. The statistic of OUTPUT is named %s instead."),
    COVARIANCE_ERROR(Severity.ERROR, "Error in parameter estimate covariance computation."),
    ESTIMATION_ERROR(Severity.ERROR, "Error in estimation routine."),
    INVALID_MEAN(
            Severity.ERROR, "The mean parameter is either invalid or at a limit of its range for some observations."),
    SUBJECT_NOT_CLASS(Severity.ERROR, "Variable %s in the %s effect must be in the CLASS list."),
    NONUNIQUE_WITHIN(
            Severity.ERROR,
            "Two or more observations of a subject have the same level of the WITHINSUBJECT= effect."
                    + " Subject %s has %s more than once."),
    LOGOR_NEEDS_BINARY(Severity.ERROR, "The LOGOR= option requires a binary response and DIST=BINOMIAL."),
    LINK_EXPRESSION(Severity.ERROR, "The expression of the %s statement is in error: %s."),
    SUBCLUSTER_REQUIRED(Severity.ERROR, "The SUBCLUSTER= option is required with LOGOR=%s."),
    NOT_CONSTANT(Severity.ERROR, "Variable %s is not constant within subjects."),
    FREQUENCY_NOT_CONSTANT(Severity.ERROR, "The FREQ variable is not constant within subjects."),
    WRONG_MATRIX(Severity.ERROR, "The matrix of TYPE=%s has %s elements, %s are expected."),
    ZDATA_INVALID(Severity.ERROR, "The ZDATA= data set %s"),
    OPTION_NEEDS(Severity.ERROR, "The option %s requires %s."),
    LINK_INVALID(Severity.ERROR, "The %s link requires a power other than 0, for example LINK=POWER(-1)."),
    INITIAL_COUNT(
            Severity.ERROR,
            "The INITIAL= option of the REPEATED statement has %s values, %s are expected: one for each parameter but the"
                    + " intercept."),
    INTERCEPT_COUNT(Severity.ERROR, "The INTERCEPT= option has %s values, %s are expected."),
    INTERCEPT_ORDER(Severity.ERROR, "The values of the INTERCEPT= option must increase: %s is followed by %s."),
    IGNORED(Severity.WARNING, "The option %s is ignored: %s."),
    EXTENSION(Severity.NOTE, "The option %s of the REPEATED statement is an extension: it is Hermite's own."),
    POWER_HELD(
            Severity.NOTE,
            "The power of the Tweedie variance function is held at %s in the estimating equations, the maximum likelihood"
                    + " estimate for independent observations."),
    NOT_PRINTED_BY_TIME(
            Severity.NOTE,
            "The working correlation matrix is not printed: with TYPE=ARTIME it depends on the times of each subject."),
    INDISPENSABLE(
            Severity.WARNING,
            "The corrected covariance does not exist: without %s of the clusters some parameter could not be"
                    + " estimated."),
    NONUNIQUE_TIME(Severity.ERROR, "Subject %s has two observations at the same value of %s."),
    MATRIX_TOO_LARGE(
            Severity.NOTE,
            "The working correlation matrix is not printed: it has %s rows, more than %s are not printed."),
    TOO_MANY_OCCASIONS(
            Severity.ERROR,
            "%s has a parameter for each pair of occasions; %s occasions have %s pairs, at most %s occasions are"
                    + " supported. Try %s."),
    LARGE_CLUSTERS(
            Severity.NOTE,
            "The largest cluster has %s observations: LOGOR= works on all its %s pairs, and its cost grows with the"
                    + " third power of the cluster's size."),
    CONSTANT_CLUSTERS(
            Severity.NOTE,
            "In %s of the %s clusters of two observations and more all responses are equal, for example in %s: a"
                    + " correlation within clusters can hardly be estimated."),
    CLUSTER_KEYWORD(
            Severity.ERROR,
            "The keyword %s of the OUTPUT statement requires a REPEATED statement with TYPE= or LOGOR=."),
    NAME_COUNT(Severity.ERROR, "The keyword %s of the OUTPUT statement has %s names, %s parameters are estimated."),
    MODEL_INITIAL_COUNT(
            Severity.ERROR,
            "The INITIAL= option has %s values, %s are expected: one for each parameter but the intercept."),
    NOT_FOR_DISTRIBUTION(Severity.ERROR, "The %s is not supported for the %s distribution."),
    MODELING_ORDER(
            Severity.NOTE,
            "PROC %s is modeling the probabilities of levels of %s having LOWER Ordered Values in the response"
                    + " profile table."),
    MODELING_ORDER_HINT(
            Severity.NOTE,
            "PROC %s is modeling the probabilities of levels of %s having LOWER Ordered Values in the response"
                    + " profile table. One way to change this to model the probabilities of HIGHER Ordered Values is to"
                    + " specify the DESCENDING option in the PROC statement."),
    MODELING_LOGITS(
            Severity.NOTE,
            "PROC %1$s is modeling generalized logits of %2$s. Logits modeled use %2$s='%3$s' as the reference"
                    + " category."),
    MULTINOMIAL_INDEPENDENCE(
            Severity.ERROR,
            "Only TYPE=IND is available for a multinomial response. Associations of an ordinal response can be modeled"
                    + " with the extension GLOBALOR=."),
    GLOBAL_ODDS_RATIOS(
            Severity.ERROR,
            "The option %s of the REPEATED statement requires DIST=MULTINOMIAL with a cumulative link."),
    GLOBAL_ODDS_SIZE(
            Severity.ERROR,
            "The largest cluster has %s observations of a response with %s levels: with global odds ratios the observations"
                    + " of a cluster times the levels less one may be at most %s. Try REPEATED ... / TYPE=IND."),
    NOMINAL_MEANS(Severity.NOTE, "Estimates on the scale of the mean are odds of each level of %s against level '%s'."),
    ORDINAL_MEANS(
            Severity.NOTE,
            "Least squares means of a cumulative model are an extension: linear predictors at the average of the"
                    + " intercepts."),
    NOT_TOGETHER(Severity.ERROR, "The options %s and %s of the REPEATED statement cannot be used together."),
    WEIGHTED_ODDS_RATIOS(Severity.ERROR, "The WEIGHT statement cannot be used with log odds ratios."),
    INTERMITTENT(
            Severity.ERROR,
            "The pattern of missing responses is intermittent: subject %s has a response at visit %s after one that is"
                    + " missing. The MISSMODEL statement is for drop-out only."),
    NO_DROPOUT_ROW(
            Severity.ERROR,
            "The MISSMODEL statement requires an observation, with a missing response, for the first visit that a"
                    + " subject misses: subject %s has none for visit %s."),
    DROPOUT_COVARIATE(
            Severity.ERROR, "A variable of the MISSMODEL statement is missing for visit %2$s of subject %1$s."),
    NO_DROPOUT(Severity.ERROR, "No subject drops out: there is nothing for the MISSMODEL statement to estimate."),
    NOT_WITH_MISSMODEL(Severity.ERROR, "The %s cannot be used with the MISSMODEL statement."),
    WEIGHTED_WALD(Severity.NOTE, "Tests with the MISSMODEL statement are Wald tests."),
    WEIGHTS(Severity.NOTE, "%s of the %s subjects drop out. The weights lie between %s and %s."),
    ALPHA_COUNT(Severity.ERROR, "The ALPHAINIT= option has %s values, %s are expected.");

    private final Wording wording;

    GenmodMessage(Severity severity, String text) {
        wording = new Wording(severity, text);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
