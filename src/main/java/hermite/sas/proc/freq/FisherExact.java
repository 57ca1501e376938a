package hermite.sas.proc.freq;

import org.apache.commons.math3.special.Gamma;

/**
 * Fisher's (1935) exact test of a 2 by 2 table of whole counts: the hypergeometric distribution of its first cell.
 *
 * @param left probability of a first cell not greater
 * @param right probability of a first cell not less
 * @param point probability of the table itself
 * @param twoSided probability of the tables that are not more probable
 */
record FisherExact(double left, double right, double point, double twoSided) {
    /** Probabilities that differ by less than this, relatively, count as equal. */
    private static final double TIE = 1e-7;

    static FisherExact of(Counts counts) {
        long first = Math.round(counts.cells()[0][0]);
        long row = Math.round(counts.row(0));
        long column = Math.round(counts.column(0));
        long total = Math.round(counts.total());
        long lowest = Math.max(0, row + column - total);
        long highest = Math.min(row, column);
        double point = probability(first, row, column, total);
        double left = 0;
        double right = 0;
        double twoSided = 0;
        for (long k = lowest; k <= highest; k++) {
            double p = probability(k, row, column, total);
            left += k <= first ? p : 0;
            right += k >= first ? p : 0;
            twoSided += p <= point * (1 + TIE) ? p : 0;
        }
        return new FisherExact(Math.min(1, left), Math.min(1, right), point, Math.min(1, twoSided));
    }

    private static double probability(long k, long row, long column, long total) {
        return Math.exp(logChoose(column, k) + logChoose(total - column, row - k) - logChoose(total, row));
    }

    private static double logChoose(long n, long k) {
        return Gamma.logGamma(n + 1.0) - Gamma.logGamma(k + 1.0) - Gamma.logGamma(n - k + 1.0);
    }
}
