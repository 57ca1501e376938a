package hermite.model.gee;

import hermite.model.Verdict;
import java.util.List;

/**
 * A fitted marginal model.
 *
 * @param estimatedDispersion phi = sum e² / (N - p) of the last iteration
 * @param dispersion phi that the model-based covariance and QIC use
 * @param correlations parameters of the working correlation, as used in the last iteration
 * @param workingCorrelation row-major dimension × dimension
 */
public record GeeFit(
        GeeSpecification specification,
        double[] estimates,
        double[] modelBasedCovariance,
        double[] empiricalCovariance,
        boolean[] aliased,
        int rank,
        double[] crossProducts,
        double estimatedDispersion,
        double dispersion,
        double[] correlations,
        double[] workingCorrelation,
        int dimension,
        double qic,
        double qicu,
        List<Iteration> trace,
        Verdict verdict)
        implements MarginalFit {

    public GeeFit {
        trace = List.copyOf(trace);
    }

    /** False where the working correlation of the last iteration was not positive definite. */
    public boolean hasCovariance() {
        return verdict.outcome() != Verdict.Outcome.WORKING_COVARIANCE_NOT_POSITIVE_DEFINITE;
    }
}
