package hermite.sas.proc.means;

import static org.assertj.core.api.Assertions.assertThat;

import hermite.data.Missing;
import hermite.data.format.FormatCatalogue;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Prints of shared/spec/output_layout.md, section 6, and of the column of twelve it describes. */
class StatisticFormatTest {
    private final StatisticFormat usual = new StatisticFormat(new FormatCatalogue(), OptionalInt.empty());

    @Test
    void sevenDecimalsWhileThereIsRoom() {
        assertThat(usual.print(10.876203594)).isEqualTo("10.8762036");
        assertThat(usual.print(1)).isEqualTo("1.0000000");
        assertThat(usual.print(-999.5)).isEqualTo("-999.5000000");
    }

    @Test
    void zeroIsAloneAndMissingAPoint() {
        assertThat(usual.print(0)).isEqualTo("0");
        assertThat(usual.print(Missing.DOT)).isEqualTo(".");
    }

    @Test
    void twoDecimalsForLargeAndAnExponentForTinyValues() {
        assertThat(usual.print(32774.8551402)).isEqualTo("32774.86");
        assertThat(usual.print(2.5e-16)).isEqualTo("2.5E-16");
    }

    @Test
    void maxdecFixesTheDecimals() {
        StatisticFormat two = new StatisticFormat(new FormatCatalogue(), OptionalInt.of(2));
        assertThat(two.print(10.876)).isEqualTo("10.88");
        assertThat(two.print(0)).isEqualTo("0.00");
        assertThat(new StatisticFormat(new FormatCatalogue(), OptionalInt.of(0)).print(1234567.6))
                .isEqualTo("1234568");
    }
}
