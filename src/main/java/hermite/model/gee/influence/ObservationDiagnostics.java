package hermite.model.gee.influence;

import hermite.model.CentredColumns;
import hermite.model.Observations;
import hermite.model.Sweep;
import hermite.model.gee.ClusterBlocks;
import hermite.model.gee.ClusteredObservations;
import hermite.model.gee.FittedClusters;
import hermite.model.gee.MarginalFit;
import hermite.model.glm.CaseStatistics;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One-step diagnostics of the deletion of single observations from their clusters, the working covariance of the
 * others held (Preisser &amp; Qaqish 1996, section 3). With a = D'V⁻¹ of the observation, b its element of
 * V⁻¹(y - mu), w its diagonal element of V⁻¹ and M = (sum D'V⁻¹D)⁻¹, deletion takes a a'/w from the information and
 * a b/w from the score, so that the estimates change by M a b / (w - a'Ma).
 *
 * <p>Arrays have one element a row of {@link ClusteredObservations#observations}; NaN where the model without the
 * observation does not exist.
 *
 * @param leverage diagonal of D M D'V⁻¹; a cluster's sum to its leverage
 * @param cook dfbeta' M⁻¹ dfbeta / (p phi)
 * @param dfbeta beta-hat less its one-step value without the observation, p numbers
 */
public record ObservationDiagnostics(double[] leverage, double[] cook, double[][] dfbeta) {
    private static final double WHOLE = 1 - 1e-9;

    public static ObservationDiagnostics of(MarginalFit fit, ClusteredObservations data) {
        return of(FittedClusters.of(fit.nearest(), data.withColumns(fit.columns())), data, fit.columns());
    }

    private static ObservationDiagnostics of(FittedClusters at, ClusteredObservations data, CentredColumns columns) {
        int rows = data.observations().rows();
        ObservationDiagnostics all = new ObservationDiagnostics(new double[rows], new double[rows], new double[rows][]);
        double scale = at.bread().rank() * at.response().dispersion();
        ClusterBlocks.sum(data.distinctClusters(), 0, (from, to, unused) -> {
            FittedClusters.Terms terms = at.terms();
            for (int c = from; c < to; c++) {
                terms.set(c);
                terms.observations((row, scaled, direction, residual, precision) ->
                        all.set(row, at.bread(), scale, columns, scaled, direction, residual, precision));
            }
        });
        return all;
    }

    /**
     * The same with the residuals of each row, as {@link CaseStatistics} gives them for a likelihood: standardized by
     * the leverage. There is no Hessian: its weight is NaN.
     */
    public static List<CaseStatistics.Case> cases(MarginalFit fit, ClusteredObservations data) {
        FittedClusters at = FittedClusters.of(fit.nearest(), data.withColumns(fit.columns()));
        ObservationDiagnostics of = of(at, data, fit.columns());
        Observations rows = data.observations();
        int p = rows.columns();
        return IntStream.range(0, rows.rows())
                .mapToObj(i -> {
                    double eta = rows.offset()[i];
                    double[] standardized = new double[p];
                    for (int j = 0; j < p; j++) {
                        eta += rows.x()[i * p + j] * fit.estimates()[j];
                        double error = Math.sqrt(fit.modelBasedCovariance()[j * p + j]);
                        standardized[j] = error > 0 ? of.dfbeta[i][j] / error : 0;
                    }
                    double mean = at.response().link().inverse(eta);
                    double weight = rows.weight()[i] * rows.trials()[i];
                    double raw = rows.response()[i] - mean;
                    double deviance = weight
                            * at.response()
                                    .family()
                                    .unitDeviance(
                                            rows.response()[i],
                                            mean,
                                            at.response().shape());
                    return CaseStatistics.Case.of(
                            mean,
                            eta,
                            Double.NaN,
                            raw,
                            raw
                                    * Math.sqrt(weight
                                            / at.response()
                                                    .family()
                                                    .variance(
                                                            mean, at.response().shape())),
                            Math.copySign(Math.sqrt(Math.max(0, deviance)), raw),
                            of.leverage[i],
                            at.response().dispersion(),
                            of.cook[i],
                            of.dfbeta[i],
                            standardized);
                })
                .toList();
    }

    private void set(
            int row,
            Sweep bread,
            double scale,
            CentredColumns columns,
            double[] scaled,
            double[] direction,
            double residual,
            double precision) {
        double[] change = bread.times(direction);
        double own = 0;
        double hat = 0;
        for (int j = 0; j < change.length; j++) {
            own += direction[j] * change[j];
            hat += scaled[j] * change[j];
        }
        double rest = own / precision > WHOLE ? Double.NaN : precision - own;
        double factor = residual / rest;
        for (int j = 0; j < change.length; j++) {
            change[j] *= factor;
        }
        leverage[row] = hat;
        cook[row] = factor * factor * own / scale;
        dfbeta[row] = columns.coefficients(change);
    }
}
