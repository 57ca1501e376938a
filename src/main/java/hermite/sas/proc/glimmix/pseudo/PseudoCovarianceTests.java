package hermite.sas.proc.glimmix.pseudo;

import hermite.data.Missing;
import hermite.model.inference.Tails;
import hermite.model.lmm.CovarianceStructure.Role;
import hermite.model.lmm.LmmControl;
import hermite.model.lmm.LmmFit;
import hermite.model.lmm.LmmFitter;
import hermite.model.lmm.LmmSpec;
import hermite.model.lmm.RandomTerm;
import hermite.model.lmm.Residual;
import hermite.model.pl.PseudoFit;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.covariance.CovarianceModel.ParameterName;
import hermite.sas.proc.glimmix.binding.CovarianceStart;
import hermite.sas.proc.glimmix.binding.CovarianceTest;
import hermite.sas.proc.glimmix.binding.GlimmixMessage;
import hermite.sas.proc.glimmix.fitting.CovarianceTests;
import hermite.sas.proc.glimmix.fitting.CovarianceTests.Limits;
import hermite.sas.proc.glimmix.fitting.CovarianceTests.Result;
import hermite.sas.proc.glimmix.report.CovarianceTestTables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/** COVTEST by the pseudo-likelihood of the last pseudo-response: the linear mixed model is fitted to it again. */
final class PseudoCovarianceTests {
    private final PseudoData data;
    private final PseudoFit fit;
    private final LmmControl control;
    private final ProcContext context;
    private final List<Integer> shown;

    PseudoCovarianceTests(PseudoData data, PseudoFit fit, LmmControl control, ProcContext context) {
        this.data = data;
        this.fit = fit;
        this.control = control;
        this.context = context;
        this.shown = new PseudoTables(data).shown();
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
            errors[k] = fit.linear().standardError(place(k));
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
            result[k] = theta[place(k)];
        }
        return result;
    }

    private Result result(CovarianceTest test) {
        int iterations = (int) test.options().number("MAXITER").orElse(100);
        if (test.kind() == CovarianceTest.Kind.HOMOGENEITY) {
            return homogeneity(test, iterations);
        }
        double[] hypothesis = hypothesis(test);
        int df = 0;
        List<Integer> zero = new ArrayList<>();
        for (int k = 0; k < hypothesis.length; k++) {
            if (!Double.isNaN(hypothesis[k]) && !isHeld(place(k))) {
                df++;
                if (hypothesis[k] == 0 && name(k).isVariance()) {
                    zero.add(k);
                }
            }
        }
        if (df == 0) {
            throw new StepFailure(test.place(), GlimmixMessage.COVTEST_EMPTY, test.label());
        }
        LmmFit under = refit(hypothesis, test.options().has("RESTART"), iterations);
        if (!under.verdict().hasEstimates()) {
            throw new StepFailure(test.place(), GlimmixMessage.PARMS_VALUES, test.label());
        }
        double statistic = Math.max(0, under.minusTwoLog() - fit.linear().minusTwoLog());
        double[] mixture = CovarianceTests.mixture(zero.size(), df, () -> correlation(zero.get(0), zero.get(1)));
        return CovarianceTests.result(
                test, df, under.minusTwoLog(), statistic, mixture, !zero.isEmpty(), inOrder(under.theta()));
    }

    private boolean isHeld(int place) {
        return control.held().length > 0 && control.held()[place];
    }

    /** The values of parameters under a hypothesis, NaN for those that are free. */
    private double[] hypothesis(CovarianceTest test) {
        double[] values = new double[shown.size()];
        Arrays.fill(values, Double.NaN);
        switch (test.kind()) {
            case ZERO_G, INDEPENDENCE, DIAGONAL_G, DIAGONAL_R -> {
                for (int k = 0; k < values.length; k++) {
                    values[k] = isZero(test.kind(), name(k)) ? 0 : Double.NaN;
                }
            }
            case VALUES -> fill(values, test.rows().get(0), test);
            case TABLE ->
                fill(
                        values,
                        Arrays.stream(CovarianceStart.read(test.data().orElseThrow(), values.length, context)
                                        .get(0))
                                .boxed()
                                .toList(),
                        test);
            case START -> {
                double[] start = control.start()
                        .orElseThrow(() -> new StepFailure(
                                test.place(), GlimmixMessage.NOT_BUILT, "COVTEST START without the PARMS statement"));
                System.arraycopy(inOrder(start), 0, values, 0, values.length);
            }
            default -> throw new IllegalArgumentException(test.kind().name());
        }
        return values;
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

    private static void fill(double[] values, List<Double> given, CovarianceTest test) {
        if (given.size() > values.length) {
            throw new StepFailure(test.place(), GlimmixMessage.PARMS_COUNT, given.size(), values.length);
        }
        for (int k = 0; k < given.size(); k++) {
            values[k] = Missing.isMissing(given.get(k)) ? Double.NaN : given.get(k);
        }
    }

    /** @param hypothesis NaN for free parameters */
    private LmmFit refit(double[] hypothesis, boolean restart, int iterations) {
        context.checkInterrupt();
        double[] start = restart && control.start().isPresent()
                ? control.start().get().clone()
                : fit.linear().theta().clone();
        boolean[] held = control.held().length > 0 ? control.held().clone() : new boolean[start.length];
        for (int k = 0; k < hypothesis.length; k++) {
            if (!Double.isNaN(hypothesis[k])) {
                start[place(k)] = hypothesis[k];
                held[place(k)] = true;
            }
        }
        return new LmmFitter()
                .fit(
                        fit.model(),
                        new LmmControl(
                                Optional.of(start),
                                held,
                                control.lower(),
                                control.upper(),
                                control.bounded(),
                                iterations,
                                control.expected()));
    }

    private double correlation(int a, int b) {
        int n = fit.linear().theta().length;
        double[] c = fit.linear().thetaCovariance();
        double r = c[place(a) * n + place(b)] / Math.sqrt(c[place(a) * n + place(a)] * c[place(b) * n + place(b)]);
        return Double.isNaN(r) ? 0 : Math.max(-1, Math.min(1, r));
    }

    /** One set of parameters for all levels of GROUP=. */
    private Result homogeneity(CovarianceTest test, int iterations) {
        LmmSpec model = fit.model();
        List<RandomTerm> random = new ArrayList<>();
        List<Integer> from = new ArrayList<>();
        int next = 0;
        for (RandomTerm t : model.random()) {
            random.add(RandomTerm.of(t.structure(), t.columns(), t.z(), t.subject(), t.subjects()));
            int own = t.structure().parameters().size();
            for (int g = 0; g < t.groups() * own; g++) {
                from.add(next + g % own);
            }
            next += own;
        }
        Residual r = model.residual();
        int own = r.structure().parameters().size();
        for (int g = 0; g < r.groups() * own; g++) {
            from.add(next + g % own);
        }
        next += own;
        if (next == from.size()) {
            throw new StepFailure(test.place(), GlimmixMessage.COVTEST_EMPTY, test.label());
        }
        if (control.held().length > 0) {
            throw new StepFailure(
                    test.place(),
                    GlimmixMessage.NOT_BUILT,
                    "COVTEST HOMOGENEITY with the PARMS statement and METHOD="
                            + data.request().method());
        }
        Residual same = new Residual(
                r.structure(), r.subject(), r.position(), r.point(), new int[r.group().length], 1, r.fixedScale());
        LmmControl usual = LmmControl.usual();
        LmmFit under = new LmmFitter()
                .fit(
                        new LmmSpec(model.y(), model.x(), model.p(), model.weight(), random, same, model.restricted()),
                        new LmmControl(
                                usual.start(),
                                usual.held(),
                                usual.lower(),
                                usual.upper(),
                                control.bounded(),
                                iterations,
                                control.expected()));
        double[] theta = from.stream().mapToDouble(k -> under.theta()[k]).toArray();
        double statistic = Math.max(0, under.minusTwoLog() - fit.linear().minusTwoLog());
        return CovarianceTests.result(
                test, from.size() - next, under.minusTwoLog(), statistic, new double[0], false, inOrder(theta));
    }

    /** Limits of a parameter by a ratio of pseudo-likelihoods. */
    Limits limits(int parameter, double alpha, boolean profile) {
        double[] theta = fit.linear().theta();
        double estimate = theta[place(parameter)];
        double target = fit.linear().minusTwoLog() + Tails.chiSquareQuantile(1 - alpha, 1);
        double se = fit.linear().standardError(place(parameter));
        double step = Double.isFinite(se) && se > 0 ? 2 * se : Math.max(0.1, Math.abs(estimate));
        DoubleUnaryOperator excess = value -> {
            double[] only = new double[shown.size()];
            Arrays.fill(only, Double.NaN);
            only[parameter] = value;
            if (profile) {
                LmmFit at = refit(only, false, 100);
                return at.verdict().hasEstimates() ? at.minusTwoLog() - target : Double.POSITIVE_INFINITY;
            }
            double[] moved = theta.clone();
            moved[place(parameter)] = value;
            return new LmmFitter().minusTwoLog(fit.model(), moved).orElse(Double.POSITIVE_INFINITY) - target;
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
