package hermite.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hermite.SharedData;
import hermite.sas.session.Session;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every model step of the conformance programs, in SAS's words here and in the R of this machine: estimates and standard
 * errors agree to two thousandths, or the page says how far they are apart and with which note of the translation. Programs
 * that take a second or two; {@code -Dhermite.translations=all} takes all of them, {@code =mixed/points} some, and leaves what it
 * measured in {@code target/translated-steps.md}.
 */
@EnabledIf("hermite.SharedData#available")
class TranslatedProgramsTest {
    private static final Path PAGE = Path.of("conformance", "translated-steps.md");
    private static final double EQUAL = 0.002;
    private static final String ASKED = System.getProperty("hermite.translations", "");
    private static final List<String> QUICK = List.of(
            "marginal/abortion-and-crabs",
            "marginal/chd",
            "marginal/leprosy",
            "marginal/six-cities",
            "mixed/growth-structures",
            "mixed/growth-pseudo-likelihood",
            "mixed/pseudo-options");

    /** A row of the page. */
    private record Row(String program, String step, String function, String estimates, String errors, String note) {
        String text() {
            return "| " + String.join(" | ", program, step, function, estimates, errors, note) + " |";
        }
    }

    @TempDir
    static Path folder;

    private static final Map<String, ProgramInR> TRANSLATIONS = new HashMap<>();
    private static final Map<String, Map<String, StepFigures>> IN_SAS = new HashMap<>();
    private static Map<String, Map<String, StepFigures>> inR = new HashMap<>();
    private static final Set<String> PACKAGES = new HashSet<>();

    private static List<String> programs() throws IOException {
        if (!ASKED.equals("all")) {
            return ASKED.isEmpty() ? QUICK : List.of(ASKED.split(","));
        }
        Path root = Path.of("conformance");
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(p -> p.getFileName().toString().equals("program.sas"))
                    .map(p -> root.relativize(p.getParent()).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    @BeforeAll
    static void runsBoth() throws Exception {
        assumeTrue(
                Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .anyMatch(each -> Files.isExecutable(Path.of(each, "Rscript"))),
                "no Rscript on the PATH");
        String shared = "%let shared = " + SharedData.path("").toAbsolutePath().normalize() + ";";
        StringBuilder script = new StringBuilder(ProgramInR.FUNCTIONS);
        for (String name : programs()) {
            Path own = Files.createDirectories(folder.resolve(name));
            String text = Files.readString(Path.of("conformance", name, "program.sas"));
            Path program = Files.writeString(
                    own.resolve("program.sas"),
                    shared + " " + text.replace("'../../../", "'" + Path.of("").toAbsolutePath() + "/"));
            IN_SAS.put(name, ProgramInSas.run(program, own));
            ProgramTranslation.Result result =
                    ProgramTranslation.of(program, Session.builder().currentDirectory(own), own.toString());
            for (var data : result.data().entrySet()) {
                Files.writeString(own.resolve(data.getKey()), ProgramTranslation.commaSeparated(data.getValue()));
            }
            ProgramInR translation = ProgramInR.of(name, result);
            TRANSLATIONS.put(name, translation);
            Path file = Files.writeString(own.resolve("translation.R"), translation.script());
            script.append("hermite_program(\"").append(file).append("\")\n");
        }
        List<String> functions = TRANSLATIONS.values().stream()
                .flatMap(t -> t.functions().values().stream())
                .filter(f -> f.contains("::"))
                .map(f -> f.substring(0, f.indexOf("::")))
                .distinct()
                .toList();
        functions.forEach(p ->
                script.append("if (requireNamespace(\"" + p + "\", quietly = TRUE)) cat(\"\\n@p\\t" + p + "\\n\")\n"));
        Path out = folder.resolve("out.txt");
        Process process = new ProcessBuilder(
                        "Rscript",
                        "--vanilla",
                        Files.writeString(folder.resolve("all.R"), script).toString())
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
        assertThat(process.waitFor()).isZero();
        List<String> printed = Files.readAllLines(out);
        inR = ProgramInR.read(printed);
        printed.stream().filter(l -> l.startsWith("@p\t")).forEach(l -> PACKAGES.add(l.substring(3)));
        if (!ASKED.isEmpty()) {
            List<String> rows = new ArrayList<>();
            for (String program : programs()) {
                measured(program).forEach(r -> rows.add(r.text()));
            }
            Files.write(Path.of("target", "translated-steps.md"), rows);
        }
    }

    /** What was found, in the form of the page. */
    private static List<Row> measured(String program) {
        List<Row> rows = new ArrayList<>();
        ProgramInR translation = TRANSLATIONS.get(program);
        translation.steps().forEach((step, code) -> {
            String function = translation.functions().getOrDefault(step, "");
            Optional<StepFigures> sas = Optional.ofNullable(IN_SAS.get(program).get(step));
            Optional<StepFigures> r =
                    Optional.ofNullable(inR.getOrDefault(program, Map.of()).get(step));
            Optional<StepFigures.Distance> distance =
                    sas.isPresent() && r.isPresent() ? sas.get().distance(r.get()) : Optional.empty();
            String why = sas.isEmpty() ? "no table" : r.isEmpty() ? "no fit" : "other columns";
            rows.add(
                    function.isEmpty()
                            ? new Row(program, step, "none", "", "", refusal(code))
                            : new Row(
                                    program,
                                    step,
                                    function,
                                    distance.map(d -> shown(d.estimates())).orElse(why),
                                    distance.map(d -> shown(d.errors())).orElse(why),
                                    ""));
        });
        return rows;
    }

    /** What the translation says of a step it has no call for. */
    private static String refusal(String code) {
        return unbroken(code).lines().findFirst().orElse("").replaceAll("^.*?line \\d+(: )?|[;.].*$", "");
    }

    /** Each comment on one line, without its sign. */
    private static String unbroken(String code) {
        return code.replaceAll("\n#   ", " ").replace("# ", "");
    }

    /** Two digits, the second rounded up, or {@code equal}. */
    private static String shown(double distance) {
        if (distance <= EQUAL) {
            return "equal";
        }
        double unit = Math.pow(10, Math.floor(Math.log10(distance)) - 1);
        return String.format(Locale.ROOT, "%.2g", Math.ceil(distance / unit) * unit);
    }

    private static List<Row> page() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.matches("\\| [a-z]+/.*"))
                .map(line -> line.replaceAll("^\\||\\|$", "").split("\\|"))
                .map(c -> new Row(c[0].strip(), c[1].strip(), c[2].strip(), c[3].strip(), c[4].strip(), c[5].strip()))
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> rGivesTheFiguresOfEachStepOrThePageSaysHowFar() throws IOException {
        List<Row> page = page();
        return programs().stream().map(p -> DynamicTest.dynamicTest(p, () -> compare(p, page)));
    }

    private static void compare(String program, List<Row> page) {
        Map<String, Row> expected = page.stream()
                .filter(r -> r.program().equals(program))
                .collect(Collectors.toMap(Row::step, r -> r, (a, b) -> a));
        List<String> misses = new ArrayList<>();
        for (Row found : measured(program)) {
            Row said = expected.get(found.step());
            if (said == null) {
                misses.add("not on the page: " + found.text());
                continue;
            }
            String code = unbroken(TRANSLATIONS.get(program).steps().get(found.step()));
            if (!code.contains(said.note())) {
                misses.add(found.step() + ": no note \"" + said.note() + "\"");
            }
            boolean runs = !found.function().contains("::")
                    || PACKAGES.contains(
                            found.function().substring(0, found.function().indexOf("::")));
            if (!found.function().equals(said.function())
                    || runs
                            && !(isWithin(found.estimates(), said.estimates())
                                    && isWithin(found.errors(), said.errors()))) {
                misses.add("found " + found.text() + " where the page has " + said.text());
            }
            boolean named = !said.note().isEmpty() || said.estimates().equals("no table");
            if (!named && !(said.estimates().equals("equal") && said.errors().equals("equal"))) {
                misses.add(found.step() + ": a difference without a note");
            }
        }
        assertThat(misses).isEmpty();
    }

    private static boolean isWithin(String found, String said) {
        if (said.equals("not measured")) {
            return true;
        }
        boolean numbers = found.matches("[0-9.e+-]+") && said.matches("[0-9.e+-]+");
        return numbers
                ? Double.parseDouble(found) <= Double.parseDouble(said) * 1.1
                : found.equals(said) || found.equals("equal") && said.matches("[0-9.e+-]+");
    }
}
