package hermite.sas.proc.datasets;

import hermite.data.Missing;
import hermite.data.Table;
import hermite.data.TableBuilder;
import hermite.data.Variable;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.InputData;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.ProcMessage;
import hermite.sas.proc.Procedure;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.vocabulary.OptionSpec;
import hermite.sas.vocabulary.ProcedureSpec;
import hermite.sas.vocabulary.Status;
import hermite.sas.vocabulary.ValueKind;
import java.util.List;

/** PROC APPEND: adds the rows of one data set to the end of another. */
public final class AppendProcedure implements Procedure {
    private static final ProcedureSpec SPEC = new ProcedureSpec(
            "APPEND",
            "",
            List.of(
                    OptionSpec.of("BASE", ValueKind.DATA_SET, "data set to add to")
                            .alias("OUT"),
                    OptionSpec.of("DATA", ValueKind.DATA_SET, "data set to add")
                            .alias("NEW")
                            .otherwise("the last one created"),
                    OptionSpec.flag("FORCE", "append although variables differ"),
                    OptionSpec.flag("NOWARN", "with FORCE: no messages about differences"),
                    OptionSpec.known("APPENDVER", ValueKind.WORD).withStatus(Status.NO_EFFECT),
                    OptionSpec.known("GETSORT", ValueKind.FLAG)),
            List.of(),
            false,
            "adds rows to a data set");

    @Override
    public ProcedureSpec spec() {
        return SPEC;
    }

    @Override
    public void run(ProcStep step, ProcContext context) {
        DataSetReference base = step.options()
                .dataSet("BASE")
                .orElseThrow(() -> new StepFailure(step.place(), ProcMessage.OPTION_REQUIRED, "BASE="));
        InputData added = context.input(step.options().dataSet("DATA"));
        String baseName = context.fullName(base);
        Members members = new Members(baseName.substring(0, Math.max(0, baseName.indexOf('.'))), context);
        String member = baseName.substring(baseName.indexOf('.') + 1);
        context.log().write(DatasetsMessage.APPENDING, added.name(), baseName);
        if (!members.all().contains(member)) {
            context.log().write(DatasetsMessage.BASE_IS_NEW);
            context.write(base, added.table());
            return;
        }
        Table old = members.read(member);
        boolean force = step.options().has("FORCE");
        boolean differ =
                differ(old, added.table(), context, force && step.options().has("NOWARN"));
        if (differ && !force) {
            throw new StepFailure(step.place(), DatasetsMessage.NOT_APPENDED);
        }
        context.log().write(DatasetsMessage.ADDED, added.table().rowCount());
        context.write(base, appended(old, added.table()));
    }

    /** Whether FORCE is needed; says why. Variables that only the base has are no hindrance. */
    private static boolean differ(Table base, Table data, ProcContext context, boolean silent) {
        boolean differ = false;
        for (Variable variable : base.variables()) {
            if (data.indexOf(variable.name()) < 0 && !silent) {
                context.log().write(DatasetsMessage.NOT_ON_DATA, variable.name());
            }
        }
        for (Variable variable : data.variables()) {
            int place = base.indexOf(variable.name());
            if (place < 0) {
                differ = true;
                warn(context, silent, DatasetsMessage.NOT_ON_BASE, variable.name());
            } else if (base.variable(place).isNumeric() != variable.isNumeric()) {
                differ = true;
                warn(context, silent, DatasetsMessage.OTHER_TYPE, variable.name());
            } else if (base.variable(place).length() < variable.length()) {
                differ = true;
                warn(
                        context,
                        silent,
                        DatasetsMessage.LONGER,
                        variable.name(),
                        base.variable(place).length(),
                        variable.length());
            }
        }
        return differ;
    }

    private static void warn(ProcContext context, boolean silent, DatasetsMessage message, Object... arguments) {
        if (!silent) {
            context.log().write(message, arguments);
        }
    }

    private static Table appended(Table base, Table data) {
        TableBuilder builder = new TableBuilder(base.variables());
        for (Table part : List.of(base, data)) {
            int[] places = base.variables().stream()
                    .mapToInt(v -> part.indexOf(v.name()))
                    .toArray();
            for (int row = 0; row < part.rowCount(); row++) {
                for (int c = 0; c < places.length; c++) {
                    boolean numeric = base.variable(c).isNumeric();
                    boolean there = places[c] >= 0 && part.variable(places[c]).isNumeric() == numeric;
                    if (numeric) {
                        builder.set(c, there ? part.numeric(places[c]).get(row) : Missing.DOT);
                    } else {
                        builder.set(c, there ? part.character(places[c]).get(row) : "");
                    }
                }
                builder.endRow();
            }
        }
        return builder.build(base.label());
    }
}
