package hermite.sas.proc.print;

import static org.assertj.core.api.Assertions.assertThat;

import hermite.data.Format;
import hermite.data.Formats;
import hermite.data.Missing;
import hermite.data.format.FormatCatalogue;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The prints of 1/3 and of the statistics are those of PROC PRINT in the Base SAS guide; the rest is by the rule. */
class UniformDecimalsTest {
    private final Formats formats = new FormatCatalogue();

    private List<String> print(double... values) {
        UniformDecimals decimals = new UniformDecimals(formats);
        for (double value : values) {
            decimals.add(value);
        }
        Format format = decimals.format();
        List<String> texts = new ArrayList<>();
        for (double value : values) {
            texts.add(formats.write(value, format).strip());
        }
        return texts;
    }

    @Test
    void wholeNumbersHaveNoDecimals() {
        assertThat(print(1, 20, Missing.DOT, -300)).containsExactly("1", "20", ".", "-300");
    }

    @Test
    void decimalPointsStandUnderEachOther() {
        assertThat(print(69, 56.5, 112.25)).containsExactly("69.00", "56.50", "112.25");
    }

    @Test
    void endlessFractionsTakeSevenColumns() {
        assertThat(print(1.0 / 3)).containsExactly("0.33333");
        assertThat(print(19, 50.5, 150, 100.02631579, 22.77393494))
                .containsExactly("19.000", "50.500", "150.000", "100.026", "22.774");
    }

    @Test
    void amountsKeepTheirTwoDecimals() {
        assertThat(print(1234567.25, 0.5)).containsExactly("1234567.25", "0.50");
    }

    @Test
    void hugeNumbersArePrintedEachAsItFits() {
        assertThat(print(1e20, 0.5)).containsExactly("1E20", "0.5");
    }
}
