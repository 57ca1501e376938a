package hermite.model.gee;

import hermite.model.CentredColumns;
import hermite.model.NearFit;
import hermite.model.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * Alternating logistic regressions, fitted.
 *
 * @param logOddsRatios alpha
 * @param jointCovariance empirical covariance of (beta, alpha), row-major (p + q) × (p + q)
 * @param near the fit in columns moved to zero, where some were
 */
public record AlrFit(
        AlrSpecification specification,
        double[] estimates,
        double[] logOddsRatios,
        double[] modelBasedCovariance,
        double[] empiricalCovariance,
        double[] jointCovariance,
        boolean[] aliased,
        int rank,
        double[] crossProducts,
        double qic,
        double qicu,
        List<Iteration> trace,
        Verdict verdict,
        Optional<NearFit<MarginalFit>> near)
        implements MarginalFit {

    public AlrFit {
        trace = List.copyOf(trace);
    }

    /** The same with another end. */
    AlrFit withVerdict(Verdict other) {
        return with(estimates, modelBasedCovariance, empiricalCovariance, jointCovariance, other, near);
    }

    /** The fit in the columns as given, from this one in the moved columns; itself where none was moved. */
    AlrFit inColumns(CentredColumns columns) {
        int p = estimates.length;
        return columns.isNone()
                ? this
                : with(
                        columns.coefficients(estimates),
                        columns.covariance(modelBasedCovariance, p),
                        columns.covariance(empiricalCovariance, p),
                        columns.covariance(jointCovariance, p + logOddsRatios.length),
                        verdict,
                        Optional.of(new NearFit<>(columns, this)));
    }

    private AlrFit with(
            double[] beta,
            double[] modelBased,
            double[] empirical,
            double[] joint,
            Verdict end,
            Optional<NearFit<MarginalFit>> moved) {
        return new AlrFit(
                specification,
                beta,
                logOddsRatios,
                modelBased,
                empirical,
                joint,
                aliased,
                rank,
                crossProducts,
                qic,
                qicu,
                trace,
                end,
                moved);
    }
}
