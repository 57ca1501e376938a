package hermite.sas.session;

import static org.assertj.core.api.Assertions.assertThat;

import hermite.data.Table;
import hermite.sas.source.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs as a user runs them. Log texts: shared/spec/log.md. */
class SessionTest {
    @TempDir
    Path directory;

    private ProgramRunner runner;

    @BeforeEach
    void makeRunner() {
        runner = new ProgramRunner(directory);
    }

    /** The mock of log.md, section 9, with a trial of three observations. */
    @Test
    void writesTheLogOfASmallProgramLineByLine() throws IOException {
        Path data = Files.createDirectory(directory.resolve("trial"));
        Files.writeString(data.resolve("amenorrhea.csv"), "id,trt,time,y\n1,0,0,1\n1,0,1,0\n2,1,0,.\n");
        runner.map("Z:\\", data)
                .run(
                        "libname S857 'Z:\\';",
                        "",
                        "data amenorrhea;",
                        "set s857.amenorrhea;",
                        "",
                        "t=time;",
                        "time2=time**2;",
                        "",
                        "run;",
                        "proc sort data=amenorrhea;",
                        "by descending trt;",
                        "run;",
                        "title1 'Marginal Models';");

        assertThat(runner.log())
                .containsExactly(
                        "1          libname S857 'Z:\\';",
                        "NOTE: Libref S857 was successfully assigned as follows: ",
                        "      Engine:        V9 ",
                        "      Physical Name: Z:\\",
                        "NOTE: Z:\\ stands for " + data + ".",
                        "2          ",
                        "3          data amenorrhea;",
                        "4          set s857.amenorrhea;",
                        "5          ",
                        "6          t=time;",
                        "7          time2=time**2;",
                        "8          ",
                        "9          run;",
                        "",
                        "NOTE: There were 3 observations read from the data set S857.AMENORRHEA.",
                        "NOTE: The data set WORK.AMENORRHEA has 3 observations and 6 variables.",
                        "NOTE: DATA statement used (Total process time):",
                        "      real time           0.00 seconds",
                        "      cpu time            0.00 seconds",
                        "",
                        "",
                        "10         proc sort data=amenorrhea;",
                        "11         by descending trt;",
                        "12         run;",
                        "",
                        "NOTE: There were 3 observations read from the data set WORK.AMENORRHEA.",
                        "NOTE: The data set WORK.AMENORRHEA has 3 observations and 6 variables.",
                        "NOTE: PROCEDURE SORT used (Total process time):",
                        "      real time           0.00 seconds",
                        "      cpu time            0.00 seconds",
                        "",
                        "",
                        "13         title1 'Marginal Models';");
    }

    @Test
    void putsTitlesAndPageHeaderOnTheListing() {
        runner.run(
                "options ls=80;",
                "title1 'One';",
                "title3 'Three';",
                "title2 'Two';",
                "data a; x = 1;",
                "proc print data=a;");

        assertThat(runner.listing().lines().toList().subList(0, 3))
                .satisfiesExactly(
                        first -> assertThat(first)
                                .containsOnlyOnce("One")
                                .endsWith("17:40 Monday, November 19, 2018   1"),
                        second -> assertThat(second.strip()).isEqualTo("Two"),
                        third -> assertThat(third).isBlank());
        assertThat(runner.listing()).doesNotContain("Three");
    }

    @Test
    void runsAStepWithoutRunAtTheNextStepBeforeThatStepsLine() {
        runner.run("data a; x = 1;", "data b; set a;");

        int written = runner.log().indexOf("NOTE: The data set WORK.A has 1 observations and 1 variables.");
        assertThat(runner.log().indexOf("1          data a; x = 1;")).isLessThan(written);
        assertThat(runner.log().indexOf("2          data b; set a;")).isGreaterThan(written);
    }

    @Test
    void keepsThePreviousDataSetWhenAStepFails() {
        Session session = runner.run("data a; x = 1; run;", "data a; set a nope; x = 2; run;");

        Table kept = session.dataSets().read("WORK.A", Place.UNKNOWN);
        assertThat(kept.numeric(0).values()).containsExactly(1);
        assertThat(runner.messages())
                .contains(
                        "ERROR: File WORK.NOPE.DATA does not exist.",
                        "NOTE: The SAS System stopped processing this step because of errors.",
                        "WARNING: Data set WORK.A was not replaced because this step was stopped.");
        assertThat(session.exitStatus()).isEqualTo(2);
    }

    @Test
    void onlyChecksLaterStepsAfterAnErrorInBatch() {
        Session session = runner.run(
                "data a; x = 1; run;",
                "proc print data=nope; run;",
                "data a; x = 2; run;",
                "proc print data=a; var y; run;",
                "data c; set a; run;",
                "proc means data=c; run;");

        assertThat(session.dataSets().read("WORK.A", Place.UNKNOWN).numeric(0).values())
                .containsExactly(1);
        assertThat(session.dataSets().exists("WORK.C")).isFalse();
        assertThat(String.join(" ", runner.messages()).replaceAll("\\s+", " "))
                .contains("NOTE: SAS set option OBS=0 and will continue to check statements.")
                .contains("WARNING: Data set WORK.A was not replaced because new file is incomplete.")
                .contains("ERROR: Variable Y not found.")
                .contains("NOTE: No observations in data set WORK.C.")
                .doesNotContain("File WORK.C.DATA does not exist");
        assertThat(runner.listing()).isEmpty();
    }

    @Test
    void goesOnAfterAnErrorInteractively() {
        Session session = runner.interactive().run("proc print data=nope; run;", "data a; x = 2; run;");

        assertThat(session.dataSets().exists("WORK.A")).isTrue();
        assertThat(String.join("\n", runner.messages())).doesNotContain("OBS=0");
    }

    @Test
    void goesOnInBatchWithNosyntaxcheck() {
        Session session = runner.run("options nosyntaxcheck;", "proc print data=nope; run;", "data a; x = 2; run;");

        assertThat(session.dataSets().exists("WORK.A")).isTrue();
    }

    @Test
    void endsTheProgramAtTheFirstErrorWithErrorabend() {
        Session session = runner.run("options errorabend;", "proc print data=nope; run;", "data a; x = 2; run;");

        assertThat(session.dataSets().exists("WORK.A")).isFalse();
        assertThat(runner.messages()).contains("ERROR: The program was ended by the option ERRORABEND.");
    }

    @Test
    void namesTheProcedureProbablyMeant() {
        runner.run("proc prnt data=a; run;");

        assertThat(runner.messages())
                .startsWith("ERROR: Procedure PRNT not found.")
                .anyMatch(line -> line.contains("PRINT"))
                .anyMatch(line -> line.contains("test.sas:1:6"));
    }

    @Test
    void namesTheVariableAndLibrefProbablyMeant() {
        runner.interactive()
                .run(
                        "data visits; weeks = 1; run;",
                        "proc print data=visits; var week; run;",
                        "proc print data=wrk.visits; run;",
                        "proc print data=visit; run;");

        assertThat(runner.messages())
                .containsSubsequence("ERROR: Variable WEEK not found.", "      --> test.sas:2:29: did you mean weeks?")
                .containsSubsequence(
                        "ERROR: Libref WRK is not assigned.", "      --> test.sas:3:17: did you mean WORK?")
                .containsSubsequence(
                        "ERROR: File WORK.VISIT.DATA does not exist.", "      --> test.sas:4:17: did you mean VISITS?");
    }

    @Test
    void saysWhichRowsAreNotInTheOrderOfBy() {
        runner.run("data a; input trt y; datalines;", "1 5", "0 6", ";", "proc print data=a; by trt; run;");

        assertThat(runner.messages())
                .contains("ERROR: Data set WORK.A is not sorted in ascending sequence. The current BY group has trt = 1"
                        + " and the next BY group has trt = 0.");
    }

    @Test
    void actsOnDataSetOptionsWhereFormatAndLabel() {
        Session session = runner.run(
                "data a; do id = 1 to 9; x = id / 3; output; end; run;",
                "proc sort data=a(where=(id > 2) rename=(x=share) obs=4) out=b(drop=id label='shares');",
                "  by descending share;",
                "run;");

        Table b = session.dataSets().read("WORK.B", Place.UNKNOWN);
        assertThat(b.label()).isEqualTo("shares");
        assertThat(b.variables()).extracting("name").containsExactly("share");
        assertThat(b.numeric(0).values()).containsExactly(2, 5 / 3.0, 4 / 3.0, 1);
        assertThat(runner.messages())
                .containsSubsequence(
                        "NOTE: There were 4 observations read from the data set WORK.A.", "      WHERE id>2;");
    }

    @Test
    void makesDataSetsOfOutputTablesAndTellsWhichDidNotCome() {
        Session session = runner.run(
                "data a; do trt = 0 to 1; x = trt + 1; output; end; run;",
                "proc means data=a;",
                "  by trt; var x;",
                "  ods output Summary=s Sumary=t;",
                "run;");

        Table s = session.dataSets().read("WORK.S", Place.UNKNOWN);
        assertThat(s.rowCount()).isEqualTo(2);
        assertThat(s.numeric(s.indexOf("trt")).values()).containsExactly(0, 1);
        assertThat(s.numeric(s.indexOf("x_Mean")).values()).containsExactly(1, 2);
        assertThat(runner.messages()).anyMatch(l -> l.startsWith("WARNING: Output 'Sumary' was not created."));
        assertThat(session.exitStatus()).isEqualTo(1);
    }

    @Test
    void showsOnlyWhatOdsSelectAsksForAndOnlyOnce() {
        runner.run(
                "data a; x = 12345; run;",
                "ods select none;",
                "proc print data=a; run;",
                "ods select all;",
                "ods exclude Print;",
                "proc print data=a; run;");
        assertThat(runner.listing()).isEmpty();

        ProgramRunner again = new ProgramRunner(directory);
        again.run("data a; x = 12345; run;", "ods exclude Print;", "proc print data=a;", "proc print data=a; run;");
        assertThat(again.listing().split("12345", -1)).hasSize(2);
    }

    @Test
    void tracesOutputObjects() {
        runner.run("ods trace on;", "data a; x = 1; run;", "proc print data=a; run;");

        assertThat(runner.log())
                .containsSubsequence("Output Added:", "-------------", "Name:       Print", "Path:       Print.Print");
    }

    @Test
    void writesHtmlAndLeavesTheListingClosed() throws IOException {
        runner.run(
                "ods listing close;",
                "ods html file='page.htm' style=journal;",
                "data a; x = 31415; run;",
                "proc print data=a; run;",
                "ods html close;",
                "ods rtf close;");

        assertThat(runner.listing()).isEmpty();
        assertThat(runner.messages()).contains("NOTE: Writing HTML Body file: page.htm");
        assertThat(Files.readString(directory.resolve("page.htm"))).contains("31415");
    }

    @Test
    void writesPdfOnSheetsThatLieOnTheirLongSide() throws IOException {
        runner.run(
                "options orientation=landscape;",
                "ods pdf file='page.pdf' style=journal startpage=no notoc;",
                "data a; x = 31415; run;",
                "proc print data=a; run;",
                "ods pdf close;");

        assertThat(runner.messages())
                .contains(
                        "NOTE: Writing ODS PDF output to DISK destination \"page.pdf\", printer \"PDF\".",
                        "NOTE: ODS PDF printed 1 page to page.pdf.");
        try (PDDocument document = Loader.loadPDF(directory.resolve("page.pdf").toFile())) {
            assertThat(new PDFTextStripper().getText(document)).contains("31415");
            assertThat(document.getPage(0).getMediaBox().getWidth()).isEqualTo(792);
        }
    }

    @Test
    void goesOnCountingPagesWhenTheListingIsOpenedAgain() {
        runner.run(
                "data a; x = 1; run;",
                "proc print data=a; run;",
                "ods listing close; ods listing;",
                "proc print data=a; run;");

        assertThat(runner.listing()).contains("2018   1").contains("2018   2");
    }

    @Test
    void gluesNoJavaWordsIntoTheLogWhenAProcedureBreaks() {
        runner.interactive().run("data a; set a(keep=); run;", "proc print data=; run;", "data; array; run;", "%macro");

        assertThat(String.join("\n", runner.log()))
                .doesNotContain("Exception")
                .doesNotContain("at hermite.")
                .doesNotContain("defect");
    }

    @Test
    void refusesCommandsOfTheSystem() {
        runner.run("x 'touch made';", "filename f pipe 'touch made';");

        assertThat(directory.resolve("made")).doesNotExist();
        assertThat(runner.messages())
                .anyMatch(l -> l.startsWith("WARNING: The X statement is not run"))
                .anyMatch(l -> l.startsWith("ERROR: The access method PIPE is refused"));
    }

    @Test
    void putsByValuesIntoTitles() {
        runner.run(
                "title 'Dose #byval1 of #byvar(trt)';",
                "data a; trt = 7; x = 1; run;",
                "proc print data=a; by trt; run;");

        assertThat(runner.listing()).contains("Dose 7 of trt");
    }

    @Test
    void keepsSessionsApart() {
        Session one = runner.run("options ls=70;", "data a; x = 1; run;");
        Session two = new ProgramRunner(directory).run("proc options; run;");

        assertThat(one.dataSets().exists("WORK.A")).isTrue();
        assertThat(two.dataSets().exists("WORK.A")).isFalse();
        assertThat(two.options().lineSize()).isEqualTo(132);
    }

    @Test
    void stopsARunningStepWhenAskedAndKeepsTheSession() throws InterruptedException {
        List<String> log = Collections.synchronizedList(new ArrayList<>());
        Session session = Session.builder()
                .interactive()
                .currentDirectory(directory)
                .log(log::add)
                .build();
        session.feed("data a; x = 1; run;\n");
        AtomicBoolean done = new AtomicBoolean();
        Thread user = new Thread(() -> {
            while (!done.get()) {
                session.interrupt();
                sleep(20);
            }
        });
        user.start();
        session.feed("data a; at = 1; set a point=at; y = 1; if 0 then output; run;\n");
        done.set(true);
        user.join();

        assertThat(log).anyMatch(line -> line.startsWith("WARNING: The DATA step was interrupted."));
        session.feed("data b; set a; run;\n");
        assertThat(session.dataSets().read("WORK.B", Place.UNKNOWN).rowCount()).isEqualTo(1);
    }

    @Test
    void readsADataSetByItsFileName() throws IOException {
        Files.writeString(directory.resolve("visits.csv"), "x\n271828\n");
        runner.run("proc print data='visits.csv'; run;");

        assertThat(runner.listing()).contains("271828");
    }

    @Test
    void leavesLabelsOutWithNolabel() {
        runner.run("options nolabel;", "data a; x = 1; label x = 'Weeks'; run;", "proc print data=a label; run;");

        assertThat(runner.listing()).doesNotContain("Weeks");
    }

    @Test
    void readsTwoDigitYearsByYearcutoff() {
        Session session = runner.run("options yearcutoff=1950;", "data a; day = input('01jan49', date7.); run;");

        // 1 January 2049: 89 years of 365 days and 23 leap days after 1 January 1960

        assertThat(session.dataSets().read("WORK.A", Place.UNKNOWN).numeric(0).values())
                .containsExactly(32508);
    }

    @Test
    void survivesAProgramThatIsNestedWithoutEnd() {
        Session session = runner.interactive()
                .run(
                        "data a; x = " + "(".repeat(20_000) + "1" + ")".repeat(20_000) + "; run;",
                        "%macro r; %r %mend; %r");

        assertThat(session.exitStatus()).isEqualTo(2);
        assertThat(String.join("\n", runner.log()))
                .doesNotContain("StackOverflow")
                .doesNotContain("defect");
    }

    private static void sleep(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void givesMacroVariablesOfTheSession() {
        runner.parameter("hello")
                .run(
                        "data a; x = 1; run;",
                        "%put &sysdate9 &systime &sysday &sysparm &syslast &syserr;",
                        "proc print data=nope; run;",
                        "%put &syserr &syscc;");

        assertThat(runner.log())
                .contains("19NOV2018 17:40 Monday hello WORK    .A 0")
                .contains("1012 1012");
    }

    /** The rest of a line after a step is no more shown than its beginning; SOURCE2 on the statement shows the file. */
    @Test
    void showsAnIncludedFileOnlyWhereAsked() throws IOException {
        Files.writeString(directory.resolve("part.sas"), "data a; x=1; run; %put done;\n");

        runner.run("%include 'part.sas';", "%include 'part.sas' / source2;");

        assertThat(runner.log())
                .contains("done")
                .filteredOn(line -> line.contains("%put done;"))
                .containsExactly("4  +       data a; x=1; run; %put done;", "4!                           %put done;");
    }

    @Test
    void showsTheLinesOfCallExecute() {
        runner.run("data _null_; call execute('title \"made\";'); call execute('%put at once;'); run;");

        assertThat(runner.log())
                .contains("at once", "NOTE: CALL EXECUTE generated line.")
                .filteredOn(line -> line.contains("  + "))
                .containsExactly("2  +       title \"made\";");
    }

    @Test
    void endsTheReasonWhyAFileCannotBeReadWithOneStop() throws IOException {
        Files.writeString(directory.resolve("bad.sas7bdat"), "no such file");

        runner.run("libname here '" + directory + "';", "data a; set here.bad; run;");

        assertThat(String.join(" ", runner.log()))
                .contains("ERROR: File HERE.BAD cannot be read: ")
                .doesNotContain("..");
    }

    @Test
    void writesSeveralDestinationsOfOneKind() throws IOException {
        runner.run(
                "data a; x=31415; run;",
                "ods html file='one.html'; ods html(2) file='two.html'; ods html(id=third) file='three.html';",
                "proc print data=a; run;",
                "ods html(2) close;",
                "data a; x=27182; run;",
                "proc print data=a; run;",
                "ods _all_ close;");

        assertThat(directory.resolve("one.html")).content().contains("31415", "27182");
        assertThat(directory.resolve("two.html")).content().contains("31415").doesNotContain("27182");
        assertThat(directory.resolve("three.html")).content().contains("31415", "27182");
    }
}
