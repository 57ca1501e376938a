package hermite.sas.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A step that is wrong, and what the log must answer. */
final class MalformedStep {
    private MalformedStep() {}

    /**
     * Runs the step after a program of four lines that makes its data.
     *
     * @param marked the step without RUN; a caret stands before the word at fault when the answer shows its place
     * @param expected all errors and warnings, separated by spaces
     * @param nearest the word that the answer asks for; empty when it asks for none
     */
    static void assertAnswer(Path directory, String data, String marked, String expected, String nearest) {
        int column = marked.indexOf('^') + 1;
        List<String> lines = complaints(directory, data + marked.replace("^", "") + " run;");
        assertThat(String.join(" ", lines.subList(0, column == 0 ? lines.size() : lines.size() - 1)))
                .isEqualTo(expected);
        if (column > 0) {
            String question = nearest.isEmpty() ? "" : ": did you mean " + nearest + "?";
            assertThat(lines.get(lines.size() - 1)).isEqualTo("--> test.sas:5:" + column + question);
        }
    }

    private static List<String> complaints(Path directory, String program) {
        ProgramRunner runner = new ProgramRunner(directory).interactive();
        runner.run(program);
        List<String> complaints = new ArrayList<>();
        for (String line : runner.messages()) {
            boolean fate = line.contains("may be incomplete") || line.contains("was not replaced");
            if (line.matches("(ERROR|WARNING).*") && !fate || line.strip().startsWith("-->")) {
                complaints.add(line.strip());
            }
        }
        return complaints;
    }
}
