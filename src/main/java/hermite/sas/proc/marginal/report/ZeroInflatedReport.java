package hermite.sas.proc.marginal.report;

import hermite.data.Missing;
import hermite.data.Table;
import hermite.model.inference.LinearEstimate;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.marginal.binding.GenmodMessage;
import hermite.sas.proc.marginal.binding.GenmodModel;
import hermite.sas.proc.marginal.fitting.ZeroInflatedAnalysis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tables of a zero-inflated model. */
public final class ZeroInflatedReport {
    private static final String TITLE = "Analysis Of Maximum Likelihood Zero Inflation Parameter Estimates";

    private final GenmodModel model;
    private final ZeroInflatedAnalysis analysis;
    private final Table table;
    private final ProcContext context;

    public ZeroInflatedReport(GenmodModel model, ZeroInflatedAnalysis analysis, Table table, ProcContext context) {
        this.model = model;
        this.analysis = analysis;
        this.table = table;
        this.context = context;
    }

    public void put() {
        Parameters parameters = new Parameters(analysis.sample().terms(), model.nameLength());
        InformationReport information = new InformationReport(model, analysis.sample(), table, parameters);
        context.put(information.modelInformation());
        context.put(information.observations());
        information.classLevels().ifPresent(context::put);
        GlmReport report = new GlmReport(model, analysis.fit().counts(), parameters, context.formats());
        if (model.tests().covariance() || model.tests().correlation()) {
            context.put(information.parameterInformation());
        }
        context.put(report.criteria());
        context.put(report.convergence());
        if (model.tests().covariance()) {
            context.put(report.covariance());
        }
        if (model.tests().correlation()) {
            context.put(report.correlation());
        }
        context.put(report.estimates("Analysis Of Maximum Likelihood Parameter Estimates", Optional.empty()));
        context.log().write(GenmodMessage.SCALE, report.scaleNote());
        context.put(zeroEstimates());
        if (!analysis.counts().typeThree().isEmpty()) {
            context.put(new TestReport(model, analysis.counts()).typeThree());
        }
    }

    private OutputTable zeroEstimates() {
        Parameters parameters = new Parameters(analysis.zeroTerms(), model.nameLength());
        String limits = "Wald " + Rows.percent(model.alpha()) + " Confidence|Limits";
        List<OutputColumn> columns = new ArrayList<>(parameters.identifiers("Parameter", "Parameter"));
        columns.add(Rows.degreesOfFreedom("DF", "DF").withGap(2));
        columns.add(Rows.estimate());
        columns.add(Rows.standardError("StdErr"));
        columns.add(Rows.limit("LowerWaldCL", limits, "Lower Wald Confidence Limit"));
        columns.add(Rows.limit("UpperWaldCL", limits, "Upper Wald Confidence Limit"));
        columns.add(OutputColumn.number("ChiSq", "Wald|Chi-Square", NumberFormats.F_2)
                .withGap(2));
        columns.add(Rows.probability("ProbChiSq", "Pr > ChiSq").withGap(2));
        List<List<Cell>> rows = new ArrayList<>();
        double[] estimates = analysis.fit().zeroEstimates();
        double[] covariance = analysis.fit().zeroCovariance();
        for (Parameters.Parameter parameter : parameters.all()) {
            int j = parameter.column();
            boolean estimated = !analysis.fit().zeroAliased()[j];
            LinearEstimate e = LinearEstimate.of(
                    estimates[j], Math.sqrt(Math.max(0, covariance[j * estimates.length + j])), model.alpha());
            rows.add(Rows.concatenate(
                    parameters.identify(parameter),
                    Cell.of(estimated ? 1.0 : 0.0),
                    Cell.of(e.estimate()),
                    Cell.of(e.standardError()),
                    Cell.of(e.lower()),
                    Cell.of(e.upper()),
                    Cell.of(Missing.normalise(e.chiSquare())),
                    Cell.of(Missing.normalise(e.probability()))));
        }
        return OutputTable.of("ZeroParameterEstimates", TITLE, Layout.COLUMNS, columns, rows);
    }
}
