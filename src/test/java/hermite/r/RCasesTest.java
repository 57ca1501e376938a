package hermite.r;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Programs whose output was recorded from Rscript (R 4.2.2, LANG=C.UTF-8): cases/SOURCE.md. */
class RCasesTest {
    @TestFactory
    Stream<DynamicTest> printsWhatRPrints() throws IOException {
        return RCase.read("language.cases").stream()
                .map(each -> DynamicTest.dynamicTest(each.title(), () -> {
                    RCase.Result result = RCase.run(each.code());
                    assertThat(result.out()).isEqualTo(each.out());
                    assertThat(result.err()).isEqualTo(each.err());
                }));
    }
}
