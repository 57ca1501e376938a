package hermite.sas.proc.glimmix.binding;

import hermite.sas.log.Message;
import hermite.sas.log.Severity;
import hermite.sas.log.Wording;

/** Messages of PROC GLIMMIX. */
public enum GlimmixMessage implements Message {
    NO_MODEL(Severity.ERROR, "No MODEL statement was specified."),
    NOT_BUILT(
            Severity.ERROR,
            "%s is not built yet. The step is not run because its results would not be those asked for."),
    NO_RANDOM(Severity.ERROR, "METHOD=%s needs a RANDOM statement with the SUBJECT= option."),
    NO_SUBJECT(
            Severity.ERROR,
            "METHOD=%s requires that the data can be processed by subjects: add the SUBJECT= option to each RANDOM"
                    + " statement, as in RANDOM INTERCEPT / SUBJECT=id, or use METHOD=LAPLACE."),
    SUBJECTS_CROSS(
            Severity.ERROR,
            "METHOD=QUAD needs subjects that are common to all RANDOM statements or nested in each other; %s cross."
                    + " Use METHOD=LAPLACE."),
    EMPIRICAL_NEEDS_SUBJECTS(
            Severity.ERROR,
            "The EMPIRICAL option needs independent subjects, but %s cross or SUBJECT= is missing. Leave it out."),
    EMPIRICAL_FEW_SUBJECTS(
            Severity.WARNING,
            "EMPIRICAL has %s subjects for %s parameters: its covariance matrix is singular, and standard errors from it can"
                    + " be far too small. Leave it out or use EMPIRICAL=MBN."),
    EMPIRICAL_LEVERAGE(
            Severity.WARNING,
            "Standard errors of EMPIRICAL=%s are missing: without one of the subjects the parameters could not be estimated."
                    + " Leave it out or use another correction."),
    EMPIRICAL_VALUES(
            Severity.ERROR,
            "EMPIRICAL takes one number from 0 to 1 in parentheses with FIROEEQ, as EMPIRICAL=FIROEEQ(0.75)."),
    MBN_VALUES(
            Severity.ERROR,
            "Only EMPIRICAL=MBN takes DF or NODF, D= (at least 1) and R= (from 0 to 1), as EMPIRICAL=MBN(NODF R=0.5"
                    + " D=3)."),
    NO_CLASS_IN_RANDOM(
            Severity.ERROR,
            "The random effect %s has no class variable and its RANDOM statement no SUBJECT=, so there is nothing over"
                    + " which it varies."),
    SUBJECT_NOT_CLASS(
            Severity.ERROR,
            "Variable %s of the SUBJECT= effect is not in the CLASS statement and is not a single numeric variable."),
    RESIDUAL_SIDE(
            Severity.ERROR,
            "METHOD=%s has no R-side effects. Use a pseudo-likelihood method such as METHOD=RSPL, or a random effect"
                    + " for the overdispersion."),
    ONLY_PSEUDO(Severity.ERROR, "%s is an option of the pseudo-likelihood methods."),
    NOT_IN_DATA(Severity.ERROR, "Variable %s not found."),
    TEXT_RESPONSE(Severity.ERROR, "The response %s is character; use DIST=BINARY."),
    LINK_NOT_BUILT(Severity.ERROR, "LINK=%s with DIST=%s is not built yet for mixed models."),
    POWER_NUMBER(Severity.ERROR, "LINK=POWER takes one number other than 0 in parentheses, as LINK=POWER(0.5)."),
    RESPONSE_LEVELS(Severity.ERROR, "The binary response %s has %s levels; two are expected."),
    TOO_FEW_CATEGORIES(
            Severity.ERROR,
            "The response %s has %s levels; a multinomial model needs three or more. Use DIST=BINARY for two."),
    RESIDUAL_CATEGORIES(
            Severity.ERROR,
            "Multinomial responses have no R-side effects: their categories covary as they do. Use a random effect, RANDOM"
                    + " INTERCEPT / SUBJECT=id, or PROC GEE for a working correlation."),
    REFERENCE_PREDICTOR(
            Severity.WARNING, "REFLINP= is the predictor of the reference category of LINK=GLOGIT and was ignored."),
    STUDENT_DF(Severity.ERROR, "DIST=T takes its degrees of freedom, a positive number, in parentheses, as DIST=T(4)."),
    STUDENT_PSEUDO(
            Severity.ERROR,
            "Pseudo-likelihood knows means and variances alone, so DIST=T would be fitted as normal: give METHOD=LAPLACE or"
                    + " METHOD=QUAD in place of METHOD=%s, or DIST=NORMAL."),
    BYOBS_VARIABLE(Severity.ERROR, "%s=BYOBS takes a variable in parentheses, as %s=BYOBS(kind)."),
    BYOBS_NUMERIC(
            Severity.ERROR,
            "Variable %s of %s=BYOBS is numeric; a character variable with names such as BINARY, POISSON or NORMAL is"
                    + " expected."),
    BYOBS_VALUE(Severity.ERROR, "'%s' of variable %s is no word of %s=."),
    BYOBS_REFUSED(
            Severity.ERROR, "DIST=BYOBS takes no %s responses: each row has one linear predictor and a known density."),
    BYOBS_SCALES(
            Severity.ERROR,
            "DIST=BYOBS takes one distribution with a scale to be estimated; %s have one each. Divide rows by R-side effects"
                    + " with GROUP=, or fit the kinds of responses apart."),
    OVERDISPERSION(
            Severity.NOTE,
            "Variances are %s times those of the distribution: Pearson's chi-square divided by its degrees of freedom, after all"
                    + " other parameters were estimated by maximum likelihood."),
    RESIDUAL_SCALE(
            Severity.NOTE,
            "With R-side effects the scale of the beta distribution is part of the residual variances, which multiply"
                    + " mu(1-mu): without overdispersion they are 1/(1+scale)."),
    RESIDUAL_SHAPE(
            Severity.NOTE,
            "With R-side effects the covariances of the negative binomial are those of R, multiplied by the roots of mu+k*mu**2"
                    + " of both rows; Scale is k."),
    NOMINAL_GROUP(
            Severity.ERROR,
            "With LINK=GLOGIT the random effects need one covariance matrix for each response category: add GROUP=%s"
                    + " to the RANDOM statement."),
    CUMULATIVE_GROUP(
            Severity.ERROR,
            "GROUP=%1$s is the response, and a cumulative link has one linear predictor for all its categories: the random"
                    + " effects of a subject cannot differ between them. Leave GROUP=%1$s out, or give LINK=GLOGIT."),
    RESPONSE_IN_RANDOM(
            Severity.ERROR,
            "%1$s contains the response %2$s: random effects cannot depend on the category that is observed. Leave %2$s out;"
                    + " with LINK=GLOGIT, GROUP=%2$s alone gives each category effects of its own."),
    NOT_FOR_CATEGORIES(Severity.WARNING, "%s is not available for multinomial responses and was ignored."),
    EVENT_UNKNOWN(Severity.ERROR, "The response level '%s' does not occur in the data."),
    INVALID_RESPONSE(Severity.ERROR, "%s of the response values of %s are not valid for the %s distribution."),
    DDFM_REFUSED(Severity.ERROR, "DDFM=%s is not available with METHOD=QUAD or METHOD=LAPLACE."),
    QPOINTS_RANGE(Severity.ERROR, "QPOINTS=%s is out of range: a whole number from 1 to 1000 is expected."),
    PLACEMENT_METHOD(
            Severity.ERROR,
            "%s places the nodes of quadrature, and METHOD=%s has none. Give METHOD=QUAD(NOAD) or leave it out."),
    NODES_PLAIN(
            Severity.NOTE,
            "NOAD is an extension (the word is PROC NLMIXED's): the nodes of all subjects lie around zero and are scaled by"
                    + " G alone."),
    NODES_CENTRED(
            Severity.NOTE,
            "NOADSCALE is an extension (the word is PROC NLMIXED's): nodes lie around the conditional modes and are scaled"
                    + " by G alone."),
    PLACEMENT_COARSE(
            Severity.NOTE,
            "%s points that are not adaptive are few for these data: %s adaptive ones would move the estimate of %s by about"
                    + " %s standard errors. Leave out NOAD and NOADSCALE, as in METHOD=QUAD(QPOINTS=%s)."),
    TOO_MANY_NODES(Severity.ERROR, "%s"),
    NO_OBSERVATIONS(Severity.ERROR, "No valid observations are available for the analysis."),
    PARMS_SOURCE(
            Severity.ERROR,
            "PARMS takes a list of values in parentheses for each covariance parameter, or PARMSDATA=."),
    PARMS_BOUNDS(Severity.ERROR, "More bounds are given than the %s covariance parameters of the model."),
    PARMS_EMPTY(Severity.ERROR, "The lower bound of covariance parameter %s is above its upper bound."),
    PARMS_HOLD(Severity.ERROR, "HOLD=%s names no covariance parameter: a whole number from 1 to %s is expected."),
    PARMS_VALUES(Severity.ERROR, "The values of PARMS give no covariance matrix (%s)."),
    COVTEST_WORD(
            Severity.ERROR,
            "%s is no test of COVTEST: expecting one of DIAGG, DIAGR, GENERAL, GLM, HOMOGENEITY, INDEP, START,"
                    + " TESTDATA=, ZEROG, or values."),
    COVTEST_VALUES(Severity.ERROR, "%s of COVTEST has values where none are expected, or none where they are."),
    COVTEST_START(Severity.ERROR, "COVTEST START tests the values that PARMS gives: add a PARMS statement."),
    COVTEST_RANK(Severity.ERROR, "The restrictions of COVTEST '%s' contradict each other."),
    COVTEST_UNFINISHED(
            Severity.WARNING,
            "The model of COVTEST '%s' was not fitted to the end within %s iterations: its chi-square is too large."),
    NO_INITIAL(Severity.WARNING, "INITPL was not used: pseudo-likelihood gives no start (%s)."),
    MODES_FOUND(
            Severity.NOTE,
            "EBDETAILS has no failure to report: the likelihood of all %s subjects is finite about their empirical Bayes"
                    + " estimates."),
    SUBGRADIENT_SUBJECTS(
            Severity.WARNING,
            "SUBGRADIENT= was not used: it needs METHOD=QUAD or LAPLACE and data that are processed by subjects."),
    NLOPTIONS_PLAIN(
            Severity.WARNING, "NLOPTIONS was not used: a model without random effects is fitted by Fisher scoring."),
    NO_BOUNDS(
            Severity.NOTE,
            "NOBOUND takes no variance below zero here: the integral over the random effects is defined for"
                    + " nonnegative definite G only."),
    NOT_BY_CATEGORY(
            Severity.WARNING,
            "%s of OUTPUT is not computed for this multinomial response; the variable %s has missing values."),
    MARGINAL_MEANS_PLAIN(
            Severity.WARNING,
            "Population-averaged means are not built for LSMEANS with AT, OM or BYLEVEL; the subject-specific ones are shown alone."),
    TEST_TYPE(Severity.ERROR, "HTYPE= takes the types of tests 1, 2 and 3."),
    DDF_RANGE(Severity.ERROR, "DDF= has %s values for %s effects; positive numbers or . are expected."),
    WEIGHT_DISTRIBUTION(
            Severity.ERROR,
            "WEIGHT with METHOD=QUAD or LAPLACE multiplies log likelihoods; for DIST=%s, whose scale it would divide,"
                    + " it is not built yet."),
    TWO_WEIGHTS(Severity.ERROR, "OBSWEIGHT= and the WEIGHT statement both weigh observations; give one of them."),
    WEIGHTS_BY_LIKELIHOOD(
            Severity.ERROR, "%s is defined for likelihoods: give METHOD=QUAD or METHOD=LAPLACE in place of METHOD=%s."),
    WEIGHTS_CROSS(Severity.ERROR, "WEIGHT= of RANDOM needs subjects that are nested in each other; they cross."),
    WEIGHT_VARIES(Severity.ERROR, "The weight %s of the RANDOM statement has different values within %s."),
    WEIGHTS_USED(Severity.NOTE, "Log likelihoods of %s are multiplied by %s."),
    WEIGHTS_NEED_SANDWICH(
            Severity.NOTE,
            "Standard errors that allow for sampling weights need the EMPIRICAL option; those shown take the weights for"
                    + " frequencies."),
    UNKNOWN_COVARIATE(Severity.ERROR, "%s of ODDSRATIO names %s, which is no continuous variable of the model."),
    UPDATE(Severity.ERROR, "UPDATE=%s is no update formula of %s."),
    CRITERION(Severity.ERROR, "%s= takes a tolerance and a number of iterations in a row."),
    LIMIT_RANGE(Severity.ERROR, "%s=%s is out of range: a whole number is expected."),
    LIMIT_BELOW_ONE(
            Severity.ERROR,
            "%s=%s is out of range: a whole number from 1 is expected; PARMS with NOITER fits without a search."),
    CONVERGED(Severity.NOTE, "Convergence criterion (%s) satisfied."),
    NOT_CONVERGED(Severity.WARNING, "Did not converge: %s."),
    NO_MAXIMUM(
            Severity.WARNING,
            "Did not converge: %s, restarts included. Give starting values with PARMS, other quadrature points, or"
                    + " TECHNIQUE=QUANEW in the NLOPTIONS statement."),
    NODES_MISS(
            Severity.WARNING,
            "Nodes that are scaled by G alone (%1$s) miss where the likelihoods of the subjects are once G is large, and the"
                    + " likelihood they approximate need not have a maximum. Leave %1$s out, or give more points."),
    LIMIT_REACHED(
            Severity.WARNING,
            "Did not converge: a limit ended the search %s. Raise MAXITER=, MAXFUNC= or MAXTIME= in the NLOPTIONS statement"
                    + " or leave it out."),
    EDGE_OF_STRUCTURE(
            Severity.WARNING,
            "Did not converge: %s the correlations of TYPE=TOEP lie at the edge beyond which G is not positive definite."
                    + " Use TYPE=CS, AR(1), TOEP with all diagonals or UN, or fewer random effects."),
    CONSTANT_RESPONSE(
            Severity.WARNING,
            "Every response is the same (%s), so the likelihood has no maximum and nothing can be estimated. Check the"
                    + " response and which observations were selected."),
    NOT_COMPUTABLE(
            Severity.ERROR,
            "The likelihood cannot be computed: %s. Look for offsets, weights or responses of extreme size, or give"
                    + " starting values with PARMS."),
    QUADRATURE_LIMITS(
            Severity.ERROR,
            "QMIN=%s, QMAX=%s and QTOL=%s are no search: 1 <= QMIN <= QMAX <= 1000 and QTOL > 0 are needed."),
    SEPARATION(
            Severity.WARNING,
            "The response is separated by the fixed effects (%s, mostly by %s); maximum likelihood estimates do not"
                    + " exist. Remove or merge the effect that predicts it perfectly."),
    SEPARATION_TRY(Severity.NOTE, "Try 'MODEL %s =%s' with the options that this MODEL statement has."),
    UNIDENTIFIED(
            Severity.WARNING,
            "The variances of the random effects cannot be estimated: %s. Remove the RANDOM statement, or give"
                    + " SUBJECT= an effect that several observations share."),
    ZERO_VARIANCE(
            Severity.NOTE,
            "The variance of random effect %s was estimated as zero; remove it from the RANDOM statement. Its standard"
                    + " error is not available."),
    ZERO_SCALE(
            Severity.NOTE,
            "The scale of the negative binomial distribution was estimated as zero: DIST=POISSON fits as well. Its standard"
                    + " error is not available."),
    SINGULAR_G(
            Severity.NOTE,
            "Estimated G matrix is not positive definite: the correlations of random effect %s are at their limit."
                    + " TYPE=VC or fewer random effects would fit as well."),
    INDEFINITE_G(Severity.NOTE, "Estimated G matrix is not positive definite."),
    NEARLY_SINGULAR(
            Severity.NOTE,
            "Estimated G matrix is nearly singular: the variance of random effect %s, given the others, is far below"
                    + " its standard error. TYPE=VC or fewer random effects would fit as well."),
    INDEFINITE_HESSIAN(
            Severity.WARNING,
            "The Hessian matrix is not positive definite (%s, mostly %s), so standard errors are not available. Give"
                    + " other starting values with PARMS, more quadrature points, or remove the effect."),
    FLAT_LIKELIHOOD(
            Severity.WARNING,
            "The likelihood is flat (%s): the data do not determine %s, and standard errors are not available. Remove"
                    + " the effect or the random effect it belongs to."),
    DISTINCT(Severity.NOTE, "%s subjects with data have %s distinct patterns of data; each pattern was computed once."),
    UNCERTIFIED(
            Severity.NOTE,
            "What more quadrature points would change was not computed, for it would take more than a tenth of the time of the"
                    + " fit; METHOD=QUAD(QPOINTS=%s QCHECK) shows it."),
    QUADRATURE_FINE(
            Severity.NOTE,
            "With %s instead of %s quadrature points the estimates would move by at most %s standard errors."),
    QUADRATURE_COARSE(
            Severity.NOTE,
            "%s quadrature points are few for these data: %s points would move the estimate of %s by about %s standard"
                    + " errors. Try QPOINTS=%s."),
    MANY_NODES(
            Severity.WARNING,
            "%s random effects with %s points each need %s nodes for every observation; %s points or METHOD=LAPLACE"
                    + " cost much less."),
    LAPLACE_COARSE(
            Severity.NOTE,
            "Laplace's approximation is coarse for these data: with %s quadrature points the estimate of %s would move"
                    + " by about %s standard errors. Try METHOD=QUAD(QPOINTS=%s)."),
    ODDS_RATIO_LINK(Severity.NOTE, "Odds ratios are only computed for logit links; the ODDSRATIO option was ignored."),
    NOT_ESTIMABLE(Severity.NOTE, "%s '%s' is not estimable.");

    private final Wording wording;

    GlimmixMessage(Severity severity, String text) {
        wording = new Wording(severity, text);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
