package hermite.sas.proc.transpose;

import hermite.data.Table;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ByGroup;
import hermite.sas.proc.InputData;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.Procedure;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.vocabulary.OptionSpec;
import hermite.sas.vocabulary.ProcedureSpec;
import hermite.sas.vocabulary.StatementForm;
import hermite.sas.vocabulary.StatementSpec;
import hermite.sas.vocabulary.ValueKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** PROC TRANSPOSE: turns variables into rows and rows into variables, within each BY group. */
public final class TransposeProcedure implements Procedure {
    private static final ProcedureSpec SPEC = new ProcedureSpec(
            "TRANSPOSE",
            "",
            List.of(
                    OptionSpec.of("DATA", ValueKind.DATA_SET, "data set to transpose")
                            .otherwise("the last one created"),
                    OptionSpec.of("OUT", ValueKind.DATA_SET, "transposed data set")
                            .otherwise("DATAn"),
                    OptionSpec.of("PREFIX", ValueKind.TEXT_OR_WORD, "what names of new variables begin with")
                            .otherwise("COL, or nothing with an ID statement"),
                    OptionSpec.of("SUFFIX", ValueKind.TEXT_OR_WORD, "what they end with"),
                    OptionSpec.of("DELIMITER", ValueKind.TEXT_OR_WORD, "what stands between values of several IDs")
                            .alias("DELIM"),
                    OptionSpec.of("NAME", ValueKind.TEXT_OR_WORD, "variable for the names of former variables")
                            .otherwise("_NAME_"),
                    OptionSpec.of("LABEL", ValueKind.TEXT_OR_WORD, "variable for their labels")
                            .otherwise("_LABEL_"),
                    OptionSpec.flag("LET", "the last row of a repeated ID value counts"),
                    OptionSpec.known("INDB", ValueKind.WORD)),
            List.of(
                    StatementSpec.of("VAR", StatementForm.VARIABLES, "variables that become rows"),
                    StatementSpec.of("ID", StatementForm.VARIABLES, "variables whose values name the new variables"),
                    StatementSpec.of("IDLABEL", StatementForm.VARIABLES, "variable whose values label them"),
                    StatementSpec.of("COPY", StatementForm.VARIABLES, "variables copied as they are")),
            false,
            "turns variables into rows and rows into variables");

    @Override
    public ProcedureSpec spec() {
        return SPEC;
    }

    @Override
    public void run(ProcStep step, ProcContext context) {
        InputData input = context.input(step.options().dataSet("DATA"));
        List<ByGroup> groups = context.byGroups(input);
        TransposeRequest request =
                TransposeRequest.of(step, context, input.table(), groups.get(0).variables());
        NewNames newNames = new NewNames(request, context.formats());
        List<TransposedGroup> placed = new ArrayList<>();
        int missing = 0;
        boolean repeated = false;
        for (ByGroup group : groups) {
            context.checkInterrupt();
            TransposedGroup each =
                    new TransposedGroup(group.table(), new int[group.table().rowCount()]);
            Optional<String> twice = place(each, newNames, request);
            missing += each.rowsWithoutPlace();
            if (twice.isPresent()) {
                repeated = true;
                tell(twice.get(), group, request, context);
            }
            placed.add(each);
        }
        if (missing > 0) {
            context.log().write(TransposeMessage.MISSING_IDS, missing);
        }
        if (repeated && !request.let()) {
            throw new StepFailure(step.place(), TransposeMessage.NOT_TRANSPOSED);
        }
        DataSetReference out = step.options().dataSet("OUT").orElse(DataSetReference.of("", "_DATA_"));
        TransposedTable result = new TransposedTable(request, newNames, input.table(), context, context.fullName(out));
        context.write(out, result.of(placed));
    }

    /** Finds each row's new variable; gives the name of the first one that occurs again. */
    private static Optional<String> place(TransposedGroup group, NewNames newNames, TransposeRequest request) {
        Table table = group.rows();
        int[] places = group.places();
        Arrays.fill(places, -1);
        boolean[] taken = new boolean[newNames.size() + places.length];
        Optional<String> twice = Optional.empty();
        for (int row = 0; row < places.length; row++) {
            Optional<String> idValue = request.ids().isEmpty() ? Optional.empty() : newNames.idValue(table, row);
            if (idValue.isPresent() || request.ids().isEmpty()) {
                places[row] = newNames.place(table, row, idValue, row);
                if (taken[places[row]] && twice.isEmpty()) {
                    twice = Optional.of(newNames.name(places[row]));
                }
                taken[places[row]] = true;
            }
        }
        return twice;
    }

    private static void tell(String name, ByGroup group, TransposeRequest request, ProcContext context) {
        boolean whole = request.by().isEmpty();
        if (request.let()) {
            context.log().write(whole ? TransposeMessage.LAST_OF_ID : TransposeMessage.LAST_OF_ID_IN_GROUP, name);
        } else {
            context.log().write(whole ? TransposeMessage.ID_TWICE : TransposeMessage.ID_TWICE_IN_GROUP, name);
        }
        if (!whole) {
            context.log().write(TransposeMessage.WHICH_GROUP, group.heading());
        }
    }
}
