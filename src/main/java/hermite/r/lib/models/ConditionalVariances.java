package hermite.r.lib.models;

import hermite.r.value.Attributes;
import hermite.r.value.RDouble;
import hermite.r.value.RInteger;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Variances of random effects given the data and the parameters, level by level: G − G(G + σ²(Z'WZ)⁻¹)⁻¹G written as
 * (I + G Z'WZ/σ²)⁻¹ G, which needs no inverse of a G that may be singular. Other terms of the model are taken as known.
 */
final class ConditionalVariances {
    private ConditionalVariances() {}

    /**
     * @param z row-major n × q
     * @param level level of each row from 0
     * @param g row-major q × q
     * @return array q × q × levels
     */
    static RDouble of(double[] z, int q, int[] level, int levels, double[] weight, double[] g, double residual) {
        double[] cross = new double[levels * q * q];
        for (int i = 0; i < level.length; i++) {
            int at = level[i] * q * q;
            for (int a = 0; a < q; a++) {
                for (int b = 0; b < q; b++) {
                    cross[at + a * q + b] += weight[i] * z[i * q + a] * z[i * q + b] / residual;
                }
            }
        }
        RealMatrix covariance = new Array2DRowRealMatrix(q, q);
        for (int a = 0; a < q; a++) {
            for (int b = 0; b < q; b++) {
                covariance.setEntry(a, b, g[a * q + b]);
            }
        }
        double[] out = new double[levels * q * q];
        for (int s = 0; s < levels; s++) {
            RealMatrix own = new Array2DRowRealMatrix(q, q);
            for (int a = 0; a < q; a++) {
                for (int b = 0; b < q; b++) {
                    own.setEntry(a, b, cross[s * q * q + a * q + b]);
                }
            }
            RealMatrix left = MatrixUtils.createRealIdentityMatrix(q).add(covariance.multiply(own));
            RealMatrix variance = new LUDecomposition(left).getSolver().solve(covariance);
            for (int a = 0; a < q; a++) {
                for (int b = 0; b < q; b++) {
                    out[s * q * q + b * q + a] = variance.getEntry(a, b);
                }
            }
        }
        return RDouble.of(out, Attributes.of("dim", RInteger.of(q, q, levels)));
    }
}
