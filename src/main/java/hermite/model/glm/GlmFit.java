package hermite.model.glm;

import hermite.model.CentredColumns;
import hermite.model.Family;
import hermite.model.NearFit;
import hermite.model.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * A fitted generalized linear model. Arrays are shared: read only.
 *
 * @param estimates one a design column; 0 for aliased columns
 * @param covariance row-major p × p, the dispersion put in; 0 in rows and columns of aliased columns
 * @param aliased columns that depend on earlier ones and were left out
 * @param dispersion phi, or k of the negative binomial
 * @param scaleStandardError standard error of {@link #scale()}; 0 when it was not maximised over
 * @param power of a Tweedie variance function
 * @param crossProducts X'WX, for estimability and hypotheses; of the moved columns where there is a near fit: it says
 *     the same of all coefficients but the intercept's
 * @param near the fit in columns moved to zero, where some were
 */
public record GlmFit(
        GlmSpecification specification,
        double[] estimates,
        double[] covariance,
        boolean[] aliased,
        int rank,
        double dispersion,
        double scaleStandardError,
        Optional<Power> power,
        double[] crossProducts,
        FitCriteria criteria,
        List<Iteration> trace,
        Verdict verdict,
        Optional<NearFit<GlmFit>> near) {

    /** The power of the variance function; the standard error is 0 when it was held fixed. */
    public record Power(double value, double standardError) {}

    /**
     * One step.
     *
     * @param ridge what was added to the information's diagonal, relative to it
     * @param logLikelihood kernel with phi = 1
     * @param largestChange of any parameter, relative where the parameter exceeds 0.01
     * @param estimates where the step began, one a design column; shared, read only
     */
    public record Iteration(int number, double ridge, double logLikelihood, double largestChange, double[] estimates) {}

    public GlmFit {
        trace = List.copyOf(trace);
    }

    /** The fit in the columns as given, from this one in the moved columns; itself where none was moved. */
    GlmFit inColumns(GlmSpecification given, CentredColumns columns) {
        if (columns.isNone()) {
            return this;
        }
        List<Iteration> moved = trace.stream()
                .map(i -> new Iteration(
                        i.number(),
                        i.ridge(),
                        i.logLikelihood(),
                        i.largestChange(),
                        columns.coefficients(i.estimates())))
                .toList();
        return new GlmFit(
                given,
                columns.coefficients(estimates),
                columns.covariance(covariance, estimates.length),
                aliased,
                rank,
                dispersion,
                scaleStandardError,
                power,
                crossProducts,
                criteria,
                moved,
                verdict,
                Optional.of(new NearFit<>(columns, this)));
    }

    /** The near fit; this one where there is none. */
    public GlmFit nearest() {
        return near.map(NearFit::fit).orElse(this);
    }

    /** The columns that were moved for the fit. */
    public CentredColumns columns() {
        return near.map(NearFit::columns).orElseGet(() -> CentredColumns.none(estimates.length));
    }

    /** What the family's functions take beside the mean: k of a negative binomial, the power of a Tweedie, else phi. */
    public double shape() {
        return power.map(Power::value).orElse(dispersion);
    }

    /** phi; 1 for a negative binomial. */
    public double phi() {
        return specification.family().dispersion() == Family.Dispersion.SHAPE ? 1 : dispersion;
    }

    /** The scale as it is printed: sqrt(phi); phi of a Tweedie; 1/phi of a gamma; k of a negative binomial. */
    public double scale() {
        return switch (specification.family()) {
            case NEGATIVE_BINOMIAL, TWEEDIE -> dispersion;
            case GAMMA -> 1 / dispersion;
            default -> Math.sqrt(dispersion);
        };
    }

    /** Whether the dispersion was estimated by maximum likelihood. */
    public boolean scaleIsMaximumLikelihood() {
        return specification.scale() instanceof ScaleRule.MaximumLikelihood
                && specification.family().dispersion() != Family.Dispersion.FIXED;
    }

    public double standardError(int column) {
        return Math.sqrt(Math.max(0, covariance[column * estimates.length + column]));
    }
}
