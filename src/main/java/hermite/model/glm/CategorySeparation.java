package hermite.model.glm;

import hermite.model.Family;
import hermite.model.Observations;
import java.util.Arrays;
import java.util.Optional;

/**
 * A direction in which the likelihood of a multinomial response never falls (Albert &amp; Anderson 1984, Biometrika 71,
 * 1–10): along it no level of a row becomes more likely than the one observed. Sought as the {@link Separation} of binary
 * rows, one for each comparison of the observed level with another.
 *
 * @param complete whether each comparison of each row moves
 * @param direction one element a coefficient of the model
 * @param rows of the comparisons that move, ascending
 * @param levels beside them: the level, from 0, whose probability goes to zero against that of the row's own
 */
public record CategorySeparation(boolean complete, double[] direction, int[] rows, int[] levels) {
    /** Numbers of the comparisons' design, at most. */
    private static final double MOST_NUMBERS = 1e7;
    /** Comparisons that move less than this, the largest being 1, may be within the search's tolerance. */
    private static final double CLEAR = 1e-3;

    /**
     * Of a cumulative model: coefficients are the thresholds, then one a column after the first. An observed level is
     * compared with its neighbours.
     *
     * @param data responses are levels from 0, each of which occurs; the first column is the constant
     * @param along a direction to try first; zeros for none
     */
    public static Optional<CategorySeparation> cumulative(Observations data, int categories, double[] along) {
        int thresholds = categories - 1;
        Comparisons found = new Comparisons(data, 2, thresholds + data.columns() - 1);
        for (int i = 0; i < data.rows() && found.fits(); i++) {
            int level = (int) data.response()[i];
            if (level < thresholds) {
                found.cut(i, level, thresholds, 1, level + 1);
            }
            if (level > 0) {
                found.cut(i, level - 1, thresholds, 0, level - 1);
            }
        }
        return found.separation(along);
    }

    /**
     * Of generalized logits against the last level: coefficients stand by columns, one a logit. An observed level is
     * compared with all others.
     *
     * @param data responses are levels from 0
     */
    public static Optional<CategorySeparation> generalizedLogits(Observations data, int categories) {
        int logits = categories - 1;
        Comparisons found = new Comparisons(data, logits, data.columns() * logits);
        for (int i = 0; i < data.rows() && found.fits(); i++) {
            for (int other = 0; other < categories; other++) {
                if (other != (int) data.response()[i]) {
                    found.logits(i, (int) data.response()[i], other, logits);
                }
            }
        }
        return found.separation(new double[data.columns() * logits]);
    }

    /** The binary rows. */
    private static final class Comparisons {
        private final Observations data;
        private final int size;
        private final boolean fits;
        private final double[] x;
        private final double[] y;
        private final int[] row;
        private final int[] level;
        private int count;

        Comparisons(Observations data, int perRow, int size) {
            this.data = data;
            this.size = size;
            int most = data.rows() * perRow;
            this.fits = (double) most * size <= MOST_NUMBERS;
            this.x = new double[fits ? most * size : 0];
            this.y = new double[fits ? most : 0];
            this.row = new int[y.length];
            this.level = new int[y.length];
        }

        boolean fits() {
            return fits;
        }

        /** Whether the response is at most a level: threshold plus linear predictor. */
        void cut(int i, int threshold, int thresholds, double response, int excluded) {
            int p = data.columns();
            x[count * size + threshold] = 1;
            System.arraycopy(data.x(), i * p + 1, x, count * size + thresholds, p - 1);
            add(i, response, excluded);
        }

        /** The linear predictor of the observed level less that of another. */
        void logits(int i, int own, int other, int logits) {
            int p = data.columns();
            for (int j = 0; j < p; j++) {
                double value = data.x()[i * p + j];
                if (own < logits) {
                    x[count * size + j * logits + own] = value;
                }
                if (other < logits) {
                    x[count * size + j * logits + other] = -value;
                }
            }
            add(i, 1, other);
        }

        private void add(int i, double response, int excluded) {
            y[count] = response;
            row[count] = i;
            level[count++] = excluded;
        }

        Optional<CategorySeparation> separation(double[] along) {
            if (!fits || count == 0) {
                return Optional.empty();
            }
            Observations binary = Observations.of(Arrays.copyOf(x, count * size), size, Arrays.copyOf(y, count));
            return Separation.find(Family.BINOMIAL, binary, along).map(s -> {
                int[] moving = Arrays.stream(s.separated())
                        .filter(k -> Math.abs(product(k, s.direction())) > CLEAR)
                        .toArray();
                return new CategorySeparation(
                        s.complete(),
                        s.direction(),
                        Arrays.stream(moving).map(k -> row[k]).toArray(),
                        Arrays.stream(moving).map(k -> level[k]).toArray());
            });
        }

        private double product(int k, double[] direction) {
            double sum = 0;
            for (int j = 0; j < size; j++) {
                sum += x[k * size + j] * direction[j];
            }
            return sum;
        }
    }
}
