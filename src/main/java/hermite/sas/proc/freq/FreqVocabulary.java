package hermite.sas.proc.freq;

import hermite.sas.vocabulary.OptionSpec;
import hermite.sas.vocabulary.ProcedureSpec;
import hermite.sas.vocabulary.StatementForm;
import hermite.sas.vocabulary.StatementSpec;
import hermite.sas.vocabulary.Status;
import hermite.sas.vocabulary.ValueKind;
import java.util.List;

/** The statements and options of PROC FREQ. */
final class FreqVocabulary {
    static final ProcedureSpec SPEC = new ProcedureSpec(
            "FREQ",
            "The FREQ Procedure",
            List.of(
                    OptionSpec.of("DATA", ValueKind.DATA_SET, "data set to count")
                            .otherwise("the last one created"),
                    OptionSpec.of("ORDER", ValueKind.WORD, "order of the levels")
                            .oneOf("INTERNAL", "FORMATTED", "DATA", "FREQ")
                            .otherwise("INTERNAL"),
                    OptionSpec.flag("NOPRINT", "print nothing"),
                    OptionSpec.flag("NLEVELS", "a table of the numbers of levels"),
                    OptionSpec.flag("PAGE", "one table a page").withStatus(Status.KNOWN),
                    OptionSpec.flag("COMPRESS", "several tables a page").withStatus(Status.KNOWN),
                    OptionSpec.of("FORMCHAR", ValueKind.TEXT, "characters of rules")
                            .withStatus(Status.KNOWN)),
            List.of(
                    StatementSpec.of("TABLES", StatementForm.EFFECTS, "tables to make: a, a*b, a*b*c")
                            .alias("TABLE")
                            .slash(tableOptions()),
                    StatementSpec.of("WEIGHT", StatementForm.VARIABLES, "variable that says what each row counts")
                            .slash(OptionSpec.flag("ZEROS", "rows that count zero make levels")),
                    StatementSpec.known("EXACT"),
                    StatementSpec.known("OUTPUT"),
                    StatementSpec.known("TEST")),
            false,
            "frequency tables");

    private FreqVocabulary() {}

    private static OptionSpec[] tableOptions() {
        return new OptionSpec[] {
            OptionSpec.of("OUT", ValueKind.DATA_SET, "data set of the counts of the last table"),
            OptionSpec.flag("OUTPCT", "row and column percentages in OUT="),
            OptionSpec.flag("OUTCUM", "cumulative counts and percentages in OUT="),
            OptionSpec.flag("OUTEXPECT", "expected counts in OUT="),
            OptionSpec.flag("SPARSE", "combinations that do not occur, too"),
            OptionSpec.flag("LIST", "combinations as rows"),
            OptionSpec.flag("MISSING", "missing values are levels"),
            OptionSpec.flag("MISSPRINT", "print missing levels, but do not count them"),
            OptionSpec.flag("NOPRINT", "print no tables, only tests").alias("NOTABLE"),
            OptionSpec.flag("NOFREQ", "no counts"),
            OptionSpec.flag("NOPERCENT", "no percentages").alias("NOPCT"),
            OptionSpec.flag("NOROW", "no row percentages"),
            OptionSpec.flag("NOCOL", "no column percentages"),
            OptionSpec.flag("NOCUM", "no cumulative counts and percentages"),
            OptionSpec.flag("EXPECTED", "expected counts"),
            OptionSpec.flag("DEVIATION", "counts minus expected counts"),
            OptionSpec.flag("CELLCHI2", "each cell's part of chi-square"),
            OptionSpec.flag("CHISQ", "tests of independence, or of equal proportions"),
            OptionSpec.flag("FISHER", "Fisher's exact test").alias("EXACT"),
            OptionSpec.flag("NOWARN", "no warning about small expected counts"),
            OptionSpec.flag("NOSPARSE", "only combinations that occur").withStatus(Status.NO_EFFECT),
            OptionSpec.of("FORMAT", ValueKind.FORMAT, "format of the counts").withStatus(Status.KNOWN),
            OptionSpec.flag("CONTENTS", "entry in a table of contents").withStatus(Status.NO_EFFECT),
            OptionSpec.known("PLOTS", ValueKind.SUBOPTIONS),
            OptionSpec.flag("CMH", "tests over strata; common odds ratio and relative risks"),
            OptionSpec.flag("CMH1", "of these only the test of correlation"),
            OptionSpec.flag("CMH2", "the tests of correlation and of row mean scores"),
            OptionSpec.known("MEASURES", ValueKind.FLAG),
            OptionSpec.known("AGREE", ValueKind.FLAG),
            OptionSpec.flag("RELRISK", "odds ratio and relative risks of 2 by 2 tables")
                    .alias("OR", "ODDSRATIO"),
            OptionSpec.known("RISKDIFF", ValueKind.FLAG),
            OptionSpec.known("BINOMIAL", ValueKind.FLAG),
            OptionSpec.known("TREND", ValueKind.FLAG),
            OptionSpec.known("JT", ValueKind.FLAG),
            OptionSpec.known("GAMMA", ValueKind.FLAG),
            OptionSpec.known("KAPPA", ValueKind.FLAG),
            OptionSpec.known("PLCORR", ValueKind.FLAG),
            OptionSpec.known("ALL", ValueKind.FLAG),
            OptionSpec.known("CL", ValueKind.FLAG),
            OptionSpec.known("CROSSLIST", ValueKind.FLAG),
            OptionSpec.known("PRINTKWT", ValueKind.FLAG),
            OptionSpec.known("SCOROUT", ValueKind.FLAG),
            OptionSpec.known("TOTPCT", ValueKind.FLAG),
            OptionSpec.known("CUMCOL", ValueKind.FLAG),
            OptionSpec.of("ALPHA", ValueKind.NUMBER, "1 - level of confidence limits")
                    .otherwise("0.05"),
            OptionSpec.known("TESTP", ValueKind.VALUES),
            OptionSpec.known("TESTF", ValueKind.VALUES),
            OptionSpec.known("SCORES", ValueKind.WORD)
        };
    }
}
