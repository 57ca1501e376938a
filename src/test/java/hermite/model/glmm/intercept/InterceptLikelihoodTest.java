package hermite.model.glmm.intercept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.model.glmm.CentralDifferences;
import hermite.model.glmm.density.BinomialDensity;
import hermite.model.glmm.density.ConditionalDensity;
import hermite.model.glmm.density.PoissonLogDensity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InterceptLikelihoodTest {
    static Stream<Arguments> models() {
        return Stream.of(
                        new BinomialDensity(BinomialDensity.Curve.LOGIT),
                        new BinomialDensity(BinomialDensity.Curve.CLOGLOG),
                        new PoissonLogDensity())
                .flatMap(density -> Stream.of(InterceptPrior.values())
                        .flatMap(prior -> Stream.of(1, 2, 5).map(points -> Arguments.of(density, prior, points))));
    }

    private static List<Cluster> clusters(ConditionalDensity density) {
        Random random = new Random(7);
        List<Cluster> clusters = new ArrayList<>();
        for (int c = 0; c < 6; c++) {
            int n = 2 + random.nextInt(4);
            double[] y = new double[n];
            double[] trials = new double[n];
            double[] weight = new double[n];
            double[] offset = new double[n];
            double[] x = new double[2 * n];
            for (int i = 0; i < n; i++) {
                trials[i] = density.isProportion() ? 3 : 1;
                y[i] = random.nextInt(4);
                weight[i] = density.isProportion() ? 1 : 0.5 + i;
                offset[i] = 0.1 * i;
                x[2 * i] = 1;
                x[2 * i + 1] = random.nextGaussian();
            }
            clusters.add(new Cluster(y, trials, weight, offset, x, 1 + 0.5 * c));
        }
        return clusters;
    }

    @ParameterizedTest
    @MethodSource("models")
    void gradientIsExact(ConditionalDensity density, InterceptPrior prior, int points) {
        InterceptLikelihood likelihood = new InterceptLikelihood(clusters(density), 2, density, prior, points);
        double[] theta = {0.2, -0.3, 0.7};
        double[] differences = CentralDifferences.of(
                (b, scratch) -> likelihood.at(Arrays.copyOf(b, 2), b[2]).logLikelihood(), theta);
        assertThat(likelihood.at(Arrays.copyOf(theta, 2), theta[2]).gradient())
                .containsExactly(differences, within(1e-7));
    }

    /** One success of one trial: by symmetry of the prior the integral at η = 0 is one half, and log ½ the likelihood. */
    @Test
    void symmetricIntegralIsOneHalf() {
        Cluster one =
                new Cluster(new double[] {1}, new double[] {1}, new double[] {1}, new double[1], new double[] {1}, 1);
        for (InterceptPrior prior : List.of(InterceptPrior.GAUSSIAN, InterceptPrior.LOGISTIC)) {
            InterceptLikelihood likelihood = new InterceptLikelihood(
                    List.of(one), 1, new BinomialDensity(BinomialDensity.Curve.LOGIT), prior, 60);
            assertThat(likelihood.at(new double[] {0}, 1.5).logLikelihood()).isCloseTo(Math.log(0.5), within(1e-6));
        }
    }
}
