package hermite.model.gee.dropout;

import java.util.Arrays;

/**
 * Planned visits of subjects, some of whom drop out: from some visit on their responses are missing. Arrays are
 * shared: read only.
 *
 * @param start where each subject's rows begin; one more than there are subjects
 * @param columns of the response model's design
 * @param x its design, row-major, one row a planned visit
 * @param response missing (NaN) from the drop-out on
 * @param offset of the response model
 * @param weight prior weights
 * @param position of each visit, from 0, increasing within a subject
 * @param frequency how often each subject counts
 * @param dropoutColumns of the drop-out model's design
 * @param z its design, row-major; NaN where it is not known
 * @param dimension number of planned visits
 */
public record DropoutObservations(
        int[] start,
        int columns,
        double[] x,
        double[] response,
        double[] offset,
        double[] weight,
        int[] position,
        double[] frequency,
        int dropoutColumns,
        double[] z,
        int dimension) {

    /** What the data lack. */
    public enum Lack {
        /** A response is missing before one that is there. */
        MONOTONE_PATTERN,
        /** There is no row for the first missed visit. */
        ROW_OF_FIRST_MISSED_VISIT,
        /** A covariate of the drop-out model is missing at a visit where it is needed. */
        DROPOUT_COVARIATE
    }

    /** The data do not fit the method. */
    public static final class UnsuitableException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        private final Lack lack;
        private final int subject;
        private final int position;

        UnsuitableException(Lack lack, int subject, int position) {
            super(lack + " at visit " + (position + 1) + " of subject " + (subject + 1));
            this.lack = lack;
            this.subject = subject;
            this.position = position;
        }

        public Lack lack() {
            return lack;
        }

        /** Number of the subject, from 0. */
        public int subject() {
            return subject;
        }

        /** The visit, from 0. */
        public int position() {
            return position;
        }
    }

    public int subjects() {
        return frequency.length;
    }

    /** Number of responses of a subject: its visits before the drop-out. */
    int observed(int subject) {
        int count = 0;
        while (start[subject] + count < start[subject + 1] && !Double.isNaN(response[start[subject] + count])) {
            count++;
        }
        return count;
    }

    /** Whether the subject misses a planned visit. */
    boolean dropsOut(int subject) {
        return observed(subject) < dimension;
    }

    /** Number of subjects that drop out. */
    public int dropouts() {
        int count = 0;
        for (int i = 0; i < subjects(); i++) {
            count += dropsOut(i) ? 1 : 0;
        }
        return count;
    }

    /**
     * Checks that responses are missing from some visit on, that the first missed visit has a row, and that the
     * drop-out model's covariates are there when they are needed.
     *
     * @throws UnsuitableException for the first subject where it is not so
     */
    public void check() {
        for (int i = 0; i < subjects(); i++) {
            int seen = observed(i);
            for (int row = start[i] + seen; row < start[i + 1]; row++) {
                if (!Double.isNaN(response[row])) {
                    throw new UnsuitableException(Lack.MONOTONE_PATTERN, i, position[row]);
                }
            }
            for (int j = 0; j < seen; j++) {
                if (position[start[i] + j] != j) {
                    throw new UnsuitableException(Lack.MONOTONE_PATTERN, i, position[start[i] + j]);
                }
            }
            if (seen < dimension) {
                int next = start[i] + seen;
                if (next >= start[i + 1] || position[next] != seen) {
                    throw new UnsuitableException(Lack.ROW_OF_FIRST_MISSED_VISIT, i, seen);
                }
            }
            for (int j = 1; j <= Math.min(seen, dimension - 1); j++) {
                int at = (start[i] + j) * dropoutColumns;
                if (Arrays.stream(z, at, at + dropoutColumns).anyMatch(Double::isNaN)) {
                    throw new UnsuitableException(Lack.DROPOUT_COVARIATE, i, j);
                }
            }
        }
    }
}
