package hermite.sas.proc.mixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.data.Table;
import hermite.report.Cell;
import hermite.report.OutputTable;
import hermite.sas.proc.MemoryContext;
import hermite.sas.proc.ParsedSteps;
import hermite.sas.proc.Tables;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * DDFM=KENWARDROGER for predictions of random effects, and KENWARDROGER2. Expected figures are from own R code (R 4.2.2):
 * REML by optim and Newton's steps (numDeriv), then in full matrices b = V⁻¹(XΦg + ZGm), the error b'Vb − 2b'ZGm + m'Gm
 * and 2 Σ W_kl r_k'P r_l with r_k = ZG_k m − V_k b, W twice the inverse Hessian; for 2009 the bias −¼ W Σ W_kl tr(P V_i P
 * V_kl).
 */
class KenwardRogerTest {
    private static MemoryContext run(String model, String statements) {
        return run("", model, statements);
    }

    private static MemoryContext run(String options, String model, String statements) {
        List<Double> values = new ArrayList<>();
        for (int id = 1; id <= 10; id++) {
            for (int time = 0; time <= 4; time++) {
                if (id % 3 != 0 || time != 4) {
                    double z = 3
                            + 0.5 * time
                            + 1.5 * Math.sin(3 * id)
                            + 0.5 * Math.cos(5 * id) * time
                            + 0.6 * Math.sin(7 * id + 11 * time * time);
                    values.addAll(List.of((double) id, (double) time, (double) time, id % 2.0, z));
                }
            }
        }
        Table table = Tables.of("id time tm trt z", values.toArray());
        MemoryContext context = new MemoryContext().with("WORK.A", table);
        return new ParsedSteps(context, new MixedProcedure())
                .run("proc mixed data=a " + options + "; class id trt tm; model z = time trt time*trt / s " + model
                        + "; " + statements + " run;");
    }

    private static void expect(
            MemoryContext run, String table, int row, String column, double value, double tolerance) {
        OutputTable found = run.tablesNamed(table).get(0);
        int at = 0;
        while (!found.columns().get(at).variable().equals(column)) {
            at++;
        }
        Cell cell = found.rows().get(row).get(at);
        double shown = cell instanceof Cell.Shown text ? text.value() : ((Cell.Number) cell).value();
        assertThat(shown).as(table + " " + row + " " + column).isCloseTo(value, within(tolerance));
    }

    @Test
    void randomCoefficients() {
        MemoryContext run = run(
                "ddfm=kr outp=op",
                "random int time / subject=id type=un s; estimate 'p' intercept 1 trt 0 1 | intercept 1 / subject 0 0 0"
                        + " 0 1; estimate 's' time 1 time*trt 1 0 | time 1 / subject 1;");
        expect(run, "SolutionF", 1, "StdErr", 0.18001045, 1e-6);
        expect(run, "SolutionF", 1, "DF", 8.34027622, 1e-5);
        expect(run, "SolutionR", 0, "Estimate", -0.45581938, 1e-6);
        expect(run, "SolutionR", 0, "StdErrPred", 0.35512098, 1e-6);
        expect(run, "SolutionR", 0, "DF", 9.87443020, 1e-4);
        expect(run, "SolutionR", 1, "StdErrPred", 0.204338648, 1e-6);
        expect(run, "SolutionR", 1, "DF", 10.532730044, 1e-4);
        expect(run, "Estimates", 0, "Estimate", 4.08012776, 1e-6);
        expect(run, "Estimates", 0, "StdErr", 0.30826082, 1e-6);
        expect(run, "Estimates", 0, "DF", 32.93361778, 1e-3);
        expect(run, "Estimates", 1, "StdErr", 0.27113346, 1e-6);
        expect(run, "Estimates", 1, "DF", 9.30861393, 1e-4);
        Table predicted = run.table("WORK.OP");
        int row = 19; // patient 5 at time 0: patient 3 has four visits
        assertThat(predicted.numeric(predicted.indexOf("id")).values()[row]).isEqualTo(5);
        assertThat(predicted.numeric(predicted.indexOf("StdErrPred")).values()[row])
                .isCloseTo(0.30826082, within(1e-6));
        assertThat(predicted.numeric(predicted.indexOf("DF")).values()[row]).isCloseTo(32.93361778, within(1e-3));
    }

    /** The same with Satterthwaite: the errors are those of the model. */
    @Test
    void satterthwaiteOfPredictions() {
        MemoryContext run = run("ddfm=sat", "random int time / subject=id type=un s;");
        expect(run, "SolutionR", 0, "StdErrPred", 0.32143284, 1e-6);
        expect(run, "SolutionR", 0, "DF", 9.87443020, 1e-4);
    }

    @Test
    void structuresThatAreNotLinear() {
        String autoregressive = "repeated tm / subject=id type=ar(1);";
        expect(run("ddfm=kr", autoregressive), "SolutionF", 1, "StdErr", 0.15919954, 2e-6);
        MemoryContext second = run("ddfm=kr2", autoregressive);
        expect(second, "SolutionF", 0, "StdErr", 0.49572031, 2e-6);
        expect(second, "SolutionF", 1, "StdErr", 0.15351541, 2e-6);
        expect(second, "SolutionF", 1, "DF", 42.481947, 1e-3);
    }

    @Test
    void saysWherePredictionsHaveNoDegreesOfFreedomOfTheirOwn() {
        String random = "random int / subject=id s;";
        String note = "Predictions of random effects have no degrees of freedom of their own";
        String[] own = {"", " repeated tm / subject=id type=ar(1);"};
        for (String residuals : own) {
            assertThat(run("ddfm=kr", random + residuals).logLines()).noneMatch(l -> l.contains(note));
        }
        assertThat(run("empirical", "ddfm=sat", random).logLines()).anyMatch(l -> l.contains(note));
    }

    /** Without second derivatives of V there is no bias. */
    @Test
    void theMethodsAgreeWhereVIsLinear() {
        String random = "random int time / subject=id type=un;";
        assertThat(run("ddfm=kr2", random).tablesNamed("SolutionF").get(0).rows())
                .isEqualTo(
                        run("ddfm=kr", random).tablesNamed("SolutionF").get(0).rows());
    }

    @Test
    void covarianceMatricesThatAreNone() {
        List<Double> values = new ArrayList<>();
        for (int id = 1; id <= 8; id++) {
            for (int time = 0; time <= 3; time++) {
                // intercepts and slopes that go together, and less scatter of later visits than they explain
                double z = id + 0.02 * id * time + (time == 0 ? 1.2 : 0.4) * Math.sin(5 * id + 9 * time * time);
                values.addAll(List.of((double) id, (double) time, z));
            }
        }
        MemoryContext context = new MemoryContext().with("WORK.A", Tables.of("id time z", values.toArray()));
        String model = "class id; model z = time; random int time / subject=id type=un; run;";
        MemoryContext mixed = new ParsedSteps(context, new MixedProcedure()).run("proc mixed data=a; " + model);
        double[] g = {estimate(mixed, 0), estimate(mixed, 1), estimate(mixed, 2)};
        assertThat(g[0]).isPositive();
        assertThat(g[1] * g[1]).isGreaterThan(g[0] * g[2]);
        assertThat(mixed.logLines()).contains("NOTE: Estimated G matrix is not positive definite.");
        MemoryContext fine = run("", "random int time / subject=id type=un;");
        assertThat(fine.logLines()).noneMatch(l -> l.contains("not positive definite"));
    }

    private static double estimate(MemoryContext run, int row) {
        List<Cell> cells = run.tablesNamed("CovParms").get(0).rows().get(row);
        return ((Cell.Number) cells.get(2)).value();
    }
}
