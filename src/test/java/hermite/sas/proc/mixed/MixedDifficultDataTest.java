package hermite.sas.proc.mixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.report.Cell;
import hermite.report.OutputTable;
import hermite.sas.proc.MemoryContext;
import hermite.sas.proc.ParsedSteps;
import hermite.sas.proc.Tables;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Data that break linear mixed models: the right answer, or a message that says what is wrong and what to do.
 *
 * <p>Eight subjects with five visits. R 4.2.2, lme4 1.1.31: {@code d <- expand.grid(t = 1:5, id = 1:8); d$y <- 3 +
 * 0.5*d$t + ((d$id*37) %% 11)/4 + ((d$id*d$t*53 + d$t*7) %% 17)/8; ctl <- lmerControl(optCtrl = list(ftol_abs = 1e-14,
 * ftol_rel = 1e-15, xtol_abs = 1e-10, xtol_rel = 1e-12)); m <- lmer(y ~ t + (1|id), d, control = ctl)}.
 */
class MixedDifficultDataTest {
    private static final double SLOPE = 0.5078125;
    private static final double SLOPE_ERROR = 0.06132399147;

    private static MemoryContext run(String options, String model, String random) {
        Object[] values = new Object[40 * 8];
        for (int i = 0; i < 40; i++) {
            int id = 1 + i / 5;
            int t = 1 + i % 5;
            Object[] row = {
                id,
                t,
                3 + 0.5 * t + id * 37 % 11 / 4.0 + (id * t * 53 + t * 7) % 17 / 8.0,
                3 + 0.5 * t + (t * 2 + id * 3) % 5 / 2.0,
                3 + 0.5 * t + id % 3,
                id == 3 && t == 2 ? 2 : id % 2 == 0 ? 1 : 3,
                1e8 * t,
                2 * t - 1
            };
            System.arraycopy(row, 0, values, 8 * i, 8);
        }
        MemoryContext context = new MemoryContext()
                .with("WORK.A", Tables.of("id t y z exact a big t2", values))
                .with("WORK.FAR", far());
        return new ParsedSteps(context, new MixedProcedure())
                .run("proc mixed " + options + "; class id a; model " + model + "; " + random + " run;");
    }

    private static hermite.data.Table far() {
        Object[] values = new Object[40 * 5];
        for (int i = 0; i < 40; i++) {
            int id = 1 + i / 5;
            int t = 1 + i % 5;
            Object[] row = {id, 1, 3 + 0.5 * t + id * 37 % 11 / 4.0 + (id * t * 53 + t * 7) % 17 / 8.0, 1e8 + t, 1e5 + t
            };
            System.arraycopy(row, 0, values, 5 * i, 5);
        }
        return Tables.of("id a y x8 xfar", values);
    }

    private static MemoryContext intercepts(String options, String model) {
        return run(options, model + " / solution", "random intercept / subject=id;");
    }

    private static double number(MemoryContext context, String table, int row, String column) {
        OutputTable found = context.tablesNamed(table).get(0);
        Cell cell = found.rows().get(row).get(index(found, column));
        return cell instanceof Cell.Shown shown ? shown.value() : ((Cell.Number) cell).value();
    }

    private static int index(OutputTable table, String column) {
        return table.columns().stream().map(c -> c.variable()).toList().indexOf(column);
    }

    private static boolean isMissing(MemoryContext context, String table, int row, String column) {
        OutputTable found = context.tablesNamed(table).get(0);
        Cell cell = found.rows().get(row).get(index(found, column));
        return !(cell instanceof Cell.Number n) || Double.isNaN(n.value());
    }

    @Test
    void aCovariateOfSizeHundredMillion() {
        MemoryContext context = intercepts("data=a", "y = big");
        assertThat(number(context, "SolutionF", 1, "Estimate")).isCloseTo(SLOPE / 1e8, within(1e-17));
        assertThat(number(context, "SolutionF", 1, "StdErr")).isCloseTo(SLOPE_ERROR / 1e8, within(1e-17));
        assertThat(number(context, "CovParms", 0, "Estimate")).isCloseTo(0.599070961, within(1e-7));
        assertThat(context.logLines()).noneMatch(l -> l.contains("set to 0"));
    }

    /** A shift of the covariate changes the intercept alone; n − rank[X Z] = 40 − 9. */
    @Test
    void aCovariateFarFromZeroKeepsItsSlopeAndDegreesOfFreedom() {
        MemoryContext context = intercepts("data=far", "y = xfar");
        assertThat(number(context, "SolutionF", 1, "Estimate")).isCloseTo(SLOPE, within(1e-6));
        assertThat(number(context, "SolutionF", 1, "StdErr")).isCloseTo(SLOPE_ERROR, within(1e-6));
        assertThat(number(context, "SolutionF", 1, "DF")).isEqualTo(31);
    }

    @Test
    void aCovariateThatRoundingMakesTheInterceptIsNamedWithTheRemedy() {
        MemoryContext context = intercepts("data=far", "y = x8");
        assertThat(number(context, "SolutionF", 1, "Estimate")).isZero();
        assertThat(context.logLines())
                .contains(
                        "NOTE: x8 is 1.0E8*Intercept in all observations, or differs from it too little to be told apart: its parameter is set to 0. Leave it out of the MODEL statement, or subtract its mean in a DATA step.");
    }

    @Test
    void collinearColumnsAreNamed() {
        MemoryContext context = intercepts("data=a", "y = t t2");
        assertThat(context.logLines())
                .contains("NOTE: t2 is a linear combination of other columns of the model, -Intercept + 2*t: its"
                        + " parameter is set to 0. Leave one of them out of the MODEL statement.");
        assertThat(number(context, "SolutionF", 1, "Estimate")).isCloseTo(SLOPE, within(1e-8));
        assertThat(number(context, "SolutionF", 1, "StdErr")).isCloseTo(SLOPE_ERROR, within(1e-8));
        assertThat(number(context, "SolutionF", 2, "Estimate")).isZero();
    }

    /** {@code d$a <- relevel(factor(ifelse(id == 3 & t == 2, 2, ifelse(id %% 2 == 0, 1, 3))), "3"); lmer(y ~ a + t + (1|id))}. */
    @Test
    void aLevelWithOneRow() {
        MemoryContext context = intercepts("data=a", "y = a t");
        double[] estimate = {4.9623482652656, 0.6384795627054, 0.0195912541068};
        double[] error = {0.4438767202736, 0.5649857154171, 0.6222574433107};
        for (int j = 0; j < 3; j++) {
            assertThat(number(context, "SolutionF", j, "Estimate")).isCloseTo(estimate[j], within(1e-6));
            assertThat(number(context, "SolutionF", j, "StdErr")).isCloseTo(error[j], within(1e-6));
        }
    }

    /** All subjects have the same mean: {@code m <- lm(z ~ t); summary(m); -2 * logLik(m, REML = TRUE)} in R 4.2.2. */
    @Test
    void aVarianceOfZeroGivesTheRegressionAndSaysSo() {
        MemoryContext context = intercepts("data=a", "z = t");
        assertThat(number(context, "CovParms", 0, "Estimate")).isZero();
        assertThat(number(context, "CovParms", 1, "Estimate")).isCloseTo(0.518092105263, within(1e-8));
        assertThat(number(context, "FitStatistics", 0, "Value")).isCloseTo(90.921349373, within(1e-7));
        assertThat(number(context, "SolutionF", 1, "StdErr")).isCloseTo(0.0804745383074, within(1e-9));
        assertThat(context.logLines())
                .anyMatch(l -> l.startsWith("NOTE: The variance of Intercept (subject id) was estimated as zero"));
    }

    @Test
    void responsesWithoutErrorAreReported() {
        MemoryContext context = intercepts("data=a", "exact = t");
        assertThat(number(context, "SolutionF", 1, "Estimate")).isCloseTo(0.5, within(1e-9));
        assertThat(context.logLines())
                .anyMatch(l -> l.startsWith("WARNING: The residual variance was estimated as zero"))
                .noneMatch(l -> l.contains("G matrix"));
    }

    @Test
    void ratiosAreRelativeToTheResidualVariance() {
        MemoryContext context = intercepts("data=a ratio", "y = t");
        assertThat(number(context, "CovParms", 0, "Ratio")).isCloseTo(0.599070961 / 0.3008505544, within(1e-6));
        assertThat(number(context, "CovParms", 1, "Ratio")).isEqualTo(1);
        MemoryContext serial = run("data=a ratio", "y = t", "repeated / subject=id type=ar(1);");
        assertThat(isMissing(serial, "CovParms", 0, "Ratio")).isTrue();
        MemoryContext unstructured = run("data=a ratio", "y = t", "repeated / subject=id type=un;");
        assertThat(index(unstructured.tablesNamed("CovParms").get(0), "Ratio")).isNegative();
        assertThat(unstructured.logLines()).anyMatch(l -> l.startsWith("WARNING: RATIO has no effect"));
    }

    @Test
    void informationIsLeftOutOnRequest() {
        MemoryContext context = intercepts("data=a noinfo", "y = t");
        for (String table : List.of("ModelInfo", "Dimensions", "NObs")) {
            assertThat(context.tablesNamed(table)).as(table).isEmpty();
        }
        assertThat(context.tablesNamed("ClassLevels")).hasSize(1);
    }

    /**
     * With one subject its intercept and the model's are the same: REML does not depend on the variance, and the slope is
     * that of least squares, Σ(x − x̄)(y − ȳ) / Σ(x − x̄)² = 9/10, with the error √(s² / Σ(x − x̄)²), s² = 0.7/3.
     */
    @Test
    void aSingleSubjectLeavesTheRegression() {
        MemoryContext context =
                new MemoryContext().with("WORK.A", Tables.of("id x y", 1, 1, 1, 1, 2, 3, 1, 3, 3, 1, 4, 4, 1, 5, 5));
        context = new ParsedSteps(context, new MixedProcedure())
                .run("proc mixed data=a; class id; model y = x / s; random int / subject=id; run;");
        assertThat(number(context, "SolutionF", 1, "Estimate")).isCloseTo(0.9, within(1e-12));
        assertThat(number(context, "SolutionF", 1, "StdErr")).isCloseTo(Math.sqrt(0.7 / 3 / 10), within(1e-8));
        assertThat(context.logLines()).anyMatch(l -> l.contains("The Hessian matrix is not positive definite"));
    }
}
