package hermite.sas.proc.marginal.report;

import hermite.data.Formats;
import hermite.data.Missing;
import hermite.data.Table;
import hermite.model.DesignMatrix;
import hermite.model.Family;
import hermite.model.inference.LinearAlgebra;
import hermite.model.rows.UsableRows;
import hermite.sas.proc.marginal.binding.GenmodModel;
import hermite.sas.proc.marginal.fitting.ZeroInflatedAnalysis;
import java.util.Arrays;
import java.util.List;

/**
 * Statistics of OUTPUT for zero-inflated models: with w the probability of an extra zero the mean is (1 - w) mu, its
 * variance (1 - w)(mu + (w + k) mu²).
 */
final class ZeroInflatedColumns {
    static final List<String> STATISTICS = List.of("PREDICTED", "XBETA", "STDXBETA", "PZERO", "RESRAW", "RESCHI");

    private ZeroInflatedColumns() {}

    /** One array a statistic, in the order of {@link #STATISTICS}, one element a row of the table. */
    static double[][] of(GenmodModel model, ZeroInflatedAnalysis analysis, Table table, Formats formats) {
        int[] rows = UsableRows.all(table);
        DesignMatrix design = analysis.sample().terms().design(table, rows, formats);
        DesignMatrix zeroDesign = analysis.zeroTerms().design(table, rows, formats);
        double[] offset = model.offset()
                .map(o -> table.numeric(table.indexOf(o)).values())
                .orElse(new double[rows.length]);
        double[] response = new double[rows.length];
        Arrays.fill(response, Double.NaN);
        int[] used = analysis.sample().rows();
        for (int i = 0; i < used.length; i++) {
            response[used[i]] = analysis.sample().observations().response()[i];
        }
        double k = model.family() == Family.NEGATIVE_BINOMIAL
                ? analysis.fit().counts().dispersion()
                : 0;
        double[][] values = new double[STATISTICS.size()][rows.length];
        for (int i = 0; i < rows.length; i++) {
            double[] x = design.row(i);
            double eta = LinearAlgebra.dot(x, analysis.fit().counts().estimates()) + offset[rows[i]];
            double variance = LinearAlgebra.sandwich(
                    new double[][] {x}, analysis.fit().counts().covariance(), design.columns())[0];
            double mu = model.link().inverse(eta);
            double zero = model.zeroInflation()
                    .orElseThrow()
                    .link()
                    .inverse(LinearAlgebra.dot(zeroDesign.row(i), analysis.fit().zeroEstimates()));
            double mean = (1 - zero) * mu;
            double raw = response[i] - mean;
            double[] row = {
                mean,
                eta,
                Double.isNaN(eta) ? Double.NaN : Math.sqrt(Math.max(0, variance)),
                zero,
                raw,
                raw / Math.sqrt((1 - zero) * (mu + (zero + k) * mu * mu))
            };
            for (int s = 0; s < row.length; s++) {
                values[s][i] = Missing.normalise(row[s]);
            }
        }
        return values;
    }
}
