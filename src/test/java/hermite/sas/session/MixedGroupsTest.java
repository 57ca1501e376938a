package hermite.sas.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** BY groups of mixed models: what is wrong with the data of one does not stop the others. */
class MixedGroupsTest {
    private static final String DATA = "data a; do g=1 to 3; do id=1 to 8; do x=1 to 3; y=mod(id*7+x*3+g,3)=0;"
            + " if g=2 then y=.; output; end; end; end; run;\n";

    @TempDir
    Path directory;

    private ProgramRunner run(String step, String input) {
        ProgramRunner runner = new ProgramRunner(directory);
        runner.run(DATA + step.formatted(input));
        return runner;
    }

    private static List<String> figures(ProgramRunner runner) {
        return runner.listing().lines().filter(l -> l.matches(".*\\d\\.\\d.*")).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proc glimmix data=%s method=laplace; by g; class id; model y(event='1')=x / dist=binary s;"
                        + " random int / subject=id; run;",
                "proc glimmix data=%s; by g; class id; model y(event='1')=x / dist=binary s; random int / subject=id; run;",
                "proc mixed data=%s; by g; class id; model y=x / s; random int / subject=id; run;"
            })
    void aGroupWithoutObservationsDoesNotStopTheOthers(String step) {
        ProgramRunner all = run(step, "a");
        assertThat(all.messages())
                .containsSubsequence(
                        "ERROR: No valid observations are available for the analysis.",
                        "NOTE: The above message was for the following BY group: g=2");
        assertThat(figures(all))
                .isEqualTo(figures(run(step, "a(where=(g ne 2))")))
                .hasSizeGreaterThan(10);
    }
}
