package hermite.model.glmm.quadrature;

import hermite.math.Exponential;
import hermite.math.GaussHermite;
import hermite.math.Rows;

/**
 * The Gaussian part of the posterior weight at the nodes of one block, from tables instead of an exponential a node.
 * Its exponent is linear + quadratic in the coordinates a of a node, so its exponential is a product of one factor for
 * each coordinate and one for each pair of them; factors of opposite coordinates are reciprocals, for the abscissas are
 * symmetric about 0. With three coordinates and more only the last one is so tabulated, line by line.
 */
final class LineWeights {
    /** Largest exponent that a product of the factors may reach. */
    private static final double SAFE_EXPONENT = 600;

    /** Rows of pair factors that stay near the processor. */
    private static final int MOST_PAIRS = 512;

    private double[][] constant = {};
    private double[][] along = {};
    private double[][] pair = {};
    private double[] outer = {};
    private double[] scratch = {};
    private int points;
    private int firstPositive;
    private boolean paired;

    /**
     * Fills the tables from the linear and quadratic coefficients of the workspace.
     *
     * @return false when some product could overflow; the tables are of no use then
     */
    boolean prepare(BlockWorkspace w, GaussHermite rule, int n) {
        if (!isSafe(w, rule, n)) {
            return false;
        }
        allocate(w, rule.points(), n);
        int last = w.q - 1;
        double[] square = w.quadratic[last * w.q + last];
        double largest = Rows.maxAbs(square, n);
        for (int k = firstPositive - points % 2; k < points; k++) {
            double a = rule.abscissa(k);
            Exponential.exp(-a * a, square, largest, constant[k], scratch, n);
            Rows.scaled(constant[k], Exponential.exp(rule.logScaledWeight(k)), constant[k], n);
        }
        if (w.q <= 2) {
            fillAlong(w.linear[last], rule, n);
        }
        if (paired) {
            fillPairs(w.quadratic[last * w.q], rule, n);
        }
        return true;
    }

    private static boolean isSafe(BlockWorkspace w, GaussHermite rule, int n) {
        double reach = rule.abscissa(rule.points() - 1);
        Rows.fill(w.t1, 0, n);
        for (int d = 0; d < w.q; d++) {
            Rows.addMagnitude(w.t1, reach, w.linear[d], n);
            for (int e = 0; e <= d; e++) {
                Rows.addMagnitude(w.t1, reach * reach * (d == e ? 1 : 2), w.quadratic[d * w.q + e], n);
            }
        }
        return Rows.maxAbs(w.t1, n) < SAFE_EXPONENT;
    }

    private void allocate(BlockWorkspace w, int newPoints, int n) {
        int half = newPoints / 2;
        paired = w.q == 2 && half * (half + 1) <= MOST_PAIRS;
        if (newPoints == points && outer.length >= n) {
            return;
        }
        points = newPoints;
        firstPositive = (points + 1) / 2;
        constant = new double[points][n];
        along = new double[points][n];
        pair = new double[paired ? half * (half + 1) : 0][n];
        outer = new double[n];
        scratch = new double[n];
    }

    /** exp(slope·a) times the constant part, for every node of the last coordinate. */
    private void fillAlong(double[] slope, GaussHermite rule, int n) {
        if (points % 2 == 1) {
            Rows.copy(constant[firstPositive - 1], along[firstPositive - 1], n);
        }
        double largest = Rows.maxAbs(slope, n);
        for (int k = firstPositive; k < points; k++) {
            Exponential.exp(rule.abscissa(k), slope, largest, along[k], scratch, n);
            quotient(constant[k], along[k], along[points - 1 - k], n);
            Rows.multiply(along[k], constant[k], n);
        }
    }

    private void fillPairs(double[] product, GaussHermite rule, int n) {
        double largest = Rows.maxAbs(product, n);
        for (int i = firstPositive; i < points; i++) {
            for (int k = i; k < points; k++) {
                double[] same = pair[pairPlace(i, k)];
                Exponential.exp(-2 * rule.abscissa(i) * rule.abscissa(k), product, largest, same, scratch, n);
                reciprocal(same, pair[pairPlace(i, k) + 1], n);
            }
        }
    }

    /** Place of the factor of two nodes on the same side of 0; the next place is that of nodes on opposite sides. */
    private int pairPlace(int i, int k) {
        int a = side(i);
        int b = side(k);
        int low = Math.min(a, b);
        int high = Math.max(a, b);
        return 2 * (high * (high + 1) / 2 + low);
    }

    private int side(int k) {
        return Math.max(k, points - 1 - k) - firstPositive;
    }

    private boolean isZero(int k) {
        return 2 * k == points - 1;
    }

    /** Prepares the line whose exponent at a = 0, slope there and factor are in the workspace. */
    void enter(BlockWorkspace w, GaussHermite rule, int n) {
        Exponential.exp(1, w.alpha, Rows.maxAbs(w.alpha, n), outer, scratch, n);
        Rows.multiply(outer, w.lineFactor, n);
        if (w.q > 1 && !paired) {
            fillAlong(w.beta, rule, n);
        }
    }

    /** The weight at node k of the line; {@code digits} tell the line. */
    void weight(int k, int[] digits, double[] out, int n) {
        if (paired && !isZero(k) && !isZero(digits[0])) {
            boolean sameSide = k >= firstPositive == digits[0] >= firstPositive;
            product(outer, along[k], pair[pairPlace(digits[0], k) + (sameSide ? 0 : 1)], out, n);
        } else {
            Rows.product(out, outer, along[k], n);
        }
    }

    private static void product(double[] a, double[] b, double[] c, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = a[i] * b[i] * c[i];
        }
    }

    private static void quotient(double[] a, double[] b, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = a[i] / b[i];
        }
    }

    private static void reciprocal(double[] a, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = 1.0 / a[i];
        }
    }
}
