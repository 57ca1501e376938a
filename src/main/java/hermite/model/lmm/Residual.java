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
 * @param fixedScale whether the only parameter is held at 1, as for a binomial pseudo-response; of several groups that of
 *     the first
 * @param spread m of each row where the variance grows with it: covariances are multiplied by √(1 + κmᵢ) √(1 + κmⱼ), κ ≥ 0
 *     one more parameter, stored after the others; empty without
 */
public record Residual(
        CovarianceStructure structure,
        int[] subject,
        int[] position,
        double[] point,
        int[] group,
        int groups,
        boolean fixedScale,
        double[] spread) {
    /** Without a spread. */
    public Residual(
            CovarianceStructure structure,
            int[] subject,
            int[] position,
            double[] point,
            int[] group,
            int groups,
            boolean fixedScale) {
        this(structure, subject, position, point, group, groups, fixedScale, new double[0]);
    }

    /** The same with variances that grow with numbers of the rows. */
    public Residual withSpread(double[] m) {
        return new Residual(structure, subject, position, point, group, groups, fixedScale, m);
    }

    public boolean hasSpread() {
        return spread.length > 0;
    }

    /** Whether residuals with the same parameters are independent and of one variance. */
    public boolean isUniform() {
        return structure.isIndependent() && !hasSpread();
    }

    /**
     * √(1 + κmᵢ) √(1 + κmⱼ) of two rows, or a derivative by κ.
     *
     * @param order of the derivative: 0, 1 or 2
     */
    public double spread(int row, int other, double kappa, int order) {
        double m = spread[row];
        double n = spread[other];
        double product = (1 + kappa * m) * (1 + kappa * n);
        double root = Math.sqrt(product);
        double slope = m + n + 2 * kappa * m * n;
        return switch (order) {
            case 0 -> root;
            case 1 -> slope / (2 * root);
            default -> m * n / root - slope * slope / (4 * product * root);
        };
    }

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
                fixedScale,
                LmmSpec.rows(spread, hasSpread() ? 1 : 0, rows));
    }

    int parameterCount() {
        return groups * structure.parameters().size() + (hasSpread() ? 1 : 0);
    }
}
