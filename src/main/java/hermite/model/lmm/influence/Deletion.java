package hermite.model.lmm.influence;

import java.util.Optional;

/**
 * The fit without some rows beside the fit with them (Christensen, Pearson and Johnson 1992, Technometrics 34, 38–45;
 * Schabenberger 2004, SUGI 29, paper 189).
 *
 * @param rows left out
 * @param iterations steps taken for the covariance parameters
 * @param beta fixed effects without the rows
 * @param theta covariance parameters without the rows
 * @param residualSd square root of the residual variance without the rows; NaN where it is not a factor of V
 * @param press sum of squared differences of the rows' responses from their means predicted without them
 * @param fixed about the fixed effects
 * @param covariance about the covariance parameters, when these were estimated anew
 * @param likelihoodDistance twice the fall of the log likelihood of all rows at the estimates without some
 * @param single of a set of one row
 */
public record Deletion(
        int[] rows,
        int iterations,
        double[] beta,
        double[] theta,
        double residualSd,
        double press,
        Measures fixed,
        Optional<Measures> covariance,
        double likelihoodDistance,
        Optional<Single> single) {
    /**
     * Distances of two vectors of estimates and of their covariance matrices.
     *
     * @param cook in the metric of the covariance with all rows
     * @param mdffits in that of the covariance without the rows
     * @param ratio of the determinants, without by with
     * @param trace |tr(C⁻¹ C_U) − order|
     */
    public record Measures(double cook, double mdffits, double ratio, double trace) {}

    /**
     * One row.
     *
     * @param student residual by its standard error
     * @param external the same with covariance parameters estimated without the row
     * @param dffits change of the predicted mean by its standard error with those parameters
     */
    public record Single(
            double observed,
            double predicted,
            double leverage,
            double pressResidual,
            double student,
            double external,
            double dffits) {
        public double residual() {
            return observed - predicted;
        }
    }
}
