package hermite.sas.proc.marginal.report;

import hermite.data.Format;
import hermite.data.Formats;
import hermite.data.Missing;
import hermite.model.gee.GeeFit;
import hermite.model.gee.MarginalFit;
import hermite.model.gee.WorkingCorrelation;
import hermite.model.gee.influence.AssociationCriteria;
import hermite.model.gee.influence.SmallSampleCovariance;
import hermite.model.gee.multinomial.GlobalOddsRatios;
import hermite.model.gee.multinomial.MultinomialFit;
import hermite.model.inference.LinearEstimate;
import hermite.model.inference.Tails;
import hermite.report.Cell;
import hermite.report.NumberFormat;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.proc.ValueFormat;
import hermite.sas.proc.marginal.binding.GenmodClusters;
import hermite.sas.proc.marginal.binding.GenmodModel;
import hermite.sas.proc.marginal.binding.MarginalRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The tables of the marginal model. */
public final class GeeReport {
    private final GenmodModel model;
    private final GenmodModel.Repeated repeated;
    private final GenmodClusters clusters;
    private final MarginalFit fit;
    private final Parameters parameters;
    private final NumberFormat matrixFormat;

    public GeeReport(
            GenmodModel model, GenmodClusters clusters, MarginalFit fit, Parameters parameters, Formats formats) {
        this.model = model;
        this.repeated = model.repeated().orElseThrow();
        this.clusters = clusters;
        this.fit = fit;
        this.parameters = parameters;
        this.matrixFormat = new ValueFormat(formats, Format.of("D9.4"));
    }

    public OutputTable modelInformation() {
        Rows.LabelValue rows = new Rows.LabelValue();
        if (repeated.logOddsRatios().isPresent()) {
            boolean extension = repeated.request().extensions().stream().anyMatch(e -> e.startsWith("GLOBALOR"));
            String kind = extension ? "Global Odds Ratio Structure" : "Log Odds Ratio Structure";
            String cuts = repeated.request().ratiosByCuts() ? ", by Pair of Cuts" : "";
            rows.text(kind, repeated.logOddsRatios().get().label() + cuts);
        } else {
            rows.text("Correlation Structure", structureName());
        }
        clusters.within().ifPresent(w -> rows.text("Within-Subject Effect", w));
        rows.text("Subject Effect", clusters.subject());
        rows.number("Number of Clusters", clusters.observations().clusters(), NumberFormats.INTEGER);
        if (clusters.withMissing() > 0) {
            rows.number("Clusters With Missing Values", clusters.withMissing(), NumberFormats.INTEGER);
        }
        rows.number("Correlation Matrix Dimension", clusters.observations().dimension(), NumberFormats.INTEGER);
        rows.number("Maximum Cluster Size", clusters.observations().largestCluster(), NumberFormats.INTEGER);
        rows.number("Minimum Cluster Size", clusters.observations().smallestCluster(), NumberFormats.INTEGER);
        return rows.table("GEEModInfo", "GEE Model Information");
    }

    private String structureName() {
        WorkingCorrelation correlation = repeated.correlation();
        if (correlation instanceof WorkingCorrelation.Exchangeable) {
            return "Exchangeable";
        }
        if (correlation instanceof WorkingCorrelation.Autoregressive) {
            return "AR(1)";
        }
        if (correlation instanceof WorkingCorrelation.Unstructured) {
            return "Unstructured";
        }
        if (correlation instanceof WorkingCorrelation.ContinuousAutoregressive) {
            return "AR by distance of " + repeated.request().time().orElseThrow();
        }
        if (correlation instanceof WorkingCorrelation.MDependent m) {
            return m.lag() + "-Dependent";
        }
        return correlation instanceof WorkingCorrelation.Fixed ? "Fixed" : "Independent";
    }

    /** What each log odds ratio stands for; nothing for a single one. */
    public Optional<OutputTable> logOddsRatioInformation() {
        List<String> cuts = fit instanceof MultinomialFit multinomial
                ? multinomial
                        .specification()
                        .association()
                        .map(GlobalOddsRatios::cutLabels)
                        .orElse(List.of())
                : List.of();
        if (clusters.groups().isEmpty() && cuts.isEmpty()) {
            return Optional.empty();
        }
        boolean given = repeated.logOddsRatios().orElseThrow() instanceof GenmodModel.LogOddsStructure.Replicated;
        if (given && cuts.isEmpty()) {
            return Optional.of(replicated(((GenmodModel.LogOddsStructure.Replicated)
                            repeated.logOddsRatios().get())
                    .rows()));
        }
        List<OutputColumn> columns =
                List.of(OutputColumn.rowHeader("Parameter", "Parameter"), OutputColumn.text("Group", "Group"));
        List<List<Cell>> rows = new ArrayList<>();
        int byPairs = fit.logOddsRatios().length - cuts.size();
        for (int a = 0; a < byPairs; a++) {
            boolean named = !given && a < clusters.groups().size();
            rows.add(List.of(
                    Cell.of("Alpha" + (a + 1)),
                    Cell.of(named ? clusters.groups().get(a) : "")));
        }
        for (int a = 0; a < cuts.size(); a++) {
            rows.add(List.of(Cell.of("Alpha" + (byPairs + a + 1)), Cell.of("Cuts " + cuts.get(a))));
        }
        return Optional.of(logOddsRatioTable(columns, rows));
    }

    /** The table is narrow, and so is its title. */
    private static OutputTable logOddsRatioTable(List<OutputColumn> columns, List<List<Cell>> rows) {
        return new OutputTable(
                "GEELogORInfo",
                "Log Odds Ratio Parameter Information",
                List.of("Log Odds Ratio", "Parameter", "Information"),
                Layout.COLUMNS,
                columns,
                rows,
                List.of());
    }

    private OutputTable replicated(List<double[]> z) {
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(OutputColumn.rowHeader("Pair", "Cluster|Pair"));
        for (int a = 1; a <= z.get(0).length; a++) {
            columns.add(OutputColumn.number("Alpha" + a, "Alpha" + a, NumberFormats.BEST8));
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (int r = 0; r < z.size(); r++) {
            List<Cell> row = new ArrayList<>();
            row.add(Cell.of(clusters.groups().get(r)));
            for (double value : z.get(r)) {
                row.add(Cell.of(value));
            }
            rows.add(row);
        }
        return logOddsRatioTable(columns, rows);
    }

    /** Covariance and correlation matrices that were asked for. */
    public List<OutputTable> matrices() {
        GenmodModel.Prints prints = repeated.prints();
        List<OutputTable> tables = new ArrayList<>();
        int p = fit.estimates().length;
        List<String> names = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (Parameters.Parameter parameter : parameters.estimated(fit.aliased())) {
            names.add(parameters.shortName(parameter));
            places.add(parameter.column());
        }
        List<String> jointNames = new ArrayList<>(names);
        List<Integer> jointPlaces = new ArrayList<>(places);
        double[] joint = fit.jointCovariance();
        int size = p + fit.logOddsRatios().length;
        for (int a = 0; a < fit.logOddsRatios().length; a++) {
            jointNames.add("Alpha" + (a + 1));
            jointPlaces.add(p + a);
        }
        double[] modelBased = fit.modelBasedCovariance();
        if (prints.modelCovariance()) {
            tables.add(
                    matrix("GEENCov", "Covariance Matrix (Model-Based)", names, places, modelBased, p, matrixFormat));
        }
        if (prints.empiricalCovariance()) {
            tables.add(matrix(
                    "GEERCov", "Covariance Matrix (Empirical)", jointNames, jointPlaces, joint, size, matrixFormat));
        }
        if (prints.modelCorrelation()) {
            tables.add(matrix(
                    "GEENCorr",
                    "Correlation Matrix (Model-Based)",
                    names,
                    places,
                    MatrixTable.correlations(modelBased, p),
                    p,
                    NumberFormats.F8_4));
        }
        if (prints.empiricalCorrelation()) {
            tables.add(matrix(
                    "GEERCorr",
                    "Correlation Matrix (Empirical)",
                    jointNames,
                    jointPlaces,
                    MatrixTable.correlations(joint, size),
                    size,
                    NumberFormats.F8_4));
        }
        return tables;
    }

    private static OutputTable matrix(
            String name,
            String title,
            List<String> names,
            List<Integer> places,
            double[] values,
            int size,
            NumberFormat format) {
        return MatrixTable.of(
                name, title, names, names, format, (i, j) -> values[places.get(i) * size + places.get(j)]);
    }

    /** The working correlation, when asked for. */
    public Optional<OutputTable> workingCorrelation() {
        double[] matrix = repeated.prints().workingCorrelation() ? fit.workingCorrelation() : new double[0];
        if (matrix.length == 0 || repeated.request().time().isPresent()) {
            return Optional.empty();
        }
        int d = (int) Math.round(Math.sqrt(matrix.length));
        List<String> rowNames =
                IntStream.rangeClosed(1, d).mapToObj(i -> "Row" + i).toList();
        List<String> columnNames =
                IntStream.rangeClosed(1, d).mapToObj(i -> "Col" + i).toList();
        return Optional.of(MatrixTable.of(
                "GEEWCorr",
                "Working Correlation Matrix",
                rowNames,
                columnNames,
                NumberFormats.F8_4,
                (i, j) -> matrix[i * d + j]));
    }

    public Optional<OutputTable> exchangeableCorrelation() {
        if (fit.correlations().length == 0 || !(repeated.correlation() instanceof WorkingCorrelation.Exchangeable)) {
            return Optional.empty();
        }
        return Optional.of(single("GEEExchCorr", "Exchangeable Working Correlation", "Correlation", fit));
    }

    /** The correlation of visits one unit of time apart, for TYPE=ARTIME. */
    public Optional<OutputTable> correlationByTime() {
        return fit instanceof GeeFit gee && repeated.request().time().isPresent()
                ? Optional.of(
                        single("GEETimeCorr", "Working Correlation By Time Distance", "Correlation at Distance 1", gee))
                : Optional.empty();
    }

    private static OutputTable single(String name, String title, String label, MarginalFit gee) {
        double value = gee.correlations().length > 0 ? gee.correlations()[0] : Missing.DOT;
        List<OutputColumn> columns = List.of(
                OutputColumn.rowHeader("Label", "").withLabel("Label"),
                OutputColumn.text("cValue", "").withLabel("cValue").withAlign(OutputColumn.Align.RIGHT),
                OutputColumn.number("nValue", "", NumberFormats.BEST12)
                        .withLabel("nValue")
                        .onlyInDataSet());
        return OutputTable.of(
                name,
                title,
                Layout.LABEL_VALUE,
                columns,
                List.of(List.of(Cell.of(label), Cell.of(NumberFormats.BEST12.print(value)), Cell.of(value))));
    }

    public OutputTable criteria() {
        List<OutputColumn> columns = List.of(
                OutputColumn.rowHeader("Criterion", "").withLabel("Criterion"),
                OutputColumn.number("Value", "", NumberFormats.F12_4).withLabel("Value"));
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(criterion("QIC", fit.qic()));
        rows.add(criterion("QICu", fit.qicu()));
        if (repeated.request().criteria()) {
            AssociationCriteria more = AssociationCriteria.of(fit);
            rows.add(criterion("CIC", more.cic()));
            rows.add(criterion("Rotnitzky-Jewell C1", more.c1()));
            rows.add(criterion("Rotnitzky-Jewell C2", more.c2()));
            rows.add(criterion("Rotnitzky-Jewell Distance", more.rotnitzkyJewell()));
        }
        return OutputTable.of("GEEFitCriteria", "GEE Fit Criteria", Layout.LABEL_VALUE, columns, rows);
    }

    private static List<Cell> criterion(String name, double value) {
        return List.of(Cell.of(name), Cell.of(Missing.normalise(value)));
    }

    /** Estimates with empirical standard errors, log odds ratios below. */
    public OutputTable empiricalEstimates() {
        List<List<Cell>> rows = coefficientRows(fit.empiricalCovariance());
        int p = fit.estimates().length;
        int size = p + fit.logOddsRatios().length;
        for (int a = 0; a < fit.logOddsRatios().length; a++) {
            double error = Math.sqrt(fit.jointCovariance()[(p + a) * size + p + a]);
            rows.add(row(parameters.named("Alpha" + (a + 1)), fit.logOddsRatios()[a], error));
        }
        return estimates("GEEEmpPEst", "Empirical Standard Error Estimates", rows, List.of());
    }

    /** Estimates with standard errors corrected for few clusters and t tests. */
    public OutputTable correctedEstimates(SmallSampleCovariance corrected) {
        MarginalRequest.DegreesOfFreedom method = repeated.request().degreesOfFreedom();
        int p = fit.estimates().length;
        double[] df = new double[p];
        java.util.Arrays.fill(
                df,
                method == MarginalRequest.DegreesOfFreedom.NONE ? Double.POSITIVE_INFINITY : corrected.denominatorDf());
        if (method == MarginalRequest.DegreesOfFreedom.SATTERTHWAITE) {
            df = SmallSampleCovariance.satterthwaite(
                    fit,
                    clusters.observations(),
                    repeated.request().correction().orElseThrow());
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (Parameters.Parameter parameter : parameters.all()) {
            int j = parameter.column();
            boolean estimated = j >= 0 && !fit.aliased()[j];
            double value = estimated ? fit.estimates()[j] : 0;
            double error = estimated ? Math.sqrt(corrected.covariance()[j * p + j]) : 0;
            double t = error > 0 ? value / error : Missing.DOT;
            double own = estimated ? df[j] : Missing.DOT;
            boolean normal = Double.isInfinite(own);
            double reach = 0;
            if (estimated) {
                reach = error
                        * (normal ? Tails.normalQuantile(model.alpha()) : Tails.studentQuantile(model.alpha(), own));
            }
            rows.add(Rows.concatenate(
                    parameters.identify(parameter),
                    Cell.of(value),
                    Cell.of(Missing.normalise(error)),
                    Cell.of(Missing.normalise(value - reach)),
                    Cell.of(Missing.normalise(value + reach)),
                    normal ? new Cell.Shown(Missing.DOT, "Infty") : Cell.of(Missing.normalise(own)),
                    Cell.of(Missing.normalise(t)),
                    Cell.of(Missing.normalise(normal ? Tails.normal(t) : Tails.student(t, own)))));
        }
        List<OutputColumn> columns = parameters.estimates(model.alpha());
        columns.add(
                OutputColumn.number("DF", "DF", NumberFormats.F_2).withGap(2).withMinimumWidth(7));
        columns.add(OutputColumn.number("tValue", "t Value", NumberFormats.F_2).withGap(2));
        columns.add(Rows.probability("Probt", "")
                .withHeading(List.of("Pr > |t|"))
                .withLabel("Pr > |t|")
                .withGap(2));
        return new OutputTable(
                "GEESmallSamplePEst",
                "Analysis Of GEE Parameter Estimates",
                List.of(
                        "Analysis Of GEE Parameter Estimates",
                        corrected.correction().label() + " Standard Error Estimates"),
                Layout.COLUMNS,
                columns,
                rows,
                List.of());
    }

    /** Estimates with model-based standard errors, the scale below. */
    public OutputTable modelBasedEstimates() {
        List<List<Cell>> rows = coefficientRows(fit.modelBasedCovariance());
        if (model.isMultinomial()) {
            return estimates("GEEModPEst", "Model-Based Standard Error Estimates", rows, List.of());
        }
        double dispersion = fit instanceof GeeFit gee ? gee.dispersion() : 1;
        rows.add(Rows.concatenate(
                parameters.named("Scale"),
                Cell.of(Math.sqrt(dispersion)),
                Cell.missing(),
                Cell.missing(),
                Cell.missing(),
                Cell.missing(),
                Cell.missing()));
        boolean fixed = !(fit instanceof GeeFit gee)
                || gee.specification().fixedDispersion().isPresent();
        String note = fixed
                ? "The scale parameter was held fixed."
                : "The scale parameter for GEE estimation was computed as the square root of the normalized"
                        + " Pearson's chi-square.";
        return estimates("GEEModPEst", "Model-Based Standard Error Estimates", rows, List.of(note));
    }

    private List<List<Cell>> coefficientRows(double[] covariance) {
        int p = fit.estimates().length;
        List<List<Cell>> rows = new ArrayList<>();
        for (Parameters.Parameter parameter : parameters.all()) {
            int j = parameter.column();
            boolean estimated = j >= 0 && !fit.aliased()[j];
            double value =
                    estimated ? fit.estimates()[j] : j < 0 ? model.likelihood().constant() : 0;
            double error = estimated ? Math.sqrt(covariance[j * p + j]) : 0;
            rows.add(row(parameters.identify(parameter), value, error));
        }
        return rows;
    }

    private List<Cell> row(List<Cell> identifiers, double value, double error) {
        LinearEstimate e = LinearEstimate.of(value, error, model.alpha());
        double z = error > 0 ? value / error : Missing.DOT;
        return Rows.concatenate(
                identifiers,
                Cell.of(e.estimate()),
                Cell.of(Missing.normalise(error)),
                Cell.of(Missing.normalise(e.lower())),
                Cell.of(Missing.normalise(e.upper())),
                Cell.of(z),
                Cell.of(Missing.normalise(Tails.normal(z))));
    }

    private OutputTable estimates(String name, String subtitle, List<List<Cell>> rows, List<String> notes) {
        List<OutputColumn> columns = parameters.zTests(model.alpha());
        return new OutputTable(
                name,
                "Analysis Of GEE Parameter Estimates",
                List.of("Analysis Of GEE Parameter Estimates", subtitle),
                Layout.COLUMNS,
                columns,
                rows,
                notes);
    }
}
