package hermite.sas.proc.mixed;

import hermite.sas.proc.ClassStatement;
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
    /** Suboption that stands for bare values in parentheses: {@code un(1)}. */
    static final String VALUES = "";

    private static final OptionSpec ALPHA =
            OptionSpec.of("ALPHA", ValueKind.NUMBER, "1 - confidence level").otherwise("0.05");

    static final ProcedureSpec SPEC = new ProcedureSpec(
            "MIXED", "The Mixed Procedure", procedureOptions(), statements(), false, "fits linear mixed models");

    private MixedVocabulary() {}

    private static OptionSpec refused(String name, ValueKind kind) {
        return OptionSpec.of(name, kind, "not supported yet").withStatus(Status.REFUSED);
    }

    private static List<OptionSpec> procedureOptions() {
        List<OptionSpec> all = new ArrayList<>(List.of(
                OptionSpec.of("DATA", ValueKind.DATA_SET, "input data set").otherwise("the last one created"),
                OptionSpec.of("METHOD", ValueKind.WORD, "estimation method")
                        .oneOf("REML", "ML", "MIVQUE0", "TYPE1", "TYPE2", "TYPE3")
                        .otherwise("REML"),
                OptionSpec.flag("COVTEST", "standard errors and Z tests of covariance parameters"),
                refused("EMPIRICAL", ValueKind.FLAG),
                ClassStatement.order("ORDER", "order of CLASS levels"),
                ALPHA,
                OptionSpec.of("NOCLPRINT", ValueKind.OPTIONAL_NUMBER, "no class level table"),
                OptionSpec.flag("NOITPRINT", "no iteration history"),
                OptionSpec.of("NAMELEN", ValueKind.INTEGER, "length of effect names")
                        .withStatus(Status.NO_EFFECT),
                refused("NOBOUND", ValueKind.FLAG),
                OptionSpec.known("CL", ValueKind.OPTIONAL_WORD),
                OptionSpec.known("IC", ValueKind.FLAG),
                OptionSpec.known("PLOTS", ValueKind.SUBOPTIONS),
                OptionSpec.known("ASYCOV", ValueKind.FLAG),
                OptionSpec.known("ASYCORR", ValueKind.FLAG),
                OptionSpec.known("MMEQ", ValueKind.FLAG),
                OptionSpec.known("MMEQSOL", ValueKind.FLAG),
                OptionSpec.known("INFO", ValueKind.FLAG)));
        for (String flag : List.of("NOPROFILE", "LOGNOTE", "ITDETAILS", "ORDLIST", "NOINFO", "NOSAMPLE", "RATIO")) {
            all.add(OptionSpec.flag(flag, "steers a search that is not needed here")
                    .withStatus(Status.NO_EFFECT));
        }
        for (String number : List.of("CONVF", "CONVG", "CONVH", "MAXFUNC", "MAXITER", "SCORING", "UPDATE")) {
            all.add(OptionSpec.of(number, ValueKind.OPTIONAL_NUMBER, "steers a search that is not needed here")
                    .withStatus(Status.NO_EFFECT));
        }
        return all;
    }

    private static List<StatementSpec> statements() {
        List<StatementSpec> all = new ArrayList<>(List.of(ClassStatement.spec(), model(), random(), repeated()));
        all.add(StatementSpec.of("WEIGHT", StatementForm.VARIABLES, "variable that weighs rows"));
        all.addAll(PostFitStatements.all(Dialect.MIXED));
        all.add(StatementSpec.of("PARMS", StatementForm.VALUES, "not supported yet")
                .withStatus(Status.REFUSED));
        all.add(StatementSpec.of("FREQ", StatementForm.VARIABLES, "not supported yet")
                .withStatus(Status.REFUSED));
        for (String name : List.of("ID", "PRIOR", "STORE", "CODE")) {
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
                                        "KENWARDROGER~KR~KENROG~KENWARDROG")
                                .otherwise("CONTAIN with RANDOM, BETWITHIN with REPEATED"),
                        refused("DDF", ValueKind.NUMBERS),
                        refused("HTYPE", ValueKind.NUMBERS),
                        OptionSpec.known("OUTP", ValueKind.DATA_SET).alias("OUTPRED"),
                        OptionSpec.known("OUTPM", ValueKind.DATA_SET).alias("OUTPREDM"),
                        OptionSpec.known("RESIDUAL", ValueKind.FLAG),
                        OptionSpec.known("INFLUENCE", ValueKind.FLAG),
                        OptionSpec.known("VCIRY", ValueKind.FLAG),
                        OptionSpec.known("COVBI", ValueKind.FLAG),
                        OptionSpec.known("E", ValueKind.FLAG),
                        OptionSpec.known("E1", ValueKind.FLAG),
                        OptionSpec.known("E2", ValueKind.FLAG),
                        OptionSpec.known("E3", ValueKind.FLAG),
                        OptionSpec.known("LCOMPONENTS", ValueKind.FLAG),
                        OptionSpec.known("NOTEST", ValueKind.FLAG),
                        OptionSpec.of("SINGULAR", ValueKind.NUMBER, "tolerance for aliased columns")
                                .otherwise("1E-12"));
    }

    private static OptionSpec type() {
        return OptionSpec.of("TYPE", ValueKind.WORD, "covariance structure")
                .oneOf(
                        "VC~SIMPLE~SIM",
                        "UN",
                        "CS",
                        "CSH",
                        "AR",
                        "ARH",
                        "TOEP",
                        "TOEPH",
                        "UNR",
                        "ARMA",
                        "ANTE",
                        "FA",
                        "FA0",
                        "FA1",
                        "HF",
                        "LIN",
                        "SP")
                .with(OptionSpec.of(VALUES, ValueKind.VALUES, "bands of UN and TOEP, order of AR"))
                .otherwise("VC");
    }

    private static StatementSpec random() {
        return StatementSpec.of("RANDOM", StatementForm.EFFECTS, "random effects")
                .slash(
                        OptionSpec.of("SUBJECT", ValueKind.EFFECT, "independent subjects")
                                .alias("SUB"),
                        type(),
                        OptionSpec.of("GROUP", ValueKind.EFFECT, "parameters for each level")
                                .alias("GRP"),
                        OptionSpec.flag("SOLUTION", "predictions of the random effects")
                                .alias("S"),
                        OptionSpec.flag("CL", "confidence limits of the predictions"),
                        ALPHA,
                        OptionSpec.flag("G", "covariance matrix of the random effects"),
                        OptionSpec.flag("GCORR", "their correlation matrix"),
                        OptionSpec.known("GC", ValueKind.FLAG),
                        OptionSpec.known("GCI", ValueKind.FLAG),
                        OptionSpec.known("GI", ValueKind.FLAG),
                        OptionSpec.known("V", ValueKind.OPTIONAL_NUMBER),
                        OptionSpec.known("VC", ValueKind.OPTIONAL_NUMBER),
                        OptionSpec.known("VCI", ValueKind.OPTIONAL_NUMBER),
                        OptionSpec.known("VCORR", ValueKind.OPTIONAL_NUMBER),
                        OptionSpec.known("VI", ValueKind.OPTIONAL_NUMBER),
                        OptionSpec.of("NOFULLZ", ValueKind.FLAG, "drop zero columns of Z")
                                .withStatus(Status.NO_EFFECT),
                        refused("GDATA", ValueKind.DATA_SET),
                        refused("LDATA", ValueKind.DATA_SET),
                        refused("RATIOS", ValueKind.FLAG));
    }

    private static StatementSpec repeated() {
        return StatementSpec.of("REPEATED", StatementForm.EFFECTS, "covariance of the residuals")
                .slash(
                        OptionSpec.of("SUBJECT", ValueKind.EFFECT, "independent subjects")
                                .alias("SUB"),
                        type(),
                        OptionSpec.of("GROUP", ValueKind.EFFECT, "parameters for each level")
                                .alias("GRP"),
                        OptionSpec.flag("R", "covariance matrix of the residuals"),
                        OptionSpec.flag("RCORR", "their correlation matrix"),
                        OptionSpec.known("RC", ValueKind.OPTIONAL_NUMBER),
                        OptionSpec.known("RCI", ValueKind.OPTIONAL_NUMBER),
                        OptionSpec.known("RI", ValueKind.OPTIONAL_NUMBER),
                        OptionSpec.known("HLM", ValueKind.FLAG),
                        OptionSpec.known("HLPS", ValueKind.FLAG),
                        refused("LDATA", ValueKind.DATA_SET),
                        refused("LOCAL", ValueKind.OPTIONAL_WORD),
                        refused("LOCALW", ValueKind.FLAG),
                        OptionSpec.known("NONLOCALW", ValueKind.FLAG));
    }
}
