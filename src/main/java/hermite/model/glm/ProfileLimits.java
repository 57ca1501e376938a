package hermite.model.glm;

import hermite.model.CentredColumns;
import hermite.model.Observations;
import hermite.model.inference.Tails;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Confidence limits from the profile likelihood: the values at which twice the drop of the log likelihood, maximised
 * over all other parameters, is the chi-square quantile with 1 df (Venzon &amp; Moolgavkar 1988, equation 1).
 */
public final class ProfileLimits {
    private static final int STEPS = 60;

    /** Two limits; NaN where the likelihood does not fall far enough. */
    public record Limits(double lower, double upper) {}

    /** The log likelihood of the full model's scale, maximised over all parameters but one of the estimated ones. */
    private interface Profile {
        double at(int estimated, double value);
    }

    private final GlmFit fit;
    private final Observations observations;
    private final int[] kept;
    private final Profile profile;
    private final double z;
    private final double tolerance;
    private final double top;

    /**
     * @param alpha 1 - confidence level
     * @param tolerance of the signed root of the drop
     */
    public ProfileLimits(GlmFit fit, Observations observations, double alpha, double tolerance) {
        this.fit = fit;
        this.kept = IntStream.range(0, observations.columns())
                .filter(j -> !fit.aliased()[j])
                .toArray();
        this.observations = columns(observations, kept).canonical();
        this.profile = this::profile;
        this.z = Tails.normalQuantile(alpha);
        this.tolerance = Math.min(tolerance, 1e-7);
        this.top = fit.criteria().logLikelihood();
    }

    /**
     * Of thresholds and coefficients of an ordinal response.
     *
     * @param fit of {@link CumulativeFitter}
     */
    public ProfileLimits(GlmFit fit, Observations observations, int categories, double alpha, double tolerance) {
        int thresholds = categories - 1;
        this.fit = fit;
        this.kept = IntStream.range(0, fit.estimates().length)
                .filter(j -> !fit.aliased()[j])
                .toArray();
        int[] withConstant = IntStream.concat(
                        IntStream.of(0),
                        IntStream.of(kept).filter(j -> j >= thresholds).map(j -> j - thresholds + 1))
                .toArray();
        this.observations = columns(observations, withConstant).canonical();
        GlmSpecification specification = fit.specification().withTolerance(1e-9);
        CentredColumns columns = CentredColumns.of(this.observations.x(), this.observations.columns());
        Observations near =
                this.observations.withDesign(columns.columns(this.observations.x()), this.observations.columns());
        this.profile = (estimated, value) -> {
            boolean constant = kept[estimated] < thresholds;
            return CumulativeFitter.maximised(
                            specification,
                            constant ? this.observations : near,
                            categories,
                            start(constant ? fit : fit.nearest(), estimated, value),
                            estimated,
                            value)
                    / fit.dispersion();
        };
        this.z = Tails.normalQuantile(alpha);
        this.tolerance = Math.min(tolerance, 1e-7);
        this.top = fit.criteria().logLikelihood();
    }

    /** Without a parameter others that were aliased with it could be estimated: their columns stay out. */
    private static Observations columns(Observations all, int[] kept) {
        double[] x = new double[all.rows() * kept.length];
        for (int i = 0; i < all.rows(); i++) {
            for (int j = 0; j < kept.length; j++) {
                x[i * kept.length + j] = all.x()[i * all.columns() + kept[j]];
            }
        }
        return all.withDesign(x, kept.length);
    }

    /** Limits of each parameter; NaN for aliased ones. */
    public List<Limits> coefficients() {
        List<Limits> all = new ArrayList<>();
        for (int j = 0; j < fit.estimates().length; j++) {
            int column = Arrays.binarySearch(kept, j);
            all.add(
                    column < 0
                            ? new Limits(Double.NaN, Double.NaN)
                            : limits(fit.estimates()[j], fit.standardError(j), v -> profile.at(column, v)));
        }
        return all;
    }

    /** Limits of the scale as it is printed; empty bounds when it was not estimated by maximum likelihood. */
    public Limits scale() {
        if (!fit.scaleIsMaximumLikelihood() || !(fit.scaleStandardError() > 0)) {
            return new Limits(Double.NaN, Double.NaN);
        }
        Limits logs =
                limits(Math.log(fit.scale()), fit.scaleStandardError() / fit.scale(), v -> profileScale(Math.exp(v)));
        return new Limits(Math.exp(logs.lower()), Math.exp(logs.upper()));
    }

    private Limits limits(double estimate, double error, DoubleUnaryOperator profile) {
        return new Limits(search(estimate, -error, profile), search(estimate, error, profile));
    }

    /** The signed root of the drop is nearly linear: a bracket by doubling, then regula falsi with bisection. */
    private double search(double estimate, double stride, DoubleUnaryOperator profile) {
        double inside = estimate;
        double atInside = -z;
        double outside = estimate + z * stride;
        double atOutside = root(profile.applyAsDouble(outside)) - z;
        for (int i = 0; i < 12 && atOutside < 0; i++) {
            inside = outside;
            atInside = atOutside;
            outside = estimate + (outside - estimate) * 1.7;
            atOutside = root(profile.applyAsDouble(outside)) - z;
        }
        if (!(atOutside >= 0) || Double.isInfinite(outside)) {
            return Double.NaN;
        }
        int sameSide = 0;
        for (int i = 0; i < STEPS; i++) {
            double share = -atInside / (atOutside - atInside);
            // Regula falsi can creep from one side: two steps in a row on the same side are followed by a bisection.
            double next = Math.abs(sameSide) >= 2 || Double.isNaN(share) || Double.isInfinite(atOutside)
                    ? 0.5 * (inside + outside)
                    : inside + share * (outside - inside);
            double at = root(profile.applyAsDouble(next)) - z;
            if (Math.abs(at) < tolerance) {
                return next;
            }
            if (at < 0) {
                inside = next;
                atInside = at;
                sameSide = Math.max(0, sameSide) + 1;
            } else {
                outside = next;
                atOutside = at;
                sameSide = Math.min(0, sameSide) - 1;
            }
        }
        return 0.5 * (inside + outside);
    }

    /** Where the other parameters are when one is held, as far as the curvature at the estimates tells. */
    private double[] start(GlmFit fit, int held, double value) {
        int size = fit.estimates().length;
        double variance = fit.covariance()[kept[held] * size + kept[held]];
        double moved = variance > 0 ? (value - fit.estimates()[kept[held]]) / variance : 0;
        double[] start = new double[kept.length];
        for (int j = 0; j < kept.length; j++) {
            start[j] = fit.estimates()[kept[j]] + moved * fit.covariance()[kept[j] * size + kept[held]];
        }
        return start;
    }

    private double root(double logLikelihood) {
        return Math.sqrt(Math.max(0, 2 * (top - logLikelihood)));
    }

    /** The log likelihood maximised over all coefficients but one, which goes into the offset. */
    private double profile(int column, double value) {
        int p = observations.columns();
        double[] offset = observations.offset().clone();
        double[] x = new double[observations.rows() * (p - 1)];
        for (int i = 0; i < observations.rows(); i++) {
            offset[i] += value * observations.x()[i * p + column];
            for (int j = 0; j < p; j++) {
                if (j != column) {
                    x[i * (p - 1) + (j < column ? j : j - 1)] = observations.x()[i * p + j];
                }
            }
        }
        double[] path = start(fit, column, value);
        List<Double> start = new ArrayList<>();
        for (int j = 0; j < p; j++) {
            if (j != column) {
                start.add(path[j]);
            }
        }
        GlmSpecification spec = fit.specification().withStart(start).withTolerance(1e-9);
        boolean plugIn = spec.scale() instanceof ScaleRule.Pearson || spec.scale() instanceof ScaleRule.Deviance;
        return GlmFitter.fit(
                        plugIn ? spec.withScale(new ScaleRule.Fixed(fit.dispersion())) : spec,
                        observations.withDesign(x, p - 1).withOffset(offset))
                .criteria()
                .logLikelihood();
    }

    private double profileScale(double scale) {
        double dispersion =
                switch (fit.specification().family()) {
                    case GAMMA -> 1 / scale;
                    case NEGATIVE_BINOMIAL, TWEEDIE -> scale;
                    default -> scale * scale;
                };
        GlmSpecification spec = fit.specification()
                .withScale(new ScaleRule.Fixed(dispersion))
                .withTolerance(1e-9)
                .withStart(IntStream.of(kept).mapToObj(j -> fit.estimates()[j]).toList());
        return GlmFitter.fit(spec, observations).criteria().logLikelihood();
    }
}
