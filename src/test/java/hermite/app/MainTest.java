package hermite.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line as shared/spec/repl_and_ux.md, section 2, has it. */
class MainTest {
    private static final String PRINTS = "data a; x = 31415; run; proc print data=a; run;\n";

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String input, String... arguments) {
        return new Main(
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        out,
                        err,
                        directory,
                        Map.of("HOME", directory.resolve("home").toString()))
                .run(arguments);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private void program(String text) throws IOException {
        Files.writeString(directory.resolve("p.sas"), text);
    }

    @Test
    void writesListingToStandardOutputAndLogToStandardError() throws IOException {
        program(PRINTS);

        assertThat(run("", "p.sas")).isZero();
        assertThat(out()).contains("31415").doesNotContain("NOTE:");
        assertThat(err())
                .contains("NOTE: The data set WORK.A has 1 observations")
                .contains("1          data a;");
    }

    @Test
    void writesProgramLogAndLstInBatch() throws IOException {
        program(PRINTS);

        assertThat(run("", "-batch", "p.sas")).isZero();
        assertThat(out()).isEmpty();
        assertThat(err()).isEmpty();
        assertThat(directory.resolve("p.lst")).content().contains("31415");
        assertThat(directory.resolve("p.log"))
                .content()
                .contains("NOTE: The data set WORK.A has 1 observations")
                .contains("NOTE: The PROCEDURE PRINT printed page 1.");
    }

    @Test
    void writesLogAndListingWhereAsked() throws IOException {
        program(PRINTS);
        Files.createDirectory(directory.resolve("logs"));

        assertThat(run("", "p.sas", "-log", "logs", "-print", "out.txt")).isZero();
        assertThat(directory.resolve("logs/p.log")).content().contains("WORK.A");
        assertThat(directory.resolve("out.txt")).content().contains("31415");
    }

    @ParameterizedTest
    @CsvSource({
        "data a; x = 1; run;,0",
        "options nosuchoption; data a; x = 1; run;,1",
        "proc print data=nope; run;,2",
        "data a; x = ; run;,2"
    })
    void tellsByItsStatusHowTheProgramWent(String code, int status) {
        assertThat(run("", "-e", code)).isEqualTo(status);
    }

    @Test
    void runsStandardInput() {
        assertThat(run(PRINTS, "-stdin")).isZero();
        assertThat(out()).contains("31415");
    }

    @Test
    void givesSysparmAndSystemOptions() {
        run("", "-e", "%put got &sysparm;", "-sysparm", "blue sky", "-ls", "70", "-nodate");

        assertThat(err()).contains("got blue sky");
    }

    @Test
    void runsTheAutoexecFileFirst() throws IOException {
        Files.writeString(directory.resolve("autoexec.sas"), "%let who=autoexec;\n");

        run("", "-e", "%put from &who;");
        assertThat(err()).contains("from autoexec").contains("AUTOEXEC processing completed");
    }

    @Test
    void leavesTheAutoexecFileOutWhenTold() throws IOException {
        Files.writeString(directory.resolve("autoexec.sas"), "%let who=autoexec;\n");

        run("", "-noautoexec", "-e", "%put from &who;");
        assertThat(err()).contains("from &who");
    }

    @Test
    void mapsPathsOfAnotherMachine() throws IOException {
        Path data = Files.createDirectory(directory.resolve("data"));
        Files.writeString(data.resolve("t.csv"), "x\n271828\n");

        run("", "-map", "Z:\\=" + data, "-e", "libname s 'Z:\\'; proc print data=s.t; run;");
        assertThat(out()).contains("271828");
    }

    @Test
    void looksForUnmappedDataBesideTheProgramAndSaysSo() throws IOException {
        Path data = Files.createDirectory(directory.resolve("data"));
        Files.writeString(data.resolve("t.csv"), "x\n271828\n");
        program("libname s 'Q:\\study'; proc print data=s.t; run;\n");

        assertThat(run("", "p.sas")).isZero();
        assertThat(out()).contains("271828");
        assertThat(err().replaceAll("\\s+", " "))
                .contains("Q:\\study is not on this machine. Library S is looked for in the program's folder:")
                .contains(data.toString());
    }

    @Test
    void includesFilesBesideTheProgram() throws IOException {
        Path folder = Files.createDirectory(directory.resolve("sub"));
        Files.writeString(folder.resolve("part.sas"), "%let part=read;\n");
        Files.writeString(folder.resolve("p.sas"), "%include 'part.sas'; %put part &part;\n");

        run("", "sub/p.sas");
        assertThat(err()).contains("part read");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nope.sas|there is no program file nope.sas",
                "-lgo x|Did you mean -log?",
                "-log|needs a value",
                "-map Z:|write PATH=DIR",
                "a.sas b.sas|One program at a time",
                "-batch|give a program file"
            })
    void saysPlainlyWhatIsWrongWithTheCommandLine(String arguments, String message) {
        assertThat(run("", arguments.split(" "))).isEqualTo(2);
        assertThat(err()).startsWith("hermite: ").contains(message).doesNotContain("Exception");
    }

    @Test
    void tellsHelpAndVersion() {
        assertThat(run("", "--help")).isZero();
        assertThat(out()).contains("-batch").contains("-map PATH=DIR").contains("Exit status");
        assertThat(run("", "--version")).isZero();
        assertThat(out()).contains("Hermite ");
    }

    @Test
    void saysWhatIsWrongWithAProgramThatIsNoText() throws IOException {
        byte[] bytes = new byte[4096];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 37);
        }
        Files.write(directory.resolve("p.sas"), bytes);

        assertThat(run("", "p.sas")).isBetween(0, 2);
        assertThat(err()).doesNotContain("Exception").doesNotContain("defect");
    }

    /** Once as a process of its own, as the launcher starts it. */
    @Test
    void runsAsAProcess() throws IOException, InterruptedException {
        program(PRINTS);
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xss16m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "hermite.app.Main",
                        "-noautoexec",
                        "p.sas"))
                .directory(directory.toFile())
                .redirectError(directory.resolve("err.txt").toFile())
                .redirectOutput(directory.resolve("out.txt").toFile())
                .start();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(directory.resolve("out.txt")).content().contains("31415");
        assertThat(directory.resolve("err.txt")).content().contains("NOTE: The data set WORK.A has 1 observations");
    }

    /** As Rscript 4.2.2: {@code printf 'one\ntwo\n' | Rscript -e CODE x -y}. */
    @Test
    void expressionsHaveArgumentsAndStandardInput() {
        String code = "con <- file('stdin', 'r'); readLines(con, 1); readLines(con, 1); commandArgs(TRUE)";

        assertThat(run("one\ntwo\n", "--r", "-e", code, "x", "-y")).isZero();
        assertThat(out()).isEqualTo("[1] \"one\"\n[1] \"two\"\n[1] \"x\"  \"-y\"\n");
    }

    @Test
    void readsScriptsOfOtherEncodings() throws IOException {
        Files.write(directory.resolve("p.R"), "x <- 'caf\u00e9'; nchar(x)\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(run("", "p.R")).isZero();
        assertThat(out()).isEqualTo("[1] 4\n");
    }
}
