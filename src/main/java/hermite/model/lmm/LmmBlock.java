package hermite.model.lmm;

import hermite.model.lmm.CovarianceStructure.Monomial;
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
 */
record LmmBlock(
        int rows,
        double[] x,
        double[] y,
        List<Copy> effects,
        double[] z,
        int q,
        int[] spare,
        int[] residualGroup,
        int[] residualSubject,
        int[] position,
        double[] point) {

    /** The copy of a term's effects that one subject has. */
    record Copy(int term, int subject, int group, int firstColumn) {}

    /**
     * V, or its derivative by parameters a and b of the whole model (−1: not); null when the derivative is zero.
     */
    double[] covariance(LmmSpec spec, double[] theta, int a, int b) {
        double[] v = new double[rows * rows];
        boolean any = addResidual(v, spec, theta, a, b);
        for (Copy copy : effects) {
            RandomTerm term = spec.random().get(copy.term());
            int count = term.structure().parameters().size();
            int first = spec.firstParameter(copy.term()) + copy.group() * count;
            if (!within(a, first, count) || !within(b, first, count)) {
                continue;
            }
            any = true;
            double[] g = term.structure()
                    .matrix(theta, first, term.columns(), a < 0 ? -1 : a - first, b < 0 ? -1 : b - first);
            addEffect(v, g, copy.firstColumn(), term.columns());
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

    private boolean addResidual(double[] v, LmmSpec spec, double[] theta, int a, int b) {
        Residual residual = spec.residual();
        int count = residual.structure().parameters().size();
        int start = spec.firstParameter(spec.random().size());
        boolean independent = residual.structure().isIndependent();
        boolean any = false;
        for (int i = 0; i < rows; i++) {
            int first = start + residualGroup[i] * count;
            if (!within(a, first, count) || !within(b, first, count)) {
                continue;
            }
            any = true;
            for (int j = independent ? i : 0; j <= i; j++) {
                if (j < i && (residualSubject[i] != residualSubject[j] || residualGroup[i] != residualGroup[j])) {
                    continue;
                }
                double sum = 0;
                int pi = independent ? 0 : position[i];
                int pj = independent ? 0 : position[j];
                boolean power = residual.structure().kind() == CovarianceStructure.Kind.POWER;
                double distance = Math.abs(point[i] - point[j]);
                for (Monomial m : residual.structure().element(power ? i : pi, power ? j : pj, distance)) {
                    sum += m.derivative(theta, first, a < 0 ? -1 : a - first, b < 0 ? -1 : b - first);
                }
                v[i * rows + j] += sum;
                if (j < i) {
                    v[j * rows + i] += sum;
                }
            }
        }
        for (int g = 0; g < spare.length; g++) {
            any |= spare[g] > 0 && within(a, start + g, 1) && within(b, start + g, 1);
        }
        return any;
    }
}
