package hermite.sas.proc.genmod;

import hermite.sas.proc.ByGroup;
import hermite.sas.proc.ByGroups;
import hermite.sas.proc.InputData;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.Procedure;
import hermite.sas.proc.marginal.binding.GenmodBinder;
import hermite.sas.proc.marginal.binding.GenmodMessage;
import hermite.sas.proc.marginal.binding.GenmodModel;
import hermite.sas.proc.marginal.binding.GenmodSample;
import hermite.sas.proc.marginal.binding.GenmodSyntax;
import hermite.sas.proc.marginal.binding.SampleBuilder;
import hermite.sas.proc.marginal.fitting.Analyst;
import hermite.sas.proc.marginal.fitting.GenmodAnalysis;
import hermite.sas.proc.marginal.fitting.MultinomialAnalyst;
import hermite.sas.proc.marginal.fitting.PostFitInput;
import hermite.sas.proc.marginal.fitting.ZeroInflatedAnalysis;
import hermite.sas.proc.marginal.report.AssociationContrasts;
import hermite.sas.proc.marginal.report.GenmodReport;
import hermite.sas.proc.marginal.report.InformationReport;
import hermite.sas.proc.marginal.report.OutputWriter;
import hermite.sas.proc.marginal.report.StoreWriter;
import hermite.sas.proc.marginal.report.ZeroInflatedReport;
import hermite.sas.proc.postfit.PostFit;
import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.vocabulary.ProcedureSpec;

/** PROC GENMOD: generalized linear models, generalized estimating equations, alternating logistic regressions. */
public final class GenmodProcedure implements Procedure {
    private static final ProcedureSpec SPEC = GenmodSyntax.spec();

    @Override
    public ProcedureSpec spec() {
        return SPEC;
    }

    @Override
    public void run(ProcStep step, ProcContext context) {
        InputData input = context.input(step.options().dataSet("DATA"));
        GenmodModel model = new GenmodBinder(step, input, context).bind();
        StoreWriter stores = new StoreWriter("GENMOD", model, context);
        OutputWriter output = new OutputWriter(model, context);
        ByGroups.each(context, input, group -> {
            GenmodSample sample = new SampleBuilder(model, group.table(), context.formats(), context.log()).build();
            InformationReport.modeling(model, sample)
                    .ifPresent(text -> context.log().write(GenmodMessage.SCALE, text));
            if (model.zeroInflation().isPresent()) {
                zeroInflated(step, model, sample, group, context, stores, output);
            } else {
                single(step, model, sample, group, context, stores, output);
            }
        });
        output.write();
        stores.write();
    }

    private static void zeroInflated(
            ProcStep step,
            GenmodModel model,
            GenmodSample sample,
            ByGroup group,
            ProcContext context,
            StoreWriter stores,
            OutputWriter output) {
        ZeroInflatedAnalysis inflated =
                ZeroInflatedAnalysis.of(model, sample, group.table(), context.formats(), context.log());
        context.beginGroup(group);
        new ZeroInflatedReport(model, inflated, group.table(), context).put();
        new PostFit(PostFitInput.of(model, group.table(), inflated.counts(), context.formats()), context)
                .run(step.statements());
        stores.add(group, inflated.counts());
        if (!model.stores().isEmpty()) {
            context.log().write(GenmodMessage.STORE_COUNTS);
        }
        output.add(group.table(), inflated);
    }

    private static void single(
            ProcStep step,
            GenmodModel model,
            GenmodSample sample,
            ByGroup group,
            ProcContext context,
            StoreWriter stores,
            OutputWriter output) {
        GenmodAnalysis analysis = model.isMultinomial()
                ? MultinomialAnalyst.analyse(model, sample, context.formats(), context.log())
                : Analyst.analyse(model, sample, context.formats(), context.log());
        context.beginGroup(group);
        new GenmodReport(model, analysis, group.table(), context).put();
        if (analysis.isWithoutEstimates()) {
            return;
        }
        new PostFit(PostFitInput.of(model, group.table(), analysis, context.formats()), context)
                .run(AssociationContrasts.put(step.statements(), analysis, model.alpha(), context));
        stores.add(group, analysis);
        output.add(group.table(), analysis);
    }
}
