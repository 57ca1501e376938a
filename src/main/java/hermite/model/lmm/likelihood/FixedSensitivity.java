package hermite.model.lmm.likelihood;

import hermite.model.CentredColumns;
import java.util.Arrays;

/**
 * How (X'V⁻¹X)⁻¹ moves with the covariance parameters; matrices row-major p × p, V_k the derivative of V by parameter k.
 *
 * @param first for each parameter A_k = X'V⁻¹ V_k V⁻¹X; the derivative of C = (X'V⁻¹X)⁻¹ is C A_k C
 * @param cross for each pair X'V⁻¹ V_k V⁻¹ V_l V⁻¹X, at k·n + l
 * @param second for each pair X'V⁻¹ V_kl V⁻¹X
 * @param expected tr(P V_k P V_l) or for full likelihood tr(V⁻¹V_k V⁻¹V_l), row-major: the expected Hessian of −2 log
 *     likelihood; empty where it is not at hand
 */
public record FixedSensitivity(double[][] first, double[][] cross, double[][] second, double[] expected) {
    /** From the matrices of moved columns to those of X. */
    public FixedSensitivity inColumns(CentredColumns centred) {
        return new FixedSensitivity(
                matrices(first, centred), matrices(cross, centred), matrices(second, centred), expected);
    }

    private static double[][] matrices(double[][] of, CentredColumns centred) {
        return Arrays.stream(of)
                .map(m -> m.length == 0 ? m : centred.quadratic(m))
                .toArray(double[][]::new);
    }
}
