package hermite.model.gee;

import hermite.model.Verdict;
import java.util.List;

/** What fits of marginal models have in common. Arrays are shared: read only. */
public sealed interface MarginalFit permits GeeFit, AlrFit {
    /** Regression coefficients, one a design column; 0 for aliased columns. */
    double[] estimates();

    /** Model-based covariance of the coefficients, row-major p × p. */
    double[] modelBasedCovariance();

    /** Empirical (sandwich) covariance of the coefficients, row-major p × p. */
    double[] empiricalCovariance();

    boolean[] aliased();

    int rank();

    /** X'WX of the design, for estimability and hypotheses. */
    double[] crossProducts();

    double qic();

    double qicu();

    List<Iteration> trace();

    Verdict verdict();

    /** One step and the largest change of a parameter in it. */
    record Iteration(int number, double largestChange) {}
}
