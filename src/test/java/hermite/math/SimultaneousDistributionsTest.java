package hermite.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimultaneousDistributionsTest {
    private static final double INFINITE = Double.POSITIVE_INFINITY;

    /** Against the error function of Commons Math, whose tails are good to about 1e-13. */
    @ParameterizedTest
    @CsvSource({"-37", "-12.5", "-8", "-5.7", "-5.6", "-3", "-0.7", "-0.67", "0", "0.3", "1", "4.4"})
    void normalTailsAreRelativelyAccurate(double z) {
        double expected = 0.5 * Erf.erfc(-z / Math.sqrt(2));
        assertThat(StandardNormal.cdf(z) / expected).isCloseTo(1, within(z < -4 ? 1e-12 : 5e-15));
    }

    /**
     * R 4.2.2: the double integral by integrate(rel.tol = 1e-12), inner k ∫ dnorm(z) (pnorm(z) - pnorm(z - w))^(k-1);
     * ptukey, whose accuracy is lower, differs from it by up to 2e-7 (k = 50).
     */
    @ParameterizedTest
    @CsvSource({
        "3.5, 3, 10, 0.07710331083841",
        "5, 10, 3, 0.2453169099445",
        "4.2, 6, Infinity, 0.03531753711922",
        "4, 50, 40, 0.7414332638596",
        "6.5, 100, Infinity, 0.01521126278264",
        "1.3, 4, 2.5, 0.8006286263494"
    })
    void studentizedRangeAgreesWithR(double q, int groups, double df, double upper) {
        assertThat(1 - StudentizedRange.cdf(q, groups, df)).isCloseTo(upper, within(1e-11));
    }

    /** R 4.2.2: uniroot(tol = 1e-11) on the same double integral. */
    @ParameterizedTest
    @CsvSource({"0.95, 3, 12, 3.772928965727", "0.99, 5, Infinity, 4.602821042202", "0.95, 10, 4, 7.826334605923"})
    void rangeQuantilesAgreeWithR(double p, int groups, double df, double quantile) {
        assertThat(StudentizedRange.quantile(p, groups, df)).isCloseTo(quantile, within(1e-10));
    }

    /** Closed form: the range of two is sqrt(2) |t|. */
    @ParameterizedTest
    @CsvSource({"1", "2", "2.5", "7", "33", "1000"})
    void rangeOfTwoIsStudents(double df) {
        for (double q : new double[] {0.3, 1, 2.77, 6, 40}) {
            double expected = 1 - 2 * new TDistribution(null, df).cumulativeProbability(-q / Math.sqrt(2));
            assertThat(StudentizedRange.cdf(q, 2, df)).isCloseTo(expected, within(2e-12));
        }
    }

    /** Closed form: the modulus of one is |t|; of m normals it is a power. */
    @Test
    void maximumModulusHasItsLimits() {
        assertThat(StudentizedMaximumModulus.cdf(2.1, 1, 9))
                .isCloseTo(1 - 2 * new TDistribution(null, 9).cumulativeProbability(-2.1), within(1e-12));
        assertThat(StudentizedMaximumModulus.cdf(2.1, 5, INFINITE))
                .isCloseTo(Math.pow(1 - Erf.erfc(2.1 / Math.sqrt(2)), 5), within(1e-14));
        double q = StudentizedMaximumModulus.quantile(0.95, 6, 14);
        assertThat(StudentizedMaximumModulus.cdf(q, 6, 14)).isCloseTo(0.95, within(1e-11));
    }

    /** R 4.2.2, mvtnorm 1.1-3: 1 - pmvt(-q, q, df, corr), GenzBretz(abseps = 1e-8); error below 3e-7. */
    @Test
    void dunnettAgreesWithMvtnorm() {
        double half = Math.sqrt(0.5);
        FactorMaximum balanced = new FactorMaximum(new double[] {half, half, half});
        assertThat(1 - balanced.twoSided(2.3, 15)).isCloseTo(0.0893367252313, within(3e-7));
        assertThat(1 - balanced.oneSided(2.3, 15)).isCloseTo(0.0447347503603, within(3e-7));
        assertThat(1 - balanced.twoSided(2.1, INFINITE)).isCloseTo(0.0916699839613, within(2e-8));
        FactorMaximum unbalanced = new FactorMaximum(new double[] {0.3, 0.6, 0.8, 0.45});
        assertThat(1 - unbalanced.twoSided(2.5, 7)).isCloseTo(0.128445685809, within(3e-7));
        assertThat(1 - unbalanced.oneSided(2.5, 7)).isCloseTo(0.0665275066822, within(4e-7));
    }

    /** Dunnett (1964), Biometrics 20, table for two-sided comparisons: p = 3, 15 degrees of freedom, 5 percent: 2.61. */
    @Test
    void dunnettQuantileIsThePublishedOne() {
        double half = Math.sqrt(0.5);
        FactorMaximum three = new FactorMaximum(new double[] {half, half, half});
        assertThat(three.twoSidedQuantile(0.95, 15)).isCloseTo(2.61, within(0.005));
        assertThat(three.oneSided(three.oneSidedQuantile(0.9, 8), 8)).isCloseTo(0.9, within(1e-10));
    }

    /** R 4.2.2, mvtnorm 1.1-3, as above; error below 7e-7. */
    @Test
    void generalCorrelationsAgreeWithMvtnorm() {
        double[] r = {1, 0.2, 0.7, 0.2, 1, -0.3, 0.7, -0.3, 1};
        MultivariateT t = new MultivariateT(r, 3, 9);
        MultivariateT.Probability two = t.twoSided(2.2);
        MultivariateT.Probability one = t.oneSided(2.2);
        assertThat(1 - two.value()).isCloseTo(0.129151734798, within(two.error() + 1e-6));
        assertThat(1 - one.value()).isCloseTo(0.0688694593937, within(one.error() + 1e-6));
        assertThat(two.error()).isLessThan(2e-4);
    }

    /** By definition. */
    @Test
    void quantileOfAGeneralCorrelationIsTheInverseOfItsDistribution() {
        double[] r = {1, 0.2, 0.7, 0.2, 1, -0.3, 0.7, -0.3, 1};
        MultivariateT t = new MultivariateT(r, 3, 9);
        assertThat(t.twoSided(t.twoSidedQuantile(0.95)).value()).isCloseTo(0.95, within(1e-6));
        assertThat(t.oneSided(t.oneSidedQuantile(0.9)).value()).isCloseTo(0.9, within(1e-6));
    }

    /** The differences of three equal means are a singular case: Tukey's distribution (closed connection). */
    @Test
    void singularCorrelationsGiveTukey() {
        double[] r = {1, 0.5, -0.5, 0.5, 1, 0.5, -0.5, 0.5, 1};
        MultivariateT.Probability p = new MultivariateT(r, 3, 12).twoSided(2.3);
        assertThat(p.value()).isCloseTo(StudentizedRange.cdf(2.3 * Math.sqrt(2), 3, 12), within(5e-4));
    }
}
