package hermite.model.glmm;

import hermite.model.glmm.density.BinomialDensity;
import hermite.model.glmm.density.ConditionalDensity;
import hermite.model.glmm.density.PoissonLogDensity;
import hermite.model.glmm.density.category.IntervalDensity;
import hermite.model.glmm.density.category.NominalDensity;
import java.util.Arrays;
import java.util.Optional;

/**
 * How a fit ended, and what a user can do about it. Several may hold; the list of a fit puts the gravest first.
 *
 * @param kind the outcome
 * @param detail numbers that belong to it, for a message
 * @param parameter the parameter most concerned, in the order of the estimates; −1 if there is none
 */
public record GlmmVerdict(Kind kind, String detail, int parameter) {
    /** Share of its standard error below which an element of L is as good as zero. */
    /** A log likelihood of categories that is as good as zero. */
    private static final double CERTAIN = 1e-4;

    private static final double NEGLIGIBLE = 0.05;

    private static final double EXTREME_PREDICTOR = 12;
    /** A standard error of a predictor that leaves open whether a probability is 0 or 1. */
    private static final double MEANINGLESS_ERROR = 100;

    GlmmVerdict(Kind kind, String detail) {
        this(kind, detail, -1);
    }

    /** Outcomes, from good to bad. */
    public enum Kind {
        /** Maximum found, Hessian positive definite. */
        CONVERGED,
        /** The integrals over the random effects are so coarse that a finer grid would move an estimate. */
        TOO_FEW_POINTS,
        /** A variance was estimated as zero; it is kept at zero and has no standard error. */
        ZERO_VARIANCE,
        /** A random effect's variance given the others cannot be told from zero, though it is not zero. */
        NEARLY_SINGULAR,
        /** Two random effects have correlation ±1. */
        SINGULAR_COVARIANCE,
        /** The likelihood does not change along a combination of the parameters. */
        FLAT_LIKELIHOOD,
        /** The Hessian at the solution is not positive definite. */
        INDEFINITE_HESSIAN,
        /** Without random effects already, predictors run off to infinity. */
        SEPARATION,
        /** The data say nothing about the variances: every subject has a single binary response. */
        UNIDENTIFIED,
        /** No response differs from the others in a way that leaves the likelihood without a maximum. */
        CONSTANT_RESPONSE,
        /** Correlations at the edge beyond which their matrix is not positive definite. */
        EDGE_OF_STRUCTURE,
        /** A limit that was asked for ended the search. */
        LIMIT_REACHED,
        /** The likelihood could not be computed at the start. */
        NOT_COMPUTABLE,
        /** The maximisation stopped early. */
        NOT_CONVERGED
    }

    static GlmmVerdict converged() {
        return new GlmmVerdict(Kind.CONVERGED, "");
    }

    /** This verdict, or of a fit that is otherwise good the one that its quadrature is too coarse. */
    GlmmVerdict or(GlmmFit.QuadratureCheck check) {
        return kind == Kind.CONVERGED && check.isCoarse()
                ? new GlmmVerdict(Kind.TOO_FEW_POINTS, Integer.toString(check.advisedPoints()), check.parameter())
                : this;
    }

    /**
     * Counts that are all zero, events that never or always happen, or a continuous response that never varies: means run
     * off, or a dispersion falls to zero, without end.
     */
    static Optional<GlmmVerdict> constantResponse(GlmmSpec spec) {
        if (spec.isCategorical() || !(spec.response() instanceof ConditionalDensity density)) {
            return Optional.empty();
        }
        double first = spec.y()[0];
        double firstTrials = spec.trials().length == 0 ? 1 : spec.trials()[0];
        boolean none = true;
        boolean all = density.isProportion();
        boolean same = density.dispersionCanVanish() && spec.offset().length == 0;
        for (int i = 0; i < spec.rows(); i++) {
            double trials = spec.trials().length == 0 ? 1 : spec.trials()[i];
            none &= spec.y()[i] == 0 && !density.dispersionCanVanish();
            all &= spec.y()[i] == trials;
            same &= spec.y()[i] == first;
        }
        return none || all || same
                ? Optional.of(new GlmmVerdict(
                        Kind.CONSTANT_RESPONSE,
                        none ? "0" : all && firstTrials != 1 ? "an event in all trials" : Double.toString(first)))
                : Optional.empty();
    }

    /** Random effects without variance, or with correlations at their limit. */
    static GlmmVerdict boundary(GlmmSpec spec, double[] psi, boolean[] atBoundary) {
        int p = spec.fixedColumns();
        for (int d = 0; d < spec.randomColumns(); d++) {
            int scale = spec.covariance().scaleParameter(d);
            if (scale >= 0 && atBoundary[p + scale]) {
                boolean correlated = false;
                for (int c = 0; c < d; c++) {
                    int element = spec.covariance().parameterOfElement(d, c);
                    correlated |= element >= 0 && Math.abs(psi[p + element]) > 1e-3;
                }
                return new GlmmVerdict(correlated ? Kind.SINGULAR_COVARIANCE : Kind.ZERO_VARIANCE, Integer.toString(d));
            }
        }
        for (int d = 1; d < spec.randomColumns(); d++) {
            int correlation = spec.covariance().correlationParameter(d);
            if (correlation >= 0 && atBoundary[p + correlation]) {
                return new GlmmVerdict(Kind.SINGULAR_COVARIANCE, Integer.toString(d));
            }
        }
        return converged();
    }

    /** Whether every category that occurred has probability one, which only estimates without end give. */
    static boolean isCertain(GlmmSpec spec, double logLikelihood) {
        boolean categories = spec.response() instanceof BinomialDensity
                || spec.response() instanceof IntervalDensity
                || spec.response() instanceof NominalDensity;
        return categories && logLikelihood > -CERTAIN;
    }

    /** A random effect only rescales the probability of a single binary response. */
    static boolean isUnidentified(GlmmSpec spec, int largestSubject) {
        return spec.response() instanceof BinomialDensity
                && largestSubject == 1
                && Arrays.stream(spec.trials()).allMatch(t -> t <= 1);
    }

    /**
     * Separation that shows at the solution only: one level of an effect, say, whose only row is an event. Its
     * coefficient runs off while the likelihood hardly grows, so its error is far beyond anything predictors mean.
     *
     * @param covariance of the optimisation parameters, β first
     */
    static Optional<GlmmVerdict> runaway(GlmmSpec spec, double[] psi, double[] covariance) {
        int p = spec.fixedColumns();
        boolean canRunOff = spec.response() instanceof BinomialDensity
                || spec.response() instanceof PoissonLogDensity
                || spec.response() instanceof IntervalDensity
                || spec.response() instanceof NominalDensity;
        double largest = 0;
        for (int i = 0; canRunOff && i < spec.rows() * spec.response().predictors(); i++) {
            double eta = 0;
            for (int k = 0; k < p; k++) {
                eta += spec.x()[i * p + k] * psi[k];
            }
            largest = Math.max(largest, Math.abs(eta));
        }
        double most = 0;
        int worst = -1;
        for (int k = 0; largest > EXTREME_PREDICTOR && k < p; k++) {
            double[] range = range(spec, k);
            double reach = (range[1] - range[0]) * Math.sqrt(Math.max(0, covariance[k * psi.length + k]));
            worst = reach > most ? k : worst;
            most = Math.max(most, reach);
        }
        return most > MEANINGLESS_ERROR
                ? Optional.of(new GlmmVerdict(
                        Kind.SEPARATION,
                        "a linear predictor reached %.1f with a standard error of %.0f".formatted(largest, most),
                        worst))
                : Optional.empty();
    }

    /** A diagonal element of L far below its own standard error. */
    static GlmmVerdict nearlySingular(GlmmSpec spec, double[] psi, double[] covariance) {
        int p = spec.fixedColumns();
        for (int d = 0; d < spec.randomColumns(); d++) {
            int at = spec.covariance().parameterOfElement(d, d);
            if (at >= 0 && at == spec.covariance().scaleParameter(d)) {
                double variance = covariance[(p + at) * psi.length + p + at];
                if (psi[p + at] * psi[p + at] < NEGLIGIBLE * NEGLIGIBLE * variance) {
                    return new GlmmVerdict(Kind.NEARLY_SINGULAR, Integer.toString(d));
                }
            }
        }
        return converged();
    }

    private static double[] range(GlmmSpec spec, int column) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        int rows = spec.rows() * spec.response().predictors();
        for (int i = 0; i < rows; i++) {
            low = Math.min(low, spec.x()[i * spec.fixedColumns() + column]);
            high = Math.max(high, spec.x()[i * spec.fixedColumns() + column]);
        }
        return new double[] {low, high};
    }

    /** Of the fixed effect that moves the predictors most. */
    static GlmmVerdict separation(GlmmSpec spec, StartingPoint start) {
        int p = spec.fixedColumns();
        int worst = 0;
        double most = -1;
        for (int k = 0; k < p; k++) {
            double[] range = range(spec, k);
            double reach = Math.abs(start.psi()[k]) * (range[1] - range[0]);
            worst = reach > most ? k : worst;
            most = Math.max(most, reach);
        }
        return new GlmmVerdict(
                Kind.SEPARATION,
                "a linear predictor reached %.1f without random effects".formatted(start.largestPredictor()),
                worst);
    }

    /** Whether estimates may be reported. */
    public boolean hasEstimates() {
        return kind.ordinal() < Kind.SEPARATION.ordinal();
    }

    /** Whether the covariance matrix of the random effects is positive definite. */
    public boolean isCovariancePositiveDefinite() {
        return kind != Kind.ZERO_VARIANCE && kind != Kind.SINGULAR_COVARIANCE;
    }
}
