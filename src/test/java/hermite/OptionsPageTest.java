package hermite;

import static org.assertj.core.api.Assertions.assertThat;

import hermite.sas.proc.Procedure;
import hermite.sas.session.Session;
import hermite.sas.vocabulary.OptionSpec;
import hermite.sas.vocabulary.ProcedureSpec;
import hermite.sas.vocabulary.StatementSpec;
import hermite.sas.vocabulary.Status;
import java.io.IOException;
import java.io.StringWriter;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * conformance/options.md and mixed-options.md name every word of the marginal and the mixed models with its state, and only
 * tests and cases that exist.
 */
class OptionsPageTest {
    /** A page and the procedures whose words it holds. */
    private enum Page {
        MARGINAL("options.md", "GENMOD", "GEE"),
        MIXED("mixed-options.md", "GLIMMIX", "MIXED");

        private final Path path;
        private final List<String> procedures;

        Page(String file, String... procedures) {
            path = Path.of("conformance", file);
            this.procedures = List.of(procedures);
        }
    }

    @TempDir
    Path directory;

    /** Options whose values are words that a page names too. */
    private static final Set<String> LISTED = Set.of("DIST", "LINK", "TYPE", "METHOD", "DDFM", "EMPIRICAL");

    @ParameterizedTest
    @EnumSource
    void namesEveryWord(Page page) throws IOException {
        String text = Files.readString(page.path).toUpperCase(Locale.ROOT);
        for (String procedure : page.procedures) {
            List<String> absent = words(procedure).keySet().stream()
                    .filter(word -> !mentions(text, word))
                    .toList();
            assertThat(absent)
                    .as("words of %s that %s does not name", procedure, page.path)
                    .isEmpty();
        }
    }

    @Test
    void namesEveryStructureAndMethodOfMixedModels() throws IOException {
        String text = Files.readString(Page.MIXED.path).toUpperCase(Locale.ROOT);
        TreeSet<String> absent = new TreeSet<>();
        for (String procedure : Page.MIXED.procedures) {
            for (OptionSpec option : options(procedure)) {
                if (LISTED.contains(option.name())) {
                    option.values().stream()
                            .map(value -> value.split("~")[0])
                            .filter(value -> !mentions(text, Pattern.quote(value)))
                            .forEach(value -> absent.add(option.name() + "=" + value));
                }
            }
        }
        assertThat(absent).isEmpty();
    }

    /** What steps that ask for everything trace are the names on the page. */
    @ParameterizedTest
    @ValueSource(strings = {"GLIMMIX", "MIXED"})
    void namesTheTablesThatAreMade(String procedure) throws IOException {
        String data = "data a; do id = 1 to 12; g = mod(id, 2); do t = 1 to 3; y = t + id * .3 + mod(id * t * 7, 5);"
                + " b = mod(id * 7 + t * 5 + t * t * id, 6); n = 6; output; end; end; run; ods trace on;";
        String after =
                " contrast 'c' g 1 -1 / chisq e; estimate 'e' g 1 -1 / e; lsmeans g / diff lines e; lsmeans g*t /"
                        + " slice=g slicediff=g; lsmestimate g 'm' 1 -1; slice g*t / sliceby=g diff; run;";
        String random = "random int / subject=id g gcorr gc gci gi v vcorr vc vci vi s;";
        String program = procedure.equals("MIXED")
                ? "proc mixed data=a asycov asycorr ic; class id g t; model y = g t g*t / s covb corrb covbi htype=1,2,3 e"
                        + " influence; " + random + " parms (1) (1);" + after
                        + " proc mixed data=a; class id t; model y = t; repeated t / subject=id type=un r rcorr rc rci ri;"
                        + " run; proc mixed data=a method=type3; class id t; model y = t; random id; run;"
                : "proc glimmix data=a method=quad(qpoints=3 qcheck) asycov asycorr hessian; class id g t; model b/n = g t"
                        + " g*t / dist=binomial s covb(details) corrb covbi htype=1,2,3 e oddsratio stdcoef marginal; "
                        + random + " parms (.5 1); covtest zerog;" + after
                        + " proc glimmix data=a; class id t; c = b > 2; model c(event='1') = t / dist=binary s; random int"
                        + " / subject=id; run;";
        List<String> log = new ArrayList<>();
        try (Session session = Session.builder()
                .log(log::add)
                .listing(new StringWriter())
                .currentDirectory(directory)
                .build()) {
            session.submit("test.sas", data + program);
        }
        assertThat(log).noneMatch(line -> line.startsWith("ERROR") || line.startsWith("WARNING"));
        TreeSet<String> traced = new TreeSet<>();
        for (String line : log) {
            if (line.startsWith("Name:")) {
                traced.add(line.substring(5).strip());
            }
        }
        String row = Files.readAllLines(Page.MIXED.path).stream()
                .filter(l -> l.startsWith("| " + procedure + " | "))
                .findFirst()
                .orElseThrow();
        assertThat(new TreeSet<>(List.of(row.split(" [|] ")[1].replace(" |", "").split(", "))))
                .isEqualTo(traced);
    }

    @ParameterizedTest
    @EnumSource
    void saysWhichWordsAreNotBuilt(Page page) throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String procedure : page.procedures) {
            words(procedure).forEach((word, states) -> {
                if (states.contains(Status.KNOWN) && !mentions(row(page, "a WARNING names it"), word)) {
                    wrong.add(word + " gives a WARNING");
                }
                if (states.contains(Status.REFUSED) && !mentions(row(page, "an ERROR names it"), word)) {
                    wrong.add(word + " gives an ERROR");
                }
            });
        }
        assertThat(wrong).isEmpty();
        for (String state : List.of("a WARNING names it", "an ERROR names it")) {
            Status status = state.contains("WARNING") ? Status.KNOWN : Status.REFUSED;
            Matcher named = Pattern.compile("\\b[A-Z][A-Z0-9]{2,}\\b")
                    .matcher(row(page, state).replaceAll("\\([^)]*\\)", ""));
            while (named.find()) {
                String word = named.group();
                boolean is = page.procedures.stream()
                        .anyMatch(p -> words(p).getOrDefault(word, Set.of()).contains(status));
                assertThat(is || word.equals("WARNING") || word.equals("ERROR"))
                        .as("%s: %s", state, word)
                        .isTrue();
            }
        }
    }

    /** {@code `SomeTest.itsMethod`, `anotherOfIt`}: the class and its methods are there. */
    @ParameterizedTest
    @EnumSource
    void citesTestsThatExist(Page page) throws IOException {
        TreeMap<String, String> sources = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith("Test.java")).toList()) {
                sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
        }
        List<String> missing = new ArrayList<>();
        Matcher cited = Pattern.compile("`((?:marginal|mixed)/[a-z0-9-]+)`").matcher(Files.readString(page.path));
        while (cited.find()) {
            if (!Files.exists(Path.of("conformance", cited.group(1).split("/")).resolve("expected.csv"))) {
                missing.add(cited.group(1));
            }
        }
        for (String line : Files.readAllLines(page.path)) {
            String current = "";
            Matcher code = Pattern.compile("`([A-Za-z.]+)`").matcher(line);
            while (code.find()) {
                String[] parts = code.group(1).split("\\.");
                for (String part : parts) {
                    if (part.endsWith("Test") && Character.isUpperCase(part.charAt(0))) {
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
    private static String row(Page page, String state) {
        try {
            return Files.readAllLines(page.path).stream()
                    .filter(l -> l.startsWith("| " + state))
                    .map(l -> l.substring(l.lastIndexOf('|', l.length() - 2)))
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Every option and suboption of a procedure in all its places. */
    private static List<OptionSpec> options(String procedure) {
        ProcedureSpec spec = spec(procedure);
        List<OptionSpec> all = new ArrayList<>();
        collect(all, spec.options());
        for (StatementSpec statement : spec.statements()) {
            collect(all, statement.options());
            collect(all, statement.itemOptions());
            collect(all, statement.slashOptions());
        }
        return all;
    }

    private static void collect(List<OptionSpec> all, Collection<OptionSpec> options) {
        for (OptionSpec option : options) {
            all.add(option);
            collect(all, option.suboptions());
        }
    }

    private static ProcedureSpec spec(String procedure) {
        return ServiceLoader.load(Procedure.class).stream()
                .map(p -> p.get().spec())
                .filter(s -> s.name().equals(procedure))
                .findFirst()
                .orElseThrow();
    }

    /** Every statement, option and suboption of a procedure with the states it has in its places. */
    private static TreeMap<String, Set<Status>> words(String procedure) {
        TreeMap<String, Set<Status>> words = new TreeMap<>();
        for (StatementSpec statement : spec(procedure).statements()) {
            words.computeIfAbsent(statement.name(), n -> new TreeSet<>()).add(statement.status());
        }
        for (OptionSpec option : options(procedure)) {
            if (!option.name().isEmpty()) {
                words.computeIfAbsent(option.name(), n -> new TreeSet<>()).add(option.status());
            }
        }
        return words;
    }
}
