package hermite.r;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Programs whose output was recorded from Rscript (R 4.2.2, LANG=C.UTF-8): cases/SOURCE.md. */
class RCasesTest {
    /** The recorded files of all topics, each a folder, in the order of their names. */
    private static Stream<String> resources() {
        Path root = Path.of("src/test/resources/hermite/r/cases");
        try (Stream<Path> files = Files.walk(root)) {
            List<String> found = files.filter(f -> f.toString().endsWith(".cases"))
                    .map(f -> root.relativize(f).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
            assertThat(found).isNotEmpty();
            return found.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<RCase> cases(String resource) {
        try {
            return RCase.read(resource).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The line "Calls: f -> g" names R's own inner functions too, which are none here: it is not compared. */
    private static String withoutCalls(String messages) {
        return messages.replaceAll("(?m)^Calls: .*\n", "");
    }

    @TestFactory
    Stream<DynamicTest> printsWhatRPrints() {
        return resources()
                .flatMap(RCasesTest::cases)
                .map(each -> DynamicTest.dynamicTest(each.title(), () -> {
                    RCase.Result result = RCase.run(each.code());
                    assertThat(result.out()).as(result.err()).isEqualTo(each.out());
                    assertThat(withoutCalls(result.err())).isEqualTo(withoutCalls(each.err()));
                }));
    }
}
