package hermite.sas.proc.glimmix.binding;

import hermite.data.Table;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.VariableStatement;
import hermite.sas.syntax.ast.Options;
import java.util.Optional;

/** Names that the MODEL and RANDOM statements give to variables of the input. */
public final class InputVariable {
    private InputVariable() {}

    /**
     * The name as the table spells it.
     *
     * @throws StepFailure when there is no such variable
     */
    public static String spelled(Table table, String name) {
        return table.variable(name)
                .orElseThrow(() -> new StepFailure(GlimmixMessage.NOT_IN_DATA, name))
                .name();
    }

    /** The numeric variable of OFFSET=. */
    public static Optional<String> offset(Options model, Table table) {
        Optional<String> offset = model.variable("OFFSET").map(name -> spelled(table, name));
        offset.ifPresent(v -> VariableStatement.requireNumeric(
                v, table, model.find("OFFSET").orElseThrow().place()));
        return offset;
    }
}
