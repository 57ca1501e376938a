package hermite.sas.proc.glimmix.pseudo;

import hermite.model.glmm.covariance.CovarianceRestriction;
import hermite.model.inference.Tails;
import hermite.model.lmm.CovarianceStructure.Role;
import hermite.model.lmm.LinearTies;
import hermite.model.lmm.LmmControl;
import hermite.model.lmm.LmmCriterion;
import hermite.model.lmm.LmmFit;
import hermite.model.lmm.LmmFitter;
import hermite.model.pl.PseudoFit;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.covariance.CovarianceModel.ParameterName;
import hermite.sas.proc.covariance.ParmsData;
import hermite.sas.proc.glimmix.binding.CovarianceTest;
import hermite.sas.proc.glimmix.binding.GlimmixMessage;
import hermite.sas.proc.glimmix.fitting.CovarianceTests;
import hermite.sas.proc.glimmix.fitting.CovarianceTests.Limits;
import hermite.sas.proc.glimmix.fitting.CovarianceTests.Result;
import hermite.sas.proc.glimmix.report.CovarianceTestTables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** COVTEST by the pseudo-likelihood of the last pseudo-response: the linear mixed model is fitted to it again. */
final class PseudoCovarianceTests {
    private final PseudoData data;
    private final PseudoFit fit;
    private final LmmControl control;
    private final ProcContext context;
    private final List<Integer> shown;
    private final CovarianceRestriction held;

    PseudoCovarianceTests(PseudoData data, PseudoFit fit, LmmControl control, ProcContext context) {
        this.data = data;
        this.fit = fit;
        this.control = control;
        this.context = context;
        this.shown = new PseudoTables(data).shown();
        this.held = heldByParms();
    }

    /** Those of the statements that state a hypothesis. */
    List<Result> results(List<CovarianceTest> tests) {
        return tests.stream()
                .filter(t -> t.kind() != CovarianceTest.Kind.NOTHING)
                .map(this::result)
                .toList();
    }

    /** In the order of output. */
    CovarianceTestTables.Parameters parameters() {
        int n = shown.size();
        double[] errors = new double[n];
        boolean[] bounded = new boolean[n];
        for (int k = 0; k < n; k++) {
            double slope = data.reportedSlope(place(k), fit.linear().theta()[place(k)]);
            errors[k] = fit.linear().standardError(place(k)) * Math.abs(slope);
            bounded[k] = name(k).isBoundedBelow();
        }
        return new CovarianceTestTables.Parameters(inOrder(fit.linear().theta()), errors, bounded);
    }

    private int place(int k) {
        return data.covariance().places()[shown.get(k)];
    }

    private ParameterName name(int k) {
        return data.covariance().parameters().get(shown.get(k));
    }

    private double[] inOrder(double[] theta) {
        double[] result = new double[shown.size()];
        for (int k = 0; k < result.length; k++) {
            result[k] = data.reported(place(k), theta[place(k)]);
        }
        return result;
    }

    private Result result(CovarianceTest test) {
        int iterations = (int) test.options().number("MAXITER").orElse(100);
        CovarianceRestriction hypothesis = hypothesis(test);
        int df = rank(test, hypothesis.and(held)) - held.rank(shown.size());
        if (df == 0) {
            double[] estimates = inOrder(fit.linear().theta());
            return CovarianceTests.unrestricted(test, fit.linear().minusTwoLog(), estimates);
        }
        List<Integer> zero = new ArrayList<>();
        double[] origin = hypothesis.solve(shown.size()).origin();
        for (int k = 0; k < shown.size(); k++) {
            if (name(k).isVariance()
                    && origin[k] == 0
                    && hypothesis.isHeld(k, shown.size())
                    && !held.isHeld(k, shown.size())) {
                zero.add(k);
            }
        }
        LmmFit under = refit(hypothesis, test.options().has("RESTART"), iterations);
        if (!under.verdict().hasEstimates()) {
            throw new StepFailure(test.place(), GlimmixMessage.PARMS_VALUES, test.label());
        }
        if (!under.verdict().isConverged()) {
            context.log().write(GlimmixMessage.COVTEST_UNFINISHED, test.label(), iterations);
        }
        double statistic = Math.max(0, under.minusTwoLog() - fit.linear().minusTwoLog());
        double[] mixture = CovarianceTests.mixture(zero.size(), df, () -> correlation(zero.get(0), zero.get(1)));
        return CovarianceTests.result(
                test, df, under.minusTwoLog(), statistic, mixture, !zero.isEmpty(), inOrder(under.theta()));
    }

    private int rank(CovarianceTest test, CovarianceRestriction restriction) {
        try {
            return restriction.rank(shown.size());
        } catch (IllegalArgumentException e) {
            throw new StepFailure(test.place(), GlimmixMessage.COVTEST_RANK, test.label());
        }
    }

    /** What PARMS holds, in the order of output. */
    private CovarianceRestriction heldByParms() {
        CovarianceRestriction result = CovarianceRestriction.none();
        for (int k = 0; k < shown.size() && control.held().length > 0; k++) {
            if (control.held()[place(k)]) {
                result = result.hold(k, data.reported(place(k), control.start().orElseThrow()[place(k)]));
            }
        }
        return result;
    }

    /** Equations between the parameters in the order of output. */
    private CovarianceRestriction hypothesis(CovarianceTest test) {
        return switch (test.kind()) {
            case ZERO_G, INDEPENDENCE, DIAGONAL_G, DIAGONAL_R -> {
                CovarianceRestriction zero = CovarianceRestriction.none();
                for (int k = 0; k < shown.size(); k++) {
                    zero = isZero(test.kind(), name(k)) ? zero.hold(k, 0) : zero;
                }
                yield zero;
            }
            case HOMOGENEITY -> homogeneity();
            case GENERAL -> test.general(shown.size());
            case VALUES -> test.values(test.rows().get(0), shown.size());
            case TABLE ->
                test.values(
                        Arrays.stream(ParmsData.read(test.data().orElseThrow(), shown.size(), context)
                                        .get(0))
                                .boxed()
                                .toList(),
                        shown.size());
            case START -> {
                double[] start =
                        control.start().orElseThrow(() -> new StepFailure(test.place(), GlimmixMessage.COVTEST_START));
                yield test.values(Arrays.stream(inOrder(start)).boxed().toList(), shown.size());
            }
            case NOTHING -> throw new IllegalArgumentException(test.kind().name());
        };
    }

    /** Parameters of the levels of GROUP= are equal. */
    private CovarianceRestriction homogeneity() {
        CovarianceRestriction result = CovarianceRestriction.none();
        for (int k = 0; k < shown.size(); k++) {
            for (int first = 0; first < k; first++) {
                ParameterName a = name(first);
                ParameterName b = name(k);
                if (a.parameter().equals(b.parameter())
                        && a.subject().equals(b.subject())
                        && a.random() == b.random()
                        && !a.group().equals(b.group())) {
                    result = result.equal(first, k);
                    break;
                }
            }
        }
        return result;
    }

    private static boolean isZero(CovarianceTest.Kind kind, ParameterName name) {
        boolean joins = name.role() == Role.COVARIANCE || name.role() == Role.CORRELATION || name.role() == Role.DECAY;
        return switch (kind) {
            case ZERO_G -> name.random();
            case INDEPENDENCE -> name.random() || joins;
            case DIAGONAL_G -> name.random() && joins;
            default -> !name.random() && joins;
        };
    }

    private LmmFit refit(CovarianceRestriction hypothesis, boolean restart, int iterations) {
        context.checkInterrupt();
        double[] start = restart && control.start().isPresent()
                ? control.start().get()
                : fit.linear().theta();
        return new LmmFitter()
                .fit(
                        fit.model(),
                        control.from(start)
                                .limited(iterations)
                                .withoutTechnique()
                                .with(stored(hypothesis.and(held))));
    }

    /** The equations solved, for the parameters as the model stores them; one that is not shown stays as it is. */
    private LinearTies stored(CovarianceRestriction restriction) {
        CovarianceRestriction.Solutions solutions = restriction.solve(shown.size());
        int n = fit.linear().theta().length;
        int own = solutions.free().length;
        int[] hidden = IntStream.range(0, n)
                .filter(place -> IntStream.range(0, shown.size()).noneMatch(k -> place(k) == place))
                .toArray();
        int[] free = new int[own + hidden.length];
        double[] origin = new double[n];
        double[] basis = new double[n * free.length];
        for (int f = 0; f < own; f++) {
            free[f] = place(solutions.free()[f]);
        }
        for (int f = 0; f < hidden.length; f++) {
            free[own + f] = hidden[f];
            basis[hidden[f] * free.length + own + f] = 1;
        }
        for (int k = 0; k < shown.size(); k++) {
            boolean held = restriction.isHeld(k, shown.size());
            if (!held && data.isBetaScale(place(k)) && !isFree(solutions, k)) {
                throw new StepFailure(
                        data.request().step().place(),
                        GlimmixMessage.NOT_BUILT,
                        "COVTEST with combinations of the scale of a beta distribution");
            }
            origin[place(k)] = held
                    ? data.stored(place(k), solutions.origin()[k])
                    : solutions.origin()[k];
            System.arraycopy(solutions.basis(), k * own, basis, place(k) * free.length, own);
        }
        return new LinearTies(free, origin, basis);
    }

    /** Whether the parameter is in no equation. */
    private static boolean isFree(CovarianceRestriction.Solutions solutions, int parameter) {
        int own = solutions.free().length;
        int place = Arrays.binarySearch(solutions.free(), parameter);
        return place >= 0
                && IntStream.range(0, solutions.origin().length)
                        .allMatch(k -> k == parameter || solutions.basis()[k * own + place] == 0);
    }

    private double correlation(int a, int b) {
        int n = fit.linear().theta().length;
        double[] c = fit.linear().thetaCovariance();
        double r = c[place(a) * n + place(b)] / Math.sqrt(c[place(a) * n + place(a)] * c[place(b) * n + place(b)]);
        return Double.isNaN(r) ? 0 : Math.max(-1, Math.min(1, r));
    }

    /** Limits of a parameter by a ratio of pseudo-likelihoods. */
    Limits limits(int parameter, double alpha, boolean profile) {
        if (held.isHeld(parameter, shown.size())) {
            return new Limits(Double.NaN, Double.NaN);
        }
        double[] theta = fit.linear().theta();
        double slope = data.reportedSlope(place(parameter), theta[place(parameter)]);
        double estimate = data.reported(place(parameter), theta[place(parameter)]);
        double target = fit.linear().minusTwoLog() + Tails.chiSquareQuantile(1 - alpha, 1);
        double se = fit.linear().standardError(place(parameter)) * Math.abs(slope);
        double step = Double.isFinite(se) && se > 0 ? 2 * se : Math.max(0.1, Math.abs(estimate));
        LmmCriterion criterion = new LmmCriterion(fit.model());
        DoubleUnaryOperator excess = value -> {
            if (profile) {
                LmmFit at = refit(CovarianceRestriction.none().hold(parameter, value), false, 100);
                return at.verdict().hasEstimates() ? at.minusTwoLog() - target : Double.POSITIVE_INFINITY;
            }
            double[] moved = theta.clone();
            moved[place(parameter)] = data.stored(place(parameter), value);
            return criterion.minusTwoLog(moved).orElse(Double.POSITIVE_INFINITY) - target;
        };
        return CovarianceTests.limits(excess, estimate, step, name(parameter).isBoundedBelow());
    }

    CovarianceTestTables.Basis basis() {
        boolean restricted = data.request().isRestricted();
        if (data.isLinear()) {
            return restricted
                    ? new CovarianceTestTables.Basis("Restricted Likelihood", "-2 Res Log Like")
                    : CovarianceTestTables.LIKELIHOOD;
        }
        return restricted
                ? new CovarianceTestTables.Basis("Residual Pseudo-Likelihood", "-2 Res Log P-Like")
                : new CovarianceTestTables.Basis("Pseudo-Likelihood", "-2 Log P-Like");
    }
}
