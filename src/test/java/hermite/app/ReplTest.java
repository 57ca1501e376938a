package hermite.app;

import static org.assertj.core.api.Assertions.assertThat;

import hermite.r.Completions;
import hermite.sas.session.Session;
import hermite.sas.session.step.Procedures;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.jline.reader.Candidate;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplTest {
    private static final Procedures PROCEDURES = Procedures.onClassPath();

    @TempDir
    Path directory;

    private Repl repl(ByteArrayOutputStream out) throws Exception {
        return new Repl(
                CommandLineParser.parse("-noautoexec"),
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                directory,
                Map.of("HOME", directory.toString()));
    }

    private String type(String... lines) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        repl(out).runPlain(new BufferedReader(new StringReader(String.join("\n", lines) + "\n")));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void showsLogAndListingInOrder() throws Exception {
        String shown = type("data a;", " x = 31415;", "run;", "proc print data=a;", "run;", "%put done;");

        assertThat(shown)
                .containsSubsequence(
                        "NOTE: The data set WORK.A has 1 observations",
                        "31415",
                        "NOTE: There were 1 observations read",
                        "done");
    }

    @Test
    void goesOnAfterAnError() throws Exception {
        assertThat(type("proc prnt; run;", "data a; x = 1; run;"))
                .containsSubsequence("ERROR: Procedure PRNT not found.", "NOTE: The data set WORK.A has 1");
    }

    @Test
    void changesTheLanguageAndSharesData() throws Exception {
        String shown = type(
                "data visits; id = 7; day = '02JAN1970'd; format day date9.; name = 'Ada'; m = .; run;",
                ":r",
                "visits$day",
                "mean(visits$id)",
                "is.na(visits$m)",
                "made <- data.frame(g = factor(c('low', 'high')),",
                "  d = as.Date(c('1960-01-02', NA)), k = c(TRUE, FALSE))",
                "stop('gone wrong')",
                "21 * 2",
                ":sas",
                "proc print data=made; run;",
                "data made; set made; twice = 2 * k; run;",
                ":r",
                "made$k",
                ":quit");

        assertThat(shown)
                .containsSubsequence(
                        "[1] \"1970-01-02\"",
                        "[1] 7",
                        "[1] TRUE",
                        "Error: gone wrong",
                        "[1] 42",
                        "low",
                        "02JAN1960",
                        "high",
                        "NOTE: The data set WORK.MADE has 2 observations and 4 variables.",
                        "[1]  TRUE FALSE")
                .doesNotContain("Execution halted");
    }

    @Test
    void answersItsOwnCommands() throws Exception {
        String shown = type(
                "data visits; length name $8; id = 7; name = 'Ada'; label id = 'Number'; run;",
                ":libs",
                ":desc visits",
                ":head visits",
                "? sort",
                "help proc srot",
                ":nonsense",
                ":quit",
                "%put never;");

        assertThat(shown)
                .contains("VISITS")
                .contains("1 observations, 2 variables")
                .contains("Number")
                .contains("Ada")
                .contains("PROC SORT: ")
                .contains("NODUPKEY")
                .contains("There is no procedure SROT. Did you mean SORT?")
                .contains("There is no command :nonsense")
                .doesNotContain("never");
    }

    @Test
    void readsWholeStepsFromATerminal() throws Exception {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        byte[] typed = "data a; x = 31415;\nrun;\nproc print data=a; run;\n".getBytes(StandardCharsets.UTF_8);
        try (Terminal terminal =
                new DumbTerminal("test", "ansi", new ByteArrayInputStream(typed), shown, StandardCharsets.UTF_8)) {
            repl(new ByteArrayOutputStream()).runIn(terminal);
        }

        assertThat(shown.toString(StandardCharsets.UTF_8))
                .contains("NOTE: The data set WORK.A has 1 observations")
                .containsPattern("Obs\\s+x\\s+1\\s+31415");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "title 'x';|true",
                "title 'x|false",
                "title 'x'|false",
                "data a; x = 1;|false",
                "data a; x = 1; run;|true",
                "proc sort data=a; by x;|false",
                "proc sort data=a; by x; run;|true",
                "proc plm source=a; score data=b; run;|true",
                "/* open|false",
                "%macro m; data a;|false",
                "%macro m; %mend;|true",
                ":libs|true",
                "? genmod|true",
                "help proc genmod|true"
            })
    void knowsWhenWhatIsTypedCanBeRun(String text, boolean complete) {
        assertThat(SasLineParser.isComplete(text)).isEqualTo(complete);
    }

    private List<String> complete(Session session, String before, String word) {
        return new SasCompleter(session)
                .complete(before, word).stream()
                        .map(Candidate::value)
                        .filter(v -> v.toLowerCase().startsWith(word.toLowerCase()))
                        .toList();
    }

    @Test
    void completesFromTablesAndSession() throws IOException {
        try (Session session =
                Session.builder().interactive().currentDirectory(directory).build()) {
            session.feed("data visits; id = 1; weeks = 2; run;\n");

            assertThat(complete(session, "proc ", "genm")).containsExactly("genmod");
            assertThat(complete(session, "proc sort ", "nodupk")).containsExactly("nodupkey");
            assertThat(complete(session, "proc print data=", "vi")).containsExactly("visits");
            assertThat(complete(session, "proc print data=", "work.v")).containsExactly("work.visits");
            assertThat(complete(session, "proc means data=visits; var ", "we")).containsExactly("weeks");
            assertThat(complete(session, "proc genmod data=visits; ", "repe")).containsExactly("repeated");
            assertThat(complete(session, "proc genmod data=visits; model weeks = id / dist=", "binom"))
                    .containsExactly("binomial");
            assertThat(complete(session, "data b; set ", "vis")).containsExactly("visits");
            assertThat(complete(session, "", "libn")).containsExactly("libname");
            assertThat(complete(session, "", ":li")).containsExactly(":libs");
            assertThat(complete(session, "options ", "lines")).containsExactly("linesize=");
        }
    }

    private static List<String> completeR(Session sas, PrintWriter writer, String before, String word) {
        RConsole console = new RConsole(writer, sas, Path.of("."));
        console.feed("visits <- data.frame(id = 1:2, weeks = 3:4); study <- list(site = visits, year = 1990)");
        console.feed("rate <- function(count, exposure = 1) count / exposure");
        return console.complete(before, word).stream()
                .map(Completions.Item::text)
                .toList();
    }

    @Test
    void completesR() throws IOException {
        PrintWriter writer = new PrintWriter(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        try (Session sas =
                Session.builder().interactive().currentDirectory(directory).build()) {
            assertThat(completeR(sas, writer, "mean(visits$", "w")).containsExactly("weeks");
            assertThat(completeR(sas, writer, "study$site$", "")).containsExactly("id", "weeks");
            assertThat(completeR(sas, writer, "study[[\"", "y")).containsExactly("year");
            assertThat(completeR(sas, writer, "x <- ", "visi")).containsExactly("visits");
            assertThat(completeR(sas, writer, "rate(3, ", "exp")).contains("exposure = ", "exp");
            assertThat(completeR(sas, writer, "x <- (1 + ", "geeg")).isEmpty();
            assertThat(completeR(sas, writer, "lm(weeks ~ i, data = visits, ", "wei"))
                    .contains("weights = ");
            assertThat(completeR(sas, writer, "lm(data = visits, weeks ~ ", "i"))
                    .contains("id");
            assertThat(completeR(sas, writer, "library(", "lme")).containsExactly("lme4", "lmerTest");
            assertThat(completeR(sas, writer, "lme4::", "glmer")).contains("glmer", "glmer.nb", "glmerControl");
            assertThat(completeR(sas, writer, "geeglm(y ~ x, corstr = ", "")).contains("\"exchangeable\"");
            assertThat(completeR(sas, writer, "glm(y ~ x, family = ", "qua"))
                    .containsExactly("quasibinomial", "quasipoisson");
        }
    }

    @Test
    @Timeout(60)
    void endsAnEvaluationThatIsInterrupted() throws Exception {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        PrintWriter writer = new PrintWriter(shown, false, StandardCharsets.UTF_8);
        try (Session sas =
                Session.builder().interactive().currentDirectory(directory).build()) {
            RConsole console = new RConsole(writer, sas, directory);
            console.feed("rounds <- 0");
            Thread evaluation =
                    new Thread(() -> console.feed("tryCatch(while (TRUE) rounds <- rounds + 1, error = identity)"));
            evaluation.start();
            while (evaluation.isAlive()) {
                console.interrupt();
                evaluation.join(20);
            }
            console.feed("cat('still here\\n')");
        }
        assertThat(shown.toString(StandardCharsets.UTF_8)).contains("still here");
    }

    @Property(tries = 300)
    void highlightsWhateverIsTypedWithoutChangingIt(@ForAll @StringLength(max = 60) String text) {
        assertThat(new SasHighlighter(PROCEDURES).highlight(null, text).toString())
                .isEqualTo(new org.jline.utils.AttributedString(text).toString());
    }

    @Test
    void coloursKeywordsAndUnderlinesUnknownProcedures() {
        SasHighlighter highlighter = new SasHighlighter(PROCEDURES);

        assertThat(highlighter
                        .highlight(null, "proc sort data=a; /* c */ by x;")
                        .toAnsi())
                .contains("\u001b[")
                .isNotEqualTo(highlighter
                        .highlight(null, "proc srot data=a; /* c */ by x;")
                        .toAnsi());
    }
}
