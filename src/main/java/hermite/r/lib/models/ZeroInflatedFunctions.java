package hermite.r.lib.models;

import hermite.model.glmm.FitPlan;
import hermite.model.glmm.GlmmFit;
import hermite.model.glmm.GlmmFitter;
import hermite.model.glmm.GlmmSpec;
import hermite.model.glmm.Quadrature;
import hermite.model.glmm.covariance.CovarianceRestriction;
import hermite.model.glmm.density.category.ZeroInflatedDensity;
import hermite.r.eval.Arguments;
import hermite.r.eval.RError;
import hermite.r.eval.function.FunctionTable;
import hermite.r.eval.function.Library;
import hermite.r.lib.models.MixedFunctions.Term;
import hermite.r.value.RValue;
import java.util.List;

/** Counts with additional zeros and random effects of their mean: glmmTMB and GLMMadaptive. */
public final class ZeroInflatedFunctions implements Library {
    private static final double[] NONE = {};

    @Override
    public void declare(FunctionTable table) {
        table.in("lme4")
                .function(
                        ".zero_inflated(y, x, zero, z, index, levels, weights, overdispersed, points, start, held)",
                        ZeroInflatedFunctions::fit);
    }

    /** Coefficients are those of x, those of zero, and log k of negative binomial counts. */
    private static RValue fit(Arguments a) {
        double[] y = a.doubles(0);
        int n = y.length;
        int p = a.numeric(1).dim()[1];
        int zeros = a.numeric(2).dim()[1];
        List<Term> terms = MixedFunctions.terms(a.vector(3), a.vector(4), a.vector(5));
        int q = terms.stream().mapToInt(Term::columns).sum();
        ZeroInflatedDensity density = new ZeroInflatedDensity(a.flag(7));
        int m = density.predictors();
        int columns = p + zeros + (m - 2);
        double[] x = MixedFunctions.rowMajor(a.doubles(1), n, p);
        double[] zero = MixedFunctions.rowMajor(a.doubles(2), n, zeros);
        double[] z = MixedFunctions.joined(terms, n);
        double[] wideX = new double[n * m * columns];
        double[] wideZ = new double[n * m * q];
        for (int i = 0; i < n; i++) {
            System.arraycopy(x, i * p, wideX, i * m * columns, p);
            System.arraycopy(zero, i * zeros, wideX, (i * m + 1) * columns + p, zeros);
            if (m == 3) {
                wideX[(i * m + 2) * columns + columns - 1] = 1;
            }
            System.arraycopy(z, i * q, wideZ, i * m * q, q);
        }
        GlmmSpec spec = GlmmSpec.of(
                        y,
                        wideX,
                        columns,
                        wideZ,
                        q,
                        terms.get(0).level(),
                        density,
                        MixedFunctions.covariance(terms, false),
                        Quadrature.points(a.integer(8)))
                .withWeight(a.isNull(6) ? NONE : a.doubles(6))
                .withStart(new GlmmSpec.Start(a.doubles(9), NONE, NONE))
                .withLevels(MixedFunctions.levels(terms));
        FitPlan plan = FitPlan.standard();
        if (a.flag(10)) {
            plan = plan.with(CovarianceRestriction.none().hold(0, 0));
        }
        try {
            GlmmFit fit = new GlmmFitter(Runtime.getRuntime().availableProcessors(), a.interpreter()::checkInterrupt)
                    .fit(spec, plan);
            return MixedFunctions.generalizedResult(fit, terms, columns);
        } catch (IllegalArgumentException e) {
            throw new RError(e.getMessage());
        }
    }
}
