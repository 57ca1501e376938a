package hermite.model.glmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.math.OrderedExecutor;
import hermite.model.glmm.density.BinomialDensity;
import hermite.model.glmm.density.ConditionalDensity;
import hermite.model.glmm.density.GammaDensity;
import hermite.model.glmm.density.InverseGaussianLogDensity;
import hermite.model.glmm.density.NegativeBinomialLogDensity;
import hermite.model.glmm.density.NormalIdentityDensity;
import hermite.model.glmm.density.PoissonLogDensity;
import hermite.model.glmm.levels.NestedLikelihood;
import hermite.model.glmm.quadrature.MarginalLikelihood;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two engines that share no code integrate one level of subjects: lanes of subjects, and recursion over a tree. */
class OneLevelEnginesTest {
    static Stream<ConditionalDensity> densities() {
        return Stream.of(
                new BinomialDensity(BinomialDensity.Curve.LOGIT),
                new BinomialDensity(BinomialDensity.Curve.CLOGLOG),
                new PoissonLogDensity(),
                new NegativeBinomialLogDensity(),
                new GammaDensity(),
                new InverseGaussianLogDensity(),
                new NormalIdentityDensity());
    }

    @ParameterizedTest
    @MethodSource("densities")
    void agreeInValueGradientAndScores(ConditionalDensity density) {
        for (int q = 1; q <= 3; q++) {
            GlmmSpec spec = GradientTest.random(density, q, density instanceof BinomialDensity, 50 + q);
            double[] psi = GradientTest.randomPoint(spec, 7);
            try (OrderedExecutor one = new OrderedExecutor(1)) {
                MarginalLikelihood lanes = GradientTest.likelihood(spec, 4, one);
                NestedLikelihood tree = NestedLikelihood.of(spec, 4, one, () -> {});
                double[] g = new double[psi.length];
                double[] h = new double[psi.length];
                assertThat(tree.evaluate(psi, h)).isCloseTo(lanes.evaluate(psi, g), within(1e-8));
                double[] a = lanes.scoreProducts(psi);
                double[] b = tree.scoreProducts(psi);
                for (int k = 0; k < g.length; k++) {
                    assertThat(h[k]).isCloseTo(g[k], within(1e-6 * (1 + Math.abs(g[k]))));
                }
                for (int k = 0; k < a.length; k++) {
                    assertThat(b[k]).isCloseTo(a[k], within(1e-6 * (1 + Math.abs(a[k]))));
                }
            }
        }
    }
}
