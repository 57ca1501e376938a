package hermite.model.lmm;

import hermite.model.lmm.CovarianceStructure.Parameter;
import hermite.model.lmm.CovarianceStructure.Role;
import java.util.Arrays;
import java.util.List;

/** Bounds of the covariance parameters and the point from which a search begins. */
final class LmmStart {
    private static final double CORRELATION_LIMIT = 1 - 1e-9;
    /** Part of the residual variance given to random effects. */
    private static final double SHARE = 0.3;

    private final LmmSpec spec;
    private final Role[] roles;
    private final int residual;
    private final double scale;

    LmmStart(LmmSpec spec, double scale) {
        this.spec = spec;
        this.scale = scale;
        roles = spec.roles();
        residual = spec.firstParameter(spec.random().size());
    }

    /** The size of residual variances. */
    double scale() {
        return scale;
    }

    double[] lower(LmmControl control) {
        double[] lower = new double[roles.length];
        for (int k = 0; k < lower.length; k++) {
            lower[k] = switch (roles[k]) {
                case VARIANCE -> variance(k, control.bounded());
                case CORRELATION -> -CORRELATION_LIMIT;
                case DECAY -> 1e-12;
                case RANGE -> 1e-8 * extent();
                case DECLINE -> 1e-8 / extent();
                case RELATIVE_VARIANCE -> 1e-10;
                case COVARIANCE, RELATIVE_COVARIANCE, LOADING, SPHERICITY -> Double.NEGATIVE_INFINITY;
            };
            if (control.lower().length > 0 && !Double.isNaN(control.lower()[k])) {
                lower[k] = control.lower()[k];
            }
        }
        return lower;
    }

    private double variance(int k, boolean bounded) {
        boolean alone = k >= residual && spec.residual().structure().isIndependent();
        if (alone || structure(k).hasRoots()) {
            return 1e-10 * scale;
        }
        if (!bounded) {
            return Double.NEGATIVE_INFINITY;
        }
        return k >= residual && !spec.residual().structure().local() ? 1e-10 * scale : 0;
    }

    private CovarianceStructure structure(int k) {
        for (int t = 0; t < spec.random().size(); t++) {
            if (k < spec.firstParameter(t + 1)) {
                return spec.random().get(t).structure();
            }
        }
        return spec.residual().structure();
    }

    double[] upper(LmmControl control) {
        double[] upper = new double[roles.length];
        for (int k = 0; k < upper.length; k++) {
            upper[k] = roles[k] == Role.CORRELATION || roles[k] == Role.DECAY
                    ? CORRELATION_LIMIT
                    : Double.POSITIVE_INFINITY;
            if (control.upper().length > 0 && !Double.isNaN(control.upper()[k])) {
                upper[k] = control.upper()[k];
            }
        }
        return upper;
    }

    boolean[] held(LmmControl control) {
        boolean[] held = new boolean[roles.length];
        for (int k = 0; k < held.length; k++) {
            held[k] = spec.residual().fixedScale() && k == residual || control.held().length > 0 && control.held()[k];
        }
        return held;
    }

    /** Parts of the residual variance for variances, nothing for covariances, little for correlations. */
    double[] automatic() {
        double[] theta = new double[roles.length];
        double share = spec.random().isEmpty() ? 0 : SHARE / spec.random().size();
        for (int t = 0; t < spec.random().size(); t++) {
            RandomTerm term = spec.random().get(t);
            List<Parameter> parameters = term.structure().parameters();
            for (int g = 0; g < term.groups(); g++) {
                for (int k = 0; k < parameters.size(); k++) {
                    double variance =
                            share * scale / meanSquare(term, parameters.get(k).row());
                    theta[spec.firstParameter(t) + g * parameters.size() + k] =
                            start(parameters.get(k).role(), variance);
                }
            }
        }
        double left = spec.random().isEmpty() ? scale : (1 - SHARE) * scale;
        for (int k = residual; k < theta.length; k++) {
            theta[k] = start(roles[k], left);
        }
        if (spec.residual().fixedScale()) {
            theta[residual] = 1;
        }
        return theta;
    }

    private double start(Role role, double variance) {
        return switch (role) {
            case VARIANCE, SPHERICITY -> variance;
            case COVARIANCE, RELATIVE_COVARIANCE -> 0;
            case CORRELATION -> 0.1;
            case LOADING -> Math.sqrt(variance);
            case RANGE ->
                spec.residual().structure().kind() == CovarianceStructure.Kind.SPHERICAL ? extent() : extent() / 4;
            case DECLINE -> 0.5 / extent();
            case RELATIVE_VARIANCE -> 1;
            case DECAY -> Math.pow(0.5, 4 / extent());
        };
    }

    /** The largest range of a coordinate. */
    private double extent() {
        double[] point = spec.residual().point();
        int dimensions = Math.max(1, point.length / Math.max(1, spec.rows()));
        double largest = 0;
        for (int d = 0; d < dimensions; d++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int i = d; i < point.length; i += dimensions) {
                low = Math.min(low, point[i]);
                high = Math.max(high, point[i]);
            }
            largest = Math.max(largest, high - low);
        }
        return largest > 0 ? largest : 1;
    }

    private static double meanSquare(RandomTerm term, int row) {
        int column = Math.min(row, term.columns() - 1);
        double[] squares = new double[term.subject().length];
        int used = 0;
        for (int i = 0; i < squares.length; i++) {
            double z = term.z()[i * term.columns() + column];
            if (z != 0) {
                squares[used++] = z * z;
            }
        }
        Arrays.sort(squares, 0, used);
        double sum = 0;
        for (int i = 0; i < used; i++) {
            sum += squares[i];
        }
        return used == 0 ? 1 : sum / used;
    }
}
