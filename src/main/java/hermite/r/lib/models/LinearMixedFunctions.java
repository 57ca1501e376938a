package hermite.r.lib.models;

import hermite.math.DenseSymmetric;
import hermite.model.inference.LinearAlgebra;
import hermite.model.lmm.CovarianceStructure;
import hermite.model.lmm.LmmControl;
import hermite.model.lmm.LmmCriterion;
import hermite.model.lmm.LmmFit;
import hermite.model.lmm.LmmFitter;
import hermite.model.lmm.LmmSpec;
import hermite.model.lmm.RandomTerm;
import hermite.model.lmm.Residual;
import hermite.model.lmm.degrees.KenwardRoger;
import hermite.model.lmm.degrees.Satterthwaite;
import hermite.r.eval.Arguments;
import hermite.r.eval.RError;
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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Linear mixed fits and what is asked of them, for lme4, lmerTest, pbkrtest and nlme. */
final class LinearMixedFunctions {
    private LinearMixedFunctions() {}

    /** A fit with its specification, for what is asked of it later. */
    private record Fitted(LmmSpec spec, LmmFit fit) {}

    private static Fitted fitted(RValue engine) {
        if (engine instanceof RForeign foreign && foreign.object() instanceof Fitted fitted) {
            return fitted;
        }
        throw new RError("no linear mixed fit");
    }

    static RValue linear(Arguments a) {
        List<MixedFunctions.Term> terms = MixedFunctions.terms(a.vector(2), a.vector(3), a.vector(4));
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
        return addEffects(result, fit.effects(), spec.random())
                .add("engine", new RForeign(new Fitted(spec, fit)))
                .build();
    }

    private static Residual residual(Arguments a) {
        return a.isNull(8) ? Residual.variance(a.numeric(0).length()) : ResidualPlan.residual((RList) a.vector(8));
    }

    /** The specification with a factor of each matrix: it keeps them positive semidefinite, as lme4 does. */
    private static LmmSpec specification(
            Arguments a, List<MixedFunctions.Term> terms, boolean restricted, Residual residual) {
        return specification(a, terms, restricted, residual, CovarianceStructure.Kind.FACTOR);
    }

    private static LmmSpec specification(
            Arguments a,
            List<MixedFunctions.Term> terms,
            boolean restricted,
            Residual residual,
            CovarianceStructure.Kind kind) {
        double[] y = a.doubles(0);
        int n = y.length;
        int p = a.numeric(1).dim()[1];
        double[] x = MixedFunctions.rowMajor(a.doubles(1), n, p);
        double[] weights = a.isNull(5) ? MixedFunctions.ones(n) : a.doubles(5);
        if (!a.isNull(6)) {
            double[] offset = a.doubles(6);
            for (int i = 0; i < n; i++) {
                y[i] -= offset[i];
            }
        }
        List<RandomTerm> random = new ArrayList<>();
        for (MixedFunctions.Term term : terms) {
            CovarianceStructure structure =
                    term.columns() == 1 ? CovarianceStructure.variance() : CovarianceStructure.of(kind, term.columns());
            random.add(RandomTerm.of(structure, term.columns(), term.rowMajorZ(), term.level(), term.levels()));
        }
        return new LmmSpec(y, x, p, weights, random, residual, restricted);
    }

    /** A model made ready for {@link #criterion}, {@link #profile} and {@link #solution}. */
    static RValue model(Arguments a) {
        return new RForeign(new LmmCriterion(specification(
                a,
                MixedFunctions.terms(a.vector(2), a.vector(3), a.vector(4)),
                a.flag(7),
                Residual.variance(a.numeric(0).length()))));
    }

    private static LmmCriterion ready(Arguments a) {
        if (a.value(0) instanceof RForeign foreign && foreign.object() instanceof LmmCriterion criterion) {
            return criterion;
        }
        throw new RError("no linear mixed model");
    }

    /** −2 log likelihood at given covariance matrices and residual standard deviation; 1e10 where it has none. */
    static RValue criterion(Arguments a) {
        LmmCriterion model = ready(a);
        return RDouble.of(model.minusTwoLog(parameters((RList) a.vector(1), a.number(2), model.spec()))
                .orElse(1e10));
    }

    /** The criterion at covariance matrices relative to the residual variance, which is at its maximum. */
    static RValue profile(Arguments a) {
        LmmCriterion model = ready(a);
        double[] theta = parameters((RList) a.vector(1), 1, model.spec());
        return model.profile(Arrays.copyOf(theta, theta.length - 1))
                .<RValue>map(at -> new ListBuilder()
                        .add("criterion", at.criterion())
                        .add("sigma", Math.sqrt(at.residualVariance()))
                        .build())
                .orElse(RNull.NULL);
    }

    /** Fixed and random effects at given covariance matrices and residual standard deviation; NULL where V is singular. */
    static RValue solution(Arguments a) {
        LmmCriterion model = ready(a);
        Optional<LmmCriterion.Solution> found =
                model.solution(parameters((RList) a.vector(1), a.number(2), model.spec()));
        if (found.isEmpty()) {
            return RNull.NULL;
        }
        int p = model.spec().p();
        LmmCriterion.Solution at = found.get();
        ListBuilder result = new ListBuilder()
                .add("beta", RDouble.of(at.beta().clone()))
                .add("vcov", RDouble.matrix(at.betaCovariance().clone(), p, p))
                .add("criterion", at.minusTwoLog());
        return addEffects(result, at.effects(), model.spec().random()).build();
    }

    /**
     * Second derivatives of the criterion, σ² profiled out, by the relative factors of the covariance matrices, columns
     * first, at a fit whose gradient is zero; NULL where the engine has no exact ones.
     */
    static RValue relativeCurvature(Arguments a) {
        Fitted fitted = fitted(a.value(0));
        LmmSpec spec = fitted.spec();
        double[] theta = fitted.fit().theta();
        Optional<double[]> hessian = new LmmCriterion(spec).hessian(theta);
        if (hessian.isEmpty()) {
            return RNull.NULL;
        }
        int n = theta.length;
        double sigma = Math.sqrt(theta[n - 1]);
        double[] slopes = new double[n * n];
        int place = 0;
        for (int t = 0; t < spec.random().size(); t++) {
            List<CovarianceStructure.Parameter> parameters =
                    spec.random().get(t).structure().parameters();
            int[] order = IntStream.range(0, parameters.size())
                    .boxed()
                    .sorted(Comparator.comparingInt(
                                    (Integer k) -> parameters.get(k).column())
                            .thenComparingInt(k -> parameters.get(k).row()))
                    .mapToInt(Integer::intValue)
                    .toArray();
            boolean variance = spec.random().get(t).columns() == 1;
            for (int k : order) {
                int at = spec.firstParameter(t) + k;
                // a variance is (σλ)², an element of a factor σλ
                slopes[at * n + place++] = variance ? 2 * sigma * Math.sqrt(theta[at]) : sigma;
                slopes[at * n + n - 1] = theta[at] / (variance ? 1 : 2) / theta[n - 1];
            }
        }
        slopes[n * n - 1] = 1;
        double[] all = DenseSymmetric.congruence(LinearAlgebra.transpose(slopes, n, n), n, hessian.get(), n);
        int m = n - 1;
        double[] profiled = new double[m * m];
        for (int k = 0; k < m; k++) {
            for (int l = 0; l < m; l++) {
                profiled[k * m + l] = all[k * n + l] - all[k * n + m] * all[m * n + l] / all[m * n + m];
            }
        }
        return RDouble.matrix(profiled, m, m);
    }

    private static ListBuilder addEffects(ListBuilder result, List<LmmFit.Effects> all, List<RandomTerm> terms) {
        List<RValue> effects = new ArrayList<>();
        List<RValue> conditional = new ArrayList<>();
        for (int t = 0; t < terms.size(); t++) {
            int q = terms.get(t).columns();
            int levels = terms.get(t).subjects();
            effects.add(MixedFunctions.byColumns(all.get(t).estimates(), levels, q));
            conditional.add(
                    RDouble.of(all.get(t).conditional().clone(), Attributes.of("dim", RInteger.of(q, q, levels))));
        }
        return result.add("effects", RList.of(effects.toArray(RValue[]::new)))
                .add("condvar", RList.of(conditional.toArray(RValue[]::new)));
    }

    /** Parameters of the engine for covariance matrices and a residual standard deviation. */
    private static double[] parameters(RList matrices, double sigma, LmmSpec spec) {
        double[] theta = new double[spec.parameterCount()];
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
        theta[theta.length - 1] = sigma * sigma;
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
    static RValue degreesOfFreedom(Arguments a) {
        Fitted fitted = fitted(a.value(0));
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
    static RValue kenwardRoger(Arguments a) {
        List<MixedFunctions.Term> terms = MixedFunctions.terms(a.vector(2), a.vector(3), a.vector(4));
        Residual residual = Residual.variance(a.numeric(0).length());
        LmmSpec spec = specification(a, terms, true, residual, CovarianceStructure.Kind.UNSTRUCTURED);
        LmmControl usual = LmmControl.at(parameters((RList) a.vector(7), a.number(8), spec));
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
    static RValue kenwardRogerTest(Arguments a) {
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
}
