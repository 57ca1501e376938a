package hermite.sas.proc.freq;

import hermite.model.Sweep;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Association of rows and columns in strata, each a table of the same rows and columns (Mantel &amp; Haenszel 1959;
 * Landis, Heyman &amp; Koch 1978).
 */
record StratifiedTables(List<Counts> strata) {

    StratifiedTables {
        strata = strata.stream().filter(t -> t.total() > 1).toList();
    }

    /** A chi-square with its degrees of freedom. */
    record Test(double chiSquare, int df) {}

    /** A ratio with the standard error of its logarithm. */
    record Ratio(double value, double logError) {
        double limit(double z) {
            return value * Math.exp(z * logError);
        }
    }

    /** What the alternative is to independence within strata. */
    enum Alternative {
        NONZERO_CORRELATION,
        ROW_MEAN_SCORES_DIFFER,
        GENERAL_ASSOCIATION
    }

    /**
     * Cochran–Mantel–Haenszel statistic: G' V⁻ G of sums over strata of B (n - m), n counts and m what the margins
     * expect, V the covariance of the multiple hypergeometric distribution (Landis, Heyman &amp; Koch 1978, section 3).
     */
    Test test(Alternative alternative, double[] rowScores, double[] columnScores) {
        double[][] overRows = alternative == Alternative.NONZERO_CORRELATION
                ? new double[][] {rowScores}
                : contrasts(rowScores.length);
        double[][] overColumns = alternative == Alternative.GENERAL_ASSOCIATION
                ? contrasts(columnScores.length)
                : new double[][] {columnScores};
        int size = overRows.length * overColumns.length;
        double[] sum = new double[size];
        double[] variance = new double[size * size];
        for (Counts table : strata) {
            double n = table.total();
            double[][] rowCovariance = covariance(overRows, table.rows(), r -> table.row(r.intValue()) / n);
            double[][] columnCovariance = covariance(overColumns, table.columns(), c -> table.column(c.intValue()) / n);
            for (int a = 0; a < size; a++) {
                double[] row = overRows[a / overColumns.length];
                double[] column = overColumns[a % overColumns.length];
                for (int r = 0; r < table.rows(); r++) {
                    for (int c = 0; c < table.columns(); c++) {
                        sum[a] += row[r] * column[c] * (table.cells()[r][c] - table.expected(r, c));
                    }
                }
                for (int b = 0; b < size; b++) {
                    variance[a * size + b] += n
                            * n
                            / (n - 1)
                            * rowCovariance[a / overColumns.length][b / overColumns.length]
                            * columnCovariance[a % overColumns.length][b % overColumns.length];
                }
            }
        }
        Sweep sweep = Sweep.of(variance, size, 1e-10);
        double[] solved = sweep.times(sum);
        double chiSquare = 0;
        for (int a = 0; a < size; a++) {
            chiSquare += sum[a] * solved[a];
        }
        return new Test(chiSquare, sweep.rank());
    }

    /** Each level against the last. */
    private static double[][] contrasts(int levels) {
        double[][] rows = new double[levels - 1][levels];
        for (int i = 0; i < levels - 1; i++) {
            rows[i][i] = 1;
            rows[i][levels - 1] = -1;
        }
        return rows;
    }

    /** B (D_p - p p') B'. */
    private static double[][] covariance(double[][] b, int levels, ToDoubleFunction<Integer> share) {
        double[][] all = new double[b.length][b.length];
        double[] means = new double[b.length];
        for (int i = 0; i < b.length; i++) {
            for (int l = 0; l < levels; l++) {
                means[i] += b[i][l] * share.applyAsDouble(l);
            }
        }
        for (int i = 0; i < b.length; i++) {
            for (int j = 0; j < b.length; j++) {
                for (int l = 0; l < levels; l++) {
                    all[i][j] += b[i][l] * b[j][l] * share.applyAsDouble(l);
                }
                all[i][j] -= means[i] * means[j];
            }
        }
        return all;
    }

    /** Of 2 by 2 tables: Mantel and Haenszel's odds ratio, error by Robins, Breslow &amp; Greenland (1986), formula 2.9. */
    Ratio oddsRatio() {
        double r = 0;
        double s = 0;
        double pr = 0;
        double psqr = 0;
        double qs = 0;
        for (Counts table : strata) {
            double[][] n = table.cells();
            double total = table.total();
            double rh = n[0][0] * n[1][1] / total;
            double sh = n[0][1] * n[1][0] / total;
            double p = (n[0][0] + n[1][1]) / total;
            double q = (n[0][1] + n[1][0]) / total;
            r += rh;
            s += sh;
            pr += p * rh;
            psqr += p * sh + q * rh;
            qs += q * sh;
        }
        return new Ratio(r / s, Math.sqrt(pr / (2 * r * r) + psqr / (2 * r * s) + qs / (2 * s * s)));
    }

    /**
     * Weighted mean of the strata's log odds ratios (Woolf 1955).
     *
     * @param corrected whether 0.5 is added to the cells of tables with a zero (Haldane 1955)
     */
    Ratio logitOddsRatio(boolean corrected) {
        double sum = 0;
        double weights = 0;
        for (Counts table : strata) {
            double[] n = cells(table, corrected);
            double weight = 1 / (1 / n[0] + 1 / n[1] + 1 / n[2] + 1 / n[3]);
            sum += weight * Math.log(n[0] * n[3] / (n[1] * n[2]));
            weights += weight;
        }
        return new Ratio(Math.exp(sum / weights), 1 / Math.sqrt(weights));
    }

    /** The four cells by rows. */
    private static double[] cells(Counts table, boolean corrected) {
        double[] n =
                Arrays.stream(table.cells()).flatMapToDouble(Arrays::stream).toArray();
        boolean zero = corrected && Arrays.stream(n).anyMatch(v -> v == 0);
        return zero ? Arrays.stream(n).map(v -> v + 0.5).toArray() : n;
    }

    /** Mantel and Haenszel's relative risk of a column, row 1 to row 2; error by Greenland &amp; Robins (1985), formula 13. */
    Ratio relativeRisk(int column) {
        double above = 0;
        double below = 0;
        double variance = 0;
        for (Counts table : strata) {
            double[][] n = table.cells();
            double total = table.total();
            above += n[0][column] * table.row(1) / total;
            below += n[1][column] * table.row(0) / total;
            variance += (table.row(0) * table.row(1) * table.column(column) - n[0][column] * n[1][column] * total)
                    / (total * total);
        }
        return new Ratio(above / below, Math.sqrt(variance / (above * below)));
    }

    /** Weighted mean of the strata's log relative risks of a column, row 1 to row 2; corrected as the odds ratio. */
    Ratio logitRelativeRisk(int column, boolean corrected) {
        double sum = 0;
        double weights = 0;
        for (Counts table : strata) {
            double[] n = cells(table, corrected);
            double row1 = n[0] + n[1];
            double row2 = n[2] + n[3];
            double weight = 1 / (1 / n[column] - 1 / row1 + 1 / n[2 + column] - 1 / row2);
            sum += weight * Math.log(n[column] / row1 / (n[2 + column] / row2));
            weights += weight;
        }
        return new Ratio(Math.exp(sum / weights), 1 / Math.sqrt(weights));
    }

    /**
     * Breslow and Day's test that the odds ratio is the same in all strata: counts against those that the margins and
     * the Mantel–Haenszel ratio expect (Breslow &amp; Day 1980, formula 4.30).
     */
    Test homogeneity() {
        double ratio = oddsRatio().value();
        double sum = 0;
        int tables = 0;
        for (Counts table : strata) {
            double row = table.row(0);
            double column = table.column(0);
            double total = table.total();
            if (row == 0 || column == 0 || row == total || column == total) {
                continue;
            }
            double expected = expected(row, column, total, ratio);
            double variance = 1
                    / (1 / expected
                            + 1 / (row - expected)
                            + 1 / (column - expected)
                            + 1 / (total - row - column + expected));
            double difference = table.cells()[0][0] - expected;
            sum += difference * difference / variance;
            tables++;
        }
        return new Test(sum, tables - 1);
    }

    /** The root of x (n - r - c + x) = ratio (r - x) (c - x) that leaves no count negative. */
    private static double expected(double row, double column, double total, double ratio) {
        double a = 1 - ratio;
        double b = total - row - column + ratio * (row + column);
        double c = -ratio * row * column;
        if (Math.abs(a) < 1e-12) {
            return -c / b;
        }
        // of the two roots the one that goes over into -c / b as the ratio nears 1
        return 2 * -c / (b + Math.sqrt(b * b - 4 * a * c));
    }
}
