package hermite.sas.proc.mixed;

import hermite.model.inference.Tails;
import hermite.model.lmm.CovarianceStructure;
import hermite.model.lmm.LmmFit;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.proc.covariance.CovarianceModel.ParameterName;
import hermite.sas.proc.covariance.report.AsymptoticMatrix;
import hermite.sas.proc.covariance.report.InformationCriteria;
import hermite.sas.proc.covariance.report.TestColumns;
import hermite.sas.syntax.ast.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/** Tables of the covariance parameters and of the likelihood. */
final class ParameterTables {
    private final MixedData data;
    private final LmmFit fit;

    ParameterTables(MixedData data, LmmFit fit) {
        this.data = data;
        this.fit = fit;
    }

    private List<ParameterName> names() {
        return data.covariance().parameters();
    }

    private int stored(int k) {
        return data.covariance().places()[k];
    }

    OutputTable estimates() {
        Options options = data.request().step().options();
        boolean tests = options.has("COVTEST");
        boolean limits = options.has("CL");
        boolean wald = options.word("CL").filter("WALD"::equals).isPresent();
        double alpha = options.number("ALPHA").orElse(0.05);
        boolean subjects = names().stream().anyMatch(n -> !n.subject().isEmpty());
        boolean groups = names().stream().anyMatch(n -> !n.group().isEmpty());
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(OutputColumn.rowHeader("CovParm", "Cov Parm"));
        if (subjects) {
            columns.add(OutputColumn.text("Subject", "Subject"));
        }
        if (groups) {
            columns.add(OutputColumn.text("Group", "Group"));
        }
        int scale = options.has("RATIO") ? data.scale(ParmsStatement.control(data)) : -1;
        if (scale >= 0) {
            columns.add(OutputColumn.number("Ratio", "Ratio", NumberFormats.D8_4));
        }
        columns.add(OutputColumn.number("Estimate", "Estimate", NumberFormats.D8_4));
        if (tests) {
            columns.add(OutputColumn.number("StdErr", "Standard|Error", NumberFormats.D8_4));
            columns.add(OutputColumn.number("ZValue", "Z|Value", NumberFormats.F_2));
            columns.add(OutputColumn.number("ProbZ", "Pr Z", NumberFormats.PVALUE6_4));
        }
        if (limits) {
            columns.add(OutputColumn.number("Alpha", "Alpha", NumberFormats.BEST8));
            columns.add(OutputColumn.number("Lower", "Lower", NumberFormats.D8_4));
            columns.add(OutputColumn.number("Upper", "Upper", NumberFormats.D8_4));
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (int k = 0; k < names().size(); k++) {
            ParameterName name = names().get(k);
            List<Cell> row = new ArrayList<>();
            row.add(Cell.of(name.parameter()));
            if (subjects) {
                row.add(Cell.of(name.subject()));
            }
            if (groups) {
                row.add(Cell.of(name.group()));
            }
            double estimate = fit.theta()[stored(k)];
            if (scale >= 0) {
                row.add(TestColumns.number(isOfScale(stored(k)) ? estimate / fit.theta()[scale] : Double.NaN));
            }
            double error = fit.standardError(stored(k));
            double z = estimate / error;
            row.add(Cell.of(estimate));
            if (tests) {
                row.add(TestColumns.number(error));
                row.add(TestColumns.number(z));
                // A variance can only lie above zero: its test is one-sided.
                row.add(TestColumns.number(Double.isNaN(z) ? z : Tails.normal(z) / (name.isVariance() ? 2 : 1)));
            }
            if (limits) {
                double[] ends = limits(estimate, error, alpha, !wald && isBounded(name));
                row.add(Cell.of(alpha));
                row.add(TestColumns.number(ends[0]));
                row.add(TestColumns.number(ends[1]));
            }
            rows.add(row);
        }
        return OutputTable.of("CovParms", "Covariance Parameter Estimates", Layout.COLUMNS, columns, rows);
    }

    /** Whether a parameter is measured in squared units of the response. */
    private boolean isOfScale(int place) {
        CovarianceStructure.Role role = data.spec().roles()[place];
        return role == CovarianceStructure.Role.VARIANCE || role == CovarianceStructure.Role.COVARIANCE;
    }

    private boolean isBounded(ParameterName name) {
        return name.isVariance() && !data.request().step().options().has("NOBOUND");
    }

    /** Satterthwaite's limits 2Z²σ²/χ² for parameters bounded by zero, otherwise Wald's (Milliken and Johnson 1992). */
    private static double[] limits(double estimate, double error, double alpha, boolean bounded) {
        if (Double.isNaN(error)) {
            return new double[] {Double.NaN, Double.NaN};
        }
        if (!bounded) {
            double half = Tails.studentQuantile(alpha, Double.POSITIVE_INFINITY) * error;
            return new double[] {estimate - half, estimate + half};
        }
        double df = 2 * estimate * estimate / (error * error);
        ChiSquaredDistribution chi = new ChiSquaredDistribution(df);
        return new double[] {
            df * estimate / chi.inverseCumulativeProbability(1 - alpha / 2),
            df * estimate / chi.inverseCumulativeProbability(alpha / 2)
        };
    }

    /** The points that PARMS gives, each with its likelihood. */
    static OutputTable search(List<ParmsStatement.Point> points, boolean restricted) {
        String likelihood = restricted ? "Res Log Like" : "Log Like";
        List<OutputColumn> columns = new ArrayList<>();
        for (int k = 1; k <= points.get(0).values().length; k++) {
            columns.add(OutputColumn.number("CovP" + k, "CovP" + k, NumberFormats.D8_4));
        }
        columns.add(OutputColumn.number(restricted ? "ResLogLike" : "LogLike", likelihood, NumberFormats.F12_4));
        columns.add(OutputColumn.number(
                restricted ? "M2ResLogLike" : "M2LogLike", "-2 " + likelihood, NumberFormats.F12_4));
        List<List<Cell>> rows = new ArrayList<>();
        for (ParmsStatement.Point point : points) {
            List<Cell> row = new ArrayList<>();
            for (double value : point.values()) {
                row.add(Cell.of(value));
            }
            row.add(TestColumns.number(-point.minusTwoLog() / 2));
            row.add(TestColumns.number(point.minusTwoLog()));
            rows.add(row);
        }
        return OutputTable.of("ParmSearch", "Parameter Search", Layout.COLUMNS, columns, rows);
    }

    OutputTable asymptotic(boolean correlation) {
        int n = names().size();
        double[] covariance = new double[n * n];
        for (int k = 0; k < n; k++) {
            for (int l = 0; l < n; l++) {
                covariance[k * n + l] = fit.thetaCovariance()[stored(k) * n + stored(l)];
            }
        }
        return new AsymptoticMatrix(
                        names().stream().map(ParameterName::parameter).toList(), covariance)
                .table("Estimates", correlation, true);
    }

    /** Number of parameters in the criteria: with REML those of the covariance alone. */
    private double parameters() {
        return fit.freeParameters()
                + (data.request().restricted() ? 0 : data.spec().p());
    }

    private InformationCriteria criteria() {
        double n =
                data.observations() - (data.request().restricted() ? data.spec().p() : 0);
        return new InformationCriteria(
                fit.minusTwoLog(), parameters(), Math.max(n, parameters() + 2), effectiveSubjects());
    }

    OutputTable fitStatistics() {
        InformationCriteria criteria = criteria();
        return ModelTables.labelled(
                "FitStatistics",
                "Fit Statistics",
                "Descr",
                "Value",
                OutputColumn.number("Value", "", NumberFormats.F12_1),
                List.of(
                        ModelTables.row(
                                data.request().restricted() ? "-2 Res Log Likelihood" : "-2 Log Likelihood",
                                criteria.minusTwoLog()),
                        ModelTables.row("AIC (Smaller is Better)", criteria.aic()),
                        ModelTables.row("AICC (Smaller is Better)", criteria.aicc()),
                        ModelTables.row("BIC (Smaller is Better)", criteria.bic())));
    }

    OutputTable informationCriteria() {
        InformationCriteria criteria = criteria();
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(OutputColumn.number("Neg2LogLike", "Neg2LogLike", NumberFormats.F12_1));
        columns.add(OutputColumn.number("Parms", "Parms", NumberFormats.INTEGER));
        for (String name : List.of("AIC", "AICC", "HQIC", "BIC", "CAIC")) {
            columns.add(OutputColumn.number(name, name, NumberFormats.F12_1));
        }
        return OutputTable.of(
                "InfoCrit",
                "Information Criteria",
                Layout.COLUMNS,
                columns,
                List.of(List.of(
                        Cell.of(criteria.minusTwoLog()),
                        Cell.of(criteria.parameters()),
                        Cell.of(criteria.aic()),
                        Cell.of(criteria.aicc()),
                        TestColumns.number(criteria.hqic()),
                        Cell.of(criteria.bic()),
                        Cell.of(criteria.caic()))));
    }

    /** Subjects; without, levels of the first random effect; without random effects, observations. */
    private double effectiveSubjects() {
        if (data.covariance().subjects() > 1) {
            return data.covariance().subjects();
        }
        if (!data.spec().random().isEmpty()) {
            return data.spec().random().get(0).subjects();
        }
        return data.observations() - (data.request().restricted() ? data.spec().p() : 0);
    }

    /** Likelihood ratio test against independent residuals of one variance. */
    OutputTable nullModel(LmmFit independent) {
        double chiSquare = Math.max(0, independent.minusTwoLog() - fit.minusTwoLog());
        double df = fit.freeParameters() - 1.0;
        return OutputTable.of(
                "LRT",
                "Null Model Likelihood Ratio Test",
                Layout.COLUMNS,
                List.of(
                        OutputColumn.number("DF", "DF", NumberFormats.INTEGER),
                        OutputColumn.number("ChiSq", "Chi-Square", NumberFormats.F_2),
                        OutputColumn.number("ProbChiSq", "Pr > ChiSq", NumberFormats.PVALUE6_4)),
                List.of(List.of(Cell.of(df), Cell.of(chiSquare), Cell.of(Tails.chiSquare(chiSquare, df)))));
    }

    /** Whether the null model lies inside the parameter space and is another model than the one fitted. */
    boolean hasNullModel() {
        boolean structured = !data.spec().residual().structure().isIndependent()
                || data.spec().residual().groups() > 1;
        for (hermite.model.lmm.RandomTerm term : data.spec().random()) {
            structured |= !term.structure().isIndependent();
        }
        return structured;
    }

    /** For messages: {@code Intercept (subject id)}. */
    String parameterName(int place) {
        ParameterName name = data.covariance().stored(place);
        return String.format(
                Locale.ROOT, name.subject().isEmpty() ? "%s" : "%s (subject %s)", name.parameter(), name.subject());
    }
}
