package hermite.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Derivatives against central differences, deviances against likelihoods. */
class FamilyAndLinkTest {
    static Stream<Link> links() {
        return Stream.concat(Stream.of(StandardLink.values()), Stream.of(new PowerLink(-1), new PowerLink(-2)));
    }

    @ParameterizedTest
    @MethodSource("links")
    void derivativesAreThoseOfTheInverse(Link link) {
        for (double eta : List.of(0.3, 0.8, 1.7)) {
            double h = 1e-5;
            assertThat(link.link(link.inverse(eta))).isCloseTo(eta, within(1e-9));
            assertThat((link.inverse(eta + h) - link.inverse(eta - h)) / (2 * h))
                    .isCloseTo(link.firstDerivative(eta), within(1e-7));
            assertThat((link.firstDerivative(eta + h) - link.firstDerivative(eta - h)) / (2 * h))
                    .isCloseTo(link.secondDerivative(eta), within(1e-5));
            assertThat((link.secondDerivative(eta + h) - link.secondDerivative(eta - h)) / (2 * h))
                    .isCloseTo(link.thirdDerivative(eta), within(1e-4));
        }
    }

    /** phi, or k of a negative binomial, or the power of a Tweedie variance; 1 where it is fixed. */
    private static double secondParameter(Family family) {
        return family == Family.TWEEDIE ? 1.6 : family.dispersion() == Family.Dispersion.FIXED ? 1 : 0.7;
    }

    /** d log f / d mu = (y - mu) / (phi V), the identity that makes quasi-likelihood work (Wedderburn 1974). */
    @ParameterizedTest
    @EnumSource(Family.class)
    void scoreInTheMeanIsResidualOverVariance(Family family) {
        double y = family == Family.BINOMIAL ? 0.25 : 3;
        double k = secondParameter(family);
        double phi = family == Family.NEGATIVE_BINOMIAL || family == Family.TWEEDIE ? 1 : k;
        double h = 1e-6;
        for (double mu : List.of(0.2, 0.6)) {
            double difference =
                    (family.logLikelihoodKernel(y, mu + h, 1, k) - family.logLikelihoodKernel(y, mu - h, 1, k))
                            / (2 * h);
            assertThat(difference)
                    .isCloseTo((y - mu) / (phi * family.variance(mu, k)), within(1e-6 * Math.abs(difference)));
            assertThat((family.variance(mu + h, k) - family.variance(mu - h, k)) / (2 * h))
                    .isCloseTo(family.varianceDerivative(mu, k), within(1e-7));
            assertThat((family.varianceDerivative(mu + h, k) - family.varianceDerivative(mu - h, k)) / (2 * h))
                    .isCloseTo(family.varianceSecondDerivative(mu, k), within(1e-7));
        }
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void devianceIsTwiceTheDropFromTheSaturatedFit(Family family) {
        double y = family == Family.BINOMIAL ? 0.25 : 3;
        double k = family.dispersion() == Family.Dispersion.ESTIMATED && family != Family.TWEEDIE
                ? 1
                : secondParameter(family);
        double drop = family.logLikelihoodKernel(y, y, 1, k) - family.logLikelihoodKernel(y, 0.4, 1, k);
        assertThat(family.unitDeviance(y, 0.4, k)).isCloseTo(2 * drop, within(1e-12));
    }
}
