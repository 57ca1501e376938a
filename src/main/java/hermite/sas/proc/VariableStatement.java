package hermite.sas.proc;

import hermite.data.Table;
import hermite.sas.log.StepFailure;
import hermite.sas.source.Place;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import java.util.Locale;
import java.util.Optional;

/** A statement that names a variable of the input, as WEIGHT and FREQ do. */
public final class VariableStatement {
    private VariableStatement() {}

    /**
     * The first variable that a statement names, if it is given.
     *
     * @throws StepFailure when there is no such variable, or it is not numeric
     */
    public static Optional<String> numeric(ProcStep step, String statement, Table table, ProcContext context) {
        Optional<ProcStatement> given = step.statement(statement);
        Optional<String> name = given.flatMap(s -> context.resolve(((Body.Variables) s.body()).lists(), table).stream()
                .findFirst());
        name.ifPresent(v -> requireNumeric(v, table, given.orElseThrow().place()));
        return name;
    }

    /** @throws StepFailure when a variable of the table is not numeric */
    public static void requireNumeric(String name, Table table, Place place) {
        if (!table.variable(name).orElseThrow().isNumeric()) {
            throw new StepFailure(place, ProcMessage.WRONG_TYPE, name.toUpperCase(Locale.ROOT));
        }
    }
}
