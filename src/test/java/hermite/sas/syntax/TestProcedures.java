package hermite.sas.syntax;

import static hermite.sas.vocabulary.OptionSpec.flag;
import static hermite.sas.vocabulary.OptionSpec.known;
import static hermite.sas.vocabulary.OptionSpec.of;

import hermite.sas.vocabulary.ProcedureSpec;
import hermite.sas.vocabulary.StatementForm;
import hermite.sas.vocabulary.StatementSpec;
import hermite.sas.vocabulary.ValueKind;
import java.util.List;

/** Tables of a few procedures, cut to what the tests of the reader need; each uses other value kinds and forms. */
final class TestProcedures {
    private static final StatementSpec CLASS = StatementSpec.of("CLASS", StatementForm.VARIABLES, "")
            .itemOptions(
                    of("REF", ValueKind.TEXT_OR_WORD, ""),
                    flag("DESCENDING", "").alias("DESC"))
            .slash(of("PARAM", ValueKind.WORD, "").oneOf("GLM", "REF~REFERENCE", "EFFECT"));

    static final ProcedureSpec GENMOD = new ProcedureSpec(
            "GENMOD",
            "The GENMOD Procedure",
            List.of(
                    of("DATA", ValueKind.DATA_SET, ""),
                    flag("DESCENDING", "").alias("DESC"),
                    known("RORDER", ValueKind.WORD)),
            List.of(
                    CLASS,
                    StatementSpec.of("MODEL", StatementForm.MODEL, "")
                            .itemOptions(of("EVENT", ValueKind.TEXT_OR_WORD, ""))
                            .slash(
                                    of("DIST", ValueKind.WORD, "")
                                            .alias("D", "ERROR")
                                            .oneOf("BINOMIAL~BIN", "POISSON~POI", "NORMAL"),
                                    of("LINK", ValueKind.WORD, "").oneOf("LOGIT", "LOG", "IDENTITY~ID"),
                                    flag("TYPE3", ""),
                                    flag("WALD", ""),
                                    of("OFFSET", ValueKind.VARIABLE, "")),
                    StatementSpec.of("REPEATED", StatementForm.OPTIONS, "")
                            .options(of("SUBJECT", ValueKind.EFFECT, "").alias("SUB"))
                            .slash(
                                    of("WITHINSUBJECT", ValueKind.EFFECT, "").alias("WITHIN"),
                                    of("LOGOR", ValueKind.WORD, "").oneOf("EXCH", "FULLCLUST"),
                                    of("TYPE", ValueKind.WORD, "")
                                            .alias("CORR")
                                            .oneOf("IND", "EXCH~CS", "AR~AR(1)", "MDEP")
                                            .with(of("LAG", ValueKind.INTEGER, ""))),
                    StatementSpec.of("ESTIMATE", StatementForm.COEFFICIENTS, "").slash(flag("EXP", "")),
                    StatementSpec.of("LSMEANS", StatementForm.EFFECTS, "")
                            .slash(of("AT", ValueKind.SETTINGS, ""), of("SLICE", ValueKind.EFFECTS, "")),
                    StatementSpec.of("LSMESTIMATE", StatementForm.MEAN_COEFFICIENTS, ""),
                    StatementSpec.of("STORE", StatementForm.DATA_SET, ""),
                    StatementSpec.known("BAYES")),
            false,
            "");

    static final ProcedureSpec GLIMMIX = new ProcedureSpec(
            "GLIMMIX",
            "The GLIMMIX Procedure",
            List.of(
                    of("DATA", ValueKind.DATA_SET, ""),
                    of("METHOD", ValueKind.WORD, "")
                            .oneOf("QUAD", "LAPLACE", "RSPL")
                            .with(of("QPOINTS", ValueKind.INTEGER, ""), of("QTOL", ValueKind.NUMBER, "")),
                    of("EMPIRICAL", ValueKind.OPTIONAL_WORD, "").oneOf("CLASSICAL", "MBN"),
                    of("ORDER", ValueKind.WORD, "").oneOf("DATA", "FORMATTED"),
                    of("NOCLPRINT", ValueKind.OPTIONAL_NUMBER, "")),
            List.of(
                    StatementSpec.of("CLASS", StatementForm.VARIABLES, ""),
                    StatementSpec.of("MODEL", StatementForm.MODEL, "")
                            .slash(
                                    of("DIST", ValueKind.WORD, "").oneOf("BINOMIAL", "POISSON"),
                                    of("LINK", ValueKind.WORD, "").oneOf("LOGIT", "LOG"),
                                    flag("SOLUTION", "").alias("S"),
                                    flag("ODDSRATIO", ""),
                                    of("OFFSET", ValueKind.VARIABLE, "")),
                    StatementSpec.of("RANDOM", StatementForm.EFFECTS, "")
                            .slash(
                                    of("SUBJECT", ValueKind.EFFECT, "").alias("SUB"),
                                    of("TYPE", ValueKind.WORD, "").oneOf("VC", "UN", "CS")),
                    StatementSpec.of("PROGRAMMING", StatementForm.PROGRAM, "")
                            .alias("IF", "ELSE", "DO", "END", "ARRAY")),
            false,
            "");

    static final ProcedureSpec MEANS = new ProcedureSpec(
            "MEANS",
            "The MEANS Procedure",
            List.of(
                    of("DATA", ValueKind.DATA_SET, ""),
                    flag("NOPRINT", ""),
                    flag("MEAN", ""),
                    of("MAXDEC", ValueKind.INTEGER, ""),
                    of("ALPHA", ValueKind.NUMBER, "")),
            List.of(
                    StatementSpec.of("VAR", StatementForm.VARIABLES, ""),
                    StatementSpec.of("CLASS", StatementForm.VARIABLES, ""),
                    StatementSpec.of("OUTPUT", StatementForm.OPTIONS, "")
                            .options(
                                    of("OUT", ValueKind.DATA_SET, ""),
                                    of("MEAN", ValueKind.STATISTIC, ""),
                                    of("STD", ValueKind.STATISTIC, ""),
                                    of("N", ValueKind.STATISTIC, ""))
                            .slash(flag("AUTONAME", ""))),
            false,
            "");

    static final ProcedureSpec SORT = new ProcedureSpec(
            "SORT",
            "",
            List.of(of("DATA", ValueKind.DATA_SET, ""), of("OUT", ValueKind.DATA_SET, ""), flag("NODUPKEY", "")),
            List.of(),
            false,
            "");

    static final ProcedureSpec PRINT = new ProcedureSpec(
            "PRINT",
            "",
            List.of(of("DATA", ValueKind.DATA_SET, ""), flag("NOOBS", ""), of("LABEL", ValueKind.FLAG, "")),
            List.of(StatementSpec.of("VAR", StatementForm.VARIABLES, "")),
            false,
            "");

    static final ProcedureSpec PLM = new ProcedureSpec(
            "PLM",
            "",
            List.of(of("RESTORE", ValueKind.DATA_SET, "").alias("SOURCE")),
            List.of(StatementSpec.of("SCORE", StatementForm.OPTIONS, "")
                    .options(
                            of("DATA", ValueKind.DATA_SET, ""),
                            of("OUT", ValueKind.DATA_SET, ""),
                            of("PREDICTED", ValueKind.OPTIONAL_NAME, ""))
                    .slash(flag("ILINK", ""))),
            true,
            "");

    static final ProcedureSpec SGPLOT = new ProcedureSpec(
            "SGPLOT",
            "",
            List.of(of("DATA", ValueKind.DATA_SET, "")),
            List.of(
                    StatementSpec.of("SERIES", StatementForm.OPTIONS, "")
                            .options(of("X", ValueKind.VARIABLE, ""), of("Y", ValueKind.VARIABLE, ""))
                            .slash(
                                    of("GROUP", ValueKind.VARIABLE, ""),
                                    of("LINEATTRS", ValueKind.SUBOPTIONS, "")
                                            .with(
                                                    of("COLOR", ValueKind.WORD, ""),
                                                    of("THICKNESS", ValueKind.NUMBER, ""))),
                    StatementSpec.of("REFLINE", StatementForm.VALUES, "")
                            .slash(of("AXIS", ValueKind.WORD, "").oneOf("X", "Y"))),
            false,
            "");

    static final List<ProcedureSpec> ALL = List.of(GENMOD, GLIMMIX, MEANS, SORT, PRINT, PLM, SGPLOT);

    private TestProcedures() {}
}
