package hermite.sas.proc.marginal.binding;

import static hermite.sas.vocabulary.OptionSpec.flag;
import static hermite.sas.vocabulary.OptionSpec.known;

import hermite.sas.proc.ClassStatement;
import hermite.sas.proc.ParenthesizedValues;
import hermite.sas.proc.construct.EffectStatement;
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

/** The statements and options of PROC GENMOD. */
public final class GenmodSyntax {
    private static final List<String> LINKS = List.of(
            "IDENTITY~ID",
            "LOG",
            "LOGIT",
            "PROBIT",
            "CLOGLOG~CLL",
            "LOGLOG",
            "POWER",
            "CUMLOGIT~CLOGIT",
            "CUMPROBIT~CPROBIT",
            "CUMCLL~CCLL");

    private GenmodSyntax() {}

    public static ProcedureSpec spec() {
        return new ProcedureSpec(
                "GENMOD",
                "The GENMOD Procedure",
                List.of(
                        OptionSpec.of("DATA", ValueKind.DATA_SET, "input data set")
                                .otherwise("the last one created"),
                        flag("DESCENDING", "reverse the order of the response levels")
                                .alias("DESCEND", "DESC"),
                        known("EXACTONLY", ValueKind.FLAG),
                        OptionSpec.of("NAMELEN", ValueKind.INTEGER, "width of effect names, 20 to 200")
                                .otherwise("20"),
                        ClassStatement.order("ORDER", "order of CLASS levels"),
                        ClassStatement.order("RORDER", "order of response levels"),
                        known("PLOTS", ValueKind.SUBOPTIONS).alias("PLOT")),
                List.of(
                        StatementSpec.known("ASSESS"),
                        StatementSpec.known("BAYES"),
                        ClassStatement.spec(),
                        StatementSpec.known("CODE"),
                        PostFitStatements.contrast(Dialect.GENMOD),
                        StatementSpec.refused("DEVIANCE"),
                        EffectStatement.spec(),
                        StatementSpec.known("EFFECTPLOT"),
                        PostFitStatements.estimate(Dialect.GENMOD),
                        StatementSpec.known("EXACT"),
                        StatementSpec.known("EXACTOPTIONS"),
                        StatementSpec.of("FREQ", StatementForm.VARIABLES, "how often each observation counts"),
                        StatementSpec.of("FWDLINK", StatementForm.EXPRESSION, "a link of one's own: v = g(_MEAN_)"),
                        StatementSpec.of("INVLINK", StatementForm.EXPRESSION, "its inverse: v = h(_XBETA_)"),
                        PostFitStatements.leastSquaresMeans(),
                        PostFitStatements.leastSquaresMeanEstimate(),
                        model(),
                        output(),
                        repeated(),
                        PostFitStatements.slice(),
                        StatementSpec.of("STORE", StatementForm.DATA_SET, "keep the fit in an item store")
                                .slash(OptionSpec.of("LABEL", ValueKind.TEXT, "label of the store")),
                        StatementSpec.known("STRATA"),
                        StatementSpec.refused("VARIANCE"),
                        StatementSpec.of("WEIGHT", StatementForm.VARIABLES, "weights")
                                .alias("SCWGT"),
                        StatementSpec.of("ZEROMODEL", StatementForm.EFFECTS, "probability of extra zeros")
                                .slash(OptionSpec.of("LINK", ValueKind.WORD, "its link")
                                        .oneOf("LOGIT", "PROBIT", "CLOGLOG~CLL")
                                        .otherwise("LOGIT"))),
                false,
                "generalized linear models and generalized estimating equations");
    }

    /**
     * The MODEL statement.
     *
     * @param links that a procedure has beyond those of GENMOD
     */
    public static StatementSpec model(String... links) {
        List<String> all = new ArrayList<>(LINKS);
        all.addAll(List.of(links));
        return StatementSpec.of("MODEL", StatementForm.MODEL, "response and effects")
                .itemOptions(
                        OptionSpec.of("EVENT", ValueKind.TEXT_OR_WORD, "response level that is modelled")
                                .oneOf("FIRST", "LAST"),
                        flag("DESCENDING", "reverse the order of the response levels")
                                .alias("DESC", "DESCEND"),
                        ClassStatement.order("ORDER", "order of response levels"),
                        OptionSpec.of("REF", ValueKind.TEXT_OR_WORD, "response level that is not modelled")
                                .alias("REFERENCE")
                                .oneOf("FIRST", "LAST"))
                .slash(
                        OptionSpec.of(
                                "AGGREGATE",
                                ValueKind.OPTIONAL_VARIABLES,
                                "subpopulations for deviance and chi-square"),
                        OptionSpec.of("ALPHA", ValueKind.NUMBER, "1 - confidence level")
                                .alias("ALPH", "A")
                                .otherwise("0.05"),
                        OptionSpec.of("CICONV", ValueKind.NUMBER, "convergence of profile limits")
                                .otherwise("1E-4"),
                        flag("CL", "limits in the table of observation statistics"),
                        OptionSpec.of("CODING", ValueKind.WORD, "effect coding of all class variables")
                                .oneOf("EFFECT", "FULLRANK"),
                        OptionSpec.of("CONVERGE", ValueKind.NUMBER, "convergence of parameters"),
                        OptionSpec.of("CONVH", ValueKind.NUMBER, "convergence of the Hessian")
                                .withStatus(Status.NO_EFFECT),
                        flag("CORRB", "correlation matrix of estimates"),
                        flag("COVB", "covariance matrix of estimates"),
                        OptionSpec.of(
                                        "DIAGNOSTICS",
                                        ValueKind.OPTIONAL_WORD,
                                        "deletion statistics in the table of observation statistics")
                                .alias("INFLUENCE")
                                .oneOf("INFLUENCE"),
                        OptionSpec.of("DIST", ValueKind.WORD, "distribution")
                                .alias("D", "ERROR", "ERR")
                                .oneOf(
                                        "NORMAL~NOR~N",
                                        "BINOMIAL~BIN~B",
                                        "POISSON~POI~P",
                                        "GAMMA~GAM~G",
                                        "IGAUSSIAN~IG",
                                        "NEGBIN~NB",
                                        "GEOMETRIC~GEOM",
                                        "MULTINOMIAL~MULT",
                                        "ZIP",
                                        "ZINB",
                                        "TWEEDIE")
                                .with(
                                        OptionSpec.of("P", ValueKind.NUMBER, "power of a Tweedie variance, 1 to 2")
                                                .otherwise("estimated"),
                                        OptionSpec.of("INITIALP", ValueKind.NUMBER, "power to start from")
                                                .withStatus(Status.NO_EFFECT),
                                        OptionSpec.of("EPSILON", ValueKind.NUMBER, "accuracy of the density")
                                                .withStatus(Status.NO_EFFECT),
                                        known("OFFSET", ValueKind.NUMBER),
                                        known("OPTMETHOD", ValueKind.WORD),
                                        known("NTHREADS", ValueKind.INTEGER))
                                .otherwise("NORMAL; BINOMIAL for events/trials"),
                        flag("DSCALE", "same as SCALE=DEVIANCE"),
                        known("EXACTMAX", ValueKind.OPTIONAL_NUMBER),
                        flag("EXPECTED", "covariance from the expected information"),
                        OptionSpec.of("ID", ValueKind.VARIABLE, "names observations in their table"),
                        OptionSpec.of(
                                "INITIAL", ValueKind.NUMBERS, "starting values of all parameters but the intercept"),
                        OptionSpec.of(
                                "INTERCEPT",
                                ValueKind.NUMBERS,
                                "starting value of the intercept, or of each; with NOINT the constant in its place"),
                        flag("ITPRINT", "iterations, last gradient and Hessian"),
                        OptionSpec.of("LINK", ValueKind.WORD, "link function")
                                .oneOf(all.toArray(String[]::new))
                                .with(OptionSpec.of(ParenthesizedValues.NAME, ValueKind.VALUES, "power"))
                                .otherwise("by distribution"),
                        flag("LOGNB", "dispersion of a negative binomial on the log scale; it always is")
                                .withStatus(Status.NO_EFFECT),
                        flag("LRCI", "profile likelihood limits"),
                        OptionSpec.of("MAXITER", ValueKind.INTEGER, "most iterations")
                                .alias("MAXIT")
                                .otherwise("50"),
                        flag("NOINT", "no intercept"),
                        flag("NOLOGSCALE", "Wald limits of the scale on its own scale"),
                        flag("NOSCALE", "hold the scale at SCALE="),
                        flag("OBSTATS", "table of observation statistics"),
                        OptionSpec.of("OFFSET", ValueKind.VARIABLE, "added to the linear predictor"),
                        flag("PREDICTED", "predicted values of each observation")
                                .alias("PRED", "P"),
                        flag("PSCALE", "same as SCALE=PEARSON"),
                        flag("RESIDUALS", "residuals of each observation").alias("RESIDUAL", "R"),
                        OptionSpec.of("SCALE", ValueKind.NUMBER_OR_WORD, "scale")
                                .oneOf("PEARSON~P", "DEVIANCE~D"),
                        OptionSpec.of("SCORING", ValueKind.INTEGER, "Fisher scoring steps")
                                .withStatus(Status.NO_EFFECT),
                        OptionSpec.of("SINGULAR", ValueKind.NUMBER, "pivot tolerance"),
                        flag("TYPE1", "tests of effects in their order"),
                        flag("TYPE3", "test of each effect"),
                        flag("TYPE3COEF", "coefficients of the Type 3 hypotheses"),
                        flag("WALD", "Wald statistics for TYPE3"),
                        flag("WALDCI", "Wald limits (they are the default)"),
                        flag("XVARS", "covariates in the table of observation statistics"));
    }

    private static StatementSpec output() {
        OptionSpec[] options = {
            OptionSpec.of("OUT", ValueKind.DATA_SET, "output data set").otherwise("DATAn"),
            OptionSpec.of("PREDICTED", ValueKind.OPTIONAL_NAME, "mean").alias("PRED", "PROB", "P"),
            OptionSpec.of("XBETA", ValueKind.OPTIONAL_NAME, "linear predictor"),
            OptionSpec.of("STDXBETA", ValueKind.OPTIONAL_NAME, "its standard error")
                    .alias("STD"),
            OptionSpec.of("LOWER", ValueKind.OPTIONAL_NAME, "lower limit of the mean")
                    .alias("L"),
            OptionSpec.of("UPPER", ValueKind.OPTIONAL_NAME, "upper limit of the mean")
                    .alias("U"),
            OptionSpec.of("RESRAW", ValueKind.OPTIONAL_NAME, "raw residual"),
            OptionSpec.of("RESCHI", ValueKind.OPTIONAL_NAME, "Pearson residual"),
            OptionSpec.of("RESDEV", ValueKind.OPTIONAL_NAME, "deviance residual"),
            OptionSpec.of("HESSWGT", ValueKind.OPTIONAL_NAME, "weight in the information")
                    .alias("HESSIANWGT"),
            OptionSpec.of("RESLIK", ValueKind.OPTIONAL_NAME, "likelihood residual"),
            OptionSpec.of("STDRESCHI", ValueKind.OPTIONAL_NAME, "standardized Pearson residual"),
            OptionSpec.of("STDRESDEV", ValueKind.OPTIONAL_NAME, "standardized deviance residual"),
            OptionSpec.of("COOKSD", ValueKind.OPTIONAL_NAME, "Cook's distance").alias("COOKD", "DOBS"),
            OptionSpec.of("LEVERAGE", ValueKind.OPTIONAL_NAME, "leverage").alias("H"),
            OptionSpec.of("DFBETA", ValueKind.NAMES, "change of estimates without the observation")
                    .alias("DBETA"),
            OptionSpec.of("DFBETAS", ValueKind.NAMES, "the same in standard errors")
                    .alias("DBETAS"),
            OptionSpec.of("CLUSTER", ValueKind.OPTIONAL_NAME, "number of the cluster"),
            OptionSpec.of("CLEVERAGE", ValueKind.OPTIONAL_NAME, "leverage of the cluster")
                    .alias("CLUSTERH", "CH"),
            OptionSpec.of("CLUSTERCOOKSD", ValueKind.OPTIONAL_NAME, "Cook's distance of the cluster")
                    .alias("CLUSTERCOOKD", "CCOOKSD", "CCOOKD", "DCLS"),
            OptionSpec.of("MCLUSTERDFIT", ValueKind.OPTIONAL_NAME, "studentized change of the fit without the cluster")
                    .alias("CLUSTERDFIT", "CDFIT", "MCLS"),
            OptionSpec.of("DFBETAC", ValueKind.NAMES, "change of each parameter without the cluster")
                    .alias("DBETAC"),
            OptionSpec.of("DFBETACS", ValueKind.NAMES, "the same in standard errors")
                    .alias("DBETACS"),
            OptionSpec.of("LEVEL", ValueKind.OPTIONAL_NAME, "level of a multinomial response"),
            known("CUMULATIVE", ValueKind.OPTIONAL_NAME),
            OptionSpec.of("PZERO", ValueKind.OPTIONAL_NAME, "probability of an extra zero")
        };
        return StatementSpec.of("OUTPUT", StatementForm.OPTIONS, "data set with a row an observation")
                .options(options)
                .slash(OptionSpec.of("ALPHA", ValueKind.NUMBER, "1 - confidence level")
                        .otherwise("0.05"));
    }

    /** The REPEATED statement. */
    public static StatementSpec repeated() {
        return StatementSpec.of("REPEATED", StatementForm.OPTIONS, "clusters and their working correlation")
                .options(OptionSpec.of("SUBJECT", ValueKind.EFFECT, "effect that names the clusters")
                        .alias("SUB"))
                .slash(
                        OptionSpec.of("ALPHAINIT", ValueKind.NUMBERS, "starting log odds ratios")
                                .otherwise("0.01"),
                        OptionSpec.of("CONVERGE", ValueKind.NUMBER, "convergence of parameters")
                                .otherwise("1E-4"),
                        flag("CORRB", "both correlation matrices of the estimates"),
                        flag("CORRW", "working correlation matrix"),
                        flag("COVB", "both covariance matrices of the estimates"),
                        flag("ECORRB", "empirical correlation matrix"),
                        flag("ECOVB", "empirical covariance matrix"),
                        OptionSpec.of("COVARIANCE", ValueKind.WORD, "empirical covariance corrected for few clusters")
                                .oneOf("KC", "MD", "FG", "MBN")
                                .withStatus(Status.EXTENSION),
                        flag("CRITERIA", "CIC and Rotnitzky-Jewell criteria too")
                                .withStatus(Status.EXTENSION),
                        OptionSpec.of("DDFM", ValueKind.WORD, "degrees of freedom of tests with COVARIANCE=")
                                .oneOf("NONE", "CLUSTERS", "SATTERTHWAITE")
                                .otherwise("CLUSTERS")
                                .withStatus(Status.EXTENSION),
                        OptionSpec.of(
                                        "GLOBALOR",
                                        ValueKind.WORD,
                                        "structure of the global odds ratios of ordinal responses")
                                .oneOf("EXCH", "FULLCLUST", "LOGORVAR", "NEST1", "NESTK", "ZFULL", "ZREP")
                                .with(OptionSpec.of(
                                        ParenthesizedValues.NAME,
                                        ValueKind.VALUES,
                                        "variable of LOGORVAR, rows of ZREP"))
                                .withStatus(Status.EXTENSION),
                        flag("GLOBALORCUTS", "global odds ratios differ by the pair of cuts of the response levels")
                                .withStatus(Status.EXTENSION),
                        OptionSpec.of(
                                "INITIAL", ValueKind.NUMBERS, "starting values of all parameters but the intercept"),
                        OptionSpec.of(
                                "INTERCEPT",
                                ValueKind.NUMBER,
                                "starting value of the intercept; with NOINT the constant in its place"),
                        OptionSpec.of("LOGOR", ValueKind.WORD, "structure of the log odds ratios")
                                .oneOf("EXCH", "FULLCLUST", "LOGORVAR", "NEST1", "NESTK", "ZFULL", "ZREP")
                                .with(OptionSpec.of(
                                        ParenthesizedValues.NAME,
                                        ValueKind.VALUES,
                                        "variable of LOGORVAR, rows of ZREP")),
                        OptionSpec.of("MAXITER", ValueKind.INTEGER, "most iterations")
                                .alias("MAXIT")
                                .otherwise("50"),
                        flag("MCORRB", "model-based correlation matrix"),
                        flag("MCOVB", "model-based covariance matrix"),
                        flag("MODELSE", "estimates with model-based standard errors too"),
                        flag("PRINTMLE", "show the initial fit"),
                        OptionSpec.of("RUPDATE", ValueKind.INTEGER, "iterations between updates of the correlation")
                                .otherwise("1"),
                        flag("SORTED", "the data are grouped by subject").withStatus(Status.NO_EFFECT),
                        OptionSpec.of("SUBCLUSTER", ValueKind.VARIABLE, "sub-clusters of NEST1 and NESTK")
                                .alias("SUBCLUST"),
                        OptionSpec.of("TYPE", ValueKind.WORD, "working correlation")
                                .alias("CORR")
                                .oneOf(
                                        "IND~INDEP~INDEPENDENT",
                                        "EXCH~CS~EXCHANGEABLE~EXCHANGE",
                                        "AR",
                                        "MDEP",
                                        "UN~UNSTR~UNSTRUCTURED",
                                        "USER~FIXED",
                                        "ARTIME")
                                .with(OptionSpec.of(
                                        ParenthesizedValues.NAME,
                                        ValueKind.VALUES,
                                        "lags of MDEP, matrix of USER, times of ARTIME (Hermite's own)"))
                                .otherwise("IND"),
                        known("V6CORR", ValueKind.FLAG),
                        OptionSpec.of("WITHINSUBJECT", ValueKind.EFFECT, "effect that names the occasions")
                                .alias("WITHIN"),
                        OptionSpec.of("YPAIR", ValueKind.VARIABLES, "its two variables that name the pair"),
                        OptionSpec.of("ZDATA", ValueKind.DATA_SET, "data set with the rows of the Z matrix"),
                        OptionSpec.of("ZROW", ValueKind.VARIABLES, "its variables"));
    }
}
