package hermite.model.glmm;

import hermite.math.DenseSymmetric;
import hermite.math.OrderedExecutor;
import hermite.math.search.Maximum;
import hermite.math.search.StructuredNewton;
import hermite.model.glmm.density.BinomialDensity;
import hermite.model.glmm.levels.NestedLikelihood;
import java.util.Arrays;
import java.util.Optional;

/** Fits generalized linear mixed models by maximum likelihood with adaptive Gauss–Hermite quadrature. */
public final class GlmmFitter {
    private static final int MAX_ITERATIONS = 200;
    private static final double RELATIVE_DECREMENT = 1e-12;
    private static final double STANDARDISED_STEP = 1e-4;
    private static final double BOUNDARY = 1e-8;

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
        return fit(spec, EmpiricalCorrection.CLASSICAL);
    }

    /**
     * Fits the model; the empirical covariance is corrected for few subjects as asked.
     *
     * @throws IllegalArgumentException if the grid would have more than 200,000 nodes
     */
    public GlmmFit fit(GlmmSpec spec, EmpiricalCorrection correction) {
        int points = spec.quadrature().isAutomatic() ? 1 : spec.quadrature().points();
        double nodes = Math.pow(points, spec.randomColumns());
        if (nodes > 200_000) {
            throw new IllegalArgumentException(
                    "%d random effects with %d points each need %.0f nodes; use fewer points or the Laplace approximation"
                            .formatted(spec.randomColumns(), points, nodes));
        }
        try (OrderedExecutor executor = new OrderedExecutor(threads)) {
            return new Run(spec, points, executor, correction, checkpoint).fit();
        }
    }

    private static final class Run {
        private final GlmmSpec spec;
        private final ApproximatedLikelihood likelihood;
        private final ApproximatedLikelihood.Sizes sizes;
        private final int p;
        private final int t;
        private final int parameters;
        private final EmpiricalCorrection correction;

        Run(GlmmSpec spec, int points, OrderedExecutor executor, EmpiricalCorrection correction, Runnable checkpoint) {
            this.correction = correction;
            this.spec = spec;
            likelihood = engine(spec, points, executor, checkpoint);
            sizes = likelihood.sizes();
            p = spec.fixedColumns();
            t = spec.covariance().parameters();
            parameters = likelihood.parameters();
        }

        private static ApproximatedLikelihood engine(
                GlmmSpec spec, int points, OrderedExecutor executor, Runnable checkpoint) {
            if (spec.levels().size() == 1 && !spec.isCategorical()) {
                return new MarginalLikelihood(spec, SubjectPatterns.of(spec), points, executor, checkpoint);
            }
            return NestedLikelihood.of(spec, points, executor, checkpoint);
        }

        GlmmFit fit() {
            StartingPoint start = likelihood.start();
            if (spec.quadrature().isAutomatic()) {
                likelihood.usePoints(PointSearch.search(spec.quadrature(), likelihood, start.psi()));
            }
            Maximum result = new StructuredNewton(MAX_ITERATIONS, RELATIVE_DECREMENT, STANDARDISED_STEP)
                    .maximise(likelihood, start.psi());
            double[] psi = result.point().clone();
            double[] theta = spec.covariance().canonical(Arrays.copyOfRange(psi, p, p + t));
            System.arraycopy(theta, 0, psi, p, t);
            likelihood.forgetModes();
            boolean[] atBoundary = boundary(psi);
            putOnBoundary(psi, atBoundary);
            GlmmVerdict verdict = verdict(start, result, atBoundary);
            Matrices matrices = Matrices.none(parameters);
            if (result.ending() != Maximum.Ending.START_NOT_COMPUTABLE) {
                matrices = matrices(psi, atBoundary);
                if (verdict.kind() == GlmmVerdict.Kind.CONVERGED && !matrices.positiveDefinite) {
                    verdict = new GlmmVerdict(GlmmVerdict.Kind.INDEFINITE_HESSIAN, matrices.flatDirection);
                }
            }
            return assemble(psi, atBoundary, verdict, result, matrices);
        }

        /** What the data cannot tell from zero is reported as zero, as every program does, not as rounding left it. */
        private static void putOnBoundary(double[] psi, boolean[] atBoundary) {
            for (int r = 0; r < psi.length; r++) {
                if (atBoundary[r] && Math.abs(psi[r]) < Math.sqrt(BOUNDARY)) {
                    psi[r] = 0;
                }
            }
        }

        /** Diagonal elements of L that are numerically zero. */
        private boolean[] boundary(double[] psi) {
            int q = spec.randomColumns();
            double[] factor = spec.covariance().factor(Arrays.copyOfRange(psi, p, p + t));
            double[] meanSquare = new double[q];
            double predictorVariance = 0;
            int rows = spec.rows() * spec.response().predictors();
            for (int i = 0; i < rows; i++) {
                for (int d = 0; d < q; d++) {
                    double z = spec.z()[i * q + d];
                    meanSquare[d] += z * z / rows;
                    double zeta = 0;
                    for (int c = d; c < q; c++) {
                        zeta += factor[c * q + d] * spec.z()[i * q + c];
                    }
                    predictorVariance += zeta * zeta / rows;
                }
            }
            boolean[] zero = new boolean[parameters];
            for (int d = 0; d < q; d++) {
                double l = factor[d * q + d];
                int scale = spec.covariance().scaleParameter(d);
                if (scale >= 0) {
                    zero[p + scale] |= l * l * meanSquare[d] < BOUNDARY * Math.max(1, predictorVariance);
                }
            }
            return zero;
        }

        private GlmmVerdict verdict(StartingPoint start, Maximum result, boolean[] atBoundary) {
            if (isUnidentified()) {
                return new GlmmVerdict(GlmmVerdict.Kind.UNIDENTIFIED, "every subject has one binary response");
            }
            switch (result.ending()) {
                case START_NOT_COMPUTABLE -> {
                    return new GlmmVerdict(
                            GlmmVerdict.Kind.NOT_COMPUTABLE, "the log likelihood at the starting values is not finite");
                }
                case ITERATION_LIMIT, NO_IMPROVEMENT -> {
                    return start.looksSeparated()
                            ? separation(start)
                            : new GlmmVerdict(
                                    GlmmVerdict.Kind.NOT_CONVERGED,
                                    "relative decrement %.2g after %d iterations"
                                            .formatted(
                                                    result.relativeDecrement(),
                                                    result.history().size() - 1));
                }
                case CONVERGED -> {
                    if (start.looksSeparated() && spec.response() instanceof BinomialDensity) {
                        return separation(start);
                    }
                }
            }
            int q = spec.randomColumns();
            for (int d = 0; d < q; d++) {
                int scale = spec.covariance().scaleParameter(d);
                if (scale >= 0 && atBoundary[p + scale]) {
                    boolean correlated = false;
                    for (int c = 0; c < d; c++) {
                        int element = spec.covariance().parameterOfElement(d, c);
                        correlated |= element >= 0 && Math.abs(result.point()[p + element]) > 1e-3;
                    }
                    return new GlmmVerdict(
                            correlated ? GlmmVerdict.Kind.SINGULAR_COVARIANCE : GlmmVerdict.Kind.ZERO_VARIANCE,
                            Integer.toString(d));
                }
            }
            return GlmmVerdict.converged();
        }

        /** A random effect only rescales the probability of a single binary response. */
        private boolean isUnidentified() {
            return spec.response() instanceof BinomialDensity
                    && sizes.largest() == 1
                    && Arrays.stream(spec.trials()).allMatch(t -> t <= 1);
        }

        private static GlmmVerdict separation(StartingPoint start) {
            return new GlmmVerdict(
                    GlmmVerdict.Kind.SEPARATION,
                    "a linear predictor reached %.1f without random effects".formatted(start.largestPredictor()));
        }

        private record Matrices(
                double[] model, double[] empirical, double decrement, boolean positiveDefinite, String flatDirection) {
            static Matrices none(int n) {
                double[] nothing = new double[n * n];
                Arrays.fill(nothing, Double.NaN);
                return new Matrices(nothing, nothing.clone(), Double.NaN, false, "");
            }
        }

        /** Covariances of the optimisation parameters; those at the boundary are left out. */
        private Matrices matrices(double[] psi, boolean[] atBoundary) {
            int[] free = freeParameters(atBoundary);
            int m = free.length;
            double[] gradient = new double[parameters];
            likelihood.evaluate(psi, gradient);
            double[] scale = new double[parameters];
            double[] louis = new double[parameters * parameters];
            likelihood.information(psi, louis);
            for (int r = 0; r < parameters; r++) {
                double d = louis[r * parameters + r];
                scale[r] = d > 0 ? 1 / Math.sqrt(d) : 1;
            }
            double[] hessian = select(likelihood.hessian(psi, scale), free);
            double[] inverse = DenseSymmetric.inverse(hessian, m);
            if (inverse.length == 0) {
                Matrices none = Matrices.none(parameters);
                return new Matrices(none.model, none.empirical, Double.NaN, false, flatDirection(hessian, free));
            }
            double[] meat = select(likelihood.scoreProducts(psi), free);
            double observations = spec.frequency().length == 0
                    ? spec.rows()
                    : Arrays.stream(spec.frequency()).sum();
            double[] sandwich = new CorrectedSandwich(likelihood, psi, free, inverse)
                    .of(correction, meat, scale, sizes.units(), observations);
            double decrement = 0;
            for (int r = 0; r < m; r++) {
                for (int c = 0; c < m; c++) {
                    decrement += gradient[free[r]] * inverse[r * m + c] * gradient[free[c]];
                }
            }
            return new Matrices(spread(inverse, free), spread(sandwich, free), decrement, true, "");
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

        private double[] select(double[] all, int[] free) {
            int m = free.length;
            double[] out = new double[m * m];
            for (int r = 0; r < m; r++) {
                for (int c = 0; c < m; c++) {
                    out[r * m + c] = all[free[r] * parameters + free[c]];
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

        private static String flatDirection(double[] hessian, int[] free) {
            DenseSymmetric.Spectrum spectrum = DenseSymmetric.spectrum(hessian, free.length);
            int last = free.length - 1;
            double[] vector = spectrum.vectors()[last];
            int largest = 0;
            for (int i = 0; i < vector.length; i++) {
                largest = Math.abs(vector[i]) > Math.abs(vector[largest]) ? i : largest;
            }
            return "smallest eigenvalue %.3g, mostly parameter %d"
                    .formatted(spectrum.values()[last], free[largest] + 1);
        }

        private GlmmFit assemble(
                double[] psi, boolean[] atBoundary, GlmmVerdict verdict, Maximum result, Matrices matrices) {
            double[] theta = Arrays.copyOfRange(psi, p, p + t);
            double dispersion = spec.response().hasDispersion() ? StrictMath.exp(psi[parameters - 1]) : Double.NaN;
            Posterior posterior = likelihood.posterior(psi);
            return new GlmmFit(
                    spec,
                    verdict,
                    result.value(),
                    Arrays.copyOf(psi, p),
                    spec.covariance().report(theta),
                    dispersion,
                    RandomCovariance.covariance(spec.covariance().factor(theta), spec.randomColumns()),
                    result.gradient().clone(),
                    reported(matrices.model, theta, dispersion, atBoundary),
                    reported(matrices.empirical, theta, dispersion, atBoundary),
                    likelihood.points(),
                    result.history(),
                    matrices.decrement / Math.max(1, Math.abs(result.value())),
                    new GlmmFit.Counts(
                            spec.rows(), sizes.units(), sizes.distinct(), sizes.largest(), likelihood.evaluations()),
                    posterior.conditional(),
                    posterior.modes(),
                    posterior.variances(),
                    check(psi, matrices, reportJacobian(theta, dispersion)));
        }

        /** Derivative of the reported parameters in the optimisation parameters. */
        private double[] reportJacobian(double[] theta, double dispersion) {
            double[] jacobian = new double[parameters * parameters];
            for (int k = 0; k < p; k++) {
                jacobian[k * parameters + k] = 1;
            }
            double[] ofTheta = spec.covariance().reportJacobian(theta);
            for (int r = 0; r < t; r++) {
                System.arraycopy(ofTheta, r * t, jacobian, (p + r) * parameters + p, t);
            }
            if (spec.response().hasDispersion()) {
                jacobian[parameters * parameters - 1] = dispersion;
            }
            return jacobian;
        }

        /** Delta method from the optimisation parameters to the reported ones. */
        private double[] reported(double[] covariance, double[] theta, double dispersion, boolean[] atBoundary) {
            double[] jacobian = reportJacobian(theta, dispersion);
            double[] out = DenseSymmetric.congruence(jacobian, parameters, covariance, parameters);
            for (int r = 0; r < parameters; r++) {
                if (atBoundary[r]) {
                    for (int c = 0; c < parameters; c++) {
                        out[r * parameters + c] = Double.NaN;
                        out[c * parameters + r] = Double.NaN;
                    }
                }
            }
            return out;
        }

        private Optional<GlmmFit.QuadratureCheck> check(double[] psi, Matrices matrices, double[] jacobian) {
            if (!matrices.positiveDefinite) {
                return Optional.empty();
            }
            double[] reported = DenseSymmetric.congruence(jacobian, parameters, matrices.model, parameters);
            return new QuadratureCertifier(likelihood, psi, matrices.model).check(jacobian, reported);
        }
    }
}
