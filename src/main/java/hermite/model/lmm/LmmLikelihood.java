package hermite.model.lmm;

import hermite.math.DenseSymmetric;
import java.util.List;
import java.util.Optional;

/**
 * −2 log likelihood of a linear mixed model with its exact derivatives by the covariance parameters, fixed effects
 * profiled out (Harville 1977, Journal of the American Statistical Association 72, 320–338; Lindstrom and Bates 1988,
 * ibid. 83, 1014–1022).
 */
final class LmmLikelihood {
    private final LmmSpec spec;
    private final List<LmmBlock> blocks;
    private final double logWeights;

    LmmLikelihood(LmmSpec spec) {
        this.spec = spec;
        this.blocks = new BlockAssembly(spec).blocks();
        double[] sorted = spec.weight().clone();
        java.util.Arrays.sort(sorted);
        double sum = 0;
        for (double w : sorted) {
            sum += Math.log(w);
        }
        logWeights = sum;
    }

    List<LmmBlock> blocks() {
        return blocks;
    }

    /** What one block contributes: V⁻¹, V⁻¹X, V⁻¹y. */
    record Solved(double[] inverse, double[] inverseX, double[] inverseY) {}

    /**
     * The likelihood at one point.
     *
     * @param minusTwoLog −2 log likelihood with all constants
     * @param beta generalized least squares estimates
     * @param betaCovariance (X'V⁻¹X)⁻¹
     * @param quadratic (y − Xβ)'V⁻¹(y − Xβ)
     */
    record Value(
            double[] theta,
            double minusTwoLog,
            double[] beta,
            double[] betaCovariance,
            double quadratic,
            List<Solved> solved) {}

    /**
     * Derivatives of −2 log likelihood.
     *
     * @param hessian observed
     * @param average average of observed and expected information, of the same scale (Gilmour, Thompson and Cullis
     *     1995, Biometrics 51, 1440–1450); positive semidefinite
     * @param fixedSensitivity for each parameter X'V⁻¹ V_k V⁻¹X, so that the derivative of (X'V⁻¹X)⁻¹ is C A_k C
     */
    record Derivatives(double[] gradient, double[] hessian, double[] average, double[][] fixedSensitivity) {}

    /** The value, or empty where some V is not positive definite. */
    Optional<Value> value(double[] theta) {
        int p = spec.p();
        double logDeterminant = -logWeights;
        double[] xvx = new double[p * p];
        double[] xvy = new double[p];
        List<Solved> solved = new java.util.ArrayList<>();
        int residualStart = spec.firstParameter(spec.random().size());
        for (LmmBlock block : blocks) {
            int m = block.rows();
            double[] v = block.covariance(spec, theta, -1, -1);
            double[] factor = new double[m * m];
            if (!DenseSymmetric.cholesky(v, factor, m)) {
                return Optional.empty();
            }
            for (int i = 0; i < m; i++) {
                logDeterminant += 2 * Math.log(factor[i * m + i]);
            }
            for (int g = 0; g < block.spare().length; g++) {
                if (block.spare()[g] > 0) {
                    logDeterminant += block.spare()[g] * Math.log(theta[residualStart + g]);
                }
            }
            double[] inverse = inverse(factor, m);
            double[] vx = product(inverse, block.x(), m, m, p);
            double[] vy = product(inverse, block.y(), m, m, 1);
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < p; j++) {
                    double xij = block.x()[i * p + j];
                    if (xij != 0) {
                        for (int k = 0; k < p; k++) {
                            xvx[j * p + k] += xij * vx[i * p + k];
                        }
                        xvy[j] += xij * vy[i];
                    }
                }
            }
            solved.add(new Solved(inverse, vx, vy));
        }
        DenseSymmetric.symmetrise(xvx, p);
        double[] c = p == 0 ? new double[0] : DenseSymmetric.inverse(xvx, p);
        if (c.length < p * p) {
            return Optional.empty();
        }
        double[] beta = product(c, xvy, p, p, 1);
        double quadratic = 0;
        for (int b = 0; b < blocks.size(); b++) {
            double[] r = residuals(blocks.get(b), beta);
            double[] e = projected(solved.get(b), beta, r.length);
            for (int i = 0; i < r.length; i++) {
                quadratic += r[i] * e[i];
            }
        }
        double n = spec.rows() - (spec.restricted() ? p : 0);
        double f = logDeterminant + quadratic + n * Math.log(2 * Math.PI);
        if (spec.restricted()) {
            f += logDeterminant(xvx, p);
        }
        return Double.isFinite(f)
                ? Optional.of(new Value(theta.clone(), f, beta, c, quadratic, solved))
                : Optional.empty();
    }

    private double[] residuals(LmmBlock block, double[] beta) {
        int p = spec.p();
        double[] r = block.y().clone();
        for (int i = 0; i < r.length; i++) {
            for (int j = 0; j < p; j++) {
                r[i] -= block.x()[i * p + j] * beta[j];
            }
        }
        return r;
    }

    /** V⁻¹(y − Xβ) of a block. */
    double[] projected(Solved solved, double[] beta, int m) {
        int p = spec.p();
        double[] e = solved.inverseY().clone();
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < p; j++) {
                e[i] -= solved.inverseX()[i * p + j] * beta[j];
            }
        }
        return e;
    }

    /** First and second derivatives at a value. */
    Derivatives derivatives(Value at) {
        int n = spec.parameterCount();
        Sums sums = new Sums(n, spec.p());
        for (int b = 0; b < blocks.size(); b++) {
            accumulate(blocks.get(b), at, at.solved().get(b), sums);
        }
        return sums.derivatives(at.betaCovariance(), spec.restricted());
    }

    private void accumulate(LmmBlock block, Value at, Solved solved, Sums sums) {
        int n = spec.parameterCount();
        int m = block.rows();
        int p = spec.p();
        double[] e = projected(solved, at.beta(), m);
        double[][] d = new double[n][];
        double[][] vd = new double[n][];
        double[][] dx = new double[n][];
        double[][] de = new double[n][];
        int residualStart = spec.firstParameter(spec.random().size());
        for (int k = 0; k < n; k++) {
            d[k] = block.covariance(spec, at.theta(), k, -1);
            if (d[k] == null) {
                continue;
            }
            vd[k] = product(solved.inverse(), d[k], m, m, m);
            dx[k] = product(d[k], solved.inverseX(), m, m, p);
            de[k] = product(d[k], e, m, m, 1);
            sums.trace[k] += trace(solved.inverse(), d[k], m);
            sums.form[k] += dot(e, de[k], m);
            addCross(sums.sensitivity[k], solved.inverseX(), dx[k], m, p);
            addTimes(sums.fixedForm[k], solved.inverseX(), de[k], m, p);
            if (k >= residualStart && block.spare().length > k - residualStart && isReduced()) {
                int spare = block.spare()[k - residualStart];
                double sigma2 = at.theta()[k];
                sums.trace[k] += spare / sigma2;
                sums.traceProduct[k * n + k] += spare / (sigma2 * sigma2);
            }
        }
        for (int k = 0; k < n; k++) {
            if (d[k] == null) {
                continue;
            }
            double[] vdx = product(solved.inverse(), dx[k], m, m, p);
            double[] vde = product(solved.inverse(), de[k], m, m, 1);
            for (int l = 0; l <= k; l++) {
                if (d[l] == null) {
                    continue;
                }
                double trace = 0;
                for (int i = 0; i < m; i++) {
                    for (int j = 0; j < m; j++) {
                        trace += vd[k][i * m + j] * vd[l][j * m + i];
                    }
                }
                sums.traceProduct[k * n + l] += trace;
                sums.formProduct[k * n + l] += dot(vde, de[l], m);
                addCross(sums.crossSensitivity[k * n + l], vdx, dx[l], m, p);
                double[] second = block.covariance(spec, at.theta(), k, l);
                if (second != null) {
                    sums.secondTrace[k * n + l] += trace(solved.inverse(), second, m);
                    double[] se = product(second, e, m, m, 1);
                    sums.secondForm[k * n + l] += dot(e, se, m);
                    double[] sx = product(second, solved.inverseX(), m, m, p);
                    addCross(sums.secondSensitivity[k * n + l], solved.inverseX(), sx, m, p);
                }
            }
        }
    }

    private boolean isReduced() {
        return spec.residual().structure().isIndependent();
    }

    /** Sums over blocks from which the derivatives follow. */
    private static final class Sums {
        private final int n;
        private final int p;
        private final double[] trace;
        private final double[] form;
        private final double[] traceProduct;
        private final double[] formProduct;
        private final double[] secondTrace;
        private final double[] secondForm;
        private final double[][] sensitivity;
        private final double[][] fixedForm;
        private final double[][] crossSensitivity;
        private final double[][] secondSensitivity;

        private Sums(int n, int p) {
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

        private Derivatives derivatives(double[] c, boolean restricted) {
            double[] gradient = new double[n];
            double[] hessian = new double[n * n];
            double[] average = new double[n * n];
            double[][] ca = new double[n][];
            for (int k = 0; k < n; k++) {
                ca[k] = product(c, sensitivity[k], p, p, p);
                gradient[k] = trace[k] - form[k];
                if (restricted) {
                    for (int j = 0; j < p; j++) {
                        gradient[k] -= ca[k][j * p + j];
                    }
                }
            }
            for (int k = 0; k < n; k++) {
                double[] cw = product(c, fixedForm[k], p, p, 1);
                for (int l = 0; l <= k; l++) {
                    int kl = k * n + l;
                    double forms = formProduct[kl] - dot(cw, fixedForm[l], p);
                    double traces = traceProduct[kl];
                    double second = secondTrace[kl];
                    if (restricted) {
                        traces += -2 * trace(c, crossSensitivity[kl], p);
                        for (int i = 0; i < p; i++) {
                            for (int j = 0; j < p; j++) {
                                traces += ca[k][i * p + j] * ca[l][j * p + i];
                            }
                        }
                        second -= trace(c, secondSensitivity[kl], p);
                    }
                    hessian[kl] = -traces + second + 2 * forms - secondForm[kl];
                    hessian[l * n + k] = hessian[kl];
                    average[kl] = forms;
                    average[l * n + k] = forms;
                }
            }
            return new Derivatives(gradient, hessian, average, sensitivity);
        }
    }

    private static double[] inverse(double[] factor, int m) {
        double[] inverse = new double[m * m];
        double[] column = new double[m];
        for (int j = 0; j < m; j++) {
            java.util.Arrays.fill(column, 0);
            column[j] = 1;
            DenseSymmetric.solve(factor, column, m);
            for (int i = 0; i < m; i++) {
                inverse[i * m + j] = column[i];
            }
        }
        DenseSymmetric.symmetrise(inverse, m);
        return inverse;
    }

    private static double logDeterminant(double[] a, int p) {
        double[] factor = new double[p * p];
        if (!DenseSymmetric.cholesky(a, factor, p)) {
            return Double.NaN;
        }
        double sum = 0;
        for (int i = 0; i < p; i++) {
            sum += 2 * Math.log(factor[i * p + i]);
        }
        return sum;
    }

    /** a (n × m) times b (m × k). */
    static double[] product(double[] a, double[] b, int n, int m, int k) {
        double[] c = new double[n * k];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                double aij = a[i * m + j];
                if (aij != 0) {
                    for (int l = 0; l < k; l++) {
                        c[i * k + l] += aij * b[j * k + l];
                    }
                }
            }
        }
        return c;
    }

    private static double trace(double[] symmetric, double[] b, int m) {
        double sum = 0;
        for (int i = 0; i < m * m; i++) {
            sum += symmetric[i] * b[i];
        }
        return sum;
    }

    private static double dot(double[] a, double[] b, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** target += a'b, both m × p. */
    private static void addCross(double[] target, double[] a, double[] b, int m, int p) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < p; j++) {
                double aij = a[i * p + j];
                if (aij != 0) {
                    for (int k = 0; k < p; k++) {
                        target[j * p + k] += aij * b[i * p + k];
                    }
                }
            }
        }
    }

    private static void addTimes(double[] target, double[] a, double[] v, int m, int p) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < p; j++) {
                target[j] += a[i * p + j] * v[i];
            }
        }
    }
}
