package hermite.sas.proc.postfit;

import static hermite.sas.vocabulary.OptionSpec.flag;
import static hermite.sas.vocabulary.OptionSpec.known;

import hermite.sas.vocabulary.OptionSpec;
import hermite.sas.vocabulary.StatementForm;
import hermite.sas.vocabulary.StatementSpec;
import hermite.sas.vocabulary.Status;
import hermite.sas.vocabulary.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The tables of CONTRAST, ESTIMATE, LSMEANS, LSMESTIMATE and SLICE. */
public final class PostFitStatements {
    /** Suboption that stands for bare values in parentheses: {@code control('1')}. */
    static final String VALUES = "";

    private static final String LIMIT = "0.05, or ALPHA= of the procedure";

    private PostFitStatements() {}

    /** All statements of a dialect, for a procedure's table. */
    public static List<StatementSpec> all(Dialect dialect) {
        List<StatementSpec> all = new ArrayList<>();
        if (dialect != Dialect.PLM) {
            all.add(contrast(dialect));
        }
        all.add(estimate(dialect));
        all.add(leastSquaresMeans());
        all.add(leastSquaresMeanEstimate());
        all.add(slice());
        if (dialect == Dialect.PLM) {
            all.add(test());
        }
        return all;
    }

    public static StatementSpec contrast(Dialect dialect) {
        StatementSpec spec = StatementSpec.of("CONTRAST", StatementForm.COEFFICIENTS, "test of linear combinations");
        return dialect == Dialect.GENMOD
                ? spec.slash(
                        flag("E", "print the coefficients"),
                        singular(),
                        flag("WALD", "Wald instead of likelihood ratio or score test"))
                : spec.slash(
                        flag("CHISQ", "chi-square test too"),
                        degreesOfFreedom(),
                        flag("E", "print the coefficients"),
                        weights("GROUP"),
                        singular(),
                        weights("SUBJECT"));
    }

    /** Coefficients of levels that those of random effects are multiplied by. */
    private static OptionSpec weights(String of) {
        return OptionSpec.of(of, ValueKind.ROWS, "coefficients of the levels of " + of + "= for random effects")
                .otherwise("equal shares");
    }

    public static StatementSpec estimate(Dialect dialect) {
        StatementSpec spec =
                StatementSpec.of("ESTIMATE", StatementForm.COEFFICIENTS, "estimates of linear combinations");
        if (dialect == Dialect.GENMOD) {
            return spec.slash(
                    alpha(),
                    divisor(),
                    flag("E", "print the coefficients"),
                    flag("EXP", "add a row with the exponential"),
                    singular());
        }
        return spec.slash(
                adjust("BON~BONFERRONI", "SCHEFFE", "SIDAK~SID", "SIMULATE", "T"),
                refused("ADJDFE", ValueKind.WORD).oneOf("ROW", "SOURCE"),
                alpha(),
                dialect == Dialect.PLM
                        ? OptionSpec.of(
                                        "CATEGORY",
                                        ValueKind.VALUES,
                                        "levels of a multinomial response to show, or SEPARATE")
                                .otherwise("SEPARATE")
                        : known("CATEGORY", ValueKind.VALUES),
                flag("CL", "confidence limits"),
                degreesOfFreedom(),
                divisor(),
                flag("E", "print the coefficients"),
                flag("EXP", "exponentiated estimate"),
                weights("GROUP"),
                flag("ILINK", "estimate on the scale of the mean"),
                joint(),
                flag("LOWERTAILED", "the alternative is a negative value").alias("LOWER"),
                known("PLOTS", ValueKind.SUBOPTIONS),
                singular(),
                stepDown(),
                weights("SUBJECT"),
                OptionSpec.of("TESTVALUE", ValueKind.NUMBERS, "values under the hypothesis")
                        .alias("TESTMEAN"),
                flag("UPPERTAILED", "the alternative is a positive value").alias("UPPER"));
    }

    public static StatementSpec leastSquaresMeans() {
        return StatementSpec.of("LSMEANS", StatementForm.EFFECTS, "least squares means")
                .slash(Stream.concat(
                                Stream.of(meansOptions()),
                                Stream.of(
                                        OptionSpec.of(
                                                "SLICE", ValueKind.EFFECTS, "test equality within levels of an effect"),
                                        OptionSpec.of(
                                                        "SLICEDIFF",
                                                        ValueKind.EFFECTS,
                                                        "compare within levels of an effect")
                                                .alias("SIMPLEDIFF"),
                                        OptionSpec.of(
                                                        "SLICEDIFFTYPE",
                                                        ValueKind.WORD,
                                                        "which means are compared within levels")
                                                .alias("SIMPLEDIFFTYPE")
                                                .oneOf("ALL", "CONTROL", "CONTROLL", "CONTROLU")
                                                .with(OptionSpec.of(VALUES, ValueKind.VALUES, "levels of the control"))
                                                .otherwise("ALL")))
                        .toArray(OptionSpec[]::new));
    }

    public static StatementSpec slice() {
        return StatementSpec.of("SLICE", StatementForm.EFFECTS, "least squares means within levels of an effect")
                .slash(Stream.concat(
                                Stream.of(meansOptions()),
                                Stream.of(
                                        OptionSpec.of(
                                                        "SLICEBY",
                                                        ValueKind.SLICES,
                                                        "effect whose levels are the slices, or (variable='level')")
                                                .alias("SLICE", "SIMPLE"),
                                        flag("NOF", "no test of equality")))
                        .toArray(OptionSpec[]::new));
    }

    public static StatementSpec test() {
        return StatementSpec.of("TEST", StatementForm.EFFECTS, "Type III tests of effects")
                .slash(
                        flag("CHISQ", "chi-square tests too"),
                        refused("DDF", ValueKind.NUMBERS),
                        flag("E", "print the coefficients").alias("E3"),
                        OptionSpec.of("HTYPE", ValueKind.NUMBERS, "types of tests; only 3 is built"),
                        flag("INTERCEPT", "test of the intercept").alias("INT"));
    }

    public static StatementSpec leastSquaresMeanEstimate() {
        return StatementSpec.of(
                        "LSMESTIMATE",
                        StatementForm.MEAN_COEFFICIENTS,
                        "estimates of linear combinations of least squares means")
                .slash(
                        adjust(
                                "BON~BONFERRONI",
                                "DUNNETT",
                                "SCHEFFE",
                                "SIDAK~SID",
                                "SIMULATE",
                                "SMM~GT2",
                                "TUKEY",
                                "T"),
                        adjustedDegreesOfFreedom(),
                        alpha(),
                        at(),
                        byLevel(),
                        flag("CHISQ", "chi-square test too"),
                        flag("CL", "confidence limits"),
                        flag("CORR", "correlations of the estimates"),
                        flag("COV", "covariances of the estimates"),
                        degreesOfFreedom(),
                        divisor(),
                        flag("E", "print the coefficients of the model's columns"),
                        flag("ELSM", "print the coefficients of the means"),
                        flag("EXP", "exponentiated estimate"),
                        flag("ILINK", "estimate on the scale of the mean"),
                        joint(),
                        flag("LOWERTAILED", "the alternative is a negative value")
                                .alias("LOWER"),
                        observedMargins(),
                        known("PLOTS", ValueKind.SUBOPTIONS),
                        singular(),
                        stepDown(),
                        OptionSpec.of("TESTVALUE", ValueKind.NUMBERS, "values under the hypothesis")
                                .alias("TESTMEAN"),
                        flag("UPPERTAILED", "the alternative is a positive value")
                                .alias("UPPER"));
    }

    private static OptionSpec[] meansOptions() {
        OptionSpec[] control = {OptionSpec.of(VALUES, ValueKind.VALUES, "levels of the control")};
        return new OptionSpec[] {
            adjust("BON~BONFERRONI", "DUNNETT", "SCHEFFE", "SIDAK~SID", "SIMULATE", "SMM~GT2", "TUKEY", "T"),
            adjustedDegreesOfFreedom(),
            alpha(),
            at(),
            byLevel(),
            flag("CL", "confidence limits"),
            flag("CORR", "correlations of the means"),
            flag("COV", "covariances of the means"),
            degreesOfFreedom(),
            OptionSpec.of("DIFF", ValueKind.OPTIONAL_WORD, "differences of the means")
                    .alias("PDIFF")
                    .oneOf("ALL", "CONTROL", "CONTROLL", "CONTROLU")
                    .with(control)
                    .otherwise("ALL"),
            flag("E", "print the coefficients"),
            flag("EXP", "exponentiated estimates"),
            flag("ILINK", "estimates on the scale of the mean"),
            flag("LINES", "means in descending order with lines along those that do not differ"),
            flag("MEANS", "print the means; they are printed unless NOMEANS is given"),
            flag("NOMEANS", "print only what is asked for about the means"),
            flag("ODDS", "odds of the means"),
            flag("ODDSRATIO", "odds and odds ratios").alias("OR"),
            observedMargins(),
            known("PLOTS", ValueKind.SUBOPTIONS).alias("PLOT"),
            singular(),
            stepDown()
        };
    }

    private static OptionSpec adjust(String... methods) {
        return OptionSpec.of("ADJUST", ValueKind.WORD, "adjustment for multiple comparisons")
                .oneOf(methods)
                .with(
                        OptionSpec.of("ACC", ValueKind.NUMBER, "error of a simulated probability")
                                .otherwise("0.005"),
                        OptionSpec.of("EPS", ValueKind.NUMBER, "probability that the error is exceeded")
                                .otherwise("0.01"),
                        OptionSpec.of("NSAMP", ValueKind.INTEGER, "number of samples")
                                .otherwise("by ACC= and EPS="),
                        OptionSpec.of("SEED", ValueKind.INTEGER, "start of the random stream")
                                .otherwise("a fixed one, named in the log"),
                        flag("REPORT", "samples and seed; always reported in the log")
                                .withStatus(Status.NO_EFFECT),
                        OptionSpec.of("NOADJUST", ValueKind.FLAG, "no control variates; there are none")
                                .alias("NOCVADJUST")
                                .withStatus(Status.NO_EFFECT))
                .otherwise("T, none");
    }

    private static OptionSpec refused(String name, ValueKind kind) {
        return OptionSpec.of(name, kind, "not supported yet").withStatus(Status.REFUSED);
    }

    private static OptionSpec adjustedDegreesOfFreedom() {
        return OptionSpec.of("ADJDFE", ValueKind.WORD, "degrees of freedom of adjusted results")
                .oneOf("ROW", "SOURCE")
                .otherwise("SOURCE");
    }

    private static OptionSpec stepDown() {
        return OptionSpec.of("STEPDOWN", ValueKind.FLAG, "adjust step by step; without ADJUST= as Holm")
                .with(
                        OptionSpec.of("TYPE", ValueKind.WORD, "logical constraints; only FREE is built")
                                .oneOf("FREE")
                                .otherwise("FREE"),
                        known("MAXTIME", ValueKind.NUMBER),
                        known("REPORT", ValueKind.FLAG));
    }

    private static OptionSpec alpha() {
        return OptionSpec.of("ALPHA", ValueKind.NUMBER, "1 - confidence level").otherwise(LIMIT);
    }

    private static OptionSpec at() {
        return OptionSpec.of("AT", ValueKind.SETTINGS, "values of covariates: x=1, (x z)=(1 2), MEANS")
                .otherwise("their means");
    }

    private static OptionSpec byLevel() {
        return flag("BYLEVEL", "observed margins and covariate means within each level");
    }

    private static OptionSpec degreesOfFreedom() {
        return OptionSpec.of("DF", ValueKind.NUMBER, "degrees of freedom");
    }

    private static OptionSpec divisor() {
        return OptionSpec.of("DIVISOR", ValueKind.NUMBERS, "divides the coefficients, one for each row")
                .otherwise("1");
    }

    private static OptionSpec joint() {
        return flag("JOINT", "test that all rows are zero");
    }

    private static OptionSpec observedMargins() {
        return OptionSpec.of("OM", ValueKind.OPTIONAL_DATA_SET, "average by the margins of the data, or of a data set")
                .alias("OBSMARGINS");
    }

    private static OptionSpec singular() {
        return OptionSpec.of("SINGULAR", ValueKind.NUMBER, "tolerance of estimability")
                .otherwise("1E-4");
    }
}
