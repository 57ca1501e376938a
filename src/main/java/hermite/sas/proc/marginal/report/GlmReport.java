package hermite.sas.proc.marginal.report;

import hermite.data.Format;
import hermite.data.Formats;
import hermite.data.Missing;
import hermite.model.Family;
import hermite.model.Observations;
import hermite.model.Verdict;
import hermite.model.glm.FitCriteria;
import hermite.model.glm.GlmFit;
import hermite.model.glm.LagrangeMultiplier;
import hermite.model.glm.ProfileLimits;
import hermite.model.glm.ScaleRule;
import hermite.model.inference.ChiSquareTest;
import hermite.model.inference.LinearEstimate;
import hermite.model.inference.Tails;
import hermite.report.Cell;
import hermite.report.NumberFormat;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.proc.ValueFormat;
import hermite.sas.proc.marginal.binding.GenmodModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tables of the maximum likelihood fit. */
public final class GlmReport {
    private final GenmodModel model;
    private final GlmFit fit;
    private final Parameters parameters;
    private final NumberFormat matrixFormat;

    public GlmReport(GenmodModel model, GlmFit fit, Parameters parameters, Formats formats) {
        this.model = model;
        this.fit = fit;
        this.parameters = parameters;
        this.matrixFormat = new ValueFormat(formats, Format.of("D9.4"));
    }

    public OutputTable criteria() {
        FitCriteria c = fit.criteria();
        List<OutputColumn> columns = List.of(
                OutputColumn.rowHeader("Criterion", "Criterion"),
                Rows.degreesOfFreedom("DF", "DF"),
                OutputColumn.number("Value", "Value", NumberFormats.F12_4),
                OutputColumn.number("ValueDF", "Value/DF", NumberFormats.F8_4));
        List<List<Cell>> rows = new ArrayList<>();
        if (!model.isBinary() && !model.isMultinomial()
                || model.likelihood().subpopulations().isPresent()) {
            rows.add(withDf("Deviance", c.df(), c.deviance()));
            rows.add(withDf("Scaled Deviance", c.df(), c.scaledDeviance()));
            rows.add(withDf("Pearson Chi-Square", c.df(), c.pearson()));
            rows.add(withDf("Scaled Pearson X2", c.df(), c.scaledPearson()));
        }
        rows.add(plain("Log Likelihood", c.logLikelihood()));
        rows.add(plain("Full Log Likelihood", c.fullLogLikelihood()));
        rows.add(plain("AIC (smaller is better)", c.aic()));
        rows.add(plain("AICC (smaller is better)", c.aicc()));
        rows.add(plain("BIC (smaller is better)", c.bic()));
        return OutputTable.of("ModelFit", "Criteria For Assessing Goodness Of Fit", Layout.COLUMNS, columns, rows);
    }

    private static List<Cell> withDf(String name, double df, double value) {
        return List.of(Cell.of(name), Cell.of(df), Cell.of(value), Cell.of(df > 0 ? value / df : Double.NaN));
    }

    private static List<Cell> plain(String name, double value) {
        return List.of(Cell.of(name), Cell.BLANK, Cell.of(value), Cell.BLANK);
    }

    public OutputTable convergence() {
        return convergence(fit.verdict());
    }

    public static OutputTable convergence(Verdict verdict) {
        boolean fine = verdict.isConverged() || verdict.outcome() == Verdict.Outcome.BOUNDARY;
        String text =
                fine ? "Algorithm converged." : "WARNING: The algorithm did not converge: " + verdict.cause() + ".";
        return Rows.sentence("ConvergenceStatus", text, fine ? 0 : 1);
    }

    /** ITPRINT: the estimates where each step began. */
    OutputTable iterations() {
        List<Parameters.Parameter> kept = parameters.estimated(fit.aliased());
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(OutputColumn.number("Iter", "Iter", NumberFormats.INTEGER));
        columns.add(OutputColumn.number("Ridge", "Ridge", NumberFormats.BEST8));
        columns.add(OutputColumn.number("LogLikelihood", "LogLikelihood", NumberFormats.BEST12));
        kept.forEach(p -> columns.add(
                OutputColumn.number(parameters.shortName(p), parameters.shortName(p), NumberFormats.BEST12)));
        List<List<Cell>> rows = new ArrayList<>();
        for (GlmFit.Iteration iteration : fit.trace()) {
            List<Cell> row = new ArrayList<>();
            row.add(Cell.of((double) iteration.number()));
            row.add(Cell.of(iteration.ridge()));
            row.add(Cell.of(iteration.logLikelihood()));
            kept.forEach(p -> row.add(Cell.of(iteration.estimates()[p.column()])));
            rows.add(row);
        }
        return OutputTable.of("IterParms", "Iteration History For Parameter Estimates", Layout.COLUMNS, columns, rows);
    }

    /** @param values the gradient, then the rows of the Hessian, of minus the log likelihood */
    OutputTable lastDerivatives(double[][] values) {
        List<Parameters.Parameter> kept = parameters.estimated(fit.aliased());
        List<String> names =
                new ArrayList<>(kept.stream().map(parameters::shortName).toList());
        if (values[0].length > names.size()) {
            names.add("Dispersion");
        }
        List<String> rowNames = new ArrayList<>();
        rowNames.add("Gradient");
        rowNames.addAll(names);
        return MatrixTable.of(
                "LastGradHess",
                "Last Evaluation Of The Negative Of The Gradient and Hessian",
                rowNames,
                names,
                NumberFormats.BEST12,
                (i, j) -> values[i][j]);
    }

    public OutputTable covariance() {
        return matrix("CovB", "Estimated Covariance Matrix", fit.covariance(), matrixFormat);
    }

    public OutputTable correlation() {
        double[] correlations = MatrixTable.correlations(fit.covariance(), fit.estimates().length);
        return matrix("CorrB", "Estimated Correlation Matrix", correlations, NumberFormats.F8_4);
    }

    private OutputTable matrix(String name, String title, double[] values, NumberFormat format) {
        List<Parameters.Parameter> kept = parameters.estimated(fit.aliased());
        List<String> names = kept.stream().map(parameters::shortName).toList();
        int p = fit.estimates().length;
        return MatrixTable.of(
                name,
                title,
                names,
                names,
                format,
                (i, j) -> values[kept.get(i).column() * p + kept.get(j).column()]);
    }

    public OutputTable estimates(String title, Optional<List<ProfileLimits.Limits>> profile) {
        String kind = profile.isPresent() ? "Likelihood Ratio" : "Wald";
        String variable = profile.isPresent() ? "LRCL" : "WaldCL";
        String limits = kind + " " + Rows.percent(model.alpha()) + " Confidence|Limits";
        List<OutputColumn> columns = new ArrayList<>(parameters.identifiers("Parameter", "Parameter"));
        columns.add(Rows.degreesOfFreedom("DF", "DF").withGap(2));
        columns.add(Rows.estimate());
        columns.add(Rows.standardError("StdErr"));
        columns.add(Rows.limit("Lower" + variable, limits, "Lower " + kind + " Confidence Limit"));
        columns.add(Rows.limit("Upper" + variable, limits, "Upper " + kind + " Confidence Limit"));
        columns.add(OutputColumn.number("ChiSq", "Wald|Chi-Square", NumberFormats.F_2)
                .withGap(2));
        columns.add(Rows.probability("ProbChiSq", "Pr > ChiSq").withGap(2));
        List<List<Cell>> rows = new ArrayList<>();
        for (Parameters.Parameter parameter : parameters.all()) {
            int j = parameter.column();
            boolean estimated = j >= 0 && !fit.aliased()[j];
            LinearEstimate e = LinearEstimate.of(
                    estimated ? fit.estimates()[j] : j < 0 ? model.likelihood().constant() : 0,
                    estimated ? fit.standardError(j) : 0,
                    model.alpha());
            rows.add(Rows.concatenate(
                    parameters.identify(parameter),
                    Cell.of(estimated ? 1.0 : 0.0),
                    Cell.of(e.estimate()),
                    Cell.of(e.standardError()),
                    Cell.of(profiled(profile, j, estimated).map(l -> l.lower()).orElse(e.lower())),
                    Cell.of(profiled(profile, j, estimated).map(l -> l.upper()).orElse(e.upper())),
                    Cell.of(hermite.data.Missing.normalise(e.chiSquare())),
                    Cell.of(hermite.data.Missing.normalise(e.probability()))));
        }
        rows.add(scaleRow(profile));
        fit.power().ifPresent(power -> rows.add(powerRow(power)));
        return new OutputTable(
                "ParameterEstimates", title, List.of(title), Layout.COLUMNS, columns, rows, List.of(scaleNote()));
    }

    /** The score tests of an intercept that NOINT leaves out and of a dispersion that is held; empty without either. */
    Optional<OutputTable> lagrangeMultipliers(Observations observations) {
        List<List<Cell>> rows = new ArrayList<>();
        if (!model.intercept()) {
            LagrangeMultiplier.intercept(fit, observations).ifPresent(t -> rows.add(multiplier("Intercept", t)));
        }
        LagrangeMultiplier.dispersion(fit, observations).ifPresent(t -> rows.add(multiplier("Dispersion", t)));
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        String title = "Lagrange Multiplier Statistics";
        boolean oneSided = model.family() == Family.NEGATIVE_BINOMIAL && fit.dispersion() == 0;
        return Optional.of(new OutputTable(
                "LagrangeStatistics",
                title,
                List.of(title),
                Layout.COLUMNS,
                List.of(
                        OutputColumn.rowHeader("Parameter", "Parameter"),
                        OutputColumn.number("ChiSq", "Chi-Square", NumberFormats.F8_4)
                                .withGap(2),
                        Rows.probability("ProbChiSq", "Pr > ChiSq").withGap(2)),
                rows,
                oneSided ? List.of("The p-value of the dispersion is one-sided.") : List.of()));
    }

    private static List<Cell> multiplier(String parameter, ChiSquareTest test) {
        return List.of(
                Cell.of(parameter),
                Cell.of(Missing.normalise(test.statistic())),
                Cell.of(Missing.normalise(test.probability())));
    }

    /** Profile limits of a column; missing values where the likelihood does not fall to a limit. */
    private static Optional<ProfileLimits.Limits> profiled(
            Optional<List<ProfileLimits.Limits>> profile, int column, boolean estimated) {
        return profile.filter(p -> estimated)
                .map(p -> p.get(column))
                .map(l -> new ProfileLimits.Limits(Missing.normalise(l.lower()), Missing.normalise(l.upper())));
    }

    private List<Cell> scaleRow(Optional<List<ProfileLimits.Limits>> profile) {
        double scale = fit.scale();
        double error = fit.scaleStandardError();
        double lower = scale;
        double upper = scale;
        if (fit.scaleIsMaximumLikelihood()) {
            double z = Tails.normalQuantile(model.alpha());
            boolean plain = model.tests().scaleLimitsPlain();
            lower = plain ? scale - z * error : scale * Math.exp(-z * error / scale);
            upper = plain ? scale + z * error : scale * Math.exp(z * error / scale);
        }
        if (fit.scaleIsMaximumLikelihood() && profile.isPresent()) {
            ProfileLimits.Limits l = profile.get().get(fit.estimates().length);
            lower = Missing.normalise(l.lower());
            upper = Missing.normalise(l.upper());
        }
        boolean dispersion = model.family() == Family.NEGATIVE_BINOMIAL || model.family() == Family.TWEEDIE;
        String name = dispersion ? "Dispersion" : "Scale";
        return Rows.concatenate(
                parameters.named(name),
                Cell.of(fit.scaleIsMaximumLikelihood() ? 1.0 : 0.0),
                Cell.of(scale),
                Cell.of(error),
                Cell.of(lower),
                Cell.of(upper),
                Cell.BLANK,
                Cell.BLANK);
    }

    private List<Cell> powerRow(GlmFit.Power power) {
        double half = Tails.normalQuantile(model.alpha()) * power.standardError();
        return Rows.concatenate(
                parameters.named("Power"),
                Cell.of(power.standardError() > 0 ? 1.0 : 0.0),
                Cell.of(power.value()),
                Cell.of(power.standardError()),
                Cell.of(power.value() - half),
                Cell.of(power.value() + half),
                Cell.BLANK,
                Cell.BLANK);
    }

    public String scaleNote() {
        if (model.family() == Family.TWEEDIE && fit.specification().scale() instanceof ScaleRule.Pearson) {
            return "The Tweedie dispersion parameter was estimated by Pearson's Chi-Square/DOF.";
        }
        if (model.family() == Family.TWEEDIE && fit.specification().scale() instanceof ScaleRule.Deviance) {
            return "The Tweedie dispersion parameter was estimated by DEVIANCE/DOF.";
        }
        if (model.family() == Family.GAMMA && fit.specification().scale() instanceof ScaleRule.Pearson) {
            return "The gamma scale parameter was estimated by DOF/Pearson's Chi-Square.";
        }
        if (model.family() == Family.GAMMA && fit.specification().scale() instanceof ScaleRule.Deviance) {
            return "The gamma scale parameter was estimated by DOF/DEVIANCE.";
        }
        if (fit.specification().scale() instanceof ScaleRule.Pearson) {
            return "The scale parameter was estimated by the square root of Pearson's Chi-Square/DOF.";
        }
        if (fit.specification().scale() instanceof ScaleRule.Deviance) {
            return "The scale parameter was estimated by the square root of DEVIANCE/DOF.";
        }
        if (!fit.scaleIsMaximumLikelihood()) {
            return "The scale parameter was held fixed.";
        }
        return switch (model.family()) {
            case NEGATIVE_BINOMIAL -> "The negative binomial dispersion parameter was estimated by maximum likelihood.";
            case TWEEDIE -> "The Tweedie dispersion parameter was estimated by maximum likelihood.";
            default -> "The scale parameter was estimated by maximum likelihood.";
        };
    }
}
