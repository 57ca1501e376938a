package hermite.model.inference;

import hermite.model.Sweep;

/**
 * A test that several combinations are zero.
 *
 * @param numeratorDf rank of the hypothesis; 0 when nothing can be tested
 * @param denominatorDf infinite for the chi-square distribution
 * @param f Wald statistic over its rank
 */
public record FTest(int numeratorDf, double denominatorDf, double f) {
    /** (L b − e)' (L C L')⁻ (L b − e) / rank. C is row-major p × p. */
    public static FTest wald(
            double[][] rows, double[] expected, double[] estimates, double[] covariance, double denominatorDf) {
        if (rows.length == 0) {
            return new FTest(0, denominatorDf, Double.NaN);
        }
        double[] values = LinearAlgebra.times(rows, estimates);
        for (int i = 0; i < values.length; i++) {
            values[i] -= expected[i];
        }
        Sweep middle = Sweep.of(LinearAlgebra.sandwich(rows, covariance, estimates.length), rows.length, 1e-10);
        double quadratic = LinearAlgebra.dot(values, middle.times(values));
        return new FTest(middle.rank(), denominatorDf, middle.rank() == 0 ? Double.NaN : quadratic / middle.rank());
    }

    public double probability() {
        return Tails.fisher(f, numeratorDf, denominatorDf);
    }

    public double chiSquare() {
        return f * numeratorDf;
    }

    public double chiSquareProbability() {
        return Tails.chiSquare(chiSquare(), numeratorDf);
    }
}
