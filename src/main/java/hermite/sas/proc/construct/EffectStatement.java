package hermite.sas.proc.construct;

import static hermite.sas.vocabulary.OptionSpec.flag;
import static hermite.sas.vocabulary.OptionSpec.known;

import hermite.sas.vocabulary.OptionSpec;
import hermite.sas.vocabulary.StatementForm;
import hermite.sas.vocabulary.StatementSpec;
import hermite.sas.vocabulary.Status;
import hermite.sas.vocabulary.ValueKind;

/** The table of the EFFECT statement. */
public final class EffectStatement {
    /** Suboption that stands for values in parentheses after a word: {@code equal(5)}. */
    static final String VALUES = "";

    private EffectStatement() {}

    public static StatementSpec spec() {
        return StatementSpec.of("EFFECT", StatementForm.CONSTRUCTED, "columns constructed of variables, as one effect")
                .options(
                        OptionSpec.of("COLLECTION", ValueKind.SUBOPTIONS, "variables as they are")
                                .with(flag("DETAILS", "table of the variables")),
                        OptionSpec.of("LAG", ValueKind.SUBOPTIONS, "not supported yet")
                                .withStatus(Status.REFUSED),
                        OptionSpec.of("MULTIMEMBER", ValueKind.SUBOPTIONS, "not supported yet")
                                .alias("MM")
                                .withStatus(Status.REFUSED),
                        polynomial(),
                        spline());
    }

    private static OptionSpec polynomial() {
        return OptionSpec.of("POLYNOMIAL", ValueKind.SUBOPTIONS, "products of powers")
                .alias("POLY")
                .with(
                        OptionSpec.of("DEGREE", ValueKind.INTEGER, "largest sum of the powers")
                                .otherwise("1"),
                        flag("DETAILS", "table of the terms, and of the centers and scales"),
                        known("LABELSTYLE", ValueKind.SUBOPTIONS),
                        OptionSpec.of("MDEGREE", ValueKind.INTEGER, "largest power of one variable")
                                .otherwise("the degree"),
                        flag("NOSEPARATE", "all terms as one effect"),
                        OptionSpec.of("STANDARDIZE", ValueKind.OPTIONAL_WORD, "center and scale the variables first")
                                .oneOf("CENTER", "CENTERSCALE", "NONE", "SCALE")
                                .with(
                                        OptionSpec.of("METHOD", ValueKind.WORD, "how to find center and scale")
                                                .oneOf("MOMENTS", "MRANGE")
                                                .otherwise("MOMENTS"),
                                        OptionSpec.of("PREFIX", ValueKind.TEXT_OR_WORD, "of the variables' names")
                                                .otherwise("s_"))
                                .otherwise("CENTERSCALE"));
    }

    private static OptionSpec spline() {
        return OptionSpec.of("SPLINE", ValueKind.SUBOPTIONS, "piecewise polynomials")
                .with(
                        OptionSpec.of("BASIS", ValueKind.WORD, "the functions that span them")
                                .oneOf("BSPLINE", "TPF")
                                .with(
                                        flag("NOINT", "without the constant"),
                                        flag("NOPOWERS", "without the powers of the variable"))
                                .otherwise("BSPLINE"),
                        flag("DATABOUNDARY", "boundary knots at the extremes of the data"),
                        OptionSpec.of("DEGREE", ValueKind.INTEGER, "degree of the pieces")
                                .otherwise("3"),
                        flag("DETAILS", "table of the knots"),
                        OptionSpec.of("KNOTMAX", ValueKind.NUMBER, "where boundary knots on the right begin"),
                        OptionSpec.of("KNOTMETHOD", ValueKind.WORD, "where the knots are")
                                .oneOf(
                                        "EQUAL",
                                        "LIST",
                                        "LISTWITHBOUNDARY",
                                        "PERCENTILELIST",
                                        "PERCENTILES",
                                        "RANGEFRACTIONS")
                                .with(OptionSpec.of(VALUES, ValueKind.VALUES, "number of knots, or their places"))
                                .otherwise("EQUAL(3)"),
                        OptionSpec.of("KNOTMIN", ValueKind.NUMBER, "where boundary knots on the left end"),
                        flag("NATURALCUBIC", "linear beyond the extreme knots"),
                        flag("SEPARATE", "an effect for each variable"),
                        known("SPLIT", ValueKind.FLAG));
    }
}
