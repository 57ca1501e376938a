package hermite.r;

import static org.assertj.core.api.Assertions.assertThat;

import hermite.r.eval.session.RSession;
import hermite.r.lib.Libraries;
import hermite.r.value.RDouble;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program does that needs something this program does not have, and how it ends. */
class ScriptRunTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private RSession session(boolean strict, String... arguments) {
        return new RSession.Builder()
                .out(new PrintStream(out, false, StandardCharsets.UTF_8))
                .err(new PrintStream(err, false, StandardCharsets.UTF_8))
                .arguments(List.of(arguments))
                .libraries(Libraries.all())
                .strict(strict)
                .build();
    }

    private int run(boolean strict, String program) {
        return new ScriptRun(session(strict)).run(program, "prog.R");
    }

    @Test
    void goesOnWhereAPageOfHelpIsAskedFor() {
        int status = run(false, "?mean\nhelp(\"lm\")\ncat(1, \"\\n\")\n");
        assertThat(status).isZero();
        assertThat(out).hasToString("1 \n");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("note: mean:", "note: lm:");
    }

    @Test
    void leavesOutWhatNeedsAnUnknownFunctionAndGoesOn() {
        int status = run(false, "x <- 2\nfit <- no_such_model(x)\ncat(fit$coef)\ny <- x * 2\nprint(y)\n");
        assertThat(out).hasToString("[1] 4\n");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("""
            skipped line 2: no_such_model() is not supported
            skipped line 3: no_such_model() is not supported

            2 expressions skipped:
              line  not supported             names not made
                 2  no_such_model()           fit
                 3  no_such_model()
            """);
        assertThat(status).isEqualTo(ScriptRun.SKIPPED);
    }

    /** Messages of R 4.2.2. */
    @Test
    void argumentsThatMeanNothingStopAsInR() {
        run(true, "NA_character_(3)\n");
        run(false, "format(as.Date(\"2024-03-05\"), character(0))\n");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("could not find function \"NA\"")
                .contains("invalid 'format' argument");
    }

    @Test
    void aNameIsAvailableAgainOnceItHasAValue() {
        run(false, "fit <- no_such_model()\nfit <- 5\nprint(fit)\n");
        assertThat(out).hasToString("[1] 5\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fit <- no_such_model()",
                "fit = no_such_model()",
                "no_such_model() -> fit",
                "fit <<- no_such_model()",
                "fit$a <- no_such_model()",
                "fit[2] <- no_such_model()",
                "fit[[1]]$b <- no_such_model()",
                "names(fit) <- no_such_model()",
                "fit <- fit + no_such_model()",
                "{ fit <- 6; no_such_model() }",
                "for (i in 1:2) fit[i] <- no_such_model(i)",
                "if (length(fit) == 1) fit <- no_such_model()",
                "print(fit <- no_such_model())",
                "system.time(fit <- no_such_model())",
                "assign('fit', no_such_model())",
                "local(fit <<- no_such_model())",
                "sapply(1:2, function(i) fit[i] <<- no_such_model(i))",
                "refit <- function() fit <<- no_such_model(); refit()",
                "library(magrittr); fit %<>% no_such_model()"
            })
    void anOlderValueIsNotThereAfterASkippedLine(String skipped) {
        int status =
                run(false, "fit <- 5\n" + skipped + "\nprint(fit)\nfit$b <- 1\nprint(fit)\nfit <- 7\nprint(fit)\n");
        assertThat(out).hasToString("[1] 7\n");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("skipped line 3: no_such_model() is not supported")
                .contains("skipped line 4: no_such_model() is not supported")
                .contains("skipped line 5: no_such_model() is not supported");
        assertThat(status).isEqualTo(ScriptRun.SKIPPED);
    }

    @Test
    void namesThatASkippedLineSetsElsewhereKeepTheirValue() {
        run(false, """
                fit <- 5
                sapply(1, function(i) { fit <- i; no_such_model(fit) })
                local({ fit <- 2; no_such_model(fit) })
                no_such_model(fit ~ 1, fit = 3)
                print(fit)
                """);
        assertThat(out).hasToString("[1] 5\n");
    }

    @Test
    void aDataSetOrFunctionOfTheSameNameDoesNotStandIn() {
        int status = run(false, "women <- no_such_model()\nmean(women$height)\ndf <- no_such_model()\ndf$x\n");
        assertThat(out.size()).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("4 expressions skipped:");
        assertThat(status).isEqualTo(ScriptRun.SKIPPED);
    }

    /** At a terminal the user sees what failed and goes on with what was there. */
    @Test
    void atATerminalAnOlderValueStays() {
        ScriptRun terminal = ScriptRun.interactive(session(false));
        terminal.evaluate("fit <- 5\nfit <- no_such_model()\nprint(fit)\n", "");
        assertThat(out).hasToString("[1] 5\n");
    }

    @Test
    void stopsAtAnUnknownFunctionWhenStrict() {
        int status = run(true, "fit <- no_such_model(1)\ncat('on')\n");
        // Rscript, R 4.2.2, writes the same two lines and ends with 1.
        assertThat(err)
                .hasToString(
                        "Error in no_such_model(1) : could not find function \"no_such_model\"\nExecution halted\n");
        assertThat(out.size()).isZero();
        assertThat(status).isEqualTo(ScriptRun.FAILED);
    }

    @Test
    void aCaughtUnknownFunctionIsAnErrorLikeAnyOther() {
        int status = run(false, "r <- tryCatch(no_such(1), error = function(e) 'caught')\nprint(r)\n");
        assertThat(out).hasToString("[1] \"caught\"\n");
        assertThat(status).isZero();
    }

    @Test
    void aMistakeOfTheScriptStopsIt() {
        int status = run(false, "cat('a\\n')\nstop('no')\ncat('b\\n')\n");
        assertThat(out).hasToString("a\n");
        assertThat(err).hasToString("Error: no\nExecution halted\n");
        assertThat(status).isEqualTo(ScriptRun.FAILED);
    }

    @Test
    void runsWhatStandsBeforeASyntaxError() {
        int status = run(false, "cat('first\\n')\nx y\n");
        assertThat(out).hasToString("first\n");
        assertThat(err).hasToString("Error: unexpected symbol in \"x y\"\nprog.R:2:3\nx y\n  ^\nExecution halted\n");
        assertThat(status).isEqualTo(ScriptRun.FAILED);
    }

    @Test
    void saysWhichLibraryAFunctionNeeds() {
        int status = run(false, "pivot_wider(1)\n");
        assertThat(err.toString())
                .startsWith("skipped line 1: pivot_wider() without library(tidyr) is not supported\n");
        assertThat(status).isEqualTo(ScriptRun.SKIPPED);
    }

    @Test
    void anUnknownPackageIsNotedOnce() {
        int status = run(false, "library(nosuchpkg)\nlibrary(nosuchpkg)\nlibrary(stats)\n");
        assertThat(err).hasToString("note: package 'nosuchpkg' is not supported; what needs it will be skipped\n");
        assertThat(status).isZero();
    }

    @Test
    void anUnknownPackageStopsAStrictRunAsInR() {
        int status = run(true, "library(nosuchpkg)\n");
        assertThat(err)
                .hasToString("Error in library(nosuchpkg) : there is no package called ‘nosuchpkg’\n"
                        + "Execution halted\n");
        assertThat(status).isEqualTo(ScriptRun.FAILED);
    }

    @Test
    void quitGivesTheStatus() {
        assertThat(run(false, "quit(status = 7)\ncat('never')\n")).isEqualTo(7);
        assertThat(out.size()).isZero();
    }

    @Test
    void argumentsComeAfterTheMark() {
        RSession session = session(false, "hermite", "--file=p.R", "--args", "one", "two");
        new ScriptRun(session).run("cat(commandArgs(trailingOnly = TRUE), sep = '|')", "");
        assertThat(out).hasToString("one|two");
    }

    @Test
    void sessionsShareNothing() {
        RSession first = session(false);
        RSession second = session(false);
        new ScriptRun(first).run("x <- 1; options(digits = 3); `+` <- function(a, b) 42", "");
        new ScriptRun(second).run("x <- 2; cat(1 + 1, pi)", "");
        assertThat(((RDouble) first.global("x")).get(0)).isEqualTo(1);
        assertThat(((RDouble) second.global("x")).get(0)).isEqualTo(2);
        assertThat(out).hasToString("2 3.141593");
    }

    @Test
    void anOperatorMayBeRedefined() {
        run(false, "`+` <- function(e1, e2) paste(e1, e2)\ncat('a' + 'b')\n");
        assertThat(out).hasToString("a b");
    }

    @Test
    void endlessRecursionIsAnError() {
        int status = run(false, "f <- function(n) f(n + 1)\nr <- try(f(1), silent = TRUE)\ncat(class(r))\n");
        assertThat(out).hasToString("try-error");
        assertThat(status).isZero();
    }

    @Test
    void anUnknownFunctionInAFileThatIsReadSkipsItsExpressionAlone(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("helper.R");
        Files.writeString(file, "a <- 1\nb <- no_such_model(a)\nc <- a + 1\n");
        int status = run(false, "source('" + file + "')\nc\nb\n");
        assertThat(out).hasToString("[1] 2\n");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("skipped line 2 of " + file + ": no_such_model() is not supported")
                .contains("skipped line 3: no_such_model() is not supported")
                .contains("2 expressions skipped:");
        assertThat(status).isEqualTo(ScriptRun.SKIPPED);
    }
}
