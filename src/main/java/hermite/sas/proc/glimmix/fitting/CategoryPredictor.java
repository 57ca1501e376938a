package hermite.sas.proc.glimmix.fitting;

/** Linear predictors of the categories of a multinomial response for the rows of a table. */
public interface CategoryPredictor {
    int rows();

    /**
     * The predictor of a category that has one.
     *
     * @param blup with the random effects predicted
     * @return NaN where the row has no prediction
     */
    double predictor(boolean blup, int row, int category);

    /**
     * Standard errors of combinations of a row's predictors; NaN where they have none.
     *
     * @param weights by row, then by combination, then by category
     * @return by row, then by combination
     */
    double[][] errors(boolean blup, double[][][] weights);

    /** Degrees of freedom of a row's predictors. */
    double degreesOfFreedom(int row);
}
