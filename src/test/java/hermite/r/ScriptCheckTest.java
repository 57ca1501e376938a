package hermite.r;

import static org.assertj.core.api.Assertions.assertThat;

import hermite.r.eval.function.FunctionTable;
import hermite.r.lib.Libraries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptCheckTest {
    private final ScriptCheck check = new ScriptCheck(new FunctionTable(Libraries.all()));

    @Test
    void namesTheLineAndTheFunctionThatIsNotThere() {
        ScriptCheck.Report report = check.check("x <- 1\ny <- wobble(x) + pkg::wave(2)\nmean(x)\n", "a.R");
        assertThat(report.findings()).containsExactly(new ScriptCheck.Finding("2", List.of("wobble()", "pkg::wave()")));
        assertThat(report.text()).contains("2 of 3 expressions can run");
    }

    @Test
    void countsWhatNeedsANameOfASkippedExpression() {
        ScriptCheck.Report report = check.check("""
                x <- 1
                fit <- wobble(x)
                cat(fit$coef)
                fit$a <- 2
                f <- function(fit) fit + x
                y <- f(fit)
                y + 1
                lm(fit ~ x)
                d <- data.frame(fit = x)
                d$fit
                fit <- 3
                fit + x
                { y <- 2; y + 1 }
                y
                """, "a.R");
        assertThat(report.findings())
                .containsExactly(
                        new ScriptCheck.Finding("2", List.of("wobble()")),
                        new ScriptCheck.Finding("3", List.of("fit (of line 2)")),
                        new ScriptCheck.Finding("4", List.of("fit (of line 2)")),
                        new ScriptCheck.Finding("6", List.of("fit (of line 4)")),
                        new ScriptCheck.Finding("7", List.of("y (of line 6)")));
        assertThat(report.text()).contains("9 of 14 expressions can run");
    }

    @Test
    void followsFunctionsThatChangeANameOutside() {
        String program = """
                total <- 0
                add <- function(i) total <<- total + wobble(i)
                sapply(1:3, add)
                total
                for (i in 1:2) total[i] <- i
                total <- 1
                total
                """;
        assertThat(check.check(program, "a.R").findings())
                .extracting(ScriptCheck.Finding::place)
                .containsExactly("2", "3", "4", "5");
    }

    @Test
    void takesFunctionsThatTheProgramDefinesForGranted() {
        assertThat(check.check("f <- function(g) g(1)\nf(sqrt)\nlapply(1:2, function(h) h)\n", "a.R")
                        .isClean())
                .isTrue();
    }

    @Test
    void namesPackagesThatAreNotHere() {
        ScriptCheck.Report report = check.check("library(tidyverse)\nlibrary(MASS)\nrequire(nowhere)\n", "a.R");
        assertThat(report.findings()).isEmpty();
        assertThat(report.packages()).containsExactly(new ScriptCheck.UnknownPackage("3", "nowhere"));
        assertThat(report.isClean()).isFalse();
    }

    @Test
    void readsNothingIntoFormulas() {
        assertThat(check.check("lm(y ~ strange(x), data = d)\n", "a.R").isClean())
                .isTrue();
    }

    @Test
    void tellsASyntaxErrorAfterWhatItCouldRead() {
        ScriptCheck.Report report = check.check("x <- 1\ny <- (2\nz z\n", "a.R");
        assertThat(report.isClean()).isFalse();
        assertThat(report.syntaxError()).contains("unexpected symbol");
    }

    @Test
    void readsTheFilesThatTheProgramReads(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("helper.R");
        Files.writeString(file, "plus <- function(x) x + 1\ntable <- wobble(1)\n");
        String program = "source(\"" + file + "\")\nplus(2)\ntable + 1\n";
        assertThat(check.check(program, "a.R").findings())
                .containsExactly(
                        new ScriptCheck.Finding(file + ":2", List.of("wobble()")),
                        new ScriptCheck.Finding("3", List.of("table (of line " + file + ":2)")));
    }
}
