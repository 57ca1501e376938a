package hermite.model.glmm.intercept;

import hermite.math.GaussHermite;
import hermite.math.search.OneDimension;
import hermite.model.glmm.density.ConditionalDensity;
import java.util.Arrays;
import java.util.List;

/**
 * Log likelihood of responses with a random intercept σu per cluster, u of the given distribution, by adaptive
 * Gauss–Hermite quadrature (Liu and Pierce 1994, equation 3): with g(u) the log of the integrand, û its mode and
 * τ² = −1/g″(û), the sum over nodes of log √2 τ + log Σ exp(g(û + √2 τ a) + a² + log w); one node is Laplace's
 * approximation. The gradient is exact: by the implicit function theorem û moves by τ² ∂g′/∂θ and τ by
 * τ³/2 (∂û/∂θ g‴ + ∂g″/∂θ).
 *
 * <p>The likelihood is relative to a fit that reproduces every response: −2 times it is a deviance.
 */
public final class InterceptLikelihood {
    private static final double BRACKET_PRECISION = 1e-6;
    private static final int ROOT_STEPS = 100;
    private static final int DOUBLINGS = 200;
    private static final int POLISHING = 4;

    private final List<Cluster> clusters;
    private final int columns;
    private final ConditionalDensity density;
    private final InterceptPrior prior;
    private final GaussHermite rule;
    private final double saturated;

    public InterceptLikelihood(
            List<Cluster> clusters, int columns, ConditionalDensity density, InterceptPrior prior, int points) {
        this.clusters = List.copyOf(clusters);
        this.columns = columns;
        this.density = density;
        this.prior = prior;
        this.rule = GaussHermite.of(points);
        double sum = 0;
        for (Cluster cluster : clusters) {
            sum += cluster.importance() * cluster.saturated(density);
        }
        this.saturated = sum;
    }

    /** Thrown where a cluster's integrand is not concave at the place found for its mode. */
    public static final class NoModeException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Log likelihood, its gradient by (β, σ) and the modes of the clusters' u. */
    public record Value(double logLikelihood, double[] gradient, double[] modes) {}

    public int columns() {
        return columns;
    }

    public Value at(double[] beta, double sigma) {
        double[] gradient = new double[columns + 1];
        double[] modes = new double[clusters.size()];
        double sum = 0;
        for (int c = 0; c < modes.length; c++) {
            Integral integral = new Integral(clusters.get(c), beta, sigma);
            sum += clusters.get(c).importance() * integral.addTo(gradient);
            modes[c] = integral.mode;
        }
        return new Value(sum - saturated, gradient, modes);
    }

    /** The integral over one cluster's intercept. */
    private final class Integral {
        private final Cluster cluster;
        private final double sigma;
        private final double[] fixed;
        private final double[] eta;
        private final double[] l;
        private final double[] d1;
        private final double[] d2;
        private final double[] d3;
        private double mode;
        private double width;
        /** Derivatives of the mode and the width by (β, σ). */
        private final double[] modeSlope = new double[columns + 1];

        private final double[] widthSlope = new double[columns + 1];

        Integral(Cluster cluster, double[] beta, double sigma) {
            int n = cluster.rows();
            this.cluster = cluster;
            this.sigma = sigma;
            fixed = cluster.offset().clone();
            for (int i = 0; i < n; i++) {
                for (int k = 0; k < columns; k++) {
                    fixed[i] += cluster.x()[i * columns + k] * beta[k];
                }
            }
            eta = new double[n];
            l = new double[n];
            d1 = new double[n];
            d2 = new double[n];
            d3 = new double[n];
            place();
        }

        private void predict(double u) {
            for (int i = 0; i < eta.length; i++) {
                eta[i] = fixed[i] + sigma * u;
            }
        }

        private double weighted(double[] values) {
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += cluster.weight()[i] * values[i];
            }
            return sum;
        }

        private double weighted(double[] values, int column) {
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += cluster.weight()[i] * values[i] * cluster.x()[i * columns + column];
            }
            return sum;
        }

        private double slope(double u) {
            predict(u);
            density.value(eta, cluster.y(), cluster.trials(), 0, l, d1, eta.length);
            return prior.first(u) + sigma * weighted(d1);
        }

        /** All derivatives at u; the second of the log integrand. */
        private double curvature(double u) {
            predict(u);
            density.derivatives(eta, cluster.y(), cluster.trials(), 0, d1, d2, d3, eta.length);
            return prior.second(u) + sigma * sigma * weighted(d2);
        }

        private void place() {
            double end = 1;
            double low = slope(-end);
            double high = slope(end);
            for (int k = 0; k < DOUBLINGS && low * high >= 0; k++) {
                end *= 2;
                low = slope(-end);
                high = slope(end);
            }
            mode = OneDimension.root(this::slope, -end, end, low, high, BRACKET_PRECISION, ROOT_STEPS)[0];
            double second = curvature(mode);
            for (int k = 0; k < POLISHING && second < 0; k++) {
                double step = -(prior.first(mode) + sigma * weighted(d1)) / second;
                if (!(Math.abs(step) < BRACKET_PRECISION)) {
                    break;
                }
                mode += step;
                second = curvature(mode);
            }
            if (!(second < 0)) {
                throw new NoModeException();
            }
            width = Math.sqrt(-1 / second);
            move();
        }

        private void move() {
            double variance = width * width;
            double third = prior.third(mode) + sigma * sigma * sigma * weighted(d3);
            for (int k = 0; k <= columns; k++) {
                boolean scale = k == columns;
                double mixed = scale ? sigma * mode * weighted(d2) + weighted(d1) : sigma * weighted(d2, k);
                double bend = scale
                        ? sigma * (2 * weighted(d2) + sigma * mode * weighted(d3))
                        : sigma * sigma * weighted(d3, k);
                modeSlope[k] = variance * mixed;
                widthSlope[k] = 0.5 * variance * width * (modeSlope[k] * third + bend);
            }
        }

        /** The log of the integral; adds its gradient times the cluster's weight. */
        double addTo(double[] gradient) {
            int points = rule.points();
            double[] log = new double[points];
            double[][] slopes = new double[points][columns + 1];
            for (int r = 0; r < points; r++) {
                double spread = Math.sqrt(2) * rule.abscissa(r);
                double u = mode + spread * width;
                double inner = slope(u);
                log[r] = rule.logScaledWeight(r) + prior.log(u) + weighted(l);
                double total = weighted(d1);
                for (int k = 0; k <= columns; k++) {
                    slopes[r][k] = (modeSlope[k] + spread * widthSlope[k]) * inner
                            + (k == columns ? u * total : weighted(d1, k));
                }
            }
            double top = Arrays.stream(log).max().orElse(0);
            double sum = 0;
            for (int r = 0; r < points; r++) {
                log[r] = Math.exp(log[r] - top);
                sum += log[r];
            }
            for (int k = 0; k <= columns; k++) {
                double mean = widthSlope[k] / width;
                for (int r = 0; r < points; r++) {
                    mean += log[r] / sum * slopes[r][k];
                }
                gradient[k] += cluster.importance() * mean;
            }
            return 0.5 * Math.log(2) + Math.log(width) + top + Math.log(sum);
        }
    }
}
