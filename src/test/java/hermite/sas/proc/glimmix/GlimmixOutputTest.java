package hermite.sas.proc.glimmix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.data.Missing;
import hermite.data.Table;
import hermite.data.Variable;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * OUTPUT: every keyword with and without random effects, on both scales. Predictions, standard errors and Pearson
 * residuals: R 4.2.2, glmmTMB 1.1.5, {@code predict(glmmTMB(y ~ time*trt + offset(t) + (time|id), poisson), type="link",
 * se.fit=TRUE)}, with {@code re.form=NA} for those without random effects, {@code summary(sdreport(m$obj), "random")}.
 */
class GlimmixOutputTest {
    private static GlimmixRun run(String output) {
        return GlimmixRun.of(
                GlimmixSamples.epilepsy(),
                "proc glimmix data=a method=laplace; class id trt; model y = time trt trt*time / dist=poisson offset=t ddfm=none; "
                        + "random int time / subject=id type=un s; output out=o " + output + "; run;");
    }

    /** Row of a patient's visit in the data set written. */
    private static double value(Table table, String name, int id, int visit) {
        double[] ids = table.numeric(table.indexOf("id")).values();
        double[] times = table.numeric(table.indexOf("time")).values();
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] == id && times[i] == visit) {
                return table.numeric(table.indexOf(name)).values()[i];
            }
        }
        throw new AssertionError("no such row");
    }

    @Test
    void everyStatisticOfEveryKind() {
        Table o = run("/ allstats").context().table("WORK.O");
        assertThat(o.variables().stream().map(Variable::name).toList())
                .contains(
                        "Pred",
                        "PredPA",
                        "PredMu",
                        "PredMuPA",
                        "StdErr",
                        "StdErrPA",
                        "StdErrMu",
                        "StdErrMuPA",
                        "Resid",
                        "ResidPA",
                        "ResidMu",
                        "ResidMuPA",
                        "Pearson",
                        "PearsonPA",
                        "PearsonMu",
                        "PearsonMuPA",
                        "Student",
                        "StudentMuPA",
                        "Variance",
                        "VarianceMuPA",
                        "LCL",
                        "LCLPA",
                        "LCLMu",
                        "LCLMuPA",
                        "UCLMu");
        assertThat(value(o, "Pred", 1, 0)).isCloseTo(2.610761504, within(2e-5));
        assertThat(value(o, "StdErr", 1, 0)).isCloseTo(0.215897364, within(2e-5));
        assertThat(value(o, "StdErr", 1, 2)).isCloseTo(0.212802463, within(2e-5));
        assertThat(value(o, "StdErr", 50, 4)).isCloseTo(0.356717710, within(2e-5));
        assertThat(value(o, "StdErr", 51, 1)).isCloseTo(0.121671067, within(2e-5));
        assertThat(value(o, "PredPA", 1, 0)).isCloseTo(3.17849385, within(2e-5));
        assertThat(value(o, "StdErrPA", 1, 0)).isCloseTo(0.145631731, within(2e-5));
        assertThat(value(o, "StdErrPA", 1, 2)).isCloseTo(0.169807833, within(2e-5));
        assertThat(value(o, "PearsonMu", 1, 0)).isCloseTo(-0.707331099, within(1e-4));
        assertThat(value(o, "Pearson", 1, 1)).isCloseTo(0.944878946, within(1e-4));
        // closed forms of the Poisson model with log link: slope and variance are the mean
        double eta = value(o, "Pred", 1, 0);
        double mu = Math.exp(eta);
        assertThat(value(o, "PredMu", 1, 0)).isCloseTo(mu, within(1e-9));
        assertThat(value(o, "StdErrMu", 1, 0)).isCloseTo(mu * value(o, "StdErr", 1, 0), within(1e-6));
        assertThat(value(o, "ResidMu", 1, 0)).isCloseTo(11 - mu, within(1e-9));
        assertThat(value(o, "Resid", 1, 0)).isCloseTo((11 - mu) / mu, within(1e-6));
        assertThat(value(o, "VarianceMu", 1, 0)).isCloseTo(mu, within(1e-9));
        assertThat(value(o, "Variance", 1, 0)).isCloseTo(1 / mu, within(1e-6));
        assertThat(value(o, "LCL", 1, 0)).isCloseTo(eta - 1.959963985 * value(o, "StdErr", 1, 0), within(1e-8));
        assertThat(value(o, "UCLMu", 1, 0))
                .isCloseTo(Math.exp(eta + 1.959963985 * value(o, "StdErr", 1, 0)), within(1e-6));
        double muPa = Math.exp(value(o, "PredPA", 1, 0));
        // G(1,1) = 0.549474458, at visit 0 z'Gz is the intercept variance
        assertThat(value(o, "VariancePA", 1, 0)).isCloseTo(0.549474458 + 1 / muPa, within(2e-5));
        assertThat(value(o, "PearsonPA", 1, 0))
                .isCloseTo((11 - muPa) / muPa / Math.sqrt(0.549474458 + 1 / muPa), within(2e-5));
        assertThat(value(o, "StudentPA", 1, 0))
                .isCloseTo(
                        (11 - muPa) / muPa / Math.sqrt(0.549474458 + 1 / muPa - 0.145631731 * 0.145631731),
                        within(2e-5));
    }

    @Test
    void namesLimitsAndKinds() {
        Table o = run("pred=p pred(noblup ilink)=m lcl(noblup)=low ucl(noblup) / alpha=0.1")
                .context()
                .table("WORK.O");
        assertThat(o.variables().stream().map(Variable::name).toList())
                .containsExactly("id", "trt", "time", "t", "y", "p", "m", "low", "UCLPA");
        assertThat(value(o, "low", 1, 0)).isCloseTo(3.17849385 - 1.644853627 * 0.145631731, within(3e-5));
        assertThat(value(o, "m", 1, 0)).isCloseTo(Math.exp(3.17849385), within(1e-3));
    }

    @Test
    void namesAreMadeUniqueUnlessTheyAreToReplace() {
        assertThat(run("pred=y").context().table("WORK.O").variables().stream()
                        .map(Variable::name)
                        .toList())
                .containsExactly("id", "trt", "time", "t", "y", "y2");
        Table replaced = run("pred=y / nounique").context().table("WORK.O");
        assertThat(replaced.variables().stream().map(Variable::name).toList())
                .containsExactly("id", "trt", "time", "t", "y");
        assertThat(value(replaced, "y", 1, 0)).isCloseTo(2.610761504, within(2e-5));
        assertThat(run("pred resid / novar").context().table("WORK.O").variables().stream()
                        .map(Variable::name)
                        .toList())
                .containsExactly("Pred", "Resid");
    }

    /** A row without response is predicted, and left out with NOMISS. */
    @Test
    void rowsOutsideTheFit() {
        String step = "proc glimmix data=a method=laplace; class id; model y(event='1') = time / dist=binary; "
                + "random int / subject=id; output out=o pred stderr resid %s; run;";
        Table all = GlimmixRun.of(GlimmixSamples.contraceptive(), step.formatted(""))
                .context()
                .table("WORK.O");
        Table used = GlimmixRun.of(GlimmixSamples.contraceptive(), step.formatted("/ nomiss"))
                .context()
                .table("WORK.O");
        assertThat(all.rowCount()).isEqualTo(4604);
        assertThat(used.rowCount()).isEqualTo(3616);
        double[] y = all.numeric(all.indexOf("y")).values();
        for (int i = 0; i < y.length; i++) {
            boolean missing = Missing.isMissing(y[i]);
            assertThat(Missing.isMissing(all.numeric(all.indexOf("Pred")).values()[i]))
                    .isFalse();
            assertThat(Missing.isMissing(all.numeric(all.indexOf("StdErr")).values()[i]))
                    .isFalse();
            assertThat(Missing.isMissing(all.numeric(all.indexOf("Resid")).values()[i]))
                    .isEqualTo(missing);
        }
    }

    @Test
    void solutionsForRandomEffectsHaveErrorsOfPrediction() {
        GlimmixRun run = run("pred");
        List<?> first = run.table("SolutionR").rows().get(0);
        assertThat(first).isNotEmpty();
        assertThat(run.number("SolutionR", "Estimate", "Intercept", "id 1")).isCloseTo(-0.5677323498, within(2e-5));
        assertThat(run.number("SolutionR", "StdErrPred", "Intercept", "id 1")).isCloseTo(0.25167713, within(2e-5));
        assertThat(run.number("SolutionR", "StdErrPred", "time", "id 3")).isCloseTo(0.11565218, within(2e-5));
    }

    /** A dispersion parameter is estimated too: glmmTMB(family=nbinom2), 0.272386042, 0.267934695, 0.267166351. */
    @Test
    void theUncertaintyOfTheScaleCounts() {
        Table o = GlimmixRun.of(
                        GlimmixSamples.epilepsy(),
                        "proc glimmix data=a method=laplace; class id trt; model y = time trt trt*time / dist=nb offset=t; "
                                + "random int / subject=id; output out=o stderr; run;")
                .context()
                .table("WORK.O");
        assertThat(value(o, "StdErr", 1, 0)).isCloseTo(0.272386042, within(5e-5));
        assertThat(value(o, "StdErr", 1, 1)).isCloseTo(0.267934695, within(5e-5));
        assertThat(value(o, "StdErr", 1, 2)).isCloseTo(0.267166351, within(5e-5));
    }

    /** The options of OUTPUT do the same whatever the method. */
    @Test
    void optionsOfOutputWithPseudoLikelihood() {
        String step =
                "proc glimmix data=a %s; class id; model y = time trt / dist=poisson offset=t; random int / subject=id;"
                        + " output out=d pred=p / %s; run;";
        for (String method : new String[] {"", "method=laplace"}) {
            Table bare = GlimmixRun.of(GlimmixSamples.epilepsy(), step.formatted(method, "novar"))
                    .context()
                    .table("WORK.D");
            assertThat(bare.variables()).extracting(v -> v.name()).containsExactly("p");
            Table all = GlimmixRun.of(GlimmixSamples.epilepsy(), step.formatted(method, "novar allstats"))
                    .context()
                    .table("WORK.D");
            assertThat(all.variables()).hasSize(32);
            Table same = GlimmixRun.of(
                            GlimmixSamples.epilepsy(),
                            step.formatted(method, "nounique").replace("pred=p", "pred=y"))
                    .context()
                    .table("WORK.D");
            assertThat(same.variables()).hasSize(5);
        }
    }
}
