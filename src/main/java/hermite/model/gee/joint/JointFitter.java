package hermite.model.gee.joint;

import hermite.model.inference.LinearAlgebra;
import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Solves the three equations by turns: a scoring step for the mean, then scale and correlations as moments of the
 * Pearson residuals; at the end the sandwich of all of them (Prentice 1988, equations 2.2-2.5; Yan and Fine 2004,
 * section 2.3, whose bread is lower block triangular because each equation knows only the parameters before it).
 */
public final class JointFitter {
    private final JointSpecification spec;
    private final int p;
    private final double[] mu;
    private final double[] slope;
    private final double[] residual;
    private final double[] beta;
    private double[] alpha;
    private double scale;

    private JointFitter(JointSpecification spec, double[] start, double[] correlations, double startingScale) {
        this.spec = spec;
        this.p = spec.p();
        int n = spec.rows();
        this.mu = new double[n];
        this.slope = new double[n];
        this.residual = new double[n];
        this.beta = start.clone();
        this.alpha = correlations.clone();
        this.scale = spec.estimatesScale() ? startingScale : spec.fixedScale();
    }

    /**
     * @param start p coefficients, as of a fit without correlation
     * @throws ArithmeticException when a cluster's working covariance or the information is singular
     */
    public static JointFit fit(JointSpecification spec, double[] start) {
        return fit(spec, start, new double[spec.correlation().parameters()], 1);
    }

    /**
     * From correlations and a scale too: with one iteration the one-step estimates of part of the clusters.
     *
     * @param start p coefficients
     * @param correlations as many as the structure has
     * @throws ArithmeticException as above
     */
    public static JointFit fit(JointSpecification spec, double[] start, double[] correlations, double scale) {
        return new JointFitter(spec, start, correlations, scale).run();
    }

    private JointFit run() {
        int iterations = 0;
        double change = Double.POSITIVE_INFINITY;
        evaluate();
        if (spec.moments() == JointSpecification.Moments.LIANG_ZEGER) {
            moments();
        }
        while (iterations < spec.maxIterations() && change > spec.tolerance()) {
            iterations++;
            double[] before = alpha.clone();
            double scaleBefore = scale;
            change = step();
            evaluate();
            if (spec.moments() == JointSpecification.Moments.LIANG_ZEGER
                    && (change <= spec.tolerance() || iterations == spec.maxIterations())) {
                updateScale();
                break;
            }
            moments();
            if (spec.moments() == JointSpecification.Moments.EQUATIONS) {
                change = Math.max(change, Math.abs(scale - scaleBefore));
                for (int a = 0; a < alpha.length; a++) {
                    change = Math.max(change, Math.abs(alpha[a] - before[a]));
                }
            }
        }
        return finish(iterations, change <= spec.tolerance());
    }

    /** Means, their slopes and Pearson residuals at the current coefficients. */
    private void evaluate() {
        for (int i = 0; i < mu.length; i++) {
            double eta = spec.offset()[i];
            for (int k = 0; k < p; k++) {
                eta += spec.x()[i * p + k] * beta[k];
            }
            mu[i] = spec.link().inverse(eta);
            slope[i] = spec.link().firstDerivative(eta);
            residual[i] = (spec.y()[i] - mu[i]) / deviation(i);
        }
    }

    private double deviation(int i) {
        return Math.sqrt(spec.family().variance(mu[i], 1) / spec.size()[i]);
    }

    private void moments() {
        if (spec.moments() == JointSpecification.Moments.LIANG_ZEGER) {
            liangZegerMoments();
            return;
        }
        double squares = 0;
        double total = 0;
        for (int i = 0; i < residual.length; i++) {
            squares += spec.weight()[i] * residual[i] * residual[i];
            total += spec.weight()[i];
        }
        if (spec.estimatesScale()) {
            scale = squares / total;
        }
        if (spec.correlation() instanceof JointCorrelation.Autoregressive) {
            stepAutoregression();
            return;
        }
        if (spec.correlation() instanceof JointCorrelation.Designed && alpha.length > 0) {
            solveDesign();
            return;
        }
        double[] sum = new double[alpha.length];
        double[] count = new double[alpha.length];
        forEachPair((i, k, parameter) -> {
            double w = spec.weight()[i] * spec.weight()[k];
            sum[parameter] += w * residual[i] * residual[k];
            count[parameter] += w;
        });
        for (int a = 0; a < alpha.length; a++) {
            alpha[a] = count[a] > 0 ? sum[a] / (count[a] * scale) : 0;
        }
    }

    /** The scale at the last coefficients; the correlations stay those of the step that led there. */
    private void updateScale() {
        if (spec.estimatesScale()) {
            double squares = 0;
            for (double e : residual) {
                squares += e * e;
            }
            scale = squares / (spec.rows() - p);
        }
    }

    private void liangZegerMoments() {
        double squares = 0;
        double meanSquares = 0;
        int several = 0;
        for (int c = 0; c < spec.clusters(); c++) {
            double own = 0;
            int size = spec.first()[c + 1] - spec.first()[c];
            for (int i = spec.first()[c]; i < spec.first()[c + 1]; i++) {
                own += residual[i] * residual[i];
            }
            squares += own;
            meanSquares += own / size;
            several += size > 1 ? 1 : 0;
        }
        double corrected = squares / (spec.rows() - p);
        if (spec.estimatesScale()) {
            scale = corrected;
        }
        double[] sum = new double[alpha.length];
        double[] count = new double[alpha.length];
        if (spec.correlation() instanceof JointCorrelation.Exchangeable) {
            forEachPair((i, k, parameter) -> {
                sum[0] += residual[i] * residual[k];
                count[0]++;
            });
            alpha[0] = sum[0] / (corrected * (count[0] - p));
            return;
        }
        double relative = spec.clusters() / (meanSquares * several);
        for (int c = 0; c < spec.clusters(); c++) {
            int start = spec.first()[c];
            int size = spec.first()[c + 1] - start;
            forEachPair(c, (i, k, parameter) -> {
                boolean byLag = !(spec.correlation() instanceof JointCorrelation.Unstructured
                        || spec.correlation() instanceof JointCorrelation.Banded);
                double terms = byLag ? size - Math.abs(spec.occasion()[i] - spec.occasion()[k]) : 1;
                sum[parameter] += residual[i] * residual[k] / terms;
            });
        }
        for (int a = 0; a < alpha.length; a++) {
            alpha[a] = relative * sum[a];
        }
    }

    /** A Gauss-Newton step of the least squares of the residual products on alpha^lag over all pairs. */
    private void stepAutoregression() {
        int longest = 0;
        for (int place : spec.occasion()) {
            longest = Math.max(longest, place);
        }
        double[] sum = new double[longest + 1];
        double[] count = new double[longest + 1];
        forEachPair((i, k, parameter) -> {
            int lag = Math.abs(spec.occasion()[i] - spec.occasion()[k]);
            double w = spec.weight()[i] * spec.weight()[k];
            sum[lag] += w * residual[i] * residual[k] / scale;
            count[lag] += w;
        });
        double score = 0;
        double information = 0;
        for (int lag = 1; lag <= longest; lag++) {
            double d = lag * Math.pow(alpha[0], lag - 1.0);
            score += d * (sum[lag] - count[lag] * Math.pow(alpha[0], lag));
            information += d * d * count[lag];
        }
        if (information > 0) {
            alpha[0] = Math.max(-0.999, Math.min(0.999, alpha[0] + score / information));
        }
    }

    /** Least squares of the residual products on the design of the correlations. */
    private void solveDesign() {
        int q = alpha.length;
        double[] information = new double[q * q];
        double[] score = new double[q];
        forEachPair((i, k, parameter) -> {
            double w = spec.weight()[i] * spec.weight()[k];
            double[] d = spec.correlation().gradient(alpha, spec.occasion()[i], spec.occasion()[k]);
            for (int a = 0; a < q; a++) {
                score[a] += w * d[a] * residual[i] * residual[k] / scale;
                for (int b = 0; b < q; b++) {
                    information[a * q + b] += w * d[a] * d[b];
                }
            }
        });
        alpha = LinearAlgebra.multiply(inverse(information, q), score, q, q, 1);
    }

    private interface Pair {
        void accept(int i, int k, int parameter);
    }

    private void forEachPair(Pair pair) {
        for (int c = 0; c < spec.clusters(); c++) {
            forEachPair(c, pair);
        }
    }

    private void forEachPair(int cluster, Pair pair) {
        for (int i = spec.first()[cluster]; i < spec.first()[cluster + 1]; i++) {
            for (int k = i + 1; k < spec.first()[cluster + 1]; k++) {
                int parameter = spec.correlation().parameter(spec.occasion()[i], spec.occasion()[k]);
                if (parameter >= 0) {
                    pair.accept(i, k, parameter);
                }
            }
        }
    }

    /** One scoring step of the mean; the largest change. */
    private double step() {
        double[] information = new double[p * p];
        double[] score = new double[p];
        for (int c = 0; c < spec.clusters(); c++) {
            addMean(c, information, score);
        }
        double[] move = LinearAlgebra.multiply(inverse(information, p), score, p, p, 1);
        boolean relative = spec.moments() == JointSpecification.Moments.LIANG_ZEGER;
        double largest = 0;
        for (int k = 0; k < p; k++) {
            beta[k] += move[k];
            largest = Math.max(largest, relative ? Math.abs(move[k] / beta[k]) : Math.abs(move[k]));
        }
        return largest;
    }

    /** Adds D'V⁻¹D and D'V⁻¹(y − mu) of a cluster. */
    private void addMean(int cluster, double[] information, double[] score) {
        int start = spec.first()[cluster];
        int size = spec.first()[cluster + 1] - start;
        double[] inverse = inverseCorrelation(start, size);
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < size; k++) {
                double w = inverse[i * size + k];
                if (w == 0) {
                    continue;
                }
                int row = start + i;
                int other = start + k;
                double share = w * Math.sqrt(spec.weight()[row] * spec.weight()[other]) / scale;
                double left = slope[row] / deviation(row) * share;
                double e = residual[other];
                double right = slope[other] / deviation(other);
                for (int a = 0; a < p; a++) {
                    double xa = spec.x()[row * p + a] * left;
                    score[a] += xa * e;
                    for (int b = 0; b < p; b++) {
                        information[a * p + b] += xa * spec.x()[other * p + b] * right;
                    }
                }
            }
        }
    }

    private double[] inverseCorrelation(int start, int size) {
        double[] r = new double[size * size];
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < size; k++) {
                r[i * size + k] = i == k
                        ? 1
                        : spec.correlation().value(alpha, spec.occasion()[start + i], spec.occasion()[start + k]);
            }
        }
        return spec.correlation() instanceof JointCorrelation.Independence ? r : inverse(r, size);
    }

    private JointFit finish(int iterations, boolean converged) {
        int scales = spec.estimatesScale() ? 1 : 0;
        int q = p + scales + alpha.length;
        double[] bread = new double[q * q];
        double[] meat = new double[q * q];
        double[] information = new double[p * p];
        for (int c = 0; c < spec.clusters(); c++) {
            double[] contribution = new double[q];
            double[] own = new double[p];
            addMean(c, information, own);
            System.arraycopy(own, 0, contribution, 0, p);
            if (scales == 1) {
                addScale(c, contribution, bread, q);
            }
            addCorrelations(c, contribution, bread, q, scales);
            for (int a = 0; a < q; a++) {
                for (int b = 0; b < q; b++) {
                    meat[a * q + b] += contribution[a] * contribution[b];
                }
            }
        }
        for (int a = 0; a < p; a++) {
            System.arraycopy(information, a * p, bread, a * q, p);
        }
        double[] inverse = inverse(bread, q);
        double[] half = LinearAlgebra.multiply(inverse, meat, q, q, q);
        double[] sandwich = LinearAlgebra.multiply(half, LinearAlgebra.transpose(inverse, q, q), q, q, q);
        return new JointFit(
                beta,
                scale,
                Arrays.copyOf(alpha, alpha.length),
                inverse(information, p),
                sandwich,
                iterations,
                converged);
    }

    private static double[] inverse(double[] square, int order) {
        Array2DRowRealMatrix matrix = new Array2DRowRealMatrix(order, order);
        for (int i = 0; i < order; i++) {
            matrix.setRow(i, Arrays.copyOfRange(square, i * order, (i + 1) * order));
        }
        DecompositionSolver solver = new LUDecomposition(matrix, 0).getSolver();
        if (!solver.isNonSingular()) {
            throw new ArithmeticException("singular matrix in a marginal fit");
        }
        RealMatrix inverted = solver.getInverse();
        double[] out = new double[order * order];
        for (int i = 0; i < order; i++) {
            System.arraycopy(inverted.getRow(i), 0, out, i * order, order);
        }
        return out;
    }

    /**
     * Scale: Σ w (e² − scale). Its derivative by the mean, and that of the products below, follow geepack 1.3.9, so that
     * the printed standard errors of scale and correlations are its own: the slope is divided by the standard deviation
     * once more than differentiating gives, and a product's derivative pairs each residual with its own slope.
     */
    private void addScale(int cluster, double[] contribution, double[] bread, int q) {
        for (int i = spec.first()[cluster]; i < spec.first()[cluster + 1]; i++) {
            double w = spec.weight()[i];
            double e = residual[i];
            double v = spec.family().variance(mu[i], 1);
            double derivative =
                    -2 * e / Math.sqrt(v) - e * e / v * spec.family().varianceDerivative(mu[i], 1);
            contribution[p] += w * (e * e - scale);
            bread[p * q + p] += w;
            for (int k = 0; k < p; k++) {
                bread[p * q + k] -= w * derivative * slope[i] / Math.sqrt(v) * spec.x()[i * p + k];
            }
        }
    }

    private void addCorrelations(int cluster, double[] contribution, double[] bread, int q, int scales) {
        forEachPair(cluster, (i, k, parameter) -> {
            int j = spec.occasion()[i];
            int l = spec.occasion()[k];
            double w = spec.weight()[i] * spec.weight()[k];
            double z = residual[i] * residual[k] / scale;
            double left = ownSlope(i, residual[k]);
            double right = ownSlope(k, residual[i]);
            double[] gradient = spec.correlation().gradient(alpha, j, l);
            for (int a = 0; a < gradient.length; a++) {
                double d = w * gradient[a];
                if (d == 0) {
                    continue;
                }
                int at = p + scales + a;
                contribution[at] += d * (z - spec.correlation().value(alpha, j, l));
                for (int b = 0; b < gradient.length; b++) {
                    bread[at * q + p + scales + b] += d * gradient[b];
                }
                if (scales == 1) {
                    bread[at * q + p] += d * z / scale;
                }
                for (int b = 0; b < p; b++) {
                    bread[at * q + b] -= d / scale * (left * spec.x()[i * p + b] + right * spec.x()[k * p + b]);
                }
            }
        });
    }

    private double ownSlope(int i, double other) {
        double v = spec.family().variance(mu[i], 1);
        double variance = spec.family().varianceDerivative(mu[i], 1) / Math.sqrt(v);
        return (-residual[i] - 0.5 * residual[i] * other * variance) * slope[i] / Math.sqrt(v);
    }
}
