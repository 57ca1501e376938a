package hermite.sas.proc.means;

import hermite.data.NumericColumn;
import hermite.data.SortOrder;
import java.util.Arrays;

/**
 * Percentiles by the five definitions of the Base SAS procedures guide (PCTLDEF=, QNTLDEF=; Hyndman and Fan 1996, The
 * American Statistician 50, name them types 4, 3, 1, 6 and 2 in this order), with counts or weights.
 */
final class Quantiles {
    /** Relative difference under which n p counts as a whole number. */
    private static final double FUZZ = 1e-12;

    private final double[] values;
    private final double[] masses;
    private final double total;
    private final boolean weighted;

    /**
     * @param values not missing
     * @param weights one a value, or empty when all are 1
     * @param counts how often each value stands, or empty
     */
    Quantiles(double[] values, double[] weights, double[] counts) {
        this.weighted = weights.length > 0;
        if (!weighted && counts.length == 0) {
            this.values = values.clone();
            Arrays.sort(this.values);
            this.masses = new double[0];
            this.total = values.length;
            return;
        }
        int[] order = SortOrder.of(values.length, SortOrder.codes(new NumericColumn(values), false));
        this.values = new double[order.length];
        this.masses = new double[order.length];
        double sum = 0;
        for (int i = 0; i < order.length; i++) {
            this.values[i] = values[order[i]];
            masses[i] = (weighted ? weights[order[i]] : 1) * (counts.length > 0 ? counts[order[i]] : 1);
            sum += masses[i];
        }
        this.total = sum;
    }

    /** @param definition 1 to 5; weighted percentiles know only the averaging definition 5 */
    double quantile(double p, int definition) {
        double place =
                switch (weighted ? 5 : definition) {
                    case 4 -> (total + 1) * p;
                    default -> total * p;
                };
        double whole = Math.floor(place + FUZZ * Math.max(1, place));
        double fraction = Math.max(0, place - whole);
        boolean exact = fraction <= FUZZ * Math.max(1, place);
        switch (weighted ? 5 : definition) {
            case 1:
            case 4:
                return (1 - fraction) * at(Math.max(1, whole)) + fraction * at(Math.max(1, Math.min(total, whole + 1)));
            case 2:
                boolean down = fraction < 0.5 || fraction == 0.5 && whole % 2 == 0;
                return at(Math.max(1, down ? whole : whole + 1));
            case 3:
                return at(Math.max(1, exact ? whole : whole + 1));
            default:
                return weighted ? weightedQuantile(place) : averaged(whole, exact);
        }
    }

    private double averaged(double whole, boolean exact) {
        return exact ? 0.5 * (at(Math.max(1, whole)) + at(Math.min(total, whole + 1))) : at(Math.max(1, whole + 1));
    }

    /** The value of a rank, from 1. */
    private double at(double rank) {
        double limited = Math.min(rank, total);
        if (masses.length == 0) {
            return values[(int) limited - 1];
        }
        double below = 0;
        for (int i = 0; i < values.length; i++) {
            below += masses[i];
            if (below >= limited) {
                return values[i];
            }
        }
        return values[values.length - 1];
    }

    private double weightedQuantile(double place) {
        double below = 0;
        for (int i = 0; i < values.length; i++) {
            below += masses[i];
            if (Math.abs(below - place) <= FUZZ * total) {
                return 0.5 * (values[i] + values[Math.min(i + 1, values.length - 1)]);
            }
            if (below > place) {
                return values[i];
            }
        }
        return values[values.length - 1];
    }

    /** The most frequent value, the least of several; NaN when none occurs twice. */
    double mode(double[] originals, double[] counts) {
        double[] sorted = values;
        double[] occurrences = new double[sorted.length];
        if (counts.length > 0) {
            int[] order = SortOrder.of(originals.length, SortOrder.codes(new NumericColumn(originals), false));
            for (int i = 0; i < order.length; i++) {
                occurrences[i] = counts[order[i]];
            }
        } else {
            Arrays.fill(occurrences, 1);
        }
        double mode = Double.NaN;
        double most = 1;
        for (int first = 0; first < sorted.length; ) {
            double count = 0;
            int end = first;
            while (end < sorted.length && sorted[end] == sorted[first]) {
                count += occurrences[end++];
            }
            if (count > most) {
                most = count;
                mode = sorted[first];
            }
            first = end;
        }
        return mode;
    }
}
