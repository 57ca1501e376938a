package hermite.sas.proc.gee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hermite.data.Table;
import hermite.report.Cell;
import hermite.report.OutputTable;
import hermite.sas.proc.MemoryContext;
import hermite.sas.proc.ParsedSteps;
import hermite.sas.proc.Procedure;
import hermite.sas.proc.PublishedTables;
import hermite.sas.proc.genmod.GenmodProcedure;
import hermite.sas.proc.plm.PlmProcedure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Multinomial responses with REPEATED in GENMOD and GEE, on the insomnia trial. Figures: the sources of
 * {@code hermite.model.gee.multinomial.MultinomialFitterTest}.
 */
class MultinomialRepeatedTest {
    private static final int[][] COUNTS = {
        {1, 1, 7, 4, 1, 0},
        {1, 2, 11, 5, 2, 2},
        {1, 3, 13, 23, 3, 1},
        {1, 4, 9, 17, 13, 8},
        {0, 1, 7, 4, 2, 1},
        {0, 2, 14, 5, 1, 0},
        {0, 3, 6, 9, 18, 2},
        {0, 4, 4, 11, 14, 22}
    };

    private static Table insomnia(boolean reversed) {
        List<double[]> rows = new ArrayList<>();
        double id = 0;
        for (int[] row : COUNTS) {
            for (int after = 1; after <= 4; after++) {
                for (int i = 0; i < row[1 + after]; i++) {
                    id++;
                    rows.add(new double[] {id, row[0], 0, row[1]});
                    rows.add(new double[] {id, row[0], 1, after});
                }
            }
        }
        if (reversed) {
            java.util.Collections.reverse(rows);
        }
        return PublishedTables.numbers("id treat occasion y", rows);
    }

    private static MemoryContext run(Procedure procedure, String program) {
        return new ParsedSteps(new MemoryContext().with("WORK.I", insomnia(false)), procedure).run(program);
    }

    private static MemoryContext genmod(String modelOptions, String repeated, String more) {
        return run(
                new GenmodProcedure(),
                "proc genmod data=i; class id; model y = treat occasion treat*occasion / dist=mult " + modelOptions
                        + "; repeated subject=id / " + repeated + "; " + more + " run;");
    }

    private static MemoryContext gee(String modelOptions, String repeated, String more) {
        return run(
                new GeeProcedure(),
                "proc gee data=i; class id occasion; model y = treat occasion treat*occasion / dist=mult "
                        + modelOptions + "; repeated subject=id / within=occasion " + repeated + "; " + more + " run;");
    }

    private static Object cell(OutputTable table, int row, String column) {
        for (int j = 0; j < table.columns().size(); j++) {
            if (table.columns().get(j).variable().equalsIgnoreCase(column)) {
                Cell cell = table.rows().get(row).get(j);
                return cell instanceof Cell.Number n ? n.value() : ((Cell.Text) cell).value();
            }
        }
        throw new AssertionError("no column " + column);
    }

    private static void assertColumn(OutputTable table, String column, double... expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) cell(table, i, column))
                    .as("%s row %s", column, i)
                    .isCloseTo(expected[i], within(2e-6));
        }
    }

    @Test
    void independenceHasEmpiricalErrorsAndScoreTests() {
        MemoryContext context = genmod("type3", "modelse", "");
        OutputTable estimates = context.tablesNamed("GEEEmpPEst").get(0);
        assertColumn(estimates, "Estimate", -2.26708899, -0.95146176, 0.35173977, 0.03361002, 1.03807641, 0.70775891);
        assertColumn(estimates, "Stderr", 0.2187606, 0.1809172, 0.1784232, 0.2384374, 0.1675855, 0.2435197);
        assertThat(cell(estimates, 2, "Parm")).isEqualTo("Intercept3");
        OutputTable tests = context.tablesNamed("Type3").get(0);
        assertThat(tests.titles()).containsExactly("Score Statistics For Type 3 GEE Analysis");
        assertColumn(tests, "ChiSq", 0.01958637, 29.65575319, 8.33393489);
        assertColumn(context.tablesNamed("GEEModPEst").get(0), "Stderr", 0.2027367, 0.1784822, 0.1726860);
        assertThat(context.tablesNamed("GEEModPEst").get(0).rows()).hasSize(6);
        assertThat(context.tablesNamed("GEEFitCriteria")).isEmpty();
        assertThat(context.tablesNamed("GEEModInfo")).hasSize(1);
    }

    /** Wald: (estimate / error)² of the published figures. */
    @Test
    void contrastsAndEstimatesAreThoseOfTheMarginalFit() {
        MemoryContext context = genmod(
                "",
                "type=ind",
                "contrast 'both' treat 1, treat*occasion 1; contrast 'w' treat*occasion 1 / wald;"
                        + " estimate 'i' treat*occasion 1; estimate 'cut' intercept 0 1 treat 1;");
        OutputTable contrasts = context.tablesNamed("Contrasts").get(0);
        assertColumn(contrasts, "ChiSq", 12.42223798, Math.pow(0.70775891 / 0.2435196571, 2));
        OutputTable estimates = context.tablesNamed("Estimates").get(0);
        assertColumn(estimates, "LBetaEstimate", 0.70775891, -0.95146176 + 0.03361002);
    }

    /** The mean of the three cuts and the effects; differences are differences of the linear predictor. */
    @Test
    void leastSquaresMeansAverageTheIntercepts() {
        MemoryContext context = gee("", "", "lsmeans occasion / diff;");
        OutputTable means = context.tablesNamed("LSMeans").get(0);
        double intercepts = (-2.26708899 - 0.95146176 + 0.35173977) / 3;
        double treated = 119.0 / 239;
        assertColumn(
                means,
                "Estimate",
                intercepts + treated * 0.03361002,
                intercepts + treated * 0.03361002 + 1.03807641 + treated * 0.70775891);
        assertThat(context.logLines()).anyMatch(l -> l.contains("average of the intercepts"));
    }

    @Test
    void outputHasARowForEachLevelButTheLast() {
        MemoryContext context = genmod("", "type=ind", "output out=b p=p xbeta=x level=which;");
        Table out = context.table("WORK.B");
        assertThat(out.rowCount()).isEqualTo(478 * 3);
        assertThat(out.numeric(out.indexOf("_ORDER_")).get(4)).isEqualTo(2);
        assertThat(out.character(out.indexOf("which")).get(4).strip()).isEqualTo("2");
        double eta = -0.95146176 + 0.03361002 + 1.03807641 + 0.70775891;
        assertThat(out.numeric(out.indexOf("x")).get(4)).isCloseTo(eta, within(1e-6));
        assertThat(out.numeric(out.indexOf("p")).get(4)).isCloseTo(1 / (1 + Math.exp(-eta)), within(1e-6));
    }

    @Test
    void generalizedLogitsInProcGee() {
        MemoryContext context = gee("link=glogit type3", "", "output out=b p=p;");
        OutputTable estimates = context.tablesNamed("GEEEmpPEst").get(0);
        // The second level of occasion is the reference here: at it the constant is constant + occasion of the source.
        assertColumn(estimates, "Estimate", -1.2927683 + 1.5078797, -0.9360934 + 1.0845134, -0.3764776 + 0.7129498);
        assertThat(cell(estimates, 1, "Level1")).isEqualTo("2");
        OutputTable tests = context.tablesNamed("Type3").get(0);
        assertThat(cell(tests, 2, "DF")).isEqualTo(3.0);
        assertThat((double) cell(tests, 2, "ChiSq")).isCloseTo(12.21531151, within(1e-5));
        // exp(-1.2927683 - 0.0724726) / (1 + sum of the three) for the first treated subject before treatment.
        double a = Math.exp(-1.2927683 - 0.0724726);
        double b = Math.exp(-0.9360934 + 0.0816780);
        double c = Math.exp(-0.3764776 + 0.2152094);
        Table out = context.table("WORK.B");
        assertThat(out.numeric(out.indexOf("p")).get(0)).isCloseTo(a / (1 + a + b + c), within(1e-6));
        assertThat(out.numeric(out.indexOf("p")).get(2)).isCloseTo(c / (1 + a + b + c), within(1e-6));
        assertThat(context.logLines()).anyMatch(l -> l.contains("y='4' as the reference category"));
    }

    /**
     * Levels 1 and 3 overlap by three rows of fifteen, and far out some probabilities are 1E-49. R 4.2.2: Newton steps,
     * halved while the likelihood falls, with {@code solve}; errors of the sandwich with a row a cluster, and of the Hessian.
     */
    @Test
    void probabilitiesNearZeroDoNotStopGeneralizedLogits() {
        double[] x = {-200, -150, -100, -50, -3, -2, -1, 0, 1, 2, 3, 50, 100, 150, 200};
        double[] z = {1, 1, 1, 1, 1, 2, 3, 2, 1, 2, 3, 3, 3, 3, 3};
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            rows.add(new double[] {i, x[i], z[i]});
        }
        MemoryContext context = new ParsedSteps(
                        new MemoryContext().with("WORK.A", PublishedTables.numbers("id x z", rows)), new GeeProcedure())
                .run("proc gee data=a; class id; model z = x / dist=mult link=glogit;"
                        + " repeated subject=id / modelse converge=1e-10; run;");
        OutputTable empirical = context.tablesNamed("GEEEmpPEst").get(0);
        assertColumn(empirical, "Estimate", 0, 0.5499910994, -0.5624538094, -0.2812269047);
        assertColumn(empirical, "Stderr", 1.2032406533, 1.0252769040, 0.5321005686, 0.4771458212);
        assertColumn(
                context.tablesNamed("GEEModPEst").get(0),
                "Stderr",
                1.1468058511,
                0.9966878895,
                0.5957269137,
                0.5062475814);
    }

    /** ESTIMATE of PROC GEE is the statement that procedures share: several rows, limits, a joint test. */
    @Test
    void severalEstimatesInOneStatement() {
        MemoryContext context = gee(
                "link=clogit",
                "type=ind",
                "estimate 'a' treat 1, 'b' treat 1 treat*occasion 1 / cl exp joint; estimate 'c' treat 1;");
        OutputTable both = context.tablesNamed("Estimates").get(0);
        assertThat(both.rows()).hasSize(2);
        OutputTable one = context.tablesNamed("Estimates").get(1);
        assertThat(cell(one, 0, "Estimate")).isEqualTo(cell(both, 0, "Estimate"));
        double estimate = (double) cell(both, 0, "Estimate");
        double error = (double) cell(both, 0, "StdErr");
        assertThat((double) cell(both, 0, "Lower")).isCloseTo(estimate - 1.959963984540054 * error, within(1e-9));
        assertThat((double) cell(both, 0, "ExpEstimate")).isCloseTo(Math.exp(estimate), within(1e-12));
        // both rows together and each alone: 2 df
        assertThat((double) cell(context.tablesNamed("Contrasts").get(0), 0, "NumDF"))
                .isEqualTo(2);
    }

    /** Each level's logit against the last: the source's interaction, and its occasion at the mean of treat. */
    @Test
    void estimatesOfGeneralizedLogitsHaveARowForEachLevel() {
        MemoryContext context = gee("link=glogit", "", "estimate 'i' treat*occasion -1 1; lsmeans occasion / diff;");
        OutputTable estimates = context.tablesNamed("Estimates").get(0);
        assertColumn(estimates, "Estimate", 1.1483455, 1.2638270, -0.0051380);
        assertColumn(estimates, "StdErr", 0.5265739, 0.5306614, 0.5076873);
        assertThat(cell(estimates, 1, "y")).isEqualTo("2");
        double treated = 119.0 / 239;
        assertColumn(
                context.tablesNamed("Diffs").get(0),
                "Estimate",
                -1.5078797 - treated * 1.1483455,
                -1.0845134 - treated * 1.2638270,
                -0.7129498 + treated * 0.0051380);
    }

    /** plogis of cut + treat and of cut + treat + occasion + interaction. */
    @Test
    void scoringAStoreGivesARowForEachLevelButTheLast() {
        MemoryContext context = new MemoryContext()
                .with("WORK.I", insomnia(false))
                .with(
                        "WORK.N",
                        PublishedTables.numbers("treat occasion", List.of(new double[] {1, 0}, new double[] {1, 1})));
        new ParsedSteps(context, new GenmodProcedure(), new PlmProcedure())
                .run(
                        "proc genmod data=i; class id; model y = treat occasion treat*occasion / dist=mult; repeated subject=id;"
                                + " store s; run; proc plm restore=s; score data=n out=o pred=p / ilink; run;");
        Table out = context.table("WORK.O");
        assertThat(out.rowCount()).isEqualTo(6);
        double before = -0.95146176 + 0.03361002;
        double after = before + 1.03807641 + 0.70775891;
        assertThat(out.character(out.indexOf("_LEVEL_")).get(4).strip()).isEqualTo("2");
        assertThat(out.numeric(out.indexOf("p")).get(1)).isCloseTo(1 / (1 + Math.exp(-before)), within(1e-7));
        assertThat(out.numeric(out.indexOf("p")).get(4)).isCloseTo(1 / (1 + Math.exp(-after)), within(1e-7));
    }

    @Test
    void globalOddsRatiosAreMarkedAsAnExtension() {
        MemoryContext context = genmod("", "globalor=exch globalorcuts converge=1e-10", "");
        OutputTable estimates = context.tablesNamed("GEEEmpPEst").get(0);
        assertColumn(
                estimates,
                "Estimate",
                -2.2605598,
                -0.9476647,
                0.3508659,
                0.0339982,
                1.0432437,
                0.7017438,
                1.1934795,
                0.5839057,
                0.3156484,
                0.6464719,
                0.4127127,
                1.1359775);
        assertColumn(estimates, "Stderr", 0.2171589, 0.1806401, 0.1777254, 0.2381091, 0.1662456, 0.2418694, 0.4566584);
        assertThat(cell(context.tablesNamed("GEELogORInfo").get(0), 3, "Group")).isEqualTo("Cuts (2, 2)");
        assertThat(context.logLines()).anyMatch(l -> l.contains("GLOBALOR=EXCH") && l.contains("extension"));
    }

    /** Wald: (estimate / error)² of the source's one global odds ratio. */
    @Test
    void contrastsOfGlobalOddsRatios() {
        MemoryContext context = genmod("", "globalor=exch converge=1e-10", "contrast 'none' alpha 1;");
        OutputTable table = context.output().stream()
                .filter(o -> o instanceof OutputTable)
                .map(o -> (OutputTable) o)
                .filter(t -> t.titles().contains("Contrast Results for Log Odds Ratios"))
                .findFirst()
                .orElseThrow();
        assertThat((double) cell(table, 0, "ChiSq")).isCloseTo(Math.pow(1.6877088 / 0.2481324, 2), within(1e-4));
    }

    /** PROC GEE has log odds ratios of ordinal responses under their own name. */
    @Test
    void logOddsRatiosOfOrdinalResponsesInProcGee() {
        MemoryContext context = gee("", "logor=exch converge=1e-10", "");
        OutputTable estimates = context.tablesNamed("GEEEmpPEst").get(0);
        int last = estimates.rows().size() - 1;
        assertThat((double) cell(estimates, last, "Estimate")).isCloseTo(1.6877088, within(2e-6));
        assertThat((double) cell(estimates, last, "Stderr")).isCloseTo(0.2481324, within(2e-6));
        assertThat(context.tablesNamed("GEEModInfo").get(0).rows().get(0).get(0).toString())
                .contains("Log Odds Ratio Structure");
        assertThat(context.logLines()).noneMatch(l -> l.contains("extension"));
    }

    /** 1400 observations of three cuts. */
    @Test
    void clustersThatAreTooLargeForGlobalOddsRatiosAreNamed() {
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < 1400; i++) {
            rows.add(new double[] {1, i % 2, 0, 1 + i % 4});
        }
        Table table = PublishedTables.numbers("id treat occasion y", rows);
        assertThatThrownBy(() -> new ParsedSteps(new MemoryContext().with("WORK.I", table), new GenmodProcedure())
                        .run("proc genmod data=i; class id; model y = treat / dist=mult; repeated subject=id /"
                                + " globalor=exch; run;"))
                .hasMessage(
                        "The largest cluster has 1400 observations of a response with 4 levels: with global odds ratios"
                                + " the observations of a cluster times the levels less one may be at most 4000. Try REPEATED ... /"
                                + " TYPE=IND.");
    }

    @Test
    void orderOfRowsDoesNotMatter() {
        String program = "proc genmod data=i; class id occasion; model y = treat occasion treat*occasion / dist=mult"
                + " type3; repeated subject=id / within=occasion globalor=exch; run;";
        List<String> listings = new ArrayList<>();
        for (boolean reversed : new boolean[] {false, true}) {
            MemoryContext context = new ParsedSteps(
                            new MemoryContext().with("WORK.I", insomnia(reversed)), new GenmodProcedure())
                    .run(program);
            listings.add(context.tablesNamed("GEEEmpPEst").get(0).rows().toString()
                    + context.tablesNamed("Type3").get(0).rows());
        }
        assertThat(listings.get(0)).isEqualTo(listings.get(1));
    }

    @Test
    void refusesWhatMultinomialEstimatingEquationsLack() {
        String[][] cases = {
            {
                "mult; repeated subject=id / type=exch",
                "Only TYPE=IND is available for a multinomial response. Associations of an ordinal response can be"
                        + " modeled with the extension GLOBALOR=."
            },
            {
                "mult; repeated subject=id / covariance=md",
                "The COVARIANCE option is not supported for the multinomial distribution."
            },
            {"mult; repeated subject=id / logor=exch", "The LOGOR= option requires a binary response and DIST=BINOMIAL."
            },
            {
                "poisson; repeated subject=id / globalor=exch",
                "The option GLOBALOR of the REPEATED statement requires DIST=MULTINOMIAL with a cumulative link."
            },
            {"mult; repeated subject=id / globalorcuts", "The option GLOBALORCUTS requires the option GLOBALOR=."},
            {
                "mult; repeated subject=id / globalor=exch; weight treat",
                "The WEIGHT statement cannot be used with log odds ratios."
            },
            {
                "mult; repeated subject=id; output out=b resraw=r",
                "The RESRAW keyword is not supported for the multinomial distribution."
            },
        };
        for (String[] refused : cases) {
            String program = "proc genmod data=i; class id; model y = occasion / dist=" + refused[0] + "; run;";
            assertThatThrownBy(() -> run(new GenmodProcedure(), program)).hasMessage(refused[1]);
        }
        assertThatThrownBy(() -> gee("link=glogit", "globalor=exch", ""))
                .hasMessage("The option GLOBALOR= of the REPEATED statement requires DIST=MULTINOMIAL with a cumulative"
                        + " link.");
    }
}
