package hermite.sas.proc.sgplot;

import hermite.report.OutputGraph;
import hermite.report.graph.Graph;
import hermite.report.graph.Graph.GroupAttributes;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ByGroup;
import hermite.sas.proc.InputData;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.ProcMessage;
import hermite.sas.proc.Procedure;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.vocabulary.ProcedureSpec;
import java.util.List;
import java.util.Set;

/** PROC SGPLOT: one graph, or one a BY group, of plots over a pair of axes. */
public final class SgplotProcedure implements Procedure {
    private static final Set<String> PLOTS = Set.of(
            "SERIES",
            "STEP",
            "SCATTER",
            "NEEDLE",
            "BAND",
            "REG",
            "HISTOGRAM",
            "DENSITY",
            "VBOX",
            "HBOX",
            "VBAR",
            "HBAR",
            "VLINE",
            "HLINE",
            "REFLINE");

    @Override
    public ProcedureSpec spec() {
        return SgplotVocabulary.SPEC;
    }

    @Override
    public void run(ProcStep step, ProcContext context) {
        List<ProcStatement> plots = step.statements().stream()
                .filter(s -> PLOTS.contains(s.spec().name()))
                .toList();
        if (plots.isEmpty()) {
            throw new StepFailure(step.place(), SgplotMessage.NO_PLOT);
        }
        InputData input = context.input(step.options().dataSet("DATA"));
        if (input.table().rowCount() == 0) {
            context.log().write(ProcMessage.NO_OBSERVATIONS, input.name());
            return;
        }
        for (ByGroup group : context.byGroups(input)) {
            context.checkInterrupt();
            context.beginGroup(group);
            context.put(new OutputGraph("SGPlot", "The SGPLOT Procedure", graph(step, plots, group, context)));
        }
    }

    private static Graph graph(ProcStep step, List<ProcStatement> plots, ByGroup group, ProcContext context) {
        LegendRequest legend = new LegendRequest(step, plots);
        PlotFrame frame = new PlotFrame(
                context,
                group.table(),
                axis("XAXIS", step, context),
                axis("YAXIS", step, context),
                new PlotPlaces(plots, step.options().has("CYCLEATTRS")),
                legend);
        for (ProcStatement plot : plots) {
            add(plot, frame);
        }
        GroupAttributes attributes = step.statement("STYLEATTRS")
                .map(s -> frame.looks().groupAttributes(((Body.Main) s.body()).options()))
                .orElse(GroupAttributes.OF_STYLE);
        return new Graph(
                List.of(),
                List.of(),
                frame.xAxis().axis(),
                frame.yAxis().axis(),
                frame.plots(),
                legend.legend(frame.groupTitle()),
                attributes,
                !step.options().has("NOBORDER"));
    }

    private static PlotAxis axis(String statement, ProcStep step, ProcContext context) {
        Options options = step.statement(statement)
                .map(s -> ((Body.Main) s.body()).options())
                .orElse(Options.NONE);
        return new PlotAxis(statement.substring(0, 1), options, context.formats(), context.log());
    }

    private static void add(ProcStatement plot, PlotFrame frame) {
        switch (plot.spec().name()) {
            case "SERIES" -> new PointPlots(frame, plot).series();
            case "STEP" -> new PointPlots(frame, plot).step();
            case "SCATTER" -> new PointPlots(frame, plot).scatter();
            case "NEEDLE" -> new PointPlots(frame, plot).needle();
            case "BAND" -> new PointPlots(frame, plot).band();
            case "REG" -> new RegressionPlots(frame, plot).add();
            case "HISTOGRAM" -> new DistributionPlots(frame, plot).histogram();
            case "DENSITY" -> new DistributionPlots(frame, plot).density();
            case "VBOX" -> new BoxPlots(frame, plot, false).add();
            case "HBOX" -> new BoxPlots(frame, plot, true).add();
            case "VBAR" -> new CategoryPlots(frame, plot).bars(false);
            case "HBAR" -> new CategoryPlots(frame, plot).bars(true);
            case "VLINE" -> new CategoryPlots(frame, plot).line(false);
            case "HLINE" -> new CategoryPlots(frame, plot).line(true);
            default -> new ReferenceLines(frame, plot).add();
        }
    }
}
