package hermite.model.glmm.quadrature;

import hermite.math.Exponential;
import hermite.math.Rows;
import hermite.model.glmm.density.ConditionalDensity;

/**
 * Approximated log likelihood of a block of subjects and its exact gradient.
 *
 * <p>Random effects are b = Lv with v ~ N(0, I). The integrand exp h(v) is centred at its mode and scaled by the lower
 * triangular S with SS' = H⁻¹, H = −∂²h (Pinheiro and Bates 1995; Liu and Pierce 1994). The gradient is that of the
 * approximation itself: the movement of centre and scale with the parameters is included through an adjoint that needs
 * one q×q matrix and one extra number per visit.
 */
final class BlockLikelihood {
    private static final double SMALLEST_PRODUCT = 1e-290;
    private static final double LARGEST_PRODUCT = 1e290;
    private static final int MAX_MODE_STEPS = 200;
    private static final double MODE_TOLERANCE = 1e-10;
    /** A step that changes nothing but the last digits of a mode. */
    private static final double ROUNDING = 1e-12;
    /** Largest change of a predictor from which on steps need no damping and gain from their second term. */
    private static final double SMALL_CHANGE = 0.02;

    private final ConditionalDensity density;
    private final int p;
    private final int q;

    /** @param density tells where nodes go */
    BlockLikelihood(ConditionalDensity density, int p, int q) {
        this.density = density;
        this.p = p;
        this.q = q;
    }

    /** Fixed part of η and ζ = L'z of every visit. */
    void linear(SubjectBlock block, BlockWorkspace w, double[] beta, double[] factor) {
        int n = block.lanes;
        for (int j = 0; j < block.visits; j++) {
            double[] fixed = w.fixed[j];
            Rows.copy(block.offset[j], fixed, n);
            for (int k = 0; k < p; k++) {
                Rows.addScaled(fixed, beta[k], block.x[j * p + k], n);
            }
            for (int d = 0; d < q; d++) {
                double[] zeta = w.zeta[j * q + d];
                Rows.fill(zeta, 0, n);
                for (int c = d; c < q; c++) {
                    double l = factor[c * q + d];
                    if (l != 0) {
                        Rows.addScaled(zeta, l, block.z[j * q + c], n);
                    }
                }
            }
        }
    }

    /**
     * Conditional modes by Newton's method. For self-concordant densities each step is damped by log(1+D)/D with D the
     * largest change of a linear predictor, which increases h without evaluating it, and near the mode has Chebyshev's
     * second term; for the others steps are halved until h increases (Armijo). Leaves l', l'', l''' at the mode and the root S in the workspace.
     */
    void findModes(SubjectBlock block, BlockWorkspace w, double logDispersion) {
        int n = block.lanes;
        for (int d = 0; d < q; d++) {
            for (int i = 0; i < n; i++) {
                if (!Double.isFinite(block.mode[d][i])) {
                    block.mode[d][i] = 0;
                }
            }
        }
        boolean last = false;
        double error = Double.POSITIVE_INFINITY;
        for (int it = 0; ; it++) {
            predictors(block, w, block.mode);
            derivatives(block, w, logDispersion);
            if (last || it == MAX_MODE_STEPS) {
                curvature(block, w, false);
                root(w, n);
                return;
            }
            curvature(block, w, false);
            root(w, n);
            if (!density.logConcave() && !(error < 0.01 && rootIsDefined(w, n))) {
                // far from a mode the curvature may be indefinite; clipped, it still gives a direction of ascent
                curvature(block, w, true);
                root(w, n);
            }
            error = newtonStep(block, w, logDispersion);
            if (error == 0) {
                return;
            }
            last = error < MODE_TOLERANCE;
        }
    }

    private void predictors(SubjectBlock block, BlockWorkspace w, double[][] v) {
        int n = block.lanes;
        for (int j = 0; j < block.visits; j++) {
            double[] eta = w.eta[j];
            Rows.copy(w.fixed[j], eta, n);
            for (int d = 0; d < q; d++) {
                Rows.addProduct(eta, w.zeta[j * q + d], v[d], n);
            }
        }
    }

    private void derivatives(SubjectBlock block, BlockWorkspace w, double logDispersion) {
        int n = block.lanes;
        for (int j = 0; j < block.visits; j++) {
            density.derivatives(w.eta[j], block.y[j], block.trials[j], logDispersion, w.d1[j], w.d2[j], w.d3[j], n);
            Rows.multiply(w.d1[j], block.weight[j], n);
            Rows.multiply(w.d2[j], block.weight[j], n);
            Rows.multiply(w.d3[j], block.weight[j], n);
        }
    }

    /** H = I − Σ l'' ζζ' (lower triangle); with {@code clipped}, visits of negative curvature contribute nothing. */
    private void curvature(SubjectBlock block, BlockWorkspace w, boolean clipped) {
        int n = block.lanes;
        for (int a = 0; a < q; a++) {
            for (int b = 0; b <= a; b++) {
                Rows.fill(w.hessian[a * q + b], a == b ? 1 : 0, n);
            }
        }
        for (int j = 0; j < block.visits; j++) {
            double[] second = w.d2[j];
            if (clipped) {
                for (int i = 0; i < n; i++) {
                    w.t3[i] = Math.min(second[i], 0);
                }
                second = w.t3;
            }
            for (int a = 0; a < q; a++) {
                Rows.product(w.t1, second, w.zeta[j * q + a], n);
                for (int b = 0; b <= a; b++) {
                    Rows.subtractProduct(w.hessian[a * q + b], w.t1, w.zeta[j * q + b], n);
                }
            }
        }
    }

    /**
     * Lower triangular S with SS' = H⁻¹: H = UU' with U upper triangular (last random effect eliminated first), then
     * S = U⁻ᵀ. A curvature that is not positive definite leaves NaN.
     */
    private void root(BlockWorkspace w, int n) {
        double[][] u = w.scale;
        for (int j = q - 1; j >= 0; j--) {
            for (int i = j; i >= 0; i--) {
                double[] e = u[i * q + j];
                Rows.copy(w.hessian[j * q + i], e, n);
                for (int k = j + 1; k < q; k++) {
                    Rows.subtractProduct(e, u[i * q + k], u[j * q + k], n);
                }
                if (i == j) {
                    reciprocalRoot(e, n);
                } else {
                    Rows.multiply(e, u[j * q + j], n);
                }
            }
        }
        // the diagonal of u holds 1/U_jj
        for (int j = 0; j < q; j++) {
            Rows.copy(u[j * q + j], w.root[j * q + j], n);
            for (int i = j - 1; i >= 0; i--) {
                double[] s = w.root[j * q + i];
                Rows.fill(s, 0, n);
                for (int k = i + 1; k <= j; k++) {
                    Rows.subtractProduct(s, u[i * q + k], w.root[j * q + k], n);
                }
                Rows.multiply(s, u[i * q + i], n);
            }
        }
    }

    private boolean rootIsDefined(BlockWorkspace w, int n) {
        for (int d = 0; d < q; d++) {
            for (int i = 0; i < n; i++) {
                if (!(w.root[d * q + d][i] < Double.POSITIVE_INFINITY)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void reciprocalRoot(double[] e, int n) {
        for (int i = 0; i < n; i++) {
            e[i] = 1.0 / Math.sqrt(e[i]);
        }
    }

    /**
     * Moves the modes by one step, or not at all where they are known to rounding.
     *
     * @return the order of the largest error left: the square of the step, or where the step has its second term its
     *     product with the square of the change of predictors
     */
    private double newtonStep(SubjectBlock block, BlockWorkspace w, double logDispersion) {
        int n = block.lanes;
        for (int d = 0; d < q; d++) {
            double[] g = w.gradient[d];
            Rows.scaled(g, -1, block.mode[d], n);
            for (int j = 0; j < block.visits; j++) {
                Rows.addProduct(g, w.zeta[j * q + d], w.d1[j], n);
            }
        }
        solve(w, w.gradient, w.step, n);
        if (density.selfConcordant()) {
            double largest = largestStep(w, n);
            if (largest < ROUNDING) {
                return 0;
            }
            double change = largestChanges(block, w, w.t2, n);
            if (change < SMALL_CHANGE) {
                stepOfSecondOrder(block, w, n);
                return largest * change * change;
            }
            damp(block, w, w.t2, n);
            return largest * largest;
        }
        boolean again = backtrack(block, w, logDispersion);
        double largest = largestStep(w, n);
        return again ? Double.POSITIVE_INFINITY : largest * largest;
    }

    /** v += Δ + ½ H⁻¹ Σ l''' (ζ'Δ)² ζ (Chebyshev), Δ the Newton step. */
    private void stepOfSecondOrder(SubjectBlock block, BlockWorkspace w, int n) {
        for (int d = 0; d < q; d++) {
            Rows.fill(w.gradient[d], 0, n);
        }
        for (int j = 0; j < block.visits; j++) {
            change(w, j, w.t1, n);
            Rows.product(w.t2, w.t1, w.t1, n);
            Rows.multiply(w.t2, w.d3[j], n);
            for (int d = 0; d < q; d++) {
                Rows.addScaledProduct(w.gradient[d], 0.5, w.t2, w.zeta[j * q + d], n);
            }
        }
        solve(w, w.gradient, w.trialMode, n);
        for (int d = 0; d < q; d++) {
            Rows.add(block.mode[d], w.step[d], n);
            Rows.add(block.mode[d], w.trialMode[d], n);
        }
    }

    /** ζ'Δ of a visit. */
    private void change(BlockWorkspace w, int visit, double[] out, int n) {
        Rows.product(out, w.zeta[visit * q], w.step[0], n);
        for (int d = 1; d < q; d++) {
            Rows.addProduct(out, w.zeta[visit * q + d], w.step[d], n);
        }
    }

    private double largestStep(BlockWorkspace w, int n) {
        double largest = 0;
        for (int d = 0; d < q; d++) {
            largest = Math.max(largest, largestMagnitude(w.step[d], n));
        }
        return largest;
    }

    private static double largestMagnitude(double[] of, int n) {
        double largest = 0;
        for (int i = 0; i < n; i++) {
            double magnitude = Math.abs(of[i]);
            if (magnitude > largest) {
                largest = magnitude;
            }
        }
        return largest;
    }

    /** out = SS' in, lane by lane. */
    private void solve(BlockWorkspace w, double[][] in, double[][] out, int n) {
        for (int d = 0; d < q; d++) {
            double[] t = w.work[d];
            Rows.fill(t, 0, n);
            for (int c = d; c < q; c++) {
                Rows.addProduct(t, w.root[c * q + d], in[c], n);
            }
        }
        for (int c = 0; c < q; c++) {
            Rows.fill(out[c], 0, n);
            for (int d = 0; d <= c; d++) {
                Rows.addProduct(out[c], w.root[c * q + d], w.work[d], n);
            }
        }
    }

    /** The largest |ζ'Δ| over the visits of each lane, and of all. */
    private double largestChanges(SubjectBlock block, BlockWorkspace w, double[] out, int n) {
        Rows.fill(out, 0, n);
        for (int j = 0; j < block.visits; j++) {
            change(w, j, w.t1, n);
            keepLargest(out, w.t1, n);
        }
        return largestMagnitude(out, n);
    }

    private void damp(SubjectBlock block, BlockWorkspace w, double[] changes, int n) {
        damping(changes, w.t1, n);
        for (int d = 0; d < q; d++) {
            Rows.addProduct(block.mode[d], w.t1, w.step[d], n);
        }
    }

    private static void keepLargest(double[] largest, double[] of, int n) {
        for (int i = 0; i < n; i++) {
            largest[i] = Math.max(largest[i], Math.abs(of[i]));
        }
    }

    /** log(1 + D) / D, the share of a Newton step that moves a predictor by D. */
    private static void damping(double[] change, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = change[i] < 1e-3 ? 1.0 : Exponential.log1p(change[i]) / change[i];
        }
    }

    /** @return whether a search began again */
    private boolean backtrack(SubjectBlock block, BlockWorkspace w, double logDispersion) {
        int n = block.lanes;
        double[] height = w.t2;
        double[] slope = w.alpha;
        double[] length = w.beta;
        logIntegrand(block, w, block.mode, logDispersion, height);
        boolean leftSupport = leaveForbidden(block, height, n);
        Rows.fill(slope, 0, n);
        for (int i = 0; i < n; i++) {
            length[i] = height[i] == Double.NEGATIVE_INFINITY ? 0 : 1;
        }
        for (int d = 0; d < q; d++) {
            Rows.addProduct(slope, w.gradient[d], w.step[d], n);
        }
        boolean open = true;
        for (int halving = 0; open && halving < 30; halving++) {
            for (int d = 0; d < q; d++) {
                Rows.copy(block.mode[d], w.trialMode[d], n);
                Rows.addProduct(w.trialMode[d], length, w.step[d], n);
            }
            logIntegrand(block, w, w.trialMode, logDispersion, w.exponent);
            open = false;
            for (int i = 0; i < n; i++) {
                double needed = height[i] + 1e-4 * length[i] * slope[i] - 1e-13 * (1 + Math.abs(height[i]));
                if (!(w.exponent[i] >= needed) && length[i] > 0) {
                    length[i] = halving == 29 ? 0 : 0.5 * length[i];
                    open = true;
                }
            }
        }
        for (int d = 0; d < q; d++) {
            Rows.addProduct(block.mode[d], length, w.step[d], n);
            for (int i = 0; i < n; i++) {
                // a lane that no step helps has arrived, at a kink or at the accuracy of h
                w.step[d][i] = length[i] == 0 ? 0 : w.step[d][i];
            }
        }
        return leftSupport;
    }

    /**
     * A search that begins where a mean is not allowed, as an earlier mode can be after the parameters have moved,
     * begins again at 0.
     *
     * @return whether one did
     */
    private boolean leaveForbidden(SubjectBlock block, double[] height, int n) {
        boolean any = false;
        for (int i = 0; i < n; i++) {
            for (int d = 0; d < q && height[i] == Double.NEGATIVE_INFINITY; d++) {
                any |= block.mode[d][i] != 0;
                block.mode[d][i] = 0;
            }
        }
        return any;
    }

    /** h(v) = Σ l(η) − v'v/2 of every lane. Overwrites η and the node rows. */
    private void logIntegrand(SubjectBlock block, BlockWorkspace w, double[][] v, double logDispersion, double[] out) {
        int n = block.lanes;
        predictors(block, w, v);
        Rows.fill(out, 0, n);
        for (int j = 0; j < block.visits; j++) {
            density.value(w.eta[j], block.y[j], block.trials[j], logDispersion, w.node2[j], w.node1[j], n);
            Rows.addProduct(out, block.weight[j], w.node2[j], n);
        }
        for (int d = 0; d < q; d++) {
            Rows.addScaledProduct(out, -0.5, v[d], v[d], n);
        }
    }

    /** u = √2 S'ζ: how the predictor of a visit moves with the standard nodes. */
    void nodeSlopes(SubjectBlock block, BlockWorkspace w) {
        int n = block.lanes;
        for (int j = 0; j < block.visits; j++) {
            for (int d = 0; d < q; d++) {
                double[] u = w.u[j * q + d];
                Rows.fill(u, 0, n);
                for (int c = d; c < q; c++) {
                    Rows.addScaledProduct(u, Math.sqrt(2), w.root[c * q + d], w.zeta[j * q + c], n);
                }
            }
        }
    }

    /** Log likelihood of every lane into {@link BlockWorkspace#logLikelihood}, constants included. */
    void logLikelihood(SubjectBlock block, BlockWorkspace w) {
        int n = block.lanes;
        double level = -0.5 * q * Math.log(Math.PI);
        for (int i = 0; i < n; i++) {
            double scale = w.root[0][i];
            for (int d = 1; d < q; d++) {
                scale *= w.root[d * q + d][i];
            }
            // one logarithm does where the product can be formed
            double product = scale * w.total[i];
            double log = product > SMALLEST_PRODUCT && product < LARGEST_PRODUCT
                    ? Exponential.log(product)
                    : Exponential.log(scale) + Exponential.log(w.total[i]);
            w.logLikelihood[i] = level + block.constant[i] + w.atMode[i] + log;
        }
    }

    /**
     * Per-lane gradient into {@link BlockWorkspace#score}: β, the lower triangle of L row by row, then log dispersion.
     * Needs the posterior moments of a node sweep and the derivatives at the mode.
     */
    void scores(SubjectBlock block, BlockWorkspace w, double logDispersion) {
        int n = block.lanes;
        scaleAdjoint(block, w, n);
        int elements = q * (q + 1) / 2;
        for (int k = 0; k < p + elements + 1; k++) {
            Rows.fill(w.score[k], 0, n);
        }
        for (int d = 0; d < q; d++) {
            Rows.copy(w.gradient[d], w.step[d], n);
        }
        for (int j = 0; j < block.visits; j++) {
            tau(block, w, j, n);
            for (int d = 0; d < q; d++) {
                Rows.addProduct(w.step[d], w.node1[j], w.zeta[j * q + d], n);
            }
        }
        solve(w, w.step, w.s, n);
        if (density.hasDispersion()) {
            dispersionScore(block, w, logDispersion, p + elements);
        }
        for (int j = 0; j < block.visits; j++) {
            visitScore(block, w, j, n);
        }
    }

    /** Steps to B = S U S' with U half of T = MS + I, symmetric from its upper triangle. */
    private void scaleAdjoint(SubjectBlock block, BlockWorkspace w, int n) {
        double root2 = Math.sqrt(2);
        for (int d = 0; d < q; d++) {
            double[] ev = w.ev[d];
            Rows.copy(block.mode[d], ev, n);
            for (int e = 0; e <= d; e++) {
                Rows.addScaledProduct(ev, root2, w.root[d * q + e], w.a1[e], n);
            }
            double[] g = w.gradient[d];
            Rows.scaled(g, -1, ev, n);
            for (int j = 0; j < block.visits; j++) {
                Rows.addProduct(g, w.zeta[j * q + d], w.r[j], n);
            }
        }
        for (int d = 0; d < q; d++) {
            for (int e = 0; e < q; e++) {
                double[] m = w.m[d * q + e];
                Rows.product(m, w.a1[d], block.mode[e], n);
                for (int c = 0; c <= e; c++) {
                    double[] pair = w.a2[Math.max(d, c) * q + Math.min(d, c)];
                    Rows.addScaledProduct(m, root2, w.root[e * q + c], pair, n);
                }
                Rows.scaled(m, -1, m, n);
                for (int j = 0; j < block.visits; j++) {
                    Rows.addProduct(m, w.ra[j * q + d], w.zeta[j * q + e], n);
                }
                Rows.scaled(m, root2, m, n);
            }
        }
        double[][] u = w.work;
        for (int d = 0; d < q; d++) {
            for (int f = d; f < q; f++) {
                double[] t = u[d * q + f];
                Rows.fill(t, d == f ? 1 : 0, n);
                for (int e = f; e < q; e++) {
                    Rows.addProduct(t, w.m[d * q + e], w.root[e * q + f], n);
                }
                Rows.scaled(t, 0.5, t, n);
            }
        }
        for (int a = 0; a < q; a++) {
            for (int b = 0; b <= a; b++) {
                double[] out = w.b[a * q + b];
                Rows.fill(out, 0, n);
                for (int c = 0; c <= a; c++) {
                    for (int d = 0; d <= b; d++) {
                        double[] ucd = u[Math.min(c, d) * q + Math.max(c, d)];
                        Rows.addProduct(out, w.root[a * q + c], ucd, w.root[b * q + d], n);
                    }
                }
                if (a != b) {
                    Rows.copy(out, w.b[b * q + a], n);
                }
            }
        }
    }

    /** τ = l''' ζ'Bζ of visit j into node1[j]; ζ'Bζ stays in node2[j]. */
    private void tau(SubjectBlock block, BlockWorkspace w, int j, int n) {
        double[] form = w.node2[j];
        Rows.fill(form, 0, n);
        for (int a = 0; a < q; a++) {
            for (int b = 0; b < q; b++) {
                Rows.addProduct(form, w.b[a * q + b], w.zeta[j * q + a], w.zeta[j * q + b], n);
            }
        }
        Rows.product(w.node1[j], w.d3[j], form, n);
    }

    private void visitScore(SubjectBlock block, BlockWorkspace w, int j, int n) {
        double[] zs = w.t1;
        Rows.fill(zs, 0, n);
        for (int d = 0; d < q; d++) {
            Rows.addProduct(zs, w.zeta[j * q + d], w.s[d], n);
        }
        double[] gamma = w.node1[j];
        Rows.addProduct(gamma, w.d2[j], zs, n);
        Rows.add(gamma, w.r[j], n);
        for (int k = 0; k < p; k++) {
            Rows.addProduct(w.score[k], block.x[j * p + k], gamma, n);
        }
        for (int b = 0; b < q; b++) {
            double[] column = w.t2;
            Rows.product(column, gamma, block.mode[b], n);
            for (int c = 0; c <= b; c++) {
                Rows.addScaledProduct(column, Math.sqrt(2), w.root[b * q + c], w.ra[j * q + c], n);
            }
            Rows.fill(w.t3, 0, n);
            for (int e = 0; e < q; e++) {
                Rows.addProduct(w.t3, w.b[b * q + e], w.zeta[j * q + e], n);
            }
            Rows.addScaledProduct(column, 2, w.d2[j], w.t3, n);
            Rows.addProduct(column, w.d1[j], w.s[b], n);
            for (int a = b; a < q; a++) {
                Rows.addProduct(w.score[p + a * (a + 1) / 2 + b], block.z[j * q + a], column, n);
            }
        }
    }

    private void dispersionScore(SubjectBlock block, BlockWorkspace w, double logDispersion, int at) {
        int n = block.lanes;
        double[] out = w.score[at];
        Rows.copy(w.dispersion, out, n);
        predictors(block, w, block.mode);
        for (int j = 0; j < block.visits; j++) {
            density.dispersionDerivatives(
                    w.eta[j], block.y[j], block.trials[j], logDispersion, w.t1, w.t2, w.t3, w.alpha, n);
            Rows.multiply(w.t2, block.weight[j], n);
            Rows.multiply(w.t3, block.weight[j], n);
            Rows.addProduct(out, w.node2[j], w.t3, n);
            for (int d = 0; d < q; d++) {
                Rows.addProduct(out, w.t2, w.zeta[j * q + d], w.s[d], n);
            }
        }
    }
}
