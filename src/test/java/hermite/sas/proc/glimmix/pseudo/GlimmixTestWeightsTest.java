package hermite.sas.proc.glimmix.pseudo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hermite.data.Table;
import hermite.data.TableBuilder;
import hermite.data.Variable;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.glimmix.GlimmixRun;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * LWEIGHT= and REFLINP=. The Type I hypothesis about time in a model of time and its square is β₁ + cβ₂ = 0, c the slope of
 * the regression of the square on time with the weights asked for. R 4.2.2: {@code f <- function(m, c) { l <- c(0, 1, c);
 * sum(l * coef(m))^2 / (t(l) %*% vcov(m) %*% l) }}, c by {@code coef(lm(q ~ time, weights = ...))[2]}; with the WEIGHT
 * variable it is {@code anova(lm(p ~ time + q, weights = w))}.
 */
class GlimmixTestWeightsTest {
    private static Table rows() {
        TableBuilder builder = new TableBuilder(List.of(
                Variable.numeric("id"),
                Variable.numeric("time"),
                Variable.numeric("q"),
                Variable.numeric("w"),
                Variable.numeric("y"),
                Variable.numeric("p"),
                Variable.numeric("c")));
        for (int id = 1; id <= 30; id++) {
            for (int time = 0; time < 5; time++) {
                double size =
                        0.2 + (id * 7 + time * 3) % 11 * (double) ((id * 5 + time * time) % 7) / 12 + id % 5 / 4.0;
                double y = Math.floor(Math.exp(0.5 + 0.15 * time - 0.3 * (id % 2)) * size);
                builder.set(0, id).set(1, time).set(2, time * time).set(3, 1 + id % 3 * (time + 1));
                builder.set(4, y).set(5, ((id * 7 + time * 3) % 11 + id % 5 + time / 2.0 + 1) / 20);
                builder.set(6, y > 4 ? 2 : y > 1 ? 1 : 0).endRow();
            }
        }
        return builder.build();
    }

    @ParameterizedTest
    @CsvSource({
        "p = time q / htype=1, weight w;, 4.794137069",
        "p = time q / htype=1 lweight=var, weight w;, 4.794137069",
        "p = time q / htype=1 lweight=none, weight w;, 4.295663315",
        "y = time q / htype=1 dist=poisson, '', 28.67536244",
        "y = time q / htype=1 dist=poisson lweight=firo, '', 30.28537681",
    })
    void hypothesesOfTypeOneFollowTheWeights(String model, String weight, double f) {
        GlimmixRun run = GlimmixRun.of(rows(), "proc glimmix data=a; model " + model + "; " + weight + " run;");
        assertThat(run.number("Tests1", "FValue", "time")).isCloseTo(f, within(1e-6));
    }

    /** Where residuals have one variance, first-order weights of a normal response are those given. */
    @Test
    void firstOrderWeightsOfLinearModelsAreThoseGiven() {
        String step = "proc glimmix data=a; class id; model p = time q / htype=1 lweight=%s; random int / subject=id;"
                + " weight w; run;";
        GlimmixRun first = GlimmixRun.of(rows(), step.formatted("firstorder"));
        GlimmixRun given = GlimmixRun.of(rows(), step.formatted("var"));
        GlimmixRun none = GlimmixRun.of(rows(), step.formatted("none"));
        double f = first.number("Tests1", "FValue", "time");
        assertThat(f).isCloseTo(given.number("Tests1", "FValue", "time"), within(1e-9));
        assertThat(f).isNotCloseTo(none.number("Tests1", "FValue", "time"), within(1e-3));
    }

    @Test
    void firstOrderWeightsNeedALinearisedModel() {
        assertThatThrownBy(() -> GlimmixRun.of(
                        rows(),
                        "proc glimmix data=a method=laplace; class id; model y = time / dist=poisson lweight=firo;"
                                + " random int / subject=id; run;"))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("LWEIGHT=FIRSTORDER");
    }

    /** The predictors of all categories rise by that of the reference; probabilities stay. */
    @ParameterizedTest
    @ValueSource(strings = {"", "method=laplace"})
    void predictorOfTheReference(String method) {
        String step =
                "proc glimmix data=a " + method + "; class id; model c = time / dist=mult link=glogit s %s; random int"
                        + " / subject=id group=c; output out=o pred=eta pred(ilink)=p; run;";
        GlimmixRun zero = GlimmixRun.of(rows(), step.formatted(""));
        GlimmixRun moved = GlimmixRun.of(rows(), step.formatted("reflinp=0.7"));
        assertThat(moved.number("ParameterEstimates", "Estimate", "Intercept", "1"))
                .isCloseTo(0.7 + zero.number("ParameterEstimates", "Estimate", "Intercept", "1"), within(1e-6));
        assertThat(moved.number("ParameterEstimates", "Estimate", "time", "0"))
                .isCloseTo(zero.number("ParameterEstimates", "Estimate", "time", "0"), within(1e-6));
        Table before = zero.context().table("WORK.O");
        Table after = moved.context().table("WORK.O");
        int eta = after.indexOf("eta");
        int p = after.indexOf("p2");
        assertThat(after.numeric(eta).values()[2]).isEqualTo(0.7);
        for (int row = 0; row < 6; row++) {
            assertThat(after.numeric(p).values()[row])
                    .isCloseTo(before.numeric(p).values()[row], within(1e-6));
        }
    }

    @Test
    void rankOfTheResidualsIsNamed() {
        assertThatThrownBy(
                        () -> GlimmixRun.of(
                                rows(),
                                "proc glimmix data=a; class id time; model p = ; random time / subject=id type=fa0(1) residual; run;"))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("rank 1, but a subject has 5 rows");
    }
}
