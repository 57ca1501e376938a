package hermite.model.pl;

import hermite.model.lmm.LmmFit;
import hermite.model.lmm.LmmSpec;
import java.util.List;

/**
 * A fit by pseudo-likelihood.
 *
 * @param model the linear mixed model of the last pseudo-response
 * @param linear its fit
 * @param eta linear predictor about which the model was expanded last, offset included
 * @param converged whether estimates stood still
 * @param indefinite whether the random effects had a matrix that is not positive definite after some update
 * @param history the updates after the model about the data themselves
 * @param generalizedChiSquare r'V*⁻¹r, the scale profiled out of V
 */
public record PseudoFit(
        LmmSpec model,
        LmmFit linear,
        double[] eta,
        boolean converged,
        boolean indefinite,
        List<Update> history,
        double generalizedChiSquare) {
    /**
     * One linear mixed model of a pseudo-response.
     *
     * @param minusTwoLog −2 log pseudo-likelihood
     * @param subiterations steps of the search for its covariance parameters
     * @param change largest change of a parameter relative to its mean size
     * @param maxGradient largest derivative of the objective by a parameter away from its bound
     * @param theta covariance parameters after it
     * @param gradient of the objective by them
     */
    public record Update(
            double minusTwoLog,
            int subiterations,
            double change,
            double maxGradient,
            double[] theta,
            double[] gradient) {}
}
