package hermite.sas.proc.glimmix.report;

import hermite.math.search.Maximum;
import hermite.model.glmm.GlmmFit;
import hermite.model.glmm.covariance.RandomCovariance;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.proc.covariance.report.ConvergenceStatus;
import hermite.sas.proc.covariance.report.InformationCriteria;
import hermite.sas.proc.glimmix.binding.GlimmixData;
import hermite.sas.proc.glimmix.binding.GlimmixResponse;
import hermite.sas.proc.glimmix.fitting.LikelihoodFit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Tables about the model, the data, the search and the random effects. */
public final class GlimmixTables {
    private final GlimmixData data;

    public GlimmixTables(GlimmixData data) {
        this.data = data;
    }

    public static OutputTable labelled(String name, String title, List<List<Cell>> rows) {
        return OutputTable.of(
                name,
                title,
                Layout.LABEL_VALUE,
                List.of(OutputColumn.rowHeader("Descr", "").withLabel("Description"), OutputColumn.text("Value", "")),
                rows);
    }

    public static OutputTable counted(String name, String title, NumberFormats format, List<List<Cell>> rows) {
        return OutputTable.of(
                name,
                title,
                Layout.LABEL_VALUE,
                List.of(
                        OutputColumn.rowHeader("Descr", "").withLabel("Description"),
                        OutputColumn.number("Value", "", format)),
                rows);
    }

    public static List<Cell> row(String label, String value) {
        return List.of(Cell.of(label), Cell.of(value));
    }

    public static List<Cell> row(String label, double value) {
        return List.of(Cell.of(label), Cell.of(value));
    }

    public OutputTable modelInformation() {
        List<List<Cell>> rows = variables(
                data.dataSet(),
                data.response(),
                data.frequency(),
                data.weights().row(),
                data.offset());
        if (data.request().isPlain()) {
            rows.add(row("Variance Matrix", "Diagonal"));
        } else {
            rows.add(
                    data.isProcessedBySubjects()
                            ? row("Variance Matrix Blocked By", data.subjectEffect())
                            : row("Variance Matrix", "Not blocked"));
        }
        rows.add(row("Estimation Technique", "Maximum Likelihood"));
        if (!data.request().isPlain()) {
            rows.add(row("Likelihood Approximation", approximation()));
        }
        rows.add(row(
                "Degrees of Freedom Method", data.request().degreesOfFreedom().label()));
        if (data.request().empirical()) {
            rows.add(row(
                    "Fixed Effects SE Adjustment",
                    "Sandwich - " + data.request().correction().label()));
        }
        return labelled("ModelInfo", "Model Information", rows);
    }

    /** The first rows of the model information: data set, response, variables of single rows. */
    public static List<List<Cell>> variables(
            String dataSet,
            GlimmixResponse response,
            Optional<String> frequency,
            Optional<String> weight,
            Optional<String> offset) {
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(row("Data Set", dataSet));
        if (response.trialsName().isPresent()) {
            rows.add(row("Response Variable (Events)", response.name()));
            rows.add(row("Response Variable (Trials)", response.trialsName().get()));
        } else {
            rows.add(row("Response Variable", response.name()));
        }
        rows.add(row("Response Distribution", response.distribution()));
        rows.add(row("Link Function", response.link()));
        rows.add(row("Variance Function", "Default"));
        frequency.ifPresent(v -> rows.add(row("Frequency Variable", v)));
        weight.ifPresent(v -> rows.add(row("Weight Variable", v)));
        offset.ifPresent(v -> rows.add(row("Offset Variable", v)));
        return rows;
    }

    public OutputTable observations() {
        return observations(
                data.table().rowCount(),
                data.rowsUsed().length,
                data.frequency().isPresent() ? OptionalDouble.of(data.observations()) : OptionalDouble.empty(),
                data.response());
    }

    /** @param frequencies the sum of FREQ where there is one */
    public static OutputTable observations(
            double read, double used, OptionalDouble frequencies, GlimmixResponse response) {
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(count("Number of Observations Read", read, read, used));
        rows.add(count("Number of Observations Used", used, read, used));
        frequencies.ifPresent(sum -> rows.add(count("Sum of Frequencies Used", sum, read, used)));
        if (response.trialsName().isPresent()) {
            rows.add(count("Number of Events", response.sum(response.y()), read, used));
            rows.add(count("Number of Trials", response.sum(response.trials()), read, used));
        }
        return OutputTable.of(
                "NObs",
                "",
                Layout.LABEL_VALUE,
                List.of(
                        OutputColumn.rowHeader("Label", "").withLabel("Label"),
                        OutputColumn.number("N", "", NumberFormats.BEST8),
                        OutputColumn.number("NObsRead", "", NumberFormats.INTEGER)
                                .withLabel("Number of Observations Read")
                                .onlyInDataSet(),
                        OutputColumn.number("NObsUsed", "", NumberFormats.INTEGER)
                                .withLabel("Number of Observations Used")
                                .onlyInDataSet()),
                rows);
    }

    private static List<Cell> count(String label, double value, double read, double used) {
        return List.of(Cell.of(label), Cell.of(value), Cell.of(read), Cell.of(used));
    }

    public static OutputTable responseProfile(GlimmixResponse response, GlimmixResponse.Profile profile) {
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < profile.levels().size(); i++) {
            rows.add(
                    List.of(Cell.of(i + 1.0), Cell.of(profile.levels().get(i)), Cell.of((double) profile.counts()[i])));
        }
        OutputTable table = OutputTable.of(
                "ResponseProfile",
                "Response Profile",
                Layout.COLUMNS,
                List.of(
                        OutputColumn.number("OrderedValue", "Ordered|Value", NumberFormats.INTEGER)
                                .asRowHeader(),
                        OutputColumn.text(response.name(), response.name()),
                        OutputColumn.number("Frequency", "Total|Frequency", NumberFormats.INTEGER)),
                rows);
        return table;
    }

    public static OutputTable modelled(GlimmixResponse response, GlimmixResponse.Profile profile) {
        return new OutputTable(
                "ResponseModeled",
                "Modeled Response",
                List.of(),
                Layout.CENTRED_SENTENCE,
                List.of(OutputColumn.text("Text", "")),
                List.of(List.of(Cell.of("The GLIMMIX procedure is modeling the probability that " + response.name()
                        + "='" + profile.modelled() + "'."))),
                List.of());
    }

    public OutputTable dimensions() {
        if (data.request().isPlain()) {
            return counted(
                    "Dimensions",
                    "Dimensions",
                    NumberFormats.INTEGER,
                    List.of(
                            row("Columns in X", data.columnsInX()),
                            row("Columns in Z", 0),
                            row("Subjects (Blocks in V)", 1),
                            row("Max Obs per Subject", data.rowsUsed().length)));
        }
        SubjectDimensions sizes = SubjectDimensions.of(data);
        RandomCovariance covariance = data.spec().covariance();
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(row("G-side Cov. Parameters", covariance.parameters()));
        if (data.spec().response().hasDispersion()) {
            rows.add(row("R-side Cov. Parameters", 1));
        }
        rows.add(row("Columns in X", data.columnsInX()));
        rows.add(
                row(data.isProcessedBySubjects() ? "Columns in Z per Subject" : "Columns in Z", sizes.randomColumns()));
        rows.add(row("Subjects (Blocks in V)", sizes.subjects()));
        rows.add(row("Max Obs per Subject", sizes.largest()));
        return counted("Dimensions", "Dimensions", NumberFormats.INTEGER, rows);
    }

    public OutputTable optimization(GlmmFit fit, LikelihoodFit likelihood) {
        boolean dispersion = data.spec().response().hasDispersion();
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(row("Optimization Technique", data.request().search().label()));
        rows.add(row("Parameters in Optimization", Integer.toString(likelihood.parametersInOptimization(fit))));
        rows.add(row("Lower Boundaries", Long.toString(likelihood.lowerBoundaries())));
        rows.add(row("Upper Boundaries", Long.toString(likelihood.upperBoundaries())));
        rows.add(row("Fixed Effects", "Not Profiled"));
        if (dispersion && data.response().isNormal()) {
            rows.add(row("Residual Variance", "Not Profiled"));
        }
        rows.add(row("Starting From", likelihood.startsFrom()));
        if (!data.request().laplace()) {
            rows.add(row("Quadrature Points", Integer.toString(fit.points())));
        }
        return labelled("OptInfo", "Optimization Information", rows);
    }

    private String approximation() {
        if (data.request().laplace()) {
            return "Laplace";
        }
        return switch (data.request().quadrature().placement()) {
            case ADAPTIVE -> "Gauss-Hermite Quadrature";
            case CENTRED -> "Gauss-Hermite Quadrature Scaled by G";
            case PLAIN -> "Nonadaptive Gauss-Hermite Quadrature";
        };
    }

    public OutputTable iterations(GlmmFit fit) {
        List<List<Cell>> rows = new ArrayList<>();
        int restarts = 0;
        for (Maximum.Iteration i : fit.history()) {
            boolean start = Double.isNaN(i.change());
            restarts += start && i.number() > 0 ? 1 : 0;
            rows.add(List.of(
                    Cell.of((double) i.number()),
                    Cell.of((double) restarts),
                    Cell.of((double) i.evaluations()),
                    Cell.of(-2 * i.value()),
                    start ? Cell.missing() : Cell.of(2 * i.change()),
                    Cell.of(2 * i.maxGradient())));
        }
        OutputTable plain = history("Evaluations", rows);
        if (!data.request().step().options().has("ITDETAILS")) {
            return plain;
        }
        return SearchDetails.added(
                plain,
                IntStream.range(0, fit.parameters())
                        .mapToObj(k -> ExtensionTables.parameterName(data, k))
                        .toList(),
                fit.history().stream().map(Maximum.Iteration::point).toList(),
                fit.history().stream()
                        .map(i -> Arrays.stream(i.gradient()).map(g -> -2 * g).toArray())
                        .toList());
    }

    /** @param second what is counted in each iteration */
    public static OutputTable history(String second, List<List<Cell>> rows) {
        return OutputTable.of(
                "IterHistory",
                "Iteration History",
                Layout.COLUMNS,
                List.of(
                        OutputColumn.number("Iteration", "Iteration", NumberFormats.INTEGER)
                                .asRowHeader(),
                        OutputColumn.number("Restarts", "Restarts", NumberFormats.INTEGER),
                        OutputColumn.number(second, second, NumberFormats.INTEGER),
                        OutputColumn.number("Objective", "Objective|Function", NumberFormats.BEST12),
                        OutputColumn.number("Change", "Change", NumberFormats.F14_8),
                        OutputColumn.number("MaxGradient", "Max|Gradient", NumberFormats.BEST8)),
                rows);
    }

    public static OutputTable convergence(String reason, int status, boolean pdG, boolean pdH) {
        return new ConvergenceStatus(reason, status)
                .table(
                        new ConvergenceStatus.Flag("pdG", "G Positive Definite", pdG),
                        new ConvergenceStatus.Flag("pdH", "Hessian Positive Definite", pdH));
    }

    /** Held parameters are no parameters of the model; values that NOITER makes final are. */
    private double parametersCounted(GlmmFit fit) {
        boolean isFinal = data.request()
                .step()
                .statement("PARMS")
                .filter(s -> s.options().has("NOITER"))
                .isPresent();
        return isFinal ? fit.parameters() : fit.freeParameters();
    }

    public OutputTable fitStatistics(GlmmFit fit) {
        String criteria = data.request().step().options().word("IC").orElse("Q");
        double d = parametersCounted(fit);
        double n = data.observations();
        double s = data.isProcessedBySubjects() ? fit.counts().subjects() : n;
        double m2ll = fit.minusTwoLogLikelihood();
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(row("-2 Log Likelihood", m2ll));
        if (!criteria.equals("NONE")) {
            rows.addAll(criteria(new InformationCriteria(m2ll, d, n, s)));
        }
        if (data.request().isPlain() && data.response().categories().isEmpty()) {
            double pearson = fit.conditional().pearson();
            rows.add(row("Pearson Chi-Square", pearson));
            rows.add(row("Pearson Chi-Square / DF", pearson / (n - data.sweep().rank())));
        }
        return counted("FitStatistics", "Fit Statistics", NumberFormats.F12_2, rows);
    }

    public static List<List<Cell>> criteria(InformationCriteria criteria) {
        return List.of(
                row("AIC  (smaller is better)", criteria.aic()),
                row("AICC (smaller is better)", criteria.aicc()),
                row("BIC  (smaller is better)", criteria.bic()),
                row("CAIC (smaller is better)", criteria.caic()),
                row("HQIC (smaller is better)", criteria.hqic()));
    }

    public OutputTable conditionalFit(GlmmFit fit) {
        return counted(
                "CondFitStatistics",
                "Fit Statistics for Conditional Distribution",
                NumberFormats.F12_2,
                List.of(
                        row("-2 log L(y | r. effects)", fit.conditional().minusTwoLogLikelihood()),
                        row("Pearson Chi-Square", fit.conditional().pearson()),
                        row("Pearson Chi-Square / DF", fit.conditional().pearson() / data.observations())));
    }
}
