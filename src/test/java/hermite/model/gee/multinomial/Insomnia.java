package hermite.model.gee.multinomial;

import hermite.model.Observations;
import hermite.model.gee.ClusteredObservations;
import java.util.ArrayList;
import java.util.List;

/**
 * Time to fall asleep in four classes before and after treatment, 239 subjects: Francom, Chuang-Stein &amp; Landis
 * (1989), Statistics in Medicine 8, 571-582; counts as in Agresti (2002), Categorical Data Analysis, table 11.4.
 */
final class Insomnia {
    /** Treated (1) or placebo (0), class before, numbers by class after. */
    private static final int[][] COUNTS = {
        {1, 0, 7, 4, 1, 0},
        {1, 1, 11, 5, 2, 2},
        {1, 2, 13, 23, 3, 1},
        {1, 3, 9, 17, 13, 8},
        {0, 0, 7, 4, 2, 1},
        {0, 1, 14, 5, 1, 0},
        {0, 2, 6, 9, 18, 2},
        {0, 3, 4, 11, 14, 22}
    };

    private Insomnia() {}

    /** Columns: constant, treated, occasion, treated at the second occasion. */
    static ClusteredObservations clustered() {
        List<double[]> x = new ArrayList<>();
        List<Integer> y = new ArrayList<>();
        for (int[] row : COUNTS) {
            for (int after = 0; after < 4; after++) {
                for (int i = 0; i < row[2 + after]; i++) {
                    x.add(new double[] {1, row[0], 0, 0});
                    y.add(row[1]);
                    x.add(new double[] {1, row[0], 1, row[0]});
                    y.add(after);
                }
            }
        }
        return pairs(x, y);
    }

    /** Two rows a cluster. */
    static ClusteredObservations pairs(List<double[]> x, List<Integer> y) {
        int n = y.size();
        int p = x.get(0).length;
        double[] flat = new double[n * p];
        int[] cluster = new int[n];
        int[] position = new int[n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(x.get(i), 0, flat, i * p, p);
            cluster[i] = i / 2;
            position[i] = i % 2;
        }
        double[] response = y.stream().mapToDouble(Integer::doubleValue).toArray();
        return ClusteredObservations.of(Observations.of(flat, p, response), cluster, position, new int[n], 2);
    }
}
