package hermite.sas.proc.postfit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.data.Table;
import hermite.report.Cell;
import hermite.report.OutputTable;
import hermite.sas.proc.MemoryContext;
import hermite.sas.proc.ParsedSteps;
import hermite.sas.proc.genmod.GenmodProcedure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Options of LSMEANS, LSMESTIMATE and OUTPUT that change a figure, against R 4.2.2 with emmeans 1.8.4-1: {@code g <- glm(y ~
 * a + b + x, poisson)} and {@code h <- glm(y ~ a + x*u, poisson)}, both with epsilon = 1e-14, on the rows of {@link
 * PostFitTest#table()}.
 */
class MeansOptionsTest {
    private static final String G = "proc genmod data=d; class a b; model y=a b x / dist=poisson converge=1e-10; ";
    private static final String H = "proc genmod data=d; class a; model y=a x|u / dist=poisson converge=1e-10; ";

    private static MemoryContext run(String program) {
        MemoryContext context = new MemoryContext().with("WORK.D", PostFitTest.table());
        return new ParsedSteps(context, new GenmodProcedure()).run(program + " run;");
    }

    private static double number(OutputTable table, int row, String column) {
        for (int j = 0; j < table.columns().size(); j++) {
            if (table.columns().get(j).variable().equalsIgnoreCase(column)) {
                return ((Cell.Number) table.rows().get(row).get(j)).value();
            }
        }
        throw new AssertionError("no column " + column);
    }

    private static void check(OutputTable table, String column, double... expected) {
        for (int row = 0; row < expected.length; row++) {
            assertThat(number(table, row, column)).as("%s %d", column, row).isCloseTo(expected[row], within(2e-7));
        }
    }

    /**
     * L b and the root of L V L', L the row of model.matrix at the means of x and u: for AT MEANS with the product of the
     * means in x:u, otherwise with the mean of the product.
     */
    @Test
    void productsOfCovariatesAreAtTheirMeanOrOfTheMeans() {
        OutputTable means =
                run(H + "lsmeans a / at means;").tablesNamed("LSMeans").get(0);
        check(means, "Estimate", 2.08798630, 1.91340240, 2.34477644);
        check(means, "StdErr", 0.16696638, 0.19849623, 0.14249757);
        OutputTable usual = run(H + "lsmeans a;").tablesNamed("LSMeans").get(0);
        check(usual, "Estimate", 2.07705106, 1.90246717, 2.33384121);
        check(usual, "StdErr", 0.16110106, 0.19525958, 0.14635697);
    }

    /** contrast(emmeans(g, ~ a), list(c(1, -.5, -.5), c(0, 1, -1))); z = (estimate - value) / error, pnorm(z), 1 - pnorm(z). */
    @ParameterizedTest
    @CsvSource({
        "'', 0.43420195, 0.29278698",
        "lower, 0.21710097, 0.14639349",
        "upper, 0.78289903, 0.85360651",
    })
    void testsAgainstAValueAndOfOneSide(String tail, double first, double second) {
        String estimates = "lsmestimate a 'one' 2 -1 -1, 'two' 0 1 -1 / divisor=2 1 testvalue=.1 -.2 ";
        OutputTable table =
                run(G + estimates + tail + ";").tablesNamed("LSMEstimates").get(0);
        check(table, "Estimate", -0.05749586, -0.46210414);
        check(table, "zValue", -0.78202148, -1.05202739);
        check(table, "Probz", first, second);
    }

    /** DF=7: 2 pt(-|t|, 7), estimate - qt(.975, 7) error. */
    @Test
    void degreesOfFreedomThatAreGiven() {
        OutputTable table = run(G + "lsmestimate a 'one' 2 -1 -1, 'two' 0 1 -1 / divisor=2 1 df=7 cl;")
                .tablesNamed("LSMEstimates")
                .get(0);
        check(table, "Probt", 0.78353393, 0.10602033);
        check(table, "Lower", -0.53372133, -1.05123120);
    }

    /** summary(pairs(emmeans(g, ~ a)), adjust = ..., infer = TRUE). */
    @ParameterizedTest
    @CsvSource({
        "bon, 1, 0.57357056, 0.19088181, -0.42933444, 0.23994699",
        "sidak, 0.86791047, 0.47089820, 0.17899411, -0.42776250, 0.23856903",
        "scheffe, 0.78861821, 0.42561879, 0.17904657, -0.44287492, 0.25181660",
        "tukey, 0.76982648, 0.39118495, 0.15205627, -0.41667232, 0.22884736",
    })
    void adjustedProbabilitiesAndLimits(String method, double p1, double p2, double p3, double lower, double upper) {
        OutputTable table = run(G + "lsmeans a / diff cl adjust=" + method + ";")
                .tablesNamed("Diffs")
                .get(0);
        check(table, "Adjp", p1, p2, p3);
        assertThat(number(table, 0, "AdjLower")).isCloseTo(lower, within(2e-7));
        assertThat(number(table, 1, "AdjUpper")).isCloseTo(upper, within(2e-7));
    }

    /** vcov(emmeans(g, ~ a)) and cov2cor of it. */
    @Test
    void covariancesAndCorrelationsOfMeans() {
        OutputTable table =
                run(G + "lsmeans a / cov corr;").tablesNamed("LSMeans").get(0);
        check(table, "Cov1", 0.02634942, 0.00098718, -0.00071833);
        check(table, "Cov3", -0.00071833, -0.00103821, 0.02094889);
        check(table, "Corr2", 0.03077671, 1, -0.03630071);
    }

    /** Edwards and Berry (1987): the error of an estimated upper tail 0.05 exceeds ACC with probability EPS. */
    @ParameterizedTest
    @CsvSource({"acc=.01 eps=.05, 1825", "acc=.002 eps=.01, 78792"})
    void samplesOfASimulation(String options, double expected) {
        MemoryContext context = run(G + "lsmeans a / diff adjust=simulate(seed=5 " + options + ");");
        String line = context.logLines().stream()
                .filter(l -> l.contains("ADJUST=SIMULATE used"))
                .findFirst()
                .orElseThrow();
        double samples = Double.parseDouble(line.replaceAll(".* used (\\d+) samples.*", "$1"));
        assertThat(samples).isCloseTo(expected, within(expected * 2e-3));
    }

    /** predict(g, se.fit = TRUE), its limits for alpha 0.1 through exp, and residuals(g, ...) of the first three rows. */
    @Test
    void statisticsOfRows() {
        Table out = run(G
                        + "output out=o xbeta=xb stdxbeta=s lower=l upper=up resraw=rr reschi=rc resdev=rd p=p / alpha=.1;")
                .table("WORK.O");
        double[][] expected = {
            {1.75155404, 1.94795461, 2.01926958},
            {0.22069656, 0.21162632, 0.21004224},
            {4.00899464, 4.95234045, 5.33229029},
            {8.28600193, 9.93485158, 10.64146658},
            {-0.76355249, -0.01432586, 0.46717922},
            {-0.31804881, -0.00540913, 0.17021769},
            {-0.32549000, -0.00541098, 0.16850220},
        };
        String[] names = {"xb", "s", "l", "up", "rr", "rc", "rd"};
        for (int k = 0; k < names.length; k++) {
            for (int row = 0; row < 3; row++) {
                assertThat(out.numeric(out.indexOf(names[k])).get(row))
                        .as("%s %d", names[k], row)
                        .isCloseTo(expected[k][row], within(2e-7));
            }
        }
        assertThat(out.numeric(out.indexOf("p")).get(0)).isCloseTo(5.76355249, within(2e-7));
    }
}
