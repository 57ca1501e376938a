package hermite.model;

import java.util.ArrayList;
import java.util.List;

/** How a class variable's levels become design columns. */
public enum Coding {
    /** One indicator a level; less than full rank. */
    GLM,
    REFERENCE,
    EFFECT,
    ORDINAL,
    POLYNOMIAL,
    ORTHOGONAL_REFERENCE,
    ORTHOGONAL_EFFECT,
    ORTHOGONAL_ORDINAL,
    ORTHOGONAL_POLYNOMIAL;

    /** Orthogonal columns have squared length a: an entry below this is zero. */
    private static final double ROUNDING = 1e-13;

    public boolean isFullRank() {
        return this != GLM;
    }

    /**
     * The rows that code each level.
     *
     * @param scores value of each level, used by polynomial codings
     * @param reference index of the reference level
     * @return one row a level; {@code levels} columns for {@link #GLM}, one less otherwise
     */
    double[][] matrix(double[] scores, int reference) {
        int levels = scores.length;
        return switch (this) {
            case GLM -> indicators(levels, -1, 0);
            case REFERENCE -> indicators(levels, reference, 0);
            case EFFECT -> indicators(levels, reference, -1);
            case ORDINAL -> thermometer(levels);
            case POLYNOMIAL -> powers(scores);
            case ORTHOGONAL_REFERENCE -> orthogonal(indicators(levels, reference, 0));
            case ORTHOGONAL_EFFECT -> orthogonal(indicators(levels, reference, -1));
            case ORTHOGONAL_ORDINAL -> orthogonal(thermometer(levels));
            case ORTHOGONAL_POLYNOMIAL -> orthogonal(powers(scores));
        };
    }

    /** What names each column: the level it stands for, or the degree of a polynomial. */
    List<String> columnLabels(List<String> levels, int reference) {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < levels.size(); i++) {
            switch (this) {
                case GLM -> labels.add(levels.get(i));
                case ORDINAL, ORTHOGONAL_ORDINAL -> {
                    if (i > 0) {
                        labels.add(levels.get(i));
                    }
                }
                case POLYNOMIAL, ORTHOGONAL_POLYNOMIAL -> {
                    if (i > 0) {
                        labels.add(Integer.toString(i));
                    }
                }
                default -> {
                    if (i != reference) {
                        labels.add(levels.get(i));
                    }
                }
            }
        }
        return labels;
    }

    private static double[][] indicators(int levels, int reference, double referenceValue) {
        int columns = reference < 0 ? levels : levels - 1;
        double[][] matrix = new double[levels][columns];
        int column = 0;
        for (int level = 0; level < levels; level++) {
            if (level == reference) {
                java.util.Arrays.fill(matrix[level], referenceValue);
            } else {
                matrix[level][column++] = 1;
            }
        }
        return matrix;
    }

    private static double[][] thermometer(int levels) {
        double[][] matrix = new double[levels][levels - 1];
        for (int level = 0; level < levels; level++) {
            for (int column = 0; column < level; column++) {
                matrix[level][column] = 1;
            }
        }
        return matrix;
    }

    private static double[][] powers(double[] scores) {
        double[][] matrix = new double[scores.length][scores.length - 1];
        for (int level = 0; level < scores.length; level++) {
            double power = 1;
            for (int column = 0; column < scores.length - 1; column++) {
                power *= scores[level];
                matrix[level][column] = power;
            }
        }
        return matrix;
    }

    /** Gram–Schmidt against the constant and the earlier columns; each column is scaled to squared length a. */
    private static double[][] orthogonal(double[][] matrix) {
        int levels = matrix.length;
        int columns = levels - 1;
        double[][] result = new double[levels][columns];
        for (int column = 0; column < columns; column++) {
            double[] v = new double[levels];
            for (int level = 0; level < levels; level++) {
                v[level] = matrix[level][column];
            }
            // Two passes keep the columns orthogonal to working precision (Giraud et al. 2005).
            for (int pass = 0; pass < 2; pass++) {
                project(v, result, column);
            }
            double length = 0;
            for (double value : v) {
                length += value * value;
            }
            double scale = Math.sqrt(levels / length);
            for (int level = 0; level < levels; level++) {
                double value = v[level] * scale;
                result[level][column] = Math.abs(value) < ROUNDING ? 0 : value;
            }
        }
        return result;
    }

    private static void project(double[] v, double[][] basis, int columns) {
        int levels = v.length;
        double mean = 0;
        for (double value : v) {
            mean += value / levels;
        }
        for (int level = 0; level < levels; level++) {
            v[level] -= mean;
        }
        for (int column = 0; column < columns; column++) {
            double dot = 0;
            for (int level = 0; level < levels; level++) {
                dot += v[level] * basis[level][column] / levels;
            }
            for (int level = 0; level < levels; level++) {
                v[level] -= dot * basis[level][column];
            }
        }
    }
}
