package hermite.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import hermite.SharedData;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs each program under conformance/r and compares what it prints with what R printed, line by line. */
class RConformanceTest {
    static List<RProgram> programs() throws IOException {
        return RProgram.all();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void printsWhatRPrinted(RProgram program) throws IOException {
        SharedData.assumeWhatIsReadBy(program.file());
        RProgram.Run run = program.run();
        assertThat(run.status()).as(run.messages()).isZero();
        assertThat(program.differences(program.expected(), run.lines())).isEmpty();
    }
}
