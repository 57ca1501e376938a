package hermite.sas.proc.construct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hermite.data.Missing;
import hermite.data.Table;
import hermite.report.Cell;
import hermite.report.OutputTable;
import hermite.sas.proc.MemoryContext;
import hermite.sas.proc.ParsedSteps;
import hermite.sas.proc.PublishedTables;
import hermite.sas.proc.gee.GeeProcedure;
import hermite.sas.proc.genmod.GenmodProcedure;
import hermite.sas.proc.plm.PlmProcedure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * EFFECT in GENMOD and GEE. Figures: R 4.2.2, {@code lm} on 60 rows x = i/6, z = 7i mod 11, g = i mod 3, y = sin x + z/10 +
 * 3g/10 + (37i mod 17)/17; the columns by {@code splines::splineDesign} (equally spaced boundary knots), {@code
 * splines::bs(intercept = TRUE)} (boundary knots at the extremes), truncated powers and powers written out; percentiles by
 * {@code quantile(type = 2)}. The call stands at each row.
 */
class EffectStatementTest {
    private static Table data() {
        List<double[]> rows = new ArrayList<>();
        for (int i = 1; i <= 60; i++) {
            double x = i / 6.0;
            double z = i * 7 % 11;
            double g = i % 3;
            double y = Math.sin(x) + 0.1 * z + 0.3 * g + (i * 37 % 17) / 17.0;
            rows.add(new double[] {x, z, g, y, Math.ceil(i / 4.0)});
        }
        return PublishedTables.numbers("x z g y id", rows);
    }

    private static MemoryContext run(String program) {
        return new ParsedSteps(
                        new MemoryContext().with("WORK.A", data()),
                        new GenmodProcedure(),
                        new GeeProcedure(),
                        new PlmProcedure())
                .run(program);
    }

    private static OutputTable genmod(String effect, String model) {
        return run("proc genmod data=a; class g; effect e=" + effect + "; model y=" + model + "; run;")
                .tablesNamed("ParameterEstimates")
                .get(0);
    }

    private static Cell cell(OutputTable table, int row, String column) {
        for (int j = 0; j < table.columns().size(); j++) {
            if (table.columns().get(j).variable().equalsIgnoreCase(column)) {
                return table.rows().get(row).get(j);
            }
        }
        throw new AssertionError("no column " + column);
    }

    private static double number(OutputTable table, int row, String column) {
        return ((Cell.Number) cell(table, row, column)).value();
    }

    private static String text(OutputTable table, int row, String column) {
        return ((Cell.Text) cell(table, row, column)).value();
    }

    private static void check(String effect, String model, double... expected) {
        OutputTable table = genmod(effect, model);
        assertThat(table.rows()).as(effect).hasSize(expected.length + 1);
        for (int j = 0; j < expected.length; j++) {
            assertThat(number(table, j, "Estimate")).as("%s %s", effect, j).isCloseTo(expected[j], within(2e-8));
        }
    }

    /** The intercept's row of NOINT is 0. */
    private static void spline(String options, double... expected) {
        double[] withIntercept = new double[expected.length + 1];
        System.arraycopy(expected, 0, withIntercept, 1, expected.length);
        check("spline(x" + options + ")", "e / noint", withIntercept);
    }

    @Test
    void bSplines() {
        // splineDesign(seq(min - 3h, max + 3h, by = h), x, 4), h = range / 4
        spline("", -5.7452303361, 3.0427258756, 2.0398445655, -0.9260762719, 3.5061725218, 0.4618176721, -1.7015901523);
        // splineDesign(seq(min - 2h, max + 2h, by = h), x, 3), h = range / 3
        spline(
                " / degree=2 knotmethod=equal(2)",
                0.6454963901,
                2.7709264599,
                -0.5481979711,
                3.6059899813,
                -3.0005312919);
        // the same inner knots; splineDesign(c(-1 - (3:1) * h, -1, min + (1:3) * h, 12, 12 + (1:3) * h), x, 4)
        spline(
                " / knotmin=-1 knotmax=12",
                -15.6008350275,
                3.1310661709,
                2.5090297828,
                -0.9260762719,
                4.7081382964,
                -3.0279021427,
                2.9705967753);
        // bs(x, knots = min + (1:3) * range / 4, intercept = TRUE)
        spline(
                " / databoundary",
                1.4109196220,
                2.7084321056,
                2.0398445655,
                -0.9260762719,
                3.5061725218,
                1.4766026220,
                0.6086421763);
        // bs(x, knots = quantile(x, (1:4) / 5, type = 2), intercept = TRUE)
        spline(
                " / knotmethod=percentiles(4)",
                1.4774557439,
                2.2302080941,
                2.7673197520,
                -0.2275118375,
                0.7933871647,
                3.2645530418,
                1.0965625051,
                0.6578159115);
        // bs(x, knots = quantile(x, c(.1, .5, .9), type = 2), intercept = TRUE)
        spline(
                " / knotmethod=percentilelist(10 50 90)",
                1.3359930532,
                2.0355130579,
                3.0300847015,
                -2.2794747777,
                4.2977290100,
                0.5303002057,
                0.6346886647);
        // bs(x, knots = min + c(.2, .7) * range, intercept = TRUE)
        spline(
                " / knotmethod=rangefractions(.2 .7)",
                1.09423738581,
                3.36547793413,
                0.02559505597,
                0.72617550865,
                3.11692153998,
                0.13731057304);
        // bs(x, knots = c(3, 6), degree = 1, intercept = TRUE)
        spline(" / degree=1 knotmethod=list(3 6)", 2.397743564, 1.099889861, 1.124056352, 1.803607405);
    }

    @Test
    void truncatedPowersAndNaturalSplines() {
        // y ~ x + I(x^2) + I(x^3) + pmax(x - 3, 0)^3 + pmax(x - 6, 0)^3
        check(
                "spline(x / basis=tpf(noint) knotmethod=list(3 6))",
                "e",
                0.76514000017,
                2.93238093674,
                -1.53453253481,
                0.20129810582,
                -0.20870470514,
                -0.09642963388);
        // y ~ pmax(x - 3, 0)^3 + pmax(x - 6, 0)^3
        check(
                "spline(x / basis=tpf(noint nopowers) knotmethod=list(3 6))",
                "e",
                1.26773467012,
                0.01004555803,
                -0.06482025541);
        // Hastie, Tibshirani and Friedman's basis at quantile(x, (1:5) / 6, type = 2); fitted values are those of ns()
        check(
                "spline(x / naturalcubic basis=tpf(noint) knotmethod=percentiles(5))",
                "e",
                2.1260274508,
                -0.1275600294,
                -0.5785717651,
                2.0029276007,
                -2.3547335590);
    }

    @Test
    void polynomials() {
        // y ~ x + z + I(x^2) + I(x * z) + I(z^2)
        check(
                "polynomial(x z / degree=2)",
                "e",
                2.49947573252,
                -0.50451171308,
                -0.12667255054,
                0.03877200572,
                0.01641955007,
                0.01171888635);
        // s <- function(v) (v - mean(v)) / sd(v)
        check(
                "poly(x z / degree=2 noseparate standardize)",
                "e",
                1.01742197438,
                -0.07978521016,
                0.23823191328,
                0.32848504845,
                0.15149780064,
                0.11775494529);
        // r <- function(v) (v - (min(v) + max(v)) / 2) / ((max(v) - min(v)) / 2)
        check(
                "poly(x / degree=2 standardize(method=mrange)=centerscale)",
                "e",
                1.1354885161,
                -0.1416732979,
                0.9115369249);
        // y ~ I(x - mean(x)) + I((x - mean(x))^2); the mean is the middle of the range
        check("poly(x / degree=2 standardize=center)", "e", 1.13548851606, -0.02881490805, 0.03770793369);
        // y ~ x + z + I(x^2) + I(x * z) + I(z^2) + I(x^2 * z) + I(x * z^2) + I(x^2 * z^2)
        check(
                "poly(x z / degree=4 mdegree=2)",
                "e",
                3.1023614420425,
                -0.7850062063288,
                -0.3495159565059,
                0.0637759442007,
                0.1137153063696,
                0.0275965818152,
                -0.0083141331854,
                -0.0063565558951,
                0.0005102576099);
    }

    /** A collection is the variables with one test. */
    @Test
    void collections() {
        MemoryContext context = run(
                "proc genmod data=a; effect c=collection(x z); model y=c / type3; run; proc genmod data=a; model y=x z;"
                        + " contrast 'both' x 1, z 1; run;");
        OutputTable collected = context.tablesNamed("ParameterEstimates").get(0);
        OutputTable plain = context.tablesNamed("ParameterEstimates").get(1);
        for (int j = 0; j < 3; j++) {
            assertThat(number(collected, j, "Estimate")).isEqualTo(number(plain, j, "Estimate"));
        }
        assertThat(text(collected, 2, "Level1")).isEqualTo("z");
        assertThat(number(context.tablesNamed("Type3").get(0), 0, "ChiSq"))
                .isCloseTo(number(context.tablesNamed("Contrasts").get(0), 0, "ChiSq"), within(1e-9));
    }

    @Test
    void columnsAreNamed() {
        OutputTable spline = genmod("spline(x)", "e");
        assertThat(text(spline, 2, "Parameter")).isEqualTo("e");
        assertThat(text(spline, 2, "Level1")).isEqualTo("2");
        OutputTable separate = genmod("polynomial(x z / degree=2)", "e");
        assertThat(text(separate, 4, "Parameter")).isEqualTo("x*z");
        assertThat(text(separate, 5, "Parameter")).isEqualTo("z^2");
        OutputTable together = genmod("polynomial(x / degree=2 noseparate standardize(prefix=std_)=scale)", "e");
        assertThat(text(together, 2, "Parameter")).isEqualTo("e");
        assertThat(text(together, 2, "Level1")).isEqualTo("std_x^2");
        OutputTable several = genmod("spline(x z / separate knotmethod=equal(1) degree=1)", "e");
        assertThat(text(several, 4, "Parameter")).isEqualTo("e_z");
        OutputTable crossed = genmod("spline(x / knotmethod=equal(2))", "g*e / noint");
        assertThat(text(crossed, 2, "Parameter")).isEqualTo("e*g");
        assertThat(text(crossed, 2, "Level1")).isEqualTo("1");
        assertThat(text(crossed, 2, "Level2")).isEqualTo("1");
    }

    /** lm(y ~ 0 + factor(g):B), B = splineDesign(seq(min - 3h, max + 3h, by = h), x, 4), h = range / 3. */
    @Test
    void crossesWithClassVariables() {
        check(
                "spline(x / knotmethod=equal(2))",
                "g*e / noint",
                0,
                -26.1382670522,
                -12.9130111508,
                -17.0698001322,
                8.1448795754,
                5.3990027165,
                5.8063570414,
                -2.4784718075,
                -0.4739701620,
                0.3259406374,
                2.7151551191,
                1.7881531864,
                0.5542181435,
                1.5644531592,
                2.0543814290,
                6.6022421949,
                -9.4540971373,
                -5.2485845823,
                -23.9496806523);
    }

    /** lm(y ~ factor(g) + B[, -6]): predictions at x = 3, at the mean of x, B(2) - B(5), likelihood ratios. */
    @Test
    void postFitStatementsEvaluateTheColumns() {
        MemoryContext context =
                run("proc genmod data=a; class g; effect e=spline(x / knotmethod=equal(2)); model y=g e /"
                        + " type3; lsmeans g / at x=3; lsmeans g; estimate 'd' e [1, 2] [-1, 5]; run;");
        OutputTable at = context.tablesNamed("LSMeans").get(0);
        assertThat(number(at, 0, "Estimate")).isCloseTo(0.9055119912, within(1e-8));
        assertThat(number(at, 1, "Estimate")).isCloseTo(1.1187754476, within(1e-8));
        assertThat(number(at, 2, "Estimate")).isCloseTo(1.4822816455, within(1e-8));
        assertThat(number(context.tablesNamed("LSMeans").get(1), 1, "Estimate")).isCloseTo(0.5447354912, within(1e-8));
        OutputTable estimate = context.tablesNamed("Estimates").get(0);
        assertThat(number(estimate, 0, "LBetaEstimate")).isCloseTo(1.5917448810, within(1e-8));
        assertThat(number(estimate, 0, "StdErr")).isCloseTo(0.1683271562, within(1e-7));
        OutputTable tests = context.tablesNamed("Type3").get(0);
        assertThat(number(tests, 0, "ChiSq")).isCloseTo(16.97839449, within(1e-6));
        assertThat(number(tests, 1, "ChiSq")).isCloseTo(74.91533613, within(1e-6));
        assertThat(number(tests, 1, "DF")).isEqualTo(5);
    }

    /** The prediction at x = 7, g = 1 as above; outside the boundary knots there is none. */
    @Test
    void scoringReproducesTheColumnsFromTheStore() {
        MemoryContext context = new MemoryContext()
                .with("WORK.A", data())
                .with("WORK.N", PublishedTables.numbers("x g", List.of(new double[] {7, 1}, new double[] {11, 1})));
        new ParsedSteps(context, new GenmodProcedure(), new PlmProcedure())
                .run("proc genmod data=a; class g; effect e=spline(x / knotmethod=equal(2)); model y=g e; store s; run;"
                        + " proc plm restore=s; score data=n out=o pred=p; estimate 'd' e [1, 2] [-1, 5]; run;");
        Table out = context.table("WORK.O");
        assertThat(out.numeric(out.indexOf("p")).get(0)).isCloseTo(1.6672518713, within(1e-8));
        assertThat(Missing.isMissing(out.numeric(out.indexOf("p")).get(1))).isTrue();
    }

    /** Under independence with a normal response the estimating equations are least squares. */
    @Test
    void worksInProcGee() {
        OutputTable table =
                run("proc gee data=a; class g id; effect e=spline(x / knotmethod=equal(2)); model y=g*e / noint;"
                                + " repeated subject=id; run;")
                        .tablesNamed("GEEEmpPEst")
                        .get(0);
        assertThat(number(table, 1, "Estimate")).isCloseTo(-26.1382670522, within(1e-7));
        assertThat(text(table, 1, "Level2")).isEqualTo("0");
    }

    /** Knots at h = range / 4 before, in and behind the data; 1/6 and 10 are the extremes. */
    @Test
    void detailsListKnotsAndScales() {
        MemoryContext context = run("proc genmod data=a; effect s=spline(x / details); effect p=poly(z / degree=2"
                + " standardize details); effect c=collection(x z / details); model y=s p c; run;");
        OutputTable knots = context.tablesNamed("SplineKnots").get(0);
        assertThat(knots.rows()).hasSize(9);
        double h = (10 - 1 / 6.0) / 4;
        assertThat(number(knots, 0, "x")).isCloseTo(1 / 6.0 - 2 * h, within(1e-12));
        assertThat(text(knots, 2, "Boundary")).isEqualTo("*");
        assertThat(text(knots, 3, "Boundary")).isEqualTo("");
        assertThat(number(knots, 8, "x")).isCloseTo(10 + 2 * h, within(1e-12));
        OutputTable scaling = context.tablesNamed("PolynomialScaling").get(0);
        double mean = 0;
        for (int i = 1; i <= 60; i++) {
            mean += i * 7 % 11 / 60.0;
        }
        assertThat(number(scaling, 0, "Center")).isCloseTo(mean, within(1e-12));
        assertThat(context.tablesNamed("PolynomialDetails")).hasSize(1);
        assertThat(context.tablesNamed("CollectionLevelInfo").get(0).rows()).hasSize(2);
    }

    @Test
    void malformedStatementsAreNamed() {
        String[][] cases = {
            {
                "effect x=spline(z); model y=x",
                "The name x of the EFFECT statement is the name of a variable of the input data" + " set."
            },
            {"effect e=spline(x); effect E=poly(x); model y=e", "The name E is given by two EFFECT statements."},
            {
                "class g; effect e=poly(g); model y=e",
                "Variable g of the EFFECT statement is a CLASS variable; POLYNOMIAL" + " effects take others."
            },
            {
                "effect e=spline(x / knotmethod=percentilelist(50 120)); model y=e",
                "The option KNOTMETHOD=PERCENTILELIST of"
                        + " the EFFECT statement requires percentages between 0 and 100."
            },
            {
                "effect e=spline(x / knotmethod=list(3 60)); model y=e",
                "The effect e cannot be made: the internal knots of a"
                        + " B-spline must lie between the extremes of the data, 0.16666666666666666 and 10.0."
            },
            {
                "effect e=spline(x / naturalcubic knotmethod=equal(1)); model y=e",
                "The effect e cannot be made: a natural" + " cubic spline needs two different knots or more."
            },
            {
                "effect e=spline(x / basis=bspline(noint)); model y=e",
                "The option NOINT of the EFFECT statement requires" + " BASIS=TPF."
            },
            {
                "effect e=poly(x / degree=0); model y=e",
                "The option DEGREE= of the EFFECT statement requires a whole number" + " from 1."
            },
            {
                "effect e=spline(x / degree=1 knotmethod=listwithboundary(1 4 9)); model y=e",
                "11 observations have values of the variables of effect e that lie outside its boundary knots."
            }
        };
        for (String[] c : cases) {
            assertThatThrownBy(() -> run("proc genmod data=a; " + c[0] + "; run;"))
                    .as(c[0])
                    .hasMessage(c[1]);
        }
    }
}
