package hermite.r.lib.matrix;

/**
 * Householder QR with the limited pivoting of R's LINPACK variant: a column whose norm falls below the tolerance times
 * its original norm goes to the end (Dongarra et al. 1979, chapter 9).
 */
final class HouseholderQr {
    /** Sums of squares outside of these bounds are taken of scaled numbers. */
    private static final double SMALLEST = 1e-280;

    private static final double LARGEST = 1e280;

    final double[] qr;
    final double[] auxiliary;
    final int[] pivot;
    final int rows;
    final int columns;
    int rank;

    HouseholderQr(double[] values, int rows, int columns, double tolerance) {
        this.qr = values;
        this.rows = rows;
        this.columns = columns;
        auxiliary = new double[columns];
        pivot = new int[columns];
        double[] original = new double[columns];
        double[] remaining = new double[columns];
        for (int j = 0; j < columns; j++) {
            pivot[j] = j + 1;
            auxiliary[j] = norm(j, 0);
            remaining[j] = auxiliary[j];
            original[j] = auxiliary[j] == 0 ? 1 : auxiliary[j];
        }
        int least = Math.min(rows, columns);
        int kept = columns;
        for (int l = 0; l < least; l++) {
            while (l < kept && auxiliary[l] < original[l] * tolerance) {
                moveToEnd(l, original, remaining);
                kept--;
            }
            if (l == rows - 1) {
                break;
            }
            reflect(l, remaining);
        }
        rank = Math.min(kept, rows);
    }

    private double norm(int column, int from) {
        double sum = 0;
        for (int i = from; i < rows; i++) {
            double x = qr[i + column * rows];
            sum += x * x;
        }
        return sum > SMALLEST && sum < LARGEST ? Math.sqrt(sum) : scaledNorm(column, from);
    }

    /** The norm of a column whose squares would overflow or vanish. */
    private double scaledNorm(int column, int from) {
        double sum = 0;
        double scale = 0;
        for (int i = from; i < rows; i++) {
            scale = Math.max(scale, Math.abs(qr[i + column * rows]));
        }
        if (scale == 0) {
            return 0;
        }
        for (int i = from; i < rows; i++) {
            double x = qr[i + column * rows] / scale;
            sum += x * x;
        }
        return scale * Math.sqrt(sum);
    }

    private void moveToEnd(int l, double[] original, double[] remaining) {
        double[] column = new double[rows];
        System.arraycopy(qr, l * rows, column, 0, rows);
        System.arraycopy(qr, (l + 1) * rows, qr, l * rows, (columns - l - 1) * rows);
        System.arraycopy(column, 0, qr, (columns - 1) * rows, rows);
        int place = pivot[l];
        double a = auxiliary[l];
        double o = original[l];
        double r = remaining[l];
        for (int j = l; j < columns - 1; j++) {
            pivot[j] = pivot[j + 1];
            auxiliary[j] = auxiliary[j + 1];
            original[j] = original[j + 1];
            remaining[j] = remaining[j + 1];
        }
        pivot[columns - 1] = place;
        auxiliary[columns - 1] = a;
        original[columns - 1] = o;
        remaining[columns - 1] = r;
    }

    private void reflect(int l, double[] remaining) {
        double norm = norm(l, l);
        if (norm == 0) {
            return;
        }
        int at = l * rows;
        norm = Math.copySign(norm, qr[l + at] == 0 ? 1 : qr[l + at]);
        double scale = 1 / norm;
        for (int i = l; i < rows; i++) {
            qr[i + at] *= scale;
        }
        qr[l + at] += 1;
        for (int j = l + 1; j < columns; j++) {
            int to = j * rows;
            double product = 0;
            for (int i = l; i < rows; i++) {
                product -= qr[i + at] * qr[i + to];
            }
            product /= qr[l + at];
            for (int i = l; i < rows; i++) {
                qr[i + to] += product * qr[i + at];
            }
            if (auxiliary[j] == 0) {
                continue;
            }
            double share = 1 - Math.pow(Math.abs(qr[l + to]) / auxiliary[j], 2);
            share = Math.max(share, 0);
            if (Math.abs(share) < 1e-6) {
                auxiliary[j] = norm(j, l + 1);
                remaining[j] = auxiliary[j];
            } else {
                auxiliary[j] *= Math.sqrt(share);
            }
        }
        auxiliary[l] = qr[l + at];
        qr[l + at] = -norm;
    }
}
