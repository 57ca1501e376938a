package hermite.sas.datastep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.data.Missing;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of expressions; sources: sas_language.md section 6, and the arithmetic itself. */
class ExpressionTest {
    private static double value(String expression) {
        return DataStepProgram.run("data a; v = " + expression + "; run;").number("a", "v");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-3**2 | -9",
                "2**-1 | 0.5",
                "2**3**2 | 512",
                "1<2<3 | 1",
                "3<2<5 | 0",
                "not 1=2 | 1",
                "not 3 in (1,2) | 1",
                "3 in (1,2:5) | 1",
                "2.5 in (2:5) | 0",
                "3<>5 | 5",
                "3><5 | 3",
                "7-4-2 | 1",
                "12/3*2 | 8",
                "1 or 0 and 0 | 1",
                "'abc'=:'ab' | 1",
                "'abc'='abc  ' | 1",
                "'abc'<'abd' | 1",
                "'01jan1960'd | 0",
                "'01jan1960:00:01'dt | 60",
                "0ffx | 255"
            })
    void operatorsBindAsTheLanguageSays(String expression, double expected) {
        assertThat(value(expression)).isEqualTo(expected);
    }

    @Test
    void arithmeticOnAnySpecialMissingValueGivesAPlainOne() {
        assertThat(Missing.code(value(".a + 1"))).isEqualTo('.');
        assertThat(Missing.code(value(".z"))).isEqualTo('Z');
    }

    @Test
    void missingValuesAreOrderedBelowAllNumbers() {
        assertThat(value("._ < . and . < .a and .a < .z and .z < -1e300")).isEqualTo(1);
    }

    @Test
    void missingIsFalseAndItsNegationTrue() {
        DataStepProgram run = DataStepProgram.run("data a; x=.b; if x then r=1; else r=2; n = not x; run;");
        assertThat(run.number("a", "r")).isEqualTo(2);
        assertThat(run.number("a", "n")).isEqualTo(1);
    }

    @Test
    void missingValuesGeneratedAreCountedByPlace() {
        DataStepProgram run = DataStepProgram.run("data a;\ndo i=1 to 3;\n  x = . + i; y = 2 * x;\nend;\nrun;");
        assertThat(run.log)
                .containsSequence(
                        "NOTE: Missing values were generated as a result of performing an operation on missing values.",
                        "      Each place is given by: (Number of times) at (Line):(Column).",
                        "      3 at 3:9   3 at 3:20");
    }

    @Test
    void divisionByZeroIsMissingAndDumpsTheDataVector() {
        DataStepProgram run = DataStepProgram.run("data a; x = 1 / 0; run;");
        assertThat(run.values("a", "x")).containsExactly(".");
        assertThat(run.log).contains("NOTE: Division by zero detected at line 1 column 15.", "x=. _ERROR_=1 _N_=1");
    }

    @Test
    void anInvalidArgumentNamesTheFunctionAndItsArgument() {
        DataStepProgram run = DataStepProgram.run("data a; x = log(-1); run;");
        assertThat(run.log).anyMatch(l -> l.startsWith("NOTE: Invalid argument to function LOG(-1) at line 1"));
        assertThat(run.values("a", "x")).containsExactly(".");
    }

    @Test
    void textIsConvertedToANumberWithANoteOfThePlace() {
        DataStepProgram run = DataStepProgram.run("data a; c = ' 12 '; x = c + 1; run;");
        assertThat(run.number("a", "x")).isEqualTo(13);
        assertThat(run.log)
                .containsSequence(
                        "NOTE: Character values have been converted to numeric values at the places given by:"
                                + " (Line):(Column).",
                        "      1:25");
    }

    @Test
    void textThatIsNoNumberIsMissingAndReported() {
        DataStepProgram run = DataStepProgram.run("data a; c = 'abc'; x = c + 1; run;");
        assertThat(run.values("a", "x")).containsExactly(".");
        assertThat(run.log).anyMatch(l -> l.startsWith("NOTE: Invalid numeric data, c='abc' , at line 1"));
    }

    @Test
    void aNumberBecomesTextByBest12RightAligned() {
        DataStepProgram run = DataStepProgram.run("data a; n = 3; s = n || 'x'; run;");
        assertThat(run.text("a", "s")).isEqualTo("           3x");
    }

    @Test
    void concatenationKeepsTrailingBlanksOfVariables() {
        DataStepProgram run =
                DataStepProgram.run("data a; length c $ 5; c = 'ab'; d = c || '|'; e = trim(c) || '|'; run;");
        assertThat(run.text("a", "d")).isEqualTo("ab   |");
        assertThat(run.text("a", "e")).isEqualTo("ab|");
    }

    @Test
    void theFirstAssignmentFixesTheLengthOfText() {
        DataStepProgram run = DataStepProgram.run("data a; c = 'abc'; c = 'abcdef'; run;");
        assertThat(run.text("a", "c")).isEqualTo("abc");
        assertThat(run.table("a").variable(0).length()).isEqualTo(3);
    }

    @Test
    void theSumStatementIgnoresMissingValuesButAdditionDoesNot() {
        DataStepProgram run = DataStepProgram.run("data a; t + 5; t + .; u = sum(., 1); w = . + 1; run;");
        assertThat(run.number("a", "t")).isEqualTo(5);
        assertThat(run.number("a", "u")).isEqualTo(1);
        assertThat(run.values("a", "w")).containsExactly(".");
    }

    @Test
    void whereHasOperatorsOfItsOwn() {
        DataStepProgram run = DataStepProgram.run("data n; input name $ x; datalines;\nSmith 1\nSmythe 2\nJones .\n;\n"
                + "data a; set n; where name like 'Sm%'; run;\n"
                + "data b; set n; where name contains 'on'; run;\n"
                + "data c; set n; where x between 1 and 1.5 or x is missing; run;\n"
                + "data d; set n(where=(name =* 'Smith')); run;\n");
        assertThat(run.values("a", "name")).containsExactly("Smith", "Smythe");
        assertThat(run.values("b", "name")).containsExactly("Jones");
        assertThat(run.values("c", "x")).containsExactly("1", ".");
        assertThat(run.values("d", "name")).containsExactly("Smith", "Smythe");
        assertThat(run.log).contains("      WHERE name like 'Sm%';");
    }

    @Test
    void unknownFunctionsAreNamedWithTheNearestOne() {
        DataStepProgram run = DataStepProgram.run("data a; x = sqr(4); run;");
        assertThat(run.log)
                .containsSubsequence(
                        "ERROR 68-185: The function SQR is unknown, or cannot be accessed.",
                        "      did you mean SQRT?");
        assertThat(run.outcomes).isEqualTo(List.of(false));
        assertThat(run.table("a")).isNull();
    }

    @Test
    void functionsOfSasThatAreNotBuiltAreSaidToBeKnown() {
        DataStepProgram run = DataStepProgram.run("data a; x = geodist(1,2,3,4); run;");
        assertThat(run.log).contains("ERROR: The function GEODIST is known but not supported.");
    }

    @Test
    void overflowIsMissing() {
        assertThat(Missing.isMissing(value("1e200 * 1e200"))).isTrue();
        assertThat(value("1e200 * 1e100")).isCloseTo(1e300, within(1e285));
    }
}
