package hermite.model.glmm.quadrature;

import hermite.math.Exponential;
import hermite.math.GaussHermite;
import hermite.math.Rows;
import hermite.model.glmm.density.ConditionalDensity;

/**
 * Walks the product grid of one block and collects posterior moments: the total weight, E[a], E[aa'], and per visit
 * E[l'] and E[l' a]. The exponent of a node is a quadratic in its last coordinate, so it costs two multiplications a
 * lane; the outer coordinates are constant along the inner loop, so only two moments a visit are gathered there. Where
 * the kernel allows it, a node and its mirror image are worked on together.
 */
final class NodeGrid {
    /** Log of the sum of a rule's weights, ∫ exp(−a²) da. */
    private static final double LOG_SUM_OF_WEIGHTS = 0.5 * Math.log(Math.PI);

    private final ConditionalDensity density;

    NodeGrid(ConditionalDensity density) {
        this.density = density;
    }

    /** Called when the kernel has begun a line, and at every node with the unnormalised posterior weight of each lane. */
    interface Visitor {
        void line();

        void visit(double[] weight, int[] digits);
    }

    /** Fills the posterior moments of the workspace. Modes and slopes must be there. */
    void moments(SubjectBlock block, BlockWorkspace w, GaussHermite rule, NodeKernel kernel, double logDispersion) {
        int n = block.lanes;
        int q = w.q;
        clear(block, w);
        prepare(block, w, rule, kernel, logDispersion);
        findIdle(block, w, rule.points() > 1);
        int[] digits = new int[q];
        outer(block, w, rule, kernel, logDispersion, digits, 0);
        for (int i = 0; i < n; i++) {
            w.t1[i] = 1.0 / w.total[i];
        }
        for (int d = 0; d < q; d++) {
            Rows.multiply(w.a1[d], w.t1, n);
            for (int e = 0; e <= d; e++) {
                Rows.multiply(w.a2[d * q + e], w.t1, n);
            }
        }
        for (int j = 0; j < block.visits; j++) {
            Rows.multiply(w.r[j], w.t1, n);
            for (int d = 0; d < q; d++) {
                Rows.multiply(w.ra[j * q + d], w.t1, n);
            }
        }
        for (int d = 0; d < q - 1; d++) {
            if (w.idle[d]) {
                // of weights exp(−a²), which every rule of two points and more integrates exactly
                Rows.fill(w.a2[d * q + d], 0.5, n);
            }
        }
        Rows.multiply(w.dispersion, w.t1, n);
        kernel.finish(block, w);
    }

    /** Visits every node after {@code kernel} has set it; the total weight is left in the workspace. */
    void walk(
            SubjectBlock block,
            BlockWorkspace w,
            GaussHermite rule,
            NodeKernel kernel,
            double logDispersion,
            Visitor visitor) {
        Rows.fill(w.total, 0, block.lanes);
        prepare(block, w, rule, kernel, logDispersion);
        findIdle(block, w, rule.points() > 1 && rule.points() % 2 == 1);
        walk(block, w, rule, kernel, logDispersion, visitor, new int[w.q], 0);
    }

    private void walk(
            SubjectBlock block,
            BlockWorkspace w,
            GaussHermite rule,
            NodeKernel kernel,
            double logDispersion,
            Visitor visitor,
            int[] digits,
            int d) {
        if (d < w.q - 1) {
            for (int k = first(w, rule, d); k < end(w, rule, d); k++) {
                digits[d] = k;
                kernel.enter(block, w, rule, d, k);
                walk(block, w, rule, kernel, logDispersion, visitor, digits, d + 1);
            }
            return;
        }
        line(block, w, rule, kernel, logDispersion, digits);
        visitor.line();
        for (int k = 0; k < rule.points(); k++) {
            digits[d] = k;
            weigh(block, w, rule, kernel, logDispersion, digits);
            Rows.add(w.total, w.factor, block.lanes);
            visitor.visit(w.factor, digits);
        }
    }

    private void clear(SubjectBlock block, BlockWorkspace w) {
        int n = block.lanes;
        Rows.fill(w.total, 0, n);
        Rows.fill(w.dispersion, 0, n);
        for (int d = 0; d < w.q; d++) {
            Rows.fill(w.a1[d], 0, n);
            for (int e = 0; e <= d; e++) {
                Rows.fill(w.a2[d * w.q + e], 0, n);
            }
        }
        for (int j = 0; j < block.visits; j++) {
            Rows.fill(w.r[j], 0, n);
            for (int d = 0; d < w.q; d++) {
                Rows.fill(w.ra[j * w.q + d], 0, n);
            }
        }
    }

    /** −(|v|² − |v̂|²)/2 = −√2 (S'v̂)'a − a'S'S a, and what the kernel adds to the linear part. */
    private void prepare(
            SubjectBlock block, BlockWorkspace w, GaussHermite rule, NodeKernel kernel, double logDispersion) {
        int n = block.lanes;
        int q = w.q;
        kernel.begin(block, w, rule, logDispersion);
        for (int d = 0; d < q; d++) {
            kernel.linearCoefficient(block, w, d, w.linear[d]);
            for (int c = d; c < q; c++) {
                Rows.addScaledProduct(w.linear[d], -Math.sqrt(2), w.root[c * q + d], block.mode[c], n);
            }
            for (int e = 0; e <= d; e++) {
                double[] form = w.quadratic[d * q + e];
                Rows.fill(form, 0, n);
                for (int c = d; c < q; c++) {
                    Rows.addProduct(form, w.root[c * q + d], w.root[c * q + e], n);
                }
            }
        }
        w.usesLines = kernel.multiplies() && w.lines.prepare(w, rule, n);
    }

    /**
     * Marks the outer effects whose coordinates the likelihoods of the block do not know, as those of other groups are:
     * the weight is exp(−a²) in them, times a function of the other coordinates.
     */
    private static void findIdle(SubjectBlock block, BlockWorkspace w, boolean wanted) {
        int n = block.lanes;
        int q = w.q;
        for (int d = 0; d < q - 1; d++) {
            boolean idle = wanted && isZero(w.linear[d], n) && isOne(w.quadratic[d * q + d], n);
            for (int j = 0; j < block.visits && idle; j++) {
                idle = isZero(block.z[j * q + d], n) && isZero(w.u[j * q + d], n);
            }
            for (int e = 0; e < q && idle; e++) {
                idle = e == d || isZero(w.quadratic[Math.max(d, e) * q + Math.min(d, e)], n);
            }
            w.idle[d] = idle;
        }
    }

    private static boolean isZero(double[] row, int n) {
        return Rows.maxAbs(row, n) == 0;
    }

    private static boolean isOne(double[] row, int n) {
        for (int i = 0; i < n; i++) {
            if (row[i] != 1) {
                return false;
            }
        }
        return true;
    }

    private static int first(BlockWorkspace w, GaussHermite rule, int d) {
        return w.idle[d] ? rule.points() / 2 : 0;
    }

    private static int end(BlockWorkspace w, GaussHermite rule, int d) {
        return w.idle[d] ? rule.points() / 2 + 1 : rule.points();
    }

    private static double coordinate(BlockWorkspace w, GaussHermite rule, int[] digits, int d) {
        return w.idle[d] ? 0 : rule.abscissa(digits[d]);
    }

    private void outer(
            SubjectBlock block,
            BlockWorkspace w,
            GaussHermite rule,
            NodeKernel kernel,
            double logDispersion,
            int[] digits,
            int d) {
        if (d == w.q - 1) {
            inner(block, w, rule, kernel, logDispersion, digits);
            return;
        }
        for (int k = first(w, rule, d); k < end(w, rule, d); k++) {
            digits[d] = k;
            kernel.enter(block, w, rule, d, k);
            outer(block, w, rule, kernel, logDispersion, digits, d + 1);
        }
    }

    /** The exponent along the last coordinate a is alpha + beta·a − quadratic·a². */
    private void line(
            SubjectBlock block,
            BlockWorkspace w,
            GaussHermite rule,
            NodeKernel kernel,
            double logDispersion,
            int[] digits) {
        int n = block.lanes;
        int q = w.q;
        int last = q - 1;
        double logWeight = 0;
        Rows.fill(w.alpha, 0, n);
        Rows.copy(w.linear[last], w.beta, n);
        for (int d = 0; d < last; d++) {
            if (w.idle[d]) {
                logWeight += LOG_SUM_OF_WEIGHTS;
                continue;
            }
            double a = rule.abscissa(digits[d]);
            logWeight += rule.logScaledWeight(digits[d]);
            Rows.addScaled(w.alpha, a, w.linear[d], n);
            for (int e = 0; e <= d; e++) {
                double pair = a * coordinate(w, rule, digits, e) * (d == e ? 1 : 2);
                Rows.addScaled(w.alpha, -pair, w.quadratic[d * q + e], n);
            }
            Rows.addScaled(w.beta, -2 * a, w.quadratic[last * q + d], n);
        }
        for (int i = 0; i < n; i++) {
            w.alpha[i] += logWeight;
        }
        Rows.fill(w.lineFactor, 1, n);
        kernel.line(block, w, logDispersion);
        if (w.usesLines) {
            w.lines.enter(w, rule, n);
        }
    }

    /** Unnormalised posterior weight of the node into the factor row; {@code digits} tell the node. */
    private void weigh(
            SubjectBlock block,
            BlockWorkspace w,
            GaussHermite rule,
            NodeKernel kernel,
            double logDispersion,
            int[] digits) {
        int n = block.lanes;
        int last = w.q - 1;
        int k = digits[last];
        if (w.usesLines) {
            w.lines.weight(k, digits, w.factor, n);
            kernel.node(block, w, rule, k, logDispersion);
            return;
        }
        exponent(
                w.alpha,
                w.beta,
                w.quadratic[last * w.q + last],
                rule.abscissa(k),
                rule.logScaledWeight(k),
                w.exponent,
                n);
        Rows.copy(w.lineFactor, w.factor, n);
        kernel.node(block, w, rule, k, logDispersion);
        Exponential.exp(w.exponent, w.t1, w.t2, n);
        Rows.multiply(w.factor, w.t1, n);
    }

    private static void exponent(
            double[] alpha, double[] beta, double[] square, double a, double logWeight, double[] out, int n) {
        double aa = a * a;
        for (int i = 0; i < n; i++) {
            out[i] = alpha[i] + logWeight + a * beta[i] - aa * square[i];
        }
    }

    private void inner(
            SubjectBlock block,
            BlockWorkspace w,
            GaussHermite rule,
            NodeKernel kernel,
            double logDispersion,
            int[] digits) {
        int n = block.lanes;
        int q = w.q;
        int last = q - 1;
        line(block, w, rule, kernel, logDispersion, digits);
        Rows.fill(w.sw, 0, n);
        Rows.fill(w.swa, 0, n);
        Rows.fill(w.swaa, 0, n);
        for (int j : block.moving) {
            Rows.fill(w.slice0[j], 0, n);
            Rows.fill(w.slice1[j], 0, n);
        }
        int points = rule.points();
        int pairs = w.usesLines && !density.hasDispersion() ? points / 2 : 0;
        for (int k = points - 1; k >= points - pairs; k--) {
            double a = rule.abscissa(k);
            w.lines.weight(k, digits, w.factor, n);
            w.lines.weight(points - 1 - k, digits, w.mirrorFactor, n);
            kernel.pair(block, w, rule, k);
            accumulatePair(w.factor, w.mirrorFactor, a, w.sw, w.swa, w.swaa, n);
            for (int j : block.moving) {
                accumulatePair(w.factor, w.node1[j], w.mirrorFactor, w.node2[j], a, w.slice0[j], w.slice1[j], n);
            }
        }
        for (int k = pairs; k < points - pairs; k++) {
            double a = rule.abscissa(k);
            digits[last] = k;
            weigh(block, w, rule, kernel, logDispersion, digits);
            accumulate(w.factor, a, w.sw, w.swa, w.swaa, n);
            for (int j : block.moving) {
                accumulate(w.factor, w.node1[j], a, w.slice0[j], w.slice1[j], n);
            }
            if (density.hasDispersion()) {
                accumulateDispersion(block, w, logDispersion);
            }
        }
        for (int j : block.still) {
            Rows.product(w.slice0[j], w.node1[j], w.sw, n);
            Rows.product(w.slice1[j], w.node1[j], w.swa, n);
        }
        Rows.add(w.total, w.sw, n);
        Rows.add(w.a1[last], w.swa, n);
        Rows.add(w.a2[last * q + last], w.swaa, n);
        for (int d = 0; d < last; d++) {
            double a = coordinate(w, rule, digits, d);
            Rows.addScaled(w.a1[d], a, w.sw, n);
            Rows.addScaled(w.a2[last * q + d], a, w.swa, n);
            for (int e = 0; e <= d; e++) {
                Rows.addScaled(w.a2[d * q + e], a * coordinate(w, rule, digits, e), w.sw, n);
            }
        }
        for (int j = 0; j < block.visits; j++) {
            Rows.add(w.r[j], w.slice0[j], n);
            Rows.add(w.ra[j * q + last], w.slice1[j], n);
            for (int d = 0; d < last; d++) {
                Rows.addScaled(w.ra[j * q + d], coordinate(w, rule, digits, d), w.slice0[j], n);
            }
        }
    }

    private void accumulateDispersion(SubjectBlock block, BlockWorkspace w, double logDispersion) {
        int n = block.lanes;
        for (int j = 0; j < block.visits; j++) {
            density.dispersionDerivatives(
                    w.eta[j], block.y[j], block.trials[j], logDispersion, w.t1, w.t2, w.t3, w.dispersionNode, n);
            Rows.addProduct(w.dispersion, w.t1, block.weight[j], w.factor, n);
        }
    }

    private static void accumulate(double[] weight, double a, double[] sw, double[] swa, double[] swaa, int n) {
        double aa = a * a;
        for (int i = 0; i < n; i++) {
            double t = weight[i];
            sw[i] += t;
            swa[i] += a * t;
            swaa[i] += aa * t;
        }
    }

    private static void accumulate(double[] weight, double[] value, double a, double[] s0, double[] s1, int n) {
        for (int i = 0; i < n; i++) {
            double t = weight[i] * value[i];
            s0[i] += t;
            s1[i] += a * t;
        }
    }

    private static void accumulatePair(
            double[] weight, double[] mirror, double a, double[] sw, double[] swa, double[] swaa, int n) {
        double aa = a * a;
        for (int i = 0; i < n; i++) {
            double t = weight[i];
            double u = mirror[i];
            double both = t + u;
            sw[i] += both;
            swa[i] += a * (t - u);
            swaa[i] += aa * both;
        }
    }

    private static void accumulatePair(
            double[] weight,
            double[] value,
            double[] mirrorWeight,
            double[] mirrorValue,
            double a,
            double[] s0,
            double[] s1,
            int n) {
        for (int i = 0; i < n; i++) {
            double t = weight[i] * value[i];
            double u = mirrorWeight[i] * mirrorValue[i];
            s0[i] += t + u;
            s1[i] += a * (t - u);
        }
    }
}
