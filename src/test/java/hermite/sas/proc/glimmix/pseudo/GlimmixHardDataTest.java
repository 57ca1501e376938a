package hermite.sas.proc.glimmix.pseudo;

import static org.assertj.core.api.Assertions.assertThat;

import hermite.data.Table;
import hermite.data.TableBuilder;
import hermite.data.Variable;
import hermite.sas.proc.glimmix.GlimmixRun;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Data and options that leave no answer, or no standard error: the log says why. */
class GlimmixHardDataTest {
    /** Counts and numbers that differ much between subjects. */
    private static Table table(int subjects) {
        TableBuilder builder = new TableBuilder(List.of(
                Variable.numeric("id"),
                Variable.numeric("trt"),
                Variable.numeric("x"),
                Variable.numeric("y"),
                Variable.numeric("n")));
        for (int id = 1; id <= subjects; id++) {
            for (int k = 1; k <= 6; k++) {
                double x = (id * 0.6180339887 + k * 0.4142135623) % 1 - 0.5;
                builder.set(0, id).set(1, id % 2).set(2, x);
                builder.set(3, 1 + id * 7 % 5 * (id % 3) + (id * k * 3 + k) % 4);
                builder.set(4, id * 7 % 11 * (1 + id % 2) / 3.0 + (id * k * 3 + k * 5) % 7 / 2.0)
                        .endRow();
            }
        }
        return builder.build();
    }

    private static GlimmixRun run(int subjects, String options, String model, String random) {
        return GlimmixRun.of(
                table(subjects),
                "proc glimmix data=a " + options + "; class id trt; model " + model + "; random " + random + "; run;");
    }

    /** Scores of a single subject are zero, and so would be its sandwich. */
    @ParameterizedTest
    @ValueSource(strings = {"", "=firores", "=mbn", "=root"})
    void aSandwichNeedsSubjects(String correction) {
        for (String method : List.of("", "method=laplace")) {
            GlimmixRun run = GlimmixRun.of(
                    table(1),
                    "proc glimmix data=a " + method + " empirical" + correction
                            + "; class id; model n = x / dist=gamma s; random int / subject=id; run;");
            assertThat(run.number("ParameterEstimates", "Estimate", "x")).isFinite();
            assertThat(run.number("ParameterEstimates", "StdErr", "x")).isNaN();
            assertThat(run.log()).anyMatch(l -> l.contains("Standard errors of EMPIRICAL="));
        }
    }

    /** Two subjects and two coefficients: without one subject there is nothing left of a direction. */
    @Test
    void aSandwichOfFewSubjectsIsNamed() {
        GlimmixRun plain = run(2, "empirical", "y = x / dist=poisson s", "int / subject=id");
        assertThat(plain.log()).anyMatch(l -> l.contains("EMPIRICAL has 2 subjects for 2 parameters"));
        GlimmixRun jackknife =
                run(3, "method=quad(qpoints=5) empirical=firores", "y = x / dist=poisson s", "int / subject=id");
        assertThat(jackknife.number("ParameterEstimates", "StdErr", "x")).isNaN();
        assertThat(jackknife.log())
                .anyMatch(l -> l.contains("EMPIRICAL has 3 subjects for 3 parameters"))
                .anyMatch(l -> l.contains("Standard errors of EMPIRICAL=FIRORES are missing"));
    }

    /** With a node at the mode the rule does not fall to zero as G grows. */
    @ParameterizedTest
    @CsvSource({"y, poisson", "n, normal"})
    void rulesScaledByTheCovarianceAloneMayHaveNoMaximum(String response, String distribution) {
        GlimmixRun run = run(
                48,
                "method=quad(qpoints=15 noadscale)",
                response + " = x trt / dist=" + distribution + " s",
                "int / subject=id group=trt");
        assertThat(run.log()).anyMatch(l -> l.contains("Nodes that are scaled by G alone (NOADSCALE)"));
    }

    /** Ten observations of each category, in this order along x, with a wide or a narrow gap between categories. */
    @ParameterizedTest
    @CsvSource({
        "clogit, 3, ''",
        "clogit, 1e-4, ''",
        "glogit, 3, ''",
        "glogit, 1e-4, ''",
        "clogit, 1e-4, random int / subject=g;",
    })
    void separatedCategoriesAreNamed(String link, double gap, String random) {
        TableBuilder builder =
                new TableBuilder(List.of(Variable.numeric("g"), Variable.numeric("x"), Variable.numeric("y")));
        for (int i = 0; i < 30; i++) {
            builder.set(0, i % 5)
                    .set(1, i % 10 * 3 + i / 10 * (27 + gap))
                    .set(2, i / 10)
                    .endRow();
        }
        GlimmixRun run = GlimmixRun.of(
                builder.build(),
                "proc glimmix data=a; class g; model y = x / dist=mult s link=" + link + "; " + random + " run;");
        assertThat(run.has("ParameterEstimates")).isFalse();
        assertThat(run.log()).anyMatch(l -> l.contains("separated by the fixed effects"));
    }
}
