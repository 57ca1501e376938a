package hermite.model.construct;

import java.util.ArrayList;
import java.util.List;

/**
 * Products of powers of variables, each variable centred and scaled first.
 *
 * @param terms for each column the power of each variable
 * @param centers subtracted from the variables
 * @param scales the centred variables are divided by these
 * @param shown names of the variables in labels
 * @param separate whether this is a single term of a polynomial whose terms are effects of their own: its name says
 *     all
 */
public record PolynomialEffect(
        String name,
        List<String> variables,
        List<List<Integer>> terms,
        List<Double> centers,
        List<Double> scales,
        List<String> shown,
        boolean separate)
        implements ConstructedEffect {

    public PolynomialEffect {
        variables = List.copyOf(variables);
        terms = terms.stream().map(List::copyOf).toList();
        centers = List.copyOf(centers);
        scales = List.copyOf(scales);
        shown = List.copyOf(shown);
    }

    /**
     * Powers of the terms of a polynomial, by degree and then in the order of the variables.
     *
     * @param degree largest sum of the powers
     * @param largestPower of one variable
     */
    public static List<List<Integer>> terms(int variables, int degree, int largestPower) {
        List<List<Integer>> all = new ArrayList<>();
        for (int total = 1; total <= degree; total++) {
            add(all, new ArrayList<>(), variables, total, largestPower);
        }
        return all;
    }

    private static void add(List<List<Integer>> all, List<Integer> before, int variables, int left, int largest) {
        if (before.size() == variables) {
            if (left == 0) {
                all.add(List.copyOf(before));
            }
            return;
        }
        for (int power = Math.min(left, largest); power >= 0; power--) {
            before.add(power);
            add(all, before, variables, left - power, largest);
            before.remove(before.size() - 1);
        }
    }

    /** {@code x1^2*x2}. */
    public static String label(List<String> names, List<Integer> powers) {
        List<String> factors = new ArrayList<>();
        for (int v = 0; v < powers.size(); v++) {
            if (powers.get(v) > 0) {
                factors.add(powers.get(v) == 1 ? names.get(v) : names.get(v) + "^" + powers.get(v));
            }
        }
        return String.join("*", factors);
    }

    @Override
    public List<String> labels() {
        if (separate) {
            return List.of("");
        }
        return terms.stream().map(powers -> label(shown, powers)).toList();
    }

    @Override
    public void evaluate(double[] point, double[] columns) {
        for (int t = 0; t < terms.size(); t++) {
            double product = 1;
            for (int v = 0; v < point.length; v++) {
                double z = (point[v] - centers.get(v)) / scales.get(v);
                for (int power = terms.get(t).get(v); power > 0; power--) {
                    product *= z;
                }
            }
            columns[t] = product;
        }
    }
}
