package hermite.r.lib;

import static org.assertj.core.api.Assertions.assertThat;

import hermite.r.ScriptRun;
import hermite.r.eval.session.RSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Base functions against R's printed results: each line of cases.R with what R 4.2.2 prints for it, as transcripts.R
 * beside it wrote them down.
 */
class BaseFunctionTest {
    record Case(String line, String printed) {
        @Override
        public String toString() {
            return line;
        }
    }

    @TempDir
    static Path folder;

    static List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        try (InputStream in = BaseFunctionTest.class.getResourceAsStream("cases.txt")) {
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String block : all.substring(2).split("\n> ")) {
                int end = block.indexOf('\n');
                String line = end < 0 ? block : block.substring(0, end);
                cases.add(new Case(line, end < 0 ? "" : block.substring(end + 1).stripTrailing()));
            }
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void printsWhatRPrints(Case example) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        RSession session = new RSession.Builder()
                .out(new PrintStream(out, false, StandardCharsets.UTF_8))
                .err(new PrintStream(err, false, StandardCharsets.UTF_8))
                .directory(folder)
                .libraries(Libraries.all())
                .build();
        new ScriptRun(session).run(example.line, "case.R");
        session.out().flush();
        String printed = out.toString(StandardCharsets.UTF_8).stripTrailing();
        assertThat(printed)
                .as("%s%n%s", example.line, err.toString(StandardCharsets.UTF_8))
                .isEqualTo(example.printed);
    }
}
