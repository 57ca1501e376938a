package hermite.model.gee;

import hermite.model.Sweep;
import hermite.model.inference.LinearAlgebra;
import java.util.Arrays;

/**
 * The inverse of a bread of coefficients and association parameters. It is block lower triangular, as the scores of
 * the coefficients do not count on the association: [H 0; B A]⁻¹ = [H⁻ 0; -A⁻BH⁻ A⁻].
 *
 * @param regression H swept
 * @param inverse row-major (p + q) square
 */
public record JointBread(Sweep regression, double[] inverse, int size) {
    /** @param bread row-major, p coefficients before q association parameters */
    public static JointBread of(double[] bread, int p, int q, double singular) {
        int d = p + q;
        Sweep h = Sweep.of(block(bread, d, 0, p, 0, p), p, singular);
        Sweep a = Sweep.of(block(bread, d, p, d, p, d), q, singular);
        double[] b = block(bread, d, p, d, 0, p);
        double[] cross = LinearAlgebra.multiply(LinearAlgebra.multiply(a.inverse(), b, q, q, p), h.inverse(), q, p, p);
        double[] matrix = new double[d * d];
        for (int i = 0; i < p; i++) {
            System.arraycopy(h.inverse(), i * p, matrix, i * d, p);
        }
        for (int i = 0; i < q; i++) {
            for (int j = 0; j < p; j++) {
                matrix[(p + i) * d + j] = -cross[i * p + j];
            }
            System.arraycopy(a.inverse(), i * q, matrix, (p + i) * d + p, q);
        }
        return new JointBread(h, matrix, d);
    }

    public double[] times(double[] v) {
        return LinearAlgebra.multiply(inverse, v, size, size, 1);
    }

    /** The covariance of all parameters: inverse, meat, transposed inverse. */
    public double[] sandwich(double[] meat) {
        double[] half = LinearAlgebra.multiply(inverse, meat, size, size, size);
        return LinearAlgebra.multiply(half, LinearAlgebra.transpose(inverse, size, size), size, size, size);
    }

    /** A part of a row-major square matrix. */
    public static double[] block(double[] matrix, int size, int row0, int row1, int column0, int column1) {
        double[] result = new double[(row1 - row0) * (column1 - column0)];
        for (int i = row0; i < row1; i++) {
            double[] row = Arrays.copyOfRange(matrix, i * size + column0, i * size + column1);
            System.arraycopy(row, 0, result, (i - row0) * row.length, row.length);
        }
        return result;
    }
}
