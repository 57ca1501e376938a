package hermite.model.gee;

import hermite.model.Verdict;
import java.util.List;

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

    /** X'WX of the design, for estimability and hypotheses. */
    double[] crossProducts();

    double qic();

    double qicu();

    List<Iteration> trace();

    Verdict verdict();

    /** False where the working covariance of the last iteration was not positive definite. */
    default boolean hasCovariance() {
        return verdict().outcome() != Verdict.Outcome.WORKING_COVARIANCE_NOT_POSITIVE_DEFINITE;
    }

    /** One step and the largest change of a parameter in it. */
    record Iteration(int number, double largestChange) {}
}
