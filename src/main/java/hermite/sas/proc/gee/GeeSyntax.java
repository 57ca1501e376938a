package hermite.sas.proc.gee;

import static hermite.sas.vocabulary.OptionSpec.flag;
import static hermite.sas.vocabulary.OptionSpec.known;

import hermite.sas.proc.ClassStatement;
import hermite.sas.proc.construct.EffectStatement;
import hermite.sas.proc.marginal.binding.GenmodSyntax;
import hermite.sas.proc.postfit.Dialect;
import hermite.sas.proc.postfit.PostFitStatements;
import hermite.sas.vocabulary.OptionSpec;
import hermite.sas.vocabulary.ProcedureSpec;
import hermite.sas.vocabulary.StatementForm;
import hermite.sas.vocabulary.StatementSpec;
import hermite.sas.vocabulary.ValueKind;
import java.util.List;

/** The statements and options of PROC GEE. */
final class GeeSyntax {
    private GeeSyntax() {}

    static ProcedureSpec spec() {
        return new ProcedureSpec(
                "GEE",
                "The GEE Procedure",
                List.of(
                        OptionSpec.of("DATA", ValueKind.DATA_SET, "input data set")
                                .otherwise("the last one created"),
                        flag("DESCENDING", "reverse the order of the response levels")
                                .alias("DESCEND", "DESC"),
                        OptionSpec.of("NAMELEN", ValueKind.INTEGER, "width of effect names, 20 to 200")
                                .otherwise("20"),
                        ClassStatement.order("ORDER", "order of CLASS levels"),
                        ClassStatement.order("RORDER", "order of response levels"),
                        known("PLOTS", ValueKind.SUBOPTIONS).alias("PLOT")),
                List.of(
                        ClassStatement.spec(),
                        EffectStatement.spec(),
                        StatementSpec.known("EFFECTPLOT"),
                        PostFitStatements.estimate(Dialect.PLM),
                        StatementSpec.of("FREQ", StatementForm.VARIABLES, "how often each observation counts")
                                .alias("FREQUENCY"),
                        PostFitStatements.leastSquaresMeans(),
                        PostFitStatements.leastSquaresMeanEstimate(),
                        StatementSpec.of(
                                        "MISSMODEL",
                                        StatementForm.EFFECTS,
                                        "weights against drop-out: effects on keeping a visit")
                                .slash(
                                        OptionSpec.of("MAXWEIGHT", ValueKind.NUMBER, "larger weights are cut to this"),
                                        OptionSpec.of("TYPE", ValueKind.WORD, "what has a weight")
                                                .oneOf("OBSLEVEL", "SUBLEVEL")
                                                .otherwise("OBSLEVEL")),
                        GenmodSyntax.model("GLOGIT"),
                        output(),
                        GenmodSyntax.repeated(),
                        PostFitStatements.slice(),
                        StatementSpec.of("STORE", StatementForm.DATA_SET, "keep the fit in an item store")
                                .slash(OptionSpec.of("LABEL", ValueKind.TEXT, "label of the store")),
                        StatementSpec.of("WEIGHT", StatementForm.VARIABLES, "weights")
                                .alias("SCWGT")),
                false,
                "generalized estimating equations");
    }

    private static StatementSpec output() {
        return StatementSpec.of("OUTPUT", StatementForm.OPTIONS, "data set with a row an observation")
                .options(
                        OptionSpec.of("OUT", ValueKind.DATA_SET, "output data set")
                                .otherwise("DATAn"),
                        OptionSpec.of("PREDICTED", ValueKind.OPTIONAL_NAME, "mean")
                                .alias("PRED", "PROB", "P"),
                        OptionSpec.of("XBETA", ValueKind.OPTIONAL_NAME, "linear predictor"),
                        OptionSpec.of("STDXBETA", ValueKind.OPTIONAL_NAME, "its standard error")
                                .alias("STD"),
                        OptionSpec.of("LOWER", ValueKind.OPTIONAL_NAME, "lower limit of the mean")
                                .alias("L"),
                        OptionSpec.of("UPPER", ValueKind.OPTIONAL_NAME, "upper limit of the mean")
                                .alias("U"))
                .slash(OptionSpec.of("ALPHA", ValueKind.NUMBER, "1 - confidence level")
                        .otherwise("0.05"));
    }
}
