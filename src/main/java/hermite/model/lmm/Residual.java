package hermite.model.lmm;

/**
 * Covariance of the residuals; arrays are shared, read only.
 *
 * @param structure within a subject, by position
 * @param subject of each row from 0; rows of different subjects are independent; of no account for a variance alone
 * @param position visit of each row from 0
 * @param point where the row lies, for spatial structures: the coordinates of one row after another
 * @param group which set of parameters a row has
 * @param groups number of sets of parameters
 * @param fixedScale whether the only parameter is held at 1, as for a binomial pseudo-response
 */
public record Residual(
        CovarianceStructure structure,
        int[] subject,
        int[] position,
        double[] point,
        int[] group,
        int groups,
        boolean fixedScale) {
    /** σ² I of n rows. */
    public static Residual variance(int n) {
        return new Residual(
                CovarianceStructure.variance(), new int[n], new int[n], new double[n], new int[n], 1, false);
    }

    /** I of n rows: nothing to estimate. */
    public static Residual unit(int n) {
        return new Residual(CovarianceStructure.variance(), new int[n], new int[n], new double[n], new int[n], 1, true);
    }

    /** Euclidean distance of two rows. */
    public double distance(int row, int other) {
        int dimensions = point.length / subject.length;
        double sum = 0;
        for (int d = 0; d < dimensions; d++) {
            double gap = point[row * dimensions + d] - point[other * dimensions + d];
            sum += gap * gap;
        }
        return dimensions == 1 ? Math.abs(point[row] - point[other]) : Math.sqrt(sum);
    }

    /** The same covariance of some of the rows. */
    Residual keeping(int[] rows) {
        int dimensions = subject.length == 0 ? 0 : point.length / subject.length;
        return new Residual(
                structure,
                LmmSpec.rows(subject, rows),
                LmmSpec.rows(position, rows),
                LmmSpec.rows(point, dimensions, rows),
                LmmSpec.rows(group, rows),
                groups,
                fixedScale);
    }

    int parameterCount() {
        return groups * structure.parameters().size();
    }
}
