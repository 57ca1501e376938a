package hermite.model.inference;

import java.util.Arrays;
import java.util.Optional;

/** Whether a correlation matrix is that of one common factor, ρ(i, j) = λ(i) λ(j). */
final class ProductCorrelation {
    private static final double TOLERANCE = 1e-8;

    private ProductCorrelation() {}

    /** The loadings, when they reproduce every correlation. */
    static Optional<double[]> loadings(double[] r, int n) {
        double[] loadings = new double[n];
        if (n == 1) {
            return Optional.of(loadings);
        }
        if (n == 2) {
            double root = Math.sqrt(Math.abs(r[1]));
            return valid(new double[] {root, Math.copySign(root, r[1])}, r, n);
        }
        int anchor = anchor(r, n);
        if (anchor < 0) {
            return valid(loadings, r, n);
        }
        // λ(a)² = ρ(a,b) ρ(a,c) / ρ(b,c) for the pair of largest |ρ(b,c)|.
        int best = -1;
        int other = -1;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                boolean usable = i != anchor && j != anchor;
                if (usable && (best < 0 || Math.abs(r[i * n + j]) > Math.abs(r[best * n + other]))) {
                    best = i;
                    other = j;
                }
            }
        }
        double square = r[anchor * n + best] * r[anchor * n + other] / r[best * n + other];
        if (!(square > 0 && square < 1)) {
            return Optional.empty();
        }
        loadings[anchor] = Math.sqrt(square);
        for (int i = 0; i < n; i++) {
            if (i != anchor) {
                loadings[i] = r[anchor * n + i] / loadings[anchor];
            }
        }
        return valid(loadings, r, n);
    }

    /** The variable with the largest sum of |correlations|; -1 when all are uncorrelated. */
    private static int anchor(double[] r, int n) {
        int best = -1;
        double largest = TOLERANCE;
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int j = 0; j < n; j++) {
                sum += j == i ? 0 : Math.abs(r[i * n + j]);
            }
            if (sum > largest) {
                largest = sum;
                best = i;
            }
        }
        return best;
    }

    private static Optional<double[]> valid(double[] loadings, double[] r, int n) {
        if (Arrays.stream(loadings).anyMatch(l -> !(Math.abs(l) < 1 - 1e-9))) {
            return Optional.empty();
        }
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                if (Math.abs(loadings[i] * loadings[j] - r[i * n + j]) > TOLERANCE) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(loadings);
    }
}
