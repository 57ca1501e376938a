package hermite.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hermite.SharedData;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs each program under conformance/r in the R of this machine, where there is one, and compares what Hermite prints.
 * With the versions that SOURCE.md names every difference is a failure. Other versions print other things at times: then
 * the differences are shown and the program counts as skipped.
 */
class RscriptTest {
    private static final String VERSIONS = "cat('R', as.character(getRversion()), fill = TRUE); "
            + "for (p in commandArgs(TRUE)) if (nzchar(system.file(package = p))) "
            + "cat(p, packageDescription(p)$Version, fill = TRUE)";

    @TempDir
    static Path directory;

    private static final Map<String, String> INSTALLED = new LinkedHashMap<>();
    private static final Map<RProgram, Future<Printed>> PRINTED = new LinkedHashMap<>();
    private static ExecutorService runs;

    /** Exit status and lines of a run of R. */
    private record Printed(int status, List<String> lines, String messages) {}

    static List<RProgram> programs() throws IOException {
        return RProgram.all();
    }

    @BeforeAll
    static void startsR() throws Exception {
        String path = System.getenv().getOrDefault("PATH", "");
        assumeTrue(
                Stream.of(path.split(File.pathSeparator))
                        .anyMatch(each -> Files.isExecutable(Path.of(each, "Rscript"))),
                "no Rscript on the PATH");
        List<String> packages = new ArrayList<>();
        for (RProgram program : RProgram.all()) {
            packages.addAll(program.packages());
        }
        List<String> ask = new ArrayList<>(List.of("-e", VERSIONS));
        ask.addAll(packages.stream().distinct().toList());
        for (String line : rscript("versions", ask).lines()) {
            String[] words = line.split(" ");
            INSTALLED.put(words[0], words[1]);
        }
        runs = Executors.newFixedThreadPool(Math.min(4, Runtime.getRuntime().availableProcessors()));
        for (RProgram program : RProgram.all()) {
            if (INSTALLED.keySet().containsAll(program.packages())) {
                PRINTED.put(
                        program,
                        runs.submit(() -> rscript(
                                program.toString(),
                                List.of(program.file().toAbsolutePath().toString()))));
            }
        }
    }

    @AfterAll
    static void ends() {
        if (runs != null) {
            runs.shutdownNow();
        }
    }

    @ParameterizedTest
    @MethodSource("programs")
    void printsWhatRPrints(RProgram program) throws IOException, InterruptedException, ExecutionException {
        SharedData.assumeWhatIsReadBy(program.file());
        assumeTrue(PRINTED.containsKey(program), () -> "packages missing in R: installed are " + INSTALLED);
        Printed printed = PRINTED.get(program).get();
        List<String> differences =
                program.differences(printed.lines(), program.run().lines());
        if (!sameVersions(program)) {
            assumeTrue(differences.isEmpty(), () -> "other versions, " + INSTALLED + ": " + differences);
        }
        assertThat(printed.status()).as(printed.messages()).isZero();
        assertThat(differences).isEmpty();
    }

    private static boolean sameVersions(RProgram program) throws IOException {
        String source = Files.readString(RProgram.ALL.resolve("SOURCE.md"));
        return Stream.concat(Stream.of("R"), program.packages().stream())
                .allMatch(name -> source.contains(name + " " + INSTALLED.get(name)));
    }

    private static Printed rscript(String name, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("Rscript", "--vanilla"));
        command.addAll(arguments);
        Path out = directory.resolve(name + ".out");
        Path err = directory.resolve(name + ".err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        // the locale that SOURCE.md names
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("LANGUAGE", "en");
        Process process = builder.start();
        try {
            int status = process.waitFor();
            return new Printed(
                    status,
                    Files.readString(out, StandardCharsets.UTF_8).lines().toList(),
                    Files.readString(err, StandardCharsets.UTF_8));
        } finally {
            process.destroy();
        }
    }
}
