package hermite.model.lmm.likelihood;

import hermite.model.lmm.CovarianceElement;
import hermite.model.lmm.LmmSpec;
import hermite.model.lmm.RandomTerm;
import hermite.model.lmm.Residual;

/** V, R and Z G Z' of chosen rows in the order given, for printing. */
public final class MarginalCovariance {
    private final LmmSpec spec;
    private final CovarianceValues values;

    public MarginalCovariance(LmmSpec spec, double[] theta) {
        this.spec = spec;
        values = new CovarianceValues(spec, theta.clone());
    }

    /** Covariance matrix of the responses of the rows, row-major. */
    public double[] responses(int[] rows) {
        double[] v = residuals(rows);
        double[] g = effects(rows);
        for (int k = 0; k < v.length; k++) {
            v[k] += g[k];
        }
        return v;
    }

    /** ZGZ' of the rows, row-major. */
    public double[] effects(int[] rows) {
        int m = rows.length;
        double[] g = new double[m * m];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < m; j++) {
                g[i * m + j] = effects(rows[i], rows[j]);
            }
        }
        return g;
    }

    /** Variance of one response. */
    public double variance(int row) {
        return residual(row, row) + effects(row, row);
    }

    /** Variance of one residual. */
    public double residualVariance(int row) {
        return residual(row, row);
    }

    /** Covariance matrix of the residuals of the rows, row-major. */
    public double[] residuals(int[] rows) {
        int m = rows.length;
        double[] r = new double[m * m];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < m; j++) {
                r[i * m + j] = residual(rows[i], rows[j]);
            }
        }
        return r;
    }

    private double effects(int row, int other) {
        double sum = 0;
        for (int t = 0; t < spec.random().size(); t++) {
            RandomTerm term = spec.random().get(t);
            if (term.subject()[row] < 0 || term.subject()[row] != term.subject()[other]) {
                continue;
            }
            double[] g = values.effects(t, term.group()[row], -1, -1);
            int q = term.columns();
            for (int c = 0; c < q && g != null; c++) {
                for (int d = 0; d < q; d++) {
                    sum += term.z()[row * q + c] * g[c * q + d] * term.z()[other * q + d];
                }
            }
        }
        return sum;
    }

    private double residual(int row, int other) {
        Residual of = spec.residual();
        double spread = of.hasSpread() ? of.spread(row, other, values.theta()[values.spread()], 0) : 1;
        double scale = spread / Math.sqrt(spec.weight()[row] * spec.weight()[other]);
        int group = of.group()[row];
        int first = values.first(spec.random().size(), group);
        if (of.structure().isIndependent()) {
            return row == other ? values.theta()[first] * scale : 0;
        }
        if (of.subject()[row] != of.subject()[other] || group != of.group()[other]) {
            return 0;
        }
        if (!of.structure().kind().isSpatial()) {
            double[] r = values.residual(group, -1, -1);
            return r[of.position()[row] * values.order() + of.position()[other]] * scale;
        }
        double sum = 0;
        int lag = row == other ? 0 : 1;
        for (CovarianceElement e : of.structure().element(0, lag, of.distance(row, other))) {
            sum += e.derivative(values.theta(), first, -1, -1);
        }
        return sum * scale;
    }
}
