package hermite.sas.proc.glimmix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hermite.data.Table;
import hermite.data.TableBuilder;
import hermite.data.Variable;
import hermite.report.Cell;
import hermite.report.OutputTable;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.MemoryContext;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Data that break fits: the right answer, or a message that says what is wrong and what to do. */
class GlimmixDifficultDataTest {
    private static MemoryContext run(Table table, String program) {
        ParsedStep parsed = ParsedStep.of(new GlimmixProcedure(), program);
        assertThat(parsed.messages()).isEmpty();
        return new MemoryContext()
                .with("WORK.A", table)
                .run(new GlimmixProcedure(), parsed.step().orElseThrow());
    }

    /** Subjects of four binary visits in schools; a class level with one row; a predictor that separates. */
    private static Table visits() {
        TableBuilder builder = new TableBuilder(List.of(
                Variable.numeric("school"),
                Variable.numeric("id"),
                Variable.numeric("x"),
                Variable.numeric("x2"),
                Variable.numeric("big"),
                Variable.numeric("a"),
                Variable.numeric("y"),
                Variable.numeric("count"),
                Variable.numeric("sep"),
                Variable.numeric("zero"),
                Variable.numeric("four"),
                Variable.numeric("off")));
        Random random = new Random(12);
        for (int id = 0; id < 80; id++) {
            double b = 0.8 * random.nextGaussian();
            for (int t = 0; t < 4; t++) {
                double x = random.nextGaussian();
                double y = random.nextDouble() < 1 / (1 + Math.exp(-0.3 - 0.6 * x - b)) ? 1 : 0;
                builder.set(0, id / 8)
                        .set(1, id)
                        .set(2, x)
                        .set(3, 2 * x)
                        .set(4, 1e8 * x)
                        .set(5, id == 0 && t == 0 ? 3 : 1 + id % 2)
                        .set(6, y)
                        .set(7, id == 0 && t == 0 ? 4 : random.nextInt(5))
                        .set(8, y)
                        .set(9, 0)
                        .set(10, 4)
                        .set(11, 1000)
                        .endRow();
            }
        }
        return builder.build();
    }

    private static double value(MemoryContext context, String table, int row, String column) {
        OutputTable of = context.tablesNamed(table).get(0);
        for (int c = 0; c < of.columns().size(); c++) {
            if (of.columns().get(c).variable().equals(column)) {
                Cell cell = of.rows().get(row).get(c);
                return cell instanceof Cell.Number n
                        ? n.value()
                        : cell instanceof Cell.Shown s ? s.value() : Double.NaN;
            }
        }
        throw new AssertionError(column);
    }

    private static MemoryContext binary(String model, String random) {
        return run(
                visits(),
                "proc glimmix data=a method=quad(qpoints=7); class id school a; model " + model + "; random " + random
                        + "; run;");
    }

    /** A column twice another is aliased: estimate 0, the fit is the one without it. */
    @Test
    void collinearColumnsAreSetToZero() {
        MemoryContext with = binary("y(event='1') = x x2 / dist=binary s", "int / subject=id");
        MemoryContext without = binary("y(event='1') = x / dist=binary s", "int / subject=id");
        assertThat(value(with, "ParameterEstimates", 2, "Estimate")).isZero();
        assertThat(value(with, "ParameterEstimates", 1, "Estimate"))
                .isEqualTo(value(without, "ParameterEstimates", 1, "Estimate"));
        assertThat(value(with, "FitStatistics", 0, "Value")).isEqualTo(value(without, "FitStatistics", 0, "Value"));
    }

    /** A multiple of a covariate divides its coefficient, with one level, nested levels, and categories. */
    @Test
    void covariatesOfSizeOneHundredMillion() {
        for (String random : List.of("int / subject=id", "int / subject=school; random int / subject=id(school)")) {
            MemoryContext small = binary("y(event='1') = x / dist=binary s", random);
            MemoryContext big = binary("y(event='1') = big / dist=binary s", random);
            assertThat(value(big, "FitStatistics", 0, "Value"))
                    .isCloseTo(value(small, "FitStatistics", 0, "Value"), within(1e-7));
            assertThat(1e8 * value(big, "ParameterEstimates", 1, "Estimate"))
                    .isCloseTo(value(small, "ParameterEstimates", 1, "Estimate"), within(1e-5));
            assertThat(1e8 * value(big, "ParameterEstimates", 1, "StdErr"))
                    .isCloseTo(value(small, "ParameterEstimates", 1, "StdErr"), within(1e-5));
        }
        MemoryContext small = binary("count = x / dist=mult s", "int / subject=id");
        MemoryContext big = binary("count = big / dist=mult s", "int / subject=id");
        assertThat(1e8 * value(big, "ParameterEstimates", 4, "Estimate"))
                .isCloseTo(value(small, "ParameterEstimates", 4, "Estimate"), within(1e-5));
    }

    /** A level with one count has an estimate with a large error; with one binary response it is separation. */
    @Test
    void aLevelWithOneRow() {
        MemoryContext counts = binary("count = a / dist=poisson s", "int / subject=id");
        assertThat(value(counts, "ParameterEstimates", 3, "DF")).isNaN();
        assertThat(value(counts, "ParameterEstimates", 1, "StdErr")).isBetween(0.3, 1.0);
        MemoryContext events = binary("y(event='1') = a / dist=binary s", "int / subject=id");
        assertThat(events.tablesNamed("ParameterEstimates")).isEmpty();
        assertThat(events.logLines().toString()).contains("separated").contains("mostly by a ");
    }

    @Test
    void separationNamesTheEffect() {
        MemoryContext context = binary("y(event='1') = x sep / dist=binary s", "int / subject=id");
        assertThat(context.tablesNamed("ParameterEstimates")).isEmpty();
        assertThat(context.logLines().toString()).contains("mostly by sep").contains("Remove or merge the effect");
    }

    private static Table separated() {
        TableBuilder builder = new TableBuilder(List.of(
                Variable.numeric("id"),
                Variable.numeric("trt"),
                Variable.numeric("x"),
                Variable.numeric("y"),
                Variable.numeric("z"),
                Variable.numeric("c"),
                Variable.numeric("d")));
        for (int id = 0; id < 30; id++) {
            for (int t = 1; t <= 4; t++) {
                double y = (id * 7 + t * t * 3) % 5 < 2 ? 0 : 1;
                int trt = id % 3;
                double x = t + id / 100.0;
                builder.set(0, id).set(1, trt).set(2, x).set(3, trt == 2 ? 1 : y);
                builder.set(4, x > 2.5 ? 1 : 0)
                        .set(5, x > 3.5 ? 3 : x > 2.5 ? 2 : 1)
                        .set(6, 1 + y + (trt > 0 && (id + t) % 3 == 0 ? 1 : 0))
                        .endRow();
            }
        }
        return builder.build();
    }

    /** All of trt 2 are events, z and c are cut from x, d is 3 with trt 1 and 2 only: there are no estimates. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|y(event='1') = trt x / dist=binary|int / subject=id|all 40 observations with trt 2 have y=1|y = x",
                "method=mmpl|y(event='1') = trt x / dist=binary|int / subject=id|40 observations with trt 2 have y=1|y = x",
                "method=quad|y(event='1') = trt x / dist=binary|int / subject=id|40 observations with trt 2 have y=1|y = x",
                "|z(event='1') = x / dist=binary|int / subject=id|complete separation in 120 of 120 observations, mostly by x|z =",
                "|c = x / dist=mult|int / subject=id|complete separation in 120 of 120 observations, mostly by x|c =",
                "method=quad|c = x / dist=mult|int / subject=id|complete separation in 120 of 120 observations, mostly by x|c =",
                "method=laplace|d = trt x / dist=mult link=glogit|int / subject=id group=d|observations with trt 0 have no d=3|d = x",
                "|d = trt x / dist=mult link=glogit|int / subject=id group=d|all 40 observations with trt 0 have no d=3|d = x",
            })
    void separationIsNamedByAllMethods(String method, String model, String random, String cause, String advice) {
        MemoryContext context = run(
                separated(),
                "proc glimmix data=a " + (method == null ? "" : method) + "; class id trt; model " + model
                        + " s; random " + random + "; run;");
        assertThat(context.tablesNamed("ParameterEstimates")).isEmpty();
        assertThat(context.logLines().toString()).contains(cause).contains("Try 'MODEL " + advice + "'");
    }

    /** Closed form: the least squares means of disjoint groups of independent rows have covariance 0, no rounding. */
    @Test
    void covariancesOfMeansThatCancelAreZero() {
        MemoryContext context = run(
                separated(),
                "proc glimmix data=a; class trt; model x = trt; random _residual_; lsmeans trt / cov; run;");
        assertThat(value(context, "LSMeans", 0, "Cov2")).isZero();
        assertThat(value(context, "LSMeans", 2, "Cov1")).isZero();
        assertThat(value(context, "LSMeans", 1, "Cov2")).isPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theUpdatesThatRanAreCounted(int updates) {
        MemoryContext context = run(
                visits(),
                "proc glimmix data=a maxopt=" + updates + "; class id; model y(event='1') = x / dist=binary s;"
                        + " random int / subject=id; run;");
        assertThat(context.logLines().toString()).contains(": " + updates + " updates of the pseudo-response");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "method=laplace", "method=quad"})
    void cumulativeLinksHaveNoGroupsByTheResponse(String method) {
        assertThatThrownBy(() -> run(
                        separated(),
                        "proc glimmix data=a " + method + "; class id d; model d = x / dist=mult;"
                                + " random int / subject=id group=d; run;"))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("GROUP=d is the response")
                .hasMessageContaining("LINK=GLOGIT");
    }

    @Test
    void quadratureOfManyEffectsIsRefusedWithTheNumberOfNodes() {
        assertThatThrownBy(() -> run(
                        visits(),
                        "proc glimmix data=a method=quad(qpoints=15); class id; model y(event='1') = x / dist=binary;"
                                + " random int x x2 big count sep / subject=id; run;"))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("11390625");
    }

    @Test
    void crossedSubjectsAreSentToLaplace() {
        assertThatThrownBy(() -> binary("y(event='1') = x / dist=binary", "int / subject=id; random int / subject=a"))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("METHOD=LAPLACE");
    }

    @Test
    void generalizedLogitsNeedTheResponseAsGroup() {
        assertThatThrownBy(() -> run(
                        visits(),
                        "proc glimmix data=a method=laplace; class id count; model count = x / dist=mult link=glogit;"
                                + " random int / subject=id; run;"))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("GROUP=count");
    }

    /** Tests of variances refit the model without random effects; means of categories are not defined. */
    @Test
    void categoriesHaveCovarianceTestsAndNoMeans() {
        MemoryContext context = run(
                visits(),
                "proc glimmix data=a method=quad(qpoints=5); class id school; model count = x school / dist=mult s;"
                        + " random int / subject=id; covtest zerog; lsmeans school; run;");
        assertThat(value(context, "CovTests", 0, "DF")).isEqualTo(1);
        assertThat(value(context, "CovTests", 0, "Objective"))
                .isGreaterThanOrEqualTo(value(context, "FitStatistics", 0, "Value") - 1e-6);
        assertThat(context.logLines().toString()).contains("The LSMEANS statement is not available");
    }

    /** Responses that never vary leave nothing to estimate; the message says so and not "did not converge". */
    @Test
    void constantResponsesAreNamed() {
        Table table = visits();
        for (String model : List.of(
                "zero = x / dist=poisson",
                "zero = x / dist=negbin",
                "zero/four = x / dist=binomial",
                "four/four = x / dist=binomial",
                "four = x / dist=gamma",
                "four = x / dist=normal")) {
            MemoryContext context = run(
                    table,
                    "proc glimmix data=a method=quad(qpoints=5); class id; model " + model
                            + "; random int / subject=id; run;");
            assertThat(context.logLines().toString()).as(model).contains("Every response is the same");
            assertThat(context.tablesNamed("ParameterEstimates")).isEmpty();
        }
    }

    /** An offset that is the same everywhere only moves the intercept; it is no separation. */
    @Test
    void aHugeConstantOffsetMovesTheIntercept() {
        MemoryContext without = binary("y(event='1') = x / dist=binary s", "int / subject=id");
        MemoryContext with = binary("y(event='1') = x / dist=binary s offset=off", "int / subject=id");
        assertThat(value(with, "FitStatistics", 0, "Value"))
                .isCloseTo(value(without, "FitStatistics", 0, "Value"), within(1e-6));
        assertThat(value(with, "ParameterEstimates", 0, "Estimate"))
                .isCloseTo(value(without, "ParameterEstimates", 0, "Estimate") - 1000, within(1e-5));
    }

    @Test
    void aLimitThatEndsTheSearchIsNamed() {
        MemoryContext context = binary("y(event='1') = x / dist=binary s", "int / subject=id; nloptions maxiter=1");
        assertThat(context.logLines().toString())
                .contains("a limit ended the search after 1 iterations")
                .contains("Raise MAXITER=");
    }

    @Test
    void anImpossibleSearchForPointsIsRefused() {
        assertThatThrownBy(() -> run(
                        visits(),
                        "proc glimmix data=a method=quad(qmin=5 qmax=3); class id; model y(event='1') = x / dist=binary;"
                                + " random int / subject=id; run;"))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("QMIN");
    }

    /** With correlation 1 compound symmetry is one random intercept: the same likelihood, covariance and error. */
    @Test
    void compoundSymmetryAtItsLimitIsARandomIntercept() {
        String step =
                "proc glimmix data=a method=laplace; class id big; model y(event='1') = x / dist=binary s; random %s /"
                        + " subject=id%s; run;";
        Table table = perfectlyCorrelated();
        MemoryContext scalar = run(table, step.formatted("int", ""));
        MemoryContext cs = run(table, step.formatted("big", " type=cs"));
        assertThat(value(cs, "FitStatistics", 0, "Value"))
                .isCloseTo(value(scalar, "FitStatistics", 0, "Value"), within(1e-4));
        assertThat(value(cs, "CovParms", 1, "Estimate"))
                .isCloseTo(value(scalar, "CovParms", 0, "Estimate"), within(1e-4));
        assertThat(value(cs, "CovParms", 1, "StdErr")).isCloseTo(value(scalar, "CovParms", 0, "StdErr"), within(1e-3));
        assertThat(value(cs, "CovParms", 0, "StdErr")).isNaN();
        assertThat(cs.logLines().toString()).contains("at their limit");
    }

    /** The visits of a subject agree more than independent ones would, and no pair less than another. */
    private static Table perfectlyCorrelated() {
        TableBuilder builder = new TableBuilder(
                List.of(Variable.numeric("id"), Variable.numeric("big"), Variable.numeric("x"), Variable.numeric("y")));
        for (int id = 0; id < 60; id++) {
            for (int t = 0; t < 4; t++) {
                int y = id % 3 == 0 ? 1 : id % 3 == 1 ? 0 : (id + t) % 2;
                builder.set(0, id)
                        .set(1, t)
                        .set(2, (id * 7 + t * 3) % 5 - 2)
                        .set(3, y)
                        .endRow();
            }
        }
        return builder.build();
    }

    /** Visits of 15 subjects; the variance of slopes is nothing, so that a free covariance leaves the covariance matrices. */
    private static Table shortSeries() {
        String[] series =
                "0000 1 000000000 110 00000 111 1 0000010 0 110101 1000 11111 000000000 1101 00000000".split(" ");
        TableBuilder builder =
                new TableBuilder(List.of(Variable.numeric("id"), Variable.numeric("t"), Variable.numeric("y")));
        for (int id = 0; id < series.length; id++) {
            for (int t = 0; t < series[id].length(); t++) {
                builder.set(0, id)
                        .set(1, t + 1)
                        .set(2, series[id].charAt(t) - '0')
                        .endRow();
            }
        }
        return builder.build();
    }

    @Test
    void freeCovariancesThatLeaveTheCovarianceMatricesAreNamedAsTheCause() {
        String program = "proc glimmix data=a method=rspl; class id; model y(event='1')=t/dist=binary s;"
                + " random int t/subject=id type=%s; run;";
        MemoryContext free = run(shortSeries(), program.formatted("un"));
        assertThat(free.logLines()).anyMatch(m -> m.contains("Did not converge") && m.contains("TYPE=CHOL"));
        MemoryContext bounded = run(shortSeries(), program.formatted("chol"));
        assertThat(bounded.logLines()).noneMatch(m -> m.contains("Did not converge"));
    }
}
