package hermite.sas.proc.glimmix.output;

import hermite.data.Table;
import hermite.data.Variable;
import hermite.sas.proc.InputData;
import hermite.sas.proc.ProcContext;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import java.util.List;
import java.util.Optional;

/**
 * Which variables of the input an output data set has: those of the ID statement; without one all but those that
 * programming statements made.
 */
public final class KeptVariables {
    private final Optional<List<String>> named;
    private final List<String> made;

    public KeptVariables(ProcStep step, InputData input, ProcContext context) {
        named = step.statement("ID").map(s -> context.resolve(((Body.Variables) s.body()).lists(), input.table()));
        made = input.made();
    }

    public boolean has(Variable variable) {
        return named.map(names -> names.stream().anyMatch(variable.name()::equalsIgnoreCase))
                .orElseGet(() -> made.stream().noneMatch(variable.name()::equalsIgnoreCase));
    }

    /** The table with these variables alone. */
    public Table of(Table table) {
        List<Variable> kept = table.variables().stream().filter(this::has).toList();
        return new Table(
                kept,
                kept.stream().map(v -> table.column(table.indexOf(v.name()))).toList(),
                table.rowCount());
    }
}
