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
        return new AlrFit(
                specification,
                estimates,
                logOddsRatios,
                modelBasedCovariance,
                empiricalCovariance,
                jointCovariance,
                aliased,
                rank,
                crossProducts,
                qic,
                qicu,
                trace,
                other,
                near);
    }

    /** The fit in the columns as given, from this one in the moved columns; itself where none was moved. */
    AlrFit inColumns(CentredColumns columns) {
        return columns.isNone()
                ? this
                : new AlrFit(
                        specification,
                        columns.coefficients(estimates),
                        logOddsRatios,
                        columns.covariance(modelBasedCovariance, estimates.length),
                        columns.covariance(empiricalCovariance, estimates.length),
                        columns.covariance(jointCovariance, estimates.length + logOddsRatios.length),
                        aliased,
                        rank,
                        crossProducts,
                        qic,
                        qicu,
                        trace,
                        verdict,
                        Optional.of(new NearFit<>(columns, this)));
    }
}
