package hermite.sas.proc.glimmix.report;

import hermite.model.glmm.GlmmFit;
import hermite.model.glmm.GlmmFitter;
import hermite.model.glmm.Quadrature;
import hermite.model.glmm.population.PopulationAverage;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.covariance.report.TestColumns;
import hermite.sas.proc.glimmix.binding.Categories;
import hermite.sas.proc.glimmix.binding.GlimmixData;
import hermite.sas.proc.glimmix.fitting.FixedEffects;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Tables that SAS does not have, after its own: how good the quadrature is (always), the same fit with more points
 * (QCHECK), population-averaged estimates (MODEL / MARGINAL).
 */
public final class ExtensionTables {
    private static final List<String> MARK = List.of("This table is an extension of Hermite.");

    private final GlimmixData data;
    private final FixedEffects fixed;
    private final GlmmFit fit;

    public ExtensionTables(GlimmixData data, FixedEffects fixed, GlmmFit fit) {
        this.data = data;
        this.fixed = fixed;
        this.fit = fit;
    }

    public void put(ProcContext context) {
        fit.quadratureCheck().ifPresent(check -> {
            context.put(certificate(check));
            if (data.request().step().options().suboptions("METHOD").has("QCHECK")) {
                int points = Math.max(check.points(), check.sufficientPoints());
                context.put(
                        comparison(new GlmmFitter(Runtime.getRuntime().availableProcessors(), context::checkInterrupt)
                                .fit(data.spec().withQuadrature(Quadrature.points(points)))));
            }
        });
        if (data.request().modelOptions().has("MARGINAL")
                && data.response().categories().isEmpty()) {
            double[] covariance = data.request().empirical() ? fit.empiricalCovariance() : fit.modelCovariance();
            PopulationAverage average =
                    PopulationAverage.of(fit, data.response().linkFunction(), covariance);
            context.put(marginal(average));
            context.put(attenuation(average));
            new MarginalMeanTables(data, fixed, fit).put(context);
        }
    }

    private OutputTable certificate(GlmmFit.QuadratureCheck check) {
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(row("Quadrature Points", Integer.toString(fit.points())));
        boolean adaptive = data.request().quadrature().isAdaptive();
        rows.add(row("Compared with", check.points() + (adaptive ? "" : " adaptive")));
        rows.add(row("Change in -2 Log Likelihood", "%.4f", -2 * check.logLikelihoodChange()));
        rows.add(row("Largest Change in Standard Errors", "%.4f", check.largestShift()));
        rows.add(row("Parameter That Changes Most", parameterName(data, check.parameter())));
        rows.add(row("Subjects That Change by More Than 0.01", Integer.toString(check.hardSubjects())));
        if (check.sufficientPoints() > 0) {
            rows.add(row("Points That Suffice", Integer.toString(check.sufficientPoints())));
        }
        if (check.isCoarse()) {
            rows.add(row(
                    "Verdict",
                    (adaptive ? "Too few points" : "Too few without adaption") + ": METHOD=QUAD(QPOINTS="
                            + check.advisedPoints() + ")"));
        }
        return new OutputTable(
                "QuadratureCertificate",
                "Quadrature Certificate",
                List.of("Quadrature Certificate"),
                Layout.LABEL_VALUE,
                List.of(OutputColumn.rowHeader("Descr", "").withLabel("Description"), OutputColumn.text("Value", "")),
                rows,
                MARK);
    }

    private static List<Cell> row(String label, String value) {
        return List.of(Cell.of(label), Cell.of(value));
    }

    private static List<Cell> row(String label, String format, double value) {
        String text = String.format(Locale.ROOT, format, value);
        return row(label, text.matches("-0\\.0*") ? text.substring(1) : text);
    }

    /** Estimates with the points asked for and with more, the change in standard errors, and −2 log likelihood. */
    private OutputTable comparison(GlmmFit more) {
        List<List<Cell>> rows = new ArrayList<>();
        double[] few = fit.estimates();
        double[] many = more.estimates();
        for (int k = 0; k < few.length; k++) {
            double se = fit.modelStandardError(k);
            rows.add(List.of(
                    Cell.of(parameterName(data, k)),
                    TestColumns.number(few[k]),
                    TestColumns.number(se),
                    TestColumns.number(many[k]),
                    TestColumns.number(more.modelStandardError(k)),
                    TestColumns.number((many[k] - few[k]) / se)));
        }
        rows.add(List.of(
                Cell.of("-2 Log Likelihood"),
                Cell.of(fit.minusTwoLogLikelihood()),
                Cell.missing(),
                Cell.of(more.minusTwoLogLikelihood()),
                Cell.missing(),
                Cell.missing()));
        return new OutputTable(
                "QuadratureComparison",
                "Estimates by Number of Quadrature Points",
                List.of("Estimates by Number of Quadrature Points"),
                Layout.COLUMNS,
                List.of(
                        OutputColumn.rowHeader("Parameter", "Parameter"),
                        OutputColumn.number("Estimate", fit.points() + " Points", NumberFormats.D8_4),
                        OutputColumn.number("StdErr", "Standard|Error", NumberFormats.D8_4),
                        OutputColumn.number("MoreEstimate", more.points() + " Points", NumberFormats.D8_4),
                        OutputColumn.number("MoreStdErr", "Standard|Error", NumberFormats.D8_4),
                        OutputColumn.number("Change", "Change in|Std Errors", NumberFormats.D8_4)),
                rows,
                List.of("This table is an extension of Hermite; standard errors are model-based."));
    }

    private OutputTable marginal(PopulationAverage average) {
        List<List<Cell>> rows = new ArrayList<>();
        for (int j = 0, k = 0; j < data.x().columns(); j++) {
            if (data.sweep().aliased()[j]) {
                continue;
            }
            FixedEffects.Linear conditional = fixed.column(j);
            FixedEffects.Linear of =
                    new FixedEffects.Linear(average.coefficients()[k], average.standardError(k), conditional.df());
            rows.add(List.of(
                    Cell.of(parameterName(data, k)),
                    TestColumns.number(conditional.estimate()),
                    TestColumns.number(conditional.standardError()),
                    TestColumns.number(of.estimate()),
                    TestColumns.number(of.standardError()),
                    TestColumns.df(of.df()),
                    TestColumns.number(of.t()),
                    TestColumns.number(of.probability()),
                    TestColumns.number(of.estimate() / conditional.estimate())));
            k++;
        }
        return new OutputTable(
                "MarginalEstimates",
                "Population-Averaged Estimates",
                List.of("Population-Averaged Estimates"),
                Layout.COLUMNS,
                List.of(
                        OutputColumn.rowHeader("Effect", "Effect"),
                        OutputColumn.number("Conditional", "Subject-|Specific", NumberFormats.D8_4),
                        OutputColumn.number("CondStdErr", "Standard|Error", NumberFormats.D8_4),
                        OutputColumn.number("Estimate", "Population-|Averaged", NumberFormats.D8_4),
                        OutputColumn.number("StdErr", "Standard|Error", NumberFormats.D8_4),
                        OutputColumn.number("DF", "DF", NumberFormats.INTEGER),
                        OutputColumn.number("tValue", "t Value", NumberFormats.F_2),
                        TestColumns.probability(),
                        OutputColumn.number("Ratio", "Ratio", NumberFormats.D8_4)),
                rows,
                MARK);
    }

    private OutputTable attenuation(PopulationAverage average) {
        List<List<Cell>> rows = new ArrayList<>();
        add(rows, "Random Variance of Linear Predictor", average.predictorVariance());
        add(rows, "Attenuation by Integration", average.attenuation());
        add(rows, "Attenuation in Closed Form", average.approximateAttenuation());
        add(rows, "Shift of Linear Predictor", average.shift());
        add(rows, "Intraclass Correlation", average.intraclassCorrelation());
        add(rows, "Median Odds Ratio", average.medianOddsRatio());
        return new OutputTable(
                "MarginalSummary",
                "Population-Averaged Summary",
                List.of("Population-Averaged Summary"),
                Layout.LABEL_VALUE,
                List.of(
                        OutputColumn.rowHeader("Descr", "").withLabel("Description"),
                        OutputColumn.number("Value", "", NumberFormats.F12_4)),
                rows,
                MARK);
    }

    private static void add(List<List<Cell>> rows, String label, double value) {
        if (Double.isFinite(value)) {
            rows.add(List.of(Cell.of(label), Cell.of(value)));
        }
    }

    /** Printed name of a parameter of the fit: a coefficient with its levels, or a covariance parameter. */
    public static String parameterName(GlimmixData data, int parameter) {
        int p = data.spec().fixedColumns();
        if (parameter >= p) {
            return new CovarianceParameterTables(data).names().get(parameter - p);
        }
        return data.response()
                .categories()
                .map(c -> categoryName(data, c, parameter))
                .orElseGet(() -> columnName(data, parameter));
    }

    private static String categoryName(GlimmixData data, Categories categories, int parameter) {
        int m = categories.modelled().size();
        if (categories.nominal()) {
            return columnName(data, parameter / m) + " " + categories.modelled().get(parameter % m);
        }
        boolean intercept = data.terms().effects().get(0).isIntercept();
        return parameter < m
                ? "Intercept " + categories.modelled().get(parameter)
                : columnName(data, parameter - m + (intercept ? 1 : 0));
    }

    private static String columnName(GlimmixData data, int kept) {
        int seen = -1;
        for (int j = 0; j < data.x().columns(); j++) {
            seen += data.sweep().aliased()[j] ? 0 : 1;
            if (seen == kept) {
                var column = data.terms().columns().get(j);
                String levels = column.labels().isEmpty() ? "" : " " + String.join(" ", column.labels());
                return data.terms().effects().get(column.effect()).name() + levels;
            }
        }
        return "";
    }
}
