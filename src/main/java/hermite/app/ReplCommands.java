package hermite.app;

import hermite.data.NumericColumn;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.sas.log.StepFailure;
import hermite.sas.session.Session;
import hermite.sas.session.library.Libraries;
import hermite.sas.source.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The terminal's own commands: {@code :libs}, {@code :desc}, {@code :head}, {@code :help}, {@code ? topic}. */
final class ReplCommands {
    private static final int ROWS = 10;

    private final Session session;
    private final HelpText help;

    ReplCommands(Session session) {
        this.session = session;
        this.help = new HelpText(session.procedures());
    }

    static List<String> names() {
        return List.of(":help", ":libs", ":desc", ":head", ":r", ":sas", ":quit");
    }

    /** Whether the line is a command and no program text. */
    static boolean isCommand(String line) {
        String text = line.strip().toLowerCase(Locale.ROOT);
        return text.startsWith(":")
                || text.startsWith("?")
                || text.startsWith("help ")
                || text.equals("help")
                || text.equals("help;");
    }

    static boolean isQuit(String line) {
        String text = line.strip().toLowerCase(Locale.ROOT);
        return text.equals(":quit") || text.equals(":q") || text.equals(":exit");
    }

    /** The lines a command answers. */
    List<String> run(String line) {
        String text = line.strip();
        if (text.startsWith("?")) {
            return help.about(text.replaceFirst("^\\?+", ""));
        }
        String[] words = text.split("\\s+", 2);
        String argument = words.length > 1 ? words[1].strip() : "";
        return switch (words[0].toLowerCase(Locale.ROOT)) {
            case ":help", ":h", "help", "help;" -> argument.isEmpty() ? commands() : help.about(argument);
            case ":libs" -> libraries();
            case ":desc" -> withTable(argument, ReplCommands::describe);
            case ":head" -> head(argument);
            default -> List.of("There is no command " + words[0] + ". :help lists them.");
        };
    }

    private static List<String> commands() {
        return List.of(
                "Type SAS statements; a step runs at RUN; or QUIT;, a global statement at its semicolon.",
                "Tab completes, the up arrow recalls whole steps, Ctrl-C stops a running step, Ctrl-D ends.",
                "  :libs            librefs and their data sets",
                "  :desc DATASET    variables of a data set",
                "  :head DATASET N  its first rows",
                "  ? PROCEDURE      what is supported of it; ? alone lists the procedures",
                "  :r, :sas         change the language; WORK.X is the data frame x in R, and the other way round",
                "  :quit            ends");
    }

    private List<String> libraries() {
        List<String> lines = new ArrayList<>();
        for (String libref : session.libraries().names()) {
            Libraries.Assigned assigned = session.libraries().find(libref).orElseThrow();
            String members =
                    assigned.library().map(l -> String.join(" ", l.members())).orElse("(does not exist)");
            lines.add(String.format(Locale.ROOT, "%-8s %s", libref, assigned.physicalName()));
            if (!members.isEmpty()) {
                lines.add("         " + members);
            }
        }
        return lines;
    }

    private interface Answer {
        List<String> of(Table table);
    }

    private List<String> withTable(String name, Answer answer) {
        String full = name.isEmpty()
                ? session.dataSets().last()
                : name.toUpperCase(Locale.ROOT).replace(";", "");
        if (full.equals("_NULL_")) {
            return List.of("Name a data set: none has been made yet.");
        }
        String twoLevel = full.contains(".") ? full : Libraries.WORK + "." + full;
        try {
            return answer.of(session.dataSets().read(twoLevel, Place.UNKNOWN));
        } catch (StepFailure missing) {
            return List.of(missing.getMessage());
        }
    }

    private static List<String> describe(Table table) {
        List<String> lines = new ArrayList<>();
        lines.add(table.rowCount() + " observations, " + table.variables().size() + " variables"
                + (table.label().isEmpty() ? "" : ": " + table.label()));
        int width = table.variables().stream()
                .mapToInt(v -> v.name().length())
                .max()
                .orElse(0);
        for (Variable variable : table.variables()) {
            String type = variable.isNumeric() ? "num" : "char";
            String format = variable.format().map(Object::toString).orElse("");
            lines.add(String.format(
                            Locale.ROOT,
                            "  %-" + Math.max(1, width) + "s  %-4s %5d  %-10s %s",
                            variable.name(),
                            type,
                            variable.length(),
                            format,
                            variable.label())
                    .stripTrailing());
        }
        return lines;
    }

    private List<String> head(String argument) {
        String[] words = argument.split("\\s+");
        Optional<Integer> rows = words.length > 1 && words[1].matches("\\d{1,6}")
                ? Optional.of(Integer.parseInt(words[1]))
                : Optional.empty();
        return withTable(words[0], table -> rows(table, Math.min(table.rowCount(), rows.orElse(ROWS))));
    }

    private List<String> rows(Table table, int count) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(table.variables().stream().map(Variable::name).toList());
        for (int row = 0; row < count; row++) {
            List<String> line = new ArrayList<>();
            for (int c = 0; c < table.variables().size(); c++) {
                Variable variable = table.variable(c);
                line.add(
                        table.column(c) instanceof NumericColumn numbers
                                ? session.formats().display(variable, numbers.get(row))
                                : session.formats()
                                        .display(variable, table.character(c).get(row)));
            }
            cells.add(line);
        }
        int[] widths = new int[table.variables().size()];
        for (List<String> line : cells) {
            for (int c = 0; c < widths.length; c++) {
                widths[c] = Math.max(widths[c], line.get(c).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> line : cells) {
            List<String> parts = new ArrayList<>();
            for (int c = 0; c < widths.length; c++) {
                boolean left = !table.variable(c).isNumeric();
                parts.add(String.format(
                        Locale.ROOT, "%" + (left ? "-" : "") + Math.max(1, widths[c]) + "s", line.get(c)));
            }
            lines.add(parts.stream().collect(Collectors.joining("  ")).stripTrailing());
        }
        if (count < table.rowCount()) {
            lines.add("(" + count + " of " + table.rowCount() + " observations)");
        }
        return lines;
    }
}
