package hermite.sas.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import hermite.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The program this project began with is read whole, without a message. */
@EnabledIf("hermite.SharedData#available")
class SeedProgramTest {
    @Test
    void readsEveryStepWithoutAMessage() throws IOException {
        Transcript transcript = Transcript.of(Files.readString(SharedData.path("seeds/longitudinal.sas")));
        assertThat(transcript.messages).isEmpty();
        assertThat(transcript.rejected).isEmpty();
        assertThat(transcript.dataSteps).hasSize(3);
        assertThat(transcript.procSteps.stream().map(p -> p.procedure().name()))
                .containsExactly("SORT", "GENMOD", "PLM", "SORT", "SGPLOT", "GLIMMIX", "SORT", "GLIMMIX");
    }
}
