package hermite.model.lmm.likelihood;

import hermite.model.lmm.CovarianceStructure;
import hermite.model.lmm.CovarianceStructure.Parameter;
import hermite.model.lmm.LmmSpec;
import java.util.List;

/** G of every term and R by position at one point, with their derivatives: each matrix is made once. */
public final class CovarianceValues {
    private static final double[] ZERO = new double[0];

    private final LmmSpec spec;
    private final double[] theta;
    private final int order;
    /** First parameter of each term and of the residual. */
    private final int[] start;
    /** How many parameters a group of each has. */
    private final int[] count;
    /** By term and group, then by the places of two parameters; null until it is asked for. */
    private final double[][][][] made;

    CovarianceValues(LmmSpec spec, double[] theta) {
        this.spec = spec;
        this.theta = theta;
        int largest = 0;
        if (!spec.residual().structure().isIndependent()) {
            for (int v : spec.residual().position()) {
                largest = Math.max(largest, v);
            }
        }
        order = largest + 1;
        int terms = spec.random().size() + 1;
        start = new int[terms];
        count = new int[terms];
        made = new double[terms][][][];
        for (int t = 0; t < terms; t++) {
            List<Parameter> parameters = structure(t).parameters();
            start[t] = spec.firstParameter(t);
            count[t] = parameters.size();
            int groups = t < terms - 1
                    ? spec.random().get(t).groups()
                    : spec.residual().groups();
            made[t] = new double[groups][(count[t] + 1) * (count[t] + 1)][];
        }
    }

    private CovarianceStructure structure(int term) {
        return term < spec.random().size()
                ? spec.random().get(term).structure()
                : spec.residual().structure();
    }

    double[] theta() {
        return theta;
    }

    /** First parameter of a group of a term; the residual's for {@code random().size()}. */
    int first(int term, int group) {
        return start[term] + group * count[term];
    }

    int count(int term) {
        return count[term];
    }

    /** Place of the parameter of the residuals' spread; −1 without one. */
    int spread() {
        return spec.residual().hasSpread() ? theta.length - 1 : -1;
    }

    /** Order of the matrix of residual positions. */
    int order() {
        return order;
    }

    /**
     * G of a group of a term, or its derivative by parameters a and b of the whole model (−1: not); null where it is
     * zero throughout.
     */
    double[] effects(int term, int group, int a, int b) {
        return matrix(term, group, spec.random().get(term).columns(), a, b);
    }

    /** R of a group by position, for structures that are neither independent nor spatial. */
    double[] residual(int group, int a, int b) {
        return matrix(spec.random().size(), group, order, a, b);
    }

    private double[] matrix(int term, int group, int size, int a, int b) {
        int first = first(term, group);
        int parameters = count[term];
        if (!within(a, first, parameters) || !within(b, first, parameters)) {
            return null;
        }
        int la = a < 0 ? 0 : a - first + 1;
        int lb = b < 0 ? 0 : b - first + 1;
        int place = Math.max(la, lb) * (parameters + 1) + Math.min(la, lb);
        double[] found = made[term][group][place];
        if (found == null) {
            found = structure(term).matrix(theta, first, size, la - 1, lb - 1);
            boolean zero = a >= 0;
            for (int i = 0; i < found.length && zero; i++) {
                zero = found[i] == 0;
            }
            if (zero) {
                found = ZERO;
            }
            made[term][group][place] = found;
        }
        return found.length == 0 && size > 0 ? null : found;
    }

    private static boolean within(int parameter, int first, int count) {
        return parameter < 0 || parameter >= first && parameter < first + count;
    }
}
