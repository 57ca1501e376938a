package hermite.sas.datastep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** INPUT and PUT; source: sas_language.md sections 5.4 and 5.5, log.md section 3. */
class RawDataTest {
    @Test
    void listInputReadsNumbersAndText() {
        DataStepProgram run = DataStepProgram.run("data a; input id name $ x; datalines;\n1 Smith 2.5\n2 . .\n;");
        assertThat(run.values("a", "name")).containsExactly("Smith", "");
        assertThat(run.values("a", "x")).containsExactly("2.5", ".");
        assertThat(run.table("a").variable(1).length()).isEqualTo(8);
    }

    @Test
    void doubleTrailingAtHoldsTheLineOverIterations() {
        DataStepProgram run = DataStepProgram.run("data a; input x y @@; datalines;\n1 2 3 4\n5 6\n;");
        assertThat(run.values("a", "x")).containsExactly("1", "3", "5");
        assertThat(run.values("a", "y")).containsExactly("2", "4", "6");
    }

    @Test
    void singleTrailingAtHoldsTheLineWithinTheIteration() {
        DataStepProgram run = DataStepProgram.run(
                "data a; input k @; if k=1 then input x; else input z $; datalines;\n1 5\n2 five\n;");
        assertThat(run.values("a", "x")).containsExactly("5", ".");
        assertThat(run.values("a", "z")).containsExactly("", "five");
    }

    @Test
    void columnAndFormattedInputReadFixedFields() {
        DataStepProgram run = DataStepProgram.run("data a; input name $ 1-5 @7 v 3.1 +1 d date9. n 22-24 .2;"
                + "datalines;\nAlice 123 01jan1960  250\nBob    45 02jan1960  1.5\n;");
        assertThat(run.values("a", "name")).containsExactly("Alice", "Bob");
        assertThat(run.values("a", "v")).containsExactly("12.3", "4.5");
        assertThat(run.values("a", "d")).containsExactly("0", "1");
        assertThat(run.values("a", "n")).containsExactly("2.5", "1.5");
    }

    @Test
    void groupedFormatsAreCycledOverTheVariables() {
        DataStepProgram run =
                DataStepProgram.run("data a; input (q1-q4) (1.) (b c) ($2. +1); datalines;\n1234ab cd\n;");
        assertThat(run.values("a", "q4")).containsExactly("4");
        assertThat(run.values("a", "c")).containsExactly("cd");
    }

    @Test
    void separatedValuesMayBeQuotedAndEmpty() {
        DataStepProgram run =
                DataStepProgram.run("data a; infile datalines dsd truncover; input a b :$10. c; datalines;\n"
                        + "1,\"x, y\",3\n2,,\n,z,5\n;");
        assertThat(run.values("a", "a")).containsExactly("1", "2", ".");
        assertThat(run.values("a", "b")).containsExactly("x, y", "", "z");
        assertThat(run.values("a", "c")).containsExactly("3", ".", "5");
    }

    @Test
    void aShortLineTakesTheNextOneUnlessMissover() {
        String lines = "datalines;\n1\n2 3\n;";
        DataStepProgram flow = DataStepProgram.run("data a; input x y; " + lines);
        assertThat(flow.values("a", "y")).containsExactly("2");
        assertThat(flow.log)
                .contains("NOTE: SAS went to a new line when INPUT statement reached past the end of a line.");
        DataStepProgram missover = DataStepProgram.run("data a; infile datalines missover; input x y; " + lines);
        assertThat(missover.values("a", "y")).containsExactly(".", "3");
    }

    @Test
    void theEndOfDataInTheMiddleOfAnObservationIsALostCard() {
        DataStepProgram run = DataStepProgram.run("data a; input x y; datalines;\n1 2\n3\n;");
        assertThat(run.values("a", "x")).containsExactly("1");
        assertThat(run.log).contains("NOTE: LOST CARD.");
    }

    @Test
    void invalidDataIsMissingAndShownWithItsLine() {
        DataStepProgram run = DataStepProgram.run("data a;\ninput id age;\ndatalines;\n1 old\n2 30\n;");
        assertThat(run.values("a", "age")).containsExactly(".", "30");
        assertThat(run.log)
                .contains("NOTE: Invalid data for age in line 4 3-5.", "id=1 age=. _ERROR_=1 _N_=1")
                .anyMatch(l -> l.startsWith("RULE:      ----+----1"));
    }

    @Test
    void questionMarksSilenceInvalidData() {
        DataStepProgram run = DataStepProgram.run("data a; input x ?? y; e=_error_; datalines;\nq 1\n;");
        assertThat(run.values("a", "e")).containsExactly("0");
        assertThat(run.log).noneMatch(l -> l.contains("Invalid data"));
    }

    @Test
    void lettersOfTheMissingStatementAreSpecialMissingValues() {
        DataStepProgram run = DataStepProgram.run("missing A; data a; input x; datalines;\nA\n.b\n;");
        assertThat(run.values("a", "x")).containsExactly("A", "B");
    }

    @Test
    void onlyAsManyErrorsAreShownAsTheOptionAllows() {
        StringBuilder lines = new StringBuilder("data a; input x; datalines;\n");
        lines.append("q\n".repeat(30)).append(";");
        DataStepProgram run = DataStepProgram.run(lines.toString());
        assertThat(run.log.stream().filter(l -> l.startsWith("NOTE: Invalid data")))
                .hasSize(20);
        assertThat(run.log)
                .containsOnlyOnce("ERROR: Limit set by ERRORS= option reached.  Further errors of this type will not be"
                        + " printed.");
    }

    @Test
    void filesAreWrittenAndReadBack(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("t.txt");
        DataStepProgram run = new DataStepProgram();
        run.filerefs.put("OUT", file);
        run.more("data _null_; file out; do i=1 to 3; put i @5 'n' i 4.1; end; run;"
                + "data a; infile out firstobs=2 end=e; input i @6 v; l=e; run;");
        assertThat(Files.readAllLines(file)).containsExactly("1   n 1.0", "2   n 2.0", "3   n 3.0");
        assertThat(run.values("a", "v")).containsExactly("2", "3");
        assertThat(run.values("a", "l")).containsExactly("0", "1");
        assertThat(run.log)
                .contains(
                        "NOTE: 3 records were written to the file OUT.",
                        "NOTE: 2 records were read from the infile OUT.");
    }

    @Test
    void putWritesValuesNamesFormatsAndColumns() {
        DataStepProgram run = DataStepProgram.run("data _null_; file print; a=5; b='q'; d=0; format d date9.;"
                + "put a b a=; put (a b)(=); put a 5.2 b $3. a 8.; put 'x' @5 'y' / d; put 3*'-' +2 b;"
                + "put a 3-6 b 8; put a @; put b; run;");
        assertThat(run.printed)
                .containsExactly(
                        "5 q a=5", "a=5 b=q", " 5.00q         5", "x   y", "01JAN1960", "---  q", "     5 q", "5 q");
    }

    @Test
    void severalLinesMakeOneObservation() {
        DataStepProgram run = DataStepProgram.run("data a; input #1 a #2 b / c; datalines;\n1\n2\n3\n4\n5\n6\n;");
        assertThat(run.values("a", "a")).containsExactly("1", "4");
        assertThat(run.values("a", "c")).containsExactly("3", "6");
    }

    @Test
    void theRecordIsReadAsAVariable() {
        DataStepProgram run =
                DataStepProgram.run("data a; input; w = scan(_infile_, 2); datalines;\none two\nthree four\n;");
        assertThat(run.values("a", "w")).containsExactly("two", "four");
        assertThat(run.names("a")).containsExactly("w");
    }

    @Test
    void modifiedListInputTakesInformatsAndInnerBlanks() {
        DataStepProgram run =
                DataStepProgram.run("data a; input d :date9. city & $20. x; datalines;\n01jan1960 New York  5\n;");
        assertThat(run.values("a", "d")).containsExactly("0");
        assertThat(run.values("a", "city")).containsExactly("New York");
        assertThat(run.values("a", "x")).containsExactly("5");
    }

    @Test
    void allVariablesCanBePutAtOnce() {
        DataStepProgram run = DataStepProgram.run("data _null_; a=1; b='x'; put _all_; run;");
        assertThat(run.log).contains("a=1 b=x _ERROR_=0 _N_=1");
    }
}
