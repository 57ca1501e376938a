package hermite.model.lmm.likelihood;

import hermite.model.lmm.LmmSpec;

/**
 * The weighted regression of the response on the fixed effects alone, by orthogonal transformations of a batch of rows
 * at a time (Golub and Van Loan 1996, section 12.5).
 *
 * @param triangle R of W^½X = QR, row-major p × p
 * @param coefficients R⁻¹Q'W^½y
 * @param squares weighted residual sum of squares
 * @param total weighted sum of squares of the response
 */
public record WeightedRegression(double[] triangle, double[] coefficients, double squares, double total) {
    private static final int BATCH = 256;

    /** @param rows in an order that does not depend on the order given */
    public static WeightedRegression of(LmmSpec spec, int[] rows) {
        int p = spec.p();
        int width = p + 1;
        double[] work = new double[(width + BATCH) * width];
        int held = 0;
        double total = 0;
        for (int from = 0; from < rows.length; from += BATCH) {
            int to = Math.min(rows.length, from + BATCH);
            for (int i = from; i < to; i++) {
                int row = rows[i];
                double root = Math.sqrt(spec.weight()[row]);
                int at = (held + i - from) * width;
                for (int j = 0; j < p; j++) {
                    work[at + j] = root * spec.x()[row * p + j];
                }
                work[at + p] = root * spec.y()[row];
                total += work[at + p] * work[at + p];
            }
            triangularise(work, held + to - from, width);
            held = Math.min(width, held + to - from);
        }
        double[] triangle = new double[p * p];
        double[] coefficients = new double[p];
        for (int i = Math.min(p, held) - 1; i >= 0; i--) {
            double sum = work[i * width + p];
            for (int j = i + 1; j < p; j++) {
                sum -= work[i * width + j] * coefficients[j];
            }
            System.arraycopy(work, i * width, triangle, i * p, p);
            double pivot = work[i * width + i];
            coefficients[i] = pivot == 0 ? 0 : sum / pivot;
        }
        double last = held > p ? work[p * width + p] : 0;
        return new WeightedRegression(triangle, coefficients, last * last, total);
    }

    private static void triangularise(double[] a, int n, int width) {
        double[] dot = new double[width];
        for (int k = 0; k < width && k < n; k++) {
            double norm = 0;
            for (int i = k; i < n; i++) {
                norm += a[i * width + k] * a[i * width + k];
            }
            norm = Math.sqrt(norm);
            if (norm == 0) {
                continue;
            }
            double alpha = a[k * width + k] > 0 ? -norm : norm;
            a[k * width + k] -= alpha;
            double square = 0;
            java.util.Arrays.fill(dot, 0);
            for (int i = k; i < n; i++) {
                double v = a[i * width + k];
                square += v * v;
                for (int j = k + 1; j < width; j++) {
                    dot[j] += v * a[i * width + j];
                }
            }
            for (int i = k; i < n; i++) {
                double f = 2 * a[i * width + k] / square;
                for (int j = k + 1; j < width; j++) {
                    a[i * width + j] -= f * dot[j];
                }
                a[i * width + k] = 0;
            }
            a[k * width + k] = alpha;
        }
    }
}
