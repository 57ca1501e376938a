package hermite.model.gee.influence;

import hermite.model.CentredColumns;
import hermite.model.gee.ClusterBlocks;
import hermite.model.gee.ClusteredObservations;
import hermite.model.gee.FittedClusters;
import hermite.model.gee.MarginalFit;
import java.util.Arrays;

/**
 * One-step diagnostics of the deletion of whole clusters (Preisser &amp; Qaqish 1996). Arrays have one element a
 * cluster as the input numbered them; NaN where the model without the cluster does not exist, and for cluster numbers
 * without rows.
 *
 * @param leverage trace of the cluster's hat matrix
 * @param cook dfbeta' M⁻¹ dfbeta / (p phi)
 * @param fit change of the fit, studentized: dfbeta'(M⁻¹ - A_i) dfbeta / (p phi)
 * @param dfbeta for each cluster beta-hat less its one-step value without the cluster, p numbers
 * @param standardizedDfbeta dfbeta over the model-based standard errors
 */
public record ClusterDiagnostics(
        double[] leverage, double[] cook, double[] fit, double[][] dfbeta, double[][] standardizedDfbeta) {

    public static ClusterDiagnostics of(MarginalFit fit, ClusteredObservations data) {
        int p = fit.estimates().length;
        int distinct = data.distinctClusters();
        CentredColumns columns = fit.columns();
        FittedClusters at = FittedClusters.of(fit.nearest(), data.withColumns(columns));
        double scale = at.bread().rank() * at.response().dispersion();
        double[] leverage = new double[distinct];
        double[] cook = new double[distinct];
        double[] change = new double[distinct];
        double[][] dfbeta = new double[distinct][];
        double[][] standardized = new double[distinct][];
        ClusterBlocks.sum(distinct, 0, (from, to, unused) -> {
            ClusterInfluence influence = new ClusterInfluence(at.bread());
            FittedClusters.Terms terms = at.terms();
            for (int c = from; c < to; c++) {
                terms.set(c);
                influence.decompose(terms.information());
                double[] corrected = influence.corrected(terms.score(), -1);
                double[] delta = at.bread().times(corrected);
                double ofFit = 0;
                double ofCook = 0;
                dfbeta[c] = columns.coefficients(delta);
                standardized[c] = new double[p];
                for (int j = 0; j < p; j++) {
                    ofFit += delta[j] * terms.score()[j];
                    ofCook += delta[j] * corrected[j];
                    standardized[c][j] = at.bread().aliased()[j]
                            ? 0
                            : dfbeta[c][j] / Math.sqrt(fit.modelBasedCovariance()[j * p + j]);
                }
                leverage[c] = influence.leverage();
                change[c] = ofFit / scale;
                cook[c] = ofCook / scale;
            }
        });
        int[] of = data.distinctOf();
        return new ClusterDiagnostics(
                spread(leverage, of),
                spread(cook, of),
                spread(change, of),
                spread(dfbeta, of, p),
                spread(standardized, of, p));
    }

    private static double[] spread(double[] values, int[] of) {
        return Arrays.stream(of)
                .mapToDouble(c -> c < 0 ? Double.NaN : values[c])
                .toArray();
    }

    private static double[][] spread(double[][] values, int[] of, int p) {
        double[] none = new double[p];
        Arrays.fill(none, Double.NaN);
        return Arrays.stream(of).mapToObj(c -> c < 0 ? none : values[c]).toArray(double[][]::new);
    }
}
