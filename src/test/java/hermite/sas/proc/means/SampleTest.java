package hermite.sas.proc.means;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.data.Missing;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleTest {
    private static final double[] NONE = {};

    private static Sample sample(double... x) {
        return with(Sample.Divisor.DF, 5, x);
    }

    private static Sample with(Sample.Divisor divisor, int definition, double... x) {
        return new Sample(x, NONE, NONE, 0, new Sample.Rules(divisor, 0.05, definition));
    }

    private static double[] oneTo(int n) {
        return IntStream.rangeClosed(1, n).asDoubleStream().toArray();
    }

    /** Closed forms for the first n whole numbers: mean (n+1)/2, variance n(n+1)/12, excess kurtosis -6/5. */
    @Test
    void momentsOfTheFirstTenNumbers() {
        Sample sample = sample(oneTo(10));
        assertThat(sample.get(Statistic.MEAN)).isEqualTo(5.5);
        assertThat(sample.get(Statistic.VAR)).isCloseTo(110.0 / 12, within(1e-14));
        assertThat(sample.get(Statistic.CSS)).isCloseTo(82.5, within(1e-13));
        assertThat(sample.get(Statistic.USS)).isEqualTo(385);
        assertThat(sample.get(Statistic.SKEWNESS)).isCloseTo(0, within(1e-15));
        assertThat(sample.get(Statistic.KURTOSIS)).isCloseTo(-1.2, within(1e-14));
        assertThat(sample.get(Statistic.RANGE)).isEqualTo(9);
    }

    /** By hand: 0, 0, 3 has z = -1/√3, -1/√3, 2/√3, hence skewness 3/2 · 6/(3√3) = √3. */
    @Test
    void skewnessByHand() {
        assertThat(sample(0, 0, 3).get(Statistic.SKEWNESS)).isCloseTo(Math.sqrt(3), within(1e-14));
    }

    /** By hand: 0, 0, 0, 4 has z = -1/2 thrice and 3/2; 20/6 · 5.25 - 3 · 9/2 = 4. */
    @Test
    void kurtosisByHand() {
        assertThat(sample(0, 0, 0, 4).get(Statistic.KURTOSIS)).isCloseTo(4, within(1e-13));
    }

    /** Student's t with two degrees of freedom has closed forms: p = 1 - t/√(t²+2), quantile (2p-1)√(2/(4p(1-p))). */
    @Test
    void tTestAndLimitsWithTwoDegreesOfFreedom() {
        Sample sample = sample(1, 2, 3);
        double t = 2 * Math.sqrt(3);
        assertThat(sample.get(Statistic.T)).isCloseTo(t, within(1e-14));
        assertThat(sample.get(Statistic.PROBT)).isCloseTo(1 - t / Math.sqrt(t * t + 2), within(1e-12));
        double twoSided = 0.95 * Math.sqrt(2 / (4 * 0.975 * 0.025));
        assertThat(sample.get(Statistic.UCLM)).isCloseTo(2 + twoSided / Math.sqrt(3), within(1e-8));
        double oneSided = 0.90 * Math.sqrt(2 / (4 * 0.95 * 0.05));
        assertThat(sample.oneSided(Statistic.LCLM)).isCloseTo(2 - oneSided / Math.sqrt(3), within(1e-8));
    }

    /** Definitions as in the Base SAS procedures guide, worked by hand for n p = 2.5 and (n+1) p = 2.75. */
    @ParameterizedTest
    @CsvSource({"1, 2.5", "2, 2", "3, 3", "4, 2.75", "5, 3"})
    void firstQuartileOfTenNumbersByDefinition(int definition, double expected) {
        assertThat(with(Sample.Divisor.DF, definition, oneTo(10)).get(Statistic.Q1))
                .isEqualTo(expected);
    }

    @Test
    void averagesTwoValuesWhereTheRankIsWhole() {
        Sample sample = sample(oneTo(10));
        assertThat(sample.get(Statistic.MEDIAN)).isEqualTo(5.5);
        assertThat(sample.get(Statistic.P10)).isEqualTo(1.5);
        assertThat(sample.get(Statistic.P90)).isEqualTo(9.5);
        assertThat(sample.get(Statistic.P99)).isEqualTo(10);
        assertThat(sample.get(Statistic.QRANGE)).isEqualTo(5);
    }

    @Test
    void theModeIsTheLeastOfTheMostFrequentAndMissingWhenNothingRepeats() {
        assertThat(sample(3, 1, 2, 3, 1).get(Statistic.MODE)).isEqualTo(1);
        assertThat(sample(1, 2, 3).get(Statistic.MODE))
                .satisfies(m -> assertThat(Missing.isMissing(m)).isTrue());
    }

    /**
     * NIST StRD univariate data NumAcc4: 1001 values, 10000000.2 then 10000000.1 and 10000000.3 in turn; certified
     * mean 10000000.2 and standard deviation 0.1. The values are not exact in binary, which leaves about 1e-8 of 0.1.
     */
    @Test
    void keepsDigitsWhenTheMeanIsLarge() {
        double[] x = new double[1001];
        for (int i = 0; i < x.length; i++) {
            x[i] = i == 0 ? 10000000.2 : i % 2 == 1 ? 10000000.1 : 10000000.3;
        }
        assertThat(sample(x).get(Statistic.MEAN)).isCloseTo(10000000.2, within(2e-9));
        assertThat(sample(x).get(Statistic.STD)).isCloseTo(0.1, within(2e-9));
    }

    /** By hand: weighted mean 2, sum of squares 1·1 + 1·1 = 2, two degrees of freedom, sum of weights 4. */
    @Test
    void weightsEnterMeanAndSumsOfSquares() {
        Sample sample = new Sample(
                new double[] {1, 2, 3}, new double[] {1, 2, 1}, NONE, 0, new Sample.Rules(Sample.Divisor.DF, 0.05, 5));
        assertThat(sample.get(Statistic.MEAN)).isEqualTo(2);
        assertThat(sample.get(Statistic.VAR)).isEqualTo(1);
        assertThat(sample.get(Statistic.SUMWGT)).isEqualTo(4);
        assertThat(sample.get(Statistic.STDERR)).isEqualTo(0.5);
        assertThat(sample.get(Statistic.N)).isEqualTo(3);
    }

    @Test
    void frequenciesCountAsRepeatedValues() {
        Sample sample = new Sample(
                new double[] {3, 1, 2}, NONE, new double[] {1, 1, 2}, 0, new Sample.Rules(Sample.Divisor.DF, 0.05, 5));
        Sample repeated = sample(1, 2, 2, 3);
        for (Statistic statistic : Statistic.values()) {
            assertThat(sample.get(statistic)).as(statistic.name()).isEqualTo(repeated.get(statistic));
        }
    }

    @Test
    void anEmptySampleHasCountsOnly() {
        Sample sample = new Sample(NONE, NONE, NONE, 3, new Sample.Rules(Sample.Divisor.DF, 0.05, 5));
        assertThat(sample.get(Statistic.N)).isZero();
        assertThat(sample.get(Statistic.NMISS)).isEqualTo(3);
        assertThat(sample.get(Statistic.SUM)).isNaN();
        assertThat(sample.get(Statistic.MEDIAN)).isNaN();
    }

    @Test
    void oneValueHasNoSpread() {
        assertThat(sample(4).get(Statistic.STD)).isNaN();
        assertThat(sample(4).get(Statistic.LCLM)).isNaN();
        assertThat(with(Sample.Divisor.N, 5, 4).get(Statistic.VAR)).isZero();
    }
}
