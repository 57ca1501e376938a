package hermite.sas.proc.glimmix.fitting;

import hermite.math.search.StoppingRule;
import hermite.model.glmm.FitPlan;
import hermite.model.glmm.GlmmFit;
import hermite.model.glmm.GlmmFitter;
import hermite.model.glmm.GlmmSpec;
import hermite.model.glmm.covariance.CovarianceRestriction;
import hermite.model.glmm.covariance.FactorRestriction;
import hermite.model.glmm.covariance.RandomCovariance;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.glimmix.binding.CovarianceStart;
import hermite.sas.proc.glimmix.binding.GlimmixData;
import hermite.sas.proc.glimmix.binding.GlimmixMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Fits one BY group by quadrature or Laplace's approximation as its step asks, and refits it under restrictions. */
public final class LikelihoodFit {
    private final GlimmixData data;
    private final GlmmFitter fitter;
    private final int parameters;
    private final GlmmSpec spec;
    private final FitPlan plan;
    private final List<Candidate> candidates = new ArrayList<>();
    private final Optional<CovarianceStart> start;
    private final boolean updatesFirst;

    /** A point of the grid of PARMS with −2 log likelihood there. */
    public record Candidate(double[] values, double minusTwoLogLikelihood) {}

    /** Estimates by pseudo-likelihood: coefficients and covariance parameters in the order of output. */
    public record Initial(double[] beta, double[] covariance) {}

    /** @param initial where the search begins, if not at the model without random effects */
    public LikelihoodFit(GlimmixData data, Optional<Initial> initial, ProcContext context) {
        this.data = data;
        fitter = new GlmmFitter(Runtime.getRuntime().availableProcessors(), context::checkInterrupt);
        parameters =
                data.spec().covariance().parameters() + (data.spec().response().hasDispersion() ? 1 : 0);
        start = CovarianceStart.of(data.request().step(), parameters, context);
        double[] chosen = start.map(this::choose).orElse(new double[0]);
        Optional<GlmmSpec.Start> updated = initial.flatMap(i -> usable(i, chosen));
        updatesFirst = updated.isPresent();
        spec = updated.map(data.spec()::withStart)
                .orElseGet(() -> chosen.length == 0
                        ? data.spec()
                        : data.spec().withStart(at(data.spec().start().beta(), chosen)));
        CovarianceRestriction restriction =
                start.map(CovarianceStart::restriction).orElse(CovarianceRestriction.none());
        for (int k : start.map(CovarianceStart::held).orElse(new int[0])) {
            restriction = restriction.hold(k, chosen[k]);
        }
        if (data.request().isPlain()) {
            restriction = restriction.hold(0, 1);
        }
        restriction = new FactorRestriction(data.spec().covariance(), parameters).completed(restriction);
        FitPlan usual = FitPlan.standard()
                .with(data.request().correction(), data.request().constants())
                .with(data.request().search().maximiser())
                .with(restriction);
        boolean checked = data.request().step().options().suboptions("METHOD").has("QCHECK");
        plan = checked ? usual.withCertificate() : usual;
    }

    /** With the values of PARMS where there are any; variances at zero begin a little above it. */
    private Optional<GlmmSpec.Start> usable(Initial initial, double[] chosen) {
        if (initial.beta().length != data.spec().fixedColumns() || initial.covariance().length != parameters) {
            return Optional.empty();
        }
        double[] values = chosen.length > 0 ? chosen : initial.covariance().clone();
        List<RandomCovariance.Reported> reported = data.spec().covariance().reported();
        for (int k = 0; k < values.length; k++) {
            if (k >= reported.size() || reported.get(k).isBoundedBelow()) {
                values[k] = Math.max(values[k], 1e-3);
            }
        }
        for (int halving = 0; halving < 30 && !isCovariance(values); halving++) {
            for (int k = 0; k < reported.size(); k++) {
                values[k] *= reported.get(k).isBoundedBelow() ? 1 : 0.5;
            }
        }
        return isCovariance(values) ? Optional.of(at(initial.beta(), values)) : Optional.empty();
    }

    /** Where the search began, as Optimization Information says it. */
    public String startsFrom() {
        return updatesFirst ? "PL estimates" : "GLM estimates";
    }

    private double[] choose(CovarianceStart given) {
        List<GlmmSpec.Start> starts = new ArrayList<>();
        for (double[] point : given.points()) {
            starts.add(at(data.spec().start().beta(), point));
        }
        if (starts.size() == 1) {
            return given.points().get(0);
        }
        double[] values = fitter.logLikelihoods(data.spec(), starts);
        int best = 0;
        for (int i = 0; i < values.length; i++) {
            candidates.add(new Candidate(given.points().get(i), -2 * values[i]));
            best = values[i] > values[best] || Double.isNaN(values[best]) ? i : best;
        }
        return given.points().get(best);
    }

    /** Starting values from covariance parameters as they are reported. */
    private GlmmSpec.Start at(double[] beta, double[] values) {
        int t = data.spec().covariance().parameters();
        if (!isCovariance(values)) {
            throw new StepFailure(data.request().step().place(), GlimmixMessage.PARMS_VALUES, Arrays.toString(values));
        }
        double[] factor = data.spec().covariance().optimization(Arrays.copyOf(values, t));
        double[] dispersion = values.length > t ? new double[] {Math.log(values[t])} : new double[0];
        return new GlmmSpec.Start(beta, factor, dispersion);
    }

    public int parameters() {
        return parameters;
    }

    /** Parameters with a lower boundary: variances and the scale, unless NOBOUND frees them, and those given one. */
    public long lowerBoundaries() {
        int effects = data.request().isPlain() ? 1 : 0;
        return IntStream.range(effects, parameters).filter(this::isBoundedBelow).count();
    }

    public long upperBoundaries() {
        return plan.restriction().bounds().stream()
                .filter(b -> !Double.isInfinite(b.upper()))
                .count();
    }

    private boolean isBoundedBelow(int k) {
        if (plan.restriction().bounds().stream().anyMatch(b -> b.parameter() == k && !Double.isInfinite(b.lower()))) {
            return true;
        }
        List<RandomCovariance.Reported> reported = data.spec().covariance().reported();
        return !data.request().isUnbounded()
                && (k >= reported.size() || reported.get(k).isBoundedBelow());
    }

    /** Fixed effects and the covariance parameters that are not held. */
    public int parametersInOptimization(GlmmFit fit) {
        return fit.parameters() - plan.restriction().rank(parameters);
    }

    /** The grid of PARMS, if it has several points. */
    public List<Candidate> candidates() {
        return candidates;
    }

    /** Covariance parameters at which the search began, for those who gave them. */
    public double[] startingValues() {
        return start.map(s -> s.points().size() == 1 ? s.points().get(0) : best())
                .orElse(new double[0]);
    }

    private double[] best() {
        return candidates.stream()
                .min(Comparator.comparingDouble(Candidate::minusTwoLogLikelihood))
                .orElseThrow()
                .values();
    }

    /** @throws StepFailure when the grid of nodes is too large or restrictions contradict each other */
    public GlmmFit fit() {
        return run(spec, plan);
    }

    /** The fit under further restrictions, from the estimates of the full fit or from the automatic start. */
    public GlmmFit refit(GlmmFit full, CovarianceRestriction further, boolean restart, int maxIterations) {
        FitPlan with = plan.with(plan.restriction().and(further)).withoutInference();
        if (maxIterations > 0) {
            with = with.with(FitPlan.structuredNewton()
                    .with(new StoppingRule(
                            2, 0, maxIterations, Integer.MAX_VALUE, Double.POSITIVE_INFINITY, Map.of())));
        } else {
            with = with.with(FitPlan.structuredNewton());
        }
        GlmmSpec from = restart ? spec : spec.withStart(at(full.beta(), covarianceParameters(full)));
        return run(from, with);
    }

    /** −2 log likelihood with the covariance parameters given and the coefficients of the full fit. */
    public double minusTwoLogLikelihood(GlmmFit full, double[] values) {
        return -2 * fitter.logLikelihoods(data.spec(), List.of(at(full.beta(), values)))[0];
    }

    /** Whether the values make a covariance matrix and a scale. */
    public boolean isCovariance(double[] values) {
        int t = data.spec().covariance().parameters();
        double[] factor = data.spec().covariance().optimization(Arrays.copyOf(values, t));
        return Arrays.stream(factor).noneMatch(Double::isNaN) && (values.length == t || values[t] > 0);
    }

    /** Estimates of the covariance parameters, the scale last. */
    public double[] covarianceParameters(GlmmFit fit) {
        return Arrays.copyOfRange(fit.estimates(), fit.beta().length, fit.beta().length + parameters);
    }

    private GlmmFit run(GlmmSpec of, FitPlan how) {
        try {
            return fitter.fit(of, how);
        } catch (IllegalArgumentException e) {
            throw new StepFailure(data.request().step().place(), GlimmixMessage.TOO_MANY_NODES, e.getMessage());
        }
    }
}
