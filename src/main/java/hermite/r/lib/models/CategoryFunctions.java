package hermite.r.lib.models;

import hermite.model.glmm.CategoricalDesign;
import hermite.model.glmm.FitPlan;
import hermite.model.glmm.GlmmFit;
import hermite.model.glmm.GlmmFitter;
import hermite.model.glmm.GlmmSpec;
import hermite.model.glmm.Quadrature;
import hermite.model.glmm.density.BinomialDensity;
import hermite.r.eval.Arguments;
import hermite.r.eval.RError;
import hermite.r.eval.function.FunctionTable;
import hermite.r.eval.function.Library;
import hermite.r.lib.models.MixedFunctions.Term;
import hermite.r.value.Elements;
import hermite.r.value.RValue;
import java.util.List;
import java.util.Locale;

/** Models of response categories: cumulative links with random effects (ordinal), generalized logits (nnet). */
public final class CategoryFunctions implements Library {
    private static final double[] NONE = {};

    @Override
    public void declare(FunctionTable table) {
        table.in("ordinal")
                .function(
                        ".clmm(category, categories, x, z, index, levels, weights, link, points)",
                        CategoryFunctions::fit)
                .script("clmm.R");
        table.in("nnet").script("multinom.R");
    }

    /** P(Y &lt;= c) = F(theta_c - x'beta - z'b): the engine adds what ordinal subtracts. */
    private static RValue fit(Arguments a) {
        int[] category = Elements.integers(a.vector(0));
        int n = category.length;
        for (int i = 0; i < n; i++) {
            category[i]--;
        }
        int p = a.numeric(2).dim()[1];
        List<Term> terms = MixedFunctions.terms(a.vector(3), a.vector(4), a.vector(5));
        int q = terms.stream().mapToInt(Term::columns).sum();
        CategoricalDesign design = CategoricalDesign.cumulative(
                category,
                a.integer(1),
                negative(MixedFunctions.rowMajor(a.doubles(2), n, p)),
                p,
                negative(MixedFunctions.joined(terms, n)),
                q,
                BinomialDensity.Curve.valueOf(a.string(7).toUpperCase(Locale.ROOT)));
        GlmmSpec spec = GlmmSpec.of(
                        design.y(),
                        design.x(),
                        design.fixedColumns(),
                        design.z(),
                        q,
                        terms.get(0).level(),
                        design.response(),
                        MixedFunctions.covariance(terms, false),
                        Quadrature.points(a.integer(8)))
                .withWeight(a.isNull(6) ? NONE : a.doubles(6))
                .withStart(new GlmmSpec.Start(design.start(), NONE, NONE))
                .withLevels(MixedFunctions.levels(terms));
        try {
            GlmmFit fit = new GlmmFitter(Runtime.getRuntime().availableProcessors(), a.interpreter()::checkInterrupt)
                    .fit(spec, FitPlan.standard());
            return MixedFunctions.generalizedResult(fit, terms, design.fixedColumns());
        } catch (IllegalArgumentException e) {
            throw new RError(e.getMessage());
        }
    }

    private static double[] negative(double[] values) {
        double[] out = new double[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = 0 - values[i];
        }
        return out;
    }
}
