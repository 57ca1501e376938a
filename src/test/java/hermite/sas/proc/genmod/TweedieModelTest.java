package hermite.sas.proc.genmod;

import static hermite.sas.proc.genmod.LikelihoodOptionsTest.number;
import static hermite.sas.proc.genmod.LikelihoodOptionsTest.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hermite.data.Table;
import hermite.math.distribution.TweedieDensity;
import hermite.report.OutputTable;
import hermite.sas.proc.MemoryContext;
import hermite.sas.proc.PublishedTables;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * DIST=TWEEDIE. Figures: R 4.2.2, log likelihood as the sum over Poisson counts of gamma densities, log(sum(dpois(1:400,
 * lambda) * dgamma(y, (1:400) * shape, scale = scale))), maximised by nlm(gradtol = 1e-10); standard errors from
 * numDeriv 2016.8-1.1: solve(hessian(...)).
 */
class TweedieModelTest {
    private static Table claims() {
        double[] y = {
            0, 0, 3.44, 3.76, 0.4, 1.68, 0.92, 0.35, 0, 0.3, 2.56, 0.88, 2.64, 3.4, 2.65, 2.07, 0.44, 2.85, 0.68, 4.9,
            0.24, 0.56, 0.22, 1.04
        };
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < y.length; i++) {
            rows.add(new double[] {i % 4, i < 12 ? 1 : 2, i / 4, y[i]});
        }
        return PublishedTables.numbers("x w v y", rows);
    }

    private static void check(MemoryContext context, double[] estimates, double[] errors, double logLikelihood) {
        OutputTable table = context.tablesNamed("ParameterEstimates").get(0);
        for (int i = 0; i < estimates.length; i++) {
            assertThat(number(table, i, "Estimate")).isCloseTo(estimates[i], within(1e-6));
            assertThat(number(table, i, "StdErr")).isCloseTo(errors[i], within(2e-6));
        }
        OutputTable fit = context.tablesNamed("ModelFit").get(0);
        assertThat(number(fit, 5, "Value")).isCloseTo(logLikelihood, within(1e-7));
    }

    @Test
    void coefficientsDispersionAndPowerByMaximumLikelihood() {
        check(
                run("WORK.A", claims(), "proc genmod data=a; model y = x / dist=tweedie; run;"),
                new double[] {-0.201156330, 0.353598815, 0.957205036, 1.370244899},
                new double[] {0.343274784, 0.165649549, 0.242050104, 0.142037233},
                -38.7183294);
    }

    @Test
    void weightsDivideTheDispersion() {
        check(
                run("WORK.A", claims(), "proc genmod data=a; model y = x / dist=tweedie; weight w; run;"),
                new double[] {-0.0234308299, 0.2945099114, 1.4360462250, 1.4483747181},
                new double[] {0.327614928, 0.162205083, 0.360549239, 0.152540636},
                -38.3537215);
    }

    @Test
    void aPowerThatIsGivenIsHeld() {
        check(
                run("WORK.A", claims(), "proc genmod data=a; model y = x / dist=tweedie(p=1.5); run;"),
                new double[] {-0.211217355, 0.359352898, 1.078726549, 1.5},
                new double[] {0.366594330, 0.180803047, 0.245689532, 0},
                -39.106699);
    }

    /** The constant model's log likelihood is -40.8592421. */
    @Test
    void typeThreeEstimatesThePowerAgain() {
        OutputTable table = run("WORK.A", claims(), "proc genmod data=a; model y = x / dist=tweedie type3; run;")
                .tablesNamed("Type3")
                .get(0);
        assertThat(number(table, 0, "ChiSq")).isCloseTo(2 * (40.8592421 - 38.7183294), within(1e-6));
    }

    /** Pearson's chi-square over its degrees of freedom is the definition. */
    @Test
    void thePearsonScaleNeedsAPower() {
        MemoryContext context =
                run("WORK.A", claims(), "proc genmod data=a; model y = x / dist=tweedie(p=1.5) pscale; run;");
        OutputTable fit = context.tablesNamed("ModelFit").get(0);
        assertThat(number(context.tablesNamed("ParameterEstimates").get(0), 2, "Estimate"))
                .isEqualTo(number(fit, 2, "ValueDF"));
        assertThatThrownBy(() -> run("WORK.A", claims(), "proc genmod data=a; model y=x / dist=tweedie pscale; run;"))
                .hasMessage("The option SCALE=PEARSON or DEVIANCE requires DIST=TWEEDIE(P=number).");
        assertThatThrownBy(() -> run("WORK.A", claims(), "proc genmod data=a; model y = x / dist=tweedie(p=2.5); run;"))
                .hasMessage("The value 2.5 of the option P is out of range: a number between 1 and 2 is expected.");
    }

    private static void checkMarginal(
            String options, String type, double[] estimates, double[] errors, double qic, double qicu) {
        MemoryContext context = run(
                "WORK.A",
                claims(),
                "proc genmod data=a; class w v; model y = x / dist=tweedie" + options
                        + "; repeated subject=v(w) / type=" + type + " converge=1e-11 maxiter=200; run;");
        OutputTable table = context.tablesNamed("GEEEmpPEst").get(0);
        for (int i = 0; i < estimates.length; i++) {
            assertThat(number(table, i, "Estimate")).isCloseTo(estimates[i], within(1e-7));
            assertThat(number(table, i, "Stderr")).isCloseTo(errors[i], within(1e-7));
        }
        OutputTable fit = context.tablesNamed("GEEFitCriteria").get(0);
        assertThat(number(fit, 0, "Value")).isCloseTo(qic, within(1e-5));
        assertThat(number(fit, 1, "Value")).isCloseTo(qicu, within(1e-5));
    }

    /**
     * Six clusters of four. R 4.2.2, equations of Liang and Zeger written out: repeat mu = exp(X b), r = (y - mu) / sqrt(mu^p),
     * phi = sum(r^2) / 22, alpha = sum of products within pairs / phi / (pairs - 2), b = b + solve(H, u) until the change
     * is below 1e-12; QIC from the quasi-likelihood y mu^(1-p) / (1-p) - mu^(2-p) / (2-p). At p = 1.370244899 of the ML fit
     * when the power is not given (held there within 1e-8, so that figures agree within 1e-7).
     */
    @Test
    void estimatingEquationsHoldThePower() {
        checkMarginal(
                "(p=1.5)",
                "exch",
                new double[] {-0.210529230, 0.359295890},
                new double[] {0.477043871, 0.192335441},
                214.8336882,
                213.7321965);
        checkMarginal(
                "(p=1.5)",
                "ar",
                new double[] {-0.251286800, 0.368115460},
                new double[] {0.483293832, 0.192244877},
                205.4400926,
                204.3843903);
        checkMarginal(
                "",
                "exch",
                new double[] {-0.200118719, 0.353497276},
                new double[] {0.472265011, 0.191122294},
                235.9919677,
                234.9314081);
    }

    /**
     * The density integrates to 1 with the probability exp(-lambda) of a zero, for small and large dispersion; the
     * derivatives in log phi are those of differences.
     */
    @Test
    void theDensityIsADensity() {
        for (double[] at : new double[][] {{1.5, 2, 0.7}, {1.05, 1, 1}, {1.9, 3, 0.4}, {1.3, 5, 0.05}}) {
            TweedieDensity density = new TweedieDensity(at[0]);
            double[] value = new double[3];
            double mass = Math.exp(-Math.pow(at[1], 2 - at[0]) / (at[2] * (2 - at[0])));
            // Substituting y = exp(t): the density of a small y is unbounded for powers near 2.
            double h = 1e-3;
            for (double t = -60; t < 6; t += h) {
                density.evaluate(Math.exp(t), at[1], at[2], value);
                mass += h * Math.exp(value[0] + t);
            }
            assertThat(mass).isCloseTo(1, within(1e-6));
            double[] above = new double[3];
            double[] below = new double[3];
            density.evaluate(1.7, at[1], at[2], value);
            density.evaluate(1.7, at[1], at[2] * Math.exp(1e-5), above);
            density.evaluate(1.7, at[1], at[2] * Math.exp(-1e-5), below);
            assertThat(value[1]).isCloseTo((above[0] - below[0]) / 2e-5, within(1e-5 * (1 + Math.abs(value[1]))));
            assertThat(value[2]).isCloseTo((above[1] - below[1]) / 2e-5, within(1e-5 * (1 + Math.abs(value[2]))));
        }
    }
}
