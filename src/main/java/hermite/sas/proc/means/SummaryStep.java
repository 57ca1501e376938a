package hermite.sas.proc.means;

import hermite.sas.proc.ByGroup;
import hermite.sas.proc.InputData;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.ProcMessage;
import hermite.sas.syntax.ast.ProcStep;
import java.util.List;

/** A run of PROC MEANS or PROC SUMMARY, which differ in what they do when little is asked for. */
final class SummaryStep {
    private SummaryStep() {}

    /**
     * @param printsByDefault prints unless NOPRINT is given
     * @param countsWithoutVar only counts rows when there is no VAR statement
     */
    static void run(ProcStep step, ProcContext context, boolean printsByDefault, boolean countsWithoutVar) {
        boolean prints = printsByDefault
                ? !step.options().has("NOPRINT")
                : step.options().has("PRINT");
        if (!prints && step.statements("OUTPUT").isEmpty()) {
            context.log().write(MeansMessage.NO_OUTPUT);
        }
        step.options()
                .find("QMETHOD")
                .filter(o -> step.options().word("QMETHOD").filter("P2"::equals).isPresent())
                .ifPresent(o -> context.log().write(o.place(), MeansMessage.EXACT_PERCENTILES));
        InputData input = context.input(step.options().dataSet("DATA"));
        MeansRequest request = MeansRequest.of(step, context, input.table(), countsWithoutVar);
        if (input.table().rowCount() == 0) {
            context.log().write(ProcMessage.NO_OBSERVATIONS, input.name());
        }
        List<ByGroup> groups = input.table().rowCount() == 0 ? List.of() : context.byGroups(input);
        List<String> byVariables = groups.isEmpty() ? List.of() : groups.get(0).variables();
        List<OutputDataSet> outputs = step.statements("OUTPUT").stream()
                .map(s -> new OutputDataSet(s, request, input.table(), byVariables, context))
                .toList();
        for (ByGroup group : groups) {
            Crossing crossing = new Crossing(request, group.table(), context);
            if (prints) {
                context.beginGroup(group);
                for (int type : request.printedTypes()) {
                    context.checkInterrupt();
                    context.put(new SummaryTable(request, crossing, type, context).table());
                }
            }
            outputs.forEach(o -> o.add(group, crossing));
        }
        outputs.forEach(o -> o.write(context));
    }
}
