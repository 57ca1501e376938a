package hermite.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import hermite.SharedData;
import hermite.data.Table;
import hermite.sas.session.Session;
import hermite.sas.source.Place;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Runs every program of conformance/ and compares each figure; writes the table to target/conformance.txt. */
class ConformanceTest {
    private static final List<String> REPORT = new ArrayList<>();

    @TempDir
    static Path directory;

    @TestFactory
    Stream<DynamicTest> givesThePublishedFigures() throws IOException {
        return ConformanceCase.all().stream().map(c -> dynamicTest(c.name(), () -> run(c)));
    }

    private static void run(ConformanceCase conformanceCase) throws IOException {
        SharedData.assumeWhatIsReadBy(conformanceCase.program());
        List<String> log = new ArrayList<>();
        List<String> misses = new ArrayList<>();
        Path folder = Files.createDirectories(directory.resolve(conformanceCase.name()));
        try (Session session = Session.builder()
                .log(log::add)
                .listing(new StringWriter())
                .currentDirectory(folder)
                .programDirectory(conformanceCase.program().toAbsolutePath().getParent())
                .build()) {
            session.submit(
                    "shared",
                    "%let shared = " + Path.of("../shared").toAbsolutePath().normalize() + ";");
            session.submit(conformanceCase.program());
            assertThat(log).as("log of %s", conformanceCase.name()).noneMatch(line -> line.startsWith("ERROR"));
            for (ConformanceCase.Figure figure : conformanceCase.figures()) {
                String name = "WORK." + figure.dataSet().toUpperCase(Locale.ROOT);
                Table table = session.dataSets().read(name, Place.UNKNOWN);
                compare(conformanceCase, figure, table, misses);
            }
        }
        assertThat(misses).as(conformanceCase.name()).isEmpty();
    }

    private static void compare(
            ConformanceCase conformanceCase, ConformanceCase.Figure figure, Table table, List<String> misses) {
        double got = FigureLookup.find(table, figure);
        boolean met = figure.closeness().meets(got, figure.expected());
        String line = String.format(
                Locale.ROOT,
                "%-45s %-50s %14s %18.10g %6d%s",
                conformanceCase.name(),
                figure.quantity(),
                figure.expected(),
                got,
                Closeness.digitsAgreed(got, figure.expected()),
                met ? "" : "  MISSED");
        REPORT.add(line);
        if (!met) {
            misses.add(line);
        }
    }

    @AfterAll
    static void writeTheTable() throws IOException {
        REPORT.add(
                0,
                String.format(
                        Locale.ROOT, "%-45s %-50s %14s %18s %6s", "case", "quantity", "expected", "got", "digits"));
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", "conformance.txt"), REPORT);
        REPORT.forEach(System.out::println);
    }
}
