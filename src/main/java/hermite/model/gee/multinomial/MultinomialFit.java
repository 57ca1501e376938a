package hermite.model.gee.multinomial;

import hermite.model.Verdict;
import hermite.model.gee.MarginalFit;
import java.util.List;

/**
 * A fitted marginal model of a multinomial response. Coefficients are in the order of {@link CategoryModel}.
 *
 * @param logOddsRatios alpha and delta of {@link GlobalOddsRatios}; empty under independence
 * @param jointCovariance empirical covariance of coefficients and log odds ratios, row-major
 * @param crossProducts of the coefficients' columns over all observations and functions
 * @param logLikelihood of the observations as if independent
 */
public record MultinomialFit(
        MultinomialSpecification specification,
        double[] estimates,
        double[] logOddsRatios,
        double[] modelBasedCovariance,
        double[] empiricalCovariance,
        double[] jointCovariance,
        boolean[] aliased,
        int rank,
        double[] crossProducts,
        double logLikelihood,
        List<Iteration> trace,
        Verdict verdict)
        implements MarginalFit {

    public MultinomialFit {
        trace = List.copyOf(trace);
    }

    /** Not defined for a multinomial response. */
    @Override
    public double qic() {
        return Double.NaN;
    }

    /** Not defined for a multinomial response. */
    @Override
    public double qicu() {
        return Double.NaN;
    }
}
