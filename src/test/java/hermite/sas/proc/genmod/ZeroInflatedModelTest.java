package hermite.sas.proc.genmod;

import static hermite.sas.proc.genmod.LikelihoodOptionsTest.number;
import static hermite.sas.proc.genmod.LikelihoodOptionsTest.run;
import static hermite.sas.proc.genmod.LikelihoodOptionsTest.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hermite.data.Table;
import hermite.report.Cell;
import hermite.report.OutputTable;
import hermite.sas.proc.MemoryContext;
import hermite.sas.proc.PublishedTables;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Zero-inflated models. Figures: R 4.2.2, pscl 1.5.5, zeroinfl(y ~ x | g, dist = ..., link = ..., reltol = 1e-15); its
 * standard errors come from a numeric Hessian, so they agree to four or five digits only.
 */
class ZeroInflatedModelTest {
    static Table counts() {
        int[] y = {
            0, 0, 0, 1, 3, 0, 2, 0, 5, 4, 0, 0, 7, 1, 0, 9, 0, 2, 6, 0, 0, 3, 11, 0, 4, 0, 0, 8, 2, 0, 1, 0, 5, 0, 13,
            0, 3, 0, 6, 2
        };
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < y.length; i++) {
            rows.add(new double[] {y[i], (1 + i % 10) / 5.0, i % 2});
        }
        return PublishedTables.numbers("y x g", rows);
    }

    private static MemoryContext fit(String options, String zero) {
        return run("WORK.A", counts(), "proc genmod data=a; model y = x / " + options + "; " + zero + "; run;");
    }

    private static void check(
            String options, String zero, double[] counts, double[] zeros, double[] zeroErrors, double likelihood) {
        MemoryContext context = fit(options, zero);
        OutputTable table = context.tablesNamed("ParameterEstimates").get(0);
        OutputTable inflation = context.tablesNamed("ZeroParameterEstimates").get(0);
        for (int j = 0; j < 2; j++) {
            assertThat(number(table, j, "Estimate")).isCloseTo(counts[j], within(5e-6));
            assertThat(number(table, j, "StdErr")).isCloseTo(counts[2 + j], within(5e-5));
        }
        for (int j = 0; j < zeros.length; j++) {
            assertThat(number(inflation, j, "Estimate")).isCloseTo(zeros[j], within(5e-6));
            assertThat(number(inflation, j, "StdErr")).isCloseTo(zeroErrors[j], within(5e-5));
        }
        OutputTable criteria = context.tablesNamed("ModelFit").get(0);
        assertThat(number(criteria, 5, "Value")).isCloseTo(likelihood, within(1e-7));
    }

    @Test
    void poissonWithLogitOfZeros() {
        double[] counts = {1.592463361, -0.05102769951, 0.2508724102, 0.189812876};
        double[] zeros = {-0.644475165, 1.033594971};
        check(
                "dist=zip",
                "zeromodel g / link=logit",
                counts,
                zeros,
                new double[] {0.4769313987, 0.6621270299},
                -82.43005148);
        // sum(resid(m, "pearson")^2)
        OutputTable criteria =
                fit("dist=zip", "zeromodel g").tablesNamed("ModelFit").get(0);
        assertThat(number(criteria, 2, "Value")).isCloseTo(54.34071286, within(1e-4));
    }

    @Test
    void poissonWithProbitAndComplementaryLogLog() {
        double[] counts = {1.592463361, -0.05102769951, 0.2508724102, 0.189812876};
        check(
                "dist=zip",
                "zeromodel g / link=probit",
                counts,
                new double[] {-0.4009305613, 0.6441203042},
                new double[] {0.2924521915, 0.4087128772},
                -82.43005148);
        check(
                "dist=zip",
                "zeromodel g / link=cll",
                counts,
                new double[] {-0.8628596103, 0.7647125967},
                new double[] {0.3890871114, 0.4925174246},
                -82.43005148);
    }

    /** zeroinfl(y ~ x | 1): 1.596315381, -0.05440124612, -0.120000961; log likelihood -83.69162182. */
    @Test
    void constantProbabilityOfZeros() {
        MemoryContext context = fit("dist=zip", "zeromodel");
        assertThat(number(context.tablesNamed("ParameterEstimates").get(0), 0, "Estimate"))
                .isCloseTo(1.596315381, within(5e-6));
        OutputTable inflation = context.tablesNamed("ZeroParameterEstimates").get(0);
        assertThat(inflation.rows()).hasSize(1);
        assertThat(number(inflation, 0, "Estimate")).isCloseTo(-0.120000961, within(5e-6));
    }

    /** theta = 2.150760831 is 1/k; the standard error of log theta, 0.7321804967, that of log k. */
    @Test
    void negativeBinomial() {
        double[] counts = {1.352985626, 0.06890019808, 0.5544728179, 0.3942798697};
        check(
                "dist=zinb",
                "zeromodel g",
                counts,
                new double[] {-0.963939759, 1.190942869},
                new double[] {0.7083940909, 0.8042877747},
                -76.72996925);
        OutputTable table = fit("dist=zinb", "zeromodel g")
                .tablesNamed("ParameterEstimates")
                .get(0);
        double k = 1 / 2.150760831;
        assertThat(((Cell.Text) table.rows().get(2).get(0)).value()).isEqualTo("Dispersion");
        assertThat(number(table, 2, "Estimate")).isCloseTo(k, within(5e-6));
        assertThat(number(table, 2, "StdErr")).isCloseTo(k * 0.7321804967, within(5e-5));
    }

    @Test
    void refusesWhatAZeroInflatedModelLacks() {
        assertThatThrownBy(() -> fit("dist=poisson", "zeromodel g"))
                .hasMessage("The option ZEROMODEL requires DIST=ZIP or DIST=ZINB.");
        assertThatThrownBy(() -> fit("dist=zip", "zeromodel g; output out=o cooksd=c"))
                .hasMessage("The COOKSD keyword is not supported for the zero-inflated distribution.");
        assertThatThrownBy(() -> fit("dist=poisson", "output out=o pzero=z"))
                .hasMessage("The option PZERO requires DIST=ZIP or DIST=ZINB and the ZEROMODEL statement.");
        assertThatThrownBy(() -> fit("dist=zinb lrci", "zeromodel g"))
                .hasMessage("The LRCI option is not supported for the zero-inflated distribution.");
        assertThatThrownBy(() -> fit("dist=zip", "zeromodel nothing")).hasMessage("Variable NOTHING not found.");
    }

    /**
     * R 4.2.2: the likelihood y = 0 ? w + (1 - w) exp(-mu) : (1 - w) dpois(y, mu), w = plogis(a + b g), by optim(BFGS)
     * and nlm(gradtol = 1e-10), without x and without h for the tests; mean, w and Pearson residual of rows 1 to 3 from
     * their formulas.
     */
    @Test
    void laterStatementsWorkOnTheCounts() {
        double[] y = {
            0, 3, 0, 5, 2, 0, 0, 4, 1, 0, 6, 0, 2, 3, 0, 0, 7, 1, 0, 4, 0, 2, 0, 0, 3, 5, 0, 1, 0, 8, 0, 2, 3, 0, 0, 4,
            0, 1, 2, 0
        };
        List<double[]> rows = new ArrayList<>();
        for (int i = 1; i <= y.length; i++) {
            rows.add(new double[] {i % 10 / 5.0, i % 2, i % 3, y[i - 1]});
        }
        MemoryContext context = run(
                "WORK.A",
                PublishedTables.numbers("x g h y", rows),
                "proc genmod data=a; class h; model y = x h / dist=zip type3; zeromodel g; contrast 'h' h 1 -1 0, h 0 1"
                        + " -1; lsmeans h; output out=b p=p pzero=z reschi=c; store kept; run;");
        OutputTable type3 = context.tablesNamed("Type3").get(0);
        assertThat(number(type3, 0, "ChiSq")).isCloseTo(3.85929635, within(1e-6));
        assertThat(number(type3, 1, "ChiSq")).isCloseTo(2.068695091, within(1e-6));
        assertThat(number(context.tablesNamed("Contrasts").get(0), 0, "ChiSq")).isCloseTo(2.068695091, within(1e-6));
        double mean = 0;
        for (double[] row : rows) {
            mean += row[0] / rows.size();
        }
        assertThat(number(context.tablesNamed("LSMeans").get(0), 2, "Estimate"))
                .isCloseTo(1.6496930183 - 0.4420521330 * mean, within(1e-6));
        double[][] expected = {
            {1.227402542, 0.5629113120, -0.6896397823},
            {3.033824657, 0.3044470086, -0.0127278227},
            {1.598413422, 0.5629113120, -0.7229152788}
        };
        for (int i = 0; i < expected.length; i++) {
            assertThat(value(context, i, "p")).isCloseTo(expected[i][0], within(2e-6));
            assertThat(value(context, i, "z")).isCloseTo(expected[i][1], within(2e-6));
            assertThat(value(context, i, "c")).isCloseTo(expected[i][2], within(2e-6));
        }
        assertThat(context.logLines()).anyMatch(l -> l.contains("keeps the model of the counts"));
    }
}
