package hermite.sas.vocabulary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Writes what is supported, as Markdown, from the procedures' own tables. */
public final class SupportPage {
    private SupportPage() {}

    /** One line a procedure: what it does and its statements; the table in the README. */
    public static String procedures(List<ProcedureSpec> procedures) {
        StringBuilder page = new StringBuilder("| procedure | what it does | statements |\n|---|---|---|\n");
        for (ProcedureSpec procedure : sorted(procedures)) {
            page.append("| ")
                    .append(procedure.name())
                    .append(" | ")
                    .append(procedure.help())
                    .append(" | ")
                    .append(statements(procedure, true))
                    .append(" |\n");
        }
        return page.toString();
    }

    /** A section a procedure with a table of its statements and options. */
    public static String options(List<ProcedureSpec> procedures) {
        StringBuilder page = new StringBuilder();
        for (ProcedureSpec procedure : sorted(procedures)) {
            page.append("\n## PROC ").append(procedure.name()).append("\n\n");
            page.append("| where | supported | understood, not supported yet |\n|---|---|---|\n");
            row(page, "PROC " + procedure.name(), procedure.options());
            for (StatementSpec statement : procedure.statements()) {
                if (isSupported(statement.status())) {
                    statementRows(page, statement);
                }
            }
            String missing = statements(procedure, false);
            if (!missing.isEmpty()) {
                page.append("| other statements | | ").append(missing).append(" |\n");
            }
        }
        return page.toString();
    }

    private static List<ProcedureSpec> sorted(List<ProcedureSpec> procedures) {
        return procedures.stream()
                .sorted(Comparator.comparing(ProcedureSpec::name))
                .toList();
    }

    private static String statements(ProcedureSpec procedure, boolean supported) {
        return procedure.statements().stream()
                .filter(s -> isSupported(s.status()) == supported)
                .map(StatementSpec::name)
                .collect(Collectors.joining(", "));
    }

    private static void statementRows(StringBuilder page, StatementSpec statement) {
        List<OptionSpec> options = new ArrayList<>(statement.options());
        options.addAll(statement.slashOptions());
        row(page, statement.name(), options);
        if (!statement.itemOptions().isEmpty()) {
            row(page, statement.name() + ", in parentheses", statement.itemOptions());
        }
    }

    private static void row(StringBuilder page, String where, List<OptionSpec> options) {
        page.append("| ")
                .append(where)
                .append(" | ")
                .append(names(options, true))
                .append(" | ")
                .append(names(options, false))
                .append(" |\n");
    }

    private static String names(List<OptionSpec> options, boolean supported) {
        return options.stream()
                .filter(o -> isSupported(o.status()) == supported)
                .map(SupportPage::name)
                .collect(Collectors.joining(", "));
    }

    private static String name(OptionSpec option) {
        String spelled = option.kind() == ValueKind.FLAG ? option.name() : option.name() + "=";
        String mark = option.status() == Status.EXTENSION ? " (extension)" : "";
        if (option.values().isEmpty()) {
            return spelled + mark;
        }
        String values = option.values().stream().map(v -> v.split("~")[0]).collect(Collectors.joining(" "));
        return spelled + " (" + values + ")" + mark;
    }

    private static boolean isSupported(Status status) {
        return status != Status.KNOWN && status != Status.REFUSED;
    }
}
