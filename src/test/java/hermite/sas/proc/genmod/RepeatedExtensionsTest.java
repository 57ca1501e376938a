package hermite.sas.proc.genmod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.data.Table;
import hermite.report.Cell;
import hermite.report.OutputTable;
import hermite.sas.proc.MemoryContext;
import hermite.sas.proc.ParsedSteps;
import hermite.sas.proc.PublishedTables;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Options of REPEATED beyond the published listings, on the wheeze data. Figures come from the R program described in
 * {@code hermite.model.gee.SmallSampleTest}; other sources stand at the tests.
 */
class RepeatedExtensionsTest {
    private static final String MODEL = "proc genmod data=w descending; class case city (ref='portage') / param=ref;"
            + " model wheeze = city age smoke / dist=bin %s; repeated subject=case / converge=1e-12 type=exch %s; %s run;";

    private static MemoryContext run(String modelOptions, String repeatedOptions, String more) {
        return run(PublishedTables.wheeze(), String.format(MODEL, modelOptions, repeatedOptions, more));
    }

    private static MemoryContext run(Table table, String program) {
        MemoryContext context = new MemoryContext().with("WORK.W", table);
        return new ParsedSteps(context, new GenmodProcedure()).run(program);
    }

    private static List<Double> column(MemoryContext context, String table, String column) {
        OutputTable found = context.tablesNamed(table).get(0);
        int place = 0;
        while (!found.columns().get(place).variable().equals(column)) {
            place++;
        }
        List<Double> values = new ArrayList<>();
        for (List<Cell> row : found.rows()) {
            values.add(row.get(place) instanceof Cell.Number n ? n.value() : Double.NaN);
        }
        return values;
    }

    private static void assertColumn(MemoryContext context, String table, String column, double... expected) {
        List<Double> values = column(context, table, column);
        assertThat(values).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(values.get(i)).as("%s row %s", column, i).isCloseTo(expected[i], within(1e-7));
        }
    }

    @Test
    void correctedCovarianceComesWithTTests() {
        MemoryContext context = run("", "covariance=md", "");
        assertColumn(
                context,
                "GEESmallSamplePEst",
                "Stderr",
                3.305886165053,
                0.812290170293,
                0.301067946000,
                0.429263902352);
        // 16 clusters less 4 parameters.
        assertColumn(context, "GEESmallSamplePEst", "DF", 12, 12, 12, 12);
        // R: 2 * pt(-1.2750852555 / 3.305886165, 12).
        assertThat(column(context, "GEESmallSamplePEst", "Probt").get(0)).isCloseTo(0.706463, within(1e-5));
        assertThat(context.logLines()).anyMatch(l -> l.contains("COVARIANCE=MD") && l.contains("extension"));
        // The table of the language stays as it is.
        assertColumn(context, "GEEEmpPEst", "Stderr", 3.056130974302, 0.688243341317, 0.278898508672, 0.361259659497);
    }

    @Test
    void degreesOfFreedomByTheVarianceOfTheStandardErrors() {
        MemoryContext context = run("", "covariance=md ddfm=satterthwaite", "");
        assertColumn(context, "GEESmallSamplePEst", "DF", 32.88061502, 41.23539276, 28.44257856, 24.71509764);
    }

    /**
     * With log odds ratios: R 4.2.2, the estimating equations of {@code shared/spec/genmod.md} section 8.2 solved to 1e-14
     * with {@code solve} on 4 x 4 covariances, then residuals multiplied by powers of I - D (sum D'V⁻¹D)⁻¹ D'V⁻¹.
     */
    @Test
    void correctedCovarianceOfAlternatingLogisticRegressions() {
        MemoryContext context = run(PublishedTables.wheeze(), alternating("kc"));
        assertColumn(
                context,
                "GEEEmpPEst",
                "Estimate",
                1.271082895836,
                0.132355021495,
                -0.203601850723,
                -0.094593461461,
                0.83821103315);
        double[] plain = {3.045269494774, 0.684719007208, 0.277861270441, 0.358275446582};
        for (int j = 0; j < plain.length; j++) {
            assertThat(column(context, "GEEEmpPEst", "Stderr").get(j)).isCloseTo(plain[j], within(1e-7));
        }
        assertColumn(
                context,
                "GEESmallSamplePEst",
                "Stderr",
                3.166231566007,
                0.742869592940,
                0.288590625321,
                0.389030158801);
        // The same with the odds ratios moved in every second iteration only.
        for (String correction : List.of("md", "md rupdate=2")) {
            assertColumn(
                    run(PublishedTables.wheeze(), alternating(correction)),
                    "GEESmallSamplePEst",
                    "Stderr",
                    3.293793797418,
                    0.806737745204,
                    0.299908902228,
                    0.423627089356);
        }
        assertColumn(
                run(PublishedTables.wheeze(), alternating("fg")),
                "GEESmallSamplePEst",
                "Stderr",
                3.470138671786,
                0.757102168567,
                0.318747879048,
                0.384071616003);
    }

    /** With NOINT the value of INTERCEPT= stands in the linear predictor: R 4.2.2, geeglm of geepack with offset 1. */
    @Test
    void anInterceptThatIsNotEstimated() {
        for (String where :
                List.of("noint intercept=1; repeated subject=case", "noint; repeated subject=case / intercept=1")) {
            MemoryContext context = run(
                    PublishedTables.wheeze(),
                    "proc genmod data=w descending; class case; model wheeze = age smoke / dist=bin " + where
                            + "; output out=o xbeta=e; run;");
            assertColumn(context, "GEEEmpPEst", "Estimate", 1, -0.168306411979, -0.136526512265);
            assertColumn(context, "GEEEmpPEst", "Stderr", 0, 0.0535619569625, 0.3833595859806);
            Table out = context.table("WORK.O");
            assertThat(out.numeric(out.indexOf("e")).get(0)).isCloseTo(1 - 9 * 0.168306411979, within(1e-6));
        }
    }

    private static String alternating(String correction) {
        return String.format(MODEL, "", "covariance=" + correction, "").replace("type=exch", "logor=exch");
    }

    @Test
    void waldTestsUseTheCorrectedCovariance() {
        MemoryContext context = run("type3", "covariance=md", "");
        double z = 0.1223484319151 / 0.812290170293;
        assertThat(column(context, "Type3", "ChiSq").get(0)).isCloseTo(z * z, within(1e-7));
        assertThat(column(context, "Type3", "DenDF").get(0)).isEqualTo(12);
        assertThat(column(context, "Type3", "FValue").get(0)).isCloseTo(z * z, within(1e-7));
    }

    @Test
    void criteriaOfTheWorkingCorrelation() {
        List<Double> values = column(run("", "criteria", ""), "GEEFitCriteria", "Value");
        assertThat(values.get(2)).isCloseTo(5.13550897253, within(1e-7));
        assertThat(values.get(3)).isCloseTo(1.06964064569, within(1e-7));
        assertThat(values.get(4)).isCloseTo(1.44192075, within(1e-7));
    }

    @Test
    void startingValuesChangeTheWayOnly() {
        MemoryContext usual = run("", "", "");
        MemoryContext started = run("", "initial=0 -0.2 0", "");
        MemoryContext intercept = run("", "intercept=1.2 rupdate=2", "");
        assertThat(column(started, "GEEEmpPEst", "Estimate").get(2))
                .isCloseTo(column(usual, "GEEEmpPEst", "Estimate").get(2), within(1e-9));
        assertThat(column(intercept, "GEEEmpPEst", "Estimate").get(2))
                .isCloseTo(column(usual, "GEEEmpPEst", "Estimate").get(2), within(1e-9));
    }

    @Test
    void oneStepFromGivenValuesIsNotOneStepFromOthers() {
        MemoryContext a = run("", "maxiter=1 initial=0 0 0 intercept=0", "");
        MemoryContext b = run("", "maxiter=1", "");
        assertThat(column(a, "GEEEmpPEst", "Estimate").get(1))
                .isNotCloseTo(column(b, "GEEEmpPEst", "Estimate").get(1), within(1e-4));
    }

    @Test
    void clusterDeletionStatisticsInOutput() {
        MemoryContext context = run(
                "",
                "",
                "output out=o cluster=c clusterh=h clustercookd=d mclusterdfit=f dfbetac=b1-b4 dfbetacs=_all_;");
        Table out = context.table("WORK.O");
        int row = 4; // the first of case 2
        assertThat(out.numeric(out.indexOf("c")).get(row)).isEqualTo(2);
        assertThat(out.numeric(out.indexOf("h")).get(0)).isCloseTo(0.264131435849, within(1e-7));
        assertThat(out.numeric(out.indexOf("d")).get(0)).isCloseTo(0.219925760348, within(1e-7));
        assertThat(out.numeric(out.indexOf("f")).get(0)).isCloseTo(0.180288014033, within(1e-7));
        assertThat(out.numeric(out.indexOf("b3")).get(row)).isCloseTo(-0.1157408911539, within(1e-7));
        assertThat(out.numeric(out.indexOf("DBETACSPrm2")).get(row))
                .isCloseTo(0.1712493895647 / 0.674371605153, within(1e-7));
    }

    /**
     * Each observation deleted from its cluster, the covariance of the others held: a Fisher step from the estimates
     * with the cluster's V less a row and a column, solve() in R 4.2.2; leverage the diagonal of D M D'V⁻¹; residuals
     * over sqrt(1 - h). Rows 1, 2 and 64 of the data, in any order of the rows.
     */
    @Test
    void observationDeletionStatisticsInOutput() {
        String[] names = {"h", "d", "b0", "b1", "b2", "b3", "s0", "s1", "s2", "s3", "sc", "sd", "rl"};
        double[][] expected = {
            {
                0.0771517394825,
                0.0193966494139,
                0.5389143535783,
                -0.0873739840595,
                -0.0407138730162,
                -0.0417438408498,
                0.2247531360755,
                -0.1295635572313,
                -0.1768524632122,
                -0.0955064969499,
                1.3751800708526,
                1.4793824481812,
                1.4716057465532
            },
            {
                0.05276369542877,
                0.01342598452265,
                0.22417973061053,
                -0.09439414580826,
                -0.00872676743804,
                -0.05515017546069,
                0.09349370111359,
                -0.13997348803973,
                -0.03790723414311,
                -0.12617909509991,
                1.50278279455228,
                1.55414873765460,
                1.55148097917416
            },
            {
                0.05334841130620,
                0.00936672647276,
                0.31734443507470,
                0.05447702905560,
                -0.03676565760500,
                0.01260935643686,
                0.13234785179789,
                0.08078191406534,
                -0.15970224956182,
                0.02884917720940,
                -0.54709933296546,
                -0.72599248516944,
                -0.71757586783957
            }
        };
        Table inOrder = PublishedTables.wheeze();
        int[] reversed =
                java.util.stream.IntStream.range(0, 64).map(i -> 63 - i).toArray();
        Table backwards = new Table(
                inOrder.variables(),
                java.util.stream.IntStream.range(0, inOrder.variables().size())
                        .mapToObj(v -> inOrder.column(v).select(reversed))
                        .toList(),
                64,
                "",
                List.of());
        for (Table table : List.of(inOrder, backwards)) {
            MemoryContext context = run(
                    table,
                    String.format(
                            MODEL,
                            "",
                            "",
                            "output out=o leverage=h cooksd=d dfbeta=b0 b1 b2 b3 dfbetas=s0-s3 stdreschi=sc"
                                    + " stdresdev=sd reslik=rl;"));
            Table out = context.table("WORK.O");
            int[] rows = table == inOrder ? new int[] {0, 1, 63} : new int[] {63, 62, 0};
            for (int k = 0; k < 3; k++) {
                for (int j = 0; j < names.length; j++) {
                    assertThat(out.numeric(out.indexOf(names[j])).get(rows[k]))
                            .as("%s of row %s", names[j], rows[k])
                            .isCloseTo(expected[k][j], within(1e-7));
                }
            }
        }
    }

    /**
     * The figures of {@link #observationDeletionStatisticsInOutput}; the mean of the first case, and its standard error from
     * the empirical covariance: plogis(sum(x * b)) and sqrt(x' V x) in R, x = (1, 0, 9, 0).
     */
    @Test
    void tableOfObservationStatistics() {
        MemoryContext context = run("obstats diagnostics", "ecovb", "");
        assertThat(column(context, "ObStats", "Leverage").get(63)).isCloseTo(0.05334841130620, within(1e-7));
        assertThat(column(context, "ObStats", "CooksD").get(0)).isCloseTo(0.0193966494139, within(1e-7));
        assertThat(column(context, "ObStats", "DFBETA_age").get(1)).isCloseTo(-0.00872676743804, within(1e-7));
        assertThat(column(context, "ObStats", "StReschi").get(63)).isCloseTo(-0.54709933296546, within(1e-7));
        assertThat(column(context, "ObStats", "Reslik").get(0)).isCloseTo(1.4716057465532, within(1e-7));
        List<Double> b = column(context, "GEEEmpPEst", "Estimate");
        assertThat(column(context, "ObStats", "Xbeta").get(0)).isCloseTo(b.get(0) + 9 * b.get(2), within(1e-9));
        List<Double> v1 = column(context, "GEERCov", "Prm1");
        List<Double> v3 = column(context, "GEERCov", "Prm3");
        double variance = v1.get(0) + 18 * v1.get(2) + 81 * v3.get(2);
        assertThat(column(context, "ObStats", "Std").get(0)).isCloseTo(Math.sqrt(variance), within(1e-9));
    }

    @Test
    void autoregressionByTime() {
        Table all = PublishedTables.wheeze();
        MemoryContext context = run(
                all,
                "proc genmod data=w descending; class case city (ref='portage') / param=ref;"
                        + " model wheeze = city age smoke / dist=bin;"
                        + " repeated subject=case / converge=1e-12 type=artime(age); run;");
        MemoryContext byPosition = run(
                all,
                "proc genmod data=w descending; class case city (ref='portage') / param=ref;"
                        + " model wheeze = city age smoke / dist=bin;"
                        + " repeated subject=case / converge=1e-12 type=ar; run;");
        // Yearly visits: distance in time is distance in position.
        for (int j = 0; j < 4; j++) {
            assertThat(column(context, "GEEEmpPEst", "Estimate").get(j))
                    .isCloseTo(column(byPosition, "GEEEmpPEst", "Estimate").get(j), within(1e-9));
        }
        assertThat(context.tablesNamed("GEETimeCorr")).hasSize(1);
    }

    private static List<Double> oddsRatios(String logor, Table z) {
        MemoryContext context = new MemoryContext()
                .with("WORK.R", PublishedTables.respiratory())
                .with("WORK.Z", z);
        new ParsedSteps(context, new GenmodProcedure())
                .run(String.format(
                        "proc genmod data=r descending; class id time treat; model y = treat / dist=bin;"
                                + " repeated subject=id / within=time logor=%s; run;",
                        logor));
        return column(context, "GEEEmpPEst", "Estimate");
    }

    private static void assertSame(List<Double> a, List<Double> b) {
        assertThat(a).hasSameSizeAs(b);
        for (int i = 0; i < a.size(); i++) {
            assertThat(a.get(i)).isCloseTo(b.get(i), within(1e-7));
        }
    }

    /** Rows of Z for 111 subjects, five visits: an indicator of each of the ten pairs, given from the last pair on. */
    private static Table indicators() {
        List<double[]> rows = new ArrayList<>();
        for (int id = 1; id <= 111; id++) {
            int pair = 9;
            for (int j = 4; j >= 1; j--) {
                for (int k = 5; k > j; k--) {
                    double[] row = new double[13];
                    row[0] = id;
                    row[1] = j;
                    row[2] = k;
                    row[3 + pair--] = 1;
                    rows.add(row);
                }
            }
        }
        return PublishedTables.numbers("id y1 y2 z1 z2 z3 z4 z5 z6 z7 z8 z9 z10", rows);
    }

    /** An identity: indicators of the pairs are the full parameterization. */
    @Test
    void fullZMatrixOfIndicatorsIsTheFullParameterization() {
        assertSame(
                oddsRatios("zfull zdata=z zrow=z1 z2 z3 z4 z5 z6 z7 z8 z9 z10 ypair=(y1 y2)", indicators()),
                oddsRatios("fullclust", indicators()));
    }

    /** An identity: a single column of ones is one log odds ratio for all pairs. */
    @Test
    void rowsWrittenInTheProgram() {
        String ones = "zrep((1 2) 1, (1 3) 1, (1 4) 1, (1 5) 1, (2 3) 1, (2 4) 1, (2 5) 1, (3 4) 1, (3 5) 1, (4 5) 1)";
        assertSame(oddsRatios(ones, indicators()), oddsRatios("exch", indicators()));
    }

    /** The order of rows in the program does not matter; neighbours against others, given as two columns. */
    @Test
    void rowsWrittenInAnotherOrder() {
        String a = "zrep((1 2) 1 0, (1 3) 0 1, (1 4) 0 1, (1 5) 0 1, (2 3) 1 0, (2 4) 0 1, (2 5) 0 1, (3 4) 1 0,"
                + " (3 5) 0 1, (4 5) 1 0)";
        String b = "zrep((4 5) 1 0, (3 5) 0 1, (3 4) 1 0, (2 5) 0 1, (2 4) 0 1, (2 3) 1 0, (5 1) 0 1, (1 4) 0 1,"
                + " (1 3) 0 1, (1 2) 1 0)";
        List<Double> first = oddsRatios(a, indicators());
        assertSame(first, oddsRatios(b, indicators()));
        assertThat(first.get(first.size() - 1)).isNotCloseTo(first.get(first.size() - 2), within(1e-3));
    }
}
