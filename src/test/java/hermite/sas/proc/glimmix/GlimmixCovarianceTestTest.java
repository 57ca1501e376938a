package hermite.sas.proc.glimmix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hermite.data.Table;
import hermite.data.TableBuilder;
import hermite.data.Variable;
import hermite.sas.proc.MemoryContext;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * PARMS and COVTEST on the epilepsy counts. Expected figures: R 4.2.2, glmmTMB 1.1.5 (Laplace), rel.tol=1e-13:
 * {@code glmmTMB(y ~ time*trt + offset(t) + (time|id), family=poisson)} gives −2 log L 1930.196193, with
 * {@code diag(time|id)} 1932.415079, with {@code (1|id)} 2083.861308, with a variance for each arm 2083.852620; glm
 * without random effects 4911.066385. Held, tied and bounded parameters by {@code map=} or by minimising
 * {@code $obj$fn} over the others.
 */
class GlimmixCovarianceTestTest {
    private static final double UNSTRUCTURED = 1930.196193;
    private static final double DIAGONAL = 1932.415079;
    private static final double INTERCEPT = 2083.861308;
    private static final double BY_ARM = 2083.852620;
    private static final double NONE = 4911.066385;

    private static String step(String random, String more) {
        return "proc glimmix data=a method=laplace; class id trt; model y = time trt trt*time / dist=poisson offset=t s; "
                + "random " + random + "; " + more + " run;";
    }

    private static GlimmixRun run(String random, String more) {
        return GlimmixRun.of(GlimmixSamples.epilepsy(), step(random, more));
    }

    @ParameterizedTest
    @CsvSource({
        "int time / subject=id type=un, diagg, 1, 1932.415079, --",
        "int time / subject=id type=un, zerog, 3, 4911.066385, DF",
        "int time / subject=id type=un, glm, 3, 4911.066385, DF",
        "int time / subject=id type=un, . 0 0, 2, 2083.861308, MI",
        "int time / subject=id type=un, . .05, 1, 1931.172492, --",
        "int time / subject=id type=un, general 1 0 -20, 1, 1930.234634, --",
        "int time / subject=id type=chol, diagg, 1, 1932.415079, --",
        "int time / subject=id type=vc, . 0, 1, 2083.861308, MI",
        "int time / subject=id type=vc, zerog, 2, 4911.066385, MI",
        "int / subject=id, zerog, 1, 4911.066385, MI",
        "int time / subject=id type=arh(1), diagg, 1, 1932.415079, --",
        "int / subject=id group=trt, homogeneity, 1, 2083.861308, --"
    })
    void testsByRefitting(String random, String test, int df, double minusTwoLogLikelihood, String mark) {
        GlimmixRun run = run(random, "covtest 'H' " + test + ";");
        double full = run.minusTwoLogLikelihood();
        assertThat(run.number("CovTests", "DF", "H")).isEqualTo(df);
        assertThat(run.number("CovTests", "Objective", "H")).isCloseTo(minusTwoLogLikelihood, within(1e-4));
        assertThat(run.number("CovTests", "ChiSq", "H")).isCloseTo(minusTwoLogLikelihood - full, within(2e-4));
        assertThat(run.text("CovTests", "Note", "H")).isEqualTo(mark);
    }

    @Test
    void fullFitsAreThoseOfTheOracle() {
        assertThat(run("int time / subject=id type=un", "").minusTwoLogLikelihood())
                .isCloseTo(UNSTRUCTURED, within(1e-4));
        assertThat(run("int time / subject=id", "").minusTwoLogLikelihood()).isCloseTo(DIAGONAL, within(1e-4));
        assertThat(run("int / subject=id", "").minusTwoLogLikelihood()).isCloseTo(INTERCEPT, within(1e-4));
        assertThat(run("int / subject=id group=trt", "").minusTwoLogLikelihood())
                .isCloseTo(BY_ARM, within(1e-4));
    }

    /** χ² 2.218886 with 1 df: p 0.136332 (pchisq); a variance at its boundary halves: Stram and Lee (1994). */
    @Test
    void pValuesAreOfChiSquaresAndMixtures() {
        GlimmixRun run = run(
                "int time / subject=id type=un",
                "covtest 'Diagonal' diagg; covtest 'One' . 0 0 / wght=1 1 df=1 2; covtest 'Two' . 0 0;");
        assertThat(run.number("CovTests", "ProbChiSq", "Diagonal")).isCloseTo(0.136332, within(2e-5));
        double statistic = INTERCEPT - UNSTRUCTURED;
        // upper tails of chi-square in closed form: 2 df exp(−x/2), 1 df by its series for large x
        double two = Math.exp(-statistic / 2);
        double mixture = run.number("CovTests", "ProbChiSq", "Two");
        assertThat(mixture).isBetween(0.5 * two, 0.6 * two);
        assertThat(run.number("CovTests", "ProbChiSq", "One")).isCloseTo(mixture, within(1e-6 * mixture));
        assertThat(run.table("CovTests").notes())
                .contains(
                        "MI: P-value based on a mixture of chi-squares.",
                        "--: Standard test with unadjusted p-values.");
        assertThat(run.table("CovTests").titles())
                .containsExactly("Tests of Covariance Parameters", "Based on the Likelihood");
    }

    @Test
    void estimatesUnderTheHypothesisAreShown() {
        GlimmixRun run = run("int time / subject=id type=un", "covtest 'D' diagg / est;");
        assertThat(run.number("CovTests", "Est1", "D")).isCloseTo(0.57003421, within(2e-5));
        assertThat(run.number("CovTests", "Est2", "D")).isZero();
        assertThat(run.number("CovTests", "Est3", "D")).isCloseTo(0.026719813, within(2e-6));
    }

    /** uniroot on the profiled and on the estimated likelihood of glmmTMB: 0.4549399, 0.9677725; 0.4551241, 0.967614. */
    @Test
    void limitsInvertTheLikelihoodRatioTest() {
        GlimmixRun profile = run("int / subject=id", "covtest / cl(type=plr);");
        assertThat(profile.number("CovParms", "Lower", "Intercept")).isCloseTo(0.4549399, within(2e-6));
        assertThat(profile.number("CovParms", "Upper", "Intercept")).isCloseTo(0.9677725, within(2e-6));
        GlimmixRun estimated = run("int / subject=id", "covtest / cl(type=elr);");
        assertThat(estimated.number("CovParms", "Lower", "Intercept")).isCloseTo(0.4551241, within(2e-5));
        assertThat(estimated.number("CovParms", "Upper", "Intercept")).isCloseTo(0.967614, within(2e-5));
    }

    /** Satterthwaite: ν = 2Z², ν σ²/χ². Only the quotient of the limits needs quantiles: here Z is read from the table. */
    @Test
    void waldLimitsAndTests() {
        GlimmixRun run = run("int time / subject=id type=un", "covtest / wald cl;");
        double estimate = run.number("CovParms", "Estimate", "UN(2,1)");
        double se = run.number("CovParms", "StdErr", "UN(2,1)");
        assertThat(run.number("CovParms", "ZValue", "UN(2,1)")).isCloseTo(estimate / se, within(1e-12));
        assertThat(run.number("CovParms", "Lower", "UN(2,1)")).isCloseTo(estimate - 1.959963985 * se, within(1e-9));
        double variance = run.number("CovParms", "Estimate", "UN(1,1)");
        assertThat(run.number("CovParms", "Lower", "UN(1,1)")).isBetween(0.0, variance);
        assertThat(run.number("CovParms", "Upper", "UN(1,1)"))
                .isGreaterThan(2 * variance - run.number("CovParms", "Lower", "UN(1,1)"));
    }

    @Test
    void heldParametersKeepTheirValue() {
        GlimmixRun run = run("int time / subject=id", "parms (0.5) (0.02) / hold=2;");
        assertThat(run.minusTwoLogLikelihood()).isCloseTo(1933.545026, within(1e-4));
        assertThat(run.number("CovParms", "Estimate", "time")).isCloseTo(0.02, within(1e-12));
        assertThat(run.number("CovParms", "Estimate", "Intercept")).isCloseTo(0.5729002, within(2e-5));
        assertThat(run.number("CovParms", "StdErr", "time")).isNaN();
        assertThat(run.number("ParameterEstimates", "StdErr", "trt", "0")).isCloseTo(0.2045117, within(2e-5));
        assertThat(run.number("ParameterEstimates", "StdErr", "time*trt", "0")).isCloseTo(0.04697345, within(5e-6));
        assertThat(run.text("OptInfo", "Value", "Parameters in Optimization")).isEqualTo("5");
        // AIC counts five parameters
        assertThat(run.number("FitStatistics", "Value", "AIC  (smaller is better)"))
                .isCloseTo(1933.545026 + 10, within(1e-4));
    }

    @Test
    void aCovarianceOfAnUnstructuredMatrixCanBeHeld() {
        GlimmixRun run = run("int time / subject=id type=un", "parms (0.5) (0.05) (0.03) / hold=2;");
        assertThat(run.minusTwoLogLikelihood()).isCloseTo(1931.172492, within(1e-4));
        assertThat(run.number("CovParms", "Estimate", "UN(1,1)")).isCloseTo(0.5849013, within(2e-5));
        assertThat(run.number("CovParms", "Estimate", "UN(2,1)")).isCloseTo(0.05, within(1e-12));
        assertThat(run.number("CovParms", "Estimate", "UN(2,2)")).isCloseTo(0.02834601, within(2e-6));
    }

    @Test
    void boundsAct() {
        GlimmixRun active = run("int / subject=id", "parms (1) / lowerb=0.7;");
        assertThat(active.minusTwoLogLikelihood()).isCloseTo(2084.005354, within(1e-4));
        assertThat(active.number("CovParms", "Estimate", "Intercept")).isCloseTo(0.7, within(1e-10));
        GlimmixRun idle = run("int / subject=id", "parms (1) / lowerb=0.1 upperb=3;");
        assertThat(idle.minusTwoLogLikelihood()).isCloseTo(INTERCEPT, within(1e-4));
        assertThat(idle.text("OptInfo", "Value", "Upper Boundaries")).isEqualTo("1");
        GlimmixRun above = run("int / subject=id", "parms (0.3) / upperb=0.7;");
        assertThat(above.minusTwoLogLikelihood()).isCloseTo(INTERCEPT, within(1e-4));
    }

    @Test
    void noIterationsEstimatesTheFixedEffectsOnly() {
        GlimmixRun run = run("int / subject=id", "parms (0.7) / noiter;");
        assertThat(run.minusTwoLogLikelihood()).isCloseTo(2084.005354, within(1e-4));
        // R: trt1 −0.035232713 (0.22422677) with trt 0 as reference; here trt 1 is the reference
        assertThat(run.number("ParameterEstimates", "Estimate", "trt", "0")).isCloseTo(0.035232713, within(1e-5));
        assertThat(run.number("ParameterEstimates", "StdErr", "trt", "0")).isCloseTo(0.22422677, within(1e-5));
        assertThat(run.number("FitStatistics", "Value", "AIC  (smaller is better)"))
                .isCloseTo(2084.005354 + 10, within(1e-4));
    }

    @Test
    void theBestPointOfAGridIsTheStart() {
        GlimmixRun run = run("int time / subject=id", "parms (0.1 to 0.9 by 0.4) (0.001, 0.03);");
        assertThat(run.table("ParmSearch").rows()).hasSize(6);
        assertThat(run.minusTwoLogLikelihood()).isCloseTo(DIAGONAL, within(1e-4));
        double best = run.table("ParmSearch").rows().stream()
                .mapToDouble(r -> GlimmixRun.value(r.get(2)))
                .min()
                .orElseThrow();
        assertThat(run.number("ParmSearch", "Objective", "0.1", "0.001")).isGreaterThan(best + 1);
        assertThat(run.number("IterHistory", "Objective", "0")).isCloseTo(best, within(1e-6));
    }

    @Test
    void valuesMayComeFromADataSet() {
        TableBuilder builder = new TableBuilder(List.of(Variable.numeric("Estimate")));
        builder.set(0, 0.7).endRow();
        Table values = builder.build();
        GlimmixRun run = GlimmixRun.of(
                new MemoryContext().with("WORK.V", values).with("WORK.A", GlimmixSamples.epilepsy()),
                step("int / subject=id", "parms / parmsdata=v noiter; covtest 'T' testdata=v;"));
        assertThat(run.minusTwoLogLikelihood()).isCloseTo(2084.005354, within(1e-4));
        assertThat(run.number("CovTests", "ChiSq", "T")).isCloseTo(0, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "parms (1) (2); | Values are given for 2 covariance parameters, the model has 1.",
                "parms (1) / hold=2; | HOLD=2 names no covariance parameter: a whole number from 1 to 1 is expected.",
                "parms (-1); | The values of PARMS give no covariance matrix ([-1.0]).",
                "parms (1) / lowerb=2 upperb=1; | The lower bound of covariance parameter 1 is above its upper bound.",
                "parms; | PARMS takes a list of values in parentheses for each covariance parameter, or PARMSDATA=.",
                "covtest 'x' nought; | NOUGHT is no test of COVTEST: expecting one of DIAGG, DIAGR, GENERAL, GLM, HOMOGENEITY, INDEP, START, TESTDATA=, ZEROG, or values.",
                "covtest 'x' zerog 1 2; | ZEROG of COVTEST has values where none are expected, or none where they are.",
                "covtest 'x' general; | GENERAL of COVTEST has values where none are expected, or none where they are.",
                "covtest 'x' start; | COVTEST START tests the values that PARMS gives: add a PARMS statement.",
                "covtest 'x' 1 2; | Values are given for 2 covariance parameters, the model has 1.",
                "nloptions tech=trureg update=dfp; | UPDATE=DFP is no update formula of TECH=TRUREG.",
                "nloptions gconv=1e-8 0.5; | GCONV= takes a tolerance and a number of iterations in a row."
            })
    void saysWhatIsWrong(String statement, String message) {
        assertThatThrownBy(() -> run("int / subject=id", statement)).hasMessageContaining(message);
    }

    /** The GLIMMIX chapter on the degenerate distribution: the statistic is 0 and p = Pr(0 >= 0) = 1. */
    @ParameterizedTest
    @CsvSource({"diagg", "diagr", "homogeneity", "."})
    void whatRestrictsNothingHasADegenerateStatistic(String kind) {
        GlimmixRun run = run("int / subject=id", "covtest 'N' " + kind + " / estimates;");
        assertThat(run.number("CovTests", "DF", "N")).isZero();
        assertThat(run.number("CovTests", "ChiSq", "N")).isZero();
        assertThat(run.number("CovTests", "ProbChiSq", "N")).isEqualTo(1);
        assertThat(run.number("CovTests", "Objective", "N")).isEqualTo(run.minusTwoLogLikelihood());
        assertThat(run.number("CovTests", "Est1", "N")).isEqualTo(run.number("CovParms", "Estimate", "Intercept"));
    }

    @Test
    void noGroupMeansALikelihoodWithoutRandomEffects() {
        GlimmixRun run = run("int time / subject=id type=toep", "covtest zerog;");
        assertThat(run.number("CovTests", "Objective", "No G-side effects")).isCloseTo(NONE, within(1e-4));
        GlimmixRun symmetric = run("int time / subject=id type=csh", "covtest zerog;");
        assertThat(symmetric.number("CovTests", "Objective", "No G-side effects"))
                .isCloseTo(NONE, within(1e-4));
    }
}
