package hermite.sas.proc.glimmix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.data.Table;
import hermite.report.Cell;
import hermite.report.OutputTable;
import hermite.sas.proc.MemoryContext;
import hermite.sas.proc.ParsedSteps;
import hermite.sas.proc.PublishedTables;
import hermite.sas.proc.plm.PlmProcedure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * EFFECT in GLIMMIX. Figures: R 4.2.2, lme4 1.1-31, glmer(n ~ f + B[, -6] + (1 | id), poisson, nAGQ = 1) on 60 rows x = i/6,
 * g = i mod 3, id = ceiling(i/4), n = floor(3 + 2 sin x + (37i mod 17)/5 + 2 (5 id mod 4)); B = splines::splineDesign(seq(min
 * - 3h, max + 3h, by = h), x, 4), h = range / 3; f is g with level 2 first.
 */
class ConstructedEffectsTest {
    private static Table data() {
        List<double[]> rows = new ArrayList<>();
        for (int i = 1; i <= 60; i++) {
            double x = i / 6.0;
            int id = (i + 3) / 4;
            rows.add(new double[] {x, i % 3, id, Math.floor(3 + 2 * Math.sin(x) + i * 37 % 17 / 5.0 + 2 * (id * 5 % 4))
            });
        }
        return PublishedTables.numbers("x g id n", rows);
    }

    private static double number(OutputTable table, int row, String column) {
        for (int j = 0; j < table.columns().size(); j++) {
            if (table.columns().get(j).variable().equalsIgnoreCase(column)) {
                return ((Cell.Number) table.rows().get(row).get(j)).value();
            }
        }
        throw new AssertionError("no column " + column);
    }

    @Test
    void splinesAreFixedEffects() {
        MemoryContext context = new MemoryContext()
                .with("WORK.A", data())
                .with("WORK.N", PublishedTables.numbers("x g", List.of(new double[] {3, 1})));
        new ParsedSteps(context, new GlimmixProcedure(), new PlmProcedure())
                .run("proc glimmix data=a method=laplace; class g id; effect e=spline(x / knotmethod=equal(2) details);"
                        + " model n = g e / dist=poisson s; random intercept / subject=id; lsmeans g / at x=3; lsmeans g;"
                        + " store s; run; proc plm restore=s; score data=n out=o pred=p; run;");
        OutputTable solution = context.tablesNamed("ParameterEstimates").get(0);
        double[] expected = {
            3.1897877984,
            -0.0158898507,
            -0.0342959465,
            Double.NaN,
            -9.4156369785,
            0.6305520635,
            -2.0970111972,
            -0.9253728312,
            -1.2284643364
        };
        for (int j = 0; j < expected.length; j++) {
            if (j != 3) {
                assertThat(number(solution, j, "Estimate")).as("row %s", j).isCloseTo(expected[j], within(1e-3));
            }
        }
        assertThat(((Cell.Text) solution.rows().get(5).get(1)).value()).isEqualTo("2");
        assertThat(number(context.tablesNamed("CovParms").get(0), 0, "Estimate"))
                .isCloseTo(0.0608459437, within(2e-5));
        OutputTable at = context.tablesNamed("LSMeans").get(0);
        assertThat(number(at, 0, "Estimate")).isCloseTo(1.86115707, within(1e-4));
        assertThat(number(at, 2, "Estimate")).isCloseTo(1.87704692, within(1e-4));
        assertThat(number(context.tablesNamed("LSMeans").get(1), 0, "Estimate")).isCloseTo(1.71321576, within(1e-4));
        assertThat(context.tablesNamed("SplineKnots")).hasSize(1);
        Table out = context.table("WORK.O");
        assertThat(out.numeric(out.indexOf("p")).get(0)).isCloseTo(1.84275097, within(1e-4));
    }

    /** Equal knots lie at thirds of the range of x, 1/6 to 10, whatever the method. */
    @Test
    void knotsAreShownByEveryMethod() {
        for (String method : new String[] {"laplace", "rspl"}) {
            MemoryContext context = new MemoryContext().with("WORK.A", data());
            new ParsedSteps(context, new GlimmixProcedure())
                    .run("proc glimmix data=a method=" + method + "; class id;"
                            + " effect e=spline(x / knotmethod=equal(2) basis=tpf details);"
                            + " model n = e / dist=poisson; random intercept / subject=id; run;");
            OutputTable knots = context.tablesNamed("SplineKnots").get(0);
            for (int k = 0; k < 2; k++) {
                assertThat(number(knots, k, "x")).isCloseTo(1 / 6.0 + (k + 1) * (10 - 1 / 6.0) / 3, within(1e-12));
            }
        }
    }
}
