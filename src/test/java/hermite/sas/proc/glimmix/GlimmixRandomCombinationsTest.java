package hermite.sas.proc.glimmix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hermite.data.Table;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ESTIMATE and CONTRAST with coefficients of random effects behind a bar. */
class GlimmixRandomCombinationsTest {
    /**
     * Counts y1 … y4 with random intercept and slope. Expected figures: R 4.2.2, glmmTMB 1.1.5, {@code m <- glmmTMB(y ~
     * time + trt + offset(t) + (time | id), family = poisson)}; estimates l'par and errors √(l'Vl) with par = {@code
     * m$obj$env$last.par.best} and V the inverse of {@code TMB::sdreport(m$obj, getJointPrecision = TRUE)$jointPrecision}.
     */
    private static GlimmixRun counts(String statements) {
        return GlimmixRun.of(
                GlimmixSamples.epilepsy(),
                "proc glimmix data=a method=laplace; class id; model y = time trt / dist=poisson offset=t ddfm=none;"
                        + " random int time / subject=id type=un; " + statements + " run;");
    }

    /** Four whole plots of three levels of A with two of B: Stroup's data as SAS prints them for PROC MIXED. */
    private static Table splitPlot() {
        double[] yields = {
            56, 41, 50, 36, 39, 35, 30, 25, 36, 28, 33, 30, 32, 24, 31, 27, 15, 19, 30, 25, 35, 30, 17, 18
        };
        Object[] values = new Object[yields.length * 4];
        for (int i = 0; i < yields.length; i++) {
            values[4 * i] = 1 + i / 6;
            values[4 * i + 1] = 1 + i / 2 % 3;
            values[4 * i + 2] = 1 + i % 2;
            values[4 * i + 3] = yields[i];
        }
        return Tables.of("block a b y", values);
    }

    private static GlimmixRun plots(String random, String statements) {
        return GlimmixRun.of(
                splitPlot(),
                "proc glimmix data=a; class a b block; model y = a b a*b; random " + random + "; " + statements
                        + " run;");
    }

    @ParameterizedTest
    @CsvSource({
        "'| int 1 time 3 / subject 0 1', -0.488692201, 0.329532873",
        "int 1 time 3 trt 1 | int 1 time 3 / subject 0 1, 0.372011476, 0.350977924",
        "| time 1 / subject 1 -1, 0.000687945973, 0.143021516",
        "time 1 | time 1, -0.0868089947, 0.0163514320",
    })
    void conditionalModesWithTheirJointCovariance(String coefficients, double estimate, double error) {
        GlimmixRun run = counts("estimate 'e' " + coefficients + ";");
        assertThat(run.number("Estimates", "Estimate", "e")).isCloseTo(estimate, within(2e-5));
        assertThat(run.number("Estimates", "StdErr", "e")).isCloseTo(error, within(1e-5));
    }

    @Test
    void rowsOfAContrastHaveTheirOwnSubjects() {
        GlimmixRun run = counts("contrast 'c' | int 1, | time 1 / subject (1 -1), (1 -1);");
        assertThat(run.number("Contrasts", "FValue", "c")).isCloseTo(0.0368988621, within(1e-4));
        assertThat(run.number("Contrasts", "NumDF", "c")).isEqualTo(2);
    }

    /** Printed by PROC MIXED for its split-plot example: 32.8750 with 1.0817, 2.2396, 4.5403. */
    @ParameterizedTest
    @CsvSource({
        "| block .25 .25 .25 .25 a*block .25 .25 .25 .25, 1.0817",
        "| block .25 .25 .25 .25, 2.2396",
        "'', 4.5403",
    })
    void inferenceSpaces(String random, double error) {
        GlimmixRun run = plots("block a*block", "estimate 'e' int 1 a 1 b .5 .5 a*b .5 .5 " + random + ";");
        assertThat(run.number("Estimates", "Estimate", "e")).isCloseTo(32.875, within(5e-5));
        assertThat(run.number("Estimates", "StdErr", "e")).isCloseTo(error, within(5e-5));
    }

    /**
     * SAS/STAT's ESTIMATE statement of MIXED: degrees of freedom "match those displayed in the Tests of Fixed Effects
     * table for the final effect you list". That table, as printed for the example: A 6, B 9, A*B 9.
     */
    @ParameterizedTest
    @CsvSource({
        "int 1 a 1 b .5 .5 a*b .5 .5, 9",
        "int 1 a 1 b .5 .5 a*b .5 .5 | block .25 .25 .25 .25, 9",
        "int 1 b .5 .5 a*b .5 .5 a 1, 6",
        "int 1 b .5 .5 a*b .5 .5 a 1 | block .25 .25 .25 .25 a*block .25 .25 .25 .25, 6",
    })
    void theFinalEffectListedGivesTheDenominator(String coefficients, double df) {
        GlimmixRun run =
                plots("block a*block", "estimate 'e' " + coefficients + "; contrast 'c' " + coefficients + ";");
        assertThat(run.number("Estimates", "DF", "e")).isEqualTo(df);
        assertThat(run.number("Contrasts", "DenDF", "c")).isEqualTo(df);
    }

    /**
     * 28.63098272 and 2.02680965: lme4 1.1-31, {@code lmer(Y ~ A * B + (1 | Block) + (1 | A:Block))}, with the inverse
     * of Henderson's equations at its variances.
     */
    @Test
    void subjectsMakeTheSameCombination() {
        GlimmixRun run = plots(
                "int a / subject=block",
                "estimate 'shared' int 1 a 1 b .5 .5 a*b .5 .5 | int 1 a 1;"
                        + " estimate 'second' int 1 a 1 b .5 .5 a*b .5 .5 | int 1 a [1, 1] / subject 0 1 e;");
        assertThat(run.number("Estimates", "StdErr", "shared")).isCloseTo(1.0817, within(5e-5));
        assertThat(run.number("Estimates", "Estimate", "second")).isCloseTo(28.63098272, within(1e-4));
        assertThat(run.number("Estimates", "StdErr", "second")).isCloseTo(2.02680965, within(1e-4));
        assertThat(run.table("Coef").rows()).hasSize(12 + 2);
    }

    /**
     * A block has an effect of its own for each level of B. lme4 1.1-31: {@code lmer(Y ~ A * B + (0 + b1 | Block) + (0 +
     * b2 | Block))} with indicators b1 and b2 of the levels gives variances 97.644, 33.606 and 21.514.
     */
    @Test
    void groupsWithinSubjectsHaveEffectsOfTheirOwn() {
        GlimmixRun run = plots(
                "int / subject=block group=b s",
                "estimate 'difference' | int 1 / subject 1 group 1 -1; estimate 'one' | int 1 / subject 1 group 1;"
                        + " estimate 'other' | int 1 / subject 1 group 0 1;");
        assertThat(run.number("CovParms", "Estimate", "Intercept", "block", "b 1"))
                .isCloseTo(97.644, within(2e-2));
        assertThat(run.number("CovParms", "Estimate", "Intercept", "block", "b 2"))
                .isCloseTo(33.606, within(2e-2));
        assertThat(run.number("CovParms", "Estimate", "Residual")).isCloseTo(21.514, within(2e-3));
        assertThat(run.number("Estimates", "Estimate", "difference"))
                .isCloseTo(
                        run.number("Estimates", "Estimate", "one") - run.number("Estimates", "Estimate", "other"),
                        within(1e-9));
    }

    /**
     * Restricted likelihoods of lme4 1.1-31 and nlme 3.1-162: −2 log of (1 | Block) + (1 | A:Block) 119.7618, without
     * A:Block 123.6174, without both (gls) 139.8146.
     */
    @Test
    void restrictedLikelihoodRatioTests() {
        GlimmixRun run = plots("int a / subject=block", "covtest 'none' zerog; covtest 'block' . 0 / est;");
        assertThat(run.number("CovTests", "Objective", "none")).isCloseTo(139.8146, within(1e-3));
        assertThat(run.number("CovTests", "ChiSq", "none")).isCloseTo(139.8146 - 119.7618, within(1e-3));
        assertThat(run.number("CovTests", "ChiSq", "block")).isCloseTo(123.6174 - 119.7618, within(1e-3));
        // half the tail of one degree of freedom: 0.5 * pchisq(3.8556, 1, lower = FALSE)
        assertThat(run.number("CovTests", "ProbChiSq", "block")).isCloseTo(0.5 * 0.0495802, within(2e-5));
        assertThat(run.table("CovTests").titles())
                .containsExactly("Tests of Covariance Parameters", "Based on the Restricted Likelihood");
    }

    /** The grid is tried, and the search ends where it ends from any start. */
    @Test
    void gridOfStartingValues() {
        GlimmixRun plain = plots("int a / subject=block", "");
        GlimmixRun grid = plots("int a / subject=block", "parms (10 60) (5 15) (9);");
        assertThat(grid.table("ParmSearch").rows()).hasSize(4);
        assertThat(grid.number("CovParms", "Estimate", "Intercept"))
                .isCloseTo(plain.number("CovParms", "Estimate", "Intercept"), within(1e-2));
    }

    /** Without random effects EMPIRICAL is the sandwich; equal shares of predictions that sum to zero change no estimate. */
    @Test
    void robustCovarianceReachesThePredictions() {
        String fixed = "int 1 a 1 b .5 .5 a*b .5 .5";
        GlimmixRun run = GlimmixRun.of(
                splitPlot(),
                "proc glimmix data=a empirical; class a b block; model y = a b a*b; random int a / subject=block;"
                        + " estimate 'broad' " + fixed + "; estimate 'narrow' " + fixed + " | int 1 a 1;"
                        + " estimate 'zero' " + fixed + " | int 0; run;");
        double broad = run.number("Estimates", "StdErr", "broad");
        assertThat(run.number("Estimates", "StdErr", "zero")).isCloseTo(broad, within(1e-10));
        assertThat(run.number("Estimates", "Estimate", "narrow")).isCloseTo(32.875, within(5e-5));
        assertThat(run.number("Estimates", "StdErr", "narrow")).isLessThan(broad);
    }

    /**
     * Satterthwaite's degrees of freedom of predictions on 96 rows of the epilepsy counts (patients 19 to 40; of those whose
     * number three divides the first three visits). R 4.2.2: C(θ) is the inverse of the mixed model equations, its
     * derivatives by five-point differences, W twice the inverse Hessian of the dense −2 restricted log likelihood, df =
     * 2(l'Cl)²/(g'Wg); for two rows E = Σ ν/(ν − 2) over the eigenvectors of LCL', df = 2E/(E − 2).
     */
    @Test
    void satterthwaiteOfPredictions() {
        Table all = GlimmixSamples.epilepsy();
        int[] rows = java.util.stream.IntStream.range(0, all.rowCount())
                .filter(r -> {
                    double id = all.numeric(0).values()[r];
                    return id >= 19
                            && id <= 40
                            && !(id % 3 == 0 && all.numeric(2).values()[r] > 2);
                })
                .toArray();
        GlimmixRun run = GlimmixRun.of(
                all.selectRows(rows),
                "proc glimmix data=a; class id; model y = time trt / ddfm=sat; random int / subject=id;"
                        + " estimate 'one' int 1 trt 1 | int 1 / subject 1; estimate 'two' time 1 | int 1 / subject 0 1;"
                        + " estimate 'three' | int 1 / subject 0 0 1;"
                        + " contrast 'both' int 1 trt 1 | int 1, time 1 | int 1 / subject (1), (0 1); run;");
        assertThat(rows).hasSize(96);
        String[] labels = {"one", "two", "three"};
        double[][] expected = {
            {14.262583620, 6.766361336, 40.406474080},
            {-6.358134241, 5.635243505, 46.553127585},
            {-6.251651492, 6.299542960, 42.410400008}
        };
        for (int k = 0; k < 3; k++) {
            assertThat(run.number("Estimates", "Estimate", labels[k])).isCloseTo(expected[k][0], within(1e-5));
            assertThat(run.number("Estimates", "StdErr", labels[k])).isCloseTo(expected[k][1], within(1e-5));
            assertThat(run.number("Estimates", "DF", labels[k])).isCloseTo(expected[k][2], within(1e-3));
        }
        assertThat(run.number("Contrasts", "FValue", "both")).isCloseTo(3.371801257, within(1e-5));
        assertThat(run.number("Contrasts", "DenDF", "both")).isCloseTo(43.134321482, within(1e-3));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', textBlock = """
            estimate 'e' a 1 -1 / subject 1;      # The option SUBJECT of the ESTIMATE statement weighs random effects, but none follows a bar, as in | INTERCEPT 1.
            estimate 'e' | q 1;                   # The effect q is in no RANDOM statement.
            estimate 'e' | int 1 1;               # More coefficients specified than levels of effect Intercept.
            estimate 'e' | int 1 / subject 1 2 3 4 5; # The option SUBJECT has 5 coefficients; the RANDOM statement has 4 such levels.
            estimate 'e' | int 1 / group 1;       # The option GROUP has 1 coefficients; the RANDOM statement has 0 such levels.
            contrast 'c' | int 1, | int 1, | int 1 / subject (1), (0 1); # The option SUBJECT has 2 rows of coefficients for 3 rows of the statement.
            """)
    void saysWhatIsWrong(String statement, String message) {
        assertThatThrownBy(() -> plots("int / subject=block", statement))
                .isInstanceOf(StepFailure.class)
                .hasMessage(message);
    }
}
