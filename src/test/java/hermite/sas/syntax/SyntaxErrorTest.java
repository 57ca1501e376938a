package hermite.sas.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong text, and the exact message with its line and column. Numbers and forms: shared/spec/log.md section 6. */
class SyntaxErrorTest {
    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            x = 1 +;            # ERROR 386-185: Expecting an arithmetic expression. @2:8
            x = (2;             # ERROR 79-322: Expecting a ). @2:7
            x = 1 2;            # ERROR 388-185: Expecting an arithmetic operator. @2:7
            if x y then z=1;    # ERROR 388-185: Expecting an arithmetic operator. @2:6
            stt b;              # ERROR 180-322: Statement is not valid or it is used out of proper order. @2:1
            else x=1;           # ERROR 160-185: No matching IF-THEN clause. @2:1
            end;                # ERROR 161-185: No matching DO/SELECT statement. @2:1
            when (1) x=1;       # ERROR 162-185: No matching SELECT statement. @2:1
            do; x=1;            # ERROR 117-185: There was 1 unclosed DO block. @2:7
            do; do; x=1;        # ERROR 117-185: There were 2 unclosed DO blocks. @2:11
            select; x=1; end;   # ERROR: Only WHEN and OTHERWISE statements may stand in a SELECT block. @2:9
            x='32jan2020'd;     # ERROR: Invalid date/time/datetime constant '32jan2020'd. @2:3
            x='4'x;             # ERROR: Invalid hexadecimal constant string '4'x. @2:3
            length x 9;         # ERROR 22-322: Expecting 3 to 8 as the value of LENGTH. @2:10
            declare hash h();   # ERROR: The DECLARE statement of the DATA step is not supported yet. @2:1
            x = 'abc            # ERROR: The quoted string that begins here with ' is never closed. @2:5
            set a(obs=x);       # ERROR 22-322: Expecting a whole number as the value of OBS=. @2:6
            goto;               # ERROR 79-322: Expecting a name. @2:5
            3 = x;              # ERROR 180-322: Statement is not valid or it is used out of proper order. @2:1
            """)
    void inTheDataStep(String text, String expected) {
        Transcript transcript = Transcript.of("data a;\n" + text + "\nrun;\n");
        assertThat(transcript.messages.get(0)).isEqualTo(expected);
        assertThat(transcript.messages).filteredOn(m -> m.startsWith("ERROR")).hasSize(1);
        assertThat(transcript.rejected).containsExactly("DATA a");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            proc glimix data=a;                 # ERROR: Procedure GLIMIX not found. @1:6 | did you mean GLIMMIX?
            proc glimmix methd=quad;            # ERROR 22-322: Syntax error, expecting one of the following: ;, DATA, EMPIRICAL, METHOD, NOCLPRINT, ORDER. @1:14 | ERROR 202-322: The option or parameter is not recognized and will be ignored. @1:14 | --> prog.sas:1:14: did you mean METHOD?
            proc glimmix method=quad(qpoint=5); # ERROR 22-322: Syntax error, expecting one of the following: ), QPOINTS, QTOL. @1:26 | ERROR 202-322: The option or parameter is not recognized and will be ignored. @1:26 | --> prog.sas:1:26: did you mean QPOINTS?
            proc glimmix method=quadd;          # ERROR 22-322: Syntax error, expecting one of the following: LAPLACE, QUAD, RSPL. @1:21 | --> prog.sas:1:21: did you mean QUAD?
            proc glimmix noclprint=x;           # ERROR 22-322: Syntax error, expecting one of the following: a numeric constant. @1:24 | --> prog.sas:1:24
            proc glimmix method;                # ERROR 79-322: Expecting a =. @1:20 | --> prog.sas:1:20: METHOD needs a value: METHOD=…
            proc glimmix; modl y=x;             # ERROR 180-322: Statement is not valid or it is used out of proper order. @1:15 | --> prog.sas:1:15: did you mean MODEL?
            proc glimmix; model y = x / dst=poisson; # ERROR 22-322: Syntax error, expecting one of the following: ;, DIST, LINK, ODDSRATIO, OFFSET, SOLUTION. @1:29 | ERROR 202-322: The option or parameter is not recognized and will be ignored. @1:29 | --> prog.sas:1:29: did you mean DIST?
            proc glimmix; random x) / sub=id;   # ERROR 79-322: Expecting a ;. @1:23 | --> prog.sas:1:23
            proc glimmix; class a / x;          # ERROR 22-322: Syntax error, expecting one of the following: ;. @1:25 | ERROR 202-322: The option or parameter is not recognized and will be ignored. @1:25 | --> prog.sas:1:25
            proc means maxdec=1.5;              # ERROR 22-322: Expecting a whole number as the value of MAXDEC=. @1:19 | --> prog.sas:1:19
            proc print; where x = ;             # ERROR 386-185: Expecting an arithmetic expression. @1:22 | --> prog.sas:1:22
            proc print = 3;                     # ERROR 22-322: Syntax error, expecting one of the following: ;, DATA, LABEL, NOOBS. @1:12 | ERROR 200-322: The symbol is not recognized and will be ignored. @1:12 | --> prog.sas:1:12
            """)
    void inProcedures(String text, String expected) {
        Transcript transcript = Transcript.of(text + "\nrun;\n");
        assertThat(transcript.messages.stream().map(String::strip).limit(expected.split("\\|").length))
                .containsExactly(expected.split("\\s*\\|\\s*"));
        assertThat(transcript.procSteps).isEmpty();
        assertThat(transcript.rejected).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            libnam x 'a';   # ERROR 180-322: Statement is not valid or it is used out of proper order. @1:1 | --> prog.sas:1:1: did you mean LIBNAME?
            prc print;      # ERROR 180-322: Statement is not valid or it is used out of proper order. @1:1 | --> prog.sas:1:1: did you mean PROC?
            title11 'x';    # ERROR 22-322: Expecting 1 to 10 as the value of the number of a title or footnote. @1:1 | --> prog.sas:1:1
            x               # ERROR 79-322: Expecting a ;. @1:1 | --> prog.sas:1:1
            """)
    void outsideSteps(String text, String expected) {
        Transcript transcript = Transcript.of(text);
        assertThat(transcript.messages.stream().map(String::strip)).containsExactly(expected.split("\\s*\\|\\s*"));
    }

    @Test
    void warnsOfWordsThatAreKnownAndSkipsTheirValues() {
        Transcript transcript = Transcript.of("proc genmod rorder=data data=a; bayes seed=1 / x; model y=x; run;");
        assertThat(transcript.messages)
                .containsExactly(
                        "WARNING: The option RORDER is not supported yet and is ignored. @1:13",
                        "WARNING: The BAYES statement is not supported yet and is ignored. @1:33");
        assertThat(transcript.procSteps).hasSize(1);
        assertThat(AstText.of(transcript.procSteps.get(0).options()))
                .isEqualTo("Options([DATA=DataSet(DataSetReference(a))])");
    }

    @Test
    void goesOnWithTheNextStatementAndStep() {
        Transcript transcript = Transcript.of("data a; x = ; y = ; run;\nproc print; run;\n");
        assertThat(transcript.messages).filteredOn(m -> m.startsWith("ERROR")).hasSize(2);
        assertThat(transcript.rejected).containsExactly("DATA a");
        assertThat(transcript.procSteps).hasSize(1);
    }

    @Test
    void tellsTheLogLineOfTheStatementThatAMacroMade() {
        Transcript transcript = Transcript.of("%macro m;\n proc print dta=a; run;\n%mend;\n\n%m\n");
        assertThat(transcript.messages.get(0)).endsWith("@5:1");
        assertThat(transcript.messages.get(2).strip()).isEqualTo("did you mean DATA?");
    }
}
