package hermite.sas.proc.means;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The statistics of PROC MEANS: keyword, heading of its column, suffix of variables that hold it. */
enum Statistic {
    N("N", "N", false),
    NMISS("N|Miss", "NMiss", false),
    MEAN("Mean", "Mean", true),
    STD("Std Dev", "StdDev", true, "STDDEV"),
    STDERR("Std Error", "StdErr", true, "STDMEAN"),
    VAR("Variance", "Var", false),
    MIN("Minimum", "Min", true),
    MAX("Maximum", "Max", true),
    RANGE("Range", "Range", true),
    SUM("Sum", "Sum", true),
    SUMWGT("Sum Wgts", "SumWgt", false),
    USS("Uncorrected SS", "USS", false),
    CSS("Corrected SS", "CSS", false),
    CV("Coeff of|Variation", "CV", false),
    SKEWNESS("Skewness", "Skew", false, "SKEW"),
    KURTOSIS("Kurtosis", "Kurt", false, "KURT"),
    T("t Value", "t", false),
    PROBT("Pr > |t|", "Probt", false, "PRT"),
    LCLM("Lower %s%%|CL for Mean", "LCLM", true),
    UCLM("Upper %s%%|CL for Mean", "UCLM", true),
    MODE("Mode", "Mode", true),
    MEDIAN("Median", "Median", true, 0.5),
    P1("1st Pctl", "P1", true, 0.01),
    P5("5th Pctl", "P5", true, 0.05),
    P10("10th Pctl", "P10", true, 0.10),
    P20("20th Pctl", "P20", true, 0.20),
    P25("25th Pctl", "P25", true, 0.25),
    P30("30th Pctl", "P30", true, 0.30),
    P40("40th Pctl", "P40", true, 0.40),
    P50("50th Pctl", "P50", true, 0.50),
    P60("60th Pctl", "P60", true, 0.60),
    P70("70th Pctl", "P70", true, 0.70),
    P75("75th Pctl", "P75", true, 0.75),
    P80("80th Pctl", "P80", true, 0.80),
    P90("90th Pctl", "P90", true, 0.90),
    P95("95th Pctl", "P95", true, 0.95),
    P99("99th Pctl", "P99", true, 0.99),
    Q1("Lower|Quartile", "Q1", true, 0.25),
    Q3("Upper|Quartile", "Q3", true, 0.75),
    QRANGE("Quartile|Range", "QRange", true);

    /** What is printed when no statistic is asked for. */
    static final List<Statistic> DEFAULT = List.of(N, MEAN, STD, MIN, MAX);

    private final String heading;
    private final String suffix;
    private final boolean keepsFormat;
    private final double probability;
    private final String[] aliases;

    Statistic(String heading, String suffix, boolean keepsFormat, String... aliases) {
        this.heading = heading;
        this.suffix = suffix;
        this.keepsFormat = keepsFormat;
        this.probability = Double.NaN;
        this.aliases = aliases;
    }

    Statistic(String heading, String suffix, boolean keepsFormat, double probability) {
        this.heading = heading;
        this.suffix = suffix;
        this.keepsFormat = keepsFormat;
        this.probability = probability;
        this.aliases = new String[0];
    }

    /** Heading lines. @param confidence of limits, in percent as printed */
    List<String> heading(String confidence) {
        return this == PROBT
                ? List.of(heading)
                : Arrays.asList(String.format(java.util.Locale.ROOT, heading, confidence)
                        .split("\\|"));
    }

    /** End of the names of variables that hold it: {@code y_StdDev}. */
    String suffix() {
        return suffix;
    }

    /** Whether it is a value of the analysis variable, to be shown with its format. */
    boolean keepsFormat() {
        return keepsFormat;
    }

    boolean isCount() {
        return this == N || this == NMISS;
    }

    /** The probability of a quantile; empty for other statistics. */
    Optional<Double> probability() {
        return Double.isNaN(probability) ? Optional.empty() : Optional.of(probability);
    }

    String[] aliases() {
        return aliases.clone();
    }

    /** The statistic an option of the tables stands for. */
    static Optional<Statistic> named(String option) {
        return Arrays.stream(values()).filter(s -> s.name().equals(option)).findFirst();
    }
}
