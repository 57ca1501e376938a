package hermite.model.gee;

import hermite.model.CentredColumns;
import hermite.model.NearFit;
import hermite.model.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * A fitted marginal model.
 *
 * @param estimatedDispersion phi = sum e² / (N - p) of the last iteration
 * @param dispersion phi that the model-based covariance and QIC use
 * @param correlations parameters of the working correlation, as used in the last iteration
 * @param dimension number of positions
 * @param near the fit in columns moved to zero, where some were
 */
public record GeeFit(
        GeeSpecification specification,
        double[] estimates,
        double[] modelBasedCovariance,
        double[] empiricalCovariance,
        boolean[] aliased,
        int rank,
        double[] crossProducts,
        double estimatedDispersion,
        double dispersion,
        double[] correlations,
        int dimension,
        double qic,
        double qicu,
        List<Iteration> trace,
        Verdict verdict,
        Optional<NearFit<MarginalFit>> near)
        implements MarginalFit {

    /** Rows of a working correlation that is given as a matrix, at most. */
    public static final int MOST_ROWS = 1000;

    public GeeFit {
        trace = List.copyOf(trace);
    }

    /** The same with another end. */
    GeeFit withVerdict(Verdict other) {
        return with(estimates, modelBasedCovariance, empiricalCovariance, other, near);
    }

    /** The fit in the columns as given, from this one in the moved columns; itself where none was moved. */
    GeeFit inColumns(CentredColumns columns) {
        return columns.isNone()
                ? this
                : with(
                        columns.coefficients(estimates),
                        columns.covariance(modelBasedCovariance, estimates.length),
                        columns.covariance(empiricalCovariance, estimates.length),
                        verdict,
                        Optional.of(new NearFit<>(columns, this)));
    }

    private GeeFit with(
            double[] beta, double[] modelBased, double[] empirical, Verdict end, Optional<NearFit<MarginalFit>> moved) {
        return new GeeFit(
                specification,
                beta,
                modelBased,
                empirical,
                aliased,
                rank,
                crossProducts,
                estimatedDispersion,
                dispersion,
                correlations,
                dimension,
                qic,
                qicu,
                trace,
                end,
                moved);
    }

    /** The working correlation of two positions. */
    public double workingCorrelation(int j, int k) {
        return specification.correlation().of(j, k, correlations, dimension);
    }

    /** Row-major dimension × dimension, freshly allocated; empty where the dimension exceeds {@link #MOST_ROWS}. */
    @Override
    public double[] workingCorrelation() {
        double[] matrix = new double[dimension > MOST_ROWS ? 0 : dimension * dimension];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = workingCorrelation(i / dimension, i % dimension);
        }
        return matrix;
    }
}
