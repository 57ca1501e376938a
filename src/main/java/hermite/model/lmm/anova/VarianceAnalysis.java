package hermite.model.lmm.anova;

import java.util.List;
import java.util.Optional;

/**
 * Mean squares of a variance component model and what follows from their expectations.
 *
 * @param sources effects in the order of the model, fixed then random, the intercept left out
 * @param residual the last line, what all effects leave over
 * @param components estimates that make the mean squares of the random effects and of the residual equal to their
 *     expectations, in this order; negative ones are kept
 * @param covariance of these estimates, row-major, from independent mean squares with variance 2 MS² / df
 */
public record VarianceAnalysis(List<Source> sources, Source residual, double[] components, double[] covariance) {
    /**
     * One line.
     *
     * @param effect its place among all effects; −1 for the residual
     * @param variances coefficients of the variances of the random effects and of the residual in the expected mean
     *     square
     * @param fixed effects whose parameters are in the expected mean square
     * @param error what its mean square is compared with; empty for the residual and where nothing is estimable
     */
    public record Source(
            int effect,
            double df,
            double sumOfSquares,
            double[] variances,
            List<Integer> fixed,
            Optional<ErrorTerm> error) {
        public double meanSquare() {
            return sumOfSquares / df;
        }

        public double f() {
            return error.map(e -> meanSquare() / e.meanSquare()).orElse(Double.NaN);
        }
    }

    /**
     * A combination of mean squares whose expectation is that of a source under its null hypothesis.
     *
     * @param weights of the mean squares of the random effects and of the residual
     * @param df Satterthwaite's (1946, Biometrics Bulletin 2, 110–114)
     */
    public record ErrorTerm(double[] weights, double meanSquare, double df) {}
}
