package hermite.sas.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Programs with a wrong word, and the exact lines of the log: message, place, nearest right word. The places are marked
 * in the programs by {@code ^}. Texts and numbers of messages: shared/spec/log.md, sections 3, 5 and 6.
 */
class MalformedProgramsTest {
    private static final String DATA = "options ls=256; data visits; id=1; week=2; resp=0; trt='a'; x=0.5; run;";

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            proc means data=visits; var ^rsp; run;                   # ERROR: Variable RSP not found. > resp
            proc means data=visits; class ^trtt; var x; run;         # ERROR: Variable TRTT not found. > trt
            proc means data=visits; var x; output out=o mean(^xx)=m; run; # ERROR: Variable XX not found. > x
            proc sort data=visits; by ^ids; run;                     # ERROR: Variable IDS not found. > id
            proc print data=visits; var id ^weeks; run;              # ERROR: Variable WEEKS not found. > week
            proc print data=visits; by ^wek; run;                    # ERROR: Variable WEK not found. > week
            proc freq data=visits; tables ^trt*rsp; run;             # ERROR: Variable RSP not found. > resp
            proc freq data=visits; tables trt; weight ^count; run;   # ERROR: Variable COUNT not found. >
            proc sgplot data=visits; series x=^wek y=x; run;         # ERROR: Variable WEK not found. > week
            proc sgplot data=visits; series x=week y=x / group=^tr; run; # ERROR: Variable TR not found. > trt
            proc genmod data=visits; class ^idd; model resp=x; run;  # ERROR: Variable IDD not found. > id
            proc genmod data=visits; model ^rsp=x; run;              # ERROR: Variable RSP not found. > resp
            proc genmod data=visits; model resp=x ^weke; run;        # ERROR: Variable WEKE not found. > week
            proc genmod data=visits; model resp=x / offset=^weeks; run; # ERROR: Variable WEEKS not found. > week
            proc genmod data=visits; class id; model resp=x; repeated subject=^idd; run; # ERROR: Variable IDD not found. > id
            proc glimmix data=visits method=quad; class id; model resp=x; random ^wekk / subject=id; run; # ERROR: Variable WEKK not found. > week
            proc genmod data=visits; class trt(^ref='b'); model resp=trt; run; # ERROR: Invalid reference value for trt. >
            proc export data=visits(keep=^idd) outfile='x.csv'; run; # ERROR: The variable IDD in the DROP, KEEP, or RENAME list has never been referenced. > id
            proc print data=^visit; run;                             # ERROR: File WORK.VISIT.DATA does not exist. > VISITS
            proc print data=^wrk.visits; run;                        # ERROR: Libref WRK is not assigned. > WORK
            proc print data=visits; format ^x datte9.; run;          # ERROR: The format DATTE was not found or could not be loaded. > DATE
            proc print data=visits; where ^wek=1; run;               # ERROR: Variable wek is not on file WORK.VISITS. > week
            proc print data=visits(^obss=1); run;                    # ERROR 22-7: Invalid option name OBSS. > OBS
            proc means data=visits order=^dta; run;                  # ERROR 22-322: Syntax error, expecting one of the following: DATA, FORMATTED, FREQ, INTERNAL. > DATA
            proc means data=visits maxdec=^abc; run;                 # ERROR 22-322: Syntax error, expecting one of the following: a numeric constant. >
            proc genmod data=visits; model resp=x / link=^lgit; run; # ERROR 22-322: Syntax error, expecting one of the following: CLOGLOG, CUMCLL, CUMLOGIT, CUMPROBIT, IDENTITY, LOG, LOGIT, LOGLOG, POWER, PROBIT. > LOGIT
            proc sgplot data=visits; series x=week y=x / lineattrs=(^color=bleu); run; # WARNING: The color bleu is not known: the style's color is used. Write a name or CXrrggbb. > BLUE
            proc sgplot data=visits; series x=week y=x / lineattrs=(^pattern=dahs); run; # WARNING: The line pattern dahs is not known: the style's pattern is used. > dash
            proc means data=visits ^qmethod=p2; var x; run;          # WARNING: QMETHOD=P2 is not built; percentiles are found exactly, as with QMETHOD=OS. >
            ods html ^style=jornal file='a.html'; ods html close;    # WARNING: Style jornal not found; the style HTMLBlue is used instead. > Journal
            options ^linesise=80;                                    # WARNING 13-12: Unrecognized SAS option name, LINESISE. > LINESIZE
            data b; set ^vists; run;                                 # ERROR: File WORK.VISTS.DATA does not exist. > VISITS
            data b; set visits(^kep=x); run;                         # ERROR 22-7: Invalid option name KEP. > KEEP
            data b; set visits(keep=^idd); run;                      # ERROR: The variable idd in the DROP, KEEP, or RENAME list has never been referenced. > id
            data b; set visits ^ned=last; run;                       # ERROR 23-2: Invalid option name NED. > END
            data b; set visits ^key=id; run;                         # ERROR: The option KEY is not supported yet; without it the results would be wrong. >
            data b; set visits ^curobs=n; run;                       # WARNING: The option CUROBS is not supported yet and is ignored. >
            data b; set visits; y=^put(x, comm8.); run;              # ERROR: The format COMM was not found or could not be loaded. > COMMA
            data b; set visits; y=^input(trt, bset8.); run;          # ERROR: The informat BSET was not found or could not be loaded. > BEST
            data b; set visits; format ^x dollr8.2; run;             # ERROR: The format DOLLR was not found or could not be loaded. > DOLLAR
            data b; set visits; drop ^wek; run;                      # WARNING: The variable wek in the DROP, KEEP, or RENAME list has never been referenced. > week
            data b; y=^sqr(2); run;                                  # ERROR 68-185: The function SQR is unknown, or cannot be accessed. > SQRT
            data b; infile 'x.txt' ^dlmm=','; input y; run;          # ERROR 23-2: Invalid option name DLMM. > DLM
            data b; infile 'x.txt' ^scanover; input y; run;          # ERROR: The option SCANOVER is not supported yet; without it the results would be wrong. >
            data _null_; file 'x.txt' encoding=^'wlatn1'; put 'a'; run; # ERROR: ENCODING=wlatn1 is not supported: expecting one of the following: utf-8, wlatin1, wlatin2, latin1, latin2, latin9, wcyrillic, wgreek, utf-16, us-ascii. > wlatin1
            data _null_; file 'x.txt' ^lrecll=80; put 'a'; run;      # ERROR 23-2: Invalid option name LRECLL. > LRECL
            data b; set visits; by ^wk; run;                         # ERROR: BY variable wk is not on input data set WORK.VISITS. >
            """)
    void areAnsweredWithPlaceAndNearestWord(String marked, String expected) {
        int column = marked.indexOf('^') + 1;
        String[] parts = expected.split(" >", -1);
        String question = parts[1].isBlank() ? "" : ": did you mean " + parts[1].strip() + "?";
        assertThat(complaints(marked.replace("^", "")))
                .containsExactly(parts[0], "--> test.sas:2:" + column + question);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            ods output Varables=v; proc contents data=visits; run; # Varables # 12 # : did you mean Variables?
            ods select Nothing; proc contents data=visits; run;    # Nothing  # 12 # ``
            """)
    void outputObjectsThatDidNotComeAreNamed(String program, String item, int column, String question) {
        assertThat(complaints(program))
                .first()
                .asString()
                .startsWith("WARNING: Output '" + item + "' was not created.");
        assertThat(complaints(program))
                .last()
                .isEqualTo("--> test.sas:2:" + column + (question == null ? "" : question));
    }

    /** Warnings and errors of the second line with the lines that name their places; not what becomes of data sets. */
    private List<String> complaints(String program) {
        ProgramRunner runner = new ProgramRunner(directory).interactive();
        runner.run(DATA, program);
        List<String> complaints = new ArrayList<>();
        for (String line : runner.messages()) {
            boolean fate = line.contains("may be incomplete") || line.contains("was not replaced");
            if (line.matches("(ERROR|WARNING).*") && !fate || line.strip().startsWith("-->")) {
                complaints.add(line.strip());
            }
        }
        return complaints;
    }
}
