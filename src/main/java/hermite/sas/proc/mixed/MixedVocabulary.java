package hermite.sas.proc.mixed;

import hermite.sas.proc.ClassStatement;
import hermite.sas.proc.ParenthesizedValues;
import hermite.sas.proc.covariance.StructureOption;
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

/** Statements and options of PROC MIXED. */
final class MixedVocabulary {
    private static final OptionSpec ALPHA =
            OptionSpec.of("ALPHA", ValueKind.NUMBER, "1 - confidence level").otherwise("0.05");

    static final ProcedureSpec SPEC = new ProcedureSpec(
            "MIXED", "The Mixed Procedure", procedureOptions(), statements(), false, "fits linear mixed models");

    private MixedVocabulary() {}

    private static OptionSpec refused(String name, ValueKind kind) {
        return OptionSpec.of(name, kind, "not supported yet").withStatus(Status.REFUSED);
    }

    private static OptionSpec tolerance(String name) {
        return OptionSpec.of(name, ValueKind.NUMBER, "tolerance that is not needed here")
                .withStatus(Status.NO_EFFECT);
    }

    private static List<OptionSpec> procedureOptions() {
        List<OptionSpec> all = new ArrayList<>(List.of(
                OptionSpec.of("DATA", ValueKind.DATA_SET, "input data set").otherwise("the last one created"),
                OptionSpec.of("METHOD", ValueKind.WORD, "estimation method")
                        .oneOf("REML", "ML", "MIVQUE0", "TYPE1", "TYPE2", "TYPE3")
                        .otherwise("REML"),
                OptionSpec.flag("COVTEST", "standard errors and Z tests of covariance parameters"),
                OptionSpec.flag("EMPIRICAL", "sandwich covariance of the fixed effects"),
                ClassStatement.order("ORDER", "order of CLASS levels"),
                ALPHA,
                OptionSpec.of("NOCLPRINT", ValueKind.OPTIONAL_NUMBER, "no class level table"),
                OptionSpec.flag("NOITPRINT", "no iteration history"),
                OptionSpec.of("NAMELEN", ValueKind.INTEGER, "length of effect names")
                        .withStatus(Status.NO_EFFECT),
                OptionSpec.flag("NOBOUND", "variances may be negative"),
                OptionSpec.flag("NOPROFILE", "the residual variance is a parameter like the others")
                        .alias("SIGITER"),
                OptionSpec.of("CL", ValueKind.OPTIONAL_WORD, "confidence limits of covariance parameters")
                        .oneOf("WALD"),
                OptionSpec.flag("IC", "table of information criteria"),
                OptionSpec.known("PLOTS", ValueKind.SUBOPTIONS),
                OptionSpec.flag("ASYCOV", "covariance matrix of the covariance parameters"),
                OptionSpec.flag("ASYCORR", "their correlation matrix"),
                OptionSpec.flag("RATIO", "covariance parameters relative to the residual variance"),
                OptionSpec.flag("NOINFO", "no Model Information, Dimensions and Number of Observations"),
                OptionSpec.known("ITDETAILS", ValueKind.FLAG),
                OptionSpec.known("MMEQ", ValueKind.FLAG),
                OptionSpec.known("MMEQSOL", ValueKind.FLAG),
                OptionSpec.flag("INFO", "the tables of the model are always printed")
                        .withStatus(Status.NO_EFFECT)));
        all.add(OptionSpec.flag("DFBW", "degrees of freedom as by DDFM=BETWITHIN"));
        for (String flag : List.of("LOGNOTE", "ORDLIST", "UPDATE", "ABSOLUTE", "ANOVAF", "ORD", "RANKS")) {
            all.add(OptionSpec.known(flag, ValueKind.FLAG));
        }
        for (String number : List.of("CONVF", "CONVG", "CONVH", "MAXFUNC")) {
            all.add(OptionSpec.known(number, ValueKind.OPTIONAL_NUMBER));
        }
        all.add(OptionSpec.of("MAXITER", ValueKind.NUMBER, "largest number of iterations")
                .otherwise("100"));
        all.add(OptionSpec.of(
                "SCORING", ValueKind.OPTIONAL_NUMBER, "from 50 on, standard errors from the expected information"));
        return all;
    }

    private static List<StatementSpec> statements() {
        List<StatementSpec> all = new ArrayList<>(List.of(ClassStatement.spec(), model(), random(), repeated()));
        all.add(StatementSpec.of("WEIGHT", StatementForm.VARIABLES, "variable that weighs rows"));
        all.addAll(PostFitStatements.all(Dialect.MIXED));
        all.add(StatementSpec.of("PARMS", StatementForm.VALUE_GROUPS, "starting values of the covariance parameters")
                .slash(
                        OptionSpec.of("HOLD", ValueKind.NUMBERS, "parameters that keep their values")
                                .alias("EQCONS"),
                        OptionSpec.flag("NOITER", "no search: the values are the estimates"),
                        OptionSpec.of("LOWERB", ValueKind.NUMBERS, "lower bounds"),
                        OptionSpec.of("UPPERB", ValueKind.NUMBERS, "upper bounds"),
                        OptionSpec.flag("NOBOUND", "variances may be negative"),
                        OptionSpec.flag("RATIOS", "variances are given relative to the residual variance"),
                        OptionSpec.of("PARMSDATA", ValueKind.DATA_SET, "the values, as a data set")
                                .alias("PDATA"),
                        OptionSpec.of("NOPROFILE", ValueKind.FLAG, "all parameters are searched together")
                                .withStatus(Status.NO_EFFECT),
                        OptionSpec.known("NOPRINT", ValueKind.FLAG),
                        OptionSpec.of("LOGDETH", ValueKind.FLAG, "").withStatus(Status.KNOWN),
                        OptionSpec.of("OLS", ValueKind.FLAG, "start from ordinary least squares")
                                .withStatus(Status.NO_EFFECT)));
        all.add(StatementSpec.of("FREQ", StatementForm.VARIABLES, "variable that counts rows"));
        all.add(StatementSpec.of("ID", StatementForm.VARIABLES, "variables kept in OUTP= and OUTPM="));
        all.add(StatementSpec.of("STORE", StatementForm.DATA_SET, "keep the fit in an item store")
                .slash(OptionSpec.of("LABEL", ValueKind.TEXT, "label of the store")));
        for (String name : List.of("PRIOR", "CODE")) {
            all.add(StatementSpec.known(name));
        }
        return all;
    }

    private static StatementSpec model() {
        return StatementSpec.of("MODEL", StatementForm.MODEL, "response = fixed effects")
                .slash(
                        OptionSpec.flag("SOLUTION", "fixed-effects estimates").alias("S"),
                        OptionSpec.flag("CL", "confidence limits"),
                        ALPHA,
                        OptionSpec.flag("NOINT", "no intercept"),
                        OptionSpec.flag("CHISQ", "chi-square tests too"),
                        OptionSpec.flag("COVB", "covariance of the estimates"),
                        OptionSpec.flag("CORRB", "correlation of the estimates"),
                        OptionSpec.flag("INTERCEPT", "test of the intercept").alias("INT"),
                        OptionSpec.of("DDFM", ValueKind.WORD, "denominator degrees of freedom")
                                .alias("DFM")
                                .oneOf(
                                        "CONTAIN~CON",
                                        "RESIDUAL~RES",
                                        "NONE",
                                        "BETWITHIN~BW",
                                        "SATTERTHWAITE~SAT~SATTERTH",
                                        "KENWARDROGER~KR~KENROG~KENWARDROG",
                                        "KENWARDROGER2~KR2")
                                .with(OptionSpec.flag("FIRSTORDER", "without second derivatives of V")
                                        .alias("LINEAR"))
                                .otherwise("CONTAIN with RANDOM, BETWITHIN with REPEATED"),
                        OptionSpec.of("DDF", ValueKind.NUMBERS, "denominators of the effects in order"),
                        OptionSpec.of("HTYPE", ValueKind.NUMBERS, "types of tests: 1, 2, 3")
                                .otherwise("3"),
                        OptionSpec.of("OUTP", ValueKind.DATA_SET, "predictions with the random effects")
                                .alias("OUTPRED"),
                        OptionSpec.of("OUTPM", ValueKind.DATA_SET, "predictions of the fixed effects alone")
                                .alias("OUTPREDM"),
                        OptionSpec.flag("RESIDUAL", "scaled residuals in OUTP= and OUTPM="),
                        OptionSpec.flag("INFLUENCE", "what the estimates owe to rows and to sets of rows")
                                .with(
                                        OptionSpec.of("EFFECT", ValueKind.EFFECT, "sets are its levels"),
                                        OptionSpec.of("SIZE", ValueKind.NUMBER, "rows of a set: all tuples")
                                                .otherwise("1"),
                                        OptionSpec.of("ITER", ValueKind.NUMBER, "steps for the covariance parameters")
                                                .otherwise("0"),
                                        OptionSpec.flag("ESTIMATES", "estimates without the set")
                                                .alias("EST"),
                                        OptionSpec.of(
                                                "KEEP", ValueKind.NUMBER, "sets that are shown, the largest first"),
                                        OptionSpec.of("SELECT", ValueKind.NUMBERS, "numbers of the sets looked at"),
                                        OptionSpec.known("PRIORS", ValueKind.FLAG)),
                        OptionSpec.flag("VCIRY", "uncorrelated responses and residuals in OUTP= and OUTPM="),
                        OptionSpec.flag("COVBI", "inverse of the covariance of the estimates"),
                        OptionSpec.flag("E", "coefficients of the tests"),
                        OptionSpec.flag("E1", "coefficients of the Type 1 tests"),
                        OptionSpec.flag("E2", "coefficients of the Type 2 tests"),
                        OptionSpec.flag("E3", "coefficients of the Type 3 tests"),
                        OptionSpec.flag("CONTAIN", "the same as DDFM=CONTAIN"),
                        OptionSpec.of("ALPHAP", ValueKind.NUMBER, "1 - confidence level of OUTP= and OUTPM=")
                                .otherwise("ALPHA="),
                        OptionSpec.known("LCOMPONENTS", ValueKind.FLAG),
                        OptionSpec.known("FULLX", ValueKind.FLAG),
                        OptionSpec.known("XPVIX", ValueKind.FLAG),
                        OptionSpec.known("XPVIXI", ValueKind.FLAG),
                        tolerance("SINGCHOL"),
                        tolerance("SINGRES"),
                        tolerance("ZETA"),
                        OptionSpec.flag("NOTEST", "no tests of effects"),
                        OptionSpec.of("SINGULAR", ValueKind.NUMBER, "tolerance for aliased columns")
                                .otherwise("1E-12"));
    }

    private static StatementSpec random() {
        return StatementSpec.of("RANDOM", StatementForm.EFFECTS, "random effects")
                .slash(
                        OptionSpec.of("SUBJECT", ValueKind.EFFECT, "independent subjects")
                                .alias("SUB"),
                        StructureOption.spec(),
                        OptionSpec.of("GROUP", ValueKind.EFFECT, "parameters for each level")
                                .alias("GRP"),
                        OptionSpec.flag("SOLUTION", "predictions of the random effects")
                                .alias("S"),
                        OptionSpec.flag("CL", "confidence limits of the predictions"),
                        ALPHA,
                        OptionSpec.flag("G", "covariance matrix of the random effects"),
                        OptionSpec.flag("GCORR", "their correlation matrix"),
                        OptionSpec.flag("GC", "Cholesky root of G"),
                        OptionSpec.flag("GCI", "inverse of the Cholesky root of G"),
                        OptionSpec.flag("GI", "inverse of G"),
                        OptionSpec.of(
                                "V", ValueKind.OPTIONAL_NUMBERS, "covariance matrix of the responses of a subject"),
                        OptionSpec.of("VC", ValueKind.OPTIONAL_NUMBERS, "its Cholesky root"),
                        OptionSpec.of("VCI", ValueKind.OPTIONAL_NUMBERS, "inverse of its Cholesky root"),
                        OptionSpec.of(
                                "VCORR",
                                ValueKind.OPTIONAL_NUMBERS,
                                "correlation matrix of the responses of a subject"),
                        OptionSpec.of("VI", ValueKind.OPTIONAL_NUMBERS, "its inverse"),
                        OptionSpec.of("NOFULLZ", ValueKind.FLAG, "drop zero columns of Z")
                                .withStatus(Status.NO_EFFECT),
                        OptionSpec.of("GDATA", ValueKind.DATA_SET, "a known G: ROW, COL, VALUE or ROW, COL1 …"),
                        OptionSpec.of("LDATA", ValueKind.DATA_SET, "the matrices of TYPE=LIN"),
                        refused("RATIOS", ValueKind.FLAG));
    }

    private static StatementSpec repeated() {
        return StatementSpec.of("REPEATED", StatementForm.EFFECTS, "covariance of the residuals")
                .slash(
                        OptionSpec.of("SUBJECT", ValueKind.EFFECT, "independent subjects")
                                .alias("SUB"),
                        StructureOption.spec(),
                        OptionSpec.of("GROUP", ValueKind.EFFECT, "parameters for each level")
                                .alias("GRP"),
                        OptionSpec.of(
                                "R", ValueKind.OPTIONAL_NUMBERS, "covariance matrix of the residuals of a subject"),
                        OptionSpec.of("RCORR", ValueKind.OPTIONAL_NUMBERS, "their correlation matrix"),
                        OptionSpec.of("RC", ValueKind.OPTIONAL_NUMBERS, "Cholesky root of R"),
                        OptionSpec.of("RCI", ValueKind.OPTIONAL_NUMBERS, "inverse of the Cholesky root of R"),
                        OptionSpec.of("RI", ValueKind.OPTIONAL_NUMBERS, "inverse of R"),
                        OptionSpec.known("HLM", ValueKind.FLAG),
                        OptionSpec.known("HLPS", ValueKind.FLAG),
                        OptionSpec.of("LDATA", ValueKind.DATA_SET, "the matrices of TYPE=LIN"),
                        OptionSpec.of("LOCAL", ValueKind.OPTIONAL_WORD, "a further variance on the diagonal")
                                .oneOf("EXP", "POM")
                                .with(OptionSpec.of(
                                        ParenthesizedValues.NAME, ValueKind.VALUES, "effects of EXP, data set of POM")),
                        OptionSpec.known("SSCP", ValueKind.FLAG),
                        refused("LOCALW", ValueKind.FLAG),
                        refused("NONLOCALW", ValueKind.FLAG));
    }
}
