package hermite.sas.vocabulary;

import java.util.List;
import java.util.Optional;

/**
 * What a procedure understands. BY, WHERE, FORMAT, LABEL and ATTRIB are understood by every procedure
 * ({@link CommonStatements}) and need not be listed.
 *
 * @param name upper case
 * @param title heading of its output, for example {@code The GENMOD Procedure}; empty for none
 * @param runGroups whether it stays open after RUN until QUIT or the next step
 */
public record ProcedureSpec(
        String name,
        String title,
        List<OptionSpec> options,
        List<StatementSpec> statements,
        boolean runGroups,
        String help) {

    public ProcedureSpec {
        options = List.copyOf(options);
        statements = List.copyOf(statements);
    }

    /** The statement of that name or alias, the common ones included. */
    public Optional<StatementSpec> statement(String word) {
        return java.util.stream.Stream.concat(statements.stream(), CommonStatements.ALL.stream())
                .filter(s -> s.isNamed(word))
                .findFirst();
    }

    public Optional<OptionSpec> option(String word) {
        return options.stream().filter(o -> o.isNamed(word)).findFirst();
    }
}
