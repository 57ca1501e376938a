package hermite.model.construct;

import hermite.data.Table;
import java.util.Arrays;
import java.util.Comparator;

/** Values of one variable in increasing order, with how often each counts. */
final class WeightedValues implements KnotRule.WeightedRange {
    private final double[] values;
    private final double[] counts;
    private final double total;

    private WeightedValues(double[] values, double[] counts) {
        this.values = values;
        this.counts = counts;
        this.total = Arrays.stream(counts).sum();
    }

    static WeightedValues of(String variable, Table table, int[] rows, double[] counts) {
        double[] column = table.numeric(table.indexOf(variable)).values();
        Integer[] order = new Integer[rows.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> column[rows[i]]));
        double[] sorted = new double[rows.length];
        double[] own = new double[rows.length];
        for (int i = 0; i < order.length; i++) {
            sorted[i] = column[rows[order[i]]];
            own[i] = counts[order[i]];
        }
        return new WeightedValues(sorted, own);
    }

    @Override
    public double smallest() {
        return values[0];
    }

    @Override
    public double largest() {
        return values[values.length - 1];
    }

    double mean() {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += counts[i] * values[i];
        }
        return sum / total;
    }

    /** With divisor n - 1. */
    double standardDeviation() {
        double mean = mean();
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += counts[i] * (values[i] - mean) * (values[i] - mean);
        }
        return Math.sqrt(sum / (total - 1));
    }

    /** The empirical distribution's inverse, averaged at its steps (definition 5). */
    @Override
    public double percentile(double percent) {
        double rank = total * percent / 100;
        double whole = Math.floor(rank + 1e-9);
        boolean step = Math.abs(rank - whole) < 1e-9;
        double upper = at(whole + 1);
        return step && whole >= 1 ? 0.5 * (at(whole) + upper) : upper;
    }

    /** The value of a rank from 1. */
    private double at(double rank) {
        double before = 0;
        for (int i = 0; i < values.length; i++) {
            before += counts[i];
            if (before >= rank - 1e-9) {
                return values[i];
            }
        }
        return largest();
    }
}
