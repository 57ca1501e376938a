package hermite.sas.proc.genmod;

import static hermite.sas.proc.genmod.LikelihoodOptionsTest.number;
import static hermite.sas.proc.genmod.LikelihoodOptionsTest.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hermite.data.Table;
import hermite.report.Cell;
import hermite.report.OutputTable;
import hermite.sas.proc.PublishedTables;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Options of LSMEANS and LSMESTIMATE about several comparisons. Figures: R 4.2.2, emmeans 1.8.4-1 on glm(y ~ g * h) with
 * vcov. scaled to the maximum likelihood variance and df = Inf: p of the pairs of g without adjustment 8.989128e-04,
 * 3.120209e-11, 1.254865e-08, 8.989128e-04, 1.770607e-02, 3.427817e-01; Holm by p.adjust; step-down Sidak as
 * cummax(1 - (1 - p)^(6:1)) of the ordered p; Tukey by summary(pairs(e, adjust = "tukey")).
 */
class MultipleComparisonOptionsTest {
    private static Table layout() {
        List<double[]> rows = new ArrayList<>();
        for (int g = 1; g <= 4; g++) {
            for (int h = 1; h <= 2; h++) {
                for (int r = 1; r <= 5; r++) {
                    rows.add(new double[] {
                        g, h, g * 0.7 - (g == 4 ? 0.9 : 0) * 1 + h * 0.2 + (g * r * 7 + h * 3) % 5 / 3.0
                    });
                }
            }
        }
        return PublishedTables.numbers("g h y", rows);
    }

    private static OutputTable table(String statement, String name) {
        return run("WORK.A", layout(), "proc genmod data=a; class g h; model y = g h g*h; " + statement + "; run;")
                .tablesNamed(name)
                .get(0);
    }

    private static void assertAdjusted(OutputTable table, double... expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(number(table, i, "AdjP")).isCloseTo(expected[i], within(1e-6 + 1e-6 * expected[i]));
        }
    }

    @Test
    void stepDownAloneIsHolm() {
        OutputTable table = table("lsmeans g / diff stepdown", "Diffs");
        assertThat(table.titles()).containsSubsequence("Adjustment for Multiple Comparisons: Holm");
        assertAdjusted(table, 3.595651e-03, 1.872126e-10, 6.274324e-08, 3.595651e-03, 3.541213e-02, 3.427817e-01);
    }

    @Test
    void stepDownSidak() {
        assertAdjusted(
                table("lsmeans g / diff adjust=sidak stepdown(type=free)", "Diffs"),
                3.590806e-03,
                1.872122e-10,
                6.274324e-08,
                3.590806e-03,
                3.509863e-02,
                3.427817e-01);
    }

    /** The step-down simulation is below Holm's bound and its last step is the unadjusted probability. */
    @Test
    void stepDownSimulation() {
        OutputTable table = table("lsmeans g / diff adjust=simulate(seed=5 nsamp=200000) stepdown", "Diffs");
        assertThat(number(table, 4, "AdjP")).isBetween(1.770607e-02, 3.541213e-02);
        assertThat(number(table, 5, "AdjP")).isCloseTo(3.427817e-01, within(4e-3));
    }

    @Test
    void stepDownIsNotForTukey() {
        assertThatThrownBy(() -> table("lsmeans g / diff adjust=tukey stepdown", "Diffs"))
                .hasMessageStartingWith("ADJUST=TUKEY requires");
    }

    /** Means 3.0667, 2.8667, 2.3667, 1.6667 of levels 3, 4, 2, 1; Tukey's p of 2 and 4 is .0826, without .0177. */
    @Test
    void linesJoinMeansThatDoNotDiffer() {
        OutputTable tukey = table("lsmeans g / adjust=tukey lines", "LSMLines");
        assertThat(tukey.titles().get(0)).isEqualTo("Tukey Grouping for g Least Squares Means (Alpha=0.05)");
        assertThat(groups(tukey)).containsExactly("3 A", "4 AB", "2 B", "1 C");
        assertThat(groups(table("lsmeans g / lines", "LSMLines"))).containsExactly("3 A", "4 A", "2 B", "1 C");
        assertThat(groups(table("lsmeans g / lines alpha=0.5", "LSMLines")))
                .containsExactly("3 A", "4 B", "2 C", "1 D");
    }

    private static List<String> groups(OutputTable table) {
        return table.rows().stream()
                .map(r -> ((Cell.Text) r.get(1)).value() + " " + ((Cell.Text) r.get(3)).value())
                .toList();
    }

    /** Cell means of g at h: 1.5667 2.2667 2.9667 2.7667 for h = 1, 0.2 more for h = 2. */
    @Test
    void simpleEffectsWithAControl() {
        OutputTable table = table("lsmeans g*h / slicediff=h slicedifftype=control('2')", "SliceDiffs");
        double[] expected = {-0.7, 0.7, 0.5, -0.7, 0.7, 0.5};
        assertThat(table.rows()).hasSize(6);
        for (int i = 0; i < expected.length; i++) {
            assertThat(number(table, i, "Estimate")).isCloseTo(expected[i], within(1e-9));
        }
        OutputTable lower = table("lsmeans g*h / slicediff=h slicedifftype=controll('2')", "SliceDiffs");
        assertThat(number(lower, 0, "Probz") + number(lower, 1, "Probz")).isCloseTo(1, within(1e-9));
    }

    /** Independent means of equal variance v: differences have variance 2v, covariance -v when they share a mean. */
    @Test
    void matricesAndCoefficientsOfMeansEstimates() {
        String statement = "lsmestimate g 'a' 1 -1, 'b' 0 2 -2 / divisor=1 2 cov corr elsm";
        OutputTable table = table(statement, "LSMEstimates");
        double v = number(table, 0, "Cov1") / 2;
        assertThat(number(table, 0, "StdErr")).isCloseTo(Math.sqrt(2 * v), within(1e-12));
        assertThat(number(table, 0, "Cov2")).isCloseTo(-v, within(1e-12));
        assertThat(number(table, 1, "Corr1")).isCloseTo(-0.5, within(1e-12));
        OutputTable weights = table(statement, "LSMCoef");
        assertThat(number(weights, 1, "Row1")).isEqualTo(-1);
        assertThat(number(weights, 1, "Row2")).isEqualTo(1);
        assertThat(number(weights, 2, "Row2")).isEqualTo(-1);
    }
}
