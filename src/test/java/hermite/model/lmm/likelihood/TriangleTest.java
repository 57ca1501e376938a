package hermite.model.lmm.likelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TriangleTest {
    /** Columns that repeat each other leave ever smaller rounding; the inner products are those of the rows. */
    @Test
    void innerProductsOfManyRowsStay() {
        int width = 40;
        Random random = new Random(2);
        List<double[]> rows = new ArrayList<>();
        double[] expected = new double[width * width];
        for (int i = 0; i < 3000; i++) {
            double[] row = new double[width];
            double[] basis = {1, random.nextGaussian(), i % 2};
            for (int j = 0; j < width; j++) {
                row[j] = j % 5 == 4 ? random.nextGaussian() : basis[j % 3];
            }
            rows.add(row);
            add(expected, row);
        }
        double[] found = new double[width * width];
        for (double[] row : Triangle.of(rows, width)) {
            add(found, row);
        }
        for (int k = 0; k < found.length; k++) {
            assertThat(found[k]).isCloseTo(expected[k], within(1e-9));
        }
    }

    private static void add(double[] products, double[] row) {
        for (int j = 0; j < row.length; j++) {
            for (int k = 0; k < row.length; k++) {
                products[j * row.length + k] += row[j] * row[k];
            }
        }
    }
}
