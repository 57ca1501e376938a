package hermite.model.glmm.density;

/**
 * Probability of a response category, or of a count with additional zeros, as a function of several linear predictors:
 * its logarithm and the first three derivatives. Every method works on {@code n} rows at once and allocates nothing; first
 * index of the arrays is the predictor or, for derivatives, the predictors in row-major order. Log probabilities of
 * categories are concave in the predictors.
 */
public non-sealed interface CategoryDensity extends ResponseDensity {
    @Override
    default boolean hasDispersion() {
        return false;
    }

    /** l and l' of every row; l = −∞ where the predictors leave no probability. */
    void value(double[][] eta, double[] y, double[] l, double[][] d1, int n);

    /** l', l'' (row-major m×m) and l''' (row-major m×m×m) of every row. */
    void derivatives(double[][] eta, double[] y, double[][] d1, double[][] d2, double[][] d3, int n);
}
