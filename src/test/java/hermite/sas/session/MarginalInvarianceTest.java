package hermite.sas.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The listing of every sort of marginal and generalized linear model is the same bytes for any order of the rows, for BY
 * groups together or apart, and for one thread or many.
 */
class MarginalInvarianceTest {
    private static final String MARGINAL =
            "proc genmod data=a(IN) descending; BY class id t s; model y = x u / dist=bin;"
                    + " repeated subject=id / within=t %s; output out=o clusterh=h clustercookd=d dfbetac=c1-c3 leverage=oh"
                    + " cooksd=od dfbetas=b1-b3 p=p stdresdev=sd; run;"
                    + " proc sort data=o; by g id t; run; proc print data=o noobs; BY var id t h d c1-c3 oh od b1-b3 p sd; run;";
    private static final String SINGLE =
            "proc genmod data=a(IN); BY class t; model %s; output out=o p=p xbeta=e; lsmeans t / diff adjust=tukey; run;"
                    + " proc sort data=o; by g id t; run; proc print data=o noobs; BY var id t p e; run;";
    private static final String ORDINAL = "proc %s data=a(IN); BY class id t; model r = x t / dist=mult %s type3;"
            + " repeated subject=id / within=t %s; run;";

    @TempDir
    Path directory;

    /** IN stands for data set options, BY for a BY statement. */
    static Stream<String> programs() {
        return Stream.of(
                String.format(MARGINAL, "type=exch covariance=md"),
                String.format(MARGINAL, "type=un corrw modelse"),
                String.format(MARGINAL, "logor=exch ecovb"),
                String.format(MARGINAL, "logor=nest1 subcluster=s"),
                String.format(ORDINAL, "genmod", "", "type=ind ecovb"),
                String.format(ORDINAL, "genmod", "link=cumprobit", "globalor=exch"),
                String.format(ORDINAL, "gee", "", "logor=exch"),
                String.format(ORDINAL, "gee", "link=glogit", "type=ind"),
                "proc gee data=a(IN) descending; BY class id t; model z = x u / dist=bin; missmodel u x;"
                        + " repeated subject=id / within=t type=exch ecovb; run;",
                "proc gee data=a(IN) descending; BY class id t; model z = x u / dist=bin; missmodel u / type=sublevel;"
                        + " repeated subject=id / within=t; run;",
                String.format(SINGLE, "y(event='1') = x t / dist=bin type3 lrci"),
                String.format(SINGLE, "n = x t / dist=poisson type1 type3 dscale"),
                String.format(SINGLE, "n = x t / dist=negbin type3"),
                String.format(SINGLE, "n = x t / dist=zip; zeromodel x"),
                String.format(SINGLE, "v = x t / dist=gamma link=log type3"),
                String.format(SINGLE, "w = x t / dist=tweedie(p=1.5) type3"),
                "proc genmod data=a(IN); BY class t; model r = x t / dist=mult type3 type1 lrci aggregate; run;");
    }

    /** id, visit, group, covariate and responses by a rule without chance. */
    private static List<String> rows(int copies) {
        List<String> rows = new ArrayList<>();
        for (int id = 1; id <= 40 * copies; id++) {
            for (int t = 1; t <= 3; t++) {
                int k = id % 40 + id / 40;
                int y = (k * 7 + t * 5 + k * t) % 3 == 0 ? 1 : 0;
                int z = t > 1 + k / 3 % 4 ? -1 : y;
                rows.add(id + " " + t + " " + (id % 2 == 0 ? "a" : "b") + " " + ((k * 3 + t * t) % 7 + id / 40 * 0.01)
                        + " " + y + " "
                        + (z < 0 ? "." : z) + " " + (1 + (k * 5 + t * 3 + k / 3) % 3) + " "
                        + (k * 11 + t * 7) % 5 * (k % 3)
                        + " " + (1 + (k * 13 + t * 4) % 9) + " " + (k * 3 + t) % 4 * (1 + k % 5) / 2.0);
            }
        }
        return rows;
    }

    private String run(List<String> rows, String in, String by, String program) {
        ProgramRunner runner = new ProgramRunner(directory);
        List<String> lines = new ArrayList<>(List.of(
                "options nonumber nodate ps=max;",
                "data a; input id t g $ x y z r n v w; s = 1 + (t > 1); u = t; datalines;"));
        lines.addAll(rows);
        lines.add(";");
        if (!by.isEmpty()) {
            lines.add("proc sort data=a; by g; run;");
        }
        lines.add(program.replace("(IN)", in).replace("BY ", by));
        runner.run(lines.toArray(String[]::new));
        assertThat(runner.log()).noneMatch(l -> l.startsWith("ERROR"));
        return runner.listing();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void theOrderOfRows(String program) {
        List<String> shuffled = rows(1);
        Collections.shuffle(shuffled, new Random(11));
        assertThat(run(shuffled, "", "", program)).isEqualTo(run(rows(1), "", "", program));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void groupsTogetherOrApart(String program) {
        List<String> apart = new ArrayList<>();
        for (String group : List.of("a", "b")) {
            apart.addAll(body(run(rows(2), "(where=(g='" + group + "'))", "", program)));
        }
        List<String> together = body(run(rows(2), "", "by g; ", program));
        Collections.sort(apart);
        Collections.sort(together);
        assertThat(together).isEqualTo(apart);
    }

    /** Lines of tables; page heads and BY lines are not a group's own. Steps print group by group: lines are sorted. */
    private static List<String> body(String listing) {
        return new ArrayList<>(listing.lines()
                .map(l -> l.replace("\f", "").strip().replaceAll(" +", " "))
                .filter(l -> !l.isBlank() && !l.contains("The SAS System") && !l.contains(" Procedure"))
                .filter(l -> !l.matches("-*\\s*g=[ab]\\s*-*") && !l.matches("Class .*|g .*|id .*|t .*|s .*"))
                .toList());
    }

    /** More distinct clusters and rows than one block of a sum has; the listing of all rows is left out. */
    @ParameterizedTest
    @MethodSource("programs")
    void oneThreadOrMany(String program) throws Exception {
        String fit = program.split(" proc sort")[0];
        List<String> many = rows(program.contains("repeated") ? 14 : 36);
        ForkJoinPool one = new ForkJoinPool(1);
        ForkJoinPool four = new ForkJoinPool(4);
        try {
            String alone = one.submit(() -> run(many, "", "", fit)).get();
            assertThat(four.submit(() -> run(many, "", "", fit)).get()).isEqualTo(alone);
        } finally {
            one.shutdown();
            four.shutdown();
        }
    }
}
