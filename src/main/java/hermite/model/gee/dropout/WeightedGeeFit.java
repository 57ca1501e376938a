package hermite.model.gee.dropout;

import hermite.model.Verdict;
import hermite.model.gee.MarginalFit;
import hermite.model.glm.GlmFit;
import java.util.List;

/**
 * A fitted weighted marginal model.
 *
 * @param dropout logistic regression of keeping a visit
 * @param weights one a planned visit; 0 where the response is missing
 * @param empiricalCovariance allows for the weights being estimated
 * @param modelBasedCovariance not a number: there is none
 * @param dispersion phi, a weighted mean of squared Pearson residuals
 * @param correlations parameters of the working correlation
 * @param workingCorrelation row-major dimension × dimension
 */
public record WeightedGeeFit(
        WeightedGeeSpecification specification,
        GlmFit dropout,
        double[] weights,
        double[] estimates,
        double[] empiricalCovariance,
        double[] modelBasedCovariance,
        boolean[] aliased,
        int rank,
        double[] crossProducts,
        double dispersion,
        double[] correlations,
        double[] workingCorrelation,
        int dimension,
        List<Iteration> trace,
        Verdict verdict)
        implements MarginalFit {

    public WeightedGeeFit {
        trace = List.copyOf(trace);
    }

    /** Not defined for weighted equations. */
    @Override
    public double qic() {
        return Double.NaN;
    }

    /** Not defined for weighted equations. */
    @Override
    public double qicu() {
        return Double.NaN;
    }
}
