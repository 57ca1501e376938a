package hermite.model.glmm;

import hermite.math.DenseSymmetric;
import hermite.math.OrderedExecutor;
import hermite.math.search.Maximum;
import hermite.math.search.StructuredNewton;
import hermite.model.CentredColumns;
import hermite.model.glmm.covariance.CovarianceBoundary;
import hermite.model.glmm.covariance.RandomCovariance;
import hermite.model.glmm.covariance.ReportedParameters;
import hermite.model.glmm.density.BinomialDensity;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Fits generalized linear mixed models by maximum likelihood with adaptive Gauss–Hermite quadrature. */
public final class GlmmFitter {
    /** A diagonal element of L at its boundary that is reported as zero. */
    private static final double ZERO = 1e-4;

    /** Eigenvalues of a scaled Hessian that are zero but for rounding. */
    private static final double FLAT = 1e-6;

    /** Step of differences over kinks in standard errors, and how many points, nodes and rows × nodes they may take. */
    private static final double WIDE = 0.35;

    private static final int MOST_POINTS_OVER_KINKS = 1000;
    private static final double NODES_OVER_KINKS = 2500;
    private static final double CELLS_OVER_KINKS = 2e7;

    /** Units for each parameter from which on the products of their scores tell about its standard error. */
    private static final int UNITS_FOR_SCALES = 10;

    private final int threads;
    private final Runnable checkpoint;

    /** A fitter that uses every processor for large problems; results do not depend on their number. */
    public GlmmFitter() {
        this(Runtime.getRuntime().availableProcessors());
    }

    public GlmmFitter(int threads) {
        this(threads, () -> {});
    }

    /**
     * @param checkpoint called between evaluations of the likelihood; what it throws ends the fit, so that a user can
     *     stop a long one
     */
    public GlmmFitter(int threads, Runnable checkpoint) {
        this.threads = threads;
        this.checkpoint = checkpoint;
    }

    /**
     * Fits the model.
     *
     * @throws IllegalArgumentException if the grid would have more than 200,000 nodes
     */
    public GlmmFit fit(GlmmSpec spec) {
        return fit(spec, FitPlan.standard());
    }

    /**
     * Fits the model; the empirical covariance is corrected for few subjects as asked.
     *
     * @throws IllegalArgumentException if the grid would have more than 200,000 nodes
     */
    public GlmmFit fit(GlmmSpec spec, EmpiricalCorrection correction) {
        return fit(spec, FitPlan.standard().with(correction));
    }

    /**
     * Fits the model as planned.
     *
     * @throws IllegalArgumentException if the grid would have more than 200,000 nodes, or if restrictions contradict each
     *     other
     */
    public GlmmFit fit(GlmmSpec spec, FitPlan plan) {
        CentredColumns centred = CentredColumns.of(spec.x(), spec.fixedColumns());
        try (OrderedExecutor executor = new OrderedExecutor(threads)) {
            GlmmFit fit = new Run(spec.withColumns(centred), points(spec), executor, plan, checkpoint).fit();
            return fit.inColumns(spec, centred);
        }
    }

    /** Approximated log likelihood at each start, whatever it leaves open as the fit would start. */
    public double[] logLikelihoods(GlmmSpec spec, List<GlmmSpec.Start> at) {
        try (OrderedExecutor executor = new OrderedExecutor(threads)) {
            return at.stream()
                    .mapToDouble(s -> new Run(
                                    spec.withStart(s).withColumns(CentredColumns.of(spec.x(), spec.fixedColumns())),
                                    points(spec),
                                    executor,
                                    FitPlan.standard(),
                                    checkpoint)
                            .valueAtStart())
                    .toArray();
        }
    }

    private static int points(GlmmSpec spec) {
        boolean adaptive = spec.quadrature().isAdaptive();
        int points = spec.quadrature().isAutomatic()
                ? adaptive ? 1 : 3
                : spec.quadrature().points();
        double nodes = Math.pow(points, spec.effectsOfASubject());
        if (nodes > 200_000) {
            throw new IllegalArgumentException(
                    "%d random effects with %d points each need %.0f nodes; use fewer points or the Laplace approximation"
                            .formatted(spec.effectsOfASubject(), points, nodes));
        }
        if (points == 1 && !adaptive) {
            throw new IllegalArgumentException(
                    "one node that is not adaptive does not depend on the variances; use at least 2 points");
        }
        if ((points != 1 || spec.quadrature().isAutomatic())
                && SubjectNesting.outermostFirst(spec.levels()).length == 0) {
            throw new IllegalArgumentException(
                    "the subjects of the random effects cross; only the Laplace approximation can integrate over them");
        }
        return points;
    }

    private static final class Run {
        private final GlmmSpec spec;
        private final ApproximatedLikelihood likelihood;
        private final ApproximatedLikelihood.Sizes sizes;
        private final int p;
        private final int t;
        private final int parameters;
        private final ReportedParameters reported;
        private final FitPlan plan;
        private boolean climbed;
        private Optional<RestrictedObjective.Restricted> restricted = Optional.empty();
        private boolean uncertified;
        private Optional<ApproximatedLikelihood.Summary> summary = Optional.empty();

        Run(GlmmSpec spec, int points, OrderedExecutor executor, FitPlan plan, Runnable checkpoint) {
            this.plan = plan;
            this.spec = spec;
            likelihood = ApproximatedLikelihood.of(spec, points, executor, checkpoint);
            sizes = likelihood.sizes();
            p = spec.fixedColumns();
            t = spec.covariance().parameters();
            parameters = likelihood.parameters();
            reported =
                    new ReportedParameters(spec.covariance(), p, spec.response().hasDispersion());
        }

        GlmmFit fit() {
            StartingPoint start = likelihood.start();
            if (spec.quadrature().isAutomatic()) {
                likelihood.usePoints(PointSearch.search(spec.quadrature(), likelihood, start.psi()));
            }
            Maximum result = search(start);
            double[] psi = restricted
                    .map(RestrictedObjective.Restricted::psi)
                    .orElse(result.point())
                    .clone();
            double[] theta = spec.covariance().canonical(Arrays.copyOfRange(psi, p, p + t));
            System.arraycopy(theta, 0, psi, p, t);
            likelihood.forgetModes();
            boolean[] atBoundary = boundary(psi);
            putOnBoundary(psi, atBoundary);
            GlmmVerdict verdict = verdict(start, result, psi, atBoundary);
            Matrices matrices = Matrices.none(parameters);
            if (plan.inference() && result.ending() != Maximum.Ending.START_NOT_COMPUTABLE) {
                matrices = matrices(psi, atBoundary);
                verdict = inferred(verdict, psi, matrices);
            }
            return assemble(psi, atBoundary, verdict, result, matrices);
        }

        double valueAtStart() {
            double[] psi = likelihood.start().psi();
            if (spec.quadrature().isAutomatic()) {
                likelihood.usePoints(PointSearch.search(spec.quadrature(), likelihood, psi));
            }
            return likelihood.evaluate(psi, new double[parameters]);
        }

        private Maximum search(StartingPoint start) {
            double[] from = start.psi();
            if (plan.restriction().isNone()) {
                Maximum first = plan.maximiser().maximise(likelihood, from);
                climbed = hasFailed(first);
                return climbed ? new RestartLadder(likelihood, spec).climb(start, first) : first;
            }
            restricted = Optional.of(
                    RestrictedObjective.maximise(likelihood, spec, plan.restriction(), plan.maximiser(), from));
            return restricted.get().maximum();
        }

        /** Whether a search ended without a maximum, and not because a limit that was asked for is reached. */
        private boolean hasFailed(Maximum result) {
            return plan.maximiser() instanceof StructuredNewton
                    && switch (result.ending()) {
                        case NO_IMPROVEMENT, START_NOT_COMPUTABLE -> true;
                        case ITERATION_LIMIT -> result.history().size() > FitPlan.MAX_ITERATIONS;
                        default -> false;
                    };
        }

        /** What the data cannot tell from zero is reported as zero, as every program does, not as rounding left it. */
        private static void putOnBoundary(double[] psi, boolean[] atBoundary) {
            for (int r = 0; r < psi.length; r++) {
                if (atBoundary[r] && Math.abs(psi[r]) < ZERO) {
                    psi[r] = 0;
                }
            }
        }

        /** Which of ψ are at the border of what is possible. */
        private boolean[] boundary(double[] psi) {
            boolean[] out = new boolean[parameters];
            boolean[] of = CovarianceBoundary.of(spec.covariance(), Arrays.copyOfRange(psi, p, p + t), spec.z());
            System.arraycopy(of, 0, out, p, t);
            return out;
        }

        private GlmmVerdict verdict(StartingPoint start, Maximum result, double[] psi, boolean[] atBoundary) {
            Optional<GlmmVerdict> constant = GlmmVerdict.constantResponse(spec);
            if (constant.isPresent()) {
                return constant.get();
            }
            if (GlmmVerdict.isUnidentified(spec, sizes.largest())) {
                return new GlmmVerdict(GlmmVerdict.Kind.UNIDENTIFIED, "every subject has one binary response");
            }
            switch (result.ending()) {
                case START_NOT_COMPUTABLE -> {
                    return new GlmmVerdict(
                            GlmmVerdict.Kind.NOT_COMPUTABLE, "the log likelihood at the starting values is not finite");
                }
                case ITERATION_LIMIT, EVALUATION_LIMIT, TIME_LIMIT, NO_IMPROVEMENT -> {
                    return start.looksSeparated()
                            ? GlmmVerdict.separation(spec, start)
                            : unfinished(result, Arrays.copyOfRange(psi, p, p + t));
                }
                case CONVERGED -> {
                    if (start.looksSeparated() && spec.response() instanceof BinomialDensity
                            || GlmmVerdict.isCertain(spec, result.value())) {
                        return GlmmVerdict.separation(spec, start);
                    }
                }
            }
            return GlmmVerdict.boundary(spec, psi, atBoundary);
        }

        private GlmmVerdict unfinished(Maximum result, double[] theta) {
            String steps = "after %d iterations".formatted(result.history().size() - 1);
            if (result.ending() != Maximum.Ending.NO_IMPROVEMENT && !climbed) {
                return new GlmmVerdict(GlmmVerdict.Kind.LIMIT_REACHED, steps);
            }
            if (spec.covariance().isAtEdge(theta)) {
                return new GlmmVerdict(GlmmVerdict.Kind.EDGE_OF_STRUCTURE, steps);
            }
            String kinks = spec.response().isSmooth()
                    ? ""
                    : " (the link lets means leave the range of the distribution, where the likelihood has kinks)";
            return new GlmmVerdict(
                    GlmmVerdict.Kind.NOT_CONVERGED,
                    "relative decrement %.2g %s%s".formatted(result.relativeDecrement(), steps, kinks));
        }

        private record Matrices(
                double[] model, double[] empirical, double decrement, boolean positiveDefinite, GlmmVerdict flatness) {
            static Matrices none(int n) {
                return new Matrices(notAvailable(n), notAvailable(n), Double.NaN, false, GlmmVerdict.converged());
            }
        }

        /** Covariances of the optimisation parameters; those at the boundary are left out. */
        private Matrices matrices(double[] psi, boolean[] atBoundary) {
            if (restricted.isEmpty()) {
                return freeMatrices(psi, freeParameters(atBoundary));
            }
            Optional<int[]> selected = restricted.get().objective().selection();
            if (selected.isPresent()) {
                return freeMatrices(
                        psi,
                        Arrays.stream(selected.get())
                                .filter(r -> !atBoundary[r])
                                .toArray());
            }
            if (plan.correction() != EmpiricalCorrection.CLASSICAL) {
                throw new IllegalArgumentException("small-sample corrections of the sandwich are not defined for"
                        + " covariance parameters that are tied to each other");
            }
            return restrictedMatrices(psi, atBoundary);
        }

        /** H⁻¹ and the sandwich of the free parameters u, carried over to ψ. */
        private Matrices restrictedMatrices(double[] psi, boolean[] atBoundary) {
            RestrictedObjective objective = restricted.orElseThrow().objective();
            double[] u = restricted.get().maximum().point();
            int n = objective.parameters();
            double[] information = new double[n * n];
            objective.information(u, information);
            double[] scale = new double[n];
            for (int k = 0; k < n; k++) {
                double d = information[k * n + k];
                scale[k] = d > 0 ? 1 / Math.sqrt(d) : 1;
            }
            int[] interior = objective.interior(atBoundary);
            int m = interior.length;
            double[] hessian = select(objective.hessian(u, scale), n, interior);
            double[] inverse = DenseSymmetric.inverse(hessian, m);
            if (inverse.length == 0) {
                Matrices none = Matrices.none(parameters);
                return new Matrices(none.model, none.empirical, Double.NaN, false, flatness(hessian, interior));
            }
            double[] jacobian = objective.jacobian(psi);
            double[] meat = select(objective.reduced(summary(psi).products(), jacobian), n, interior);
            double[] sandwich = DenseSymmetric.congruence(inverse, m, meat, m);
            double[] picked = new double[parameters * m];
            for (int r = 0; r < parameters; r++) {
                for (int k = 0; k < m; k++) {
                    picked[r * m + k] = jacobian[r * n + interior[k]];
                }
            }
            return new Matrices(
                    DenseSymmetric.congruence(picked, parameters, inverse, m),
                    DenseSymmetric.congruence(picked, parameters, sandwich, m),
                    restricted.get().maximum().relativeDecrement(),
                    true,
                    GlmmVerdict.converged());
        }

        private Matrices freeMatrices(double[] psi, int[] free) {
            int m = free.length;
            double[] gradient = summary(psi).gradient();
            double[] scale = scales(psi);
            double[] hessian =
                    spec.response().isSmooth() ? likelihood.hessian(psi, scale, free) : wideHessian(psi, free);
            double[] inverse = DenseSymmetric.inverse(hessian, m);
            if (inverse.length == 0) {
                Matrices none = Matrices.none(parameters);
                return new Matrices(none.model, none.empirical, Double.NaN, false, flatness(hessian, free));
            }
            double[] meat = select(summary(psi).products(), parameters, free);
            double observations = spec.frequency().length == 0
                    ? spec.rows()
                    : Arrays.stream(spec.frequency()).sum();
            double[] sandwich = sizes.units() < 2
                    ? notAvailable(m)
                    : new CorrectedSandwich(likelihood, psi, free, inverse)
                            .of(plan.correction(), plan.constants(), meat, scale, sizes.units(), observations);
            double decrement = 0;
            for (int r = 0; r < m; r++) {
                for (int c = 0; c < m; c++) {
                    decrement += gradient[free[r]] * inverse[r * m + c] * gradient[free[c]];
                }
            }
            return new Matrices(
                    spread(inverse, free), spread(sandwich, free), decrement, true, GlmmVerdict.converged());
        }

        /**
         * The negative Hessian where the log density has kinks: as nodes pass them the gradient jumps, so that only
         * differences over many jumps, wide and with more points, tell of the curvature the kinks themselves add. Two widths
         * extrapolated to none (Richardson) take out what the width does.
         */
        private double[] wideHessian(double[] psi, int[] free) {
            int points = likelihood.points();
            int more = points;
            while (2 * more <= MOST_POINTS_OVER_KINKS
                    && likelihood.nodes(2 * more) <= NODES_OVER_KINKS
                    && likelihood.nodes(2 * more) * likelihood.cells() <= CELLS_OVER_KINKS) {
                more *= 2;
            }
            double[] scale = scales(psi);
            likelihood.useAdaptivePoints(more);
            double[] near = likelihood.hessian(psi, scale, free, WIDE);
            double[] far = likelihood.hessian(psi, scale, free, 2 * WIDE);
            likelihood.usePoints(points);
            for (int k = 0; k < near.length; k++) {
                near[k] = (4 * near[k] - far[k]) / 3;
            }
            return near;
        }

        /**
         * About a standard error of each parameter, for the width of differences: from the scores of many units, which are
         * known already, or else from the information; no more than what moves a linear predictor by 1.
         */
        private double[] scales(double[] psi) {
            double[] information = new double[parameters * parameters];
            if (sizes.units() > UNITS_FOR_SCALES * parameters) {
                information = summary(psi).products();
            } else {
                likelihood.information(psi, information);
            }
            double[] scale =
                    new ParameterLayout(p, spec.covariance(), spec.response().hasDispersion()).scales(spec);
            for (int r = 0; r < parameters; r++) {
                double d = information[r * parameters + r];
                scale[r] = d > 0 ? Math.min(scale[r], 1 / Math.sqrt(d)) : scale[r];
            }
            return scale;
        }

        /** The verdict of the search, or the graver one of the covariance matrix. */
        private GlmmVerdict inferred(GlmmVerdict found, double[] psi, Matrices matrices) {
            Optional<GlmmVerdict> runaway = matrices.positiveDefinite && found.hasEstimates()
                    ? GlmmVerdict.runaway(spec, psi, matrices.model)
                    : Optional.empty();
            if (runaway.isPresent() || found.kind() != GlmmVerdict.Kind.CONVERGED) {
                return runaway.orElse(found);
            }
            return matrices.positiveDefinite
                    ? GlmmVerdict.nearlySingular(spec, psi, matrices.model)
                    : matrices.flatness;
        }

        private static double[] notAvailable(int m) {
            double[] nothing = new double[m * m];
            Arrays.fill(nothing, Double.NaN);
            return nothing;
        }

        private int[] freeParameters(boolean[] atBoundary) {
            int count = 0;
            int[] free = new int[parameters];
            for (int r = 0; r < parameters; r++) {
                if (!atBoundary[r]) {
                    free[count++] = r;
                }
            }
            return Arrays.copyOf(free, count);
        }

        private static double[] select(double[] all, int width, int[] free) {
            int m = free.length;
            double[] out = new double[m * m];
            for (int r = 0; r < m; r++) {
                for (int c = 0; c < m; c++) {
                    out[r * m + c] = all[free[r] * width + free[c]];
                }
            }
            return out;
        }

        private double[] spread(double[] some, int[] free) {
            int m = free.length;
            double[] out = new double[parameters * parameters];
            for (int r = 0; r < m; r++) {
                for (int c = 0; c < m; c++) {
                    out[free[r] * parameters + free[c]] = some[r * m + c];
                }
            }
            return out;
        }

        /** Which combination of parameters the likelihood does not bend down along, and whether it is merely flat. */
        private static GlmmVerdict flatness(double[] hessian, int[] free) {
            int m = free.length;
            double[] scaled = new double[m * m];
            for (int r = 0; r < m; r++) {
                for (int c = 0; c < m; c++) {
                    double size = Math.sqrt(Math.abs(hessian[r * m + r] * hessian[c * m + c]));
                    scaled[r * m + c] = size > 0 ? hessian[r * m + c] / size : 0;
                }
            }
            DenseSymmetric.Spectrum spectrum = DenseSymmetric.spectrum(scaled, m);
            int last = m - 1;
            double[] vector = spectrum.vectors()[last];
            int largest = 0;
            for (int i = 0; i < m; i++) {
                largest = Math.abs(vector[i]) > Math.abs(vector[largest]) ? i : largest;
            }
            double smallest = spectrum.values()[last];
            return new GlmmVerdict(
                    smallest > -FLAT ? GlmmVerdict.Kind.FLAT_LIKELIHOOD : GlmmVerdict.Kind.INDEFINITE_HESSIAN,
                    "smallest eigenvalue %.3g of the Hessian scaled to a unit diagonal".formatted(smallest),
                    free[largest]);
        }

        private GlmmFit assemble(
                double[] psi, boolean[] searchBoundary, GlmmVerdict verdict, Maximum result, Matrices matrices) {
            double[] theta = Arrays.copyOfRange(psi, p, p + t);
            double dispersion = spec.response().hasDispersion() ? StrictMath.exp(psi[parameters - 1]) : Double.NaN;
            boolean[] atBoundary = searchBoundary.clone();
            boolean[] reportedOnes =
                    CovarianceBoundary.reported(spec.covariance(), Arrays.copyOfRange(atBoundary, p, p + t));
            System.arraycopy(reportedOnes, 0, atBoundary, p, t);
            Posterior posterior = likelihood.posterior(psi);
            double[] jacobian = reported.jacobian(psi);
            Optional<GlmmFit.QuadratureCheck> check = check(psi, matrices, jacobian);
            return new GlmmFit(
                    spec,
                    check.map(verdict::or).orElse(verdict),
                    result.value(),
                    Arrays.copyOf(psi, p),
                    spec.covariance().report(theta),
                    dispersion,
                    RandomCovariance.covariance(spec.covariance().factor(theta), spec.randomColumns()),
                    reportedGradient(psi, result, atBoundary),
                    reported(matrices.model, jacobian, atBoundary),
                    reported(matrices.empirical, jacobian, atBoundary),
                    likelihood.points(),
                    reportedHistory(result),
                    matrices.decrement / Math.max(1, Math.abs(result.value())),
                    new GlmmFit.Counts(
                            spec.rows(), sizes.units(), sizes.distinct(), sizes.largest(), likelihood.evaluations()),
                    posterior.conditional(),
                    posterior.modes(),
                    posterior.variances(),
                    new GlmmFit.Search(
                            result.criterion(),
                            restricted.map(f -> f.active().rank(parameters - p)).orElse(0),
                            uncertified),
                    check);
        }

        /** At the reported ψ. */
        private ApproximatedLikelihood.Summary summary(double[] psi) {
            if (summary.isEmpty()) {
                summary = Optional.of(likelihood.summary(psi));
            }
            return summary.get();
        }

        private double[] reportedGradient(double[] psi, Maximum result, boolean[] atBoundary) {
            double[] byPsi = result.gradient().clone();
            if (restricted.isPresent()) {
                byPsi = new double[parameters];
                likelihood.evaluate(psi, byPsi);
            }
            double[] out = reported.gradient(byPsi, psi);
            for (int r = 0; r < parameters; r++) {
                out[r] = atBoundary[r] ? Double.NaN : out[r];
            }
            return out;
        }

        /** The steps of the search in the reported parameters; under a restriction without derivatives by those of G. */
        private List<Maximum.Iteration> reportedHistory(Maximum result) {
            return result.history().stream()
                    .map(i -> {
                        double[] psi = restricted
                                .map(r -> r.objective().psi(i.point()))
                                .orElse(i.point());
                        double[] gradient = Arrays.copyOf(i.gradient(), parameters);
                        if (restricted.isPresent()) {
                            Arrays.fill(gradient, p, parameters, Double.NaN);
                        } else {
                            gradient = reported.gradient(gradient, psi);
                        }
                        return new Maximum.Iteration(
                                i.number(),
                                i.evaluations(),
                                i.value(),
                                i.change(),
                                i.maxGradient(),
                                reported.values(psi),
                                gradient);
                    })
                    .toList();
        }

        /** Delta method from the optimisation parameters to the reported ones. */
        private double[] reported(double[] covariance, double[] jacobian, boolean[] atBoundary) {
            double[] out = DenseSymmetric.congruence(jacobian, parameters, covariance, parameters);
            for (int r = 0; r < parameters; r++) {
                if (atBoundary[r] || isHeld(r)) {
                    for (int c = 0; c < parameters; c++) {
                        out[r * parameters + c] = Double.NaN;
                        out[c * parameters + r] = Double.NaN;
                    }
                }
            }
            return out;
        }

        private boolean isHeld(int parameter) {
            return parameter >= p
                    && restricted
                            .filter(f -> f.active().isHeld(parameter - p, parameters - p))
                            .isPresent();
        }

        private Optional<GlmmFit.QuadratureCheck> check(double[] psi, Matrices matrices, double[] jacobian) {
            if (!matrices.positiveDefinite) {
                return Optional.empty();
            }
            QuadratureCertifier certifier =
                    new QuadratureCertifier(likelihood, psi, summary(psi), matrices.model, plan.certificate());
            uncertified = !certifier.isWithinBudget();
            if (uncertified) {
                return Optional.empty();
            }
            double[] reported = DenseSymmetric.congruence(jacobian, parameters, matrices.model, parameters);
            return certifier.check(jacobian, reported);
        }
    }
}
