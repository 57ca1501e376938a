package hermite.sas.proc.marginal.report;

import hermite.data.Formats;
import hermite.data.Table;
import hermite.model.ModelTerms;
import hermite.model.estimability.EstimableFunctions;
import hermite.model.gee.MarginalFit;
import hermite.model.glm.CumulativeFitter;
import hermite.model.glm.GlmFitter;
import hermite.report.OutputTable;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.construct.DetailTables;
import hermite.sas.proc.marginal.binding.GenmodMessage;
import hermite.sas.proc.marginal.binding.GenmodModel;
import hermite.sas.proc.marginal.binding.GenmodSample;
import hermite.sas.proc.marginal.fitting.GenmodAnalysis;
import hermite.sas.proc.postfit.table.CoefficientTable;
import java.util.List;
import java.util.stream.IntStream;

/** Puts out the tables of one BY group in the procedure's order, and the notes that go with them. */
public final class GenmodReport {
    private final GenmodModel model;
    private final GenmodAnalysis analysis;
    private final Table table;
    private final ProcContext context;

    public GenmodReport(GenmodModel model, GenmodAnalysis analysis, Table table, ProcContext context) {
        this.model = model;
        this.analysis = analysis;
        this.table = table;
        this.context = context;
    }

    public void put() {
        GenmodSample sample = analysis.sample();
        Parameters parameters = new Parameters(sample.terms(), model.nameLength());
        InformationReport information = new InformationReport(model, sample, table, parameters);
        context.put(information.modelInformation());
        context.put(information.observations());
        information.classLevels().ifPresent(context::put);
        if (information.cutsClassLevels()) {
            context.log().write(GenmodMessage.LEVELS_CUT);
        }
        DetailTables.of(model.constructed(), sample.terms().constructed()).forEach(context::put);
        information.responseProfile().ifPresent(context::put);
        InformationReport.modeling(model, sample)
                .ifPresent(text -> context.put(Rows.sentence("ResponseNote", text, 0)));
        boolean marginal = model.repeated().isPresent();
        if (marginal
                || model.tests().covariance()
                || model.tests().correlation()
                || model.likelihood().iterations()) {
            context.put(information.parameterInformation());
        }
        putLikelihood(parameters, marginal);
        if (analysis.isWithoutEstimates()) {
            analysis.marginal().ifPresent(fit -> context.put(GlmReport.convergence(fit.verdict())));
            return;
        }
        analysis.marginal().ifPresent(fit -> putMarginal(fit, parameters));
        putTests();
        model.likelihood()
                .statistics()
                .filter(parts ->
                        analysis.marginal().map(MarginalFit::hasCovariance).orElse(true))
                .ifPresent(parts -> context.put(new ObservationReport(model, analysis, table, parts).table()));
    }

    private void putLikelihood(Parameters parameters, boolean marginal) {
        Formats formats = context.formats();
        GlmReport report = new GlmReport(model, analysis.glm(), parameters, formats);
        if (model.likelihood().iterations()) {
            context.put(report.iterations());
            context.put(report.lastDerivatives(lastDerivatives()));
        }
        boolean shown = !marginal || model.repeated().orElseThrow().prints().initialFit();
        if (shown) {
            context.put(report.criteria());
        }
        context.put(report.convergence());
        if (model.tests().covariance()) {
            context.put(report.covariance());
        }
        if (model.tests().correlation()) {
            context.put(report.correlation());
        }
        if (shown) {
            OutputTable estimates = report.estimates(
                    marginal
                            ? "Analysis Of Initial Parameter Estimates"
                            : "Analysis Of Maximum Likelihood Parameter Estimates",
                    analysis.likelihood().profile());
            context.put(estimates);
            if (!marginal && !model.isMultinomial() && analysis.glm().verdict().isConverged()) {
                report.lagrangeMultipliers(analysis.sample().observations()).ifPresent(context::put);
            }
            if (!model.isMultinomial()) {
                context.log().write(GenmodMessage.SCALE, report.scaleNote());
            }
        }
    }

    private double[][] lastDerivatives() {
        GenmodSample sample = analysis.sample();
        return model.isMultinomial()
                ? CumulativeFitter.negativeDerivatives(
                        analysis.glm(),
                        sample.observations(),
                        sample.profile().orElseThrow().levels().size())
                : GlmFitter.negativeDerivatives(analysis.glm(), sample.observations());
    }

    private void putMarginal(MarginalFit fit, Parameters parameters) {
        GeeReport report =
                new GeeReport(model, analysis.sample().clusters().orElseThrow(), fit, parameters, context.formats());
        context.put(report.modelInformation());
        report.logOddsRatioInformation().ifPresent(context::put);
        context.put(GlmReport.convergence(fit.verdict()));
        report.matrices().forEach(context::put);
        report.workingCorrelation().ifPresent(context::put);
        report.exchangeableCorrelation().ifPresent(context::put);
        report.correlationByTime().ifPresent(context::put);
        GenmodModel.Repeated repeated = model.repeated().orElseThrow();
        if (repeated.request().time().isPresent() && repeated.prints().workingCorrelation()) {
            context.log().write(GenmodMessage.NOT_PRINTED_BY_TIME);
        }
        if (!model.isMultinomial()) {
            context.put(report.criteria());
        }
        context.put(report.empiricalEstimates());
        if (repeated.prints().modelBasedErrors()) {
            context.put(report.modelBasedEstimates());
        }
        analysis.smallSample().ifPresent(corrected -> context.put(report.correctedEstimates(corrected)));
    }

    private void putTests() {
        TestReport report = new TestReport(model, analysis);
        if (!analysis.likelihood().typeOne().isEmpty()) {
            context.put(report.typeOne());
        }
        if (!analysis.typeThree().isEmpty()) {
            context.put(report.typeThree());
        }
        if (model.tests().type3Coefficients()) {
            putHypotheses();
        }
    }

    /** TYPE3COEF: the rows of each effect's hypothesis. */
    private void putHypotheses() {
        ModelTerms terms = analysis.sample().terms();
        for (int e = 0; e < terms.effects().size(); e++) {
            double[][] rows = terms.effects().get(e).isIntercept()
                    ? new double[0][]
                    : EstimableFunctions.typeThree(terms, e, analysis.crossProducts(), model.singular());
            if (rows.length > 0) {
                String effect = terms.effects().get(e).name();
                context.put(CoefficientTable.of(
                        "Type3Coef",
                        "Coefficients of Type 3 Contrasts for " + effect,
                        terms,
                        IntStream.rangeClosed(1, rows.length)
                                .mapToObj(r -> "Row" + r)
                                .toList(),
                        List.of(rows)));
            }
        }
    }
}
