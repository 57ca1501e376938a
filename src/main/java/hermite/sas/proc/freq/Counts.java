package hermite.sas.proc.freq;

import hermite.data.Missing;
import java.util.Arrays;

/**
 * A two-way table of counts.
 *
 * @param cells rows by columns
 */
record Counts(double[][] cells) {
    int rows() {
        return cells.length;
    }

    int columns() {
        return cells.length == 0 ? 0 : cells[0].length;
    }

    double row(int r) {
        return Arrays.stream(cells[r]).sum();
    }

    double column(int c) {
        return Arrays.stream(cells).mapToDouble(row -> row[c]).sum();
    }

    double total() {
        return Arrays.stream(cells).flatMapToDouble(Arrays::stream).sum();
    }

    /** The count expected when rows and columns are independent. */
    double expected(int r, int c) {
        return row(r) * column(c) / total();
    }

    /** Rows and columns without counts left out, as tests do. */
    Counts withoutEmpty() {
        int[] keptRows = java.util.stream.IntStream.range(0, rows())
                .filter(r -> row(r) > 0)
                .toArray();
        int[] keptColumns = java.util.stream.IntStream.range(0, columns())
                .filter(c -> column(c) > 0)
                .toArray();
        return new Counts(Arrays.stream(keptRows)
                .mapToObj(r ->
                        Arrays.stream(keptColumns).mapToDouble(c -> cells[r][c]).toArray())
                .toArray(double[][]::new));
    }

    int degreesOfFreedom() {
        return (rows() - 1) * (columns() - 1);
    }

    /** Pearson's chi-square (Pearson 1900). */
    double pearson() {
        double sum = 0;
        for (int r = 0; r < rows(); r++) {
            for (int c = 0; c < columns(); c++) {
                double difference = cells[r][c] - expected(r, c);
                sum += difference * difference / expected(r, c);
            }
        }
        return sum;
    }

    /** Likelihood-ratio chi-square, 2 Σ n log(n / e). */
    double likelihoodRatio() {
        double sum = 0;
        for (int r = 0; r < rows(); r++) {
            for (int c = 0; c < columns(); c++) {
                if (cells[r][c] > 0) {
                    sum += cells[r][c] * Math.log(cells[r][c] / expected(r, c));
                }
            }
        }
        return 2 * sum;
    }

    /** Chi-square with Yates's (1934) continuity adjustment, for 2 by 2 tables. */
    double continuityAdjusted() {
        double sum = 0;
        for (int r = 0; r < 2; r++) {
            for (int c = 0; c < 2; c++) {
                double difference = Math.max(0, Math.abs(cells[r][c] - expected(r, c)) - 0.5);
                sum += difference * difference / expected(r, c);
            }
        }
        return sum;
    }

    /** (n - 1) r², with r Pearson's correlation of row and column scores (Mantel and Haenszel 1959). */
    double mantelHaenszel(double[] rowScores, double[] columnScores) {
        double n = total();
        double rowMean = 0;
        double columnMean = 0;
        for (int r = 0; r < rows(); r++) {
            rowMean += row(r) * rowScores[r] / n;
        }
        for (int c = 0; c < columns(); c++) {
            columnMean += column(c) * columnScores[c] / n;
        }
        double rowSquares = 0;
        double columnSquares = 0;
        double products = 0;
        for (int r = 0; r < rows(); r++) {
            for (int c = 0; c < columns(); c++) {
                double x = rowScores[r] - rowMean;
                double y = columnScores[c] - columnMean;
                rowSquares += cells[r][c] * x * x;
                columnSquares += cells[r][c] * y * y;
                products += cells[r][c] * x * y;
            }
        }
        return (n - 1) * products * products / (rowSquares * columnSquares);
    }

    /** Phi: signed for 2 by 2 tables, else the root of chi-square over n. */
    double phi() {
        if (rows() == 2 && columns() == 2) {
            double product = row(0) * row(1) * column(0) * column(1);
            return (cells[0][0] * cells[1][1] - cells[0][1] * cells[1][0]) / Math.sqrt(product);
        }
        return Math.sqrt(pearson() / total());
    }

    /** Pearson's contingency coefficient. */
    double contingency() {
        double chiSquare = pearson();
        return Math.sqrt(chiSquare / (chiSquare + total()));
    }

    /** Cramér's (1946) V: signed like phi for 2 by 2 tables. */
    double cramer() {
        if (rows() == 2 && columns() == 2) {
            return phi();
        }
        int least = Math.min(rows() - 1, columns() - 1);
        return least == 0 ? Missing.DOT : Math.sqrt(pearson() / total() / least);
    }

    /** Percentage of cells whose expected count is below 5. */
    double percentSmallExpected() {
        int small = 0;
        for (int r = 0; r < rows(); r++) {
            for (int c = 0; c < columns(); c++) {
                small += expected(r, c) < 5 ? 1 : 0;
            }
        }
        return 100.0 * small / (rows() * columns());
    }
}
