package hermite.model.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Tail probabilities against closed forms, null spaces against their definition. */
class TailsAndLinearAlgebraTest {
    /** With 2 degrees of freedom the chi-square tail is exp(-x/2). */
    @Property
    void chiSquareWithTwoDegreesOfFreedomIsExponential(@ForAll @DoubleRange(min = 0.01, max = 200) double x) {
        assertThat(Tails.chiSquare(x, 2)).isCloseTo(Math.exp(-x / 2), within(1e-12 * Math.exp(-x / 2) + 1e-300));
    }

    @Property
    void squareOfANormalIsChiSquare(@ForAll @DoubleRange(min = 0, max = 8) double z) {
        assertThat(Tails.chiSquare(z * z, 1)).isCloseTo(Tails.normal(z), within(1e-12));
    }

    /** The t distribution with one degree of freedom is Cauchy's: P(|T| &gt; t) = 1 - 2 atan(t) / pi. */
    @Property
    void studentWithOneDegreeOfFreedomIsCauchy(@ForAll @DoubleRange(min = 0, max = 50) double t) {
        assertThat(Tails.student(t, 1)).isCloseTo(1 - 2 * Math.atan(t) / Math.PI, within(1e-9));
        assertThat(Tails.fisher(t * t, 1, 1)).isCloseTo(1 - 2 * Math.atan(t) / Math.PI, within(1e-9));
    }

    /** Tables of every textbook: 1.959964, 2.228139, and 4.964603 for F(1, 10). */
    @Test
    void quantilesOfTheTables() {
        assertThat(Tails.normalQuantile(0.05)).isCloseTo(1.959963985, within(1e-8));
        assertThat(Tails.studentQuantile(0.05, 10)).isCloseTo(2.228138852, within(1e-8));
        assertThat(Tails.studentQuantile(0.05, Double.POSITIVE_INFINITY)).isEqualTo(Tails.normalQuantile(0.05));
        assertThat(Tails.fisher(4.964602744, 1, 10)).isCloseTo(0.05, within(1e-8));
    }

    /** R 4.2.2: pf(500, 3, 20, lower = FALSE), 2 * pt(-40, 12). */
    @Test
    void farTailsKeepTheirDigits() {
        assertThat(Tails.fisher(500, 3, 20)).isCloseTo(5.72095890926319e-19, within(1e-30));
        assertThat(Tails.student(40, 12)).isCloseTo(3.85122958077204e-14, within(1e-26));
    }

    @Property(tries = 200)
    void nullSpaceIsOrthonormalAndMeetsTheHypothesis(
            @ForAll @IntRange(min = 1, max = 6) int columns,
            @ForAll @IntRange(min = 1, max = 3) int rows,
            @ForAll long seed) {
        java.util.Random random = new java.util.Random(seed);
        double[][] hypothesis = new double[rows][columns];
        for (double[] row : hypothesis) {
            for (int j = 0; j < columns; j++) {
                row[j] = random.nextInt(5) - 2;
            }
        }
        double[] basis = LinearAlgebra.nullSpace(hypothesis, columns);
        int k = basis.length / columns;
        for (int a = 0; a < k; a++) {
            double[] vector = new double[columns];
            for (int j = 0; j < columns; j++) {
                vector[j] = basis[j * k + a];
            }
            for (double value : LinearAlgebra.times(hypothesis, vector)) {
                assertThat(value).isCloseTo(0, within(1e-12));
            }
            for (int b = 0; b < k; b++) {
                double dot = 0;
                for (int j = 0; j < columns; j++) {
                    dot += vector[j] * basis[j * k + b];
                }
                assertThat(dot).isCloseTo(a == b ? 1 : 0, within(1e-12));
            }
        }
        assertThat(k).isGreaterThanOrEqualTo(columns - rows);
    }

    /** A Wald test of one parameter is the square of its z; a repeated row adds no degree of freedom. */
    @Test
    void waldTestCountsTheRankOfItsHypothesis() {
        double[] covariance = {4, 1, 1, 9};
        double[] estimates = {3, -6};
        ChiSquareTest one = ChiSquareTest.wald(new double[][] {{0, 1}}, estimates, covariance);
        assertThat(one.statistic()).isCloseTo(4, within(1e-12));
        ChiSquareTest twice = ChiSquareTest.wald(new double[][] {{0, 1}, {0, 2}}, estimates, covariance);
        assertThat(twice.df()).isEqualTo(1);
        assertThat(twice.statistic()).isCloseTo(4, within(1e-12));
    }

    /** R 4.2.2: {@code qt(.975, c(.3, .9))}. */
    @Test
    void quantilesOfLessThanOneDegreeOfFreedom() {
        assertThat(Tails.studentQuantile(0.05, 0.3)).isCloseTo(6582.0356994008, within(1e-6));
        assertThat(Tails.studentQuantile(0.05, 0.9)).isCloseTo(16.5800581713, within(1e-9));
    }
}
