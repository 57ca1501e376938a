package hermite.model.inference;

import hermite.model.CentredColumns;
import hermite.model.ModelTerms;
import hermite.model.Sweep;
import hermite.model.estimability.EstimableFunctions;

/**
 * The coefficients of a fitted linear predictor: all that inference about linear combinations needs, whatever fitter
 * they come from. Arrays are shared: read only.
 *
 * @param estimates one a design column; 0 where aliased
 * @param covariance row-major p × p, of whichever kind is to be used; 0 in rows and columns of aliased columns
 * @param crossProducts X'WX, row-major p × p, for estimability
 * @param degreesOfFreedom of t and F tests
 * @param moved how columns were moved towards zero for estimates, covariance and cross products; rows of coefficients
 *     are always for the columns as given
 */
public record FittedCoefficients(
        ModelTerms terms,
        double[] estimates,
        double[] covariance,
        double[] crossProducts,
        DegreesOfFreedom degreesOfFreedom,
        CentredColumns moved) {

    /** Tolerance of estimability unless said otherwise, relative to the largest coefficient. */
    public static final double SINGULAR = 1e-4;

    /** Of a fit in the columns as given. */
    public FittedCoefficients(
            ModelTerms terms,
            double[] estimates,
            double[] covariance,
            double[] crossProducts,
            DegreesOfFreedom degreesOfFreedom) {
        this(terms, estimates, covariance, crossProducts, degreesOfFreedom, CentredColumns.none(estimates.length));
    }

    public int columns() {
        return estimates.length;
    }

    public FittedCoefficients withDegreesOfFreedom(double df) {
        return with(DegreesOfFreedom.fixed(df));
    }

    /** The same with the degrees of freedom of one effect. */
    public FittedCoefficients forEffect(int effect) {
        return with(degreesOfFreedom.ofEffect(effect));
    }

    private FittedCoefficients with(DegreesOfFreedom df) {
        return new FittedCoefficients(terms, estimates, covariance, crossProducts, df, moved);
    }

    public boolean isEstimable(double[] row, double tolerance) {
        return isEstimable(row, Sweep.of(crossProducts, columns(), Sweep.DEFAULT_SINGULAR), tolerance);
    }

    /** @param sweep of the cross products */
    public boolean isEstimable(double[] row, Sweep sweep, double tolerance) {
        return EstimableFunctions.isEstimable(moved.combination(row), crossProducts, sweep, tolerance);
    }

    /** Whether any observation has a value other than 0 in the column. */
    public boolean isObserved(int column) {
        return crossProducts[column * columns() + column] > 0;
    }

    public Combination combination(double[] row) {
        double[] near = moved.combination(row);
        double variance = LinearAlgebra.sandwich(new double[][] {near}, covariance, columns())[0];
        return new Combination(
                LinearAlgebra.dot(near, estimates),
                Math.sqrt(Math.max(0, variance)),
                degreesOfFreedom.of(new double[][] {row}));
    }

    /** Test that all rows are zero. */
    public FTest test(double[][] rows) {
        return test(rows, new double[rows.length]);
    }

    /** Test that the rows have the values expected. */
    public FTest test(double[][] rows, double[] expected) {
        FTest test = FTest.wald(moved.combinations(rows), expected, estimates, covariance, degreesOfFreedom.of(rows));
        return new FTest(test.numeratorDf(), test.denominatorDf(), test.f() * degreesOfFreedom.scale(rows));
    }

    /** Covariance matrix of the combinations, row-major. */
    public double[] covariance(double[][] rows) {
        return LinearAlgebra.sandwich(moved.combinations(rows), covariance, columns());
    }

    /** Correlation matrix of the combinations, row-major; unit diagonal also where a variance is 0. */
    public double[] correlation(double[][] rows) {
        double[] c = covariance(rows);
        int n = rows.length;
        double[] r = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double scale = Math.sqrt(c[i * n + i] * c[j * n + j]);
                r[i * n + j] = i == j ? 1 : scale > 0 ? c[i * n + j] / scale : 0;
            }
        }
        return r;
    }
}
