package hermite.sas.proc.marginal.report;

import hermite.data.Missing;
import hermite.model.gee.MarginalFit;
import hermite.model.inference.ChiSquareTest;
import hermite.model.inference.LinearAlgebra;
import hermite.model.inference.LinearEstimate;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.marginal.binding.GenmodMessage;
import hermite.sas.proc.marginal.fitting.GenmodAnalysis;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body.Coefficients;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * ESTIMATE and CONTRAST about the log odds ratios of LOGOR= and GLOBALOR=, {@code contrast 'equal' alpha 1 -1}: Hermite's own, Wald
 * tests with the empirical covariance of the association parameters.
 */
public final class AssociationContrasts {
    /** The effect's name; a variable of the model with this name has precedence. */
    private static final String EFFECT = "alpha";

    private final MarginalFit fit;
    private final double confidenceAlpha;
    private final ProcContext context;

    private AssociationContrasts(MarginalFit fit, double confidenceAlpha, ProcContext context) {
        this.fit = fit;
        this.confidenceAlpha = confidenceAlpha;
        this.context = context;
    }

    /** Puts out what concerns log odds ratios and gives back the other statements. */
    public static List<ProcStatement> put(
            List<ProcStatement> statements, GenmodAnalysis analysis, double alpha, ProcContext context) {
        boolean named = analysis.sample().terms().variables().stream().anyMatch(EFFECT::equalsIgnoreCase);
        Optional<MarginalFit> odds = analysis.marginal().filter(f -> f.logOddsRatios().length > 0);
        if (named || odds.isEmpty()) {
            return statements;
        }
        MarginalFit fit = odds.get();
        List<ProcStatement> own =
                statements.stream().filter(AssociationContrasts::concerns).toList();
        if (!own.isEmpty()) {
            context.log().write(GenmodMessage.ALPHA_EXTENSION);
            AssociationContrasts contrasts = new AssociationContrasts(fit, alpha, context);
            contrasts.estimates(named(own, "ESTIMATE"));
            contrasts.tests(named(own, "CONTRAST"));
        }
        return statements.stream().filter(s -> !own.contains(s)).toList();
    }

    private static List<ProcStatement> named(List<ProcStatement> statements, String name) {
        return statements.stream().filter(s -> s.spec().name().equals(name)).toList();
    }

    private static boolean concerns(ProcStatement statement) {
        return List.of("ESTIMATE", "CONTRAST").contains(statement.spec().name())
                && statement.body() instanceof Coefficients body
                && body.rows().stream()
                        .flatMap(r -> r.terms().stream())
                        .anyMatch(t -> t.effect().nested().isEmpty()
                                && t.effect().crossed().size() == 1
                                && t.effect().crossed().get(0).equalsIgnoreCase(EFFECT));
    }

    private double[] row(ProcStatement statement, Coefficients.Row given, double divisor) {
        int q = fit.logOddsRatios().length;
        double[] row = new double[q];
        for (Coefficients.Term term : given.terms()) {
            boolean alone = term.effect().crossed().size() == 1
                    && term.effect().crossed().get(0).equalsIgnoreCase(EFFECT)
                    && term.placed().isEmpty();
            if (!alone || term.values().size() > q) {
                throw new StepFailure(statement.place(), GenmodMessage.ALPHA_COEFFICIENTS, q);
            }
            for (int i = 0; i < term.values().size(); i++) {
                row[i] += term.values().get(i) / divisor;
            }
        }
        return row;
    }

    private double[] covariance() {
        int p = fit.estimates().length;
        int q = fit.logOddsRatios().length;
        double[] covariance = new double[q * q];
        for (int a = 0; a < q; a++) {
            for (int b = 0; b < q; b++) {
                covariance[a * q + b] = fit.jointCovariance()[(p + a) * (p + q) + p + b];
            }
        }
        return covariance;
    }

    private void estimates(List<ProcStatement> statements) {
        if (statements.isEmpty()) {
            return;
        }
        List<OutputColumn> columns = List.of(
                OutputColumn.rowHeader("Label", "Label"),
                Rows.estimate(),
                Rows.standardError("StdErr"),
                OutputColumn.number("Alpha", "Alpha", NumberFormats.BEST8),
                Rows.limit("LowerCL", "Confidence|Limits", "Lower Confidence Limit"),
                Rows.limit("UpperCL", "Confidence|Limits", "Upper Confidence Limit"),
                OutputColumn.number("ChiSq", "Chi-|Square", NumberFormats.F_2).withLabel("Chi-Square"),
                Rows.probability("ProbChiSq", "Pr > ChiSq"));
        double[] covariance = covariance();
        int q = fit.logOddsRatios().length;
        List<List<Cell>> rows = new ArrayList<>();
        for (ProcStatement statement : statements) {
            Coefficients body = (Coefficients) statement.body();
            refuseCoefficients(statement);
            List<Double> divisors = statement.options().numbers("DIVISOR");
            double alpha = statement.options().number("ALPHA").orElse(confidenceAlpha);
            double[] row = row(statement, body.rows().get(0), divisors.isEmpty() ? 1 : divisors.get(0));
            double variance = LinearAlgebra.sandwich(new double[][] {row}, covariance, q)[0];
            LinearEstimate e = LinearEstimate.of(
                    LinearAlgebra.dot(row, fit.logOddsRatios()), Math.sqrt(Math.max(0, variance)), alpha);
            rows.add(List.of(
                    Cell.of(body.label()),
                    Cell.of(e.estimate()),
                    Cell.of(e.standardError()),
                    Cell.of(alpha),
                    Cell.of(e.lower()),
                    Cell.of(e.upper()),
                    Cell.of(Missing.normalise(e.chiSquare())),
                    Cell.of(Missing.normalise(e.probability()))));
            if (statement.options().has("EXP")) {
                double ratio = Math.exp(e.estimate());
                rows.add(List.of(
                        Cell.of("Exp(" + body.label() + ")"),
                        Cell.of(ratio),
                        Cell.of(ratio * e.standardError()),
                        Cell.of(alpha),
                        Cell.of(Math.exp(e.lower())),
                        Cell.of(Math.exp(e.upper())),
                        Cell.BLANK,
                        Cell.BLANK));
            }
        }
        context.put(OutputTable.of(
                "AlphaEstimates", "Estimate Results for Log Odds Ratios", Layout.COLUMNS, columns, rows));
    }

    private void tests(List<ProcStatement> statements) {
        if (statements.isEmpty()) {
            return;
        }
        List<OutputColumn> columns = List.of(
                OutputColumn.rowHeader("Contrast", "Contrast"),
                Rows.degreesOfFreedom("DF", "DF"),
                OutputColumn.number("ChiSq", "Chi-|Square", NumberFormats.F_2).withLabel("Chi-Square"),
                Rows.probability("ProbChiSq", "Pr > ChiSq"),
                OutputColumn.text("Type", "Type"));
        List<List<Cell>> rows = new ArrayList<>();
        for (ProcStatement statement : statements) {
            Coefficients body = (Coefficients) statement.body();
            refuseCoefficients(statement);
            double[][] hypothesis =
                    body.rows().stream().map(r -> row(statement, r, 1)).toArray(double[][]::new);
            ChiSquareTest test = ChiSquareTest.wald(hypothesis, fit.logOddsRatios(), covariance());
            rows.add(List.of(
                    Cell.of(body.label()),
                    Cell.of((double) test.df()),
                    Cell.of(Missing.normalise(test.statistic())),
                    Cell.of(Missing.normalise(test.probability())),
                    Cell.of("Wald")));
        }
        context.put(OutputTable.of(
                "AlphaContrasts", "Contrast Results for Log Odds Ratios", Layout.COLUMNS, columns, rows));
    }

    private static void refuseCoefficients(ProcStatement statement) {
        statement.options().find("E").ifPresent(option -> {
            throw new StepFailure(option.place(), GenmodMessage.OPTION_NEEDS, "E", "an effect of the MODEL statement");
        });
    }
}
