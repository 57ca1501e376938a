package hermite.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Compares numbers with figures as they were printed, to every printed digit. */
public final class Printed {
    private Printed() {}

    /** The value, rounded to the decimals of the figure, is the figure. */
    public static void assertPrints(double value, String figure) {
        int decimals = figure.contains(".") ? figure.length() - figure.indexOf('.') - 1 : 0;
        BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_UP);
        assertThat(rounded).as("%s printed as %s", value, figure).isEqualByComparingTo(new BigDecimal(figure));
    }

    /** Several values against figures separated by blanks. */
    public static void assertPrints(double[] values, String figures) {
        String[] expected = figures.trim().split("\\s+");
        assertThat(values).as(figures).hasSize(expected.length);
        for (int i = 0; i < values.length; i++) {
            assertPrints(values[i], expected[i]);
        }
    }
}
