package hermite.app;

import hermite.sas.log.Suggestion;
import hermite.sas.session.step.Procedures;
import hermite.sas.vocabulary.OptionSpec;
import hermite.sas.vocabulary.ProcedureSpec;
import hermite.sas.vocabulary.StatementSpec;
import hermite.sas.vocabulary.Status;
import hermite.sas.vocabulary.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Help on procedures, statements and options, from the tables that also drive the parser. */
final class HelpText {
    private final Procedures procedures;

    HelpText(Procedures procedures) {
        this.procedures = procedures;
    }

    /** @param topic {@code genmod}, {@code proc genmod}, {@code genmod.repeated}, {@code genmod repeated}; empty for all procedures */
    List<String> about(String topic) {
        String[] words =
                topic.strip().replaceFirst("(?i)^proc\\s+", "").replace(";", "").split("[\\s.]+");
        if (words[0].isEmpty()) {
            return all();
        }
        Optional<ProcedureSpec> procedure = procedures.spec(words[0]);
        if (procedure.isEmpty()) {
            String nearest = Suggestion.nearest(words[0], procedures.names())
                    .map(w -> " Did you mean " + w + "?")
                    .orElse("");
            return List.of("There is no procedure " + words[0].toUpperCase(Locale.ROOT) + "." + nearest);
        }
        if (words.length == 1) {
            return procedure(procedure.get());
        }
        Optional<StatementSpec> statement = procedure.get().statement(words[1]);
        if (statement.isPresent()) {
            return statement(procedure.get(), statement.get());
        }
        return procedure
                .get()
                .option(words[1])
                .map(o -> options("", List.of(o)))
                .orElse(List.of("PROC " + procedure.get().name() + " has no statement or option "
                        + words[1].toUpperCase(Locale.ROOT) + "."));
    }

    private List<String> all() {
        List<String> lines = new ArrayList<>();
        for (String name : procedures.names()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-12s %s",
                    name,
                    procedures.spec(name).map(ProcedureSpec::help).orElse("")));
        }
        return lines;
    }

    private static List<String> procedure(ProcedureSpec procedure) {
        List<String> lines = new ArrayList<>();
        lines.add("PROC " + procedure.name() + ": " + procedure.help());
        lines.addAll(options("Options of the PROC statement", procedure.options()));
        lines.add("Statements (? " + procedure.name().toLowerCase(Locale.ROOT) + ".NAME tells more)");
        for (StatementSpec statement : procedure.statements()) {
            lines.add(String.format(
                    Locale.ROOT, "  %-16s %s%s", statement.name(), statement.help(), mark(statement.status())));
        }
        lines.add("  BY, WHERE, FORMAT, LABEL, ATTRIB");
        return lines;
    }

    private static List<String> statement(ProcedureSpec procedure, StatementSpec statement) {
        List<String> lines = new ArrayList<>();
        lines.add(statement.name() + " statement of PROC " + procedure.name() + ": " + statement.help()
                + mark(statement.status()));
        lines.addAll(options("Options", statement.options()));
        lines.addAll(options("In parentheses after an item", statement.itemOptions()));
        lines.addAll(options("After the slash", statement.slashOptions()));
        return lines;
    }

    private static List<String> options(String heading, List<OptionSpec> options) {
        List<String> lines = new ArrayList<>();
        if (!heading.isEmpty() && !options.isEmpty()) {
            lines.add(heading);
        }
        for (OptionSpec option : options) {
            String values = option.values().isEmpty()
                    ? ""
                    : " (" + option.values().stream().map(v -> v.split("~")[0]).collect(Collectors.joining(", ")) + ")";
            String otherwise = option.defaultText().isEmpty() ? "" : " [" + option.defaultText() + "]";
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-16s %s%s%s%s",
                    name(option),
                    option.help(),
                    values,
                    otherwise,
                    mark(option.status())));
            if (!option.suboptions().isEmpty()) {
                options("", option.suboptions()).forEach(l -> lines.add("    " + l));
            }
        }
        return lines;
    }

    private static String name(OptionSpec option) {
        String aliases = option.aliases().isEmpty() ? "" : " | " + String.join(" | ", option.aliases());
        return option.name() + (option.kind() == ValueKind.FLAG ? "" : "=") + aliases;
    }

    private static String mark(Status status) {
        return switch (status) {
            case SUPPORTED -> "";
            case EXTENSION -> " (Hermite's own)";
            case NO_EFFECT -> " (accepted, without effect)";
            case KNOWN, REFUSED -> " (not supported yet)";
        };
    }
}
