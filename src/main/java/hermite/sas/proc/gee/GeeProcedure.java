package hermite.sas.proc.gee;

import hermite.model.ModelTerms;
import hermite.model.gee.MarginalFit;
import hermite.model.gee.dropout.DropoutObservations;
import hermite.model.gee.dropout.WeightedGeeFit;
import hermite.report.OutputTable;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ByGroup;
import hermite.sas.proc.ByGroups;
import hermite.sas.proc.InputData;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.Procedure;
import hermite.sas.proc.construct.DetailTables;
import hermite.sas.proc.marginal.binding.DropoutBuilder;
import hermite.sas.proc.marginal.binding.DropoutRequest;
import hermite.sas.proc.marginal.binding.GenmodBinder;
import hermite.sas.proc.marginal.binding.GenmodMessage;
import hermite.sas.proc.marginal.binding.GenmodModel;
import hermite.sas.proc.marginal.binding.GenmodSample;
import hermite.sas.proc.marginal.binding.SampleBuilder;
import hermite.sas.proc.marginal.fitting.Analyst;
import hermite.sas.proc.marginal.fitting.DropoutAnalyst;
import hermite.sas.proc.marginal.fitting.GenmodAnalysis;
import hermite.sas.proc.marginal.fitting.MultinomialAnalyst;
import hermite.sas.proc.marginal.fitting.PostFitInput;
import hermite.sas.proc.marginal.report.AssociationContrasts;
import hermite.sas.proc.marginal.report.DropoutReport;
import hermite.sas.proc.marginal.report.GeeReport;
import hermite.sas.proc.marginal.report.GlmReport;
import hermite.sas.proc.marginal.report.InformationReport;
import hermite.sas.proc.marginal.report.OutputWriter;
import hermite.sas.proc.marginal.report.Parameters;
import hermite.sas.proc.marginal.report.Rows;
import hermite.sas.proc.marginal.report.StoreWriter;
import hermite.sas.proc.marginal.report.TestReport;
import hermite.sas.proc.postfit.Dialect;
import hermite.sas.proc.postfit.PostFit;
import hermite.sas.proc.postfit.PostFitModel;
import hermite.sas.proc.postfit.table.TablesByLevel;
import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.vocabulary.ProcedureSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** PROC GEE: the marginal model alone, without the tables of the initial fit. */
public final class GeeProcedure implements Procedure {
    private static final ProcedureSpec SPEC = GeeSyntax.spec();
    private static final String RESPONSE_MODEL = "Parameter Estimates for Response Model";

    @Override
    public ProcedureSpec spec() {
        return SPEC;
    }

    @Override
    public void run(ProcStep step, ProcContext context) {
        InputData input = context.input(step.options().dataSet("DATA"));
        GenmodModel model = new GenmodBinder(step, input, context).bind();
        if (model.repeated().isEmpty()) {
            throw new StepFailure(GenmodMessage.NO_REPEATED);
        }
        Optional<DropoutRequest> missing = DropoutRequest.of(step, model, input.table());
        StoreWriter stores = new StoreWriter("GEE", model, context);
        OutputWriter output = new OutputWriter(model, context);
        ByGroups.each(context, input, group -> {
            GenmodSample sample = new SampleBuilder(model, group.table(), context.formats(), context.log()).build();
            InformationReport.modeling("GEE", model, sample)
                    .ifPresent(text -> context.log().write(GenmodMessage.SCALE, text));
            Optional<DropoutBuilder> visits = missing.map(
                    request -> new DropoutBuilder(model, request, sample, group.table(), context.formats()));
            GenmodAnalysis analysis;
            if (visits.isPresent()) {
                DropoutObservations planned = visits.get().build();
                analysis = DropoutAnalyst.analyse(model, missing.get(), sample, planned, context.log());
            } else {
                analysis = model.isMultinomial()
                        ? MultinomialAnalyst.analyse(model, sample, context.formats(), context.log())
                        : Analyst.analyse(model, sample, context.formats(), context.log());
            }
            context.beginGroup(group);
            put(model, analysis, visits.map(DropoutBuilder::dropoutTerms), group, context);
            if (analysis.isWithoutEstimates()) {
                return;
            }
            postFit(step, model, analysis, group, context);
            stores.add(group, analysis);
            output.add(group.table(), analysis);
        });
        output.write();
        stores.write();
    }

    private static void postFit(
            ProcStep step, GenmodModel model, GenmodAnalysis analysis, ByGroup group, ProcContext context) {
        if (model.categories() != GenmodModel.Categories.NOMINAL) {
            PostFitModel input = PostFitInput.of(model, group.table(), analysis, context.formats())
                    .withDialect(Dialect.PLM);
            new PostFit(input, context)
                    .run(AssociationContrasts.put(step.statements(), analysis, model.alpha(), context));
            return;
        }
        if (step.statements().stream().noneMatch(PostFit::does)) {
            return;
        }
        GenmodSample.ResponseProfile profile = analysis.sample().profile().orElseThrow();
        List<String> levels = profile.levels();
        List<List<OutputTable>> all = new ArrayList<>();
        for (int level = 0; level < levels.size() - 1; level++) {
            List<OutputTable> own = new ArrayList<>();
            PostFitModel input = PostFitInput.ofLevel(model, group.table(), analysis, context.formats(), level)
                    .withDialect(Dialect.PLM);
            new PostFit(input, context, own::add).run(step.statements());
            all.add(own);
        }
        TablesByLevel.merged(profile.variable(), levels, all).forEach(context::put);
        context.log().write(GenmodMessage.NOMINAL_MEANS, profile.variable(), levels.get(levels.size() - 1));
    }

    private static void put(
            GenmodModel model,
            GenmodAnalysis analysis,
            Optional<ModelTerms> dropoutTerms,
            ByGroup group,
            ProcContext context) {
        GenmodSample sample = analysis.sample();
        GenmodModel.Prints prints = model.repeated().orElseThrow().prints();
        Parameters parameters = new Parameters(sample.terms(), model.nameLength());
        InformationReport information = new InformationReport(model, sample, group.table(), parameters);
        context.put(information.modelInformation());
        context.put(information.observations());
        information.classLevels().ifPresent(context::put);
        if (information.cutsClassLevels()) {
            context.log().write(GenmodMessage.LEVELS_CUT);
        }
        DetailTables.of(model.constructed(), sample.terms().constructed()).forEach(context::put);
        information.responseProfile().ifPresent(context::put);
        InformationReport.modeling("GEE", model, sample)
                .ifPresent(text -> context.put(Rows.sentence("ResponseNote", text, 0)));
        if (analysis.isWithoutEstimates()) {
            context.put(GlmReport.convergence(analysis.verdict()));
            return;
        }
        MarginalFit fit = analysis.marginal().orElseThrow();
        GeeReport report = new GeeReport(model, sample.clusters().orElseThrow(), fit, parameters, context.formats());
        if (!report.matrices().isEmpty()) {
            context.put(information.parameterInformation());
        }
        if (prints.initialFit()) {
            GlmReport initial = new GlmReport(model, analysis.glm(), parameters, context.formats());
            context.put(initial.estimates("Analysis Of Initial Parameter Estimates", Optional.empty()));
        }
        context.put(report.modelInformation());
        report.logOddsRatioInformation()
                .map(t -> named("GEELogORInfor", t.titles(), t))
                .ifPresent(context::put);
        context.put(GlmReport.convergence(fit.verdict()));
        report.matrices().forEach(context::put);
        report.workingCorrelation().ifPresent(context::put);
        report.exchangeableCorrelation().ifPresent(context::put);
        report.correlationByTime().ifPresent(context::put);
        if (fit instanceof WeightedGeeFit weighted) {
            context.put(DropoutReport.estimates(
                    dropoutTerms.orElseThrow(), weighted.dropout(), model.alpha(), model.nameLength()));
        } else if (!model.isMultinomial()) {
            context.put(report.criteria());
        }
        context.put(responseModel(report.empiricalEstimates(), "with Empirical Standard Error"));
        if (prints.modelBasedErrors()) {
            context.put(responseModel(report.modelBasedEstimates(), "with Model-Based Standard Error"));
        }
        analysis.smallSample()
                .ifPresent(corrected -> context.put(responseModel(
                        report.correctedEstimates(corrected),
                        "with " + corrected.correction().label() + " Standard Error")));
        if (!analysis.typeThree().isEmpty()) {
            context.put(new TestReport(model, analysis).typeThree());
        }
    }

    private static OutputTable responseModel(OutputTable table, String errors) {
        return named(table.name(), List.of(RESPONSE_MODEL, errors), table);
    }

    /** The same table under the names that this procedure gives it. */
    private static OutputTable named(String name, List<String> titles, OutputTable table) {
        return new OutputTable(
                name, String.join(" ", titles), titles, table.layout(), table.columns(), table.rows(), table.notes());
    }
}
