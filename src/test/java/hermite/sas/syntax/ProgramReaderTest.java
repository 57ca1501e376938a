package hermite.sas.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import hermite.sas.source.macro.MacroHost;
import hermite.sas.syntax.ast.DataStep;
import hermite.sas.syntax.ast.GlobalStatement;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** When steps run, and when source lines are echoed (shared/spec/log.md section 1, sas_language.md sections 1 and 3.1). */
class ProgramReaderTest {
    @Test
    void echoesAStepsLinesBeforeItRuns() {
        assertThat(Transcript.of("data a;\n  x=1;\nrun;\n\nproc print;\nrun;\n").lines)
                .containsExactly(
                        "1 data a;", "2   x=1;", "3 run;", "<DATA>", "4 ", "5 proc print;", "6 run;", "<PROC PRINT>");
    }

    @Test
    void runsAStepWithoutRunBeforeTheLineOfTheNextIsEchoed() {
        assertThat(Transcript.of("data a;\nx=1;\nproc print;\n").lines)
                .containsExactly("1 data a;", "2 x=1;", "<DATA>", "3 proc print;", "<PROC PRINT>");
    }

    @Test
    void echoesTheRestOfALineAgainWhereAStepEndsInside() {
        assertThat(Transcript.of("data a; run; title 'x'; run;\n").lines)
                .containsExactly(
                        "1 data a; run; title 'x'; run;", "<DATA>", "1!             title 'x'; run;", "<Title>");
    }

    @Test
    void countsDataLinesButDoesNotEchoThem() {
        Transcript transcript = Transcript.of("data a;\ninput x;\ndatalines;\n1\n 2 ' /*\n;\nrun;\n");
        assertThat(transcript.lines)
                .containsExactly("1 data a;", "2 input x;", "3 datalines;", "<DATA>", "6 ;", "7 run;");
        assertThat(transcript.dataSteps.get(0).lines()).contains(new DataStep.InlineData(List.of("1", " 2 ' /*"), 4));
    }

    @Test
    void readsDatalines4PastSemicolons() {
        Transcript transcript = Transcript.of("data a; input x $;\ncards4;\na;b\n;;;;\nrun;");
        assertThat(transcript.dataSteps.get(0).lines().orElseThrow().lines()).containsExactly("a;b");
    }

    @Test
    void actsOnGlobalStatementsInsideAStepAtOnce() {
        assertThat(Transcript.of("proc print;\ntitle 'x';\nrun;\n").lines)
                .containsExactly("1 proc print;", "2 title 'x';", "<Title>", "3 run;", "<PROC PRINT>");
    }

    @Test
    void resolvesReferencesAfterABoundaryOnlyWhenTheStepHasRun() {
        Transcript[] self = new Transcript[1];
        Transcript transcript = new Transcript(MacroHost.NONE, TestProcedures.ALL);
        self[0] = transcript;
        ProgramHandler sets = new ProgramHandler() {
            @Override
            public void global(GlobalStatement statement) {
                self[0].global(statement);
            }

            @Override
            public void dataStep(DataStep step) {
                self[0].reader.macro().tables().putNearest("n", "set by the step");
            }

            @Override
            public void procStep(hermite.sas.syntax.ast.ProcStep step) {}

            @Override
            public void rejectedStep(String kind, String name) {}
        };
        transcript.reader.push("p.sas", "%let n=before; data a; title \"&n\"; run; title2 \"&n\";");
        transcript.reader.run(sets);
        assertThat(transcript.globals.stream()
                        .map(g -> ((GlobalStatement.Title) g).text().orElse("")))
                .containsExactly("before", "set by the step");
    }

    @Test
    void stepsInAMacroRunBeforeItsNextStatements() {
        Transcript transcript = new Transcript(MacroHost.NONE, TestProcedures.ALL);
        ProgramHandler counts = new ProgramHandler() {
            @Override
            public void global(GlobalStatement statement) {
                transcript.global(statement);
            }

            @Override
            public void dataStep(DataStep step) {
                transcript.reader.macro().tables().putNearest("count", "3");
            }

            @Override
            public void procStep(hermite.sas.syntax.ast.ProcStep step) {}

            @Override
            public void rejectedStep(String kind, String name) {}
        };
        transcript.reader.push("p.sas", "%macro m; data a; run; %do i=1 %to &count; title&i 'x'; %end; %mend; %m");
        transcript.reader.run(counts);
        assertThat(transcript.globals).hasSize(3);
    }

    @Test
    void readsWhatCallExecuteWroteAfterTheStep() {
        Transcript transcript = new Transcript(MacroHost.NONE, TestProcedures.ALL);
        ProgramHandler executes = new ProgramHandler() {
            @Override
            public void global(GlobalStatement statement) {
                transcript.global(statement);
            }

            @Override
            public void dataStep(DataStep step) {
                transcript.reader.execute("title 'first';");
                transcript.reader.execute("%let a=5;");
            }

            @Override
            public void procStep(hermite.sas.syntax.ast.ProcStep step) {}

            @Override
            public void rejectedStep(String kind, String name) {}
        };
        transcript.reader.push("p.sas", "data a; run; title2 \"&a\";");
        transcript.reader.run(executes);
        assertThat(transcript.globals.stream()
                        .map(g -> ((GlobalStatement.Title) g).text().orElse("")))
                .containsExactly("first", "5");
    }

    @Test
    void keepsARunGroupProcedureOpenUntilQuit() {
        Transcript transcript = Transcript.of(
                "proc plm source=s; score data=a out=b; run; score data=c out=d; run; quit; proc print; run;");
        assertThat(transcript.procSteps.stream().map(p -> p.procedure().name())).containsExactly("PLM", "PLM", "PRINT");
        assertThat(transcript.procSteps.get(1).statements()).hasSize(1);
        assertThat(transcript.messages).isEmpty();
    }

    @Test
    void discardsAStepOnRunCancel() {
        Transcript transcript = Transcript.of("data a; x=1; run cancel; proc print; run;");
        assertThat(transcript.dataSteps).isEmpty();
        assertThat(transcript.procSteps).hasSize(1);
        assertThat(transcript.messages.get(0)).startsWith("WARNING: DATA was not executed");
    }

    @Test
    void stopsAtEndsas() {
        Transcript transcript = Transcript.of("data a; endsas; data b; run;");
        assertThat(transcript.dataSteps).hasSize(1);
        assertThat(transcript.reader.ended()).isTrue();
    }

    @Test
    void theFolkRemedyForOpenQuotesIsHarmless() {
        Transcript transcript = Transcript.of("*';*\";*/;run;\ntitle 'x';");
        assertThat(transcript.globals).hasSize(1);
    }

    @Test
    void anIncludedFileIsNumberedAndMarked() {
        MacroHost host = new IncludingHost("title 'in';\n");
        assertThat(Transcript.of("%include 'f.sas';\ntitle 'out';\n", host).lines)
                .containsExactly("1 %include 'f.sas';", "2+title 'in';", "<Title>", "3 title 'out';", "<Title>");
    }

    @Test
    void showsTheStatementsOfAMacroUnderMprint() {
        MacroHost host = new IncludingHost("");
        assertThat(Transcript.of("%macro m;\n  title 'x';\n%mend;\n%m\n", host).lines)
                .containsExactly(
                        "1 %macro m;", "2   title 'x';", "3 %mend;", "4 %m", "MPRINT(M):   title 'x';", "<Title>");
    }

    @Test
    void showsByMprintAStatementThatBeginsWithAMacroVariable() {
        MacroHost host = new IncludingHost("");
        assertThat(Transcript.of("%macro m(v);\n  &v 'x';\n%mend;\n%m(title)\n", host).lines)
                .contains("MPRINT(M):   title 'x';");
    }

    @Test
    void doesNotTakeAnUnknownMacroForOneByMprint() {
        MacroHost host = new IncludingHost("");
        assertThat(Transcript.of("%nomacro title 'x';\n", host).lines).noneMatch(line -> line.startsWith("MPRINT"));
    }

    @Test
    void endsAnIncludeWithoutEnd() {
        MacroHost host = new IncludingHost("%include 'again.sas';");
        assertThat(Transcript.of("%include 'again.sas'; title 'after';\n", host).lines)
                .anyMatch(line -> line.contains("included inside itself too often"))
                .contains("<Title>");
    }

    /** Has one file to include and MPRINT on. */
    private record IncludingHost(String text) implements MacroHost {
        @Override
        public Optional<String> automatic(String name) {
            return Optional.empty();
        }

        @Override
        public boolean setAutomatic(String name, String value) {
            return false;
        }

        @Override
        public boolean option(String name) {
            return name.equals("MPRINT");
        }

        @Override
        public String function(String name, List<String> arguments, Optional<String> format) {
            throw new IllegalArgumentException(name);
        }

        @Override
        public Optional<Included> include(String name, boolean quoted) {
            return Optional.of(new Included(name, text));
        }

        @Override
        public Optional<Included> autocall(String name) {
            return Optional.empty();
        }
    }

    @Test
    void waitsForTheRestOfWhatALineLeavesOpen() {
        Transcript transcript = new Transcript(MacroHost.NONE, TestProcedures.ALL);
        String[] lines = {
            "data a;",
            "  x = 'it",
            "is';",
            "  /* com",
            "ment */ y",
            "= 2;",
            "run;",
            "%let a =",
            "5;",
            "%macro m;",
            "title \"&a\";",
            "%mend;",
            "%m",
            "data b; input x; datalines;",
            "1",
            ";"
        };
        ProgramReader.Pending[] expected = {
            ProgramReader.Pending.STEP,
            ProgramReader.Pending.TOKEN,
            ProgramReader.Pending.STEP,
            ProgramReader.Pending.TOKEN,
            ProgramReader.Pending.STATEMENT,
            ProgramReader.Pending.STEP,
            ProgramReader.Pending.NOTHING,
            ProgramReader.Pending.TOKEN,
            ProgramReader.Pending.NOTHING,
            ProgramReader.Pending.TOKEN,
            ProgramReader.Pending.TOKEN,
            ProgramReader.Pending.NOTHING,
            ProgramReader.Pending.NOTHING,
            ProgramReader.Pending.DATA_LINES,
            ProgramReader.Pending.DATA_LINES,
            ProgramReader.Pending.NOTHING
        };
        for (int i = 0; i < lines.length; i++) {
            transcript.reader.feed("input", lines[i] + "\n", transcript);
            assertThat(transcript.reader.pending()).as(lines[i]).isEqualTo(expected[i]);
        }
        assertThat(transcript.messages).isEmpty();
        assertThat(transcript.dataSteps).hasSize(2);
        assertThat(AstText.of(transcript.dataSteps.get(0).statements()))
                .isEqualTo("[Assignment(x 'itis') Assignment(y 2)]");
        assertThat(((GlobalStatement.Title) transcript.globals.get(0)).text()).contains("5");
        assertThat(transcript.dataSteps.get(1).lines().orElseThrow().lines()).containsExactly("1");
        assertThat(transcript.lines.stream().filter(l -> l.matches("\\d+ .*")).map(l -> l.replaceFirst(" .*", "")))
                .doesNotHaveDuplicates();
    }

    @Test
    void reads10000LinesInSeconds() {
        StringBuilder program = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            program.append("data a")
                    .append(i)
                    .append("(where=(x>1));\n set b c end=e;\n by id;\n")
                    .append(" if first.id then do;\n  x = log(y + 1) * 2 ** 3 - (z / 4);\n  output;\n end;\n")
                    .append(
                            " else if x in (1, 2, 3:5) and not (y = 'abc') then z = put(x, 8.2);\n label x='X';\nrun;\n");
        }
        long start = System.nanoTime();
        Transcript transcript = Transcript.of(program.toString());
        assertThat((System.nanoTime() - start) / 1e9).isLessThan(20);
        assertThat(transcript.dataSteps).hasSize(1000);
        assertThat(transcript.messages).isEmpty();
    }

    @Provide
    Arbitrary<String> programs() {
        return Arbitraries.of(
                        "'",
                        "\"",
                        ";",
                        ";",
                        ";\n",
                        "*",
                        "/",
                        "/*",
                        "*/",
                        "&",
                        "%",
                        "(",
                        ")",
                        ".",
                        "=",
                        "a",
                        "x1",
                        "1",
                        "2.5",
                        " ",
                        " ",
                        "\n",
                        "data ",
                        "proc ",
                        "print ",
                        "genmod ",
                        "glimmix ",
                        "sgplot ",
                        "run;",
                        "quit;",
                        "datalines;\n",
                        "%macro m;",
                        "%mend;",
                        "%m",
                        "%if 1 %then ",
                        "%do;",
                        "%end;",
                        "%else ",
                        "%let ",
                        "%put ",
                        "&a",
                        "if ",
                        "then ",
                        "else ",
                        "do ",
                        "end;",
                        "$",
                        "@",
                        "format ",
                        "put ",
                        "input ",
                        "set ",
                        "merge ",
                        "by ",
                        "where ",
                        "model ",
                        "class ",
                        "random ",
                        "estimate ",
                        "[",
                        "{",
                        "}",
                        "]",
                        "|",
                        "-",
                        "title ",
                        "ods ",
                        "output ",
                        "options ",
                        "libname ",
                        "select ",
                        "when ",
                        "array ",
                        "retain ",
                        "length ",
                        "label ",
                        "keep=",
                        "where=",
                        "rename=",
                        "dist=",
                        "method=quad(",
                        "to ",
                        "while(",
                        "in ",
                        "not ",
                        "between ",
                        "call ",
                        "infile ",
                        "date9.",
                        "'01jan60'd",
                        "1e999",
                        "x1-x",
                        "x9-x1",
                        "99999999999",
                        "endsas;",
                        "run cancel;")
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
    }

    @Property(tries = 3000)
    void anyTextIsReadToItsEnd(@ForAll("programs") String text) {
        Transcript transcript = Transcript.of(text);
        assertThat(transcript.reader.pending()).isEqualTo(ProgramReader.Pending.NOTHING);
    }

    @Property(tries = 1000)
    void anyTextCanBeFedInLines(@ForAll("programs") String text) {
        Transcript transcript = new Transcript(MacroHost.NONE, TestProcedures.ALL);
        for (String line : text.split("\n")) {
            transcript.reader.feed("input", line + "\n", transcript);
        }
        transcript.reader.run(transcript);
        assertThat(transcript.reader.pending()).isEqualTo(ProgramReader.Pending.NOTHING);
    }
}
