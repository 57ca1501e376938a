package hermite.app;

import hermite.app.typing.TypedStep;
import hermite.app.typing.Vocabulary;
import hermite.data.Library;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.sas.log.StepFailure;
import hermite.sas.session.Session;
import hermite.sas.session.SystemOptionTable;
import hermite.sas.session.library.Libraries;
import hermite.sas.source.Place;
import hermite.sas.source.Token;
import hermite.sas.vocabulary.CommonStatements;
import hermite.sas.vocabulary.OptionSpec;
import hermite.sas.vocabulary.ProcedureSpec;
import hermite.sas.vocabulary.StatementForm;
import hermite.sas.vocabulary.StatementSpec;
import hermite.sas.vocabulary.Status;
import hermite.sas.vocabulary.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Offers what may stand at the cursor: from the procedures' tables and from the session's data sets. */
final class SasCompleter implements Completer {
    private static final Set<StatementForm> OF_VARIABLES = Set.of(
            StatementForm.VARIABLES,
            StatementForm.BY,
            StatementForm.EFFECTS,
            StatementForm.MODEL,
            StatementForm.EXPRESSION,
            StatementForm.FORMAT,
            StatementForm.LABEL,
            StatementForm.COEFFICIENTS);
    private static final Set<ValueKind> VARIABLE_VALUES =
            Set.of(ValueKind.VARIABLE, ValueKind.VARIABLES, ValueKind.OPTIONAL_VARIABLES, ValueKind.EFFECT);

    private final Session session;

    SasCompleter(Session session) {
        this.session = session;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        String word = line.word();
        String before = line.line().substring(0, line.cursor() - line.wordCursor());
        candidates.addAll(complete(before, word));
    }

    /** The candidates for a word that follows the text; the reader keeps those that match. */
    List<Candidate> complete(String before, String word) {
        if (before.isEmpty() && word.startsWith(":")) {
            return ReplCommands.names().stream()
                    .map(n -> candidate(n, "commands", ""))
                    .toList();
        }
        if (word.contains(".")) {
            return members(word);
        }
        TypedStep typed = TypedStep.before(before, session.procedures());
        if (typed.statement().isEmpty()) {
            return statements(typed);
        }
        Token first = typed.statement().get(0);
        if (typed.inProcStatement()) {
            return procStatement(typed);
        }
        if (typed.procedure().isPresent()) {
            Optional<StatementSpec> statement = typed.procedure().get().statement(first.text());
            if (statement.isPresent()) {
                return inStatement(typed, statement.get());
            }
        }
        return otherStatement(typed, first);
    }

    private List<Candidate> statements(TypedStep typed) {
        List<Candidate> all = new ArrayList<>();
        if (typed.procedure().isPresent()) {
            ProcedureSpec procedure = typed.procedure().get();
            Stream.concat(procedure.statements().stream(), CommonStatements.ALL.stream())
                    .filter(s -> isOffered(s.status()))
                    .forEach(s ->
                            all.add(candidate(lower(s.name()), "statements of PROC " + procedure.name(), s.help())));
        } else if (typed.inData()) {
            Vocabulary.dataStep().forEach(w -> all.add(candidate(lower(w), "statements", "")));
        } else {
            all.add(candidate("proc", "steps", "a procedure"));
            all.add(candidate("data", "steps", "makes a data set"));
        }
        Vocabulary.global().forEach(w -> all.add(candidate(lower(w), "everywhere", "")));
        return all;
    }

    private List<Candidate> procStatement(TypedStep typed) {
        if (typed.statement().size() == 1) {
            return session.procedures().names().stream()
                    .map(n -> candidate(
                            lower(n),
                            "procedures",
                            session.procedures()
                                    .spec(n)
                                    .map(ProcedureSpec::help)
                                    .orElse("")))
                    .toList();
        }
        return typed.procedure().map(p -> options(typed, p.options())).orElse(List.of());
    }

    private List<Candidate> inStatement(TypedStep typed, StatementSpec statement) {
        if (typed.afterSlash()) {
            return options(typed, statement.slashOptions());
        }
        if (typed.openGroup().isPresent() && !statement.itemOptions().isEmpty()) {
            return options(typed, statement.itemOptions());
        }
        List<Candidate> all = new ArrayList<>();
        if (statement.form() == StatementForm.OPTIONS) {
            all.addAll(options(typed, statement.options()));
        }
        if (OF_VARIABLES.contains(statement.form())
                        && typed.assigned().map(a -> false).orElse(true)
                || statement.form() == StatementForm.MODEL) {
            all.addAll(variables(typed));
        }
        return all;
    }

    private List<Candidate> otherStatement(TypedStep typed, Token first) {
        return switch (first.upper()) {
            case "SET", "MERGE", "UPDATE", "DATA" -> dataSets();
            case "ODS" -> typed.statement().size() == 1 ? words(Vocabulary.ods(), "ODS") : List.of();
            case "OPTIONS" ->
                SystemOptionTable.all().stream()
                        .filter(o -> isOffered(o.status()))
                        .map(SasCompleter::option)
                        .toList();
            default -> typed.inData() ? variables(typed) : List.of();
        };
    }

    private List<Candidate> options(TypedStep typed, List<OptionSpec> table) {
        Optional<String> assigned = typed.assigned();
        if (assigned.isPresent()) {
            return find(table, assigned.get()).map(o -> values(typed, o)).orElse(List.of());
        }
        Optional<String> group = typed.openGroup();
        if (group.isPresent()) {
            Optional<OptionSpec> owner =
                    find(table, group.get()).or(() -> typed.groupOption().flatMap(o -> find(table, o)));
            if (owner.isPresent()) {
                return owner.get().suboptions().stream()
                        .map(SasCompleter::option)
                        .toList();
            }
        }
        return table.stream()
                .filter(o -> isOffered(o.status()))
                .map(SasCompleter::option)
                .toList();
    }

    private static Optional<OptionSpec> find(List<OptionSpec> table, String name) {
        return table.stream()
                .flatMap(o -> Stream.concat(Stream.of(o), o.suboptions().stream()))
                .filter(o -> o.isNamed(name))
                .findFirst();
    }

    private List<Candidate> values(TypedStep typed, OptionSpec option) {
        if (option.kind() == ValueKind.DATA_SET || option.kind() == ValueKind.OPTIONAL_DATA_SET) {
            return dataSets();
        }
        if (VARIABLE_VALUES.contains(option.kind())) {
            return variables(typed);
        }
        return option.values().stream()
                .map(v -> candidate(lower(v.split("~")[0]), "values of " + option.name() + "=", ""))
                .toList();
    }

    private static Candidate option(OptionSpec option) {
        boolean takesValue =
                option.kind() != ValueKind.FLAG && !option.kind().name().startsWith("OPTIONAL");
        return candidate(lower(option.name()) + (takesValue ? "=" : ""), "options", option.help(), !takesValue);
    }

    private List<Candidate> dataSets() {
        List<Candidate> all = new ArrayList<>();
        for (String libref : session.libraries().names()) {
            if (!libref.equals(Libraries.WORK)) {
                all.add(candidate(lower(libref) + ".", "librefs", "", false));
            }
        }
        library(Libraries.WORK)
                .ifPresent(work -> work.members().forEach(m -> all.add(candidate(lower(m), "data sets", ""))));
        return all;
    }

    private List<Candidate> members(String word) {
        String libref = word.substring(0, word.indexOf('.'));
        return library(libref).stream()
                .flatMap(l -> l.members().stream())
                .map(m -> candidate(libref + "." + lower(m), "data sets of " + libref, ""))
                .toList();
    }

    private Optional<Library> library(String libref) {
        return session.libraries().find(libref).flatMap(Libraries.Assigned::library);
    }

    private List<Candidate> variables(TypedStep typed) {
        String name = typed.dataSet()
                .map(d -> (d.contains(".") ? d : Libraries.WORK + "." + d).toUpperCase(Locale.ROOT))
                .orElse(session.dataSets().last());
        try {
            Table table = session.dataSets().read(name, Place.UNKNOWN);
            return table.variables().stream()
                    .map((Variable v) -> candidate(v.name(), "variables of " + lower(name), v.label()))
                    .toList();
        } catch (StepFailure missing) {
            return List.of();
        }
    }

    /** Words that are not built yet are not offered. */
    private static boolean isOffered(Status status) {
        return status != Status.KNOWN && status != Status.REFUSED;
    }

    private static List<Candidate> words(List<String> words, String group) {
        return words.stream().map(w -> candidate(lower(w), group, "")).toList();
    }

    private static Candidate candidate(String value, String group, String help) {
        return candidate(value, group, help, true);
    }

    private static Candidate candidate(String value, String group, String help, boolean complete) {
        return new Candidate(value, value, group, help.isEmpty() ? null : help, null, null, complete);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
