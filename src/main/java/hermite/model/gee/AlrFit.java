package hermite.model.gee;

import hermite.model.Verdict;
import java.util.List;

/**
 * Alternating logistic regressions, fitted.
 *
 * @param logOddsRatios alpha
 * @param jointCovariance empirical covariance of (beta, alpha), row-major (p + q) × (p + q)
 */
public record AlrFit(
        AlrSpecification specification,
        double[] estimates,
        double[] logOddsRatios,
        double[] modelBasedCovariance,
        double[] empiricalCovariance,
        double[] jointCovariance,
        boolean[] aliased,
        int rank,
        double[] crossProducts,
        double qic,
        double qicu,
        List<Iteration> trace,
        Verdict verdict)
        implements MarginalFit {

    public AlrFit {
        trace = List.copyOf(trace);
    }
}
