package hermite.sas.proc.genmod;

import static hermite.sas.proc.genmod.LikelihoodOptionsTest.number;
import static hermite.sas.proc.genmod.LikelihoodOptionsTest.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.data.Table;
import hermite.report.OutputTable;
import hermite.sas.proc.MemoryContext;
import hermite.sas.proc.PublishedTables;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Score tests of what NOINT and NOSCALE leave out or hold. Figures: R 4.2.2, {@code anova(glm(y ~ x + t - 1, poisson),
 * glm(y ~ x + t, poisson), test = "Rao")}; the normal one by the formula with {@code residuals(lm(y ~ x + t - 1))} and
 * phi = RSS / 10; k = 0 by sum((y - m)² - y) / 2 over the root of sum(m²) / 2 with {@code fitted(glm(y ~ x, poisson))};
 * k = 0.3 by numDeriv's grad and hessian of the sum of {@code dnbinom(y, 1/k, mu, log = TRUE)} where Newton steps of the coefficients end.
 */
class LagrangeMultiplierTest {
    private static final double[] Y = {3, 0, 7, 2, 1, 9, 0, 4, 12, 1};
    private static final double[] X = {0.5, 1.2, 2.2, 0.1, 1.9, 2.8, 0.3, 1.1, 2.5, 0.9};

    private static OutputTable statistics(String model) {
        return context(model).tablesNamed("LagrangeStatistics").get(0);
    }

    private static MemoryContext context(String model) {
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < Y.length; i++) {
            rows.add(new double[] {Y[i], X[i], i + 1});
        }
        Table table = PublishedTables.numbers("y x t", rows);
        return run("WORK.A", table, "proc genmod data=a; model " + model + "; run;");
    }

    private static void assertTest(OutputTable table, double statistic, double probability) {
        assertThat(table.rows()).hasSize(1);
        assertThat(number(table, 0, "ChiSq")).isCloseTo(statistic, within(1e-6));
        assertThat(number(table, 0, "ProbChiSq")).isCloseTo(probability, within(1e-6));
    }

    @Test
    void anInterceptThatIsLeftOut() {
        assertTest(statistics("y = x t / dist=poisson noint"), 0.54742898, 0.459370);
        assertTest(statistics("y = x t / noint"), 0.4160502018, 0.518915);
    }

    @Test
    void aDispersionThatIsHeld() {
        assertTest(statistics("y = x / dist=negbin scale=0 noscale"), 0.1465327926, 0.3509355065);
        assertTest(statistics("y = x / dist=negbin scale=0.3 noscale"), 0.619908027754, 0.431081);
    }

    /** With k = 0 the fit is the Poisson model's. */
    @Test
    void aNegativeBinomialWithoutDispersionIsPoisson() {
        MemoryContext held = context("y = x / dist=negbin scale=0 noscale");
        MemoryContext poisson = context("y = x / dist=poisson");
        for (int row = 0; row < 2; row++) {
            for (String column : List.of("Estimate", "StdErr")) {
                assertThat(number(held.tablesNamed("ParameterEstimates").get(0), row, column))
                        .isCloseTo(
                                number(poisson.tablesNamed("ParameterEstimates").get(0), row, column), within(1e-12));
            }
        }
        assertThat(number(held.tablesNamed("ModelFit").get(0), 0, "Value"))
                .isCloseTo(number(poisson.tablesNamed("ModelFit").get(0), 0, "Value"), within(1e-12));
    }

    @Test
    void aModelThatLeavesOutNothingHasNone() {
        assertThat(context("y = x / dist=poisson").tablesNamed("LagrangeStatistics"))
                .isEmpty();
        assertThat(context("y = x / dist=negbin").tablesNamed("LagrangeStatistics"))
                .isEmpty();
    }
}
