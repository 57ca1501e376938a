package hermite.r.lib;

import static org.assertj.core.api.Assertions.assertThat;

import hermite.r.ScriptRun;
import hermite.r.eval.function.FunctionTable;
import hermite.r.eval.function.Library;
import hermite.r.eval.function.PackageFunctions;
import hermite.r.eval.session.RSession;
import hermite.r.syntax.RParser;
import hermite.r.value.RValue;
import hermite.r.value.language.RCall;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The library's own R code: every definition is read, and a failure of the interpreter shows no stack trace. */
class LibraryScriptsTest {
    @Test
    void everyDefinitionIsOneAssignment() {
        FunctionTable table = new FunctionTable(Libraries.all());
        List<String> wrong = new ArrayList<>();
        int read = 0;
        for (String packageName : table.packageNames()) {
            PackageFunctions functions = table.in(packageName);
            for (String name : functions.names()) {
                String definition = functions.definition(name);
                if (definition != null) {
                    read++;
                    check(packageName + "::" + name, definition, wrong);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(read).isGreaterThan(1000);
    }

    private static void check(String name, String definition, List<String> wrong) {
        try {
            List<RValue> expressions = RParser.parseLibrary(definition, name);
            if (expressions.size() != 1
                    || !(expressions.get(0) instanceof RCall call)
                    || !call.functionName().equals("<-")) {
                wrong.add(name + ": " + expressions.size() + " expressions");
            }
        } catch (RuntimeException unread) {
            wrong.add(name + ": " + unread.getMessage());
        }
    }

    @Test
    void aFailureOfTheInterpreterShowsNoStackTrace() {
        List<Library> libraries = new ArrayList<>(Libraries.all());
        libraries.add(table -> table.in("base").function("broken()", a -> {
            throw new ArithmeticException("divided by nothing");
        }));
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RSession session = new RSession.Builder()
                .out(new PrintStream(out, false, StandardCharsets.UTF_8))
                .err(new PrintStream(err, false, StandardCharsets.UTF_8))
                .libraries(libraries)
                .build();
        int status = new ScriptRun(session).run("cat(1, '\\n')\nbroken()\ncat(2)\n", "");
        session.err().flush();
        assertThat(status).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("1 \n");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("Error: the interpreter failed")
                .contains("divided by nothing")
                .doesNotContain("\tat ")
                .endsWith("Execution halted\n");
    }
}
