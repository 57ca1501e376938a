package hermite.sas.proc.genmod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hermite.data.Missing;
import hermite.data.Table;
import hermite.report.Cell;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.MemoryContext;
import hermite.sas.proc.ParsedSteps;
import hermite.sas.proc.PublishedTables;
import hermite.sas.proc.Tables;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Steps of PROC GENMOD as written, with the numbers SAS printed for them (sources at each test). */
class GenmodProcedureTest {
    private static MemoryContext run(String name, Table table, String program) {
        MemoryContext context = new MemoryContext().with(name, table);
        return new ParsedSteps(context, new GenmodProcedure()).run(program);
    }

    /** A row's printed cells, joined by blanks; the row is found by its beginning. */
    private static String row(MemoryContext context, String table, String beginning) {
        return rows(context.tablesNamed(table).get(0)).stream()
                .filter(r -> r.startsWith(beginning))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        beginning + " not in " + rows(context.tablesNamed(table).get(0))));
    }

    private static List<String> rows(OutputTable table) {
        return table.rows().stream()
                .map(row -> {
                    StringBuilder text = new StringBuilder();
                    for (int j = 0; j < row.size(); j++) {
                        OutputColumn column = table.columns().get(j);
                        if (column.isPrinted()) {
                            text.append(' ').append(print(row.get(j), column));
                        }
                    }
                    return text.toString().replaceAll(" +", " ").strip();
                })
                .collect(Collectors.toList());
    }

    private static String print(Cell cell, OutputColumn column) {
        if (cell instanceof Cell.Number number) {
            return column.format().print(number.value());
        }
        return cell instanceof Cell.Text text ? text.value() : cell instanceof Cell.Shown shown ? shown.text() : "";
    }

    private static final String SEED = "proc genmod data=amenorrhea descending; class id trt (ref='0') t/param=ref;"
            + " model y = time time2 trt*time trt*time2 /dist=binomial link=logit type3 wald;"
            + " repeated subject=id / withinsubject=t logor=fullclust; store p1; run;";

    /** Course Bios 667, listing contra002. */
    @Test
    void alternatingLogisticRegressionsOfTheContraceptiveTrial() {
        MemoryContext context = run("WORK.AMENORRHEA", PublishedTables.contraceptive(), SEED);
        assertThat(context.output().stream().map(o -> o.name()))
                .containsExactly(
                        "ModelInfo",
                        "NObs",
                        "ClassLevels",
                        "ResponseProfile",
                        "ResponseNote",
                        "ParmInfo",
                        "ConvergenceStatus",
                        "GEEModInfo",
                        "GEELogORInfo",
                        "ConvergenceStatus",
                        "GEEFitCriteria",
                        "GEEEmpPEst",
                        "Type3");
        assertThat(rows(context.tablesNamed("ModelInfo").get(0)))
                .containsExactly(
                        "Data Set WORK.AMENORRHEA",
                        "Distribution Binomial",
                        "Link Function Logit",
                        "Dependent Variable y");
        assertThat(rows(context.tablesNamed("NObs").get(0)))
                .containsExactly(
                        "Number of Observations Read 4604",
                        "Number of Observations Used 3616",
                        "Number of Events 1231",
                        "Number of Trials 3616",
                        "Missing Values 988");
        assertThat(rows(context.tablesNamed("ClassLevels").get(0))).containsExactly("trt 0 0", "1 1");
        assertThat(rows(context.tablesNamed("ResponseProfile").get(0))).containsExactly("1 1 1231", "2 0 2385");
        assertThat(rows(context.tablesNamed("ResponseNote").get(0)))
                .containsExactly("PROC GENMOD is modeling the probability that y='1'.");
        assertThat(rows(context.tablesNamed("ParmInfo").get(0)))
                .containsExactly("Prm1 Intercept", "Prm2 time", "Prm3 time2", "Prm4 time*trt 1", "Prm5 time2*trt 1");
        assertThat(rows(context.tablesNamed("GEEModInfo").get(0)))
                .containsExactly(
                        "Log Odds Ratio Structure Fully Parameterized Clusters",
                        "Within-Subject Effect t (4 levels)",
                        "Subject Effect id (1151 levels)",
                        "Number of Clusters 1151",
                        "Clusters With Missing Values 437",
                        "Correlation Matrix Dimension 4",
                        "Maximum Cluster Size 4",
                        "Minimum Cluster Size 1");
        assertThat(rows(context.tablesNamed("GEELogORInfo").get(0)))
                .containsExactly(
                        "Alpha1 (1, 2)",
                        "Alpha2 (1, 3)",
                        "Alpha3 (1, 4)",
                        "Alpha4 (2, 3)",
                        "Alpha5 (2, 4)",
                        "Alpha6 (3, 4)");
        assertThat(rows(context.tablesNamed("GEEFitCriteria").get(0)))
                .containsExactly("QIC 4384.3523", "QICu 4382.4909");
        assertThat(rows(context.tablesNamed("GEEEmpPEst").get(0)))
                .containsExactly(
                        "Intercept -2.2461 0.1765 -2.5921 -1.9001 -12.72 <.0001",
                        "time 0.7030 0.1581 0.3931 1.0129 4.45 <.0001",
                        "time2 -0.0323 0.0318 -0.0946 0.0299 -1.02 0.3089",
                        "time*trt 1 0.3380 0.1097 0.1230 0.5529 3.08 0.0021",
                        "time2*trt 1 -0.0683 0.0284 -0.1239 -0.0126 -2.40 0.0162",
                        "Alpha1 1.8475 0.1810 1.4928 2.2021 10.21 <.0001",
                        "Alpha2 1.4851 0.1985 1.0960 1.8742 7.48 <.0001",
                        "Alpha3 1.7605 0.2482 1.2740 2.2471 7.09 <.0001",
                        "Alpha4 2.1610 0.1761 1.8159 2.5060 12.27 <.0001",
                        "Alpha5 2.0665 0.2034 1.6679 2.4651 10.16 <.0001",
                        "Alpha6 2.2783 0.1827 1.9202 2.6364 12.47 <.0001");
        OutputTable joint = context.tablesNamed("Type3").get(0);
        assertThat(joint.titles()).containsExactly("Wald Statistics For Joint Tests For GEE");
        assertThat(joint.notes()).hasSize(1);
        // Chi-squares: independent computation of the reference specification.
        assertThat(rows(joint))
                .containsExactly(
                        "time 1 19.77 <.0001",
                        "time2 1 1.04 0.3089",
                        "time*trt 1 9.50 0.0021",
                        "time2*trt 1 5.78 0.0162");
        assertThat(context.logLines())
                .contains("NOTE: PROC GENMOD is modeling the probability that y='1'.", "NOTE: Algorithm converged.");
    }

    /** University of Copenhagen course notes, lec6-binary. */
    @Test
    void unstructuredCorrelationWithoutIntercept() {
        MemoryContext context = run(
                "WORK.A",
                PublishedTables.contraceptive(),
                "proc genmod data=a descending; class id trt time; model y=trt*time / noint dist=binomial;"
                        + " repeated subject=id / withinsubject=time type=un corrw;"
                        + " estimate 'low 1' trt*time 1 0 0 0 0 0 0 0;"
                        + " estimate 'OR 1' trt*time -1 0 0 0 1 0 0 0 / exp; run;");
        assertThat(row(context, "GEEEmpPEst", "Intercept")).isEqualTo("Intercept 0.0000 0.0000 0.0000 0.0000 . .");
        assertThat(row(context, "GEEEmpPEst", "trt*time 0 1"))
                .isEqualTo("trt*time 0 1 -1.4778 0.1071 -1.6878 -1.2678 -13.79 <.0001");
        assertThat(row(context, "GEEWCorr", "Row1")).isEqualTo("Row1 1.0000 0.3449 0.2614 0.2719");
        assertThat(row(context, "Estimates", "low 1")).startsWith("low 1 0.1858 0.1561 0.2196 -1.4778 0.1071 0.05");
        assertThat(row(context, "Estimates", "low 1")).endsWith("190.26 <.0001");
        assertThat(row(context, "Estimates", "Exp(OR 1)")).contains("1.1318").contains("0.8455 1.5150");
        assertThat(row(context, "NObs", "Missing")).isEqualTo("Missing Values 988");
        // All CLASS variables are listed under GLM coding.
        assertThat(context.tablesNamed("ClassLevels").get(0).rows()).hasSize(3);
    }

    /** Course Bios 767, homework 7. */
    @Test
    void referenceCodingWithScoreTests() {
        MemoryContext context = run(
                "WORK.A",
                PublishedTables.respiratory(),
                "proc genmod data=a descending; class time(ref='0') treat(ref='P') id / param=ref;"
                        + " model y = time time*treat / dist=bin type3; repeated subject=id; run;");
        assertThat(rows(context.tablesNamed("Type3").get(0)))
                .containsExactly("time 4 3.22 0.5215", "time*treat 4 12.79 0.0123");
        assertThat(context.tablesNamed("Type3").get(0).titles())
                .containsExactly("Score Statistics For Joint Tests For GEE");
        assertThat(row(context, "GEEEmpPEst", "time*treat 2 A")).startsWith("time*treat 2 A 1.3293 0.4035");
        assertThat(row(context, "ParmInfo", "Prm6")).isEqualTo("Prm6 time*treat 1 A");
        assertThat(rows(context.tablesNamed("GEEFitCriteria").get(0))).containsExactly("QIC 751.4380", "QICu 751.4380");
        assertThat(row(context, "GEEModInfo", "Correlation Structure")).isEqualTo("Correlation Structure Independent");
    }

    /** University of Copenhagen course notes, lec5-counts. */
    @Test
    void poissonModelWithLikelihoodRatioTests() {
        MemoryContext context = run(
                "WORK.P",
                PublishedTables.leprosy(),
                "proc genmod data=p; class drug; model before = drug / dist=poisson type3;"
                        + " estimate 'B - A' drug -1 1 0; contrast 'Antibiotic' drug .5 .5 -1; run;");
        assertThat(row(context, "ModelFit", "Deviance")).isEqualTo("Deviance 27 55.0366 2.0384");
        assertThat(row(context, "ParameterEstimates", "Intercept"))
                .contains("2.5572 0.0880")
                .contains("843.58");
        assertThat(row(context, "ParameterEstimates", "drug P")).isEqualTo("drug P 0 0.0000 0.0000 0.0000 0.0000 . .");
        assertThat(row(context, "ParameterEstimates", "Scale")).isEqualTo("Scale 0 1.0000 0.0000 1.0000 1.0000");
        assertThat(context.tablesNamed("ParameterEstimates").get(0).notes())
                .containsExactly("The scale parameter was held fixed.");
        assertThat(rows(context.tablesNamed("Type3").get(0))).containsExactly("drug 2 6.62 0.0364");
        assertThat(row(context, "Contrasts", "Antibiotic")).isEqualTo("Antibiotic 1 6.40 0.0114 LR");
        assertThat(row(context, "Estimates", "B - A")).startsWith("B - A 1.0753 0.8108 1.4261 0.0726 0.1441");
    }

    /** The same source: SCALE=PEARSON and the negative binomial. */
    @Test
    void pearsonScaleGivesTestsWithDenominator() {
        MemoryContext context = run(
                "WORK.P",
                PublishedTables.leprosy(),
                "proc genmod data=p; class drug; model before = drug / dist=poisson type3 scale=pearson;"
                        + " contrast 'Antibiotic' drug .5 .5 -1; run;");
        assertThat(rows(context.tablesNamed("Type3").get(0))).containsExactly("drug 2 27 1.55 0.2304 3.10 0.2121");
        assertThat(row(context, "Contrasts", "Antibiotic")).isEqualTo("Antibiotic 1 27 2.99 0.0950 2.99 0.0835 LR");
        assertThat(row(context, "ParameterEstimates", "Scale")).startsWith("Scale 0 1.4615");
        MemoryContext negativeBinomial = run(
                "WORK.P",
                PublishedTables.leprosy(),
                "proc genmod data=p; class drug; model before = drug / dist=negbin type3; run;");
        assertThat(row(negativeBinomial, "ParameterEstimates", "Dispersion"))
                .isEqualTo("Dispersion 1 0.0788 0.0450 0.0257 0.2412");
        assertThat(rows(negativeBinomial.tablesNamed("Type3").get(0))).containsExactly("drug 2 3.35 0.1874");
    }

    /** The same source: TYPE=UN with score and Wald contrasts and model-based errors. */
    @Test
    void scoreAndWaldContrastsOfAMarginalModel() {
        MemoryContext context = run(
                "WORK.V",
                PublishedTables.leprosyVisits(),
                "proc genmod data=v; class id time; model bacilli = time1 a_effect b_effect / dist=poisson;"
                        + " repeated subject=id / withinsubject=time type=un corrw modelse;"
                        + " contrast 'AB' a_effect 1, b_effect 1; contrast 'ABW' a_effect 1, b_effect 1 / wald; run;");
        assertThat(rows(context.tablesNamed("Contrasts").get(0)))
                .containsExactly("AB 2 4.56 0.1024 Score", "ABW 2 6.99 0.0303 Wald");
        assertThat(row(context, "GEEModPEst", "Scale")).startsWith("Scale 1.8578");
        assertThat(row(context, "GEEModPEst", "a_effect")).startsWith("a_effect -0.5406 0.1818");
    }

    /** Course Bios 667, listing chd004. */
    @Test
    void eventsOverTrials() {
        MemoryContext context = run(
                "WORK.CHD",
                PublishedTables.heart(),
                "proc genmod data=chd; model cases/py = smoking personality bp / dist=binomial; run;");
        assertThat(row(context, "NObs", "Number of Events")).isEqualTo("Number of Events 257");
        assertThat(row(context, "NObs", "Number of Trials")).isEqualTo("Number of Trials 23191.5");
        assertThat(row(context, "ResponseProfile", "1")).isEqualTo("1 Event 257");
        assertThat(row(context, "ModelFit", "AIC ")).endsWith("99.5001");
        assertThat(row(context, "ModelInfo", "Response Variable (Trials)")).isEqualTo("Response Variable (Trials) py");
    }

    /** SAS/STAT documentation, getting started: exchangeable correlation, both covariance matrices. */
    @Test
    void exchangeableCorrelationWithCovarianceMatrices() {
        MemoryContext context = run(
                "WORK.SIX",
                PublishedTables.wheeze(),
                "proc genmod data=six; class case city; model wheeze(event='1') = city age smoke / dist=bin;"
                        + " repeated subject=case / type=exch covb corrw; run;");
        assertThat(row(context, "GEEEmpPEst", "city kingston")).startsWith("city kingston 0.1223 0.6882");
        assertThat(row(context, "GEEEmpPEst", "city portage"))
                .isEqualTo("city portage 0.0000 0.0000 0.0000 0.0000 . .");
        assertThat(row(context, "GEENCov", "Prm1")).startsWith("Prm1 5.74947 -0.22257 -0.53472 0.01655");
        assertThat(row(context, "GEERCov", "Prm1")).startsWith("Prm1 9.33994 -0.85104 -0.83253 -0.16534");
        assertThat(row(context, "GEEExchCorr", "Correlation")).startsWith("Correlation 0.1648");
    }

    /** Log odds ratio structures bind and fit; one for all pairs is the exchangeable fit of the specification. */
    @Test
    void otherLogOddsRatioStructures() {
        MemoryContext exchangeable =
                run("WORK.AMENORRHEA", PublishedTables.contraceptive(), SEED.replace("fullclust", "exch"));
        assertThat(row(exchangeable, "GEEEmpPEst", "Alpha1")).startsWith("Alpha1 1.9732 0.1130");
        assertThat(exchangeable.tablesNamed("GEELogORInfo")).isEmpty();
        MemoryContext byTreatment =
                run("WORK.AMENORRHEA", PublishedTables.contraceptive(), SEED.replace("fullclust", "logorvar(trt)"));
        assertThat(rows(byTreatment.tablesNamed("GEELogORInfo").get(0))).containsExactly("Alpha1 0", "Alpha2 1");
    }

    @Test
    void outputKeepsRowsWithoutAResponse() {
        MemoryContext context = run(
                "WORK.A",
                PublishedTables.contraceptive(),
                "proc genmod data=a descending; model y = time / dist=bin; output out=b p=mean xbeta=eta resraw=r; run;");
        Table out = context.table("WORK.B");
        assertThat(out.rowCount()).isEqualTo(4604);
        int mean = out.indexOf("mean");
        int eta = out.indexOf("eta");
        for (int row = 0; row < 8; row++) {
            double p = out.numeric(mean).get(row);
            assertThat(Math.log(p / (1 - p)))
                    .isEqualTo(out.numeric(eta).get(row), org.assertj.core.api.Assertions.within(1e-12));
        }
        assertThat(Missing.isMissing(out.numeric(out.indexOf("r")).get(1))).isTrue();
        assertThat(Missing.isMissing(out.numeric(mean).get(1))).isFalse();
    }

    @Test
    void refusesWhatCannotBeFitted() {
        Table table = PublishedTables.contraceptive();
        assertThatThrownBy(() -> run("WORK.A", table, "proc genmod data=a; model y = nothing; run;"))
                .isInstanceOf(StepFailure.class)
                .hasMessage("Variable NOTHING not found.");
        assertThatThrownBy(() ->
                        run("WORK.A", table, "proc genmod data=a; class trt(ref='7'); model y = trt / dist=bin; run;"))
                .isInstanceOf(hermite.model.ClassLevels.UnknownReferenceException.class)
                .hasMessage("level '7' of trt does not occur");
        assertThatThrownBy(() -> run("WORK.A", table, "proc genmod data=a; model time = trt / dist=bin; run;"))
                .hasMessage("The response variable time has 4 levels; a binomial model needs 2.");
        assertThatThrownBy(() ->
                        run("WORK.A", table, "proc genmod data=a; model y = trt / dist=bin; repeated subject=id; run;"))
                .hasMessage("Variable id in the SUBJECT= effect must be in the CLASS list.");
        assertThatThrownBy(() -> run("WORK.A", table, "proc genmod data=a; class id; run;"))
                .hasMessage("The MODEL statement is required.");
    }

    /**
     * With a response that never varies the Pearson residuals have no spread, so no exchangeable correlation exists:
     * the score test has its degrees of freedom (levels of trt less one) and no value.
     */
    @Test
    void aScoreTestWithoutWorkingCorrelationIsMissing() {
        Object[] values = new Object[30 * 3];
        for (int i = 0; i < 30; i++) {
            values[3 * i] = (double) (i / 2);
            values[3 * i + 1] = (double) (i / 2 % 2);
            values[3 * i + 2] = 1.0;
        }
        MemoryContext context = run(
                "WORK.A",
                Tables.of("id trt y", values),
                "proc genmod data=a; class id trt; model y=trt/dist=poisson type3; repeated subject=id/type=exch; run;");

        assertThat(row(context, "Type3", "trt")).isEqualTo("trt 1 . .");
    }
}
