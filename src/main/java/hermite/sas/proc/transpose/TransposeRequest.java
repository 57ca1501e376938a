package hermite.sas.proc.transpose;

import hermite.data.Table;
import hermite.data.Variable;
import hermite.sas.proc.ProcContext;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a step asks for, bound to its input.
 *
 * @param by BY variables, copied to each row of their group
 * @param copies variables copied row by row
 * @param ids variables whose formatted values name the new variables; empty: COL1, COL2 …
 * @param idLabel variable whose formatted values label them
 * @param transposed variables that become rows
 * @param nameVariable variable that holds the names of the former variables, {@code _NAME_}
 * @param labelVariable variable that holds their labels, {@code _LABEL_}
 * @param let a repeated ID value is allowed: its last row counts
 */
record TransposeRequest(
        List<String> by,
        List<String> copies,
        List<String> ids,
        Optional<String> idLabel,
        List<String> transposed,
        String nameVariable,
        String labelVariable,
        String prefix,
        String suffix,
        String delimiter,
        boolean let) {

    static TransposeRequest of(ProcStep step, ProcContext context, Table table, List<String> by) {
        Options options = step.options();
        List<String> byVariables = by.stream()
                .map(name -> table.variable(name).map(Variable::name).orElse(name))
                .toList();
        List<String> copies = variables(step, "COPY", context, table);
        List<String> ids = variables(step, "ID", context, table);
        if (ids.isEmpty() && !options.has("PREFIX") && !options.has("SUFFIX")) {
            ids = table.variable("_NAME_").map(Variable::name).stream().toList();
        }
        Optional<String> idLabel =
                variables(step, "IDLABEL", context, table).stream().findFirst();
        List<String> transposed = variables(step, "VAR", context, table);
        if (transposed.isEmpty()) {
            Set<String> elsewhere = new HashSet<>(byVariables);
            elsewhere.addAll(copies);
            elsewhere.addAll(ids);
            idLabel.ifPresent(elsewhere::add);
            transposed = table.variables().stream()
                    .filter(v -> v.isNumeric() && !elsewhere.contains(v.name()))
                    .map(Variable::name)
                    .toList();
        }
        return new TransposeRequest(
                byVariables,
                copies,
                ids,
                idLabel,
                transposed,
                options.word("NAME").orElse("_NAME_"),
                options.word("LABEL").orElse("_LABEL_"),
                options.word("PREFIX").orElse(ids.isEmpty() ? "COL" : ""),
                options.word("SUFFIX").orElse(""),
                options.word("DELIMITER").orElse(""),
                options.has("LET"));
    }

    private static List<String> variables(ProcStep step, String statement, ProcContext context, Table table) {
        return step.statements(statement).stream()
                .flatMap(s -> context.resolve(((Body.Variables) s.body()).lists(), table).stream())
                .distinct()
                .toList();
    }
}
