package hermite.sas.proc.genmod;

import hermite.data.Table;
import hermite.sas.proc.PublishedTables;
import java.util.ArrayList;
import java.util.List;

/** Made responses of 24 rows: counts n, counts with larger values k, events b; x = row mod 4, id = 1 + row / 4. */
final class SmallSample {
    private static final double[] N = {0, 0, 3, 4, 0, 2, 1, 0, 0, 0, 3, 1, 3, 3, 3, 2, 0, 3, 1, 5, 0, 1, 0, 1};
    private static final double[] K = {0, 0, 7, 4, 0, 2, 1, 0, 0, 5, 3, 1, 9, 3, 0, 2, 0, 12, 1, 5, 0, 1, 6, 1};
    private static final double[] B = {0, 0, 1, 1, 0, 1, 1, 0, 0, 0, 1, 0, 1, 1, 1, 1, 0, 1, 0, 1, 0, 0, 0, 1};

    /** What a test has beyond the responses. */
    interface Row {
        double[] of(int row, double n);
    }

    private SmallSample() {}

    static Table with(String names, Row more) {
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < N.length; i++) {
            double[] own = more.of(i, N[i]);
            double[] row = new double[5 + own.length];
            System.arraycopy(new double[] {i % 4, N[i], K[i], B[i], 1 + i / 4}, 0, row, 0, 5);
            System.arraycopy(own, 0, row, 5, own.length);
            rows.add(row);
        }
        return PublishedTables.numbers("x n k b id " + names, rows);
    }
}
