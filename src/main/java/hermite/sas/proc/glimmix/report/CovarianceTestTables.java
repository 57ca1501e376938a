package hermite.sas.proc.glimmix.report;

import hermite.model.glmm.GlmmFit;
import hermite.model.inference.Tails;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.proc.covariance.report.TestColumns;
import hermite.sas.proc.glimmix.binding.CovarianceTest;
import hermite.sas.proc.glimmix.binding.GlimmixData;
import hermite.sas.proc.glimmix.fitting.CovarianceTests;
import hermite.sas.proc.glimmix.fitting.LikelihoodFit;
import java.util.ArrayList;
import java.util.List;

/** Tables of PARMS and COVTEST: the grid, the tests, Wald tests and limits next to the estimates. */
public final class CovarianceTestTables {
    /** The likelihood of METHOD=QUAD and LAPLACE. */
    public static final Basis LIKELIHOOD = new Basis("Likelihood", "-2 Log Like");

    private final List<CovarianceTest> statements;
    private final double alpha;
    private final Basis basis;

    /** What tests are based on, and the heading of −2 times its logarithm. */
    public record Basis(String name, String heading) {}

    /**
     * The covariance parameters.
     *
     * @param errors NaN for none
     * @param bounded those with the lower bound zero
     */
    public record Parameters(double[] estimates, double[] errors, boolean[] bounded) {}

    /** Limits by a likelihood ratio: the other parameters estimated anew (profile) or kept. */
    public interface Profiles {
        CovarianceTests.Limits limits(int parameter, double alpha, boolean profile);
    }

    /** @param alpha where COVTEST / CL has none */
    public CovarianceTestTables(List<CovarianceTest> statements, double alpha, Basis basis) {
        this.statements = statements;
        this.alpha = alpha;
        this.basis = basis;
    }

    /** Those of a fit by likelihood. */
    public static Parameters parameters(GlimmixData data, LikelihoodFit likelihood, GlmmFit fit) {
        int n = likelihood.parameters();
        var reported = data.spec().covariance().reported();
        double[] errors = new double[n];
        boolean[] bounded = new boolean[n];
        for (int k = 0; k < n; k++) {
            int place = fit.beta().length + k;
            errors[k] = data.request().empirical() ? fit.empiricalStandardError(place) : fit.modelStandardError(place);
            bounded[k] = k >= reported.size() || reported.get(k).isBoundedBelow();
        }
        return new Parameters(likelihood.covarianceParameters(fit), errors, bounded);
    }

    /** −2 log likelihood at every point of the grid of PARMS. */
    public OutputTable search(List<LikelihoodFit.Candidate> candidates) {
        List<OutputColumn> columns = new ArrayList<>();
        for (int k = 1; k <= candidates.get(0).values().length; k++) {
            columns.add(OutputColumn.number("CovP" + k, "CovP" + k, NumberFormats.D8_4));
        }
        columns.add(OutputColumn.number("Objective", basis.heading(), NumberFormats.F12_4));
        List<List<Cell>> rows = new ArrayList<>();
        for (LikelihoodFit.Candidate candidate : candidates) {
            List<Cell> row = new ArrayList<>();
            for (double value : candidate.values()) {
                row.add(Cell.of(value));
            }
            row.add(TestColumns.number(candidate.minusTwoLogLikelihood()));
            rows.add(row);
        }
        return OutputTable.of("ParmSearch", "Parameter Search", Layout.COLUMNS, columns, rows);
    }

    /** The likelihood ratio tests. */
    public OutputTable tests(List<CovarianceTests.Result> results, boolean estimates) {
        List<OutputColumn> columns = new ArrayList<>(List.of(
                OutputColumn.rowHeader("Label", "Label"),
                OutputColumn.number("DF", "DF", NumberFormats.INTEGER),
                OutputColumn.number("Objective", basis.heading(), NumberFormats.F12_2),
                OutputColumn.number("ChiSq", "ChiSq", NumberFormats.F_2),
                OutputColumn.number("ProbChiSq", "Pr > ChiSq", NumberFormats.PVALUE6_4),
                OutputColumn.text("Note", "Note")));
        if (estimates) {
            for (int k = 1; k <= results.get(0).estimates().length; k++) {
                columns.add(OutputColumn.number("Est" + k, "Est" + k, NumberFormats.D8_4)
                        .withLabel("Estimate H0 " + k)
                        .withSpan("Estimates H0"));
            }
        }
        List<List<Cell>> rows = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (CovarianceTests.Result result : results) {
            List<Cell> row = new ArrayList<>(List.of(
                    Cell.of(result.label()),
                    Cell.of((double) result.df()),
                    TestColumns.number(result.minusTwoLogLikelihood()),
                    TestColumns.number(result.chiSquare()),
                    TestColumns.number(result.probability()),
                    Cell.of(result.reference().mark())));
            if (estimates) {
                for (double value : result.estimates()) {
                    row.add(TestColumns.number(value));
                }
            }
            rows.add(row);
            String note =
                    switch (result.reference()) {
                        case MIXTURE -> "MI: P-value based on a mixture of chi-squares.";
                        case CHI_SQUARE -> "DF: P-value based on chi-square with DF degrees of freedom.";
                        case STANDARD -> "--: Standard test with unadjusted p-values.";
                    };
            if (!notes.contains(note)) {
                notes.add(note);
            }
        }
        return new OutputTable(
                "CovTests",
                "Tests of Covariance Parameters",
                List.of("Tests of Covariance Parameters", "Based on the " + basis.name()),
                Layout.COLUMNS,
                columns,
                rows,
                notes);
    }

    /** The estimates with Wald tests and limits as the COVTEST statements without a hypothesis ask for them. */
    public OutputTable estimates(OutputTable plain, Parameters parameters, Profiles profiles) {
        OutputTable out = plain;
        for (CovarianceTest test : statements) {
            if (test.options().has("WALD")) {
                out = wald(out, parameters);
            }
            if (test.options().has("CL")) {
                out = limits(out, parameters, profiles, test);
            }
        }
        return out;
    }

    private static OutputTable wald(OutputTable plain, Parameters parameters) {
        List<List<Cell>> more = new ArrayList<>();
        for (int k = 0; k < parameters.estimates().length; k++) {
            double z = parameters.estimates()[k] / parameters.errors()[k];
            double probability =
                    parameters.bounded()[k] ? (z > 0 ? Tails.normal(z) / 2 : 1 - Tails.normal(z) / 2) : Tails.normal(z);
            more.add(List.of(TestColumns.number(z), TestColumns.number(probability)));
        }
        return extended(
                plain,
                List.of(
                        OutputColumn.number("ZValue", "Z Value", NumberFormats.F_2),
                        OutputColumn.number("ProbZ", "Pr > Z", NumberFormats.PVALUE6_4)),
                more);
    }

    private OutputTable limits(OutputTable plain, Parameters parameters, Profiles profiles, CovarianceTest test) {
        String type = test.options().suboptions("CL").word("TYPE").orElse("WALD");
        double level = test.options().suboptions("CL").number("ALPHA").orElse(alpha);
        List<List<Cell>> more = new ArrayList<>();
        for (int k = 0; k < parameters.estimates().length; k++) {
            CovarianceTests.Limits limits = type.equals("WALD")
                    ? wald(
                            parameters.estimates()[k],
                            parameters.errors()[k],
                            level,
                            parameters.bounded()[k])
                    : profiles.limits(k, level, type.equals("PLR"));
            more.add(List.of(TestColumns.number(limits.lower()), TestColumns.number(limits.upper())));
        }
        String kind =
                switch (type) {
                    case "PLR" -> "Profile Likelihood";
                    case "ELR" -> "Estimated Likelihood";
                    default -> "Wald";
                };
        String span = kind + " " + NumberFormats.BEST8.print(100 * (1 - level)).strip() + "%|Confidence Bounds";
        return extended(
                plain,
                List.of(
                        OutputColumn.number("Lower", "Lower", NumberFormats.D8_4)
                                .withSpan(span),
                        OutputColumn.number("Upper", "Upper", NumberFormats.D8_4)
                                .withSpan(span)),
                more);
    }

    /** For a variance Satterthwaite's chi-square limits with 2Z² degrees of freedom, for others those of the normal. */
    private static CovarianceTests.Limits wald(double estimate, double se, double alpha, boolean bounded) {
        if (!Double.isFinite(se)) {
            return new CovarianceTests.Limits(Double.NaN, Double.NaN);
        }
        if (!bounded) {
            double half = Tails.normalQuantile(alpha) * se;
            return new CovarianceTests.Limits(estimate - half, estimate + half);
        }
        double df = 2 * (estimate / se) * (estimate / se);
        return new CovarianceTests.Limits(
                df * estimate / Tails.chiSquareQuantile(1 - alpha / 2, df),
                df * estimate / Tails.chiSquareQuantile(alpha / 2, df));
    }

    private static OutputTable extended(OutputTable plain, List<OutputColumn> columns, List<List<Cell>> more) {
        List<OutputColumn> all = new ArrayList<>(plain.columns());
        all.addAll(columns);
        List<List<Cell>> rows = new ArrayList<>();
        for (int r = 0; r < plain.rows().size(); r++) {
            List<Cell> row = new ArrayList<>(plain.rows().get(r));
            row.addAll(more.get(r));
            rows.add(row);
        }
        return new OutputTable(plain.name(), plain.label(), plain.titles(), plain.layout(), all, rows, plain.notes());
    }
}
