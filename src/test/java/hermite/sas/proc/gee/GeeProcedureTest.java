package hermite.sas.proc.gee;

import static org.assertj.core.api.Assertions.assertThat;

import hermite.SharedData;
import hermite.sas.session.Session;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs with PROC GEE and REPEATED, through reader, session and listing. */
class GeeProcedureTest {
    @TempDir
    Path folder;

    private final List<String> log = new ArrayList<>();

    /** Wheeze-like rows: 12 subjects, four visits, by a rule without chance. */
    private static List<String> visits() {
        List<String> rows = new ArrayList<>();
        for (int id = 1; id <= 12; id++) {
            for (int t = 1; t <= 4; t++) {
                int y = (id * 7 + t * 5 + id * t) % 3 == 0 ? 1 : 0;
                rows.add(id + "," + t + "," + (id % 2 == 0 ? "a" : "b") + "," + (id * 3 + t * t) % 5 + "," + y + ",1,"
                        + id % 3);
            }
        }
        return rows;
    }

    private String submit(List<String> rows, String program) throws IOException {
        List<String> file = new ArrayList<>(List.of("id,t,g,x,y,one,n"));
        file.addAll(rows);
        Files.write(folder.resolve("in.csv"), file);
        StringWriter listing = new StringWriter();
        log.clear();
        try (Session session = Session.builder()
                .log(log::add)
                .listing(listing)
                .currentDirectory(folder)
                .programDirectory(folder)
                .build()) {
            session.submit("read", "options nodate; proc import datafile='in.csv' out=a dbms=csv replace; run;");
            log.clear();
            session.submit("test", program);
        }
        return listing.toString();
    }

    private static List<String> lines(String listing) {
        return listing.lines()
                .map(l -> l.strip().replaceAll(" +", " "))
                .filter(l -> !l.isEmpty())
                .toList();
    }

    /** The documentation's example of PROC GEE: alternating logistic regressions in GLM coding. */
    @Test
    @EnabledIf("hermite.SharedData#available")
    void respiratoryDataInGlmCoding() throws IOException {
        Files.copy(SharedData.path("data/respiratory_long.csv"), folder.resolve("resp.csv"));
        String listing = submit(
                visits(),
                "proc import datafile='resp.csv' out=resp dbms=csv replace; run;"
                        + " proc gee data=resp descend; class id treat sex center baseline;"
                        + " model outcome = treat center sex age baseline / dist=bin;"
                        + " repeated subject=id(center) / logor=fullclust; run;");
        assertThat(lines(listing))
                .contains(
                        "The GEE Procedure",
                        "Parameter Estimates for Response Model",
                        "with Empirical Standard Error",
                        "Intercept 1.6001 0.5128 0.5950 2.6052 3.12 0.0018",
                        "treat P 0.0000 0.0000 0.0000 0.0000 . .")
                .anyMatch(l -> l.startsWith("treat A 1.2611 0.3406"))
                .anyMatch(l -> l.startsWith("center 1 -0.6287 0.3486"))
                .anyMatch(l -> l.startsWith("sex F 0.1024 0.4362"))
                .anyMatch(l -> l.startsWith("age -0.0162 0.0125"))
                .anyMatch(l -> l.startsWith("baseline 0 -1.8980 0.3404"))
                .contains("Alpha3 1.5875 0.4735 0.6594 2.5155 3.35 0.0008")
                .anyMatch(l -> l.startsWith("Alpha6 2.1046 0.4949"))
                .noneMatch(l -> l.startsWith("Analysis Of GEE"));
    }

    private static final String FIT = " data=a descending; class id t g; model y = g x / dist=bin;"
            + " repeated subject=id / within=t type=%s corrw modelse covariance=kc criteria; run;";

    @ParameterizedTest
    @CsvSource({
        "genmod, exch",
        "genmod, user(1 .2 .1 0 .2 1 .2 .1 .1 .2 1 .2 0 .1 .2 1)",
        "gee, ar",
        "gee, ind",
        "genmod, mdep(2)"
    })
    void theOrderOfRowsDoesNotChangeTheListing(String procedure, String type) throws IOException {
        String program = "proc " + procedure + String.format(FIT, type);
        String inOrder = submit(visits(), program);
        List<String> shuffled = visits();
        Collections.shuffle(shuffled, new Random(5));
        assertThat(submit(shuffled, program).lines())
                .containsExactlyElementsOf(inOrder.lines().toList());
        assertThat(inOrder).contains("Kauermann-Carroll");
    }

    /** Responses that repeat a few patterns give an unstructured correlation that is singular: tables without errors. */
    @Test
    void aWorkingCorrelationThatIsNotPositiveDefiniteIsAVerdictNotADefect() throws IOException {
        String listing = submit(
                visits(),
                "proc genmod data=a descending; class id t g; model y = g x / dist=bin type3;"
                        + " repeated subject=id / within=t type=un covariance=kc criteria; run;");
        assertThat(log).contains("ERROR: Error in estimation routine.").noneMatch(l -> l.contains("defect"));
        assertThat(String.join(" ", log)).contains("smallest eigenvalue");
        assertThat(lines(listing))
                .contains("Analysis Of GEE Parameter Estimates")
                .doesNotContain("Kauermann-Carroll");
    }

    @Test
    void theOrderOfRowsDoesNotChangeAModelByTime() throws IOException {
        String program = "proc gee" + String.format(FIT, "artime(t)");
        String inOrder = submit(visits(), program);
        List<String> shuffled = visits();
        Collections.shuffle(shuffled, new Random(6));
        assertThat(submit(shuffled, program)).isEqualTo(inOrder);
    }

    /** Each BY group's tables are those of a run on its rows alone. */
    @Test
    void groupsPrintWhatTheyPrintAlone() throws IOException {
        String options = "options nonumber ps=max; ";
        String step = "proc genmod data=a%s descending; %s class id t; model y = x / dist=bin type3;"
                + " repeated subject=id / within=t type=%s corrw ecovb modelse; estimate 'x' x 1 / exp; run;";
        for (String type : List.of("exch", "ar", "ind")) {
            List<String> apart = new ArrayList<>();
            for (String group : List.of("a", "b")) {
                String where = "(where=(g='" + group + "'))";
                apart.addAll(tables(submit(visits(), options + String.format(step, where, "", type))));
            }
            String together = submit(
                    visits(), options + "proc sort data=a; by g; run; " + String.format(step, "", "by g;", type));
            assertThat(tables(together)).isEqualTo(apart);
            assertThat(together).contains("g=a").contains("g=b");
        }
    }

    private static List<String> tables(String listing) {
        return listing.lines()
                .map(l -> l.replace("\f", "").stripTrailing())
                .filter(l -> !l.isBlank() && !l.contains("The SAS System") && !l.contains("The GENMOD Procedure"))
                .filter(l -> !l.strip().matches("g=[ab]"))
                .toList();
    }

    @Test
    void oneThreadPrintsWhatManyPrint() throws Exception {
        List<String> many = new ArrayList<>();
        for (int copy = 0; copy < 200; copy++) {
            for (String row : visits()) {
                String[] cell = row.split(",");
                cell[0] = Integer.toString(Integer.parseInt(cell[0]) + 12 * copy);
                cell[3] = Double.toString(Double.parseDouble(cell[3]) + copy * 0.01);
                many.add(String.join(",", cell));
            }
        }
        String program = "proc genmod" + String.format(FIT, "exch");
        ForkJoinPool one = new ForkJoinPool(1);
        ForkJoinPool four = new ForkJoinPool(4);
        try {
            String alone = one.submit(() -> submit(many, program)).get();
            assertThat(four.submit(() -> submit(many, program)).get()).isEqualTo(alone);
        } finally {
            one.shutdown();
            four.shutdown();
        }
    }

    private static final String HEAD = "proc genmod data=a descending; class id t g n;";

    private void fails(String program, String message) throws IOException {
        submit(visits(), program);
        assertThat(log.stream()
                        .filter(l -> l.startsWith("ERROR") || l.startsWith("       "))
                        .toList())
                .as(program + " gave " + log)
                .contains(message);
    }

    @Test
    void malformedStepsNameWhatIsWrong() throws IOException {
        String model = HEAD + " model y = x / dist=bin;";
        fails(
                "proc gee data=a descending; class id; model y = x / dist=bin; run;",
                "ERROR: The REPEATED statement is required.");
        fails("proc gee data=a; class id; repeated subject=id; run;", "ERROR: The MODEL statement is required.");
        fails(
                model + " repeated / type=exch; run;",
                "ERROR: The SUBJECT= option is required in the REPEATED statement.");
        fails(
                model + " repeated subject=x; run;",
                "ERROR: Variable x in the SUBJECT= effect must be in the CLASS list.");
        fails(
                model + " repeated subject=id / within=x; run;",
                "ERROR: Variable x in the WITHINSUBJECT= effect must be in the CLASS list.");
        fails(
                model + " repeated subject=id / within=n; run;",
                "ERROR: Two or more observations of a subject have the same level of the WITHINSUBJECT= effect."
                        + " Subject id=1 has n=1 more than once.");
        fails(
                model + " repeated subject=id / type=mdep; run;",
                "ERROR: The option TYPE=MDEP requires a number of lags, as in TYPE=MDEP(2).");
        fails(
                model + " repeated subject=id / type=user(1 .5 .5); run;",
                "ERROR: The matrix of TYPE=USER has 3 elements, the square of the number of occasions are expected.");
        fails(
                model + " repeated subject=id / type=user(1 .5 .5 1); run;",
                "ERROR: The matrix of TYPE=USER has 4 elements, 16 are expected.");
        fails(
                model + " repeated subject=id / type=artime; run;",
                "ERROR: The option TYPE=ARTIME requires a variable with the times, as in TYPE=ARTIME(week).");
        fails(
                model + " repeated subject=id / type=artime(g); run;",
                "ERROR: Variable G in list does not match type prescribed for this list.");
        fails(
                model + " repeated subject=id / type=artime(one); run;",
                "ERROR: Subject id=1 has two observations at the same value of one.");
        fails(
                model + " repeated subject=id / logor=nest1; run;",
                "ERROR: The SUBCLUSTER= option is required with LOGOR=NEST1.");
        fails(
                model + " repeated subject=id / logor=zfull; run;",
                "ERROR: The option LOGOR=ZFULL requires the options ZDATA= and ZROW=.");
        fails(
                model + " repeated subject=id / logor=zfull zdata=a zrow=x ypair=x; run;",
                "ERROR: The option YPAIR= requires two variables.");
        fails(
                model + " repeated subject=id / ddfm=clusters; run;",
                "ERROR: The option DDFM= requires the option COVARIANCE=.");
        fails(
                model + " repeated subject=id / initial=1 2 3; run;",
                "ERROR: The INITIAL= option of the REPEATED statement has 3 values, 1 are expected: one for each"
                        + " parameter but the intercept.");
        fails(
                model + " repeated subject=id / logor=logorvar(t); run;",
                "ERROR: Variable t is not constant within subjects.");
        fails(
                model + " output out=o clusterh=h; run;",
                "ERROR: The keyword CLEVERAGE of the OUTPUT statement requires a REPEATED statement with TYPE= or LOGOR=.");
        fails(
                HEAD + " model x = g; repeated subject=id / logor=exch; run;",
                "ERROR: The LOGOR= option requires a binary response and DIST=BINOMIAL.");
        fails(
                model + " repeated subject=id / type=user(1 .9 .9 .9 .9 1 -.9 .9 .9 -.9 1 .9 .9 .9 .9 1); run;",
                "ERROR: Error in estimation routine.");
        assertThat(String.join(" ", log)).contains("smallest eigenvalue");
    }
}
