package hermite.r;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Programs whose output was recorded from Rscript (R 4.2.2, LANG=C.UTF-8): cases/SOURCE.md. */
class RCasesTest {
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
        return Stream.of(
                        "language.cases",
                        "programs.cases",
                        "residuals.cases",
                        "variance.cases",
                        "times.cases",
                        "classes.cases",
                        "tests.cases",
                        "course.cases",
                        "fits.cases",
                        "library.cases",
                        "verbs.cases",
                        "complex.cases",
                        "matrix.cases",
                        "calls.cases",
                        "verbsmore.cases",
                        "models.cases",
                        "marginal.cases",
                        "scripts.cases",
                        "series.cases",
                        "means.cases",
                        "designs.cases")
                .flatMap(RCasesTest::cases)
                .map(each -> DynamicTest.dynamicTest(each.title(), () -> {
                    RCase.Result result = RCase.run(each.code());
                    assertThat(result.out()).isEqualTo(each.out());
                    assertThat(withoutCalls(result.err())).isEqualTo(withoutCalls(each.err()));
                }));
    }
}
