package hermite.model.glmm;

import hermite.math.DenseRows;
import hermite.math.DenseSymmetric;
import hermite.math.search.Maximiser;
import hermite.math.search.Maximum;
import hermite.math.search.SmoothObjective;
import hermite.model.glmm.covariance.CovarianceRestriction;
import hermite.model.glmm.covariance.FactorRestriction;
import hermite.model.glmm.covariance.RandomCovariance;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A likelihood as a function of the coefficients and those covariance parameters that a restriction leaves free. Where
 * the restriction says the same of the elements of L (a variance held, effects made independent, equal components) the
 * search stays with these, which know no boundary; otherwise it is over the reported parameters themselves, and the
 * likelihood cannot be computed where they are no covariance matrix.
 */
final class RestrictedObjective implements SmoothObjective {
    private final ApproximatedLikelihood likelihood;
    private final RandomCovariance covariance;
    private final CovarianceRestriction.Solutions solutions;
    private final boolean overFactor;
    private final boolean dispersion;
    private final int p;
    private final int t;
    private final int c;
    private final int n;
    private final double[] gradient;

    RestrictedObjective(ApproximatedLikelihood likelihood, GlmmSpec spec, CovarianceRestriction restriction) {
        this.likelihood = likelihood;
        covariance = spec.covariance();
        dispersion = spec.response().hasDispersion();
        p = spec.fixedColumns();
        t = covariance.parameters();
        c = t + (dispersion ? 1 : 0);
        FactorRestriction factor = new FactorRestriction(covariance, c);
        overFactor = factor.expresses(restriction);
        solutions = (overFactor ? factor.translate(restriction) : restriction).solve(c);
        n = p + solutions.free().length;
        gradient = new double[p + c];
    }

    @Override
    public int parameters() {
        return n;
    }

    /** Free parameters nearest to ψ. */
    double[] start(double[] psi) {
        double[] u = Arrays.copyOf(psi, n);
        double[] x = overFactor ? Arrays.copyOfRange(psi, p, p + c) : natural(psi);
        for (int k = 0; k < solutions.free().length; k++) {
            u[p + k] = x[solutions.free()[k]];
        }
        // covariances that go with other variances may not suit those that are held
        for (int halving = 0; halving < 30 && Double.isNaN(Arrays.stream(psi(u)).sum()); halving++) {
            for (int k = 0; k < solutions.free().length; k++) {
                int parameter = solutions.free()[k];
                if (parameter < t && !covariance.reported().get(parameter).isBoundedBelow()) {
                    u[p + k] *= 0.5;
                }
            }
        }
        return u;
    }

    private double[] natural(double[] psi) {
        double[] x = Arrays.copyOf(covariance.report(Arrays.copyOfRange(psi, p, p + t)), c);
        if (dispersion) {
            x[t] = StrictMath.exp(psi[p + t]);
        }
        return x;
    }

    /** ψ at the free parameters; NaN where they give no covariance matrix. */
    double[] psi(double[] u) {
        double[] out = Arrays.copyOf(u, p + c);
        double[] x = solutions.at(Arrays.copyOfRange(u, p, n));
        if (overFactor) {
            System.arraycopy(x, 0, out, p, c);
            return out;
        }
        System.arraycopy(covariance.optimization(Arrays.copyOf(x, t)), 0, out, p, t);
        if (dispersion) {
            out[p + t] = x[t] > 0 ? StrictMath.log(x[t]) : Double.NaN;
        }
        return out;
    }

    /** dψ/du, row-major (p + c) × n. */
    double[] jacobian(double[] psi) {
        int k = solutions.free().length;
        double[] out = new double[(p + c) * n];
        for (int r = 0; r < p; r++) {
            out[r * n + r] = 1;
        }
        double[] slope =
                overFactor ? solutions.basis() : DenseRows.times(inverseJacobian(psi), c, solutions.basis(), k);
        for (int r = 0; r < c; r++) {
            System.arraycopy(slope, r * k, out, (p + r) * n + p, k);
        }
        return out;
    }

    /** dψ/dx of the covariance parameters; rows of vanishing variances, which are held, are 0. */
    private double[] inverseJacobian(double[] psi) {
        double[] theta = Arrays.copyOfRange(psi, p, p + t);
        double[] own = covariance.reportJacobian(theta);
        double[] all = new double[c * c];
        for (int r = 0; r < t; r++) {
            System.arraycopy(own, r * t, all, r * c, t);
        }
        if (dispersion) {
            all[c * c - 1] = StrictMath.exp(psi[p + t]);
        }
        for (int r = 0; r < c; r++) {
            if (all[r * c + r] == 0) {
                all[r * c + r] = 1;
            }
        }
        return DenseRows.inverse(all, c);
    }

    @Override
    public double evaluate(double[] u, double[] out) {
        double[] psi = psi(u);
        if (Arrays.stream(psi).anyMatch(Double::isNaN)) {
            return Double.NaN;
        }
        double value = likelihood.evaluate(psi, gradient);
        double[] jacobian = jacobian(psi);
        Arrays.fill(out, 0, n, 0);
        for (int r = 0; r < p + c; r++) {
            for (int k = 0; k < n; k++) {
                out[k] += jacobian[r * n + k] * gradient[r];
            }
        }
        return value;
    }

    @Override
    public void information(double[] u, double[] out) {
        double[] psi = psi(u);
        double[] full = new double[(p + c) * (p + c)];
        likelihood.information(psi, full);
        System.arraycopy(reduced(full, jacobian(psi)), 0, out, 0, n * n);
    }

    /** J'AJ. */
    double[] reduced(double[] full, double[] jacobian) {
        return DenseSymmetric.congruence(DenseRows.transposed(jacobian, p + c, n), n, full, p + c);
    }

    /** Negative Hessian in the free parameters by central differences of the gradient. */
    double[] hessian(double[] u, double[] scale) {
        double[] out = new double[n * n];
        double[] at = u.clone();
        double[] up = new double[n];
        double[] down = new double[n];
        for (int r = 0; r < n; r++) {
            double h = Math.min(1e-4 * Math.max(Math.abs(u[r]), scale[r]), 0.02 * scale[r]);
            h = Math.max(h, 1e-9 * Math.abs(u[r]));
            at[r] = u[r] + h;
            evaluate(at, up);
            at[r] = u[r] - h;
            evaluate(at, down);
            at[r] = u[r];
            for (int k = 0; k < n; k++) {
                out[r * n + k] = (down[k] - up[k]) / (2 * h);
            }
        }
        DenseSymmetric.symmetrise(out, n);
        return out;
    }

    /** The places of the free parameters in ψ, when the restriction only keeps others at their values. */
    Optional<int[]> selection() {
        int k = solutions.free().length;
        int nonzero = 0;
        for (double v : solutions.basis()) {
            nonzero += v != 0 ? 1 : 0;
        }
        if (!overFactor || nonzero != k) {
            return Optional.empty();
        }
        return Optional.of(IntStream.range(0, n)
                .map(u -> u < p ? u : p + solutions.free()[u - p])
                .toArray());
    }

    /** Which parameters of ψ may be left out of the matrices because they are at a boundary. */
    int[] interior(boolean[] atBoundary) {
        return IntStream.range(0, n)
                .filter(k -> k < p || !overFactor || !atBoundary[p + solutions.free()[k - p]])
                .toArray();
    }

    /**
     * Maximises with the bounds as equations of an active set: the most violated bound becomes an equation, an equation
     * whose multiplier pulls inwards is given up again once.
     */
    static Restricted maximise(
            ApproximatedLikelihood likelihood,
            GlmmSpec spec,
            CovarianceRestriction restriction,
            Maximiser maximiser,
            double[] startPsi) {
        CovarianceRestriction active = new CovarianceRestriction(restriction.equations(), List.of());
        double[] from = startPsi;
        for (int round = 0; ; round++) {
            RestrictedObjective objective = new RestrictedObjective(likelihood, spec, active);
            double[] u = objective.start(from);
            Maximum found = objective.n == 0 ? nothingFree(objective) : maximiser.maximise(objective, u);
            double[] psi = objective.psi(found.point());
            CovarianceRestriction.Bound worst = null;
            double excess = 1e-10;
            double[] x = objective.natural(psi);
            for (CovarianceRestriction.Bound bound : restriction.bounds()) {
                double over = Math.max(bound.lower() - x[bound.parameter()], x[bound.parameter()] - bound.upper());
                if (over > excess) {
                    excess = over;
                    worst = bound;
                }
            }
            if (worst == null || round > restriction.bounds().size()) {
                return new Restricted(objective, found, psi, active);
            }
            boolean below = x[worst.parameter()] < worst.lower();
            active = active.hold(worst.parameter(), below ? worst.lower() : worst.upper());
            from = psi;
        }
    }

    private static Maximum nothingFree(RestrictedObjective objective) {
        return new hermite.math.search.NoSearch().maximise(objective, new double[0]);
    }

    /** @param active the equations in force, active bounds included */
    record Restricted(RestrictedObjective objective, Maximum maximum, double[] psi, CovarianceRestriction active) {}
}
