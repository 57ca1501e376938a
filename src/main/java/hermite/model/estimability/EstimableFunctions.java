package hermite.model.estimability;

import hermite.model.ModelTerms;
import hermite.model.Sweep;
import java.util.ArrayList;
import java.util.List;

/**
 * The hypotheses that test whole effects. Rows of each matrix have one coefficient a design column.
 *
 * <p>Type III under less-than-full-rank coding (Goodnight 1978, SAS Technical Report R-101): the estimable functions
 * of an effect are adjusted for every effect that does not contain it, and made orthogonal to the estimable
 * functions that involve only the effects that contain it. Under a full-rank coding the joint test that all
 * parameters of the effect are zero takes their place.
 */
public final class EstimableFunctions {
    private static final double ZERO = 1e-9;

    private EstimableFunctions() {}

    /**
     * The hypothesis for one effect: Type III when all class variables have GLM coding, else joint.
     *
     * @param crossProducts X'WX, row-major, p × p
     * @return rank × p coefficients; no rows when nothing about the effect can be estimated
     */
    public static double[][] typeThree(ModelTerms terms, int effect, double[] crossProducts, double singular) {
        return terms.hasFullRankCoding()
                ? joint(terms, effect, Sweep.of(crossProducts, terms.columnCount(), singular))
                : adjusted(terms, effect, crossProducts, singular);
    }

    /** The hypothesis of Type I, II or III for one effect. */
    public static double[][] ofType(int type, ModelTerms terms, int effect, double[] crossProducts, double singular) {
        return switch (type) {
            case 1 -> SequentialFunctions.typeOne(terms, effect, crossProducts, singular);
            case 2 -> SequentialFunctions.typeTwo(terms, effect, crossProducts, singular);
            default -> typeThree(terms, effect, crossProducts, singular);
        };
    }

    /** One unit row for each column of the effect that the fit kept. */
    public static double[][] joint(ModelTerms terms, int effect, Sweep sweep) {
        List<double[]> rows = new ArrayList<>();
        int first = terms.firstColumn(effect);
        for (int j = first; j < first + terms.columnCount(effect); j++) {
            if (!sweep.aliased()[j]) {
                double[] row = new double[terms.columnCount()];
                row[j] = 1;
                rows.add(row);
            }
        }
        return rows.toArray(double[][]::new);
    }

    /** Whether row'beta is the same for every solution: row (X'X)⁻ X'X = row. */
    public static boolean isEstimable(double[] row, double[] crossProducts, Sweep sweep, double tolerance) {
        int p = sweep.size();
        double[] projected = new double[p];
        double[] solved = sweep.times(row);
        double size = 0;
        double distance = 0;
        for (int j = 0; j < p; j++) {
            for (int k = 0; k < p; k++) {
                projected[j] += solved[k] * crossProducts[k * p + j];
            }
            size = Math.max(size, Math.abs(row[j]));
            distance = Math.max(distance, Math.abs(row[j] - projected[j]));
        }
        return distance <= tolerance * Math.max(size, 1e-300);
    }

    private static double[][] adjusted(ModelTerms terms, int effect, double[] crossProducts, double singular) {
        int p = terms.columnCount();
        List<Integer> order = new ArrayList<>();
        int before = 0;
        List<String> classNames = terms.classNames();
        for (int part = 0; part < 3; part++) {
            for (int e = 0; e < terms.effects().size(); e++) {
                boolean contains = e != effect
                        && terms.effects()
                                .get(effect)
                                .isContainedIn(terms.effects().get(e), classNames);
                int place = e == effect ? 1 : contains ? 2 : 0;
                if (place == part) {
                    int first = terms.firstColumn(e);
                    for (int j = first; j < first + terms.columnCount(e); j++) {
                        order.add(j);
                    }
                }
            }
            if (part == 0) {
                before = order.size();
            }
        }
        int mine = terms.columnCount(effect);
        double[] permuted = new double[p * p];
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < p; j++) {
                permuted[i * p + j] = crossProducts[order.get(i) * p + order.get(j)];
            }
        }
        Sweep sweep = Sweep.of(permuted, p, singular);
        List<double[]> containing = hermiteRows(sweep, permuted, before + mine, p);
        List<double[]> own = hermiteRows(sweep, permuted, before, before + mine);
        orthonormalise(containing);
        for (double[] row : own) {
            containing.forEach(basis -> subtract(row, basis));
        }
        return own.stream().map(row -> restore(row, order)).toArray(double[][]::new);
    }

    /** Rows of the Hermite form (X'X)⁻X'X whose pivots lie in the range: zero before the pivot. */
    private static List<double[]> hermiteRows(Sweep sweep, double[] crossProducts, int from, int to) {
        int p = sweep.size();
        List<double[]> rows = new ArrayList<>();
        for (int i = from; i < to; i++) {
            if (sweep.aliased()[i]) {
                continue;
            }
            double[] row = new double[p];
            row[i] = 1;
            for (int j = i + 1; j < p; j++) {
                if (!sweep.aliased()[j]) {
                    continue;
                }
                double sum = 0;
                for (int k = 0; k < p; k++) {
                    sum += sweep.inverse()[i * p + k] * crossProducts[k * p + j];
                }
                row[j] = Math.abs(sum) < ZERO ? 0 : sum;
            }
            rows.add(row);
        }
        return rows;
    }

    private static void orthonormalise(List<double[]> rows) {
        for (int i = 0; i < rows.size(); i++) {
            for (int pass = 0; pass < 2; pass++) {
                for (int j = 0; j < i; j++) {
                    subtract(rows.get(i), rows.get(j));
                }
            }
            double length = Math.sqrt(dot(rows.get(i), rows.get(i)));
            for (int k = 0; k < rows.get(i).length; k++) {
                rows.get(i)[k] /= length;
            }
        }
    }

    private static void subtract(double[] row, double[] unit) {
        double projection = dot(row, unit);
        for (int k = 0; k < row.length; k++) {
            row[k] -= projection * unit[k];
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    private static double[] restore(double[] row, List<Integer> order) {
        double[] restored = new double[row.length];
        for (int j = 0; j < row.length; j++) {
            restored[order.get(j)] = row[j];
        }
        return restored;
    }
}
