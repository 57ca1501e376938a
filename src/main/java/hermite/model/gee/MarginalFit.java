package hermite.model.gee;

import hermite.model.CentredColumns;
import hermite.model.NearFit;
import hermite.model.Verdict;
import java.util.List;
import java.util.Optional;

/** What fits of marginal models have in common. Arrays are shared: read only. */
public interface MarginalFit {
    /** Regression coefficients, one a design column; 0 for aliased columns. */
    double[] estimates();

    /** Model-based covariance of the coefficients, row-major p × p. */
    double[] modelBasedCovariance();

    /** Empirical (sandwich) covariance of the coefficients, row-major p × p. */
    double[] empiricalCovariance();

    /** Log odds ratios that were estimated with the coefficients; empty without. */
    default double[] logOddsRatios() {
        return new double[0];
    }

    /** Empirical covariance of the coefficients and, behind them, the log odds ratios. */
    default double[] jointCovariance() {
        return empiricalCovariance();
    }

    /** The working correlation matrix, row-major; empty without. */
    default double[] workingCorrelation() {
        return new double[0];
    }

    /** Parameters of the working correlation; empty without. */
    default double[] correlations() {
        return new double[0];
    }

    boolean[] aliased();

    int rank();

    /**
     * X'WX of the design, for estimability and hypotheses; of the moved columns where there is a near fit: it says the
     * same of all coefficients but the intercept's.
     */
    double[] crossProducts();

    double qic();

    double qicu();

    List<Iteration> trace();

    Verdict verdict();

    /** The fit in columns moved to zero, where some were. */
    default Optional<NearFit<MarginalFit>> near() {
        return Optional.empty();
    }

    /** The near fit; this one where there is none. */
    default MarginalFit nearest() {
        return near().map(NearFit::fit).orElse(this);
    }

    /** The columns that were moved for the fit. */
    default CentredColumns columns() {
        return near().map(NearFit::columns).orElseGet(() -> CentredColumns.none(estimates().length));
    }

    /** False where the working covariance of the last iteration, or the information, was not positive definite. */
    default boolean hasCovariance() {
        return verdict().outcome() != Verdict.Outcome.WORKING_COVARIANCE_NOT_POSITIVE_DEFINITE
                && verdict().outcome() != Verdict.Outcome.NOT_POSITIVE_DEFINITE;
    }

    /** One step and the largest change of a parameter in it. */
    record Iteration(int number, double largestChange) {}
}
