package hermite.r.lib.models;

import hermite.model.Link;
import hermite.model.glmm.FitPlan;
import hermite.model.glmm.GlmmFit;
import hermite.model.glmm.GlmmFitter;
import hermite.model.glmm.GlmmSpec;
import hermite.model.glmm.Quadrature;
import hermite.model.glmm.covariance.CovarianceRestriction;
import hermite.model.glmm.covariance.RandomCovariance;
import hermite.model.glmm.population.MarginalMean;
import hermite.model.glmm.prediction.PredictionError;
import hermite.r.eval.Arguments;
import hermite.r.eval.RError;
import hermite.r.eval.function.FunctionTable;
import hermite.r.eval.function.Library;
import hermite.r.value.Attributes;
import hermite.r.value.Elements;
import hermite.r.value.ListBuilder;
import hermite.r.value.RDouble;
import hermite.r.value.RForeign;
import hermite.r.value.RInteger;
import hermite.r.value.RList;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Linear and generalized linear mixed fits for lme4 and the packages like it. */
public final class MixedFunctions implements Library {
    private static final double[] NONE = {};

    @Override
    public void declare(FunctionTable table) {
        table.in("lme4")
                .function(
                        ".lmm(y, x, z, index, levels, weights, offset, REML, residual = NULL)",
                        LinearMixedFunctions::linear)
                .function(
                        ".glmm(y, weights, x, z, index, levels, offset, family, link, points, shape, hold = NULL,"
                                + " inference = FALSE)",
                        MixedFunctions::generalized)
                .function(
                        ".lmm_model(y, x, z, index, levels, weights, offset, REML = FALSE)",
                        LinearMixedFunctions::model)
                .function(".lmm_criterion(model, G, sigma)", LinearMixedFunctions::criterion)
                .function(".lmm_profile(model, G)", LinearMixedFunctions::profile)
                .function(".lmm_at(model, G, sigma)", LinearMixedFunctions::solution)
                .function(".lmm_curvature(engine)", LinearMixedFunctions::relativeCurvature)
                .function(
                        ".penalized_modes(y, prior, known, x, z, index, levels, eta, G, family, link, theta = NULL)",
                        PenalizedFunctions::modes)
                .function(".satterthwaite(engine, L)", LinearMixedFunctions::degreesOfFreedom)
                .function(
                        ".kenward_roger(y, x, z, index, levels, weights, offset, G, sigma, about = NULL)",
                        LinearMixedFunctions::kenwardRoger)
                .function(".kenward_roger_test(engine, L)", LinearMixedFunctions::kenwardRogerTest)
                .function(".glmm_errors(engine, x, z, index, levels)", MixedFunctions::predictionErrors)
                .function(".marginal_mean(eta, variance, family, link)", MixedFunctions::marginalMean)
                .script("formula.R")
                .script("fit.R")
                .script("penalized.R")
                .script("methods.R")
                .script("components.R")
                .script("prediction.R")
                .script("simulation.R")
                .script("print.R")
                .script("dimensions.R")
                .script("convergence.R")
                .script("intervals.R")
                .script("influence.R")
                .script("lists.R")
                .script("profile.R")
                .script("deletion.R")
                .script("optimizers.R")
                .script("slots.R");
        table.in("Matrix").script("matrices.R");
        table.in("boot").script("intervals.R");
        table.in("pbkrtest").script("compare.R");
        table.in("lmerTest").script("anova.R").script("means.R").script("selection.R");
        table.in("nlme")
                .script("random.R")
                .script("lme.R")
                .script("print.R")
                .script("tests.R")
                .script("variance.R")
                .script("search.R")
                .script("methods.R")
                .script("structures.R")
                .script("gls.R")
                .script("parameters.R")
                .script("groups.R")
                .script("lists.R")
                .script("simulate.R");
        table.in("emmeans").script("grid.R").script("trends.R").script("summary.R");
        table.in("glmmML")
                .function(
                        ".intercepts(y, weights, x, index, levels, offset, family, link, prior, points, importance)",
                        InterceptFunctions::model)
                .function(".intercepts_at(model, theta)", InterceptFunctions::at)
                .script("glmmML.R");
        table.in("GLMMadaptive")
                .script("families.R")
                .script("likelihood.R")
                .script("mixed_model.R")
                .script("methods.R")
                .script("print.R")
                .script("prediction.R")
                .script("marginal.R")
                .script("continuation.R");
        table.in("MASS").script("glmmPQL.R");
        table.in("glmmTMB")
                .script("families.R")
                .script("fit.R")
                .script("gaussian.R")
                .script("methods.R")
                .script("print.R");
    }

    /** One random term as R gives it: z by columns, levels from 1. */
    record Term(double[] z, int columns, int[] level, int levels) {
        double[] rowMajorZ() {
            return rowMajor(z, level.length, columns);
        }
    }

    static List<Term> terms(RVector z, RVector index, RVector levels) {
        List<Term> terms = new ArrayList<>();
        RList designs = (RList) z;
        RList indexes = (RList) index;
        for (int t = 0; t < designs.length(); t++) {
            RVector design = (RVector) designs.get(t);
            int[] level = Elements.integers((RVector) indexes.get(t));
            for (int i = 0; i < level.length; i++) {
                level[i]--;
            }
            terms.add(new Term(Elements.doubles(design), design.dim()[1], level, levels.integerAt(t)));
        }
        return terms;
    }

    static double[] rowMajor(double[] byColumns, int rows, int columns) {
        double[] out = new double[byColumns.length];
        for (int k = 0; k < columns; k++) {
            for (int i = 0; i < rows; i++) {
                out[i * columns + k] = byColumns[k * rows + i];
            }
        }
        return out;
    }

    static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    static RDouble byColumns(double[] rowMajor, int rows, int columns) {
        double[] out = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < columns; k++) {
                out[k * rows + i] = rowMajor[i * columns + k];
            }
        }
        return RDouble.matrix(out, rows, columns);
    }

    private static RValue generalized(Arguments a) {
        double[] share = a.doubles(0);
        int n = share.length;
        double[] weight = a.doubles(1);
        int p = a.numeric(2).dim()[1];
        double[] x = rowMajor(a.doubles(2), n, p);
        List<Term> terms = terms(a.vector(3), a.vector(4), a.vector(5));
        String family = a.string(7);
        boolean binomial = family.equals("binomial");
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            y[i] = binomial ? Math.rint(share[i] * weight[i]) : share[i];
        }
        GlmmSpec spec = GlmmSpec.of(
                        y,
                        x,
                        p,
                        joined(terms, n),
                        terms.stream().mapToInt(Term::columns).sum(),
                        terms.get(0).level(),
                        ConditionalDensities.of(family, a.string(8)),
                        covariance(terms, !a.isNull(10) && a.string(10).equals("diagonal")),
                        Quadrature.points(Math.max(1, a.integer(9))))
                .withOffset(a.isNull(6) ? NONE : a.doubles(6))
                .withLevels(levels(terms));
        spec = binomial ? spec.withTrials(weight) : spec.withWeight(weight);
        GlmmFit fit;
        try {
            fit = new GlmmFitter(Runtime.getRuntime().availableProcessors(), a.interpreter()::checkInterrupt)
                    .fit(spec, plan(a));
        } catch (IllegalArgumentException e) {
            throw new RError(e.getMessage());
        }
        return generalizedResult(fit, terms, p);
    }

    /** Holds the variances and covariances that are given, all others free; without inference then unless it is wanted. */
    private static FitPlan plan(Arguments a) {
        if (a.isNull(11)) {
            return FitPlan.standard();
        }
        RVector values = a.numeric(11);
        CovarianceRestriction restriction = CovarianceRestriction.none();
        for (int k = 0; k < values.length(); k++) {
            if (!Double.isNaN(values.doubleAt(k))) {
                restriction = restriction.hold(k, values.doubleAt(k));
            }
        }
        FitPlan plan = FitPlan.standard().with(restriction);
        return a.flag(12) ? plan : plan.withoutInference();
    }

    static RandomCovariance covariance(List<Term> terms, boolean diagonal) {
        RandomCovariance.Builder builder = RandomCovariance.builder();
        for (Term term : terms) {
            if (diagonal) {
                int[] own = new int[term.columns()];
                Arrays.setAll(own, k -> k);
                builder.components(own);
            } else {
                builder.unstructured(term.columns());
            }
        }
        return builder.build();
    }

    static double[] joined(List<Term> terms, int n) {
        int q = terms.stream().mapToInt(Term::columns).sum();
        double[] z = new double[n * q];
        int at = 0;
        for (Term term : terms) {
            for (int i = 0; i < n; i++) {
                for (int k = 0; k < term.columns(); k++) {
                    z[i * q + at + k] = term.z()[k * n + i];
                }
            }
            at += term.columns();
        }
        return z;
    }

    /** Terms of the same grouping are one level. */
    static List<GlmmSpec.Level> levels(List<Term> terms) {
        List<int[]> units = new ArrayList<>();
        List<List<Integer>> columns = new ArrayList<>();
        int at = 0;
        for (Term term : terms) {
            int place = placeOf(units, term.level());
            if (place < 0) {
                place = units.size();
                units.add(term.level());
                columns.add(new ArrayList<>());
            }
            for (int k = 0; k < term.columns(); k++) {
                columns.get(place).add(at++);
            }
        }
        List<GlmmSpec.Level> levels = new ArrayList<>();
        for (int l = 0; l < units.size(); l++) {
            levels.add(
                    new GlmmSpec.Level(columns.get(l).stream().mapToInt(i -> i).toArray(), units.get(l)));
        }
        return levels;
    }

    private static int placeOf(List<int[]> units, int[] wanted) {
        for (int l = 0; l < units.size(); l++) {
            if (Arrays.equals(units.get(l), wanted)) {
                return l;
            }
        }
        return -1;
    }

    static RValue generalizedResult(GlmmFit fit, List<Term> terms, int p) {
        List<RValue> covariances = new ArrayList<>();
        List<RValue> effects = new ArrayList<>();
        List<RValue> conditional = new ArrayList<>();
        int all = fit.parameters();
        int total = fit.spec().randomColumns();
        int at = 0;
        for (Term term : terms) {
            int q = term.columns();
            double[] g = new double[q * q];
            double[] modes = new double[term.levels() * q];
            double[] variances = new double[term.levels() * q * q];
            for (int k = 0; k < q; k++) {
                for (int j = 0; j < q; j++) {
                    g[k * q + j] = fit.g()[(at + k) * total + at + j];
                }
                for (int s = 0; s < term.levels(); s++) {
                    int place = fit.spec().modeLayout().at(at + k, s);
                    modes[k * term.levels() + s] = fit.modes()[place];
                    variances[s * q * q + k * q + k] = fit.modeVariances()[place];
                }
            }
            covariances.add(RDouble.matrix(g, q, q));
            effects.add(RDouble.matrix(modes, term.levels(), q));
            conditional.add(RDouble.of(variances, Attributes.of("dim", RInteger.of(q, q, term.levels()))));
            at += q;
        }
        double[] vcov = new double[p * p];
        for (int j = 0; j < p; j++) {
            for (int k = 0; k < p; k++) {
                vcov[j * p + k] = fit.modelCovariance()[j * all + k];
            }
        }
        return new ListBuilder()
                .add("beta", RDouble.of(fit.beta().clone()))
                .add("vcov", RDouble.matrix(vcov, p, p))
                .add("criterion", fit.minusTwoLogLikelihood())
                .add("shape", Double.isNaN(fit.dispersion()) ? RDouble.NA : fit.dispersion())
                .add("variance.se", fit.modelStandardError(p))
                .add("parameters", RDouble.of(fit.covarianceParameters().clone()))
                .add("covariance", RDouble.matrix(fit.modelCovariance().clone(), all, all))
                .add("G", RList.of(covariances.toArray(RValue[]::new)))
                .add("effects", RList.of(effects.toArray(RValue[]::new)))
                .add("condvar", RList.of(conditional.toArray(RValue[]::new)))
                .add("engine", new RForeign(fit))
                .add("iterations", fit.history().size())
                .add("evaluations", (double) fit.counts().evaluations())
                .add("gradient", RDouble.of(fit.gradient().clone()))
                .build();
    }

    /** Standard errors of x'beta + z'b of new rows, terms as in the fit; NaN where a level is unknown. */
    private static RValue predictionErrors(Arguments a) {
        if (!(a.value(0) instanceof RForeign foreign) || !(foreign.object() instanceof GlmmFit fit)) {
            throw new RError("no generalized linear mixed fit");
        }
        int n = a.numeric(1).dim()[0];
        List<Term> terms = terms(a.vector(2), a.vector(3), a.vector(4));
        List<int[]> ofColumn = new ArrayList<>();
        for (Term term : terms) {
            for (int k = 0; k < term.columns(); k++) {
                ofColumn.add(term.level());
            }
        }
        int[][] unit = fit.spec().levels().stream()
                .map(level -> ofColumn.get(level.columns()[0]))
                .toArray(int[][]::new);
        double[] x = rowMajor(a.doubles(1), n, fit.spec().fixedColumns());
        return RDouble.of(
                new PredictionError(fit.spec(), fit, fit.modelCovariance()).standardErrors(x, joined(terms, n), unit));
    }

    /** E h(eta + tau t), one number a row. */
    private static RValue marginalMean(Arguments a) {
        double[] eta = a.doubles(0);
        double[] variance = a.doubles(1);
        Link link = MarginalFunctions.link(a.string(3));
        MarginalMean mean = new MarginalMean(link);
        double[] out = new double[eta.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = link.inverse(
                    mean.at(eta[i], variance[variance.length == 1 ? 0 : i]).predictor());
        }
        return RDouble.of(out).withAttributes(a.vector(0).attributes());
    }
}
