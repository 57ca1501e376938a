package hermite.sas.proc.freq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/**
 * Fisher's tea-tasting table 3 1 / 1 3 (Fisher 1935, The Design of Experiments): every figure follows by hand from
 * expected counts of 2 and from 70 equally likely orders.
 */
class CountsTest {
    private final Counts tea = new Counts(new double[][] {{3, 1}, {1, 3}});

    @Test
    void chiSquaresOfTheTeaTable() {
        assertThat(tea.pearson()).isEqualTo(4 * 0.5);
        assertThat(tea.likelihoodRatio()).isCloseTo(2 * (6 * Math.log(1.5) + 2 * Math.log(0.5)), within(1e-14));
        assertThat(tea.continuityAdjusted()).isEqualTo(4 * 0.125);
        assertThat(tea.mantelHaenszel(new double[] {0, 1}, new double[] {0, 1})).isCloseTo(7.0 / 8 * 2, within(1e-14));
    }

    @Test
    void measuresOfTheTeaTable() {
        assertThat(tea.phi()).isEqualTo(0.5);
        assertThat(tea.cramer()).isEqualTo(0.5);
        assertThat(tea.contingency()).isCloseTo(Math.sqrt(0.2), within(1e-15));
    }

    @Test
    void exactTestOfTheTeaTable() {
        FisherExact exact = FisherExact.of(tea);
        assertThat(exact.point()).isCloseTo(16.0 / 70, within(1e-13));
        assertThat(exact.right()).isCloseTo(17.0 / 70, within(1e-13));
        assertThat(exact.left()).isCloseTo(69.0 / 70, within(1e-13));
        assertThat(exact.twoSided()).isCloseTo(34.0 / 70, within(1e-13));
    }

    @Test
    void perfectAssociationInThreeByThreeHasCramersVOfOne() {
        Counts diagonal = new Counts(new double[][] {{4, 0, 0}, {0, 5, 0}, {0, 0, 6}});
        assertThat(diagonal.degreesOfFreedom()).isEqualTo(4);
        assertThat(diagonal.pearson()).isCloseTo(2 * 15, within(1e-12));
        assertThat(diagonal.cramer()).isCloseTo(1, within(1e-14));
    }

    @Test
    void rowsAndColumnsWithoutCountsDoNotEnterTests() {
        Counts padded = new Counts(new double[][] {{3, 0, 1}, {0, 0, 0}, {1, 0, 3}});
        assertThat(padded.withoutEmpty().cells()).isDeepEqualTo(tea.cells());
    }
}
