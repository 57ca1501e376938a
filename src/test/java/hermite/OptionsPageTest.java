package hermite;

import static org.assertj.core.api.Assertions.assertThat;

import hermite.sas.proc.Procedure;
import hermite.sas.vocabulary.OptionSpec;
import hermite.sas.vocabulary.ProcedureSpec;
import hermite.sas.vocabulary.StatementSpec;
import hermite.sas.vocabulary.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** conformance/options.md names every word of GENMOD and GEE with its state, and only tests that exist. */
class OptionsPageTest {
    private static final Path PAGE = Path.of("conformance", "options.md");

    @ParameterizedTest
    @ValueSource(strings = {"GENMOD", "GEE"})
    void namesEveryWord(String procedure) throws IOException {
        String page = Files.readString(PAGE).toUpperCase(Locale.ROOT);
        List<String> absent = words(procedure).keySet().stream()
                .filter(word -> !mentions(page, word))
                .toList();
        assertThat(absent)
                .as("words of %s that %s does not name", procedure, PAGE)
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GENMOD", "GEE"})
    void saysWhichWordsAreNotBuilt(String procedure) throws IOException {
        List<String> wrong = new ArrayList<>();
        words(procedure).forEach((word, states) -> {
            if (states.contains(Status.KNOWN) && !mentions(row("a WARNING names it"), word)) {
                wrong.add(word + " gives a WARNING");
            }
            if (states.contains(Status.REFUSED) && !mentions(row("an ERROR names it"), word)) {
                wrong.add(word + " gives an ERROR");
            }
        });
        assertThat(wrong).isEmpty();
        for (String state : List.of("a WARNING names it", "an ERROR names it")) {
            Status status = state.contains("WARNING") ? Status.KNOWN : Status.REFUSED;
            Matcher named = Pattern.compile("\\b[A-Z][A-Z0-9]{2,}\\b")
                    .matcher(row(state).replaceAll("\\([^)]*\\)", ""));
            while (named.find()) {
                String word = named.group();
                boolean is = Stream.of("GENMOD", "GEE")
                        .anyMatch(p -> words(p).getOrDefault(word, Set.of()).contains(status));
                assertThat(is || word.equals("WARNING") || word.equals("ERROR"))
                        .as("%s: %s", state, word)
                        .isTrue();
            }
        }
    }

    /** {@code `SomeTest.itsMethod`, `anotherOfIt`}: the class and its methods are there. */
    @Test
    void citesTestsThatExist() throws IOException {
        TreeMap<String, String> sources = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith("Test.java")).toList()) {
                sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
        }
        List<String> missing = new ArrayList<>();
        for (String line : Files.readAllLines(PAGE)) {
            String current = "";
            Matcher code = Pattern.compile("`([A-Za-z.]+)`").matcher(line);
            while (code.find()) {
                String[] parts = code.group(1).split("\\.");
                for (String part : parts) {
                    if (part.endsWith("Test")) {
                        current = part;
                        if (!sources.containsKey(part)) {
                            missing.add(part);
                        }
                    }
                }
                String last = parts[parts.length - 1];
                boolean method = !current.isEmpty()
                        && Character.isLowerCase(last.charAt(0))
                        && !code.group(1).startsWith("hermite");
                if (method && !sources.getOrDefault(current, "").contains("void " + last + "(")) {
                    missing.add(current + "." + last);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    private static boolean mentions(String text, String word) {
        return Pattern.compile("(?<![A-Z0-9])" + word + "(?![A-Z0-9])")
                .matcher(text)
                .find();
    }

    /** The last cell of the table row that begins with a state. */
    private static String row(String state) {
        try {
            return Files.readAllLines(PAGE).stream()
                    .filter(l -> l.startsWith("| " + state))
                    .map(l -> l.substring(l.lastIndexOf('|', l.length() - 2)))
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Every statement, option and suboption of a procedure with the states it has in its places. */
    private static TreeMap<String, Set<Status>> words(String procedure) {
        ProcedureSpec spec = ServiceLoader.load(Procedure.class).stream()
                .map(p -> p.get().spec())
                .filter(s -> s.name().equals(procedure))
                .findFirst()
                .orElseThrow();
        TreeMap<String, Set<Status>> words = new TreeMap<>();
        add(words, spec.options());
        for (StatementSpec statement : spec.statements()) {
            words.computeIfAbsent(statement.name(), n -> new TreeSet<>()).add(statement.status());
            add(words, statement.options());
            add(words, statement.itemOptions());
            add(words, statement.slashOptions());
        }
        return words;
    }

    private static void add(TreeMap<String, Set<Status>> words, Collection<OptionSpec> options) {
        for (OptionSpec option : options) {
            if (!option.name().isEmpty()) {
                words.computeIfAbsent(option.name(), n -> new TreeSet<>()).add(option.status());
            }
            add(words, option.suboptions());
        }
    }
}
