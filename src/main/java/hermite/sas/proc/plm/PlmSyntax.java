package hermite.sas.proc.plm;

import static hermite.sas.vocabulary.OptionSpec.flag;
import static hermite.sas.vocabulary.OptionSpec.known;

import hermite.sas.proc.postfit.Dialect;
import hermite.sas.proc.postfit.PostFitStatements;
import hermite.sas.vocabulary.OptionSpec;
import hermite.sas.vocabulary.ProcedureSpec;
import hermite.sas.vocabulary.StatementForm;
import hermite.sas.vocabulary.StatementSpec;
import hermite.sas.vocabulary.Status;
import hermite.sas.vocabulary.ValueKind;
import java.util.List;

/** The statements and options of PROC PLM. */
final class PlmSyntax {
    private PlmSyntax() {}

    static ProcedureSpec spec() {
        return new ProcedureSpec(
                "PLM",
                "The PLM Procedure",
                List.of(
                        OptionSpec.of("RESTORE", ValueKind.DATA_SET, "item store to use")
                                .alias("SOURCE"),
                        OptionSpec.of("ALPHA", ValueKind.NUMBER, "1 - confidence level")
                                .otherwise("that of the item store"),
                        OptionSpec.of("DDFMETHOD", ValueKind.WORD, "degrees of freedom")
                                .oneOf("NONE", "RESIDUAL", "SOURCE")
                                .otherwise("SOURCE"),
                        tolerance("ESTEPS"),
                        known("FORMAT", ValueKind.WORD).oneOf("NOLOAD", "RELOAD"),
                        known("MAXLEN", ValueKind.INTEGER),
                        OptionSpec.of("NOCLPRINT", ValueKind.OPTIONAL_NUMBER, "no Class Level Information"),
                        flag("NOINFO", "no Store Information"),
                        flag("NOPRINT", "no tables"),
                        known("PERCENTILES", ValueKind.VALUES),
                        known("PLOTS", ValueKind.SUBOPTIONS),
                        known("SEED", ValueKind.NUMBER),
                        tolerance("SINGCHOL"),
                        tolerance("SINGRES"),
                        tolerance("SINGULAR"),
                        known("STMTORDER", ValueKind.WORD).alias("STMT"),
                        known("WHEREFORMAT", ValueKind.FLAG),
                        tolerance("ZETA")),
                List.of(
                        StatementSpec.known("CODE"),
                        StatementSpec.known("EFFECTPLOT"),
                        PostFitStatements.estimate(Dialect.PLM),
                        StatementSpec.of("FILTER", StatementForm.EXPRESSION, "which results are shown and written"),
                        PostFitStatements.leastSquaresMeans(),
                        PostFitStatements.leastSquaresMeanEstimate(),
                        score(),
                        StatementSpec.of("SHOW", StatementForm.VALUES, "tables of the item store"),
                        PostFitStatements.slice(),
                        PostFitStatements.test(),
                        StatementSpec.of(
                                "WHERE", StatementForm.EXPRESSION, "BY groups that the statements after it are about")),
                false,
                "scoring and display of fitted models");
    }

    private static OptionSpec tolerance(String name) {
        return OptionSpec.of(name, ValueKind.NUMBER, "tolerance").withStatus(Status.NO_EFFECT);
    }

    private static StatementSpec score() {
        return StatementSpec.of("SCORE", StatementForm.OPTIONS, "predictions for a data set")
                .options(
                        OptionSpec.of("DATA", ValueKind.DATA_SET, "data set to score"),
                        OptionSpec.of("OUT", ValueKind.DATA_SET, "data set with the predictions")
                                .otherwise("DATAn"),
                        statistic("PREDICTED", "linear predictor, or mean with ILINK")
                                .alias("PRED", "P"),
                        statistic("STDERR", "its standard error").alias("STD"),
                        statistic("RESIDUAL", "response less prediction").alias("RESID", "R"),
                        statistic("LCLM", "lower confidence limit"),
                        statistic("UCLM", "upper confidence limit"),
                        statistic("LCL", "lower prediction limit of a normal response"),
                        statistic("UCL", "upper prediction limit of a normal response"),
                        known("PZERO", ValueKind.OPTIONAL_NAME))
                .slash(
                        OptionSpec.of("ALPHA", ValueKind.NUMBER, "1 - confidence level"),
                        OptionSpec.of("DF", ValueKind.NUMBER, "degrees of freedom of the limits"),
                        flag("ILINK", "statistics on the scale of the data"),
                        flag("NOOFFSET", "leave the offset out"),
                        flag("NOUNIQUE", "a new variable replaces one of the same name"),
                        flag("NOVAR", "leave the input's variables out"),
                        flag("OBSCAT", "only the level that is observed of a multinomial response"),
                        known("SAMPLE", ValueKind.FLAG));
    }

    private static OptionSpec statistic(String name, String help) {
        return OptionSpec.of(name, ValueKind.OPTIONAL_NAME, help);
    }
}
