package hermite.sas.proc.means;

import hermite.sas.vocabulary.OptionSpec;
import hermite.sas.vocabulary.ProcedureSpec;
import hermite.sas.vocabulary.StatementForm;
import hermite.sas.vocabulary.StatementSpec;
import hermite.sas.vocabulary.Status;
import hermite.sas.vocabulary.ValueKind;
import java.util.ArrayList;
import java.util.List;

/** The statements and options of PROC MEANS and PROC SUMMARY. */
final class MeansVocabulary {
    private static final OptionSpec MISSING = OptionSpec.flag("MISSING", "missing values are levels");
    private static final OptionSpec ORDER = OptionSpec.of("ORDER", ValueKind.WORD, "order of the levels")
            .oneOf("INTERNAL~UNFORMATTED~UNFMT", "FORMATTED~FMT", "DATA", "FREQ")
            .otherwise("INTERNAL");

    private MeansVocabulary() {}

    static ProcedureSpec spec(String name, String title, String help) {
        return new ProcedureSpec(name, title, procedureOptions(), statements(), false, help);
    }

    private static List<OptionSpec> procedureOptions() {
        List<OptionSpec> options = new ArrayList<>(List.of(
                OptionSpec.of("DATA", ValueKind.DATA_SET, "data set to summarise")
                        .otherwise("the last one created"),
                OptionSpec.flag("PRINT", "print the statistics"),
                OptionSpec.flag("NOPRINT", "print nothing"),
                OptionSpec.flag("NWAY", "only the full crossing of the CLASS variables"),
                MISSING,
                ORDER,
                OptionSpec.flag("DESCENDTYPES", "types in falling order in the output data set")
                        .alias("DESCENDING", "DESCEND"),
                OptionSpec.flag("CHARTYPE", "_TYPE_ as text of 0 and 1"),
                OptionSpec.flag("PRINTALLTYPES", "print all crossings of the CLASS variables")
                        .alias("PRINTALL"),
                OptionSpec.flag("NONOBS", "no column N Obs"),
                OptionSpec.flag("NOLABELS", "no column of labels"),
                OptionSpec.flag("STACKODSOUTPUT", "ODS data set with one row a variable")
                        .alias("STACKODS"),
                OptionSpec.flag("IDMIN", "ID variables hold their least value"),
                OptionSpec.flag("EXCLNPWGT", "leave out rows with weights that are not positive")
                        .alias("EXCLNPWGTS"),
                OptionSpec.of("ALPHA", ValueKind.NUMBER, "one minus the confidence of limits")
                        .otherwise("0.05"),
                OptionSpec.of("VARDEF", ValueKind.WORD, "divisor of the variance")
                        .oneOf("DF", "N", "WDF", "WEIGHT~WGT")
                        .otherwise("DF"),
                OptionSpec.of("QNTLDEF", ValueKind.INTEGER, "definition of percentiles, 1 to 5")
                        .alias("PCTLDEF")
                        .otherwise("5"),
                OptionSpec.of("QMETHOD", ValueKind.WORD, "how percentiles are found")
                        .oneOf("OS", "P2~HIST"),
                OptionSpec.of("MAXDEC", ValueKind.INTEGER, "decimals of the printed statistics"),
                OptionSpec.of("FW", ValueKind.INTEGER, "width of the printed statistics")
                        .withStatus(Status.KNOWN),
                OptionSpec.flag("THREADS", "use several threads").withStatus(Status.NO_EFFECT),
                OptionSpec.flag("NOTHREADS", "use one thread").withStatus(Status.NO_EFFECT),
                OptionSpec.flag("NOTRAP", "no recovery from overflow").withStatus(Status.NO_EFFECT),
                OptionSpec.of("SUMSIZE", ValueKind.TEXT_OR_WORD, "memory to use")
                        .withStatus(Status.NO_EFFECT),
                OptionSpec.of("PCTGROUP", ValueKind.TEXT_OR_WORD, "tuning").withStatus(Status.NO_EFFECT),
                OptionSpec.of("QMARKERS", ValueKind.INTEGER, "tuning").withStatus(Status.NO_EFFECT),
                OptionSpec.known("CLASSDATA", ValueKind.DATA_SET),
                OptionSpec.known("EXCLUSIVE", ValueKind.FLAG),
                OptionSpec.known("COMPLETETYPES", ValueKind.FLAG),
                OptionSpec.known("PRINTIDVARS", ValueKind.FLAG).alias("PRINTIDS"),
                OptionSpec.flag("CLM", "both confidence limits of the mean")));
        for (Statistic statistic : Statistic.values()) {
            options.add(OptionSpec.flag(statistic.name(), label(statistic)).alias(statistic.aliases()));
        }
        return options;
    }

    static String label(Statistic statistic) {
        return String.join(" ", statistic.heading("95"));
    }

    private static List<StatementSpec> statements() {
        List<OptionSpec> outputOptions = new ArrayList<>(List.of(
                OptionSpec.of("OUT", ValueKind.DATA_SET, "data set of statistics")
                        .otherwise("DATAn"),
                OptionSpec.known("IDGROUP", ValueKind.SUBOPTIONS).alias("IDGRP"),
                OptionSpec.known("MAXID", ValueKind.STATISTIC),
                OptionSpec.known("MINID", ValueKind.STATISTIC)));
        for (Statistic statistic : Statistic.values()) {
            outputOptions.add(OptionSpec.of(statistic.name(), ValueKind.STATISTIC, label(statistic))
                    .alias(statistic.aliases()));
        }
        return List.of(
                StatementSpec.of("VAR", StatementForm.VARIABLES, "analysis variables")
                        .alias("VARIABLES")
                        .slash(OptionSpec.of("WEIGHT", ValueKind.VARIABLE, "weights of these variables")),
                StatementSpec.of("CLASS", StatementForm.VARIABLES, "variables whose values form groups")
                        .alias("CLASSES")
                        .slash(
                                MISSING,
                                ORDER,
                                OptionSpec.flag("ASCENDING", "levels in rising order"),
                                OptionSpec.flag("DESCENDING", "levels in falling order")
                                        .alias("DESCEND"),
                                OptionSpec.known("EXCLUSIVE", ValueKind.FLAG),
                                OptionSpec.known("GROUPINTERNAL", ValueKind.FLAG),
                                OptionSpec.known("MLF", ValueKind.FLAG),
                                OptionSpec.known("PRELOADFMT", ValueKind.FLAG)),
                StatementSpec.of("TYPES", StatementForm.EFFECTS, "crossings of the CLASS variables")
                        .alias("TYPE"),
                StatementSpec.of("WAYS", StatementForm.VALUES, "numbers of CLASS variables to cross")
                        .alias("WAY"),
                StatementSpec.of("WEIGHT", StatementForm.VARIABLES, "variable of weights"),
                StatementSpec.of("FREQ", StatementForm.VARIABLES, "variable of frequencies"),
                StatementSpec.of("ID", StatementForm.VARIABLES, "variables to carry to the output data set"),
                StatementSpec.of("OUTPUT", StatementForm.OPTIONS, "data set of statistics")
                        .alias("OUT")
                        .options(outputOptions.toArray(OptionSpec[]::new))
                        .slash(
                                OptionSpec.flag("AUTONAME", "names made of variable and statistic"),
                                OptionSpec.flag("AUTOLABEL", "labels made of label and statistic"),
                                OptionSpec.flag("NOINHERIT", "no labels and formats from the variables"),
                                OptionSpec.flag("INHERIT", "labels and formats from the variables"),
                                OptionSpec.flag("LEVELS", "a variable _LEVEL_"),
                                OptionSpec.flag("WAYS", "a variable _WAY_"),
                                OptionSpec.flag("KEEPLEN", "lengths from the variables")));
    }
}
