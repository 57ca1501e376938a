package hermite.sas.proc.mixed;

import hermite.model.inference.Tails;
import hermite.model.lmm.CovarianceStructure;
import hermite.model.lmm.LmmFit;
import hermite.model.lmm.RandomTerm;
import hermite.model.lmm.Residual;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.proc.mixed.CovarianceModel.Description;
import hermite.sas.proc.mixed.CovarianceModel.ParameterName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Tables of the model, the search, the covariance parameters and the random effects. */
final class CovarianceTables {
    private final MixedData data;

    CovarianceTables(MixedData data) {
        this.data = data;
    }

    private static OutputTable labelled(
            String name, String title, String label, String value, OutputColumn values, List<List<Cell>> rows) {
        return OutputTable.of(
                name,
                title,
                Layout.LABEL_VALUE,
                List.of(OutputColumn.rowHeader(label, "").withLabel(label), values.withLabel(value)),
                rows);
    }

    private static List<Cell> row(String label, String value) {
        return List.of(Cell.of(label), Cell.of(value));
    }

    private static List<Cell> row(String label, double value) {
        return List.of(Cell.of(label), MixedTables.number(value));
    }

    OutputTable modelInformation() {
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(row("Data Set", data.dataSet()));
        rows.add(row("Dependent Variable", data.response()));
        data.weight().ifPresent(w -> rows.add(row("Weight Variable", w)));
        List<String> structures = new ArrayList<>();
        for (RandomTerm term : data.spec().random()) {
            structures.add(name(term.structure()));
        }
        if (data.request().repeated().isPresent()) {
            structures.add(name(data.spec().residual().structure()));
        }
        if (structures.isEmpty()) {
            structures.add("Diagonal");
        }
        List<String> distinct = structures.stream().distinct().toList();
        rows.add(row(
                distinct.size() > 1 ? "Covariance Structures" : "Covariance Structure", String.join(", ", distinct)));
        List<String> subjects = data.covariance().parameters().stream()
                .map(ParameterName::subject)
                .filter(s -> !s.isEmpty())
                .distinct()
                .toList();
        if (!subjects.isEmpty()) {
            rows.add(row(subjects.size() > 1 ? "Subject Effects" : "Subject Effect", String.join(", ", subjects)));
        }
        rows.add(row("Estimation Method", data.request().restricted() ? "REML" : "ML"));
        rows.add(row("Residual Variance Method", "None"));
        rows.add(row("Fixed Effects SE Method", "Model-Based"));
        rows.add(row(
                "Degrees of Freedom Method", data.request().degreesOfFreedom().label()));
        return labelled("ModelInfo", "Model Information", "Descr", "Value", OutputColumn.text("Value", ""), rows);
    }

    private static String name(CovarianceStructure structure) {
        return switch (structure.kind()) {
            case VARIANCE -> "Variance Components";
            case UNSTRUCTURED -> structure.bands() < structure.size() ? "Banded" : "Unstructured";
            case COMPOUND_SYMMETRY -> "Compound Symmetry";
            case HETEROGENEOUS_COMPOUND_SYMMETRY -> "Heterogeneous Compound Symmetry";
            case AUTOREGRESSIVE -> "Autoregressive";
            case HETEROGENEOUS_AUTOREGRESSIVE -> "Heterogeneous Autoregressive";
            case TOEPLITZ -> structure.bands() < structure.size() ? "Banded Toeplitz" : "Toeplitz";
            case POWER -> "Spatial Power";
        };
    }

    OutputTable dimensions() {
        CovarianceModel model = data.covariance();
        boolean by = model.bySubject();
        return labelled(
                "Dimensions",
                "Dimensions",
                "Descr",
                "Value",
                OutputColumn.number("Value", "", NumberFormats.INTEGER),
                List.of(
                        row("Covariance Parameters", model.parameters().size()),
                        row("Columns in X", data.x().columns()),
                        row(by ? "Columns in Z per Subject" : "Columns in Z", model.columnsOfZ()),
                        row("Subjects", model.subjects()),
                        row("Max Obs per Subject", model.largestSubject())));
    }

    OutputTable observations() {
        double read = data.table().rowCount();
        double used = data.observations();
        return labelled(
                "NObs",
                "Number of Observations",
                "Label",
                "N",
                OutputColumn.number("N", "", NumberFormats.INTEGER),
                List.of(
                        row("Number of Observations Read", read),
                        row("Number of Observations Used", used),
                        row("Number of Observations Not Used", read - used)));
    }

    private String objective() {
        return data.request().restricted() ? "-2 Res Log Like" : "-2 Log Like";
    }

    OutputTable iterations(LmmFit fit) {
        List<List<Cell>> rows = new ArrayList<>();
        for (LmmFit.Iteration i : fit.history()) {
            rows.add(List.of(
                    Cell.of((double) i.number()),
                    Cell.of((double) i.evaluations()),
                    Cell.of(i.minusTwoLog()),
                    i.number() == 0 ? Cell.missing() : MixedTables.number(i.criterion())));
        }
        return OutputTable.of(
                "IterHistory",
                "Iteration History",
                Layout.COLUMNS,
                List.of(
                        OutputColumn.number("Iteration", "Iteration", NumberFormats.INTEGER)
                                .asRowHeader(),
                        OutputColumn.number("Evaluations", "Evaluations", NumberFormats.INTEGER),
                        OutputColumn.number(
                                data.request().restricted() ? "M2ResLogLike" : "M2LogLike",
                                objective(),
                                NumberFormats.F14_8),
                        OutputColumn.number("Criterion", "Criterion", NumberFormats.F14_8)),
                rows);
    }

    static OutputTable convergence(String reason, int status) {
        return new OutputTable(
                "ConvergenceStatus",
                "Convergence Status",
                List.of(),
                Layout.CENTRED_SENTENCE,
                List.of(
                        OutputColumn.text("Reason", "").withLabel("Reason"),
                        OutputColumn.number("Status", "", NumberFormats.INTEGER)
                                .withLabel("Status")
                                .onlyInDataSet()),
                List.of(List.of(Cell.of(reason), Cell.of(status))),
                List.of());
    }

    OutputTable parameters(LmmFit fit) {
        boolean tests = data.request().step().options().has("COVTEST");
        List<ParameterName> names = data.covariance().parameters();
        boolean subjects = names.stream().anyMatch(n -> !n.subject().isEmpty());
        boolean groups = names.stream().anyMatch(n -> !n.group().isEmpty());
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(OutputColumn.rowHeader("CovParm", "Cov Parm"));
        if (subjects) {
            columns.add(OutputColumn.text("Subject", "Subject"));
        }
        if (groups) {
            columns.add(OutputColumn.text("Group", "Group"));
        }
        columns.add(OutputColumn.number("Estimate", "Estimate", NumberFormats.D8_4));
        if (tests) {
            columns.add(OutputColumn.number("StdErr", "Standard|Error", NumberFormats.D8_4));
            columns.add(OutputColumn.number("ZValue", "Z|Value", NumberFormats.F_2));
            columns.add(OutputColumn.number("ProbZ", "Pr Z", NumberFormats.PVALUE6_4));
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (int k = 0; k < names.size(); k++) {
            ParameterName name = names.get(k);
            List<Cell> row = new ArrayList<>();
            row.add(Cell.of(name.parameter()));
            if (subjects) {
                row.add(Cell.of(name.subject()));
            }
            if (groups) {
                row.add(Cell.of(name.group()));
            }
            row.add(Cell.of(fit.theta()[k]));
            if (tests) {
                double z = fit.theta()[k] / fit.standardError(k);
                row.add(MixedTables.number(fit.standardError(k)));
                row.add(MixedTables.number(z));
                // A variance can only lie above zero: its test is one-sided.
                row.add(MixedTables.number(Double.isNaN(z) ? z : Tails.normal(z) / (name.isVariance() ? 2 : 1)));
            }
            rows.add(row);
        }
        return OutputTable.of("CovParms", "Covariance Parameter Estimates", Layout.COLUMNS, columns, rows);
    }

    OutputTable fitStatistics(LmmFit fit) {
        boolean restricted = data.request().restricted();
        double p = data.spec().p();
        double d = fit.freeParameters() + (restricted ? 0 : p);
        double n = Math.max(data.observations() - (restricted ? p : 0), d + 2);
        double m2ll = fit.minusTwoLog();
        return labelled(
                "FitStatistics",
                "Fit Statistics",
                "Descr",
                "Value",
                OutputColumn.number("Value", "", NumberFormats.F12_1),
                List.of(
                        row(restricted ? "-2 Res Log Likelihood" : "-2 Log Likelihood", m2ll),
                        row("AIC (Smaller is Better)", m2ll + 2 * d),
                        row("AICC (Smaller is Better)", m2ll + 2 * d * n / (n - d - 1)),
                        row("BIC (Smaller is Better)", m2ll + d * Math.log(effectiveSubjects()))));
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
    OutputTable nullModel(LmmFit fit, LmmFit independent) {
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
        for (RandomTerm term : data.spec().random()) {
            structured |= !term.structure().isIndependent();
        }
        return structured;
    }

    /** G, or its correlations, of one RANDOM statement: the effects of one subject. */
    OutputTable covariance(int statement, LmmFit fit, boolean correlation) {
        List<String> names = new ArrayList<>();
        List<double[]> blocks = new ArrayList<>();
        for (int t = 0; t < data.spec().random().size(); t++) {
            Description of = data.covariance().described().get(t);
            if (of.statement() == statement) {
                RandomTerm term = data.spec().random().get(t);
                blocks.add(term.structure().matrix(fit.theta(), data.spec().firstParameter(t), term.columns(), -1, -1));
                names.addAll(of.columnNames());
            }
        }
        int q = names.size();
        double[] g = new double[q * q];
        int first = 0;
        for (double[] block : blocks) {
            int width = (int) Math.round(Math.sqrt(block.length));
            for (int i = 0; i < width; i++) {
                System.arraycopy(block, i * width, g, (first + i) * q + first, width);
            }
            first += width;
        }
        return matrix(
                correlation ? "GCorr" : "G",
                correlation ? "Estimated G Correlation Matrix" : "Estimated G Matrix",
                names,
                g,
                correlation);
    }

    /** R, or its correlations, of one subject with all visits. */
    OutputTable residual(LmmFit fit, boolean correlation) {
        Residual residual = data.spec().residual();
        int order = IntStream.of(residual.position()).max().orElse(0) + 1;
        int first = data.spec().firstParameter(data.spec().random().size());
        double[] r = residual.structure().matrix(fit.theta(), first, order, -1, -1);
        return matrix(
                correlation ? "RCorr" : "R",
                correlation ? "Estimated R Correlation Matrix" : "Estimated R Matrix",
                List.of(),
                r,
                correlation);
    }

    private static OutputTable matrix(String name, String title, List<String> labels, double[] m, boolean correlation) {
        int q = (int) Math.round(Math.sqrt(m.length));
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(OutputColumn.number("Row", "Row", NumberFormats.INTEGER).asRowHeader());
        if (!labels.isEmpty()) {
            columns.add(OutputColumn.rowHeader("Effect", "Effect"));
        }
        for (int k = 1; k <= q; k++) {
            columns.add(OutputColumn.number("Col" + k, "Col" + k, NumberFormats.D8_4));
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < q; i++) {
            List<Cell> row = new ArrayList<>();
            row.add(Cell.of(i + 1.0));
            if (!labels.isEmpty()) {
                row.add(Cell.of(labels.get(i)));
            }
            for (int j = 0; j < q; j++) {
                double scale = correlation ? Math.sqrt(m[i * q + i] * m[j * q + j]) : 1;
                row.add(MixedTables.number(m[i * q + j] / scale));
            }
            rows.add(row);
        }
        return OutputTable.of(name, title, Layout.COLUMNS, columns, rows);
    }

    /** Predictions of the effects of one RANDOM statement. */
    OutputTable solution(int statement, LmmFit fit, boolean limits, double alpha, double df) {
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(OutputColumn.rowHeader("Effect", "Effect"));
        columns.add(OutputColumn.rowHeader("Subject", "Subject"));
        MixedTables.addTests(columns, "StdErrPred", "Std Err|Pred", limits);
        List<List<Cell>> rows = new ArrayList<>();
        for (int t = 0; t < data.spec().random().size(); t++) {
            Description of = data.covariance().described().get(t);
            if (of.statement() != statement) {
                continue;
            }
            int q = data.spec().random().get(t).columns();
            LmmFit.Effects effects = fit.effects().get(t);
            for (int s = 0; s < of.subjectLabels().size(); s++) {
                for (int c = 0; c < q; c++) {
                    List<Cell> row = new ArrayList<>();
                    row.add(Cell.of(of.columnNames().get(c)));
                    row.add(Cell.of(of.subjectLabels().get(s)));
                    MixedTables.addTest(
                            row, effects.estimates()[s * q + c], effects.errors()[s * q + c], df, limits, alpha);
                    rows.add(row);
                }
            }
        }
        return OutputTable.of("SolutionR", "Solution for Random Effects", Layout.COLUMNS, columns, rows);
    }

    /** For messages: {@code Intercept (id)}. */
    String parameterName(int k) {
        ParameterName name = data.covariance().parameters().get(k);
        return String.format(
                Locale.ROOT, name.subject().isEmpty() ? "%s" : "%s (subject %s)", name.parameter(), name.subject());
    }
}
