package hermite.sas.syntax.ast;

import hermite.sas.source.Place;
import hermite.sas.vocabulary.ProcedureSpec;
import java.util.List;
import java.util.Optional;

/** A PROC step (or one run group of it), its options and statements bound to the procedure's tables. */
public record ProcStep(
        ProcedureSpec procedure, Options options, List<ProcStatement> statements, Place place, boolean continued) {
    public ProcStep(ProcedureSpec procedure, Options options, List<ProcStatement> statements, Place place) {
        this(procedure, options, statements, place, false);
    }

    public ProcStep {
        statements = List.copyOf(statements);
    }

    /** The statements of a name, in order. */
    public List<ProcStatement> statements(String name) {
        return statements.stream().filter(s -> s.spec().name().equals(name)).toList();
    }

    /** The last statement of a name. */
    public Optional<ProcStatement> statement(String name) {
        return statements(name).stream().reduce((a, b) -> b);
    }
}
