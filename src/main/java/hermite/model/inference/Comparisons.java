package hermite.model.inference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which means are compared with which, and the coefficients of their differences. */
public final class Comparisons {
    private Comparisons() {}

    /** {@code first} minus {@code second}, as indices of means. */
    public record Pair(int first, int second) {}

    /** Each mean with each later one. */
    public static List<Pair> allPairs(int means) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < means; i++) {
            for (int j = i + 1; j < means; j++) {
                pairs.add(new Pair(i, j));
            }
        }
        return pairs;
    }

    /** Each other mean with the control. */
    public static List<Pair> withControl(int means, int control) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < means; i++) {
            if (i != control) {
                pairs.add(new Pair(i, control));
            }
        }
        return pairs;
    }

    public static double[] difference(double[] a, double[] b) {
        double[] row = new double[a.length];
        for (int j = 0; j < a.length; j++) {
            row[j] = a[j] - b[j];
        }
        return row;
    }

    /** Rows of the hypothesis that all means are equal: each but the last minus the last. */
    public static double[][] equality(List<double[]> rows) {
        double[][] result = new double[Math.max(0, rows.size() - 1)][];
        for (int i = 0; i < result.length; i++) {
            result[i] = difference(rows.get(i), rows.get(rows.size() - 1));
        }
        return result;
    }

    /**
     * Groups means by the levels of some of their variables, in order of appearance.
     *
     * @param places of those variables in {@link LeastSquaresMeans.Mean#levels()}
     * @return indices of the means, by the levels of those variables
     */
    public static Map<List<String>, List<Integer>> slices(List<LeastSquaresMeans.Mean> means, List<Integer> places) {
        Map<List<String>, List<Integer>> slices = new LinkedHashMap<>();
        for (int i = 0; i < means.size(); i++) {
            List<String> levels = means.get(i).levels();
            List<String> key = places.stream().map(levels::get).toList();
            slices.computeIfAbsent(key, k -> new ArrayList<>()).add(i);
        }
        return slices;
    }
}
