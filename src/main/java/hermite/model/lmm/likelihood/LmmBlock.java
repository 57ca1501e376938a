package hermite.model.lmm.likelihood;

import hermite.model.lmm.CovarianceElement;
import hermite.model.lmm.LmmSpec;
import hermite.model.lmm.Residual;
import java.util.List;

/**
 * Rows whose responses are correlated with one another and with no others, weighted and, where the residuals are
 * independent, reduced by an orthogonal transformation to as many rows as there are directions.
 *
 * @param rows m after reduction
 * @param x row-major m × p
 * @param y m numbers
 * @param effects random effects that act in the block
 * @param z row-major m × q, q all columns of all effects
 * @param q columns of z
 * @param spare for each residual group, directions that carry no data: m_g rows of zeros left out
 * @param residualGroup of each row
 * @param source the row of the model each row was; of no account after a reduction
 * @param repeats how many subjects have this V: this one and others, of whose data nothing is left in them
 */
public record LmmBlock(
        int rows,
        double[] x,
        double[] y,
        List<Copy> effects,
        double[] z,
        int q,
        int[] spare,
        int[] residualGroup,
        int[] source,
        int repeats) {

    /** The copy of a term's effects that one subject has. */
    record Copy(int term, int subject, int group, int firstColumn) {}

    /**
     * V, or its derivative by parameters a and b of the whole model (−1: not); null when the derivative is zero.
     */
    double[] covariance(LmmSpec spec, CovarianceValues values, int a, int b) {
        double[] v = new double[rows * rows];
        boolean any = addResidual(v, spec, values, a, b);
        for (Copy copy : effects) {
            double[] g = values.effects(copy.term(), copy.group(), a, b);
            if (g != null) {
                any = true;
                addEffect(
                        v, g, copy.firstColumn(), spec.random().get(copy.term()).columns());
            }
        }
        return any ? v : null;
    }

    private static boolean within(int parameter, int first, int count) {
        return parameter < 0 || parameter >= first && parameter < first + count;
    }

    private void addEffect(double[] v, double[] g, int first, int width) {
        double[] zg = new double[width];
        for (int i = 0; i < rows; i++) {
            boolean none = true;
            for (int c = 0; c < width; c++) {
                double sum = 0;
                for (int d = 0; d < width; d++) {
                    sum += z[i * q + first + d] * g[d * width + c];
                }
                zg[c] = sum;
                none &= sum == 0;
            }
            if (none) {
                continue;
            }
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int c = 0; c < width; c++) {
                    sum += zg[c] * z[j * q + first + c];
                }
                v[i * rows + j] += sum;
                if (j < i) {
                    v[j * rows + i] += sum;
                }
            }
        }
    }

    private boolean addResidual(double[] v, LmmSpec spec, CovarianceValues values, int a, int b) {
        Residual residual = spec.residual();
        int kappa = values.spread();
        if (kappa < 0) {
            return addStructured(v, spec, values, a, b);
        }
        int order = (a == kappa ? 1 : 0) + (b == kappa ? 1 : 0);
        double[] own = new double[v.length];
        if (!addStructured(own, spec, values, a == kappa ? -1 : a, b == kappa ? -1 : b)) {
            return false;
        }
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < rows; j++) {
                if (own[i * rows + j] != 0) {
                    v[i * rows + j] +=
                            own[i * rows + j] * residual.spread(source[i], source[j], values.theta()[kappa], order);
                }
            }
        }
        return true;
    }

    /** Without the spread. */
    private boolean addStructured(double[] v, LmmSpec spec, CovarianceValues values, int a, int b) {
        Residual residual = spec.residual();
        int term = spec.random().size();
        int count = values.count(term);
        boolean independent = residual.structure().isIndependent();
        boolean spatial = residual.structure().kind().isSpatial();
        boolean any = false;
        for (int i = 0; i < rows; i++) {
            int group = residualGroup[i];
            int first = values.first(term, group);
            if (!within(a, first, count) || !within(b, first, count)) {
                continue;
            }
            if (independent) {
                if (a < 0 || b < 0) {
                    any = true;
                    v[i * rows + i] += a < 0 && b < 0 ? values.theta()[first] : 1;
                }
                continue;
            }
            double[] r = spatial ? null : values.residual(group, a, b);
            if (!spatial && r == null) {
                continue;
            }
            any = true;
            int subject = residual.subject()[source[i]];
            for (int j = 0; j <= i; j++) {
                if (j < i && (subject != residual.subject()[source[j]] || group != residualGroup[j])) {
                    continue;
                }
                double value = spatial
                        ? spatial(residual, values, first, i, j, a, b)
                        : r[residual.position()[source[i]] * values.order() + residual.position()[source[j]]];
                v[i * rows + j] += value;
                if (j < i) {
                    v[j * rows + i] += value;
                }
            }
        }
        for (int g = 0; g < spare.length && independent; g++) {
            int first = values.first(term, g);
            any |= spare[g] > 0 && within(a, first, 1) && within(b, first, 1) && (a < 0 || b < 0);
        }
        return any;
    }

    private double spatial(Residual residual, CovarianceValues values, int first, int i, int j, int a, int b) {
        double distance = residual.distance(source[i], source[j]);
        double sum = 0;
        for (CovarianceElement e : residual.structure().element(i, j, distance)) {
            sum += e.derivative(values.theta(), first, a < 0 ? -1 : a - first, b < 0 ? -1 : b - first);
        }
        return sum;
    }
}
