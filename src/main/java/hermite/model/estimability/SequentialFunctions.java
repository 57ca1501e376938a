package hermite.model.estimability;

import hermite.model.Effect;
import hermite.model.ModelTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Type I and Type II estimable functions: rows of X'X adjusted for the effects before one (Goodnight 1980,
 * Communications in Statistics A9, 167–180).
 */
public final class SequentialFunctions {
    private SequentialFunctions() {}

    /** Hypotheses about an effect after those before it in the model, one row a degree of freedom. */
    public static double[][] typeOne(ModelTerms terms, int effect, double[] crossProducts, double singular) {
        List<Integer> before = IntStream.range(0, terms.columnCount())
                .filter(j -> terms.columns().get(j).effect() < effect)
                .boxed()
                .toList();
        return after(terms, effect, before, crossProducts, singular);
    }

    /** Hypotheses about an effect after all others that do not contain it. */
    public static double[][] typeTwo(ModelTerms terms, int effect, double[] crossProducts, double singular) {
        Effect tested = terms.effects().get(effect);
        List<Integer> before = IntStream.range(0, terms.columnCount())
                .filter(j -> {
                    int other = terms.columns().get(j).effect();
                    return other != effect
                            && !tested.isContainedIn(terms.effects().get(other), terms.classNames());
                })
                .boxed()
                .toList();
        return after(terms, effect, before, crossProducts, singular);
    }

    private static double[][] after(
            ModelTerms terms, int effect, List<Integer> before, double[] crossProducts, double singular) {
        int p = terms.columnCount();
        double[] a = crossProducts.clone();
        double[] size = new double[p];
        for (int j = 0; j < p; j++) {
            size[j] = a[j * p + j];
        }
        for (int j : before) {
            eliminate(a, p, j, size[j], singular);
        }
        List<double[]> rows = new ArrayList<>();
        for (int j = 0; j < p; j++) {
            if (terms.columns().get(j).effect() != effect || !(a[j * p + j] > singular * size[j])) {
                continue;
            }
            double[] row = new double[p];
            double pivot = a[j * p + j];
            for (int k = 0; k < p; k++) {
                double value = a[j * p + k] / pivot;
                row[k] = Math.abs(value) < 1e-9 ? 0 : value;
            }
            rows.add(row);
            eliminate(a, p, j, size[j], singular);
        }
        return rows.toArray(double[][]::new);
    }

    private static void eliminate(double[] a, int p, int column, double size, double singular) {
        double pivot = a[column * p + column];
        if (!(pivot > singular * size)) {
            return;
        }
        double[] row = new double[p];
        System.arraycopy(a, column * p, row, 0, p);
        for (int i = 0; i < p; i++) {
            double f = row[i] / pivot;
            if (f != 0) {
                for (int j = 0; j < p; j++) {
                    a[i * p + j] -= f * row[j];
                }
            }
        }
    }
}
