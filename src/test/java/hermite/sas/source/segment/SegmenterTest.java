package hermite.sas.source.segment;

import static org.assertj.core.api.Assertions.assertThat;

import hermite.sas.log.ListedLog;
import hermite.sas.log.Log;
import hermite.sas.source.InputFrames;
import hermite.sas.source.MacroProcessor;
import hermite.sas.source.SourceEcho;
import hermite.sas.source.SourceListener;
import hermite.sas.source.TokenKind;
import hermite.sas.source.TokenReader;
import hermite.sas.source.macro.MacroHost;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmenterTest {
    private static String kinds(String text) {
        List<String> kinds = new ArrayList<>();
        for (Segment segment : Segmenter.segments(text)) {
            if (segment.kind() != Segment.Kind.BLANK) {
                kinds.add(segment.kind() + ":" + segment.in(text).replace("\n", "/"));
            }
        }
        return String.join(" ", kinds);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            x=1.5e3;            ! NAME:x OPERATOR:= NUMBER:1.5e3 SEMICOLON:;
            a.b c=.a d=.;       ! NAME:a OPERATOR:. NAME:b NAME:c OPERATOR:= NUMBER:.a NAME:d OPERATOR:= NUMBER:. SEMICOLON:;
            x**-2               ! NAME:x OPERATOR:** OPERATOR:- NUMBER:2
            '01jan2020'd "a""b" ! STRING:'01jan2020'd STRING:"a""b"
            0ffx                ! NUMBER:0ffx
            * a;x*y;            ! COMMENT:* a; NAME:x OPERATOR:* NAME:y SEMICOLON:;
            %let a=&b;          ! MACRO:%let NAME:a OPERATOR:= REFERENCE:&b SEMICOLON:;
            x='abc              ! NAME:x OPERATOR:= OPEN_STRING:'abc
            x /* abc            ! NAME:x OPEN_COMMENT:/* abc
            %* c; y             ! COMMENT:%* c; NAME:y
            comment it's; y     ! COMMENT:comment it's; NAME:y
            a<>b a^=:b          ! NAME:a OPERATOR:<> NAME:b NAME:a OPERATOR:^=: NAME:b
            """)
    void divides(String text, String expected) {
        assertThat(kinds(text)).isEqualTo(expected);
    }

    @Test
    void takesInlineDataWhole() {
        String program = "data a; input x;\ndatalines;\n1 'a\n2\n;\nrun;";
        assertThat(kinds(program))
                .isEqualTo("NAME:data NAME:a SEMICOLON:; NAME:input NAME:x SEMICOLON:; NAME:datalines SEMICOLON:; "
                        + "DATA:/1 'a/2/ SEMICOLON:; NAME:run SEMICOLON:;");
    }

    /** Text made of the characters that mean something, so that odd combinations are frequent. */
    @Provide
    Arbitrary<String> programs() {
        return Arbitraries.of(
                        "'",
                        "\"",
                        ";",
                        "*",
                        "/",
                        "/*",
                        "*/",
                        "&",
                        "&&",
                        "%",
                        "%*",
                        "(",
                        ")",
                        ".",
                        "=",
                        "a",
                        "x1",
                        "1",
                        "1e",
                        "2.5",
                        " ",
                        "\n",
                        "\r\n",
                        "data",
                        "proc",
                        "run",
                        "datalines",
                        "datalines4",
                        ";;;;",
                        "%macro m;",
                        "%mend;",
                        "%m",
                        "%if",
                        "%then",
                        "%do",
                        "%end;",
                        "%else",
                        "%let ",
                        "%str(",
                        "%put ",
                        "&a",
                        "comment",
                        "é",
                        "\u0000",
                        "\uE026",
                        "%include 'f';",
                        "if",
                        "then",
                        "do",
                        "end",
                        "$",
                        "@",
                        "format",
                        "put",
                        "input",
                        "set",
                        "[",
                        "{",
                        "|",
                        "-",
                        "title ",
                        "ods ")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }

    @Property(tries = 3000)
    void segmentsTogetherAreTheText(@ForAll("programs") String text) {
        StringBuilder together = new StringBuilder();
        for (Segment segment : Segmenter.segments(text)) {
            together.append(segment.in(text));
        }
        assertThat(together.toString()).isEqualTo(text);
        assertThat(Completeness.check(text).start()).isBetween(0, text.length());
    }

    @Property(tries = 3000)
    void readerComesToTheEndOfAnyText(@ForAll("programs") String text) {
        InputFrames frames = new InputFrames(new SourceEcho(SourceListener.NONE));
        Log silent = new ListedLog(new ArrayList<>());
        TokenReader reader =
                new TokenReader(frames, new MacroProcessor(frames, MacroHost.NONE, silent), (p, m, a) -> {});
        frames.push("any.sas", text);
        int tokens = 0;
        while (reader.next().kind() != TokenKind.END) {
            assertThat(++tokens).isLessThan(10_000);
        }
        assertThat(frames.peek()).isEqualTo(InputFrames.END);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            title 'x';                             ! COMPLETE
            data a; x=1;                           ! OPEN_STEP
            data a; x=1; run;                      ! COMPLETE
            data a; x=1                            ! OPEN_STATEMENT
            data a; x='it                          ! OPEN_QUOTE
            data a; /* it                          ! OPEN_COMMENT
            proc sort data=a; by x;                ! OPEN_STEP
            proc sort data=a; by x; quit;          ! COMPLETE
            %macro m; data a; run;                 ! OPEN_MACRO
            %macro m; data a; run; %mend;          ! COMPLETE
            %m(1)                                  ! COMPLETE
            %if 1 %then %do; title 'x';            ! OPEN_MACRO
            x;                                     ! COMPLETE
            """)
    void tellsWhatIsOpen(String text, Completeness.State expected) {
        assertThat(Completeness.check(text).state()).isEqualTo(expected);
    }

    @Test
    void tellsOpenDataUntilTheirEnd() {
        assertThat(Completeness.check("data a; input x; cards;\n1\n").state()).isEqualTo(Completeness.State.OPEN_DATA);
        assertThat(Completeness.check("data a; input x; cards;\n1\n;\n").state())
                .isEqualTo(Completeness.State.COMPLETE);
    }
}
