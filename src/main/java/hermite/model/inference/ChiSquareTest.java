package hermite.model.inference;

import hermite.model.Sweep;

/**
 * A chi-square test of L beta = 0.
 *
 * @param df rank of L (of L C L')
 */
public record ChiSquareTest(double statistic, int df, double probability) {
    public static ChiSquareTest of(double statistic, int df) {
        return new ChiSquareTest(statistic, df, Tails.chiSquare(statistic, df));
    }

    /** (L b)' (L C L')⁻ (L b). C is row-major p × p. */
    public static ChiSquareTest wald(double[][] hypothesis, double[] estimates, double[] covariance) {
        double[] values = LinearAlgebra.times(hypothesis, estimates);
        Sweep middle =
                Sweep.of(LinearAlgebra.sandwich(hypothesis, covariance, estimates.length), hypothesis.length, 1e-10);
        return of(LinearAlgebra.dot(values, middle.times(values)), middle.rank());
    }
}
