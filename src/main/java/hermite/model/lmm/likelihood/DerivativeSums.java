package hermite.model.lmm.likelihood;

import hermite.model.lmm.likelihood.LmmLikelihood.Derivatives;
import java.util.Optional;

/** Sums over independent blocks from which the derivatives of the likelihood follow (Harville 1977). */
final class DerivativeSums {
    /** Share of the terms of a derivative below which their difference is rounding. */
    private static final double FLAT = 1e-12;

    private final int n;
    private final int p;
    /** tr V⁻¹V_k, e'V_k e with e = V⁻¹(y − Xβ). */
    final double[] trace;

    final double[] form;
    /** tr V⁻¹V_kV⁻¹V_l, e'V_kV⁻¹V_l e, and the same with the second derivative of V. */
    final double[] traceProduct;

    final double[] formProduct;
    final double[] secondTrace;
    final double[] secondForm;
    /** X'V⁻¹V_kV⁻¹X, X'V⁻¹V_k e and their products. */
    final double[][] sensitivity;

    final double[][] fixedForm;
    final double[][] crossSensitivity;
    final double[][] secondSensitivity;

    DerivativeSums(int n, int p) {
        this.n = n;
        this.p = p;
        trace = new double[n];
        form = new double[n];
        traceProduct = new double[n * n];
        formProduct = new double[n * n];
        secondTrace = new double[n * n];
        secondForm = new double[n * n];
        sensitivity = new double[n][p * p];
        fixedForm = new double[n][p];
        crossSensitivity = new double[n * n][p * p];
        secondSensitivity = new double[n * n][p * p];
    }

    /** tr PV_kPV_l, or tr V⁻¹V_kV⁻¹V_l. */
    private double[] traces(double[] c, boolean restricted) {
        double[] result = new double[n * n];
        double[][] ca = new double[n][];
        for (int k = 0; k < n; k++) {
            ca[k] = BlockLikelihood.product(c, sensitivity[k], p, p, p);
        }
        for (int k = 0; k < n; k++) {
            for (int l = 0; l <= k; l++) {
                int kl = k * n + l;
                double sum = traceProduct[kl];
                if (restricted) {
                    sum -= 2 * BlockLikelihood.trace(c, crossSensitivity[kl], p);
                    for (int i = 0; i < p; i++) {
                        for (int j = 0; j < p; j++) {
                            sum += ca[k][i * p + j] * ca[l][j * p + i];
                        }
                    }
                }
                result[kl] = sum;
                result[l * n + k] = sum;
            }
        }
        return result;
    }

    Derivatives derivatives(double[] c, boolean restricted) {
        double[] gradient = new double[n];
        double[] hessian = new double[n * n];
        double[] average = new double[n * n];
        double[] traces = traces(c, restricted);
        for (int k = 0; k < n; k++) {
            gradient[k] = trace[k] - form[k] - (restricted ? BlockLikelihood.trace(c, sensitivity[k], p) : 0);
        }
        for (int k = 0; k < n; k++) {
            double[] cw = BlockLikelihood.product(c, fixedForm[k], p, p, 1);
            for (int l = 0; l <= k; l++) {
                int kl = k * n + l;
                double forms = formProduct[kl] - BlockLikelihood.dot(cw, fixedForm[l], p);
                double second = secondTrace[kl];
                if (restricted) {
                    second -= BlockLikelihood.trace(c, secondSensitivity[kl], p);
                }
                hessian[kl] = -traces[kl] + second + 2 * forms - secondForm[kl];
                hessian[l * n + k] = hessian[kl];
                average[kl] = forms;
                average[l * n + k] = forms;
            }
        }
        for (int k = 0; k < n; k++) {
            if (isFlat(k, c, gradient[k], hessian[k * n + k], restricted)) {
                gradient[k] = 0;
                for (int l = 0; l < n; l++) {
                    hessian[k * n + l] = 0;
                    hessian[l * n + k] = 0;
                    average[k * n + l] = 0;
                    average[l * n + k] = 0;
                }
            }
        }
        return new Derivatives(gradient, Optional.of(hessian), average);
    }

    /** Whether a parameter has no influence: both its derivatives are the rounding of what they are differences of. */
    private boolean isFlat(int k, double[] c, double first, double second, boolean restricted) {
        int kk = k * n + k;
        double ofFirst = Math.abs(trace[k]) + Math.abs(form[k]);
        double ofSecond = Math.abs(traceProduct[kk]) + Math.abs(secondTrace[kk]) + Math.abs(secondForm[kk]);
        if (restricted) {
            ofFirst += Math.abs(BlockLikelihood.trace(c, sensitivity[k], p));
            ofSecond += 2 * Math.abs(BlockLikelihood.trace(c, crossSensitivity[kk], p));
        }
        return Math.abs(first) <= FLAT * ofFirst && Math.abs(second) <= FLAT * ofSecond;
    }

    /** The pairs above the diagonal are filled in: X'V⁻¹V_lV⁻¹V_kV⁻¹X is the transpose. */
    FixedSensitivity sensitivity(double[] c, boolean restricted) {
        for (int k = 0; k < n; k++) {
            for (int l = 0; l < k; l++) {
                secondSensitivity[l * n + k] = secondSensitivity[k * n + l];
                crossSensitivity[l * n + k] =
                        hermite.model.inference.LinearAlgebra.transpose(crossSensitivity[k * n + l], p, p);
            }
        }
        return new FixedSensitivity(sensitivity, crossSensitivity, secondSensitivity, traces(c, restricted));
    }
}
