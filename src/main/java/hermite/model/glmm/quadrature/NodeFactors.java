package hermite.model.glmm.quadrature;

import hermite.math.Exponential;
import hermite.math.GaussHermite;
import hermite.math.Rows;
import hermite.model.glmm.quadrature.VisitSpacing.Kind;
import java.util.Arrays;

/**
 * exp η of every visit on a product grid, which is exp η at the mode times exp(u a) for the node slope u of each effect
 * and its abscissa a. Visits that repeat the random columns of the one before share its rows; visits one equal step further take a product.
 */
final class NodeFactors {
    private static final long LARGEST = 1L << 22;

    /** Largest exponent that steps into visits a lane does not have may lead to. */
    private static final double SAFE_EXPONENT = 300;

    private double[][] rows = {};
    private double[][] own = {};
    private double[][] ratio = {};
    private double[][] ratioStorage = {};
    private double[] ones = {};
    private double[] scratch = {};
    private double[] step = {};
    private int effects;
    private int points;

    /** Whether the factors of a block are few enough to be kept. */
    static boolean fit(SubjectBlock block, int effects, int points) {
        return (long) block.visits * effects * points * block.lanes <= LARGEST;
    }

    /** Σ |u| a over the effects of a visit, a the outermost abscissa: how far its η moves at most on either side. */
    static void spread(SubjectBlock block, BlockWorkspace w, GaussHermite rule, int visit, double[] out) {
        Rows.fill(out, 0, block.lanes);
        for (int d = 0; d < w.q; d++) {
            Rows.addMagnitude(out, rule.abscissa(rule.points() - 1), w.u[visit * w.q + d], block.lanes);
        }
    }

    /** Σ y u of effect {@code d}: how Σ y η moves with its coordinate. */
    static void responses(SubjectBlock block, BlockWorkspace w, int d, double[] out) {
        Rows.fill(out, 0, block.lanes);
        for (int j = 0; j < block.visits; j++) {
            Rows.addProduct(out, block.weight[j], block.y[j], w.u[j * w.q + d], block.lanes);
        }
    }

    /** Turns the moments of weighted means in r and ra into those of weighted residuals. */
    static void residuals(SubjectBlock block, BlockWorkspace w) {
        int n = block.lanes;
        int q = w.q;
        for (int j = 0; j < block.visits; j++) {
            Rows.product(w.t1, block.weight[j], block.y[j], n);
            Rows.scaled(w.r[j], -1, w.r[j], n);
            Rows.add(w.r[j], w.t1, n);
            for (int d = 0; d < q; d++) {
                Rows.scaled(w.ra[j * q + d], -1, w.ra[j * q + d], n);
                Rows.addProduct(w.ra[j * q + d], w.t1, w.a1[d], n);
            }
        }
    }

    /** Weighted exp η at the mode and all factors, from η and the node slopes of the workspace. */
    void begin(SubjectBlock block, BlockWorkspace w, GaussHermite rule) {
        for (int j = 0; j < block.visits; j++) {
            double[] base = atMode(w, j);
            Exponential.exp(w.eta[j], base, w.t1, block.lanes);
            Rows.multiply(base, block.weight[j], block.lanes);
        }
        fill(block, w, rule);
    }

    /** Weighted exp η of a visit at the mode. */
    double[] atMode(BlockWorkspace w, int visit) {
        return w.base[visit * w.q];
    }

    /** Fixes the coordinate of effect {@code d}, not the last, to abscissa {@code k}. */
    void enter(SubjectBlock block, BlockWorkspace w, int d, int k) {
        int q = w.q;
        for (int j = 0; j < block.visits; j++) {
            Rows.product(w.base[j * q + d + 1], w.base[j * q + d], at(j, d, k), block.lanes);
        }
    }

    /** Weighted exp η of a visit but for the factor of the last effect. */
    double[] base(BlockWorkspace w, int visit) {
        return w.base[visit * w.q + w.q - 1];
    }

    /** The factor of what does not move. */
    double[] ones() {
        return ones;
    }

    /** exp(u a_k) of a visit and effect. */
    double[] at(int visit, int effect, int k) {
        return rows[(visit * effects + effect) * points + k];
    }

    /** Fills the factors from the node slopes of the workspace. */
    void fill(SubjectBlock block, BlockWorkspace w, GaussHermite rule) {
        int n = block.lanes;
        allocate(w);
        effects = w.q;
        points = rule.points();
        for (int d = 0; d < effects; d++) {
            boolean stepped = prepareSteps(block, w, rule, d);
            for (int j = 0; j < block.visits; j++) {
                int from = (j * effects + d) * points;
                Kind kind = block.spacing.of(j, d);
                if (kind == Kind.SAME) {
                    System.arraycopy(rows, from - effects * points, rows, from, points);
                } else if (kind == Kind.STEP && stepped) {
                    takeStep(from, d, n);
                } else {
                    exponentials(w.u[j * effects + d], rule, own, from, rows, from, n);
                }
            }
        }
    }

    private void allocate(BlockWorkspace w) {
        if (own.length > 0) {
            return;
        }
        int size = w.visits * w.q * w.largestRule;
        own = new double[size][w.lanes];
        rows = new double[size][];
        ratioStorage = new double[w.q * w.largestRule][w.lanes];
        ratio = new double[w.q * w.largestRule][];
        ones = new double[w.lanes];
        Arrays.fill(ones, 1);
        scratch = new double[w.lanes];
        step = new double[w.lanes];
    }

    /** The factors of one step; false when there is none to take or it could lead too far. */
    private boolean prepareSteps(SubjectBlock block, BlockWorkspace w, GaussHermite rule, int d) {
        if (!block.spacing.hasSteps(d)) {
            return false;
        }
        int n = block.lanes;
        double[] first = w.u[d];
        Rows.copy(w.u[effects + d], step, n);
        Rows.addScaled(step, -1, first, n);
        Rows.multiply(step, block.spacing.hasSecond, n);
        double largest = VisitSpacing.LONGEST_CHAIN * Rows.maxAbs(step, n);
        for (int j = 0; j < block.visits; j += VisitSpacing.LONGEST_CHAIN) {
            largest = Math.max(largest, Rows.maxAbs(w.u[j * effects + d], n));
        }
        if (!(2 * largest * rule.abscissa(points - 1) < SAFE_EXPONENT)) {
            return false;
        }
        exponentials(step, rule, ratioStorage, d * points, ratio, d * points, n);
        return true;
    }

    private void takeStep(int from, int d, int n) {
        for (int k = 0; k < points; k++) {
            double[] before = rows[from - effects * points + k];
            double[] factor = ratio[d * points + k];
            if (before == ones) {
                rows[from + k] = factor;
            } else if (factor == ones) {
                rows[from + k] = before;
            } else {
                rows[from + k] = own[from + k];
                Rows.product(own[from + k], before, factor, n);
            }
        }
    }

    /** exp(u a_k) for all k; {@code into} gets the rows that hold them. */
    private void exponentials(
            double[] u, GaussHermite rule, double[][] storage, int place, double[][] into, int from, int n) {
        double largest = Rows.maxAbs(u, n);
        for (int k = points / 2; k < points; k++) {
            double a = rule.abscissa(k);
            int mirror = points - 1 - k;
            if (a * largest == 0) {
                into[from + k] = ones;
                into[from + mirror] = ones;
                continue;
            }
            Exponential.exp(a, u, largest, storage[place + k], scratch, n);
            reciprocal(storage[place + k], storage[place + mirror], n);
            into[from + k] = storage[place + k];
            into[from + mirror] = storage[place + mirror];
        }
    }

    private static void reciprocal(double[] f, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = 1.0 / f[i];
        }
    }
}
