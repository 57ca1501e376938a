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
import hermite.model.lmm.CovarianceStructure;
import hermite.model.lmm.LmmControl;
import hermite.model.lmm.LmmFit;
import hermite.model.lmm.LmmFitter;
import hermite.model.lmm.LmmSpec;
import hermite.model.lmm.RandomTerm;
import hermite.model.lmm.Residual;
import hermite.model.lmm.degrees.KenwardRoger;
import hermite.model.lmm.degrees.Satterthwaite;
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
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Linear and generalized linear mixed fits for lme4 and the packages like it. */
public final class MixedFunctions implements Library {
    private static final double[] NONE = {};

    @Override
    public void declare(FunctionTable table) {
        table.in("lme4")
                .function(
                        ".lmm(y, x, z, index, levels, weights, offset, REML, residual = NULL)", MixedFunctions::linear)
                .function(
                        ".glmm(y, weights, x, z, index, levels, offset, family, link, points, shape, hold = NULL,"
                                + " inference = FALSE)",
                        MixedFunctions::generalized)
                .function(
                        ".lmm_criterion(y, x, z, index, levels, weights, offset, G, sigma)", MixedFunctions::criterion)
                .function(".lmm_at(y, x, z, index, levels, weights, offset, G, sigma)", MixedFunctions::solution)
                .function(
                        ".penalized_modes(y, prior, known, x, z, index, levels, eta, G, family, link, theta = NULL)",
                        PenalizedFunctions::modes)
                .function(".satterthwaite(engine, L)", MixedFunctions::degreesOfFreedom)
                .function(
                        ".kenward_roger(y, x, z, index, levels, weights, offset, G, sigma, about = NULL)",
                        MixedFunctions::kenwardRoger)
                .function(".kenward_roger_test(engine, L)", MixedFunctions::kenwardRogerTest)
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
                .script("convergence.R")
                .script("intervals.R")
                .script("influence.R")
                .script("lists.R")
                .script("differences.R")
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
                .script("lists.R");
        table.in("emmeans").script("grid.R").script("trends.R").script("summary.R");
        table.in("glmmML").script("glmmML.R");
        table.in("GLMMadaptive")
                .script("families.R")
                .script("likelihood.R")
                .script("mixed_model.R")
                .script("methods.R")
                .script("print.R")
                .script("prediction.R")
                .script("marginal.R");
        table.in("MASS").script("glmmPQL.R");
        table.in("glmmTMB")
                .script("families.R")
                .script("fit.R")
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

    /** A fit with its specification, for what is asked of it later. */
    private record Fitted(LmmSpec spec, LmmFit fit) {}

    private static RValue linear(Arguments a) {
        List<Term> terms = terms(a.vector(2), a.vector(3), a.vector(4));
        LmmSpec spec = specification(a, terms, a.flag(7), residual(a));
        LmmFit fit = new LmmFitter().fit(spec);
        int p = spec.p();
        List<RValue> covariances = new ArrayList<>();
        double residual = fit.theta()[spec.firstParameter(terms.size())];
        for (int t = 0; t < terms.size(); t++) {
            int q = terms.get(t).columns();
            double[] g = spec.random().get(t).structure().matrix(fit.theta(), spec.firstParameter(t), q, -1, -1);
            covariances.add(RDouble.matrix(g, q, q));
        }
        ListBuilder result = new ListBuilder()
                .add("beta", RDouble.of(fit.beta().clone()))
                .add("vcov", RDouble.matrix(fit.betaCovariance().clone(), p, p))
                .add("sigma", Math.sqrt(residual))
                .add(
                        "residual",
                        RDouble.of(
                                Arrays.copyOfRange(fit.theta(), spec.firstParameter(terms.size()), fit.theta().length)))
                .add("criterion", fit.minusTwoLog())
                .add("G", RList.of(covariances.toArray(RValue[]::new)));
        return addEffects(result, fit.effects(), terms)
                .add("engine", new RForeign(new Fitted(spec, fit)))
                .build();
    }

    private static Residual residual(Arguments a) {
        return a.isNull(8) ? Residual.variance(a.numeric(0).length()) : ResidualPlan.residual((RList) a.vector(8));
    }

    /** The specification with a factor of each matrix: it keeps them positive semidefinite, as lme4 does. */
    private static LmmSpec specification(Arguments a, List<Term> terms, boolean restricted, Residual residual) {
        return specification(a, terms, restricted, residual, CovarianceStructure.Kind.FACTOR);
    }

    private static LmmSpec specification(
            Arguments a, List<Term> terms, boolean restricted, Residual residual, CovarianceStructure.Kind kind) {
        double[] y = a.doubles(0);
        int n = y.length;
        int p = a.numeric(1).dim()[1];
        double[] x = rowMajor(a.doubles(1), n, p);
        double[] weights = a.isNull(5) ? ones(n) : a.doubles(5);
        if (!a.isNull(6)) {
            double[] offset = a.doubles(6);
            for (int i = 0; i < n; i++) {
                y[i] -= offset[i];
            }
        }
        List<RandomTerm> random = new ArrayList<>();
        for (Term term : terms) {
            CovarianceStructure structure =
                    term.columns() == 1 ? CovarianceStructure.variance() : CovarianceStructure.of(kind, term.columns());
            random.add(RandomTerm.of(structure, term.columns(), term.rowMajorZ(), term.level(), term.levels()));
        }
        return new LmmSpec(y, x, p, weights, random, residual, restricted);
    }

    /** −2 log likelihood at given covariance matrices and residual standard deviation; 1e10 where it has none. */
    private static RValue criterion(Arguments a) {
        LmmSpec spec = specification(
                a,
                terms(a.vector(2), a.vector(3), a.vector(4)),
                false,
                Residual.variance(a.numeric(0).length()));
        return RDouble.of(new LmmFitter().minusTwoLog(spec, parameters(a, spec)).orElse(1e10));
    }

    /** Fixed and random effects at given covariance matrices and residual standard deviation; NULL where V is singular. */
    private static RValue solution(Arguments a) {
        List<Term> terms = terms(a.vector(2), a.vector(3), a.vector(4));
        LmmSpec spec =
                specification(a, terms, false, Residual.variance(a.numeric(0).length()));
        Optional<LmmFitter.Solution> found = new LmmFitter().solution(spec, parameters(a, spec));
        if (found.isEmpty()) {
            return RNull.NULL;
        }
        LmmFitter.Solution at = found.get();
        ListBuilder result = new ListBuilder()
                .add("beta", RDouble.of(at.beta().clone()))
                .add("vcov", RDouble.matrix(at.betaCovariance().clone(), spec.p(), spec.p()))
                .add("criterion", at.minusTwoLog());
        return addEffects(result, at.effects(), terms).build();
    }

    private static ListBuilder addEffects(ListBuilder result, List<LmmFit.Effects> all, List<Term> terms) {
        List<RValue> effects = new ArrayList<>();
        List<RValue> conditional = new ArrayList<>();
        for (int t = 0; t < terms.size(); t++) {
            int q = terms.get(t).columns();
            int levels = terms.get(t).levels();
            effects.add(byColumns(all.get(t).estimates(), levels, q));
            conditional.add(
                    RDouble.of(all.get(t).conditional().clone(), Attributes.of("dim", RInteger.of(q, q, levels))));
        }
        return result.add("effects", RList.of(effects.toArray(RValue[]::new)))
                .add("condvar", RList.of(conditional.toArray(RValue[]::new)));
    }

    /** Parameters of the engine for the covariance matrices and the residual standard deviation in places 7 and 8. */
    private static double[] parameters(Arguments a, LmmSpec spec) {
        double[] theta = new double[spec.parameterCount()];
        RList matrices = (RList) a.vector(7);
        for (int t = 0; t < spec.random().size(); t++) {
            RVector g = (RVector) matrices.get(t);
            int q = spec.random().get(t).columns();
            CovarianceStructure structure = spec.random().get(t).structure();
            double[] elements = Elements.doubles(g);
            double[] root = structure.kind() == CovarianceStructure.Kind.FACTOR ? lowerRoot(elements, q) : elements;
            List<CovarianceStructure.Parameter> parameters = structure.parameters();
            for (int k = 0; k < parameters.size(); k++) {
                theta[spec.firstParameter(t) + k] = q == 1
                        ? g.doubleAt(0)
                        : root[parameters.get(k).row() * q + parameters.get(k).column()];
            }
        }
        theta[theta.length - 1] = a.number(8) * a.number(8);
        return theta;
    }

    /** L with LL' = g, lower triangular; columns of zeros where g is singular. */
    static double[] lowerRoot(double[] g, int q) {
        double[] root = new double[q * q];
        for (int j = 0; j < q; j++) {
            double rest = g[j * q + j];
            for (int k = 0; k < j; k++) {
                rest -= root[j * q + k] * root[j * q + k];
            }
            double diagonal = Math.sqrt(Math.max(0, rest));
            root[j * q + j] = diagonal;
            for (int i = j + 1; i < q; i++) {
                double sum = g[i * q + j];
                for (int k = 0; k < j; k++) {
                    sum -= root[i * q + k] * root[j * q + k];
                }
                root[i * q + j] = diagonal > 1e-12 ? sum / diagonal : 0;
            }
        }
        return root;
    }

    /** Degrees of freedom of a linear combination of the fixed effects (Satterthwaite 1946; Fai and Cornelius 1996). */
    private static RValue degreesOfFreedom(Arguments a) {
        if (!(a.value(0) instanceof RForeign foreign) || !(foreign.object() instanceof Fitted fitted)) {
            throw new RError("no linear mixed fit");
        }
        int[] kept = new int[fitted.spec().p()];
        Arrays.setAll(kept, k -> k);
        Satterthwaite satterthwaite =
                new Satterthwaite(fitted.fit(), new LmmFitter().sensitivity(fitted.spec(), fitted.fit()), kept);
        return RDouble.of(satterthwaite.of(rows(a.numeric(1))));
    }

    /**
     * The adjusted covariance of the fixed effects, and what gives tests: by the elements of the matrices and the expected
     * information, as package pbkrtest has it (Halekoh and Højsgaard 2014, Journal of Statistical Software 59(9)).
     */
    private static RValue kenwardRoger(Arguments a) {
        List<Term> terms = terms(a.vector(2), a.vector(3), a.vector(4));
        Residual residual = Residual.variance(a.numeric(0).length());
        LmmSpec spec = specification(a, terms, true, residual, CovarianceStructure.Kind.UNSTRUCTURED);
        LmmControl usual = LmmControl.at(parameters(a, spec));
        LmmFit fit = new LmmFitter()
                .fit(spec, new LmmControl(usual.start(), usual.held(), usual.lower(), usual.upper(), false, 0, true));
        int[] kept = new int[spec.p()];
        Arrays.setAll(kept, k -> k);
        KenwardRoger engine = new KenwardRoger(
                fit, new LmmFitter().sensitivity(spec, fit), kept, KenwardRoger.Order.SECOND, new double[0]);
        RValue about = a.value(9);
        return new ListBuilder()
                .add("vcov", RDouble.matrix(engine.adjustedCovariance(), spec.p(), spec.p()))
                .add(
                        "engine",
                        new RForeign(about == RNull.NULL ? engine : engine.about(Elements.doubles((RVector) about))))
                .build();
    }

    /** Denominator degrees of freedom and scale of F of a hypothesis. */
    private static RValue kenwardRogerTest(Arguments a) {
        if (!(a.value(0) instanceof RForeign foreign) || !(foreign.object() instanceof KenwardRoger engine)) {
            throw new RError("no linear mixed fit");
        }
        double[][] rows = rows(a.numeric(1));
        return RDouble.of(engine.of(rows), engine.scale(rows));
    }

    /** The rows of a matrix; a vector is one. */
    private static double[][] rows(RVector matrix) {
        int count = matrix.dim() == null ? 1 : matrix.dim()[0];
        double[][] rows = new double[count][matrix.length() / count];
        for (int r = 0; r < count; r++) {
            for (int k = 0; k < rows[r].length; k++) {
                rows[r][k] = matrix.doubleAt(k * count + r);
            }
        }
        return rows;
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static RDouble byColumns(double[] rowMajor, int rows, int columns) {
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
