package hermite.sas.proc.glimmix;

import hermite.sas.proc.ParenthesizedValues;
import hermite.sas.proc.construct.EffectStatement;
import hermite.sas.proc.covariance.StructureOption;
import hermite.sas.proc.glimmix.binding.CovarianceStart;
import hermite.sas.proc.glimmix.binding.CovarianceTest;
import hermite.sas.proc.glimmix.binding.SearchOptions;
import hermite.sas.proc.postfit.Dialect;
import hermite.sas.proc.postfit.PostFitStatements;
import hermite.sas.vocabulary.OptionSpec;
import hermite.sas.vocabulary.ProcedureSpec;
import hermite.sas.vocabulary.StatementForm;
import hermite.sas.vocabulary.StatementSpec;
import hermite.sas.vocabulary.Status;
import hermite.sas.vocabulary.ValueKind;
import java.util.ArrayList;
import java.util.List;

/** Statements and options of PROC GLIMMIX. What is KNOWN and would change the fit is refused by the binding. */
final class GlimmixVocabulary {
    private static final OptionSpec ALPHA =
            OptionSpec.of("ALPHA", ValueKind.NUMBER, "1 - confidence level").otherwise("0.05");

    private GlimmixVocabulary() {}

    static final ProcedureSpec SPEC = new ProcedureSpec(
            "GLIMMIX",
            "The GLIMMIX Procedure",
            procedureOptions(),
            statements(),
            false,
            "fits generalized linear mixed models");

    /** An option without which the fit or its tests would not be those asked for. */
    private static OptionSpec refused(String name, ValueKind kind) {
        return OptionSpec.of(name, kind, "not supported yet").withStatus(Status.REFUSED);
    }

    private static List<OptionSpec> procedureOptions() {
        List<OptionSpec> all = new ArrayList<>(List.of(
                OptionSpec.of("DATA", ValueKind.DATA_SET, "input data set").otherwise("the last one created"),
                OptionSpec.of("METHOD", ValueKind.WORD, "estimation method")
                        .oneOf("RSPL", "MSPL", "RMPL", "MMPL", "LAPLACE", "QUAD~QUADRATURE")
                        .with(quadratureOptions())
                        .otherwise("RSPL"),
                OptionSpec.of("EMPIRICAL", ValueKind.OPTIONAL_WORD, "sandwich covariance of the estimates")
                        .oneOf("CLASSICAL~HC0", "DF~HC1", "MBN", "ROOT~HC2", "FIRORES~HC3", "FIROEEQ")
                        .with(
                                OptionSpec.of("BOUND", ValueKind.NUMBER, "largest leverage of FIROEEQ")
                                        .otherwise("0.75"),
                                OptionSpec.flag("DF", "MBN with its factor for the number of subjects"),
                                OptionSpec.flag("NODF", "MBN without the factor"),
                                OptionSpec.of("D", ValueKind.NUMBER, "of MBN, at least 1")
                                        .otherwise("2"),
                                OptionSpec.of("R", ValueKind.NUMBER, "of MBN, from 0 to 1")
                                        .otherwise("1")),
                OptionSpec.of("ORDER", ValueKind.WORD, "order of class levels")
                        .oneOf("DATA", "FORMATTED", "FREQ", "INTERNAL")
                        .otherwise("FORMATTED"),
                OptionSpec.of("NOCLPRINT", ValueKind.OPTIONAL_NUMBER, "no class level table"),
                OptionSpec.flag("NOITPRINT", "no iteration history"),
                OptionSpec.flag("ODDSRATIO", "odds ratios where they can be computed")
                        .alias("OR"),
                OptionSpec.flag("GRADIENT", "gradient column in estimates tables"),
                OptionSpec.flag("ASYCOV", "covariance of covariance parameters"),
                OptionSpec.flag("ASYCORR", "correlation of covariance parameters"),
                OptionSpec.of("IC", ValueKind.WORD, "information criteria")
                        .alias("INFOCRIT")
                        .oneOf("NONE", "PQ", "Q")
                        .otherwise("Q"),
                OptionSpec.of("NAMELEN", ValueKind.INTEGER, "length of effect names")
                        .withStatus(Status.KNOWN),
                OptionSpec.of("SINGULAR", ValueKind.NUMBER, "tolerance for aliased columns")
                        .otherwise("1E-12")));
        for (String flag : List.of("CHOLESKY", "CHOL", "INITGLM", "NOINITGLM", "STARTGLM", "NOPROFILE", "PROFILE")) {
            all.add(OptionSpec.flag(flag, "steers a search that is not needed here")
                    .withStatus(Status.NO_EFFECT));
        }
        for (String number : List.of("FDIGITS", "SCORING", "SINGCHOL", "SINGRES")) {
            all.add(OptionSpec.of(number, ValueKind.NUMBER, "steers a search that is not needed here")
                    .withStatus(Status.NO_EFFECT));
        }
        all.add(OptionSpec.of("INITITER", ValueKind.OPTIONAL_NUMBER, "steers a search that is not needed here")
                .withStatus(Status.NO_EFFECT));
        all.add(OptionSpec.known("ABSPCONV", ValueKind.NUMBER));
        all.add(OptionSpec.of("PCONV", ValueKind.NUMBER, "relative change at which pseudo-likelihood ends")
                .otherwise("1.11022E-8"));
        all.add(OptionSpec.of("MAXLMMUPDATE", ValueKind.NUMBER, "largest number of updates of the pseudo-response")
                .alias("MAXOPT")
                .otherwise("100"));
        all.add(OptionSpec.flag("ITDETAILS", "parameters and gradient of each step of the search"));
        for (String flag : List.of("LIST", "NOBSDETAIL", "SCOREMOD")) {
            all.add(OptionSpec.known(flag, ValueKind.FLAG));
        }
        all.add(OptionSpec.flag("HESSIAN", "negative Hessian of the log likelihood"));
        all.add(OptionSpec.flag("NOBOUND", "variances may be negative"));
        all.add(OptionSpec.flag("NOFIT", "only the tables before the fit"));
        all.add(OptionSpec.flag("NOREML", "maximum rather than residual pseudo-likelihood"));
        all.add(OptionSpec.flag("EXPHESSIAN", "standard errors from the expected information"));
        all.add(OptionSpec.of("OUTDESIGN", ValueKind.OPTIONAL_DATA_SET, "data set with the columns of X and Z")
                .with(
                        OptionSpec.flag("NAMES", "table of the columns"),
                        OptionSpec.flag("NOMISS", "only rows used in the fit"),
                        OptionSpec.flag("NOVAR", "without the variables of the input"),
                        OptionSpec.of("X", ValueKind.OPTIONAL_NAME, "columns of X, and how their names begin")
                                .otherwise("_X"),
                        OptionSpec.of("Z", ValueKind.OPTIONAL_NAME, "columns of Z, and how their names begin")
                                .otherwise("_Z")));
        all.add(OptionSpec.of("SUBGRADIENT", ValueKind.DATA_SET, "data set with the gradient of each subject")
                .alias("SUBGRAD"));
        all.add(OptionSpec.known("PLOTS", ValueKind.SUBOPTIONS));
        return all;
    }

    private static OptionSpec[] quadratureOptions() {
        List<OptionSpec> all = new ArrayList<>(List.of(
                OptionSpec.of("QPOINTS", ValueKind.INTEGER, "points per random effect")
                        .otherwise("found by a search"),
                OptionSpec.of("QMAX", ValueKind.INTEGER, "largest number of points tried")
                        .otherwise("31"),
                OptionSpec.of("QMIN", ValueKind.INTEGER, "smallest number of points tried")
                        .otherwise("1"),
                OptionSpec.of("QTOL", ValueKind.NUMBER, "relative change at which the search stops")
                        .otherwise("1E-4"),
                OptionSpec.flag("QCHECK", "fit with more points too and compare"),
                OptionSpec.flag("NOAD", "extension: nodes around zero, scaled by G alone (nonadaptive quadrature)"),
                OptionSpec.flag("NOADSCALE", "extension: nodes around the conditional modes, scaled by G alone"),
                OptionSpec.flag("FASTQUAD", "nested subjects one level at a time, as is always done")
                        .alias("FQ")
                        .withStatus(Status.NO_EFFECT)));
        all.add(OptionSpec.of("QFAC", ValueKind.INTEGER, "by how many points the search goes on beyond 11")
                .otherwise("10"));
        for (String number : List.of("EBSSFRAC", "EBSSTOL", "EBSTEPS", "EBSUBSTEPS", "EBTOL")) {
            all.add(OptionSpec.of(number, ValueKind.NUMBER, "steers a search that is not needed here")
                    .withStatus(Status.NO_EFFECT));
        }
        all.add(OptionSpec.flag("EBDETAILS", "how the searches for the conditional modes ended"));
        all.add(OptionSpec.flag("NOINITPL", "start from the model without random effects")
                .withStatus(Status.NO_EFFECT));
        all.add(OptionSpec.of("INITPL", ValueKind.OPTIONAL_NUMBER, "start after so many updates by pseudo-likelihood"));
        return all.toArray(OptionSpec[]::new);
    }

    private static List<StatementSpec> statements() {
        OptionSpec reference = OptionSpec.of("REF", ValueKind.TEXT_OR_WORD, "reference level")
                .oneOf("FIRST", "LAST")
                .otherwise("LAST");
        List<StatementSpec> all = new ArrayList<>(List.of(
                StatementSpec.of("CLASS", StatementForm.VARIABLES, "classification variables")
                        .alias("CLASSES")
                        .itemOptions(reference)
                        .slash(
                                reference,
                                OptionSpec.of(
                                        "TRUNCATE", ValueKind.OPTIONAL_NUMBER, "tell levels apart by 16 characters")),
                model(),
                random(),
                StatementSpec.of("STORE", StatementForm.DATA_SET, "keep the fit in an item store")
                        .slash(OptionSpec.of("LABEL", ValueKind.TEXT, "label of the store")),
                StatementSpec.of("ID", StatementForm.VARIABLES, "variables of the input in the data set of OUTPUT"),
                StatementSpec.of("FREQ", StatementForm.VARIABLES, "variable that counts rows"),
                EffectStatement.spec(),
                SearchOptions.statement(),
                CovarianceStart.statement(),
                CovarianceTest.statement(),
                output()));
        PostFitStatements.all(Dialect.MIXED).forEach(s -> all.add(withCategories(s)));
        for (String word : List.of(
                "IF", "ELSE", "DO", "END", "ARRAY", "SELECT", "WHEN", "OTHERWISE", "CALL", "DELETE", "RETURN", "PUT")) {
            all.add(StatementSpec.of(word, StatementForm.PROGRAM, "programming statement that makes variables"));
        }
        for (String name : List.of("CODE", "EFFECTPLOT")) {
            all.add(StatementSpec.known(name));
        }
        all.add(StatementSpec.of("WEIGHT", StatementForm.VARIABLES, "variable that weighs rows"));
        return all;
    }

    /** ESTIMATE and CONTRAST of a nominal response. */
    private static StatementSpec withCategories(StatementSpec spec) {
        if (!List.of("ESTIMATE", "CONTRAST").contains(spec.name())) {
            return spec;
        }
        List<OptionSpec> options = new ArrayList<>(spec.slashOptions());
        options.add(OptionSpec.flag("BYCATEGORY", "each response category by itself")
                .alias("BYCAT"));
        return spec.slash(options.toArray(OptionSpec[]::new));
    }

    private static StatementSpec model() {
        return StatementSpec.of("MODEL", StatementForm.MODEL, "response = fixed effects")
                .itemOptions(
                        OptionSpec.flag("DESCENDING", "reverse the order of response levels")
                                .alias("DESC"),
                        OptionSpec.of("EVENT", ValueKind.TEXT_OR_WORD, "level whose probability is modelled"),
                        OptionSpec.of("REFERENCE", ValueKind.TEXT_OR_WORD, "the other level")
                                .alias("REF"),
                        OptionSpec.of("ORDER", ValueKind.WORD, "order of response levels")
                                .oneOf("DATA", "FORMATTED", "FREQ", "INTERNAL"))
                .slash(
                        OptionSpec.of("DIST", ValueKind.WORD, "distribution of the response")
                                .otherwise("NORMAL, or by LINK= and the levels of the response")
                                .alias("D", "DISTRIBUTION", "ERROR")
                                .oneOf(
                                        "BINARY",
                                        "BINOMIAL~BIN~B",
                                        "POISSON~POI~P",
                                        "NEGBINOMIAL~NEGBIN~NB",
                                        "GAMMA~GAM",
                                        "INVGAUSS~IG~IGAUSSIAN",
                                        "BETA",
                                        "NORMAL~GAUSSIAN~GAUSS~N",
                                        "EXPONENTIAL~EXPO",
                                        "GEOMETRIC~GEOM",
                                        "LOGNORMAL~LOGN",
                                        "TCENTRAL~T",
                                        "MULTINOMIAL~MULTI~MULT",
                                        "BYOBS")
                                .with(OptionSpec.of(
                                        ParenthesizedValues.NAME,
                                        ValueKind.VALUES,
                                        "degrees of freedom of T, variable of BYOBS")),
                        OptionSpec.of("LINK", ValueKind.WORD, "link function")
                                .oneOf(
                                        "LOGIT",
                                        "PROBIT",
                                        "CLOGLOG~CLL",
                                        "LOGLOG",
                                        "CAUCHIT",
                                        "LOG",
                                        "IDENTITY~ID",
                                        "CUMLOGIT~CLOGIT",
                                        "CUMPROBIT~CPROBIT",
                                        "CUMCLL~CCLL",
                                        "CUMLOGLOG",
                                        "GLOGIT~GENLOGIT",
                                        "POWER",
                                        "POWERMINUS2",
                                        "RECIPROCAL~INVERSE",
                                        "BYOBS")
                                .with(OptionSpec.of(ParenthesizedValues.NAME, ValueKind.VALUES, "power")),
                        OptionSpec.of("OFFSET", ValueKind.VARIABLE, "variable added to the linear predictor"),
                        OptionSpec.flag("NOINT", "no intercept"),
                        OptionSpec.flag("SOLUTION", "fixed-effects estimates").alias("S"),
                        OptionSpec.flag("ODDSRATIO", "odds ratios")
                                .alias("OR")
                                .with(
                                        OptionSpec.of("AT", ValueKind.SETTINGS, "reference values of covariates"),
                                        OptionSpec.of("UNIT", ValueKind.SETTINGS, "offsets of covariates")
                                                .alias("UNITS")
                                                .otherwise("1"),
                                        OptionSpec.of("DIFF", ValueKind.WORD, "which levels are compared")
                                                .oneOf("ALL", "FIRST", "LAST")
                                                .otherwise("LAST"),
                                        OptionSpec.flag("LABEL", "comparison as text")),
                        OptionSpec.flag("CL", "confidence limits"),
                        ALPHA,
                        OptionSpec.flag("MARGINAL", "population-averaged estimates")
                                .withStatus(Status.EXTENSION),
                        OptionSpec.flag("CHISQ", "chi-square tests too"),
                        OptionSpec.flag("COVB", "covariance of the estimates")
                                .with(OptionSpec.flag("DETAILS", "the model-based one too")),
                        OptionSpec.flag("CORRB", "correlation of the estimates"),
                        OptionSpec.flag("INTERCEPT", "test of the intercept").alias("INT"),
                        OptionSpec.of("DDFM", ValueKind.WORD, "denominator degrees of freedom")
                                .oneOf(
                                        "CONTAIN~CON",
                                        "RESIDUAL~RES",
                                        "NONE",
                                        "BETWITHIN~BW",
                                        "SATTERTHWAITE~SAT~SATTERTH",
                                        "KENWARDROGER~KR~KENROG",
                                        "KENWARDROGER2~KR2")
                                .with(OptionSpec.flag("FIRSTORDER", "without second derivatives of V")
                                        .alias("LINEAR")),
                        OptionSpec.of("HTYPE", ValueKind.NUMBERS, "types of tests: 1, 2, 3"),
                        OptionSpec.of("DDF", ValueKind.NUMBERS, "denominators of the effects in order"),
                        OptionSpec.flag("COVBI", "inverse of the covariance of the estimates"),
                        OptionSpec.flag("E", "coefficients of the tests"),
                        OptionSpec.flag("E1", "coefficients of the Type I tests"),
                        OptionSpec.flag("E2", "coefficients of the Type II tests"),
                        OptionSpec.flag("E3", "coefficients of the Type III tests"),
                        OptionSpec.flag("STDCOEF", "coefficients of centred and scaled columns"),
                        OptionSpec.of("LWEIGHT", ValueKind.WORD, "weights in the coefficients of tests of Types 1 to 3")
                                .oneOf("FIRSTORDER~FIRO", "NONE", "VAR")
                                .otherwise("VAR"),
                        OptionSpec.of(
                                "OBSWEIGHT", ValueKind.VARIABLE, "variable that weighs rows of a multilevel model"),
                        OptionSpec.of("REFLINP", ValueKind.NUMBER, "predictor of the reference of generalized logits")
                                .otherwise("0"),
                        OptionSpec.of("NOCENTER", ValueKind.FLAG, "no centring").withStatus(Status.NO_EFFECT),
                        OptionSpec.of("ZETA", ValueKind.NUMBER, "tolerance of estimable functions")
                                .withStatus(Status.NO_EFFECT));
    }

    private static StatementSpec random() {
        return StatementSpec.of("RANDOM", StatementForm.EFFECTS, "random effects")
                .slash(
                        OptionSpec.of("SUBJECT", ValueKind.EFFECT, "independent subjects")
                                .alias("SUB"),
                        StructureOption.spec(),
                        OptionSpec.flag("SOLUTION", "conditional modes of the random effects")
                                .alias("S"),
                        OptionSpec.flag("G", "covariance matrix of the random effects"),
                        OptionSpec.flag("GCORR", "their correlation matrix"),
                        OptionSpec.flag("CL", "confidence limits of the conditional modes"),
                        ALPHA,
                        OptionSpec.of("GROUP", ValueKind.EFFECT, "a covariance matrix for each level")
                                .alias("GRP"),
                        OptionSpec.flag("RESIDUAL", "covariance of the residuals, not of random effects")
                                .alias("RSIDE"),
                        OptionSpec.flag("GC", "Cholesky root of G"),
                        OptionSpec.flag("GCI", "inverse of the Cholesky root of G"),
                        OptionSpec.flag("GI", "inverse of G"),
                        OptionSpec.known("GCOORD", ValueKind.DATA_SET),
                        OptionSpec.of("LDATA", ValueKind.DATA_SET, "the matrices of TYPE=LIN"),
                        OptionSpec.of("WEIGHT", ValueKind.VARIABLE, "variable that weighs the subjects")
                                .alias("WT"),
                        refused("KNOTMETHOD", ValueKind.WORD)
                                .with(
                                        OptionSpec.known("BUCKET", ValueKind.NUMBER),
                                        OptionSpec.known("KNOTTYPE", ValueKind.WORD),
                                        OptionSpec.known("NEAREST", ValueKind.FLAG),
                                        OptionSpec.known("TREEINFO", ValueKind.FLAG),
                                        OptionSpec.known(ParenthesizedValues.NAME, ValueKind.VALUES)),
                        OptionSpec.known("KNOTINFO", ValueKind.FLAG),
                        OptionSpec.known("KNOTMAX", ValueKind.NUMBER),
                        OptionSpec.known("KNOTMIN", ValueKind.NUMBER),
                        OptionSpec.of(
                                "V", ValueKind.OPTIONAL_NUMBERS, "covariance matrix of the responses of a subject"),
                        OptionSpec.of("VC", ValueKind.OPTIONAL_NUMBERS, "its Cholesky root"),
                        OptionSpec.of("VCORR", ValueKind.OPTIONAL_NUMBERS, "their correlation matrix"),
                        OptionSpec.of("VCI", ValueKind.OPTIONAL_NUMBERS, "inverse of the Cholesky root of V"),
                        OptionSpec.of("VI", ValueKind.OPTIONAL_NUMBERS, "inverse of V"),
                        OptionSpec.of("NOFULLZ", ValueKind.FLAG, "drop zero columns of Z")
                                .withStatus(Status.NO_EFFECT));
    }

    private static StatementSpec output() {
        OptionSpec[] scales = {
            OptionSpec.flag("BLUP", "with the random effects"),
            OptionSpec.flag("NOBLUP", "without the random effects"),
            OptionSpec.flag("ILINK", "on the scale of the mean"),
            OptionSpec.flag("NOILINK", "on the scale of the linear predictor")
        };
        return StatementSpec.of("OUTPUT", StatementForm.OPTIONS, "data set of predictions")
                .options(
                        OptionSpec.of("OUT", ValueKind.DATA_SET, "the data set"),
                        OptionSpec.of("PREDICTED", ValueKind.OPTIONAL_NAME, "prediction")
                                .alias("PRED", "P")
                                .with(scales),
                        OptionSpec.of("RESIDUAL", ValueKind.OPTIONAL_NAME, "residual")
                                .alias("RESID", "R")
                                .with(scales),
                        OptionSpec.of("PEARSON", ValueKind.OPTIONAL_NAME, "Pearson residual")
                                .with(scales),
                        OptionSpec.of("STDERR", ValueKind.OPTIONAL_NAME, "standard error of prediction")
                                .alias("STD")
                                .with(scales),
                        OptionSpec.of("LCL", ValueKind.OPTIONAL_NAME, "lower limit of the prediction")
                                .with(scales),
                        OptionSpec.of("UCL", ValueKind.OPTIONAL_NAME, "upper limit of the prediction")
                                .with(scales),
                        OptionSpec.of("STUDENT", ValueKind.OPTIONAL_NAME, "studentized residual")
                                .with(scales),
                        OptionSpec.of("VARIANCE", ValueKind.OPTIONAL_NAME, "variance")
                                .alias("VAR")
                                .with(scales))
                .slash(
                        OptionSpec.flag("ALLSTATS", "all statistics of all kinds"),
                        ALPHA,
                        OptionSpec.flag("NOUNIQUE", "a new variable replaces one of the same name"),
                        OptionSpec.flag("NOMISS", "only rows used in the fit"),
                        OptionSpec.known("SYMBOLS", ValueKind.FLAG),
                        OptionSpec.known("DERIVATIVES", ValueKind.FLAG),
                        OptionSpec.flag(
                                "CPSEUDO", "marginal residuals from the pseudo-responses about the random effects"),
                        OptionSpec.flag("OBSCAT", "multinomial: only the row of the category observed"),
                        OptionSpec.flag("NOVAR", "without the variables of the input"));
    }
}
